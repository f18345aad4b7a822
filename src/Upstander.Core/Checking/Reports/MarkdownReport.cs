using System.Globalization;
using System.Text;
using Upstander.Diagnostics;

namespace Upstander.Checking.Reports;

/// <summary>A summary in Markdown, for a pull request or a mail.</summary>
public static class MarkdownReport
{
    private const int MaxListed = 200;

    /// <summary>Totals, the findings by file, and what was accepted with its reasons.</summary>
    public static string Write(ReportContent content)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Checked {PlainMarkdown.Of(content.Checked)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| errors | warnings | advice | accepted | known |\n| --- | --- | --- | --- | --- |\n");
        text.Append(CultureInfo.InvariantCulture, $"| {content.Count(Severity.Error)} | {content.Count(Severity.Warning)} | {content.Count(Severity.Info)} | {content.Suppressed.Count} | {content.Known} |\n");
        foreach (var file in content.Findings.Take(MaxListed).GroupBy(f => f.Span.File))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {PlainMarkdown.Of(file.Key)}\n\n");
            foreach (var finding in file)
            {
                var place = finding.Span.Line > 0 ? $"line {finding.Span.Line}: " : "";
                text.Append(CultureInfo.InvariantCulture, $"- **{finding.Severity.ToString().ToLowerInvariant()} {finding.Code}** {place}{PlainMarkdown.Of(finding.Message)}.");
                text.Append(finding.Why is { } why ? $" {PlainMarkdown.Of(why)}" : "");
                text.Append(finding.Hint is { } hint ? $" *Better: {PlainMarkdown.Of(hint)}*\n" : "\n");
            }
        }

        if (content.Findings.Count > MaxListed)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{content.Findings.Count - MaxListed} more are not listed here.\n");
        }

        if (content.Suppressed.Count > 0)
        {
            text.Append("\n## Accepted\n\n");
            foreach (var (finding, allow) in content.Suppressed)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {finding.Code} in {PlainMarkdown.Of(finding.Address ?? finding.Span.File)}: {PlainMarkdown.Of(allow.Reason.Value)} ({PlainMarkdown.Of(allow.Reviewer.Value)}, until {allow.Expires.Value:yyyy-MM-dd})\n");
            }
        }

        text.Append("\nPassing these checks is no certificate that a lesson is safe; people review lessons.\n");
        return text.ToString();
    }
}
