using System.IO.Compression;

namespace Upstander.Archives;

/// <summary>
/// What a zip holds, from whoever it comes: names are given as they stand there and are for the caller to judge; nothing is unpacked to disk, sizes are counted
/// while reading and never believed, and links, encrypted and damaged files are refused. Safe to read from one thread.
/// </summary>
public sealed class ZipContent : IDisposable
{
    /// <summary>No zip may be larger, in bytes.</summary>
    public const long MaxBytes = 256L << 20;

    /// <summary>All files together may hold no more, in bytes.</summary>
    public const long MaxUnpacked = 512L << 20;

    /// <summary>At most so many entries, folders too.</summary>
    public const int MaxEntries = 40_000;

    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> files;
    private long unpacked;

    private ZipContent(ZipArchive archive, Dictionary<string, ZipArchiveEntry> files) => (this.archive, this.files) = (archive, files);

    /// <summary>Names of the files in ordinal order; folders have none of their own.</summary>
    public IEnumerable<string> Names => files.Keys.Order(StringComparer.Ordinal);

    /// <summary>Opens a zip; null where it is none or breaks a limit, which <paramref name="fault"/> tells in words that follow "the zip".</summary>
    public static ZipContent? Open(Stream zip, out string? fault)
    {
        ZipArchive? archive = null;
        try
        {
            if (zip.Length > MaxBytes)
            {
                fault = $"is larger than {MaxBytes >> 20} MB";
                return null;
            }

            archive = new ZipArchive(zip, ZipArchiveMode.Read);
            var files = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
            fault = archive.Entries.Count > MaxEntries ? $"holds more than {MaxEntries} files" : null;
            foreach (var entry in fault is null ? archive.Entries : [])
            {
                if (!entry.FullName.EndsWith('/') && !files.TryAdd(entry.FullName, entry))
                {
                    fault ??= $"holds '{entry.FullName}' twice";
                }
            }

            if (fault is null)
            {
                return new ZipContent(archive, files);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or OverflowException)
        {
            fault = "cannot be read: it is damaged, or no zip";
        }

        archive?.Dispose();
        return null;
    }

    /// <summary>What a file holds, up to <paramref name="most"/> bytes and one more, by which a larger one is told; null where it cannot be read, which <paramref name="fault"/> tells.</summary>
    /// <exception cref="IOException">The zip itself cannot be read.</exception>
    public byte[]? Read(string name, int most, out string? fault)
    {
        fault = null;
        if (!files.TryGetValue(name, out var entry))
        {
            fault = "is not in the zip";
            return null;
        }

        // Unix writes the kind of a file into the upper half: a link would come out as a file that holds a path.
        const int Kind = 0xF000;
        const int Link = 0xA000;
        if (((entry.ExternalAttributes >> 16) & Kind) == Link)
        {
            fault = "is a link, and links are not followed";
            return null;
        }

        if (entry.IsEncrypted)
        {
            fault = "is encrypted";
            return null;
        }

        try
        {
            using var stream = entry.Open();
            var content = new byte[Math.Min(Math.Max(entry.Length, 0) + 1, most + 1L)];
            var read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            unpacked += read;
            if (unpacked > MaxUnpacked)
            {
                fault = $"is one too many: the zip holds more than {MaxUnpacked >> 20} MB";
                return null;
            }

            if (read > most)
            {
                return content;
            }

            if (read != entry.Length || Crc32.Of(content.AsSpan(0, read)) != entry.Crc32)
            {
                fault = "is damaged: it is not what the zip says of it";
                return null;
            }

            return content[..read];
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            fault = "is damaged, or packed in a way that is not known here";
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => archive.Dispose();
}
