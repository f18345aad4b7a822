using System.Text;
using Upstander.Diagnostics;

namespace Upstander.Checking.Reports;

/// <summary>Findings as workflow commands, which GitHub Actions shows beside the lines of a pull request.</summary>
public static class GitHubReport
{
    /// <summary>One line a finding.</summary>
    public static string Write(ReportContent content)
    {
        var lines = new StringBuilder();
        foreach (var finding in content.Findings)
        {
            var level = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
            lines.Append("::").Append(level).Append(" file=").Append(Property(finding.Span.File));
            if (finding.Span.Line > 0)
            {
                lines.Append(",line=").Append(finding.Span.Line).Append(",endLine=").Append(finding.Span.EndLine);
                if (finding.Span.Line == finding.Span.EndLine)
                {
                    lines.Append(",col=").Append(finding.Span.Column).Append(",endColumn=").Append(finding.Span.EndColumn);
                }
            }

            var text = string.Join('\n', new[] { finding.Message, finding.Why, finding.Hint is { } hint ? $"Better: {hint}" : null }.Where(t => t is not null));
            lines.Append(",title=").Append(Property(finding.Code)).Append("::").Append(Data(text)).Append('\n');
        }

        return lines.ToString();
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
