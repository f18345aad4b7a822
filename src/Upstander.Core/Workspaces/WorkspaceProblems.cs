using Upstander.Diagnostics;

namespace Upstander.Workspaces;

/// <summary>What can be wrong with the files of a project before any of them is understood.</summary>
public static class WorkspaceProblems
{
    /// <summary>UP1001</summary>
    public static Problem NoFolder { get; } = new("UP1001", Severity.Error, "What was named is no folder.");

    /// <summary>UP1002</summary>
    public static Problem NoCurriculum { get; } = new("UP1002", Severity.Error, "The folder holds no curriculum.yaml.");

    /// <summary>UP1003</summary>
    public static Problem Link { get; } = new("UP1003", Severity.Error, "A link where a file or folder of the project is expected.");

    /// <summary>UP1004</summary>
    public static Problem NotAFile { get; } = new("UP1004", Severity.Error, "A pipe, socket or device where a file is expected.");

    /// <summary>UP1005</summary>
    public static Problem TooLarge { get; } = new("UP1005", Severity.Error, "A file larger than any source may be.");

    /// <summary>UP1006</summary>
    public static Problem BadName { get; } = new("UP1006", Severity.Error, "A file or folder whose name not every system can hold.");

    /// <summary>UP1007</summary>
    public static Problem TooMany { get; } = new("UP1007", Severity.Error, "A folder with more files, or deeper, than a curriculum has.");

    /// <summary>UP1008</summary>
    public static Problem Unreadable { get; } = new("UP1008", Severity.Error, "A file or folder that the system does not let us read.");

    /// <summary>UP1009</summary>
    public static Problem Unread { get; } = new("UP1009", Severity.Warning, "A file that looks meant to be read, under a name that is not.");

    /// <summary>UP1010</summary>
    public static Problem BadAsset { get; } = new("UP1010", Severity.Error, "An image or font of a kind that is not accepted, or not what its name says.");

    /// <summary>UP1011</summary>
    public static Problem NoFile { get; } = new("UP1011", Severity.Error, "A file that was named and is not there.");

    /// <summary>UP1012</summary>
    public static Problem BadPack { get; } = new("UP1012", Severity.Error, "A file in a zip that is damaged, a link, or not what the zip says of it.");

    /// <summary>Every one of them.</summary>
    public static IReadOnlyList<Problem> All { get; } =
        [NoFolder, NoCurriculum, Link, NotAFile, TooLarge, BadName, TooMany, Unreadable, Unread, BadAsset, NoFile, BadPack];

    /// <summary>Those that mean the command was given the wrong thing: exit code 2.</summary>
    public static IReadOnlyList<Problem> OfUsage { get; } = [NoFolder, NoCurriculum, NoFile];

    /// <summary>Whether some findings say that the command was given the wrong thing.</summary>
    public static bool IsUsage(IEnumerable<Diagnostic> findings) => findings.Any(f => OfUsage.Any(u => u.Code == f.Code));

    /// <summary>Those that mean the machine failed, not the input: exit code 3.</summary>
    public static IReadOnlyList<Problem> OfEnvironment { get; } = [Unreadable];
}
