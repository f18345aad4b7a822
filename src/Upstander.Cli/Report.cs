using System.Globalization;
using System.Text;
using Spectre.Console;
using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Cli;

/// <summary>Prints findings: one line each, in order of place, with their number at the end.</summary>
internal static class Report
{
    private const int PerFile = 20;

    // Nobody reads more than this in a terminal; what comes behind is counted.
    private const int InAll = 1000;
    private const int MaxWidth = 100;

    /// <summary>Prints findings to a writer; on a terminal in colour.</summary>
    /// <param name="findings">In order of place.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="rich">The same place as a terminal, or null.</param>
    /// <param name="all">Whether to print more than the first twenty of a file, and more than the first thousand of all.</param>
    /// <param name="way">How to see those that are not printed.</param>
    public static void Print(IReadOnlyList<Diagnostic> findings, TextWriter writer, IAnsiConsole? rich, bool all, string way = "--all")
    {
        // A hundred thousand lines at once, not one by one.
        var direct = writer;
        writer = rich is null ? new StringWriter { NewLine = direct.NewLine } : direct;
        var (printed, files, left) = (0, 0, 0);
        foreach (var file in findings.GroupBy(f => f.Span.File))
        {
            // What stops a build is always shown.
            var isOver = !all && printed >= InAll;
            var shown = all ? file.ToList() : [.. file.Where(f => !isOver || f.Severity == Severity.Error).Take(PerFile)];
            if (shown.Count == 0)
            {
                files++;
                left += file.Count();
                continue;
            }

            var lines = shown.Any(f => f.Span.Line > 0) ? LinesOf(file.Key) : null;
            foreach (var finding in shown)
            {
                Print(finding, writer, rich);
                PrintExcerpt(finding, lines, writer, rich);
            }

            printed += shown.Count;
            if (file.Count() - shown.Count is > 0 and var more)
            {
                writer.WriteLine($"{Visible(file.Key)}: and {more} more ({way} shows them)");
            }
        }

        if (files > 0)
        {
            writer.WriteLine($"and {left} more in {Count(files, "other file")} ({way} shows them)");
        }

        if (writer != direct)
        {
            direct.Write(writer.ToString());
        }
    }

    /// <summary>The number of errors and warnings in words, or null when there is neither.</summary>
    public static string? Totals(IReadOnlyList<Diagnostic> findings)
    {
        var errors = findings.Count(f => f.Severity == Severity.Error);
        var warnings = findings.Count(f => f.Severity == Severity.Warning);
        return (errors, warnings) switch
        {
            (0, 0) => null,
            (_, 0) => Count(errors, "error"),
            (0, _) => Count(warnings, "warning"),
            _ => $"{Count(errors, "error")} and {Count(warnings, "warning")}",
        };
    }

    /// <summary>A number and its noun.</summary>
    public static string Count(int number, string noun, string? many = null) => number == 1 ? $"1 {noun}" : $"{number} {many ?? noun + "s"}";

    /// <summary>Text of several lines from files, with nothing in it that a terminal would obey.</summary>
    public static string Plain(string text) => string.Join('\n', text.Split('\n').Select(Visible));

    private static void Print(Diagnostic finding, TextWriter writer, IAnsiConsole? rich)
    {
        var severity = finding.Severity.ToString().ToLowerInvariant();
        var place = Visible(finding.Span.ToString());
        var message = Visible(finding.Message);
        var hint = finding.Hint is null || finding.Why is not null ? "" : $" ({Visible(finding.Hint)})";
        if (rich is null)
        {
            writer.WriteLine($"{place}: {severity} {finding.Code}: {message}{hint}");
            return;
        }

        var color = finding.Severity switch { Severity.Error => "red", Severity.Warning => "yellow", _ => "blue" };

        // Whole lines, so that a terminal can fold them and still copy them.
        rich.Profile.Width = 10_000;
        rich.MarkupLine($"[bold]{Markup.Escape(place)}[/]: [{color}]{severity} {finding.Code}[/]: {Markup.Escape(message)}[grey]{Markup.Escape(hint)}[/]");
    }

    /// <summary>The line as its author wrote it with a caret below; for rules, why it matters and what would be better.</summary>
    private static void PrintExcerpt(Diagnostic finding, string[]? lines, TextWriter writer, IAnsiConsole? rich)
    {
        var (line, column) = (finding.Span.Line, finding.Span.Column);
        if (lines is not null && line > 0 && line <= lines.Length)
        {
            var text = lines[line - 1];
            var end = finding.Span.EndLine == line ? finding.Span.EndColumn : text.TrimEnd().Length + 1;
            var start = Math.Max(0, Math.Min(column - 1 - (MaxWidth / 3), text.Length - MaxWidth));
            var shown = text.Substring(start, Math.Min(MaxWidth, text.Length - start));
            var (before, after) = (start > 0 ? "…" : "", start + shown.Length < text.Length ? "…" : "");
            var number = line.ToString(CultureInfo.InvariantCulture);
            var carets = Math.Clamp(end - column, 1, Math.Max(1, shown.Length - (column - 1 - start)));

            // Tabs and wide characters stay what they are in front of the caret, so that it stands below what it means.
            var indent = string.Concat(text.AsSpan(start, Math.Clamp(column - 1 - start, 0, shown.Length)).ToString().Select(c => c == '\t' ? '\t' : ' '));
            Write($"  {number} | {before}{Visible(shown)}{after}", "grey", writer, rich);
            Write($"  {new string(' ', number.Length)} | {(start > 0 ? " " : "")}{indent}{new string('^', carets)}", "grey", writer, rich);
        }

        if (finding.Why is { } why)
        {
            Write($"  why: {Visible(why)}", null, writer, rich);
            Write($"  better: {Visible(finding.Hint ?? "")}", null, writer, rich);
        }
    }

    private static void Write(string line, string? color, TextWriter writer, IAnsiConsole? rich)
    {
        if (rich is null)
        {
            writer.WriteLine(line);
        }
        else
        {
            rich.MarkupLine(color is null ? Markup.Escape(line) : $"[{color}]{Markup.Escape(line)}[/]");
        }
    }

    /// <summary>The lines of a file that a finding is about; null where it cannot be shown.</summary>
    private static string[]? LinesOf(string path) =>
        path.StartsWith(WorkspaceFile.BuiltInPrefix, StringComparison.Ordinal) || Workspace.ReadOne(path, new DiagnosticBag()) is not { } source
            ? null
            : Encoding.UTF8.GetString(source.Bytes.Span).TrimStart('\uFEFF').Split('\n').Select(l => l.TrimEnd('\r')).ToArray();

    /// <summary>Text from files can hold anything; a terminal must not obey it.</summary>
    public static string Visible(string text)
    {
        if (!text.Any(NeedsEscape))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            visible.Append(NeedsEscape(c) ? $"\\u{(int)c:x4}" : c.ToString());
        }

        return visible.ToString();
    }

    private static bool NeedsEscape(char c) => (char.IsControl(c) && c != '\t') || DirectionMarks.Is(c);
}
