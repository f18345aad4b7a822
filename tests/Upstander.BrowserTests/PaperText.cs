using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using Microsoft.Playwright;

namespace Upstander.BrowserTests;

/// <summary>One word on a printed page; all lengths in millimetres from the top left corner of the paper.</summary>
internal sealed record PaperWord(string Text, double Left, double Top, double Right, double Bottom);

/// <summary>One printed page with its words, and its lines as the reader sees them.</summary>
internal sealed record PaperPage(double Width, double Height, IReadOnlyList<PaperWord> Words, IReadOnlyList<PaperWord> Lines);

/// <summary>What stands where on paper, read from the PDF that Chromium prints, by <c>pdftotext</c> of poppler-utils.</summary>
internal static class PaperText
{
    private const double Point = 25.4 / 72;

    /// <summary>Prints the page of a tab. Without poppler the test is skipped, or fails where there must be a browser.</summary>
    public static async Task<IReadOnlyList<PaperPage>> Print(IPage tab)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, await tab.PdfAsync(new() { PreferCSSPageSize = true }));
            return Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IReadOnlyList<PaperPage> Read(string file)
    {
        var start = new ProcessStartInfo("pdftotext", ["-bbox-layout", file, "-"]) { RedirectStandardOutput = true, UseShellExecute = false };
        string text;
        try
        {
            using var process = Process.Start(start)!;
            text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("UPSTANDER_REQUIRE_BROWSER") != "1")
        {
            Assert.Skip("pdftotext (poppler-utils) is not on this machine.");
            throw;
        }

        // Characters that XML does not know come from fonts without a map; they are no word that a test looks for.
        var clean = string.Concat(text.Where(c => c is '\n' or '\t' or >= ' ' and < '\uFFFE'));
        var space = (XNamespace)"http://www.w3.org/1999/xhtml";
        return [.. XDocument.Parse(clean).Descendants(space + "page").Select(page => new PaperPage(
            Length(page, "width"),
            Length(page, "height"),
            [.. page.Descendants(space + "word").Select(w => Box(w, w.Value))],
            [.. page.Descendants(space + "line").Select(l => Box(l, string.Join(' ', l.Elements(space + "word").Select(w => w.Value))))]))];
    }

    private static PaperWord Box(XElement element, string text) =>
        new(text, Length(element, "xMin"), Length(element, "yMin"), Length(element, "xMax"), Length(element, "yMax"));

    private static double Length(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture) * Point;
}
