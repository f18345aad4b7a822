using System.Text;
using System.Text.RegularExpressions;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Rendering;
using Upstander.Workspaces;

namespace Upstander.Pdf;

/// <summary>One small page printed by the browser of this machine: whether that works, and which fonts it takes.</summary>
/// <param name="Fonts">The fonts in the PDF, by the names that they give themselves.</param>
public sealed partial record BrowserTrial(IReadOnlyList<string> Fonts)
{
    private const string Tokens = "tokens.css";

    // Both faces of the style sheets, upright.
    private const string Html = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Trial</title><link rel="stylesheet" href="assets/tokens.css">
        <style>p { font-family: var(--font-page); } p + p { font-family: var(--font-voice); }</style></head>
        <body><p>One page to try the browser.</p><p>One page to try the browser.</p></body></html>
        """;

    /// <summary>Prints it. Null after a finding.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="tokens">The style sheet that names the fonts.</param>
    /// <param name="problems">Gets why it does not work.</param>
    /// <param name="cancel">Stops it.</param>
    public static BrowserTrial? Run(Browser browser, SourceFile tokens, DiagnosticBag problems, CancellationToken cancel = default)
    {
        var place = SourceSpan.Whole("trial.html");
        var document = new Document("trial", "curriculum", [Audience.Facilitator], "print", "trial", TemplateExpression.Parse("trial.html", place, problems)!, null, null, place);
        var page = new Page(document, Audience.Facilitator, null, null, null, "trial.html").Derived!;
        byte[]? pdf = null;
        using (var printer = PdfPrinter.Start(browser, new Assets([(Tokens, tokens)]), problems, new PrintSettings { Tabs = 1 }, cancel))
        {
            printer?.Add(new MadePage(page, Html, "Trial", "en", "a4"), bytes => pdf = bytes);
            printer?.Finish();
        }

        return pdf is null
            ? null
            : new BrowserTrial([.. FontName().Matches(Encoding.Latin1.GetString(pdf)).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Those of the fonts that a style sheet does not name: what the browser took because it had none of the others.</summary>
    public IReadOnlyList<string> Unnamed(SourceFile tokens)
    {
        var named = FontList().Matches(Encoding.UTF8.GetString(tokens.Bytes.Span)).SelectMany(m => m.Groups["list"].Value.Split(','))
            .Select(n => Plain(n.Trim().Trim('"', '\''))).Where(n => n.Length > 0).ToList();
        return [.. Fonts.Where(f => !named.Exists(n => Plain(f).StartsWith(n, StringComparison.OrdinalIgnoreCase)))];
    }

    private static string Plain(string name) => name.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    [GeneratedRegex(@"/BaseFont\s*/(?:[A-Z]{6}\+)?(?<name>[^\s/<>\[\]()]+)", RegexOptions.CultureInvariant)]
    private static partial Regex FontName();

    [GeneratedRegex("--font-[a-z]+:(?<list>[^;}]+)", RegexOptions.CultureInvariant)]
    private static partial Regex FontList();
}
