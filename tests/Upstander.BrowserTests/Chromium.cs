using Microsoft.Playwright;

namespace Upstander.BrowserTests;

/// <summary>The browser of this machine. None is ever downloaded.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "microsoft-edge"];

    /// <summary><c>UPSTANDER_BROWSER</c>, else the first on the path; null when there is none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("UPSTANDER_BROWSER") is { Length: > 0 } chosen)
        {
            return chosen;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + suffix))).FirstOrDefault(File.Exists);
    }

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
