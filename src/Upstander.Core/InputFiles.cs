using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander;

/// <summary>Everything that a build reads, file by file: two are equal when every file holds the same.</summary>
/// <param name="Files">Paths and hashes: the project's files in order, then the tool's.</param>
/// <param name="Odd">What is odd about the folder itself.</param>
internal sealed record InputFiles(IReadOnlyList<(string Path, string Hash)> Files, string Odd)
{
    private List<WorkspaceFile> listed = [];

    /// <summary>The project, as it was listed; null where this was known before.</summary>
    public Workspace? Project { get; private init; }

    /// <summary>Reads them all; null where that is not possible or not enough, as with overlays.</summary>
    public static InputFiles? Of(CompileRequest request, CancellationToken cancel)
    {
        var unheard = new DiagnosticBag();
        if (Workspace.Open(request.Folder, request.ToolFolder, unheard) is not { IsOverlay: false } workspace)
        {
            return null;
        }

        List<WorkspaceFile> files = [.. workspace.Project, .. Workspace.OfTool(request.ToolFolder, unheard)];
        var lines = new (string Path, string Hash)[files.Count];
        Parallel.For(0, files.Count, new ParallelOptions { CancellationToken = cancel }, i => lines[i] = (files[i].Path, HashOf(files[i], unheard)));

        // What is odd is reported by name.
        return new InputFiles(lines, string.Join('\n', unheard.Sorted())) { Project = workspace, listed = files };
    }

    private static string HashOf(WorkspaceFile file, DiagnosticBag problems) => Workspace.Read(file, problems) is { } source ? ContentHash.Of(source.Bytes.Span) : Unreadable;

    /// <summary>Whether the files that were listed hold what they held, but for some that nobody has read since.</summary>
    /// <param name="unread">Paths of those.</param>
    public bool AreStill(IReadOnlySet<string> unread) =>
        listed.Count == Files.Count && listed.Index().AsParallel().All(f => unread.Contains(f.Item.Path) || HashOf(f.Item, new DiagnosticBag()) == Files[f.Index].Hash);

    // Stands for the hash of a file that cannot be read.
    private static readonly string Unreadable = new('0', 64);

    /// <summary>The files that hold something else than in another list of the same files; null where there are other files.</summary>
    public IReadOnlyList<string>? ChangedSince(InputFiles before)
    {
        if (Odd != before.Odd || Files.Count != before.Files.Count)
        {
            return null;
        }

        List<string> changed = [];
        for (var i = 0; i < Files.Count; i++)
        {
            if (Files[i].Path != before.Files[i].Path)
            {
                return null;
            }

            if (Files[i].Hash != before.Files[i].Hash)
            {
                changed.Add(Files[i].Path);
            }
        }

        return changed;
    }

    /// <inheritdoc/>
    public bool Equals(InputFiles? other) => other is not null && ChangedSince(other) is { Count: 0 };

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Files.Count, Odd);
}
