using System.Text;
using Spectre.Console;
using Upstander.Diagnostics;

namespace Upstander.Cli;

/// <summary>Prints findings: one line each, in order of place, with their number at the end.</summary>
internal static class Report
{
    private const int PerFile = 20;

    /// <summary>Prints findings to a writer; on a terminal in colour.</summary>
    /// <param name="findings">In order of place.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="rich">The same place as a terminal, or null.</param>
    /// <param name="all">Whether to print more than the first twenty of a file.</param>
    public static void Print(IReadOnlyList<Diagnostic> findings, TextWriter writer, IAnsiConsole? rich, bool all)
    {
        foreach (var file in findings.GroupBy(f => f.Span.File))
        {
            var shown = all ? file.ToList() : [.. file.Take(PerFile)];
            foreach (var finding in shown)
            {
                Print(finding, writer, rich);
            }

            if (file.Count() - shown.Count is > 0 and var left)
            {
                writer.WriteLine($"{Visible(file.Key)}: and {left} more (--all shows them)");
            }
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
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    private static void Print(Diagnostic finding, TextWriter writer, IAnsiConsole? rich)
    {
        var severity = finding.Severity.ToString().ToLowerInvariant();
        var place = Visible(finding.Span.ToString());
        var message = Visible(finding.Message);
        var hint = finding.Hint is null ? "" : $" ({Visible(finding.Hint)})";
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

    /// <summary>Text from files can hold anything; a terminal must not obey it.</summary>
    private static string Visible(string text)
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

    private static bool NeedsEscape(char c) => char.IsControl(c) || c is '\u200e' or '\u200f' or '\u061c' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
