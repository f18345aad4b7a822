using Upstander.Pdf;

namespace Upstander.Tests.Pdf;

/// <summary>Where a browser is looked for, on each system.</summary>
public sealed class BrowserSearchTests
{
    [Theory]
    [InlineData(BrowserSystem.Linux, "/usr/local/bin/google-chrome|/usr/bin/chromium", "/usr/bin/chromium")]
    [InlineData(BrowserSystem.Linux, "/usr/bin/google-chrome|/usr/local/bin/google-chrome", "/usr/local/bin/google-chrome")]
    [InlineData(BrowserSystem.Linux, "/usr/bin/microsoft-edge-stable", "/usr/bin/microsoft-edge-stable")]
    [InlineData(BrowserSystem.Linux, "/opt/google/chrome/chrome", "/opt/google/chrome/chrome")]
    [InlineData(BrowserSystem.Linux, "/snap/bin/chromium", "/snap/bin/chromium")]
    [InlineData(BrowserSystem.Linux, "/usr/bin/firefox", null)]
    [InlineData(BrowserSystem.Linux, "relative/bin/chromium", null)]
    [InlineData(BrowserSystem.MacOS, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")]
    [InlineData(
        BrowserSystem.MacOS, "/Users/me/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge", "/Users/me/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge")]
    [InlineData(BrowserSystem.MacOS, "/usr/local/bin/chromium", "/usr/local/bin/chromium")]
    [InlineData(BrowserSystem.MacOS, "", null)]
    public void It_is_the_first_on_the_path_or_in_the_usual_places(BrowserSystem system, string files, string? found) =>
        Assert.Equal(found, Search(system, files.Split('|')).Found?.Path);

    [Theory]
    [InlineData(@"C:\Program Files\Google\Chrome\Application\chrome.exe")]
    [InlineData(@"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe")]
    [InlineData(@"C:\Users\me\AppData\Local\Google\Chrome\Application\chrome.exe")]
    [InlineData(@"C:\tools\chrome.exe")]
    public void Windows_has_places_of_its_own(string file) => Assert.Equal(file, Search(BrowserSystem.Windows, [file]).Found?.Path);

    [Fact]
    public void What_the_user_names_comes_first()
    {
        Assert.Equal("/my/browser", Search(BrowserSystem.Linux, ["/usr/bin/chromium", "/my/browser"], chosen: "/my/browser").Found?.Path);
        Assert.Equal("/usr/local/bin/brave", Search(BrowserSystem.Linux, ["/usr/bin/chromium", "/usr/local/bin/brave"], chosen: "brave").Found?.Path);
        Assert.Equal(@"C:\tools\brave.exe", Search(BrowserSystem.Windows, [@"C:\tools\brave.exe"], chosen: "brave").Found?.Path);
    }

    [Theory]
    [InlineData("/my/browser")]
    [InlineData("browser")]
    public void What_the_user_names_is_never_replaced_by_another(string named)
    {
        var search = Search(BrowserSystem.Linux, ["/usr/bin/chromium"], chosen: named);

        Assert.Null(search.Found);
        Assert.Equal(named, search.Missing);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("on", true)]
    [InlineData("0", true)]
    [InlineData("off", false)]
    public void The_sandbox_is_on_unless_it_is_turned_off(string? value, bool on) =>
        Assert.Equal(on, Search(BrowserSystem.Linux, ["/usr/bin/chromium"], sandbox: value).Found?.Sandboxed);

    private static BrowserSearch Search(BrowserSystem system, string[] files, string? chosen = null, string? sandbox = null) => BrowserSearch.Run(
        system,
        name => name switch
        {
            "PATH" => system == BrowserSystem.Windows ? @"C:\Windows;relative;C:\tools\" : "relative/bin:/usr/local/bin:/usr/bin/",
            "HOME" => "/Users/me",
            "ProgramFiles" => @"C:\Program Files",
            "ProgramFiles(x86)" => @"C:\Program Files (x86)",
            "LocalAppData" => @"C:\Users\me\AppData\Local",
            "UPSTANDER_BROWSER" => chosen,
            "UPSTANDER_BROWSER_SANDBOX" => sandbox,
            _ => null,
        },
        path => files.Contains(path));
}
