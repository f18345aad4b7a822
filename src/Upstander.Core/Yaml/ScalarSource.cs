using Upstander.Diagnostics;

namespace Upstander.Yaml;

/// <summary>
/// The stretch of a file that a scalar was read from, quotes and block header included, for one whose text is not written as it reads. It holds its stretch and not
/// the file, so that what is kept of a lesson does not keep all of its text.
/// </summary>
/// <param name="Raw">The stretch, with the character behind it.</param>
/// <param name="Length">Its length without that.</param>
/// <param name="Line">The line on which it starts.</param>
/// <param name="Column">The column at which it starts.</param>
internal sealed record ScalarSource(string Raw, int Length, int Line, int Column)
{
    /// <summary>The stretch between two offsets of a file.</summary>
    public static ScalarSource Of(SourceText file, int start, int end)
    {
        var (line, column) = file.Place(start);
        return new ScalarSource(file.Text[start..Math.Min(end + 1, file.Text.Length)], end - start, line, column);
    }

    /// <summary>The place of a part of the scalar's text, or null when text and file do not match.</summary>
    public SourceSpan? SpanOf(YamlScalar scalar, int start, int length)
    {
        if (Find(scalar, start, length) is not var (from, to))
        {
            return null;
        }

        var (line, column) = Place(from);
        var (endLine, endColumn) = to > from ? Place(to) : (line, column);
        return new SourceSpan(scalar.Span.File, line, column, endLine, endColumn);
    }

    /// <summary>The offsets in the stretch of a part of the scalar's text, or null when text and file do not match.</summary>
    private (int From, int To)? Find(YamlScalar scalar, int start, int length)
    {
        start = Math.Clamp(start, 0, scalar.Text.Length);
        var stop = Math.Clamp(start + length, start, scalar.Text.Length);
        var walk = new ScalarWalk(Raw, 0, Length, scalar.Text, scalar.Style);
        while (walk.Position < start)
        {
            if (!walk.Step())
            {
                return null;
            }
        }

        var from = walk.Next;
        while (walk.Position < stop)
        {
            var first = walk.Position == start;
            if (!walk.Step())
            {
                return null;
            }

            from = first ? walk.From : from;
        }

        return (from, stop == start ? from : walk.To);
    }

    private (int Line, int Column) Place(int offset)
    {
        var before = Raw.AsSpan(0, Math.Min(offset, Raw.Length));
        var lineStart = before.LastIndexOf('\n') + 1;
        return (Line + before.Count('\n'), lineStart == 0 ? Column + offset : offset - lineStart + 1);
    }
}

/// <summary>
/// Walks through the text of a scalar and through the file beside it, one character of the text a step: line breaks that
/// YAML folds, indentation and escapes are passed over. It compares as it goes, so that it stops rather than misplace.
/// </summary>
internal struct ScalarWalk
{
    private readonly string raw;
    private readonly int end;
    private readonly string text;
    private readonly ScalarStyle style;
    private readonly int indent;
    private int folded;

    public ScalarWalk(string raw, int start, int end, string text, ScalarStyle style)
    {
        (this.raw, this.end, this.text, this.style) = (raw, Math.Min(end, raw.Length), text, style);
        Next = start;
        if (style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted)
        {
            Next = start + 1;
        }
        else if (style is ScalarStyle.Literal or ScalarStyle.Folded)
        {
            var header = raw.IndexOf('\n', start);
            Next = header < 0 || header >= this.end ? this.end : header + 1;
            indent = Math.Max(0, LeadingSpaces(raw.AsSpan(Next, this.end - Next)) - LeadingSpaces(text));
            Next = AfterIndent(Next);
        }
    }

    /// <summary>How many characters of the text are behind.</summary>
    public int Position { get; private set; }

    /// <summary>Where in the file the last character started.</summary>
    public int From { get; private set; }

    /// <summary>Where in the file the last character ended.</summary>
    public int To { get; private set; }

    /// <summary>Where in the file the next character is looked for.</summary>
    public int Next { get; private set; }

    /// <summary>Passes one character of the text; false when there is none or the file says something else.</summary>
    public bool Step()
    {
        if (Position >= text.Length)
        {
            return false;
        }

        if (folded > 0)
        {
            // One line break, or one escape, of the file stands for several characters of the text.
            folded--;
            Position++;
            return true;
        }

        return style is ScalarStyle.Literal or ScalarStyle.Folded ? StepInBlock() : StepInFlow();
    }

    private bool StepInBlock()
    {
        if (Next >= end)
        {
            // The last line of a file needs no line break, the text has one.
            return text[Position] == '\n' && Take(end, end, end, 1);
        }

        var breakLength = BreakAt(Next);
        if (breakLength == 0)
        {
            return raw[Next] == text[Position] && Take(Next, Next + 1, Next + 1, 1);
        }

        var next = AfterIndent(Next + breakLength);
        if (style == ScalarStyle.Literal)
        {
            return text[Position] == '\n' && Take(Next, Next, next, 1);
        }

        var breaks = 1;
        while (next < end && BreakAt(next) is var more and > 0)
        {
            breaks++;
            next = AfterIndent(next + more);
        }

        if (text[Position] == ' ')
        {
            return breaks == 1 && Take(Next, Next, next, 1);
        }

        var run = text.AsSpan(Position).IndexOfAnyExcept('\n');
        run = run < 0 ? text.Length - Position : run;
        return run > 0 && Take(Next, Next, next, run);
    }

    private bool StepInFlow()
    {
        if (Next >= end)
        {
            return false;
        }

        if (FoldAt(Next, out var next, out var breaks))
        {
            var start = Next;
            if (breaks > 1)
            {
                return text[Position] == '\n' && Take(start, start, next, breaks - 1);
            }

            return text[Position] == ' ' && Take(start, start, next, 1);
        }

        if (style == ScalarStyle.SingleQuoted && raw[Next] == '\'')
        {
            return text[Position] == '\'' && Take(Next, Next + 2, Next + 2, 1);
        }

        if (style == ScalarStyle.DoubleQuoted && raw[Next] == '\\' && Next + 1 < end)
        {
            return StepOverEscape();
        }

        return raw[Next] == text[Position] && Take(Next, Next + 1, Next + 1, 1);
    }

    private bool StepOverEscape()
    {
        if (FoldAt(Next + 1, out var next, out var breaks))
        {
            // A backslash at the end of a line joins it with the next one; each empty line between is a line break.
            if (breaks > 1)
            {
                return Take(Next, Next, next, breaks - 1);
            }

            Next = next;
            return StepInFlow();
        }

        var length = raw[Next + 1] switch { 'x' => 4, 'u' => 6, 'U' => 10, _ => 2 };
        var after = Next + length;
        return Take(Next, after, after, char.IsHighSurrogate(text[Position]) && length == 10 ? 2 : 1);
    }

    private bool Take(int from, int to, int next, int characters)
    {
        (From, To, Next) = (from, to, next);
        folded = characters - 1;
        Position++;
        return true;
    }

    /// <summary>Whether only blanks stand between an offset and the end of its line, and where the text goes on then.</summary>
    private readonly bool FoldAt(int at, out int next, out int breaks)
    {
        breaks = 0;
        next = at;
        for (var i = at; i < end; i++)
        {
            if (BreakAt(i) is var length and > 0)
            {
                breaks++;
                i += length - 1;
            }
            else if (raw[i] is not (' ' or '\t'))
            {
                next = i;
                return breaks > 0;
            }
        }

        next = end;
        return breaks > 0;
    }

    private readonly int BreakAt(int at) => raw[at] switch
    {
        '\n' => 1,
        '\r' when at + 1 < raw.Length && raw[at + 1] == '\n' => 2,
        _ => 0,
    };

    private readonly int AfterIndent(int lineStart)
    {
        var at = lineStart;
        while (at < end && at - lineStart < indent && raw[at] == ' ')
        {
            at++;
        }

        return at;
    }

    /// <summary>The spaces before the first character that is no space and no line break, on its line.</summary>
    private static int LeadingSpaces(ReadOnlySpan<char> block)
    {
        var first = block.IndexOfAnyExcept(" \r\n");
        if (first < 0)
        {
            return 0;
        }

        return first - (block[..first].LastIndexOf('\n') + 1);
    }
}
