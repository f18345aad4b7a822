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

    public static OnDisk Look(string folder, string path, bool hash)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            switch (Disk.Look(Full(folder, path[..slash])))
            {
                case DiskKind.Folder:
                    break;
                case DiskKind.Absent:
                    return new(OutputSpot.Absent, null);
                case DiskKind.Link:
                    return new(OutputSpot.Link, null);
                default:
                    return new(OutputSpot.BelowFile, null);
            }
        }

        var full = Full(folder, path);
        return Disk.Look(full) switch
        {
            DiskKind.Absent => new(OutputSpot.Absent, null),
            DiskKind.Link => new(OutputSpot.Link, null),
            DiskKind.File => new(OutputSpot.File, hash ? HashOf(full) : null),
            _ => new(OutputSpot.Blocked, null),
        };
    }

    /// <summary>The hash of a file, which is read piece by piece.</summary>
    public static string HashOf(string full)
    {
        using var stream = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
