using System.Text;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Upstander.Rendering;

/// <summary>
/// Reads a whole Markdown document, as a template made it. Unlike in lessons, HTML comments mean something here: only templates can
/// write them. Other HTML is text.
/// </summary>
public static class TextTreeReader
{
    private const int MaxDepth = 64;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder { MaximumNestingDepth = MaxDepth }
        .UsePipeTables()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseTaskLists()
        .UseFootnotes()
        .Build();

    /// <summary>The document as a tree; null where it is nested too deeply to be one.</summary>
    public static TextTree? Read(string markdown)
    {
        try
        {
            var document = Markdown.Parse(markdown, Pipeline);
            var notes = new Dictionary<int, IReadOnlyList<TextBlock>>();
            foreach (var note in document.OfType<FootnoteGroup>().SelectMany(g => g.OfType<Footnote>()))
            {
                notes[note.Order] = Blocks(note);
            }

            return new TextTree(Blocks(document), notes);
        }
        catch (ArgumentException)
        {
            // What Markdig throws for text that is nested too deeply.
            return null;
        }
    }

    private static List<TextBlock> Blocks(ContainerBlock container)
    {
        List<TextBlock> blocks = [];
        foreach (var block in container)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    blocks.Add(new TextHeading(heading.Level, Parts(heading.Inline)));
                    break;
                case ParagraphBlock paragraph:
                    blocks.Add(new TextParagraph(Parts(paragraph.Inline)));
                    break;
                case ListBlock list:
                    blocks.Add(new TextList(StartOf(list), [.. list.OfType<ListItemBlock>().Select(Blocks)]));
                    break;
                case QuoteBlock quote:
                    blocks.Add(new TextQuote(Blocks(quote)));
                    break;
                case Table table:
                    blocks.Add(TableOf(table));
                    break;
                case ThematicBreakBlock:
                    blocks.Add(new TextRule());
                    break;
                case HtmlBlock html:
                    var text = html.Lines.ToString().Trim();
                    blocks.Add(Comment(text) is { } comment ? new TextComment(comment) : new TextParagraph([new PlainPart(text)]));
                    break;
                case CodeBlock code:
                    blocks.Add(new TextCode(code.Lines.ToString()));
                    break;
                case FootnoteGroup or LinkReferenceDefinition or LinkReferenceDefinitionGroup or BlankLineBlock:
                    // Footnotes stand in a list of their own; the others print nothing.
                    break;
                case ContainerBlock other:
                    blocks.AddRange(Blocks(other));
                    break;
                case LeafBlock { Inline: { } inline }:
                    blocks.Add(new TextParagraph(Parts(inline)));
                    break;
                case LeafBlock leaf when leaf.Lines.Count > 0:
                    blocks.Add(new TextCode(leaf.Lines.ToString()));
                    break;
            }
        }

        return blocks;
    }

    private static int? StartOf(ListBlock list) =>
        !list.IsOrdered ? null : int.TryParse(list.OrderedStart, System.Globalization.CultureInfo.InvariantCulture, out var start) ? start : 1;

    private static TextTable TableOf(Table table)
    {
        var rows = table.OfType<TableRow>().ToList();
        var width = rows.Count == 0 ? 0 : rows.Max(r => r.Count);
        var columns = Enumerable.Range(0, width).Select(i => (i < table.ColumnDefinitions.Count ? table.ColumnDefinitions[i].Alignment : null) switch
        {
            TableColumnAlign.Center => ColumnSide.Middle,
            TableColumnAlign.Right => ColumnSide.End,
            _ => ColumnSide.Start,
        });
        return new TextTable(
            [.. columns],
            [.. rows.Select(r => (IReadOnlyList<IReadOnlyList<TextPart>>)[.. Enumerable.Range(0, width).Select(i => i < r.Count ? Cell((TableCell)r[i]) : [])])]);
    }

    private static List<TextPart> Cell(TableCell cell) => [.. cell.OfType<LeafBlock>().SelectMany(b => Parts(b.Inline))];

    private static string? Comment(string html) =>
        html.StartsWith("<!--", StringComparison.Ordinal) && html.IndexOf("-->", StringComparison.Ordinal) == html.Length - 3 && html.Length >= 7
            ? html[4..^3].Trim()
            : null;

    private static List<TextPart> Parts(ContainerInline? container)
    {
        List<TextPart> parts = [];
        var plain = new StringBuilder();
        for (var inline = container?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    plain.Append(literal.Content.AsSpan());
                    continue;
                case HtmlEntityInline entity:
                    plain.Append(entity.Transcoded.AsSpan());
                    continue;
                case HtmlInline html:
                    plain.Append(html.Tag);
                    continue;
            }

            Flush();
            switch (inline)
            {
                case EmphasisInline { DelimiterChar: '~' } strike:
                    parts.Add(new MarkedPart(TextMark.Strike, Parts(strike)));
                    break;
                case EmphasisInline emphasis:
                    parts.Add(new MarkedPart(emphasis.DelimiterCount > 1 ? TextMark.Strong : TextMark.Emphasis, Parts(emphasis)));
                    break;
                case CodeInline code:
                    parts.Add(new CodePart(code.Content));
                    break;
                case LinkInline { IsImage: true } picture:
                    parts.Add(new PicturePart(picture.GetDynamicUrl?.Invoke() ?? picture.Url ?? "", Plain(Parts(picture))));
                    break;
                case LinkInline link:
                    parts.Add(new LinkPart(link.GetDynamicUrl?.Invoke() ?? link.Url ?? "", Parts(link)));
                    break;
                case AutolinkInline link:
                    parts.Add(new LinkPart(link.IsEmail ? "mailto:" + link.Url : link.Url, [new PlainPart(link.Url)]));
                    break;
                case LineBreakInline end:
                    parts.Add(new BreakPart(end.IsHard));
                    break;
                case TaskList box:
                    parts.Add(new BoxPart(box.Checked));
                    break;
                case FootnoteLink { IsBackLink: false } note:
                    parts.Add(new NotePart(note.Footnote.Order));
                    break;
                case ContainerInline other:
                    parts.AddRange(Parts(other));
                    break;
            }
        }

        Flush();
        return parts;

        void Flush()
        {
            if (plain.Length > 0)
            {
                parts.Add(new PlainPart(plain.ToString()));
                plain.Clear();
            }
        }
    }

    /// <summary>The text of parts without any of their marks.</summary>
    public static string Plain(IEnumerable<TextPart> parts) => string.Concat(parts.Select(p => p switch
    {
        PlainPart text => text.Text,
        CodePart code => code.Text,
        MarkedPart marked => Plain(marked.Parts),
        LinkPart link => Plain(link.Parts),
        PicturePart picture => picture.Alternative,
        BreakPart => " ",
        BoxPart box => box.Checked ? "☑ " : "☐ ",
        _ => "",
    }));
}
