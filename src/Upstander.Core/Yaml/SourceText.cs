using Upstander.Diagnostics;

namespace Upstander.Yaml;

/// <summary>The text of a file and the places in it; counts what is reported about it, so that one bad file cannot fill a report.</summary>
internal sealed class SourceText(string path, string text, DiagnosticBag problems)
{
    private const int MaxReported = 100;
    private const int MaxPassedOver = 10;
    private const int MaxLengthToReadAgain = 200_000;

    private readonly HashSet<(string Code, int Start)> seen = [];

    private readonly HashSet<int> troubledLines = [];
    private int[]? lineStarts;
    private string text = text;
    private int reported;
    private int passedOver;
    private int fault = -1;

    /// <summary>The file, as messages name it.</summary>
    public string Path => path;

    /// <summary>The text without a byte order mark; characters that were refused stand as U+FFFD, so that offsets hold.</summary>
    public string Text => text;

    /// <summary>The span between two offsets.</summary>
    public SourceSpan Span(int start, int end)
    {
        var (line, column) = Place(start);
        var (endLine, endColumn) = end > start ? Place(end) : (line, column);
        return new SourceSpan(path, line, column, endLine, endColumn);
    }

    /// <summary>Line and column of an offset, both from 1.</summary>
    public (int Line, int Column) Place(int offset)
    {
        lineStarts ??= FindLineStarts();
        var found = Array.BinarySearch(lineStarts, offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - lineStarts[line] + 1);
    }

    /// <summary>The offset at which a line (from 1) starts; the end of the text for lines that do not exist.</summary>
    public int StartOfLine(int line)
    {
        lineStarts ??= FindLineStarts();
        return line <= lineStarts.Length ? lineStarts[line - 1] : text.Length;
    }

    /// <summary>The offset of the end of the line that an offset is on, before its line break.</summary>
    public int EndOfLine(int offset)
    {
        var end = text.IndexOf('\n', Math.Min(offset, text.Length));
        end = end < 0 ? text.Length : end;
        return end > 0 && end > offset && text[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>
    /// Whether what YAML says about a line is only an echo: an error was reported on the line, or a value at or below it was
    /// passed over.
    /// </summary>
    public bool IsTroubled(int line) => line <= PassedLine || troubledLines.Contains(line);

    /// <summary>The last line on which a value was passed over.</summary>
    private int PassedLine { get; set; }

    /// <summary>Notes that reading stopped at an offset because of a value on that line alone.</summary>
    public void Stopped(int at) => fault = at;

    /// <summary>
    /// Puts filler in the place of the value at which reading stopped, so that the rest of the file can be read for further
    /// problems; false when there is no such value, or enough was passed over.
    /// </summary>
    public bool PassOver()
    {
        if (fault < 0 || passedOver++ == MaxPassedOver || text.Length > MaxLengthToReadAgain)
        {
            return false;
        }

        var line = Place(fault).Line;
        var start = StartOfLine(line);
        var end = EndOfLine(fault);
        var (key, value) = FindValue(text.AsSpan(start, end - start));
        value += start;
        fault = -1;
        if (value >= end || text[value] is '|' or '>' || text.AsSpan(value, end - value).IndexOfAnyExcept('x') < 0)
        {
            return false;
        }

        var filled = text.ToCharArray();
        filled.AsSpan(value, end - value).Fill('x');
        PassedLine = line;
        for (var next = StartOfLine(line + 1); next < text.Length; next = StartOfLine(PassedLine + 1))
        {
            // Lines indented deeper than the key are more of the same value.
            var content = filled.AsSpan(next, EndOfLine(next) - next);
            var indent = content.IndexOfAnyExcept(' ');
            if (indent >= 0 && indent <= key)
            {
                break;
            }

            content.Fill(' ');
            PassedLine++;
        }

        text = new string(filled);
        return true;
    }

    /// <summary>Whether anything was reported.</summary>
    public bool HasReports => reported > 0;

    /// <summary>Whether further problems are only counted.</summary>
    public bool IsFull => reported >= MaxReported;

    /// <summary>Reports a problem at a stretch of the text.</summary>
    public void Report(Problem problem, int start, int end, string message, string? hint = null)
    {
        if (IsFull)
        {
            // What is only counted is counted once, on the first reading.
            reported += passedOver == 0 ? 1 : 0;
            return;
        }

        if (!seen.Add((problem.Code, start)))
        {
            return;
        }

        reported++;

        var span = Span(start, Math.Max(end, start + 1) is var stop && stop > text.Length ? text.Length : stop);
        troubledLines.Add(span.Line);
        problems.Add(problem.At(span, message, hint));
    }

    /// <summary>Says how many problems were left out, once everything was looked at.</summary>
    public void ReportRest()
    {
        if (reported > MaxReported)
        {
            problems.Add(YamlProblems.More.At(
                SourceSpan.Whole(path), $"{reported - MaxReported} more problems in this file are not listed", "mend those listed first, then run again"));
        }
    }

    /// <summary>A stretch of the text as a message can quote it: at most 30 characters.</summary>
    public string Excerpt(int start, int end) =>
        end - start <= 30 ? text[start..end] : text[start..(start + (char.IsHighSurrogate(text[start + 29]) ? 29 : 30))] + "…";

    /// <summary>Where key and value start on a line such as <c>  - key: value</c>; the value at the line's end when it has another form.</summary>
    private static (int Key, int Value) FindValue(ReadOnlySpan<char> line)
    {
        var at = Math.Max(0, line.IndexOfAnyExcept(' '));
        while (line[at..].StartsWith("- "))
        {
            at += 2;
        }

        var end = at;
        while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] is '_' or '-'))
        {
            end++;
        }

        return (at, end > at && line[end..].StartsWith(": ") ? end + 2 : line.Length);
    }

    private int[] FindLineStarts()
    {
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n'); i >= 0; i = text.IndexOf('\n', i + 1))
        {
            starts.Add(i + 1);
        }

        return [.. starts];
    }
}
