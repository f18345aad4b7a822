using System.Collections.Concurrent;
using System.Security.Cryptography;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>What stands in the output folder where an output is to go.</summary>
internal enum OutputSpot
{
    Absent,
    File,

    /// <summary>A folder, or something that is neither file nor folder.</summary>
    Blocked,

    /// <summary>One of the folders on the way is a file.</summary>
    BelowFile,

    /// <summary>A link, at the path itself or on the way.</summary>
    Link,
}

/// <param name="Spot">What stands there.</param>
/// <param name="Hash">The hash of a file that may be ours.</param>
internal readonly record struct OnDisk(OutputSpot Spot, string? Hash);

/// <summary>Looks into an output folder without ever following a link.</summary>
internal static class OutputDisk
{
    public static string Full(string folder, string path) =>
        Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));

    public static OnDisk Look(string folder, string path, bool hash) => Look(folder, path, hash, null, out _);

    /// <summary>What stands at a path.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="path">Below it.</param>
    /// <param name="hash">Whether to read a file.</param>
    /// <param name="folders">Folders on the way to earlier paths, which are not looked at again; null for none.</param>
    /// <param name="length">The bytes of a file; 0 for anything else.</param>
    public static OnDisk Look(string folder, string path, bool hash, ConcurrentDictionary<string, bool>? folders, out long length)
    {
        length = 0;
        for (var slash = path.LastIndexOf('/') is >= 0 and var last && folders?.ContainsKey(path[..last]) == true ? -1 : path.IndexOf('/', StringComparison.Ordinal);
            slash >= 0;
            slash = path.IndexOf('/', slash + 1))
        {
            switch (Disk.Look(Full(folder, path[..slash])))
            {
                case DiskKind.Folder:
                    folders?.TryAdd(path[..slash], true);
                    break;
                case DiskKind.Absent:
                    return new(OutputSpot.Absent, null);
                case DiskKind.Link:
                    return new(OutputSpot.Link, null);
                default:
                    return new(OutputSpot.BelowFile, null);
            }
        }

        var full = new FileInfo(Full(folder, path));
        switch (Disk.Look(full))
        {
            case DiskKind.Absent:
                return new(OutputSpot.Absent, null);
            case DiskKind.Link:
                return new(OutputSpot.Link, null);
            case DiskKind.File:
                length = full.Length;
                return new(OutputSpot.File, hash ? HashOf(full.FullName) : null);
            default:
                return new(OutputSpot.Blocked, null);
        }
    }

    /// <summary>The hash of a file, which is read piece by piece.</summary>
    public static string HashOf(string full)
    {
        using var stream = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
