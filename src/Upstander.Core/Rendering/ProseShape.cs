using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Upstander.Binding;

namespace Upstander.Rendering;

/// <summary>What a part of a text is, as far as its room on paper goes.</summary>
public enum ShapeKind
{
    /// <summary>A paragraph or another run of words; a line end in it is a line end on paper.</summary>
    Words,

    /// <summary>A list with bullets.</summary>
    Bullets,

    /// <summary>A list with numbers.</summary>
    Numbers,

    /// <summary>An item of a list, or a cell of a table.</summary>
    Box,

    /// <summary>Somebody else's words, set in from the side.</summary>
    Quote,

    /// <summary>A table.</summary>
    Table,

    /// <summary>A row of a table.</summary>
    Row,

    /// <summary>A line across.</summary>
    Line,

    /// <summary>A picture.</summary>
    Picture,
}

/// <summary>The shape of a text: its blocks and the words in them, without markup. What measures paper reads this instead of Markdown.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The words, for <see cref="ShapeKind.Words"/>.</param>
/// <param name="IsHeavy">Whether any of the words are bold.</param>
/// <param name="Inner">What stands inside: items, rows, cells, blocks.</param>
public sealed record ProseShape(ShapeKind Kind, string Text, bool IsHeavy, IReadOnlyList<ProseShape> Inner)
{
    /// <summary>A run of words.</summary>
    public static ProseShape Words(string text, bool isHeavy = false) => new(ShapeKind.Words, text, isHeavy, []);

    /// <summary>The blocks of a text in order. A text that cannot be read as Markdown is one block of words; the page reports it.</summary>
    public static IReadOnlyList<ProseShape> Of(Prose prose)
    {
        var text = prose.Markdown.AsSpan().TrimEnd('\n');
        return MarkdownRenderer.IsPlain(text) || MarkdownRenderer.Parse(prose.Markdown) is not { } document
            ? [Words(text.ToString())]
            : Blocks(document);
    }

    private static List<ProseShape> Blocks(ContainerBlock container)
    {
        List<ProseShape> shapes = [];
        foreach (var block in container)
        {
            switch (block)
            {
                case LinkReferenceDefinitionGroup:
                    break;
                case HeadingBlock heading:
                    Leaf(heading, heavy: true, shapes);
                    break;
                case CodeBlock code:
                    shapes.Add(Words(code.Lines.ToString()));
                    break;
                case ThematicBreakBlock:
                    shapes.Add(new(ShapeKind.Line, "", false, []));
                    break;
                case LeafBlock leaf:
                    Leaf(leaf, heavy: false, shapes);
                    break;
                case ListBlock list:
                    shapes.Add(new(list.IsOrdered ? ShapeKind.Numbers : ShapeKind.Bullets, "", false, [.. list.OfType<ContainerBlock>().Select(Box)]));
                    break;
                case FootnoteGroup notes:
                    shapes.Add(new(ShapeKind.Numbers, "", false, [.. notes.OfType<ContainerBlock>().Select(Box)]));
                    break;
                case Table table:
                    shapes.Add(new(ShapeKind.Table, "", false, [.. table.OfType<TableRow>().Select(Row)]));
                    break;
                case QuoteBlock quote:
                    shapes.Add(new(ShapeKind.Quote, "", false, Blocks(quote)));
                    break;
                case ContainerBlock inner:
                    shapes.AddRange(Blocks(inner));
                    break;
            }
        }

        return shapes;
    }

    private static ProseShape Box(ContainerBlock block) => new(ShapeKind.Box, "", false, Blocks(block));

    private static ProseShape Row(TableRow row) =>
        new(ShapeKind.Row, "", false, [.. row.OfType<TableCell>().Select(cell => row.IsHeader ? Box(cell) with { Inner = [.. Blocks(cell).Select(b => b with { IsHeavy = true })] } : Box(cell))]);

    private static void Leaf(LeafBlock leaf, bool heavy, List<ProseShape> shapes)
    {
        var words = new StringBuilder();
        var pictures = 0;
        if (leaf.Inline is { } inline)
        {
            Read(inline, words, ref heavy, ref pictures);
        }

        if (words.Length > 0)
        {
            shapes.Add(Words(words.ToString(), heavy));
        }

        shapes.AddRange(Enumerable.Repeat(new ProseShape(ShapeKind.Picture, "", false, []), pictures));
    }

    private static void Read(ContainerInline container, StringBuilder words, ref bool heavy, ref int pictures)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    words.Append(literal.Content.AsSpan());
                    break;
                case LineBreakInline end:
                    words.Append(end.IsHard ? '\n' : ' ');
                    break;
                case CodeInline code:
                    words.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    words.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline link:
                    words.Append(link.Url);
                    break;
                case FootnoteLink note:
                    words.Append(note.IsBackLink ? " ↩" : note.Index.ToString(System.Globalization.CultureInfo.InvariantCulture));
                    break;
                case TaskList:
                    words.Append("☐ ");
                    break;
                case LinkInline { IsImage: true }:
                    // A picture stands on a line of its own, so the words go on below it.
                    pictures++;
                    words.Append('\n');
                    break;
                case ContainerInline inner:
                    heavy |= inner is EmphasisInline { DelimiterCount: >= 2, DelimiterChar: not '~' };
                    Read(inner, words, ref heavy, ref pictures);
                    break;
            }
        }
    }
}
