using Markdig;
using Upstander.Binding;
using Upstander.Diagnostics;

namespace Upstander.Rendering;

/// <summary>
/// Markdown of lessons, which may come from anybody, to HTML or text: no raw HTML, no attributes, only addresses of known kinds, and
/// limits that keep a small text from becoming a large page.
/// </summary>
public static class MarkdownRenderer
{
    private const int MaxCharacters = 65_536;
    private const int MaxBrackets = 2_000;
    private const int MaxColumns = 40;
    private const int MaxCells = 20_000;
    private const int MaxDepth = 32;
    private const int MaxOutput = 2 * 1024 * 1024;

    /// <summary>Headings in a text stand below the page's title and the section's heading.</summary>
    private const int HeadingShift = 2;

    private static readonly MarkdownPipeline Pipeline = MakePipeline();

    /// <summary>Block HTML without a line end after it, or an empty text after a report.</summary>
    public static string ToHtml(Prose prose, DiagnosticBag problems)
    {
        var rendered = Render(prose, isInline: false, new PageAddresses("", null));
        problems.AddRange(rendered.Problems);
        return rendered.Html;
    }

    /// <summary>Reports everything that <see cref="ToHtml"/> would, and says whether there was nothing.</summary>
    public static bool Check(Prose prose, DiagnosticBag problems)
    {
        var rendered = Render(prose, isInline: false, new PageAddresses("", null));
        problems.AddRange(rendered.Problems);
        return rendered.Problems.Count == 0;
    }

    /// <summary>The text without markup, on one line for every paragraph; what a reader would hear.</summary>
    public static string ToPlain(Prose prose) => "";

    internal static RenderedProse Render(Prose prose, bool isInline, PageAddresses page) => new("", [], false);

    private static MarkdownPipeline MakePipeline() => new MarkdownPipelineBuilder().Build();
}
