using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>Decides whether a folder may be an output folder, and looks after what is ours in it besides the outputs.</summary>
internal static class OutputFolder
{
    // What file managers leave everywhere; nobody's work, and no output is ever called so.
    private static readonly string[] Litter = [".DS_Store", "Thumbs.db", "desktop.ini"];

    private static readonly string[] Marks = [OutputMarks.Manifest, OutputMarks.Journal, OutputMarks.Lock, OutputMarks.Staging];

    /// <summary>The folder with all links resolved, or null after a finding. Touches nothing.</summary>
    public static string? Accept(StageRequest request, DiagnosticBag problems)
    {
        var where = SourceSpan.Whole(request.OutputFolder);
        if (request.OutputFolder.Length == 0 || request.OutputFolder.Contains('\0', StringComparison.Ordinal))
        {
            problems.Add(PublishingProblems.NotAFolder.At(where, "this is no name of a folder"));
            return null;
        }

        var folder = Disk.Resolve(request.OutputFolder);
        if (WhyProtected(folder, request.Protected) is { } why)
        {
            problems.Add(PublishingProblems.ProtectedFolder.At(where, $"the output folder {why}", "name a folder of its own with -o, for example -o out"));
            return null;
        }

        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            var kind = Disk.Look(above);
            if (kind is not (DiskKind.Absent or DiskKind.Folder))
            {
                problems.Add(PublishingProblems.NotAFolder.At(where, above == folder ? "a file of this name is already there" : "one of the folders on the way is a file", "name another folder with -o"));
                return null;
            }

            if (kind == DiskKind.Folder)
            {
                break;
            }
        }

        if (Directory.Exists(folder) && Stranger(folder) is { } stranger)
        {
            problems.Add(PublishingProblems.ForeignFolder.At(
                where,
                $"the folder holds files that the tool did not write, such as '{stranger}'",
                "name an empty or a new folder with -o"));
            return null;
        }

        return folder;
    }

    /// <summary>What is missing of a folder and those above it, innermost first.</summary>
    public static List<string> Missing(string folder)
    {
        var missing = new List<string>();
        for (var above = folder; above is not null && !Directory.Exists(above); above = Path.GetDirectoryName(above))
        {
            missing.Add(above);
        }

        return missing;
    }

    /// <summary>Removes folders again that were created for nothing, as long as nobody has put anything there.</summary>
    public static void Remove(IReadOnlyList<string> created)
    {
        try
        {
            foreach (var folder in created)
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            // Not empty, or not ours to remove: it stays.
        }
    }

    /// <summary>Takes the lock that keeps two builds apart, also on one machine in two processes; null after a finding.</summary>
    public static FileStream? TryLock(string folder, string given, DiagnosticBag problems)
    {
        var path = Path.Combine(folder, OutputMarks.Lock);
        if (Disk.Look(path) is not (DiskKind.Absent or DiskKind.File))
        {
            problems.Add(PublishingProblems.LinkInTheWay.At(SourceSpan.Whole(given), $"'{OutputMarks.Lock}' in the folder is not a file that the tool wrote", "remove it"));
            return null;
        }

        try
        {
            for (var attempt = 0; attempt < 3; attempt++)
            {
                var holder = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);

                // Whoever had it may have removed it between our opening and our locking it: then it keeps nobody out.
                if (Disk.Look(path) == DiskKind.File)
                {
                    return holder;
                }

                holder.Dispose();
            }
        }
        catch (IOException e) when (IsLocked(e))
        {
            // Said below.
        }

        problems.Add(PublishingProblems.Busy.At(SourceSpan.Whole(given), "another build works in this folder", "wait until it has ended, or name another folder with -o"));
        return null;
    }

    /// <summary>Makes an empty staging folder, clearing away what a dead build left in it; false after a finding.</summary>
    public static bool PrepareStaging(string folder, string shown, DiagnosticBag problems)
    {
        var staging = Path.Combine(folder, OutputMarks.Staging);
        if (Disk.Look(staging) is not (DiskKind.Absent or DiskKind.Folder))
        {
            problems.Add(PublishingProblems.LinkInTheWay.At(SourceSpan.Whole(shown + OutputMarks.Staging), "this is not a folder that the tool made", "remove it"));
            return false;
        }

        RemoveStaging(folder);
        Directory.CreateDirectory(staging);
        return true;
    }

    /// <summary>Removes the staging folder with our files in it; anything else in it stays, and the folder with it.</summary>
    public static void RemoveStaging(string folder)
    {
        var staging = Path.Combine(folder, OutputMarks.Staging);
        if (Disk.Look(staging) != DiskKind.Folder)
        {
            return;
        }

        foreach (var file in Directory.GetFiles(staging).Where(f => IsStaged(Path.GetFileName(f))))
        {
            File.Delete(file);
        }

        if (!Directory.EnumerateFileSystemEntries(staging).Any())
        {
            Directory.Delete(staging);
        }
    }

    private static bool IsStaged(string name) =>
        name is OutputMarks.Journal or OutputMarks.Manifest || (name.Length == 8 && name.All(char.IsAsciiHexDigitLower));

    private static string? WhyProtected(string folder, IReadOnlyList<string> sources)
    {
        if (Path.GetDirectoryName(folder) is null)
        {
            return "is the root of a disk";
        }

        if (Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home && Disk.IsSameOrAbove(folder, Disk.Resolve(home)))
        {
            return "is your home folder or lies above it";
        }

        return sources.Any(source => Disk.IsSameOrAbove(folder, Disk.Resolve(source))) ? "holds the sources of the curriculum or of the tool" : null;
    }

    // The first thing in a folder without our marks, or null. A lock alone is left by a build that died before it published anything.
    private static string? Stranger(string folder) =>
        Path.Exists(Path.Combine(folder, OutputMarks.Manifest)) || Path.Exists(Path.Combine(folder, OutputMarks.Journal))
            ? null
            : Directory.EnumerateFileSystemEntries(folder)
                .Select(e => Path.GetFileName(e))
                .Where(name => !Marks.Contains(name) && !Litter.Contains(name))
                .Order(StringComparer.Ordinal)
                .FirstOrDefault();

    // "Would block" on Linux and macOS, "sharing violation" on Windows: .NET has one exception for them and for much else.
    internal static bool IsLocked(IOException e) =>
        OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) is 32 or 33 : e.HResult is 11 or 35;
}
