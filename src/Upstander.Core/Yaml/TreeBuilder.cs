using Upstander.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Upstander.Yaml;

/// <summary>
/// Builds the tree from the parser's events. Nothing is resolved or expanded, so the work is bounded by the number of events,
/// and recursion by the depth limit. A null from a reading method means that reading stopped, with the reason reported.
/// </summary>
internal sealed class TreeBuilder(SourceText source)
{
    private const int MaxDepth = 32;
    private const int MaxEvents = 200_000;
    private const int MaxKeyLength = 100;

    private readonly Parser parser = new(new Scanner(new StringReader(source.Text)));
    private readonly List<ScalarPlace> scalars = [];
    private readonly ReadingState state = new();

    // YAML ends lines at more characters than editors do.
    private readonly bool hasPlainLines = !source.Text.AsSpan().ContainsAny("\r\u0085\u2028\u2029");
    private int events;

    /// <summary>The scalars in order of place.</summary>
    public IReadOnlyList<ScalarPlace> Scalars => scalars;

    /// <summary>The offset up to which the file was understood.</summary>
    public int Reached { get; private set; }

    /// <summary>Reads the whole file; null when no tree is left to go on with.</summary>
    public YamlMap? Build()
    {
        ReportDirectives();
        if (Next() is null || Next() is not { } start)
        {
            return null;
        }

        if (start is not DocumentStart || Next() is not { } root)
        {
            ReportEmpty(start);
            return null;
        }

        if (root is not MappingStart map)
        {
            ReportRoot(root);
            return null;
        }

        ReportProperties(map);
        var tree = ReadMap(map, 1);
        if (tree is null || Next() is null || Next() is not { } end)
        {
            return null;
        }

        if (end is DocumentStart)
        {
            var at = (int)end.Start.Index;
            source.Report(
                YamlProblems.SecondDocument,
                at,
                source.EndOfLine(at),
                "a second document starts here, but a file holds only one",
                "move it to a file of its own; if '---' or '...' belongs to a text, indent it as far as the text");
        }

        return tree as YamlMap;
    }

    private ParsingEvent? Next()
    {
        try
        {
            if (!parser.MoveNext() || parser.Current is not { } current)
            {
                return null;
            }

            if (++events > MaxEvents)
            {
                var at = (int)current.Start.Index;
                source.Report(YamlProblems.TooManyValues, at, at + 1, "the file holds far too many values to be a lesson", "split it into several files");
                return null;
            }

            state.Last = current;
            if (current is not (MappingEnd or SequenceEnd))
            {
                state.Closed.Clear();
            }

            Reached = Math.Max(Reached, (int)current.End.Index);
            return current;
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner throws more than its own exceptions; whatever it was, the text at this place is the reason.
            SyntaxAdvice.Report(source, state, e as YamlException);
            return null;
        }
    }

    private YamlNode? ReadNode(ParsingEvent start, int depth, int parent)
    {
        switch (start)
        {
            case AnchorAlias:
                return ReadAlias(start, report: true);
            case Scalar scalar:
                ReportProperties(scalar);
                return ReadScalar(scalar, parent);
            case SequenceStart list:
                ReportProperties(list);
                return Guarded(list, depth) ? ReadList(list, depth + 1) : null;
            case MappingStart map:
                ReportProperties(map);
                return Guarded(map, depth) ? ReadMap(map, depth + 1) : null;
            default:
                return null;
        }
    }

    private bool Guarded(ParsingEvent start, int depth)
    {
        if (depth < MaxDepth)
        {
            return true;
        }

        var at = (int)start.Start.Index;
        source.Report(
            YamlProblems.TooDeep, at, at + 1, $"lists and maps are nested more than {MaxDepth} deep here", "if the brackets or dashes belong to a text, put the text in quotes");
        return false;
    }

    private YamlList? ReadList(SequenceStart start, int depth)
    {
        var isBlock = start.Style == SequenceStyle.Block;
        Open(start, isBlock);
        var items = new List<YamlNode>();
        while (true)
        {
            if (Next() is not { } next)
            {
                return null;
            }

            if (next is SequenceEnd)
            {
                Close(isBlock);
                return new YamlList(items, SpanOf(start.Start, next, isBlock, items.Count > 0 ? items[^1].Span : null));
            }

            if (ReadNode(next, depth, isBlock ? (int)start.Start.Column - 1 : -1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }
    }

    /// <summary>A map; or a scalar in its place, when the author wrote <c>{{ … }}</c> without quotes.</summary>
    private YamlNode? ReadMap(MappingStart start, int depth)
    {
        var isBlock = start.Style == MappingStyle.Block;
        Open(start, isBlock);
        var entries = new List<YamlEntry>();
        var keys = new KeyIndex(entries);
        var isTemplateText = false;
        var from = start.Start;
        var isPair = false;
        while (true)
        {
            if (Next() is not { } next)
            {
                return null;
            }

            if (next is MappingEnd)
            {
                return Finish(next);
            }

            if (!isBlock && entries.Count == 0 && source.Text[(int)start.Start.Index] != '{')
            {
                (from, isPair) = (next.Start, true);
            }

            if (ReadKey(start, next, depth, isBlock, ref isTemplateText, out var key) is false)
            {
                return null;
            }

            if (Next() is not { } valueStart)
            {
                return null;
            }

            if (valueStart is MappingEnd)
            {
                // The parser loses the value of a line that starts with ': '.
                _ = key is null || Accept(key, keys, next);
                return Finish(valueStart);
            }

            var isMerge = key is { Text: "<<", Style: ScalarStyle.Plain };
            var value = isMerge && valueStart is AnchorAlias
                ? ReadAlias(valueStart, report: false)
                : ReadNode(valueStart, depth, isBlock ? (int)next.Start.Column - 1 : -1);
            if (value is null)
            {
                return null;
            }

            if (key is not null && Accept(key, keys, next))
            {
                entries.Add(new YamlEntry(key, value));
            }
        }

        YamlNode Finish(ParsingEvent end)
        {
            Close(isBlock);
            var last = entries.Count > 0 ? entries[^1].Value.Span : (SourceSpan?)null;
            var span = SpanOf(from, end, isBlock || isPair, last);
            return isTemplateText ? AsText(start, end, span) : new YamlMap(entries, span);
        }
    }

    private bool ReadKey(MappingStart map, ParsingEvent start, int depth, bool isBlock, ref bool isTemplateText, out YamlScalar? key)
    {
        key = null;
        var at = (int)start.Start.Index;
        if (start is Scalar scalar)
        {
            ReportProperties(scalar);
            if (isBlock)
            {
                ReportTab(at);
            }

            AddPlace(scalar, -1);
            key = ToScalar(scalar);
            return true;
        }

        var mapAt = (int)map.Start.Index;
        if (start is MappingStart && source.Text.AsSpan(mapAt).StartsWith("{{"))
        {
            isTemplateText = true;
            source.Report(
                YamlProblems.NeedsQuotes, mapAt, source.EndOfLine(mapAt), "text that starts with '{{' must stand in quotes", "for example: title: \"{{ … }}\"");
        }
        else if (start is not AnchorAlias)
        {
            var found = start is SequenceStart ? "a list" : "a map";
            source.Report(YamlProblems.BadKey, at, at + 1, $"a key must be a word, but here it is {found}", "put the text in quotes if it starts with [ or {");
        }

        return ReadNode(start, depth, -1) is not null;
    }

    private bool Accept(YamlScalar key, KeyIndex keys, ParsingEvent start)
    {
        var (at, end) = ((int)start.Start.Index, (int)start.End.Index);
        if (key is { Text: "<<", Style: ScalarStyle.Plain })
        {
            source.Report(YamlProblems.MergeKey, at, end, "merge keys (<<) are not used here", "write the fields out where they belong");
            return false;
        }

        if (key.Text.Length == 0)
        {
            source.Report(YamlProblems.BadKey, at, at + 1, "the name before ':' is missing", "write 'name: value', or put a text that starts with ':' in quotes");
            return false;
        }

        if (key.Text.Contains('\n', StringComparison.Ordinal))
        {
            source.Report(YamlProblems.BadKey, at, source.EndOfLine(at), "a key must stand on one line", null);
            return false;
        }

        if (key.Text.Length > MaxKeyLength)
        {
            source.Report(
                YamlProblems.BadKey,
                at,
                end,
                $"a key of {key.Text.Length} characters; at most {MaxKeyLength} fit",
                "if this is a text with ': ' in it, put the whole text in quotes or below 'key: |'");
            return false;
        }

        if (keys.FirstLineOf(key) is { } line)
        {
            source.Report(YamlProblems.DuplicateKey, at, end, $"'{key.Text}' is here a second time", $"first at line {line}: keep one of the two");
            return false;
        }

        return true;
    }

    private YamlScalar ReadAlias(ParsingEvent alias, bool report)
    {
        var (at, end) = ((int)alias.Start.Index, (int)alias.End.Index);
        if (report)
        {
            source.Report(
                YamlProblems.Anchor,
                at,
                end,
                $"'{source.Excerpt(at, end)}' refers to another place (a YAML alias), which is not used here",
                "write the value out; put it in quotes if the text starts with *, or below 'key: |' if it is Markdown");
        }

        scalars.Add(new ScalarPlace(at, end, -1));
        return new YamlScalar(source.Text[at..end], ScalarStyle.Plain, Span(alias.Start, alias.End));
    }

    private YamlNode ReadScalar(Scalar scalar, int parent)
    {
        AddPlace(scalar, parent);
        if (scalar is { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "" or "null" or "~" })
        {
            return new YamlNothing(Span(scalar.Start, scalar.End));
        }

        var read = ToScalar(scalar);
        if (read.Style == ScalarStyle.Plain && scalar.Start.Line < scalar.End.Line)
        {
            ReportListBelowText((int)scalar.Start.Index, (int)scalar.End.Index);
        }

        if (read.Style == ScalarStyle.DoubleQuoted)
        {
            ReportEscaped(read, (int)scalar.Start.Index, (int)scalar.End.Index);
        }

        return read;
    }

    private YamlScalar ToScalar(Scalar scalar)
    {
        var (at, end) = ((int)scalar.Start.Index, (int)scalar.End.Index);
        var style = scalar.Style switch
        {
            YamlDotNet.Core.ScalarStyle.SingleQuoted => ScalarStyle.SingleQuoted,
            YamlDotNet.Core.ScalarStyle.DoubleQuoted => ScalarStyle.DoubleQuoted,
            YamlDotNet.Core.ScalarStyle.Literal => ScalarStyle.Literal,
            YamlDotNet.Core.ScalarStyle.Folded => ScalarStyle.Folded,
            _ => ScalarStyle.Plain,
        };
        var isBlock = style is ScalarStyle.Literal or ScalarStyle.Folded;
        var isVerbatim = !isBlock && IsVerbatim(scalar, at, end, style == ScalarStyle.Plain ? 0 : 1);
        return new YamlScalar(scalar.Value, style, isBlock ? BlockSpan(scalar) : Span(scalar.Start, scalar.End))
        {
            IsVerbatim = isVerbatim,
            Source = isVerbatim ? null : ScalarSource.Of(source, at, end),
        };
    }

    private bool IsVerbatim(Scalar scalar, int at, int end, int quote) =>
        hasPlainLines
        && scalar.Start.Line == scalar.End.Line
        && end - at == scalar.Value.Length + quote + quote
        && source.Text.AsSpan(at + quote).StartsWith(scalar.Value, StringComparison.Ordinal);

    private YamlScalar AsText(MappingStart start, ParsingEvent end, SourceSpan span) =>
        new(source.Text[(int)start.Start.Index..((int)end.End.Index + 1)], ScalarStyle.Plain, span);

    private void AddPlace(Scalar scalar, int parent)
    {
        var isPlain = scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && scalar.Value.Length > 0;
        scalars.Add(new ScalarPlace((int)scalar.Start.Index, (int)scalar.End.Index, isPlain ? parent : -1));
    }

    private void Open(ParsingEvent start, bool isBlock)
    {
        var at = (int)start.Start.Index;
        if (isBlock)
        {
            state.Blocks.Push((int)start.Start.Column);
            ReportTab(at);
        }
        else
        {
            // The parser gives no place for the map in '[key: value]'; its bracket is the one around it.
            state.Brackets.Push(source.Text[at] is '[' or '{' || state.Brackets.Count == 0 ? at : state.Brackets.Peek());
        }
    }

    private void Close(bool isBlock)
    {
        if (isBlock)
        {
            state.Closed.Add(state.Blocks.Pop());
        }
        else
        {
            state.Brackets.Pop();
        }
    }

    private SourceSpan Span(Mark start, Mark end) =>
        new(source.Path, (int)start.Line, (int)start.Column, (int)end.Line, (int)end.Column);

    private SourceSpan SpanOf(Mark start, ParsingEvent end, bool isBlock, SourceSpan? last)
    {
        // A block ends with its last value; the parser notices only at the next line that is less indented.
        // The event of a closing bracket ends before the bracket.
        var isBracket = end.End.Index < source.Text.Length && source.Text[(int)end.End.Index] is ']' or '}';
        var (line, column) = !isBlock ? ((int)end.End.Line, (int)end.End.Column + (isBracket ? 1 : 0))
            : last is { } value ? (value.EndLine, value.EndColumn)
            : ((int)start.Line, (int)start.Column);
        return new SourceSpan(source.Path, (int)start.Line, (int)start.Column, line, column);
    }

    private SourceSpan BlockSpan(Scalar scalar)
    {
        var (at, end) = ((int)scalar.Start.Index, (int)scalar.End.Index);
        var length = source.Text.AsSpan(at, end - at).TrimEnd().Length;
        return source.Span(at, at + Math.Max(1, length));
    }

    private void ReportEscaped(YamlScalar scalar, int start, int end)
    {
        if (scalar.IsVerbatim || !source.Text.AsSpan(start, end - start).Contains('\\'))
        {
            return;
        }

        var walk = new ScalarWalk(source.Text, start, end, scalar.Text, scalar.Style);
        foreach (var c in scalar.Text)
        {
            if (walk.Step() && TextDecoder.NameOfRefused(c) is { } name)
            {
                source.Report(
                    TextDecoder.ProblemOf(c), walk.From, walk.To, $"this escape makes {name}", "delete it: such a character is invisible to readers");
            }
        }
    }

    /// <summary>YAML takes a list below a value for more of its text, without a word.</summary>
    private void ReportListBelowText(int start, int end)
    {
        var text = source.Text;
        for (var at = text.IndexOf('\n', start); at >= 0 && at < end; at = text.IndexOf('\n', at + 1))
        {
            var first = at + 1 + Math.Max(0, text.AsSpan(at + 1).IndexOfAnyExcept(' '));
            if (text.AsSpan(first).StartsWith("- "))
            {
                source.Report(
                    YamlProblems.Indentation,
                    first,
                    source.EndOfLine(first),
                    $"this line is read as more of the text of line {source.Place(start).Line}, not as an item of a list",
                    "to make a list, leave nothing behind its key; to keep the text, write it below 'key: |'");
                return;
            }
        }
    }

    private void ReportProperties(NodeEvent node)
    {
        var hasTag = node.Tag.IsNonSpecific ? node.Tag.Value == "!" : !node.Tag.IsEmpty;
        if (node.Anchor.IsEmpty && !hasTag)
        {
            return;
        }

        // Both stand before the value, in either order, parted by blanks or line breaks.
        var text = source.Text;
        var at = (int)node.Start.Index;
        while (at < text.Length && text[at] is '&' or '!')
        {
            var end = at;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            var written = source.Excerpt(at, end);
            if (text[at] == '&')
            {
                source.Report(
                    YamlProblems.Anchor,
                    at,
                    end,
                    $"'{written}' names this value (a YAML anchor), which is not used here",
                    "remove it, or put the text in quotes if it starts with &");
            }
            else
            {
                source.Report(
                    YamlProblems.Tag,
                    at,
                    end,
                    $"'{written}' gives this value a type (a YAML tag), which is not used here",
                    "remove it, or put the text in quotes if it starts with !");
            }

            at = end;
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
        }
    }

    private void ReportTab(int at)
    {
        var lineStart = at == 0 ? 0 : source.Text.LastIndexOf('\n', at - 1) + 1;
        var tab = source.Text.AsSpan(lineStart, at - lineStart).IndexOf('\t');
        if (tab >= 0)
        {
            SyntaxAdvice.ReportTab(source, lineStart + tab);
        }
    }

    private void ReportDirectives()
    {
        for (var at = 0; at < source.Text.Length;)
        {
            var end = source.EndOfLine(at);
            var line = source.Text.AsSpan(at, end - at);
            if (line is ['%', ..])
            {
                source.Report(YamlProblems.Directive, at, end, "lines that start with % (YAML directives) are not used here", "remove the line");
            }
            else if (!line.IsWhiteSpace() && line is not ['#', ..])
            {
                return;
            }

            var next = source.Text.IndexOf('\n', end);
            at = next < 0 ? source.Text.Length : next + 1;
        }
    }

    private void ReportEmpty(ParsingEvent at)
    {
        if (at is StreamEnd)
        {
            var message = source.Text.Contains('#', StringComparison.Ordinal) ? "the file holds only comments" : "the file is empty";
            source.Report(YamlProblems.EmptyFile, 0, 0, message, "start with the kind of file, for example 'lesson: 1', or delete the file");
        }
    }

    private void ReportRoot(ParsingEvent root)
    {
        var (at, end) = ((int)root.Start.Index, (int)root.End.Index);
        if (root is Scalar { Value: "", Style: YamlDotNet.Core.ScalarStyle.Plain })
        {
            source.Report(
                YamlProblems.EmptyFile, 0, 0, "the file is empty", "start with the kind of file, for example 'lesson: 1', or delete the file");
            return;
        }

        if (root is Scalar && SyntaxAdvice.IsKeyTooLong(source.Text.AsSpan(at, source.EndOfLine(at) - at)))
        {
            var (problem, message, hint) = SyntaxAdvice.LongKey;
            source.Report(problem, at, end, message, hint);
            return;
        }

        var found = root switch
        {
            SequenceStart => "a list",
            AnchorAlias => "an alias",
            _ => "a text",
        };
        source.Report(
            YamlProblems.NotAMap,
            at,
            Math.Min(end, source.EndOfLine(at)),
            $"the file must hold 'key: value' lines, but starts with {found}",
            root is Scalar scalar && SyntaxAdvice.MissesSpace(scalar.Value) ? "put a space behind the colon" : "start with the kind of file, for example 'lesson: 1'");
    }

    /// <summary>Finds keys that were used before; small maps are searched as they are.</summary>
    private sealed class KeyIndex(List<YamlEntry> entries)
    {
        private const int Small = 12;

        private Dictionary<string, int>? lines;

        public int? FirstLineOf(YamlScalar key)
        {
            if (entries.Count < Small)
            {
                foreach (var entry in entries)
                {
                    if (entry.Key.Text == key.Text)
                    {
                        return entry.Key.Span.Line;
                    }
                }

                return null;
            }

            lines ??= entries.ToDictionary(e => e.Key.Text, e => e.Key.Span.Line, StringComparer.Ordinal);
            if (lines.TryGetValue(key.Text, out var line))
            {
                return line;
            }

            // The caller adds what is not there yet.
            lines.Add(key.Text, key.Span.Line);
            return null;
        }
    }
}

/// <summary>How far reading got; what an error means depends on it.</summary>
internal sealed class ReadingState
{
    /// <summary>The last event that was read.</summary>
    public ParsingEvent? Last { get; set; }

    /// <summary>The columns (from 1) of the lists and maps by indentation that are open.</summary>
    public Stack<int> Blocks { get; } = new();

    /// <summary>The columns of those that the last line closed.</summary>
    public List<int> Closed { get; } = [];

    /// <summary>The offsets of the brackets that are open.</summary>
    public Stack<int> Brackets { get; } = new();
}
