namespace Upstander.Pdf;

/// <summary>A browser of the Chromium family that was found on this machine.</summary>
/// <param name="Path">Its program.</param>
/// <param name="Sandboxed">Whether it keeps its own sandbox, as it should; root in a container cannot.</param>
public sealed record Browser(string Path, bool Sandboxed = true);

/// <summary>The systems that differ in where browsers are.</summary>
public enum BrowserSystem
{
    /// <summary>Linux and other systems like it.</summary>
    Linux,

    /// <summary>macOS.</summary>
    MacOS,

    /// <summary>Windows.</summary>
    Windows,
}

/// <summary>What came of looking for a browser.</summary>
/// <param name="Found">The browser; null where there is none.</param>
/// <param name="Missing">What <c>UPSTANDER_BROWSER</c> names, where that is no program; else null.</param>
public sealed record BrowserSearch(Browser? Found, string? Missing = null)
{
    /// <summary>Names the program of the browser to use.</summary>
    public const string PathVariable = "UPSTANDER_BROWSER";

    /// <summary><c>off</c> starts the browser without its sandbox.</summary>
    public const string SandboxVariable = "UPSTANDER_BROWSER_SANDBOX";

    /// <summary>The system this runs on.</summary>
    public static BrowserSystem System =>
        OperatingSystem.IsWindows() ? BrowserSystem.Windows : OperatingSystem.IsMacOS() ? BrowserSystem.MacOS : BrowserSystem.Linux;

    // Names on the path, the most usual first. "chrome" alone is a name on Windows and macOS only.
    private static readonly string[] LinuxNames =
        ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge-stable", "microsoft-edge", "chrome"];

    // Places outside the path. Programs of flatpak see no files of others, but they need none: a page goes to them through a pipe.
    private static readonly string[] LinuxPlaces =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable", "/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge",
        "/usr/lib/chromium/chromium", "/snap/bin/chromium",
    ];

    private static readonly string[] MacPlaces =
    [
        "Applications/Chromium.app/Contents/MacOS/Chromium",
        "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];

    private static readonly string[] WindowsNames = ["chrome.exe", "msedge.exe", "chromium.exe"];

    private static readonly string[] WindowsPlaces =
        [@"Google\Chrome\Application\chrome.exe", @"Microsoft\Edge\Application\msedge.exe", @"Chromium\Application\chrome.exe"];

    /// <summary>Looks for a browser: what <c>UPSTANDER_BROWSER</c> names, else the usual names on the path, else the usual places.</summary>
    /// <param name="system">On which system.</param>
    /// <param name="variable">The value of a variable of the environment; null where it is not set.</param>
    /// <param name="exists">Whether a file exists.</param>
    public static BrowserSearch Run(BrowserSystem system, Func<string, string?> variable, Func<string, bool> exists)
    {
        var sandboxed = !string.Equals(variable(SandboxVariable), "off", StringComparison.OrdinalIgnoreCase);
        if (variable(PathVariable) is { Length: > 0 } named)
        {
            // A name without a folder is looked up like any other.
            var isName = named.AsSpan().IndexOfAny('/', '\\') < 0;
            return (isName ? OnPath(system, variable, [named, named + ".exe"]) : [named]).FirstOrDefault(exists) is { } own
                ? new BrowserSearch(new Browser(own, sandboxed))
                : new BrowserSearch(null, named);
        }

        var candidates = system switch
        {
            BrowserSystem.Windows => OnPath(system, variable, WindowsNames).Concat(
                from folder in (string[])["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"]
                where variable(folder) is { Length: > 0 }
                from place in WindowsPlaces
                select $@"{variable(folder)!.TrimEnd('\\')}\{place}"),
            BrowserSystem.MacOS => OnPath(system, variable, LinuxNames).Concat(
                from root in (string[])["", variable("HOME") ?? ""]
                from place in MacPlaces
                select $"{root.TrimEnd('/')}/{place}"),
            _ => OnPath(system, variable, LinuxNames).Concat(LinuxPlaces),
        };
        return new BrowserSearch(candidates.FirstOrDefault(exists) is { } path ? new Browser(path, sandboxed) : null);
    }

    private static IEnumerable<string> OnPath(BrowserSystem system, Func<string, string?> variable, string[] names)
    {
        var (between, below) = system == BrowserSystem.Windows ? (';', '\\') : (':', '/');
        var folders = (variable("PATH") ?? "").Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        // Only whole addresses: a folder that is relative to the current one may hold anybody's program.
        return from name in names
               from folder in folders
               where system == BrowserSystem.Windows ? folder.Length > 2 && (folder[1] == ':' || folder.StartsWith(@"\\", StringComparison.Ordinal)) : folder[0] == '/'
               select $"{folder.TrimEnd(below)}{below}{name}";
    }
}
