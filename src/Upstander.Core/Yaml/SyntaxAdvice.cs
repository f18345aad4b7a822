using Upstander.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Upstander.Yaml;

/// <summary>Says in an author's words what the scanner or parser stumbled over, and where it most likely began.</summary>
internal static class SyntaxAdvice
{
    private const string QuoteHint = "put the whole text in quotes, or write it indented below 'key: |'";

    /// <summary>Reports the error that ended reading.</summary>
    public static void Report(SourceText source, ReadingState state, YamlException? error)
    {
        var reached = (int)(state.Last?.End.Index ?? 0);
        var message = error?.Message ?? "";
        var at = Math.Clamp(error is null || error.Start.Index < reached && error.Start.Index == 0 ? reached : (int)error.Start.Index, 0, source.Text.Length);

        if (Tab(source, reached, at, message) is { } tab)
        {
            ReportTab(source, tab);
            return;
        }

        // The scanner fails without a word of its own on brackets only, at times before it has told of the bracket.
        var bracket = state.Brackets.TryPeek(out var open) ? open
            : error is null ? reached + source.Text.AsSpan(Math.Min(reached, source.Text.Length)).IndexOfAny('[', '{')
            : -1;
        if (bracket >= 0 && IsUnclosed(source, bracket))
        {
            NoteStop(source, state, bracket);
            if (source.IsTroubled(source.Place(bracket).Line))
            {
                return;
            }

            var closing = source.Text[bracket] == '[' ? ']' : '}';
            source.Report(
                YamlProblems.Unclosed,
                bracket,
                bracket + 1,
                $"this '{source.Text[bracket]}' is never closed",
                $"put '{closing}' behind the last item, or put the text in quotes if it just starts with '{source.Text[bracket]}'");
            return;
        }

        if (bracket >= 0 && error is null && ShallowLine(source, state, bracket) is { } shallow)
        {
            ReportShallow(source, shallow);
            return;
        }

        NoteStop(source, state, at);
        if (source.IsTroubled(source.Place(at).Line))
        {
            return;
        }

        var (problem, text, hint) = Explain(source, state, message, at);
        if (message.Contains("spaces in lines above", StringComparison.Ordinal) && source.Text.AsSpan(reached).IndexOfAny('|', '>') is var mark and >= 0)
        {
            at = reached + mark;
        }

        source.Report(problem, at, at + 1, text, hint);
    }

    /// <summary>A value can be passed over only when reading was on its line: quotes and brackets of lines above would be cut apart.</summary>
    private static void NoteStop(SourceText source, ReadingState state, int at)
    {
        if (state.Last is { } last && last.Start.Line == last.End.Line && (int)last.Start.Line == source.Place(at).Line)
        {
            source.Stopped(at);
        }
    }

    /// <summary>Reports a tab at the start of a line.</summary>
    public static void ReportTab(SourceText source, int at) =>
        source.Report(
            YamlProblems.TabIndentation,
            at,
            at + 1,
            "this line is indented with a tab, but YAML needs spaces",
            "replace every tab at the start of a line by two spaces; most editors can do that for the whole file");

    /// <summary>What to say of a key that is too long even for YAML, which then takes it for no key at all.</summary>
    public static (Problem Problem, string Message, string? Hint) LongKey =>
        (YamlProblems.BadKey, "a ':' stands behind more than 1000 characters of text, too many for a key", QuoteHint);

    /// <summary>Whether a line has its first ': ' where YAML no longer looks for the end of a key.</summary>
    public static bool IsKeyTooLong(ReadOnlySpan<char> line) => line.IndexOf(": ") > 1000;

    /// <summary>Whether a text looks like <c>key:value</c>.</summary>
    public static bool MissesSpace(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon + 1 < text.Length && text[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
    }

    private static void ReportShallow(SourceText source, int at)
    {
        if (source.Text[at] == '\t')
        {
            ReportTab(source, at);
            return;
        }

        source.Report(
            YamlProblems.Indentation,
            at,
            at + 1,
            "a line inside brackets must be indented deeper than the line that they belong to",
            "indent it with spaces, or write the list with one '- ' item a line");
    }

    private static (Problem, string, string?) Explain(SourceText source, ReadingState state, string message, int at)
    {
        var text = source.Text;
        var c = at < text.Length ? text[at] : '\0';
        if (message.Contains("cannot start any token", StringComparison.Ordinal))
        {
            return (YamlProblems.NeedsQuotes, $"a text cannot start with '{c}' unless it stands in quotes", $"write it in quotes: '{c}…'");
        }

        if (message.Contains("end of stream", StringComparison.Ordinal) && c is '"' or '\'')
        {
            return (YamlProblems.Unclosed, $"the text that starts with {c} here has no {c} at its end", $"close it, or leave out the {c} at its start");
        }

        if (message.Contains("wrong indentation", StringComparison.Ordinal))
        {
            return (YamlProblems.Unclosed, "the text that starts with \" here has no \" at the end of its line", "close it; a text in quotes that goes on must be indented below its key");
        }

        if (message.Contains("document indicator", StringComparison.Ordinal))
        {
            return (YamlProblems.Unclosed, $"the text that starts with {c} here is not closed before the next '---' or '...'", "close it");
        }

        if (message.Contains("escape character", StringComparison.Ordinal)
            || message.Contains("hexadecimal", StringComparison.Ordinal)
            || message.Contains("Unicode", StringComparison.Ordinal))
        {
            return (YamlProblems.Escape, "the text in double quotes here holds a backslash that YAML does not know", "write \\\\ for a backslash, or use single quotes");
        }

        if (message.Contains("invalid mapping", StringComparison.Ordinal) || message.Contains("Mapping values are not allowed", StringComparison.Ordinal))
        {
            return ExplainColon(source, state, at);
        }

        if (message.Contains("anchor", StringComparison.Ordinal))
        {
            return (YamlProblems.NeedsQuotes, $"a text cannot start with '{c}' unless it stands in quotes", QuoteHint);
        }

        if (message.Contains("tag", StringComparison.Ordinal))
        {
            return (YamlProblems.Tag, "a '!' at the start of a value gives it a type (a YAML tag), which is not used here", "put the text in quotes");
        }

        if (message.Contains("directive", StringComparison.Ordinal))
        {
            return (YamlProblems.Directive, "lines that start with % (YAML directives) are not used here", "remove the line");
        }

        if (message.Contains("block scalar", StringComparison.Ordinal))
        {
            return ExplainBlock(message);
        }

        if (message.Contains("Block sequence entries", StringComparison.Ordinal))
        {
            return (YamlProblems.NeedsQuotes, "a list cannot start on the line of its key", "start each item on a line of its own below the key; put a text that starts with '- ' in quotes");
        }

        if (message.Contains("<document ", StringComparison.Ordinal) || message.Contains("after '...' marker", StringComparison.Ordinal))
        {
            return ExplainEnd(source, at);
        }

        return ExplainLine(source, state, at, message);
    }

    private static (Problem, string, string?) ExplainColon(SourceText source, ReadingState state, int at)
    {
        var keyLine = state.Last is { } last ? (int)last.End.Line : 0;
        return source.Place(at).Line > keyLine && state.Last is Scalar
            ? (YamlProblems.Indentation,
                $"this line is indented below the value of line {keyLine}, so that it reads as part of it",
                "move it to the column of the key it belongs with; if it is part of the text, put the text in quotes or below 'key: |'")
            : (YamlProblems.NeedsQuotes, "a ': ' inside a text makes it look like another key", QuoteHint);
    }

    private static (Problem, string, string?) ExplainBlock(string message) =>
        message.Contains("spaces", StringComparison.Ordinal)
            ? (YamlProblems.Indentation, "the empty lines at the start of this text are indented deeper than the text", "remove the spaces from the empty lines")
            : (YamlProblems.Syntax, "nothing but a line break may follow '|' or '>'", "start the text on the next line, indented; or put it in quotes if it starts with | or >");

    private static (Problem, string, string?) ExplainEnd(SourceText source, int at)
    {
        var lineStart = source.StartOfLine(source.Place(at).Line);
        if (source.Text.AsSpan(lineStart).StartsWith("..."))
        {
            return (YamlProblems.SecondDocument, "'...' ends the file, but more text follows", "remove it; if '...' belongs to a text, indent it as far as the text");
        }

        return (YamlProblems.Indentation, "this line does not fit the lines above it", "start all keys of the file in the same column");
    }

    private static (Problem, string, string?) ExplainLine(SourceText source, ReadingState state, int at, string message)
    {
        var text = source.Text;
        var (line, column) = source.Place(at);
        var lineStart = source.StartOfLine(line);
        var isFirst = text.AsSpan(lineStart, at - lineStart).IsWhiteSpace();
        var rest = text[at..source.EndOfLine(at)];
        if (message.Contains("key", StringComparison.Ordinal) && IsKeyTooLong(rest))
        {
            return LongKey;
        }

        if (!isFirst && state.Last is Scalar { Style: YamlDotNet.Core.ScalarStyle.SingleQuoted or YamlDotNet.Core.ScalarStyle.DoubleQuoted } quoted)
        {
            var began = quoted.Start.Line < quoted.End.Line ? $" (the quotes opened at line {quoted.Start.Line})" : "";
            return (YamlProblems.NeedsQuotes,
                $"the text goes on after its closing quote{began}",
                "write '' for an apostrophe inside single quotes and \\\" for a quote inside double ones, or write the text below 'key: |'");
        }

        if (!isFirst && state.Last is SequenceEnd or MappingEnd && at > 0)
        {
            return (YamlProblems.NeedsQuotes, "the text goes on after its closing bracket", QuoteHint);
        }

        if (state.Brackets.Count > 0)
        {
            return (YamlProblems.Syntax, "something between the brackets is not as YAML expects", "put ',' between the items, and texts that hold , [ ] { } or ': ' in quotes");
        }

        if (text.Length > at && text[at] is ']' or '}' or ',')
        {
            return (YamlProblems.NeedsQuotes, $"a text cannot start with '{text[at]}' unless it stands in quotes", QuoteHint);
        }

        if (isFirst && state.Last is Scalar { Style: YamlDotNet.Core.ScalarStyle.Literal or YamlDotNet.Core.ScalarStyle.Folded } block && column > 1)
        {
            return (YamlProblems.Indentation,
                $"this line is indented less than the text above it, which began at line {block.Start.Line}",
                "indent it as far as the first line of that text, and see that no empty line before it holds more spaces");
        }

        var isItem = rest.StartsWith("- ", StringComparison.Ordinal) || rest == "-";
        var columns = state.Blocks.Concat(state.Closed).Distinct().Order().ToArray();
        if (isFirst && !columns.Contains(column) && (isItem || rest.Contains(':', StringComparison.Ordinal)))
        {
            return (YamlProblems.Indentation,
                $"this line starts in column {column}, but the lines that it could belong with start in column {string.Join(" or ", columns)}",
                "line it up with them");
        }

        if (isItem)
        {
            return (YamlProblems.Indentation, "a list item stands where a key is expected", "put the list below a key of its own, and indent it by two spaces");
        }

        if (MissesSpace(rest))
        {
            return (YamlProblems.Syntax, "a space is missing behind the colon", "write 'key: value'");
        }

        return isFirst
            ? (YamlProblems.Syntax, "this line is not 'key: value'", "if it goes on with the text above, indent it deeper than the key of that text; if it is a key, put ': ' behind it")
            : (YamlProblems.Syntax, "YAML cannot read the line from here on", QuoteHint);
    }

    private static int? Tab(SourceText source, int reached, int at, string message)
    {
        // The scanner places tabs wrongly or not at all: the first line with one, from the last value on, is the one.
        var isCertain = message.Contains("tab", StringComparison.Ordinal) && !message.Contains("tag", StringComparison.Ordinal);
        var line = source.Place(Math.Min(reached, source.Text.Length)).Line;
        var last = isCertain ? int.MaxValue : source.Place(at).Line;
        for (var start = source.StartOfLine(line); line <= last && start < source.Text.Length; start = source.StartOfLine(++line))
        {
            var content = source.Text.AsSpan(start, source.EndOfLine(start) - start);
            var first = content.IndexOfAnyExcept(' ');
            if (first >= 0 && content[first] == '\t' && !content.IsWhiteSpace())
            {
                return start + first;
            }
        }

        return null;
    }

    /// <summary>The first character of the first line below a bracket that is not indented as it must be.</summary>
    private static int? ShallowLine(SourceText source, ReadingState state, int bracket)
    {
        var column = state.Blocks.TryPeek(out var block) ? block : 0;
        var line = source.Place(bracket).Line + 1;
        for (var start = source.StartOfLine(line); start < source.Text.Length; start = source.StartOfLine(++line))
        {
            var content = source.Text.AsSpan(start, source.EndOfLine(start) - start);
            var indent = content.IndexOfAnyExcept(' ');
            if (indent >= 0 && indent < column)
            {
                return start + indent;
            }
        }

        return null;
    }

    private static bool IsUnclosed(SourceText source, int open)
    {
        // Anything that is not a pair of quotes or brackets is passed over; it need not be exact, it only chooses the words.
        var text = source.Text;
        var waiting = new Stack<int>();
        for (var i = open; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '[' or '{':
                    waiting.Push(i);
                    break;
                case ']' or '}':
                    if (!waiting.TryPop(out _) || waiting.Count == 0)
                    {
                        return false;
                    }

                    break;
                case '"' when i > 0 && text[i - 1] is ' ' or '[' or '{' or ',' or '\n':
                    var close = text.IndexOf('"', i + 1);
                    i = close < 0 ? text.Length : close;
                    break;
                default:
                    break;
            }
        }

        return true;
    }
}
