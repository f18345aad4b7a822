using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Upstander.BrowserTests;

/// <summary>What the paper looks like: pages and their size in points, read from the PDF that Chromium prints.</summary>
internal sealed partial record Pdf(IReadOnlyList<(double Width, double Height)> Pages)
{
    public static async Task<Pdf> Print(IPage tab)
    {
        var text = Encoding.Latin1.GetString(await tab.PdfAsync(new() { PreferCSSPageSize = true }));
        return new(
        [
            .. from Match page in Page().Matches(text)
               select (Points(page.Groups["w"].Value), Points(page.Groups["h"].Value)),
        ]);
    }

    /// <summary>Whether every page has this size, to a tenth of a millimetre or so.</summary>
    public bool All(double width, double height) => Pages.Count > 0 && Pages.All(p => Math.Abs(p.Width - width) < 0.6 && Math.Abs(p.Height - height) < 0.6);

    private static double Points(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"/Type /Page\s(?:(?!endobj).)*?/MediaBox \[0 0 (?<w>[\d.]+) (?<h>[\d.]+)\]", RegexOptions.Singleline)]
    private static partial Regex Page();
}
