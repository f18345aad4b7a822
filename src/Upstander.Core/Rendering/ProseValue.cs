using Upstander.Binding;
using Upstander.Diagnostics;

namespace Upstander.Rendering;

/// <summary>Markdown of a lesson as a template holds it. Its forms are worked out once and shared by all pages and threads.</summary>
internal sealed class ProseValue(Prose prose)
{
    private volatile RenderedProse? block;
    private volatile RenderedProse? inline;
    private volatile string? plain;

    public Prose Prose { get; } = prose;

    public string Plain => plain ??= MarkdownRenderer.ToPlain(Prose);

    /// <summary>As HTML and as Markdown, with the page's own ids and addresses where it needs them.</summary>
    public RenderedProse Rendered(bool isInline, PageAddresses page)
    {
        var rendered = isInline ? inline : block;
        if (rendered is null)
        {
            rendered = MarkdownRenderer.Render(Prose, isInline, page);
            if (!rendered.DependsOnPage)
            {
                _ = isInline ? inline = rendered : block = rendered;
            }
        }

        return rendered;
    }

    /// <summary>What text functions and comparisons see.</summary>
    public override string ToString() => Plain;
}

/// <summary>HTML made from Markdown and the Markdown itself, both for one page if they depend on it; or the problems that stood in the way.</summary>
internal sealed record RenderedProse(string Html, string Source, IReadOnlyList<Diagnostic> Problems, bool DependsOnPage)
{
    public static RenderedProse Failed(params IReadOnlyList<Diagnostic> problems) => new("", "", problems, false);
}

/// <summary>What images and footnotes need to know about the page they are on.</summary>
internal sealed class PageAddresses(string root, IReadOnlySet<string>? assets)
{
    private int prefixes;

    public string Root { get; } = root;

    /// <summary>Null where there is no page, in a check.</summary>
    public IReadOnlySet<string>? Assets { get; } = assets;

    /// <summary>Ids on a page stay unique although every text counts its footnotes from one.</summary>
    public string NextPrefix() => $"note-{++prefixes}-";
}

/// <summary>Finished markup of the page's kind, made by this stage and never from a text as it came. Only this is printed as it is.</summary>
internal sealed record Markup(string Text)
{
    public override string ToString() => Text;
}
