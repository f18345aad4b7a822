using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Upstander.Rendering;

/// <summary>Markdown to the text that a reader sees, block by block, for checks of language.</summary>
public static class MarkdownReader
{
    /// <summary>The blocks of a Markdown text in order. Text that is too large or too deep to be read as Markdown is read as it stands.</summary>
    public static IReadOnlyList<ReadText> Read(string markdown)
    {
        if (MarkdownRenderer.IsPlain(markdown.AsSpan().TrimEnd('\n')))
        {
            return Paragraphs(markdown);
        }

        if (MarkdownRenderer.Parse(markdown) is not { } document)
        {
            return Paragraphs(markdown);
        }

        var blocks = new List<ReadText>();
        ReadBlocks(document, ReadKind.Paragraph, markdown, blocks);
        return blocks;
    }

    /// <summary>
    /// The paragraphs of a text without markup: blank lines part them, and so does the end of a line shorter than <paramref name="shortLine"/>
    /// characters before a line that begins with a capital.
    /// </summary>
    public static IReadOnlyList<ReadText> Paragraphs(string text, int shortLine = 0)
    {
        var blocks = new List<ReadText>();
        var builder = new ReadText.Builder(ReadKind.Paragraph);
        var start = 0;
        var last = int.MaxValue;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            var line = text.AsSpan(start, end - start);
            if (line.IsWhiteSpace() || (last < shortLine && char.IsUpper(line.TrimStart()[0])))
            {
                Close();
            }

            last = line.TrimEnd().Length;

            builder.Add(line, start);
            builder.Add('\n', end);
            start = end + 1;
        }

        Close();
        return blocks;

        void Close()
        {
            if (builder.Done() is { } block)
            {
                blocks.Add(block);
                builder = new ReadText.Builder(ReadKind.Paragraph);
            }
        }
    }

    private static void ReadBlocks(ContainerBlock container, ReadKind kind, string markdown, List<ReadText> blocks)
    {
        foreach (var block in container)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    ReadLeaf(heading, ReadKind.Heading, markdown, blocks);
                    break;
                case LeafBlock { Inline: not null } leaf:
                    ReadLeaf(leaf, kind, markdown, blocks);
                    break;
                case QuoteBlock quote:
                    ReadBlocks(quote, ReadKind.Quote, markdown, blocks);
                    break;
                case ListBlock list:
                    ReadBlocks(list, kind == ReadKind.Paragraph ? ReadKind.Item : kind, markdown, blocks);
                    break;
                case TableCell cell:
                    ReadBlocks(cell, kind == ReadKind.Quote ? kind : ReadKind.Cell, markdown, blocks);
                    break;
                case ContainerBlock inner:
                    ReadBlocks(inner, kind, markdown, blocks);
                    break;
            }
        }
    }

    private static void ReadLeaf(LeafBlock leaf, ReadKind kind, string markdown, List<ReadText> blocks)
    {
        var builder = new ReadText.Builder(kind);
        ReadInlines(leaf.Inline!, builder, markdown, blocks);
        if (builder.Done() is { } block)
        {
            blocks.Add(block);
        }
    }

    private static void ReadInlines(ContainerInline container, ReadText.Builder builder, string markdown, List<ReadText> blocks)
    {
        foreach (var inline in container)
        {
            var at = inline.Span.Start;
            switch (inline)
            {
                case LiteralInline literal:
                    ReadLiteral(literal, builder, markdown);
                    break;
                case LineBreakInline:
                    builder.Add('\n', at);
                    break;
                case CodeInline code:
                    builder.AddInstead(code.Content, at);
                    break;
                case HtmlEntityInline entity:
                    builder.AddInstead(entity.Transcoded.AsSpan(), at);
                    break;
                case AutolinkInline link:
                    builder.AddInstead(link.Url, at);
                    break;
                case FootnoteLink { IsBackLink: false } note:
                    // A reader sees that there is a note; so do rules about figures without a source.
                    builder.AddInstead($"[^{note.Index}]", at);
                    break;
                case TaskList or FootnoteLink:
                    break;
                case LinkInline { IsImage: true } image:
                    var picture = new ReadText.Builder(ReadKind.Picture);
                    ReadInlines(image, picture, markdown, blocks);
                    if (picture.Done() is { } alternative)
                    {
                        blocks.Add(alternative);
                    }

                    break;
                case LinkInline link:
                    var from = builder.Length;
                    ReadInlines(link, builder, markdown, blocks);
                    builder.Link(from);
                    break;
                case ContainerInline inner:
                    ReadInlines(inner, builder, markdown, blocks);
                    break;
            }
        }
    }

    private static void ReadLiteral(LiteralInline literal, ReadText.Builder builder, string markdown)
    {
        var content = literal.Content.AsSpan();
        var at = Math.Max(0, literal.Span.Start);
        if (at + content.Length <= markdown.Length && markdown.AsSpan(at, content.Length).SequenceEqual(content))
        {
            builder.Add(content, at);
            return;
        }

        // An escaped character stands one place further on.
        if (at + 1 + content.Length <= markdown.Length && markdown.AsSpan(at + 1, content.Length).SequenceEqual(content))
        {
            builder.Add(content, at + 1);
            return;
        }

        builder.AddInstead(content, at);
    }
}
