using Upstander.Diagnostics;

namespace Upstander.Yaml;

/// <summary>The text of a file and the places in it; counts what is reported about it, so that one bad file cannot fill a report.</summary>
internal sealed class SourceText(string path, string text, DiagnosticBag problems)
{
    private const int MaxReported = 100;

    private readonly HashSet<int> troubledLines = [];
    private int[]? lineStarts;
    private int reported;

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

    /// <summary>Whether an error was already reported on a line: what YAML says about the rest of that line is then only its echo.</summary>
    public bool IsTroubled(int line) => troubledLines.Contains(line);

    /// <summary>Whether further problems are only counted.</summary>
    public bool IsFull => reported >= MaxReported;

    /// <summary>Reports a problem at a stretch of the text.</summary>
    public void Report(Problem problem, int start, int end, string message, string? hint = null)
    {
        if (++reported > MaxReported)
        {
            return;
        }

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
