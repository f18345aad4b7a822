using Upstander.Archives;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Workspaces;

namespace Upstander.Overlays;

/// <summary>Where a curriculum or an overlay lies: a folder on disk, or a folder in a zip.</summary>
internal abstract record BaseSpot
{
    /// <summary>Tells it from others: overlays may not lie on themselves.</summary>
    public abstract string Key { get; }

    /// <summary>Its files, or null after a finding.</summary>
    public abstract Workspace? Open(string? toolFolder, WorkCounts? counts, DiagnosticBag problems);

    /// <summary>What an overlay here lies on, or null after a finding at its <c>base</c>.</summary>
    /// <param name="overlay">What its file says.</param>
    /// <param name="own">The files of the overlay.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public BaseSpot? Below(Overlay overlay, Workspace own, DiagnosticBag problems) => overlay.Base switch
    {
        { Map: { } git } => Fetched(git, own, problems),
        { Text: { Value.Length: > 0 } path } => Beside(path.Value, path.Span, problems),
        _ => null,
    };

    /// <summary>Another place, by a path from here.</summary>
    protected abstract BaseSpot? Beside(string path, SourceSpan span, DiagnosticBag problems);

    /// <summary>The zip at a path, or null after a finding.</summary>
    public static BaseSpot? Zip(string full, string shown, string inside, SourceSpan span, DiagnosticBag problems)
    {
        try
        {
            if (Workspace.OpenLarge(full) is not { } stream)
            {
                problems.Add(OverlayProblems.NoBase.At(span, $"there is no file '{shown}'", "the path begins at the folder of this file"));
                return null;
            }

            // Into memory, so that nobody has to let go of the file.
            using var file = stream;
            var bytes = new MemoryStream();
            if (file.Length <= ZipContent.MaxBytes)
            {
                file.CopyTo(bytes);
            }

            var fault = $"is larger than {ZipContent.MaxBytes >> 20} MB";
            if (file.Length <= ZipContent.MaxBytes && ZipContent.Open(bytes, out fault) is { } zip)
            {
                return new InZip(zip, full, shown, inside);
            }

            problems.Add(OverlayProblems.NoBase.At(span, $"the zip '{shown}' {fault}", "'upstander pack --source' makes one of a curriculum"));
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            problems.Add(OverlayProblems.NoBase.At(span, $"the zip '{shown}' cannot be read: {Disk.Words(e)}"));
        }

        return null;
    }

    private static BaseSpot? Fetched(GitBase git, Workspace own, DiagnosticBag problems)
    {
        if (git.Git.Value.Length == 0 || git.At.Value.Length == 0)
        {
            return null;
        }

        var path = KeptFiles.FetchedPath(own.Folder, git);
        if (!File.Exists(path))
        {
            problems.Add(OverlayProblems.NoBase.At(git.At.Span, "this commit has not been fetched yet", $"run 'upstander overlay fetch {own.Shown()}'"));
            return null;
        }

        return Zip(path, $"{git.Git.Value}@{git.At.Value[..12]}", git.Folder?.Value.TrimEnd('/') ?? "", git.At.Span, problems);
    }

    /// <summary>A folder on disk, as the user names it.</summary>
    internal sealed record OnDisk(string Shown) : BaseSpot
    {
        public override string Key => Path.GetFullPath(Shown.Length == 0 ? "." : Shown).TrimEnd(Path.DirectorySeparatorChar);

        public override Workspace? Open(string? toolFolder, WorkCounts? counts, DiagnosticBag problems) => Workspace.Open(Shown, toolFolder, counts, problems);

        protected override BaseSpot? Beside(string path, SourceSpan span, DiagnosticBag problems)
        {
            var shown = Path.Combine(File.Exists(Shown) ? Path.GetDirectoryName(Shown)! : Shown, path);
            if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(shown))
            {
                return Zip(Path.GetFullPath(shown), path, "", span, problems);
            }

            if (!Directory.Exists(shown))
            {
                problems.Add(OverlayProblems.NoBase.At(span, $"there is no folder '{path}'", File.Exists(shown) ? "a base is a folder, or a .zip made by 'upstander pack --source'" : "the path begins at the folder of this file"));
                return null;
            }

            // Without the steps up and down again, messages are easier to follow.
            return new OnDisk(Path.IsPathRooted(shown) ? Path.GetFullPath(shown) : Path.GetRelativePath(".", shown));
        }
    }

    /// <summary>A folder in a zip.</summary>
    private sealed record InZip(ZipContent Content, string Full, string Shown, string Inside) : BaseSpot
    {
        public override string Key => $"{Full}!{Inside}";

        public override Workspace? Open(string? toolFolder, WorkCounts? counts, DiagnosticBag problems) =>
            Workspace.OpenZip(Content, Shown, Inside, Path.GetDirectoryName(Full)!, toolFolder, counts, problems);

        protected override BaseSpot? Beside(string path, SourceSpan span, DiagnosticBag problems)
        {
            var parts = new List<string>(Inside.Split('/', StringSplitOptions.RemoveEmptyEntries));
            foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != "."))
            {
                if (part != "..")
                {
                    parts.Add(part);
                }
                else if (parts.Count > 0)
                {
                    parts.RemoveAt(parts.Count - 1);
                }
                else
                {
                    problems.Add(OverlayProblems.NoBase.At(span, "this base lies outside the zip or repository that the overlay comes from"));
                    return null;
                }
            }

            return this with { Inside = string.Join('/', parts) };
        }
    }
}
