using Upstander.Diagnostics;
using Upstander.Overlays;
using Upstander.Workspaces;

namespace Upstander;

/// <summary>What has changed between two states of a curriculum, in the words of a curriculum.</summary>
public static class Comparison
{
    /// <summary>
    /// Compares what the files say, composed where there are overlays. Null after an error in either state: what cannot be read would look as if it were gone.
    /// </summary>
    /// <param name="then">The earlier state: a folder, or a zip made by <c>pack --source</c>.</param>
    /// <param name="now">The later one.</param>
    /// <param name="toolFolder">The folder of the tool's own files.</param>
    /// <param name="problems">Gets what is wrong with files and patches.</param>
    public static CurriculumChanges? Between(string then, string now, string toolFolder, DiagnosticBag problems)
    {
        var (old, young) = (Read(then, toolFolder, problems), Read(now, toolFolder, problems));
        return old is null || young is null || problems.HasErrors
            ? null
            : new CurriculumChanges(TreeChanges.Between(old.Trees, young.Trees), Others(old.Files, young.Files));
    }

    private static State? Read(string path, string toolFolder, DiagnosticBag problems)
    {
        if (OverlayStack.OpenAt(path, toolFolder, problems) is not { } project)
        {
            return null;
        }

        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in project.Workspace.Project.Where(f => f.Kind is not (WorkspaceFileKind.Source or WorkspaceFileKind.Lock)))
        {
            // Of two layers that have a file, the higher one is what readers get.
            if (Workspace.Read(file, problems) is { } source)
            {
                files[file.Name] = ContentHash.Of(source.Bytes.Span);
            }
        }

        return new State(BaseTrees.Of(project, below: false, problems), files);
    }

    private static List<FileFate> Others(SortedDictionary<string, string> then, SortedDictionary<string, string> now) =>
    [
        .. then.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Where(name => then.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Select(name => new FileFate(name, then.ContainsKey(name), now.ContainsKey(name))),
    ];

    private sealed record State(BaseTrees Trees, SortedDictionary<string, string> Files);
}

/// <summary>What has changed between two states of a curriculum.</summary>
/// <param name="Trees">Lessons, units, the curriculum and resources that differ, in ordinal order of addresses.</param>
/// <param name="Files">Other files that differ: templates, style sheets, pictures, rules.</param>
public sealed record CurriculumChanges(IReadOnlyList<TreeChanges> Trees, IReadOnlyList<FileFate> Files)
{
    /// <summary>Whether both states say the same.</summary>
    public bool IsEmpty => Trees.Count == 0 && Files.Count == 0;
}

/// <summary>A file that is not the same in both states.</summary>
/// <param name="Name">Where it lies in its project.</param>
/// <param name="WasThere">Whether the earlier state has it.</param>
/// <param name="IsThere">Whether the later state has it.</param>
public sealed record FileFate(string Name, bool WasThere, bool IsThere);
