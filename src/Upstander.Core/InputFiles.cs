using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander;

/// <summary>Everything that a build reads, file by file: two are equal when every file holds the same.</summary>
/// <param name="Files">Paths and hashes: the project's files in order, then the tool's.</param>
/// <param name="Odd">What is odd about the folder itself.</param>
internal sealed record InputFiles(IReadOnlyList<(string Path, string Hash)> Files, string Odd)
{
    /// <summary>The project, as it was listed; null where this was known before.</summary>
    public Workspace? Project { get; private init; }

    /// <summary>Reads them all; null where that is not possible or not enough, as with overlays.</summary>
    /// <param name="request">Names the project.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="known">Hashes of files that need not be read, by path.</param>
    public static InputFiles? Of(CompileRequest request, CancellationToken cancel, IReadOnlyDictionary<string, string>? known = null)
    {
        var unheard = new DiagnosticBag();
        if (Workspace.Open(request.Folder, request.ToolFolder, unheard) is not { IsOverlay: false } workspace)
        {
            return null;
        }

        List<WorkspaceFile> files = [.. workspace.Project, .. Workspace.OfTool(request.ToolFolder, unheard)];
        var lines = new (string Path, string Hash)[files.Count];
        Parallel.For(0, files.Count, new ParallelOptions { CancellationToken = cancel }, i =>
            lines[i] = (files[i].Path, known?.GetValueOrDefault(files[i].Path) ?? (Workspace.Read(files[i], unheard) is { } file ? ContentHash.Of(file.Bytes.Span) : Unreadable)));

        // What is odd is reported by name.
        return new InputFiles(lines, string.Join('\n', unheard.Sorted())) { Project = workspace };
    }

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
