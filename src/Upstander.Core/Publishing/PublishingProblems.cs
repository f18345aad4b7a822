using Upstander.Diagnostics;
using Upstander.Pdf;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>How publishing ended, in the terms of exit codes.</summary>
public enum Outcome
{
    /// <summary>The folder holds what was to be published: exit code 0.</summary>
    Published,

    /// <summary>The plan was made and nothing was touched: exit code 0.</summary>
    DryRun,

    /// <summary>The input, or what stands in the folder, does not allow it; nothing was written: exit code 1.</summary>
    InputError,

    /// <summary>This folder cannot be an output folder; nothing was written: exit code 2.</summary>
    UsageError,

    /// <summary>The disk or the system refused: exit code 3.</summary>
    EnvironmentError,

    /// <summary>Stopped by the user before anything changed: exit code 130.</summary>
    Interrupted,
}

/// <summary>What can keep outputs from being published.</summary>
public static class PublishingProblems
{
    /// <summary>UP1701</summary>
    public static Problem ProtectedFolder { get; } = new("UP1701", Severity.Error, "An output folder that would hold or cover sources, a home folder or a whole disk.");

    /// <summary>UP1702</summary>
    public static Problem ForeignFolder { get; } = new("UP1702", Severity.Error, "An output folder that holds files of somebody else.");

    /// <summary>UP1703</summary>
    public static Problem BadManifest { get; } = new("UP1703", Severity.Error, "A manifest that cannot be read.");

    /// <summary>UP1704</summary>
    public static Problem NotAFolder { get; } = new("UP1704", Severity.Error, "An output folder that is no folder.");

    /// <summary>UP1705</summary>
    public static Problem Busy { get; } = new("UP1705", Severity.Error, "Another build works in the output folder.");

    /// <summary>UP1706</summary>
    public static Problem Refused { get; } = new("UP1706", Severity.Error, "The system refused to read or write in the output folder.");

    /// <summary>UP1707</summary>
    public static Problem BadPath { get; } = new("UP1707", Severity.Error, "An output path that is not safe everywhere.");

    /// <summary>UP1708</summary>
    public static Problem SamePath { get; } = new("UP1708", Severity.Error, "Two outputs that would be one file, here or on another system.");

    /// <summary>UP1709</summary>
    public static Problem EditedByHand { get; } = new("UP1709", Severity.Error, "A published file that was changed after it was published.");

    /// <summary>UP1710</summary>
    public static Problem ForeignFile { get; } = new("UP1710", Severity.Error, "Something that the tool did not write stands where an output belongs.");

    /// <summary>UP1711</summary>
    public static Problem LinkInTheWay { get; } = new("UP1711", Severity.Error, "A link stands where an output or its folder belongs.");

    /// <summary>UP1712</summary>
    public static Problem EntryIgnored { get; } = new("UP1712", Severity.Warning, "An entry of the manifest or journal that the tool cannot have written.");

    /// <summary>UP1713</summary>
    public static Problem NotEmpty { get; } = new("UP1713", Severity.Error, "A new project in a folder that already holds something.");

    /// <summary>UP1714</summary>
    public static Problem NotReplaced { get; } = new("UP1714", Severity.Error, "A file that the tool did not write stands where a file was asked for.");

    /// <summary>UP1715</summary>
    public static Problem WrongRelease { get; } = new("UP1715", Severity.Error, "A release without a number, with one that is no version, or of a part of the pages.");

    /// <summary>UP1716</summary>
    public static Problem OtherVersion { get; } = new("UP1716", Severity.Error, "A release under another number than that of the curriculum.");

    /// <summary>UP1717</summary>
    public static Problem NoRelease { get; } = new("UP1717", Severity.Error, "Something among earlier releases that is none.");

    /// <summary>UP1718</summary>
    public static Problem ReleaseChanged { get; } = new("UP1718", Severity.Error, "A version that was released already, with other content.");

    /// <summary>UP1719</summary>
    public static Problem OlderRelease { get; } = new("UP1719", Severity.Warning, "A release that would stand above a newer one.");

    /// <summary>UP1720</summary>
    public static Problem NotInParts { get; } = new("UP1720", Severity.Warning, "Pages that none of the parts of a build holds.");

    /// <summary>UP1721</summary>
    public static Problem DamagedPart { get; } = new("UP1721", Severity.Error, "A part of a build whose files are not what they were made as.");

    /// <summary>UP1722</summary>
    public static Problem NoPart { get; } = new("UP1722", Severity.Error, "A folder that is no part of a build.");

    /// <summary>Every one of them.</summary>
    public static IReadOnlyList<Problem> All { get; } =
    [
        ProtectedFolder, ForeignFolder, BadManifest, NotAFolder, Busy, Refused, BadPath, SamePath, EditedByHand, ForeignFile, LinkInTheWay, EntryIgnored,
        NotEmpty, NotReplaced, WrongRelease, OtherVersion, NoRelease, ReleaseChanged, OlderRelease, NotInParts,
        DamagedPart, NoPart,
    ];

    /// <summary>Those that mean the command was given the wrong folder: exit code 2.</summary>
    public static IReadOnlyList<Problem> OfUsage { get; } = [ProtectedFolder, ForeignFolder, BadManifest, NotAFolder, NotEmpty, NotReplaced, WrongRelease, NoPart];

    /// <summary>Those that mean the machine failed, not the input: exit code 3.</summary>
    public static IReadOnlyList<Problem> OfEnvironment { get; } = [Busy, Refused];

    /// <summary>The outcome that errors among these findings, of reading and publishing, amount to: the machine first, then usage, then the input; null without errors.</summary>
    public static Outcome? OutcomeOf(IEnumerable<Diagnostic> findings)
    {
        Outcome? worst = null;
        foreach (var finding in findings.Where(f => f.Severity == Severity.Error))
        {
            var outcome = OfEnvironment.Concat(WorkspaceProblems.OfEnvironment).Concat(PdfProblems.OfEnvironment).Any(p => p.Code == finding.Code) ? Outcome.EnvironmentError
                : OfUsage.Concat(WorkspaceProblems.OfUsage).Any(p => p.Code == finding.Code) ? Outcome.UsageError
                : Outcome.InputError;
            worst = worst is null || outcome > worst ? outcome : worst;
        }

        return worst;
    }
}
