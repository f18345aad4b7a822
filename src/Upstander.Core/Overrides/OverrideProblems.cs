using Upstander.Diagnostics;

namespace Upstander.Overrides;

/// <summary>What can be wrong with files that a project has in place of the tool's.</summary>
public static class OverrideProblems
{
    /// <summary>UP1420</summary>
    public static Problem OriginalChanged { get; } = new("UP1420", Severity.Warning, "The file that a template or style sheet was ejected from has changed since.");

    /// <summary>UP1421</summary>
    public static Problem OriginalGone { get; } = new("UP1421", Severity.Warning, "The file that a template or style sheet was ejected from is no more.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Problem> All { get; } = [OriginalChanged, OriginalGone];
}
