using Upstander.Diagnostics;

namespace Upstander.Pdf;

/// <summary>What can keep a page from becoming a PDF.</summary>
public static class PdfProblems
{
    /// <summary>What to do about a missing browser.</summary>
    public const string BrowserHint = "install Chromium, Chrome or Edge, or name its program in UPSTANDER_BROWSER";

    /// <summary>What to do about a file that is not of the project.</summary>
    public const string RefusedHint = "put pictures, fonts and style sheets into templates/assets/ and name them with asset";

    /// <summary>What to do about a page that hangs.</summary>
    public const string HungHint = "print its page by hand to see what keeps the browser busy";

    /// <summary>What to do where the browser's sandbox does not work.</summary>
    public const string SandboxHint =
        "root, and some containers, cannot have it: build as another user, or set UPSTANDER_BROWSER_SANDBOX=off where every template and lesson is trusted";

    /// <summary>UP1901</summary>
    public static Problem NoBrowser { get; } = new("UP1901", Severity.Error, "PDF was asked for and there is no browser to make it.");

    /// <summary>UP1902</summary>
    public static Problem NoBrowserForOutputs { get; } = new("UP1902", Severity.Warning, "The curriculum asks for PDF and there is no browser to make it.");

    /// <summary>UP1903</summary>
    public static Problem BrowserFailed { get; } = new("UP1903", Severity.Error, "The browser did not start, or ended before its work was done.");

    /// <summary>UP1904</summary>
    public static Problem PageFailed { get; } = new("UP1904", Severity.Error, "A page that the browser did not finish, or not in time.");

    /// <summary>UP1905</summary>
    public static Problem Refused { get; } = new("UP1905", Severity.Error, "A template for print asks for a file or an element that a PDF is not made with.");

    /// <summary>UP1906</summary>
    public static Problem LeftOut { get; } = new("UP1906", Severity.Warning, "Something of a template for print is left out of the PDF.");

    /// <summary>Every one of them.</summary>
    public static IReadOnlyList<Problem> All { get; } = [NoBrowser, NoBrowserForOutputs, BrowserFailed, PageFailed, Refused, LeftOut];

    /// <summary>Those that mean the machine failed, not the input: exit code 3.</summary>
    public static IReadOnlyList<Problem> OfEnvironment { get; } = [NoBrowser, BrowserFailed];
}
