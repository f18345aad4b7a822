using Upstander.Diagnostics;

namespace Upstander.Documents;

/// <summary>What can be wrong with <c>documents.yaml</c>, labels, assets and the choice of what to build.</summary>
public static class DocumentProblems
{
    /// <summary>UP1601</summary>
    public static Problem Incomplete { get; } = new("UP1601", Severity.Error, "A document without one of the keys it needs.");

    /// <summary>UP1602</summary>
    public static Problem NoTemplate { get; } = new("UP1602", Severity.Error, "A document whose template does not exist.");

    /// <summary>UP1603</summary>
    public static Problem NothingToTurnOff { get; } = new("UP1603", Severity.Error, "A document turned off that does not exist.");

    /// <summary>UP1604</summary>
    public static Problem SamePath { get; } = new("UP1604", Severity.Error, "Two documents that would be the same file.");

    /// <summary>UP1605</summary>
    public static Problem BadPath { get; } = new("UP1605", Severity.Error, "A document whose path is not safe on every system.");

    /// <summary>UP1606</summary>
    public static Problem NotLabels { get; } = new("UP1606", Severity.Error, "Labels that are neither text nor a map of labels.");

    /// <summary>UP1607</summary>
    public static Problem NothingChosen { get; } = new("UP1607", Severity.Error, "An option that chooses nothing that this course has.");

    /// <summary>UP1608</summary>
    public static Problem NoLogo { get; } = new("UP1608", Severity.Error, "A logo or font that is not among the project's assets.");

    /// <summary>UP1609</summary>
    public static Problem UnfitFile { get; } = new("UP1609", Severity.Error, "A logo or font of the brand that is of another kind, broken or too large.");

    /// <summary>UP1620</summary>
    public static Problem DeadLink { get; } = new("UP1620", Severity.Error, "A link within a site to a file that is not there.");

    /// <summary>UP1621</summary>
    public static Problem DeadFragment { get; } = new("UP1621", Severity.Error, "A link to a place that its page does not have.");

    /// <summary>Every one of them.</summary>
    public static IReadOnlyList<Problem> All { get; } =
        [Incomplete, NoTemplate, NothingToTurnOff, SamePath, BadPath, NotLabels, NothingChosen, NoLogo, UnfitFile, DeadLink, DeadFragment];
}
