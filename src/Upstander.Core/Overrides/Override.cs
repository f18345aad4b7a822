using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Overrides;

/// <summary>How a template or asset of a project stands to that which it takes the place of.</summary>
public enum OverrideState
{
    /// <summary>It was ejected, and its original is still what it was then.</summary>
    Current,

    /// <summary>It was ejected, and its original has changed since.</summary>
    Changed,

    /// <summary>It was ejected, and its original is no more.</summary>
    Gone,

    /// <summary>It takes the place of another and does not say of which version.</summary>
    Unmarked,

    /// <summary>It takes the place of nothing.</summary>
    Own,
}

/// <summary>A template or an asset of templates that a project brings.</summary>
/// <param name="File">The project's file.</param>
/// <param name="Name">Its name below <c>templates/</c>.</param>
/// <param name="State">How it stands to its original.</param>
/// <param name="Mark">What it says of where it came from; null where it says nothing.</param>
/// <param name="Original">What it came from, or takes the place of, as that is now; null where there is none.</param>
/// <param name="Source">What the project's file holds.</param>
public sealed record Override(WorkspaceFile File, string Name, OverrideState State, EjectMark? Mark, SourceFile? Original, SourceFile Source)
{
    private const string Folder = "templates/";

    /// <summary>What to type to have it marked as compared with its original.</summary>
    public string AcceptCommand => $"upstander doctor {Project}--accept {Name}";

    /// <summary>What to type to see how it differs from its original.</summary>
    public string DiffCommand => $"upstander doctor {Project}--diff";

    /// <summary>What the project's file holds below its mark.</summary>
    public string Text => EjectMark.TextOf(Name, Source.Bytes);

    /// <summary>What the original holds now, below a mark of its own; empty where there is none.</summary>
    public string OriginalText => Original is null ? "" : EjectMark.TextOf(Original.Name, Original.Bytes);

    /// <summary>How many lines differ from the original as it is now.</summary>
    public int Differing => TextDifference.Lines(OriginalText, Text);

    /// <summary>The difference to the original as it is now, as a patch.</summary>
    public string Difference => TextDifference.Unified(OriginalText, Text, Original?.Path ?? "nothing", File.Path);

    /// <summary>A name below <c>templates/</c>.</summary>
    public static string NameOf(WorkspaceFile file) => file.Name[Folder.Length..];

    /// <summary>All of a project, in ordinal order of their names. Pictures and fonts hold no mark and are not among them.</summary>
    public static IReadOnlyList<Override> Of(Workspace workspace, DiagnosticBag problems)
    {
        var all = new List<Override>();
        foreach (var file in workspace.Templates.Concat(workspace.TemplateAssets).Where(f => !f.BuiltIn && IsKind(f)).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            if (Workspace.Read(file, problems) is not { } source)
            {
                continue;
            }

            var name = NameOf(file);
            var mark = EjectMark.Read(name, source.Bytes.Span);
            var original = workspace.FindBelow(Folder + (mark?.Name ?? name), file.Layer) is { } below ? Workspace.Read(below, problems) : null;
            all.Add(new Override(file, name, StateOf(mark, original), mark, original, source));
        }

        return all;
    }

    /// <summary>What may be ejected: everything of this kind below the top layer of a project, by its name, as it would be used without that layer.</summary>
    public static IReadOnlyList<WorkspaceFile> Originals(Workspace workspace) =>
    [
        .. workspace.BuiltIn.Concat(workspace.Project.Where(f => f.Layer < workspace.TopLayer)).Where(IsKind).Select(f => f.Name).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Select(name => workspace.FindBelow(name, workspace.TopLayer)!),
    ];

    /// <summary>What of the tool may be ejected, by its names below <c>templates/</c>.</summary>
    public static IReadOnlyList<string> Names(string toolFolder) => [.. Workspace.OfTool(toolFolder, new DiagnosticBag()).Where(IsKind).Select(NameOf)];

    /// <summary>A copy of an original to be changed: what it holds, below a mark.</summary>
    /// <param name="original">What one of <see cref="Originals"/> holds.</param>
    /// <param name="tool">Name and version of the tool.</param>
    public static SourceFile Eject(SourceFile original, string tool) => original with { Bytes = MarkOf(original, tool).Above(original.Name, original.Bytes) };

    /// <summary>The project's file with a mark that says: compared with the original of today. Null where there is no original.</summary>
    /// <param name="tool">Name and version of the tool.</param>
    public SourceFile? Accept(string tool) => Original is null ? null : Source with { Bytes = MarkOf(Original, tool).Above(Name, Source.Bytes) };

    /// <summary>Reports files whose original is not what it was.</summary>
    public static void Check(Workspace workspace, DiagnosticBag problems)
    {
        foreach (var each in Of(workspace, problems))
        {
            var where = SourceSpan.At(each.File.Path, 1, 1);
            switch (each.State)
            {
                case OverrideState.Changed:
                    problems.Add(OverrideProblems.OriginalChanged.At(
                        where,
                        $"'{each.Mark!.Name}' has changed since this was ejected from {each.Mark.Origin}",
                        $"'{each.DiffCommand}' shows how they differ; when you have looked, '{each.AcceptCommand}'"));
                    break;
                case OverrideState.Gone:
                    problems.Add(OverrideProblems.OriginalGone.At(
                        where, $"there is no '{each.Mark!.Name}' any more, from which this was ejected", "remove the file if nothing needs it, or its first line to keep it as your own"));
                    break;
            }
        }
    }

    // The folder of the curriculum or overlay that the file belongs to, with a space behind it; nothing for the current one.
    private string Project => File.Path[..^File.Name.Length].TrimEnd('/') is { Length: > 0 } folder ? (folder.Contains(' ', StringComparison.Ordinal) ? $"\"{folder}\" " : folder + " ") : "";

    private static EjectMark MarkOf(SourceFile original, string tool) => new(
        original.Name[Folder.Length..],
        original.Path.StartsWith(WorkspaceFile.BuiltInPrefix, StringComparison.Ordinal) ? tool : EjectMark.Base,
        EjectMark.HashOf(original.Name, original.Bytes));

    private static OverrideState StateOf(EjectMark? mark, SourceFile? original) => (mark, original) switch
    {
        (null, null) => OverrideState.Own,
        (null, _) => OverrideState.Unmarked,
        (_, null) => OverrideState.Gone,
        _ => mark.Hash == EjectMark.HashOf(original.Name, original.Bytes) ? OverrideState.Current : OverrideState.Changed,
    };

    private static bool IsKind(WorkspaceFile file) => file.Kind is WorkspaceFileKind.Template or WorkspaceFileKind.TemplateAsset && EjectMark.CanMark(file.Name);
}
