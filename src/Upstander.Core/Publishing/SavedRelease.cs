using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>An earlier release as it was published, in a folder that has its number as its name. Nothing in it has been read yet.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Files">Its files in ordinal order.</param>
public sealed record SavedRelease(ReleaseVersion Version, IReadOnlyList<SavedFile> Files)
{
    /// <summary>Whether it has a file of this name.</summary>
    public bool Has(string name) => Files.Any(f => f.Name == name);
}

/// <summary>A file of an earlier release.</summary>
/// <param name="Name">Below the folder of the release, with forward slashes.</param>
/// <param name="FullPath">Where it lies on this machine.</param>
/// <param name="Shown">What messages call it.</param>
public sealed record SavedFile(string Name, string FullPath, string Shown);

/// <summary>Lists earlier releases in a folder that may come from anywhere. Whatever could not have been published by a build is a finding, and no link is followed.</summary>
internal sealed class SavedReleases
{
    /// <summary>Files and folders in all releases together. The manifest of the output, which names each file, has its own limit not far above.</summary>
    public const int MaxEntries = 200_000;

    /// <summary>The largest file: a PDF for a print shop is a tenth of it.</summary>
    public const long MaxFileBytes = 64 * 1024 * 1024;

    /// <summary>All of it: what hosts of static sites accept is less.</summary>
    public const long MaxBytes = 4L * 1024 * 1024 * 1024;

    private readonly string folder;
    private readonly string shown;
    private readonly DiagnosticBag problems;
    private readonly List<SavedRelease> found = [];
    private int entries;
    private long bytes;

    private SavedReleases(string folder, string shown, DiagnosticBag problems)
    {
        this.folder = folder;
        this.shown = shown;
        this.problems = problems;
    }

    /// <summary>The releases in a folder, oldest first.</summary>
    /// <param name="folder">As the user gave it.</param>
    /// <param name="problems">Gets what is wrong with it; there may be a great deal.</param>
    public static IReadOnlyList<SavedRelease> Read(string folder, DiagnosticBag problems)
    {
        if (folder.Length == 0 || folder.Contains('\0', StringComparison.Ordinal) || !Directory.Exists(folder))
        {
            problems.Add(WorkspaceProblems.NoFolder.At(SourceSpan.Whole(folder.Length == 0 ? "--releases" : folder), "there is no such folder", "--releases names the folder that holds one folder for each earlier release; before the first one it is empty"));
            return [];
        }

        var scan = new SavedReleases(folder, Shorten(folder), problems);
        scan.ListReleases();
        scan.found.Sort((a, b) => a.Version.CompareTo(b.Version));
        return scan.found;
    }

    private static string Shorten(string folder) => folder.Replace('\\', OperatingSystem.IsWindows() ? '/' : '\\').TrimEnd('/') + "/";

    private void ListReleases()
    {
        foreach (var info in Entries(folder, shown))
        {
            var place = shown + info.Name;
            if (++entries > MaxEntries)
            {
                TooMany();
                return;
            }

            // The list of versions that a build has put there: this one makes its own.
            if (info.Name == SiteVersions.ListName && Disk.Look(info) == DiskKind.File)
            {
                continue;
            }

            if (Kind(info, place) is not { } kind)
            {
                continue;
            }

            if (kind != DiskKind.Folder || ReleaseVersion.Parse(info.Name) is not { } version)
            {
                NoRelease(place, kind == DiskKind.Folder ? "the name of this folder is no version such as 1.0.0" : "this file belongs to no release", "the folder holds one folder for each earlier release, named by its version; move anything else out of it");
                continue;
            }

            List<SavedFile> files = [];
            if (!List(info.FullName, version.Text, "", files))
            {
                return;
            }

            if (For.Names.Any(n => files.Exists(f => f.Name.StartsWith(n.Name + "/", StringComparison.Ordinal))))
            {
                files.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
                found.Add(new SavedRelease(version, files));
            }
            else
            {
                NoRelease(place, "this is no release: it has none of the folders learner, facilitator and family", "a release is the folder versions/… of the output that a build with --release has made");
            }
        }
    }

    // False once the limits are passed: nothing more is looked at.
    private bool List(string full, string release, string parent, List<SavedFile> files)
    {
        foreach (var info in Entries(full, $"{shown}{release}/{parent}"))
        {
            var name = parent + info.Name;
            var place = $"{shown}{release}/{name}";
            if (++entries > MaxEntries)
            {
                TooMany();
                return false;
            }

            if (Kind(info, place) is not { } kind)
            {
                continue;
            }

            if (OutputPath.Normalize($"{SiteVersions.Folder}/{release}/{name}", out var fault) is not { } path)
            {
                problems.Add(PublishingProblems.BadPath.At(SourceSpan.Whole(place), $"no build has made this file: its path in the output {fault}", "fetch the release again, as it was published"));
                continue;
            }

            if (kind == DiskKind.Folder)
            {
                if (name == SiteVersions.Folder)
                {
                    NoRelease(place, "this release has releases of its own inside it: it is a whole site", $"what is kept of a release is the folder {SiteVersions.Folder}/{release} of that site");
                }
                else if (!List(info.FullName, release, name + "/", files))
                {
                    return false;
                }

                continue;
            }

            var length = ((FileInfo)info).Length;
            bytes += length;
            if (length > MaxFileBytes || bytes > MaxBytes)
            {
                var what = length > MaxFileBytes ? $"the file is larger than {MaxFileBytes / 1024 / 1024} MB" : $"with this file the releases are larger than {MaxBytes / 1024 / 1024 / 1024} GB";
                problems.Add(WorkspaceProblems.TooLarge.At(SourceSpan.Whole(place), what, "take it, or a release, out"));
                return length > MaxFileBytes;
            }

            files.Add(new SavedFile(path[(SiteVersions.Folder.Length + release.Length + 2)..], info.FullName, place));
        }

        return true;
    }

    /// <summary>File or folder; null for anything else, after a finding, and for what has vanished.</summary>
    private DiskKind? Kind(FileSystemInfo info, string place)
    {
        switch (Disk.Look(info))
        {
            case DiskKind.Link:
                problems.Add(WorkspaceProblems.Link.At(SourceSpan.Whole(place), "this is a link, and links are not followed", "put a copy in its place, or remove it"));
                return null;
            case DiskKind.Special:
                problems.Add(WorkspaceProblems.NotAFile.At(SourceSpan.Whole(place), "this is a pipe, a socket or a device, not a file", "remove it"));
                return null;
            case DiskKind.Absent:
                return null;
            case var kind:
                return kind;
        }
    }

    /// <summary>What a folder holds, in ordinal order, without what begins with a dot: no build publishes such a file, and tools leave theirs everywhere.</summary>
    private List<FileSystemInfo> Entries(string full, string place)
    {
        try
        {
            List<FileSystemInfo> all = [];
            foreach (var info in new DirectoryInfo(full).EnumerateFileSystemInfos("*", Disk.Everything).Where(i => i.Name[0] != '.'))
            {
                all.Add(info);
                if (all.Count > MaxEntries)
                {
                    // Who counts them all says so; here they are only kept from filling the memory.
                    break;
                }
            }

            all.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
            return all;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            problems.Add(WorkspaceProblems.Unreadable.At(SourceSpan.Whole(place), $"the folder cannot be read: {Disk.Words(e)}"));
            return [];
        }
    }

    private void TooMany() => problems.Add(WorkspaceProblems.TooMany.At(SourceSpan.Whole(shown), $"the releases hold more than {MaxEntries} files", "take the oldest ones out"));

    private void NoRelease(string place, string message, string hint) => problems.Add(PublishingProblems.NoRelease.At(SourceSpan.Whole(place), message, hint));
}
