using Upstander.Diagnostics;

namespace Upstander.Checking.Reports;

/// <summary>What a report tells.</summary>
/// <param name="Findings">In order of place.</param>
/// <param name="Suppressed">Findings that the curriculum accepts.</param>
/// <param name="Known">How many findings a baseline knows; they are not among the others.</param>
/// <param name="Checked">What was checked, in words: <c>4 lessons</c>.</param>
/// <param name="Catalogue">Every rule.</param>
/// <param name="Version">Of the tool.</param>
public sealed record ReportContent(
    IReadOnlyList<Diagnostic> Findings, IReadOnlyList<SuppressedFinding> Suppressed, int Known, string Checked, RuleCatalogue Catalogue, string Version)
{
    /// <summary>How many findings are this grave.</summary>
    public int Count(Severity severity) => Findings.Count(f => f.Severity == severity);
}
