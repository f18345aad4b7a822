using System.Collections.Concurrent;
using System.Diagnostics;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Pdf;
using Upstander.Rendering;

namespace Upstander.Tests.Pdf;

/// <summary>
/// What tests of printing share. They are skipped where there is no browser, or no poppler to read a PDF with, and fail there where
/// <c>UPSTANDER_REQUIRE_BROWSER=1</c> says that both must be there.
/// </summary>
internal static class Printing
{
    public static readonly Assets NoAssets = new([]);
    private static readonly Lazy<Browser?> Found = new(Find);

    private static bool Required => Environment.GetEnvironmentVariable("UPSTANDER_REQUIRE_BROWSER") == "1";

    /// <summary>The browser of this machine. Chromium has no sandbox for root on Linux, so tests go without one there.</summary>
    public static Browser Browser
    {
        get
        {
            Need(Found.Value is not null, "There is no Chromium, Chrome or Edge on this machine; UPSTANDER_BROWSER may name one.");
            return Found.Value!;
        }
    }

    /// <summary>The environment as a command sees it that finds this browser.</summary>
    public static string? Variable(string name) => name switch
    {
        BrowserSearch.PathVariable => Browser.Path,
        BrowserSearch.SandboxVariable => Browser.Sandboxed ? null : "off",
        _ => null,
    };

    /// <summary>A page for print.</summary>
    public static MadePage Page(string html, string name = "test", string paper = "letter")
    {
        var path = TemplateExpression.Parse("test", SourceSpan.Whole("documents.yaml"), new DiagnosticBag())!;
        var document = new Document("test", "lesson", [Audience.Learner], "print", "print/test.html.scriban", path, null, null, SourceSpan.Whole("documents.yaml"));
        return new MadePage(new Page(document, Audience.Learner, null, "lesson", null, $"lesson/{name}.html").Derived!, html, "A title", "en-US", paper);
    }

    /// <summary>Prints pages, and tells what came of it.</summary>
    public static (IReadOnlyDictionary<string, byte[]> Files, IReadOnlyList<Diagnostic> Findings) Print(
        IEnumerable<MadePage> pages, PrintSettings? settings = null, Browser? browser = null, Assets? assets = null)
    {
        var files = new ConcurrentDictionary<string, byte[]>();
        var problems = new DiagnosticBag();
        using (var printer = PdfPrinter.Start(browser ?? Browser, assets ?? NoAssets, problems, settings, TestContext.Current.CancellationToken))
        {
            foreach (var page in pages)
            {
                printer?.Add(page, bytes => files[Path.GetFileName(page.Page.Path)] = bytes);
            }

            printer?.Finish();
        }

        return (files, problems.Sorted());
    }

    /// <summary>What a program of poppler says about a file: its output, and anything it complains of.</summary>
    public static string Poppler(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Need(false, $"There is no {program} of poppler on this machine.");
        }

        using (process)
        {
            var errors = process!.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal("", errors.GetAwaiter().GetResult());
            return output;
        }
    }

    /// <summary>The same about a PDF in memory.</summary>
    public static string Poppler(string program, byte[] pdf, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            return Poppler(program, [.. arguments, file, .. program == "pdftotext" ? ["-"] : Array.Empty<string>()]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Skips the test, or fails it where nothing may be missing.</summary>
    private static void Need(bool there, string reason)
    {
        if (!there && Required)
        {
            Assert.Fail(reason);
        }

        Assert.SkipUnless(there, reason);
    }

    private static Browser? Find()
    {
        var found = BrowserSearch.Run(BrowserSearch.System, Environment.GetEnvironmentVariable, File.Exists).Found;
        return found is not null && OperatingSystem.IsLinux() && Environment.UserName == "root" ? found with { Sandboxed = false } : found;
    }
}
