using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>A manifest as the tool wrote it, and where each entry of it stands: a few entries are read or changed without the others.</summary>
internal sealed class ManifestIndex
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly string[] paths;
    private readonly int[] places;
    private string? hash;

    private ManifestIndex(ReadOnlyMemory<byte> bytes, string[] paths, int[] places) => (this.bytes, this.paths, this.places) = (bytes, paths, places);

    /// <summary>The manifest.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Paths of all files, in ordinal order.</summary>
    public IReadOnlyList<string> Paths => paths;

    /// <summary>SHA-256 of it.</summary>
    public string Hash => hash ??= ContentHash.Of(bytes.Span);

    /// <summary>Looks where everything stands; null where these are not bytes that the tool wrote.</summary>
    public static ManifestIndex? Of(ReadOnlyMemory<byte> bytes)
    {
        List<string> paths = [];
        List<int> places = [];
        try
        {
            var reader = new Utf8JsonReader(bytes.Span);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 2)
                {
                    continue;
                }

                var path = reader.GetString()!;
                if ((paths.Count > 0 && string.CompareOrdinal(paths[^1], path) >= 0) || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                {
                    return null;
                }

                paths.Add(path);
                places.Add((int)reader.TokenStartIndex);
                reader.Skip();
            }

            return new ManifestIndex(bytes, [.. paths], [.. places]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The entry of a path; null where there is none.</summary>
    public ManifestEntry? Find(string path)
    {
        if (PlaceOf(path) is not { } place)
        {
            return null;
        }

        var json = new Utf8JsonReader(bytes.Span[place..]);
        json.Read();
        return Manifest.Entry(path, ref json);
    }

    private int? PlaceOf(string path) => Array.BinarySearch(paths, path, StringComparer.Ordinal) is >= 0 and var at ? places[at] : null;

    /// <summary>Whether every file is in a folder, not behind a link, and has its size.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="lengths">Bytes of each file.</param>
    public bool IsThere(string folder, IReadOnlyList<long> lengths)
    {
        if (paths.Length != lengths.Count)
        {
            return false;
        }

        var folders = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var isThere = true;
        Parallel.For(0, paths.Length, (i, loop) =>
        {
            if (!IsFile(paths[i], lengths[i]))
            {
                isThere = false;
                loop.Stop();
            }
        });
        return isThere;

        // What cannot be looked at is not there: who builds it says why.
        bool IsFile(string path, long expected)
        {
            try
            {
                return OutputDisk.Look(folder, path, hash: false, folders, out var length).Spot == OutputSpot.File && length == expected;
            }
            catch (Exception e) when (Disk.IsRefusal(e))
            {
                return false;
            }
        }
    }

    /// <summary>The manifest with other hashes of files that it lists.</summary>
    /// <exception cref="ArgumentException">It does not list one of them, or by another maker.</exception>
    public ReadOnlyMemory<byte> With(IEnumerable<ManifestEntry> entries)
    {
        var changed = bytes.ToArray();
        foreach (var entry in entries)
        {
            if (PlaceOf(entry.Path) is not { } start || Find(entry.Path) is not { } known || known.Maker != entry.Maker)
            {
                throw new ArgumentException($"'{entry.Path}' is not listed so", nameof(entries));
            }

            var at = bytes.Span[start..].IndexOf(Encoding.UTF8.GetBytes($"\"{known.Hash}\""));
            Encoding.UTF8.GetBytes(entry.Hash).CopyTo(changed, start + at + 1);
        }

        return changed;
    }
}
