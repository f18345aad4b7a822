using Microsoft.Playwright;
using Upstander.Pdf;

namespace Upstander.BrowserTests;

/// <summary>The browser of this machine. None is ever downloaded.</summary>
internal static class Chromium
{
    /// <summary>The one that the tool would take; null when there is none.</summary>
    public static string? Find() => BrowserSearch.Run(
        BrowserSearch.System,
        Environment.GetEnvironmentVariable,
        File.Exists).Found?.Path;

    /// <summary>Starts it with nowhere to go but files and this machine.</summary>
    public static Task<IBrowser> Start(IPlaywright playwright, string path) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = path,
        Headless = true,
        ChromiumSandbox = Sandboxed,
        Args = ["--proxy-server=http://127.0.0.1:9", "--disable-background-networking", "--disable-component-update"],
    });

    /// <summary>Chromium has no sandbox for root on Linux, and some containers forbid it to everybody.</summary>
    private static bool Sandboxed =>
        Environment.GetEnvironmentVariable("UPSTANDER_BROWSER_SANDBOX") != "off" && !(OperatingSystem.IsLinux() && Environment.UserName == "root");
}
