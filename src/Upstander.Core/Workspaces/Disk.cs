using System.Formats.Tar;

namespace Upstander.Workspaces;

/// <summary>What stands at a path, looked at without following a link.</summary>
internal enum DiskKind
{
    Absent,
    File,
    Folder,
    Link,

    /// <summary>A pipe, a socket or a device.</summary>
    Special,
}

/// <summary>Looks at the file system without ever following a link or waiting for a pipe.</summary>
internal static class Disk
{
    /// <summary>How this system compares paths: two spellings that differ by case only are one file on Windows and macOS.</summary>
    public static StringComparison PathComparison { get; } =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>All that lies in a folder itself, whatever it is and however it is hidden: nothing is passed over unseen.</summary>
    public static EnumerationOptions Everything { get; } = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
        ReturnSpecialDirectories = false,
        MatchType = MatchType.Simple,
    };

    public static DiskKind Look(string path) => Look(new FileInfo(path));

    public static DiskKind Look(FileSystemInfo info)
    {
        var attributes = info.Attributes;
        if ((int)attributes == -1)
        {
            return DiskKind.Absent;
        }

        if (attributes.HasFlag(FileAttributes.ReparsePoint) && info.LinkTarget is not null)
        {
            return DiskKind.Link;
        }

        if (attributes.HasFlag(FileAttributes.Directory))
        {
            return DiskKind.Folder;
        }

        // Pipes, sockets and devices have no length, and to open one may wait for ever; only then is a closer look worth its price.
        var length = info is FileInfo file ? file.Length : new FileInfo(info.FullName).Length;
        return length > 0 || OperatingSystem.IsWindows() || IsRegular(info.FullName) ? DiskKind.File : DiskKind.Special;
    }

    /// <summary>The path with every link on the way resolved, as far as it exists.</summary>
    public static string Resolve(string path) => Resolve(path, 0);

    private static string Resolve(string path, int links)
    {
        if (links > 40)
        {
            throw new IOException($"Too many links on the way to '{path}'.");
        }

        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(full);
        if (parent is null)
        {
            return full;
        }

        var here = Path.Combine(Resolve(parent, links), Path.GetFileName(full));
        var target = Look(here) == DiskKind.Link ? new FileInfo(here).ResolveLinkTarget(returnFinalTarget: true) : null;
        return target is null ? here : Resolve(target.FullName, links + 1);
    }

    /// <summary>Whether a folder is another or lies above it; both resolved.</summary>
    public static bool IsSameOrAbove(string folder, string other)
    {
        var above = Path.TrimEndingDirectorySeparator(folder);
        return other.Equals(above, PathComparison)
            || other.StartsWith(Path.EndsInDirectorySeparator(above) ? above : above + Path.DirectorySeparatorChar, PathComparison);
    }

    /// <summary>Whether an exception means that the system refused, rather than that we have a bug.</summary>
    public static bool IsRefusal(Exception e) =>
        e is IOException or UnauthorizedAccessException or System.Security.SecurityException;

    /// <summary>Why the system refused, in a few words and where possible without a path of this machine.</summary>
    public static string Words(Exception e) => e switch
    {
        UnauthorizedAccessException => "permission denied",
        IOException { HResult: 28 or unchecked((int)0x80070070) or unchecked((int)0x80070027) } => "the disk is full",
        _ => e.Message.TrimEnd('.'),
    };

    // The archive writer is the one managed call that asks a Unix system for the type of a file without opening it.
    private static bool IsRegular(string path)
    {
        try
        {
            const int TypeAt = 156;
            using var header = new MemoryStream();
            using (var writer = new TarWriter(header, TarEntryFormat.Ustar, leaveOpen: true))
            {
                writer.WriteEntry(path, "x");
            }

            return header.GetBuffer()[TypeAt] is (byte)TarEntryType.RegularFile or (byte)TarEntryType.HardLink;
        }
        catch (UnauthorizedAccessException)
        {
            // Whoever opens it for real reports that.
            return true;
        }
        catch (IOException e)
        {
            // A socket has no place in an archive, which .NET says in words of its own; anything else comes from the system
            // when it opens a regular file, such as one that another process has locked.
            const int OwnWords = unchecked((int)0x80131620);
            return e.HResult != OwnWords;
        }
    }
}
