using System.Buffers;
using System.Text;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Upstander.Binding;
using Upstander.Diagnostics;
using SourceSpan = Upstander.Diagnostics.SourceSpan;

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
    private const int MaxCells = 50_000;
    private const int MaxDepth = 32;
    private const int MaxOutput = 2 * 1024 * 1024;

    /// <summary>Headings in a text stand below the page's title and the section's heading.</summary>
    private const int HeadingShift = 2;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder { MaximumNestingDepth = MaxDepth }
        .UsePipeTables()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseTaskLists()
        .UseFootnotes()
        .UsePreciseSourceLocation()
        .DisableHtml()
        .Build();

    private static readonly SearchValues<char> Delimiters = SearchValues.Create("|:- \t>");
    private static readonly SearchValues<char> Special = SearchValues.Create("\\`*_[]<>&#|~\"\n\r\t\0");

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

    /// <summary>The text without markup, a paragraph, heading or row on each line.</summary>
    public static string ToPlain(Prose prose)
    {
        var text = prose.Markdown;
        if (IsPlain(text.AsSpan().TrimEnd('\n')))
        {
            return text.TrimEnd('\n');
        }

        return Parse(text) is { } document ? Plain(document) : text;
    }

    /// <summary>Whether a text begins with a list, a table or anything else that is no paragraph.</summary>
    internal static bool StartsWithBlock(Prose prose) =>
        !IsPlain(prose.Markdown.AsSpan().TrimEnd('\n')) && Parse(prose.Markdown) is [not ParagraphBlock, ..];

    /// <summary>The syntax tree of a Markdown text; null when it is too large or too deep to be one.</summary>
    internal static MarkdownDocument? Parse(string markdown)
    {
        if (Excess(new Prose(new Yaml.YamlScalar(markdown, Yaml.ScalarStyle.Plain, default))) is not null)
        {
            return null;
        }

        try
        {
            return Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            // Too deeply nested for Markdig; Check says so.
            return null;
        }
    }

    internal static RenderedProse Render(Prose prose, bool isInline, PageAddresses page)
    {
        var text = prose.Markdown.AsSpan().TrimEnd('\n');
        if (IsPlain(text))
        {
            return new(isInline ? text.ToString() : $"<p>{text}</p>", text.ToString(), [], false);
        }

        if (Excess(prose) is { } excess)
        {
            return RenderedProse.Failed(excess);
        }

        try
        {
            var document = Markdown.Parse(prose.Markdown, Pipeline);
            var problems = new List<Diagnostic>();
            var prefix = document.LastChild is FootnoteGroup && !isInline ? page.NextPrefix() : "";
            var edits = new List<Edit>();
            var dependsOnPage = Prepare(document, prose, page, prefix, edits, problems);
            if (problems.Count > 0)
            {
                return RenderedProse.Failed(problems);
            }

            using var writer = new LimitedWriter(MaxOutput);
            var renderer = new HtmlRenderer(writer);
            Pipeline.Setup(renderer);
            renderer.ObjectRenderers.Replace<HtmlFootnoteGroupRenderer>(new NoteGroup(prefix));
            renderer.ObjectRenderers.Replace<HtmlFootnoteLinkRenderer>(new NoteLink(prefix, isInline));
            renderer.ObjectRenderers.Replace<HtmlTaskListRenderer>(new TaskBox());
            if (isInline)
            {
                RenderInline(document, renderer, writer);
            }
            else
            {
                renderer.Render(document);
            }

            return new(writer.ToString().Trim('\n'), WithoutComments(Apply(edits, prose.Markdown)).Trim('\n'), [], dependsOnPage);
        }
        catch (OutputTooLongException)
        {
            return RenderedProse.Failed(RenderingProblems.TooLong.At(prose.Span, $"this text becomes more than {MaxOutput / 1024 / 1024} MB of HTML", "do its links or tables repeat?"));
        }
        catch (ArgumentException)
        {
            return RenderedProse.Failed(TooDeep(prose.Span));
        }
    }

    /// <summary>
    /// Whether Markdown would only put the text into a paragraph: nothing in it is special, at the start or elsewhere. Most texts of lessons are like that.
    /// </summary>
    internal static bool IsPlain(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || text.Length > MaxCharacters || text.IndexOfAny(Special) >= 0 || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
        {
            return false;
        }

        return text[0] is not ('-' or '+' or '=' or ':') && !char.IsAsciiDigit(text[0]);
    }

    /// <summary>What would make parsing slow or the result huge, told without parsing.</summary>
    private static Diagnostic? Excess(Prose prose)
    {
        var text = prose.Markdown;
        if (text.Length > MaxCharacters)
        {
            return RenderingProblems.TooLong.At(prose.Span, $"this text has {text.Length} characters, but at most {MaxCharacters} fit");
        }

        var brackets = text.AsSpan().Count('[') + text.AsSpan().Count(']');
        if (brackets > MaxBrackets)
        {
            return RenderingProblems.TooManyBrackets.At(prose.Span, $"this text has {brackets} square brackets, but at most {MaxBrackets} are allowed");
        }

        var (number, rows, columns, widest) = (0, 0, 0, 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (Markers(line) > MaxDepth)
            {
                return TooDeep(Place(prose, number, 0));
            }

            var cells = Cells(line);
            (columns, widest) = cells > columns ? (cells, number) : (columns, widest);
            rows += line.IsWhiteSpace() ? 0 : 1;
            number++;
        }

        // Short rows are filled up to the widest one, and a line without any bar may be a row.
        return columns > MaxColumns && HasDelimiterRow(text)
            ? RenderingProblems.TableTooLarge.At(Place(prose, widest, 0), $"this table has {columns} columns, but at most {MaxColumns} are allowed")
            : (long)rows * columns > MaxCells && HasDelimiterRow(text)
                ? RenderingProblems.TableTooLarge.At(prose.Span, $"the tables of this text have room for {(long)rows * columns} cells, but at most {MaxCells} are allowed")
                : null;
    }

    /// <summary>How many quotes and lists a line begins.</summary>
    private static int Markers(ReadOnlySpan<char> line)
    {
        var markers = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '>' || (line[i] is '-' or '+' or '*' && i + 1 < line.Length && line[i + 1] is ' ' or '\t'))
            {
                markers++;
            }
            else if (line[i] is not (' ' or '\t' or '.' or ')') && !char.IsAsciiDigit(line[i]))
            {
                break;
            }
            else if (line[i] is '.' or ')')
            {
                markers++;
            }
        }

        return markers;
    }

    private static int Cells(ReadOnlySpan<char> line)
    {
        var pipes = line.Count('|');
        if (pipes == 0)
        {
            return 0;
        }

        var trimmed = line.Trim();
        return pipes + 1 - (trimmed.StartsWith("|", StringComparison.Ordinal) ? 1 : 0) - (trimmed.Length > 1 && trimmed.EndsWith("|", StringComparison.Ordinal) ? 1 : 0);
    }

    private static bool HasDelimiterRow(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.Contains('-') && line.IndexOfAnyExcept(Delimiters) < 0)
            {
                return true;
            }
        }

        return false;
    }

    private static Diagnostic TooDeep(SourceSpan where) =>
        RenderingProblems.TooDeep.At(where, $"this text is nested more than {MaxDepth} levels deep", "a list inside a list counts twice");

    /// <summary>Checks addresses and depth, and moves what the page decides: headings, ids, images. True when the result depends on the page.</summary>
    private static bool Prepare(MarkdownDocument document, Prose prose, PageAddresses page, string prefix, List<Edit> edits, List<Diagnostic> problems)
    {
        var dependsOnPage = false;
        var open = new Stack<(MarkdownObject Node, int Depth)>([(document, 0)]);
        while (open.TryPop(out var at))
        {
            var (node, depth) = at;
            if (depth > MaxDepth)
            {
                problems.Add(TooDeep(Place(prose, node.Line, node.Column)));
                return false;
            }

            switch (node)
            {
                case HeadingBlock heading:
                    heading.Level = Math.Min(heading.Level + HeadingShift, 6);
                    break;
                case Table table:
                    AlignByClass(table);
                    break;
                case Footnote note:
                    dependsOnPage = true;
                    edits.Add(new(note.LabelSpan.Start + 1, 0, prefix));
                    break;
                case FootnoteLink { IsBackLink: false } reference:
                    edits.Add(new(reference.Span.Start + 2, 0, prefix));
                    break;
                case LiteralInline literal:
                    EscapeTags(literal, prose.Markdown, edits);
                    break;
                case LinkInline { IsImage: true } image:
                    dependsOnPage = true;
                    CheckImage(image, prose, page, edits, problems);
                    break;
                case LinkInline link:
                    CheckLink(link, link.GetDynamicUrl?.Invoke() ?? link.Url ?? "", prose, problems);
                    break;
                case AutolinkInline { IsEmail: false } link:
                    CheckLink(link, link.Url, prose, problems);
                    break;
            }

            foreach (var child in Children(node))
            {
                open.Push((child, depth + 1));
            }
        }

        problems.Sort((a, b) => a.Span.CompareTo(b.Span));
        return dependsOnPage;
    }

    private static IEnumerable<MarkdownObject> Children(MarkdownObject node)
    {
        switch (node)
        {
            case ContainerBlock blocks:
                return blocks;
            case LeafBlock { Inline: { } inline }:
                return inline;
            case ContainerInline inlines:
                return inlines;
            default:
                return [];
        }
    }

    /// <summary>A strict policy for styles ignores the style attributes that Markdig would write.</summary>
    private static void AlignByClass(Table table)
    {
        foreach (var row in table.OfType<TableRow>())
        {
            for (var i = 0; i < row.Count; i++)
            {
                var column = i < table.ColumnDefinitions.Count ? table.ColumnDefinitions[i].Alignment : null;
                if (column is TableColumnAlign.Center or TableColumnAlign.Right)
                {
                    row[i].GetAttributes().AddClass(column == TableColumnAlign.Center ? "align-center" : "align-right");
                }
            }
        }

        foreach (var column in table.ColumnDefinitions)
        {
            column.Alignment = null;
            column.Width = 0;
        }
    }

    private static void CheckLink(Inline link, string url, Prose prose, List<Diagnostic> problems)
    {
        if (Addresses.LinkProblem(url) is { } problem)
        {
            problems.Add(RenderingProblems.LinkTarget.At(Place(prose, link.Line, link.Column), problem, "a link may start with https:, http:, mailto: or tel:, or be relative"));
        }
        else if (Addresses.IsExternal(url))
        {
            link.GetAttributes().AddProperty("rel", "noreferrer");
        }
    }

    private static void CheckImage(LinkInline image, Prose prose, PageAddresses page, List<Edit> edits, List<Diagnostic> problems)
    {
        var url = image.GetDynamicUrl?.Invoke() ?? image.Url ?? "";
        var place = Place(prose, image.Line, image.Column);
        if (Addresses.ImageProblem(url) is { } problem)
        {
            problems.Add(RenderingProblems.ImageTarget.At(place, problem, "put the file among the project's assets and write its name"));
            return;
        }

        if (page.Assets is not { } assets)
        {
            return;
        }

        const string Folder = "assets/";
        var name = Uri.UnescapeDataString(url.StartsWith(Folder, StringComparison.Ordinal) ? url[Folder.Length..] : url);
        if (!assets.Contains(name))
        {
            problems.Add(RenderingProblems.ImageTarget.At(place, $"there is no asset '{TemplateFaults.Clean(name)}'", Nearest.Hint(name, [.. assets])));
            return;
        }

        image.GetDynamicUrl = null;
        image.Url = page.Root + Folder + name;
        if (image.Reference is null)
        {
            edits.Add(new(image.UrlSpan.Start, image.UrlSpan.Length, image.Url));
        }
    }

    /// <summary>What is text here must not become a tag where the Markdown is read without our settings.</summary>
    private static void EscapeTags(LiteralInline literal, string markdown, List<Edit> edits)
    {
        for (var i = literal.Span.Start; i <= literal.Span.End && i < markdown.Length; i++)
        {
            if (markdown[i] == '<' && !IsEscaped(markdown, i))
            {
                edits.Add(new(i, 0, "\\"));
            }
        }
    }

    private static bool IsEscaped(string markdown, int at)
    {
        var before = at;
        while (before > 0 && markdown[before - 1] == '\\')
        {
            before--;
        }

        return (at - before) % 2 == 1;
    }

    /// <summary>
    /// Only templates may write HTML comments, which carry directions for word processor files. Where one cannot be escaped, in code and in titles of
    /// links, a word joiner, which nobody sees, keeps it from being one.
    /// </summary>
    private static string WithoutComments(string markdown)
    {
        const string Open = "<!--";
        for (var at = markdown.IndexOf(Open, StringComparison.Ordinal); at >= 0; at = markdown.IndexOf(Open, at + 1, StringComparison.Ordinal))
        {
            if (!IsEscaped(markdown, at))
            {
                markdown = markdown.Insert(at + 2, "\u2060");
            }
        }

        return markdown;
    }

    private static string Apply(List<Edit> edits, string markdown)
    {
        if (edits.Count == 0)
        {
            return markdown;
        }

        var builder = new StringBuilder(markdown);
        foreach (var edit in edits.OrderByDescending(edit => edit.Start))
        {
            builder.Remove(edit.Start, edit.Length).Insert(edit.Start, edit.Text);
        }

        return builder.ToString();
    }

    private static void RenderInline(MarkdownDocument document, HtmlRenderer renderer, LimitedWriter writer)
    {
        foreach (var leaf in document.Descendants<LeafBlock>())
        {
            if (IsInNote(leaf))
            {
                continue;
            }

            if (writer.Length > 0 && leaf is CodeBlock or { Inline.FirstChild: not null })
            {
                writer.Write(' ');
            }

            if (leaf is CodeBlock code)
            {
                renderer.Write("<code>").WriteEscape(code.Lines.ToString()).Write("</code>");
            }
            else if (leaf.Inline is not null)
            {
                renderer.WriteLeafInline(leaf);
            }
        }
    }

    private static bool IsInNote(Block block)
    {
        for (var parent = block.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is FootnoteGroup)
            {
                return true;
            }
        }

        return false;
    }

    private static string Plain(MarkdownDocument document)
    {
        var builder = new StringBuilder();
        foreach (var leaf in document.Descendants<LeafBlock>())
        {
            if (IsInNote(leaf) || leaf is LinkReferenceDefinition or ThematicBreakBlock)
            {
                continue;
            }

            if (builder.Length > 0)
            {
                builder.Append(leaf.Parent is TableCell { Parent: TableRow row } cell && row.IndexOf(cell) > 0 ? ' ' : '\n');
            }

            if (leaf is CodeBlock code)
            {
                builder.Append(code.Lines.ToString());
            }
            else if (leaf.Inline is not null)
            {
                AppendPlain(builder, leaf.Inline);
            }
        }

        return builder.ToString();
    }

    private static void AppendPlain(StringBuilder builder, ContainerInline inlines)
    {
        foreach (var inline in inlines.Descendants())
        {
            _ = inline switch
            {
                LiteralInline literal => builder.Append(literal.Content.AsSpan()),
                CodeInline code => builder.Append(code.Content),
                HtmlEntityInline entity => builder.Append(entity.Transcoded.AsSpan()),
                AutolinkInline link => builder.Append(link.Url),
                LineBreakInline => builder.Append(' '),
                TaskList task => builder.Append(task.Checked ? "☑" : "☐"),
                _ => builder,
            };
        }
    }

    /// <summary>The place in the file of a place in the text; both count from 0 here.</summary>
    private static SourceSpan Place(Prose prose, int line, int column)
    {
        var text = prose.Markdown;
        var start = 0;
        for (var n = 0; n < line && text.IndexOf('\n', start) is >= 0 and var end; n++)
        {
            start = end + 1;
        }

        return start + column < text.Length ? prose.Source.SpanOf(start + column, 1) : prose.Span;
    }

    /// <summary>What to put in place of a part of the Markdown, so that it also holds on a page of Markdown.</summary>
    private readonly record struct Edit(int Start, int Length, string Text);

    private sealed class NoteGroup(string prefix) : HtmlObjectRenderer<FootnoteGroup>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteGroup obj)
        {
            renderer.EnsureLine();
            renderer.WriteLine("<div class=\"footnotes\">").WriteLine("<ol>");
            foreach (var note in obj.OfType<Footnote>())
            {
                renderer.Write($"<li id=\"{prefix}{note.Order}\">").EnsureLine();
                renderer.WriteChildren(note);
                renderer.EnsureLine().WriteLine("</li>");
            }

            renderer.WriteLine("</ol>").WriteLine("</div>");
        }
    }

    private sealed class NoteLink(string prefix, bool isInline) : HtmlObjectRenderer<FootnoteLink>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteLink obj)
        {
            // Inline text has no place for the notes themselves.
            if (!isInline)
            {
                renderer.Write(obj.IsBackLink
                    ? $"<a class=\"footnote-back\" href=\"#{prefix}ref-{obj.Index}\">↩</a>"
                    : $"<sup class=\"footnote-ref\" id=\"{prefix}ref-{obj.Index}\"><a href=\"#{prefix}{obj.Footnote.Order}\">{obj.Footnote.Order}</a></sup>");
            }
        }
    }

    /// <summary>A box to tick on paper; an input that nobody can use would only be read out.</summary>
    private sealed class TaskBox : HtmlObjectRenderer<TaskList>
    {
        protected override void Write(HtmlRenderer renderer, TaskList obj) =>
            renderer.Write(obj.Checked ? "<span class=\"task-box\">☑</span>" : "<span class=\"task-box\">☐</span>");
    }

    private sealed class OutputTooLongException : Exception;

    /// <summary>Stops as soon as too much is written, not after.</summary>
    private sealed class LimitedWriter : StringWriter
    {
        private readonly int most;

        public LimitedWriter(int most)
            : base(System.Globalization.CultureInfo.InvariantCulture)
        {
            this.most = most;
            NewLine = "\n";
        }

        public int Length => GetStringBuilder().Length;

        public override void Write(char value)
        {
            Allow(1);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Allow(count);
            base.Write(buffer, index, count);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Allow(buffer.Length);
            base.Write(buffer);
        }

        public override void Write(string? value)
        {
            Allow(value?.Length ?? 0);
            base.Write(value);
        }

        private void Allow(int count)
        {
            if (Length + count > most)
            {
                throw new OutputTooLongException();
            }
        }
    }
}
