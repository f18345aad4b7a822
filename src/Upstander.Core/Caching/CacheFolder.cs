using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Upstander.Workspaces;

namespace Upstander.Caching;

/// <summary>Names a record: SHA-256 of everything that it follows from.</summary>
internal readonly record struct CacheKey(ulong A, ulong B, ulong C, ulong D)
{
    public const int Length = 32;

    /// <summary>The key of a kind of record that follows from these texts.</summary>
    public static CacheKey Of(params ReadOnlySpan<string> texts)
    {
        // Each text says how long it is, so that no two lists are written alike.
        var whole = new StringBuilder();
        foreach (var text in texts)
        {
            whole.Append(CultureInfo.InvariantCulture, $"{text.Length}:").Append(text);
        }

        return Read(SHA256.HashData(Encoding.UTF8.GetBytes(whole.ToString())));
    }

    public static CacheKey Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, A);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], B);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], C);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], D);
    }
}

/// <summary>
/// The records of a cache on disk, in a few packs: what one build adds goes into one file, put in place whole. A record has the hash of what it holds, and one
/// that is damaged is not there. Nothing here is ever an error: what cannot be read is made anew, what cannot be written is made again next time.
/// May be used from several threads, and a folder by several processes.
/// </summary>
internal sealed class CacheFolder : IDisposable
{
    private const string Ending = ".pack";
    private const string Unfinished = ".part";
    private const int MostUnfinished = 100;
    private const int SumLength = 16;
    private const int EntryLength = CacheKey.Length + 8 + 4 + SumLength;
    private const int FooterLength = 8 + 4 + 4;
    private const uint Mark = 0x31_43_50_55; // "UPC1"
    private const int MostRecord = 64 << 20;
    private const int ManyPacks = 8;
    private const long SpareBytes = 16 << 20;

    private readonly string folder;
    private readonly List<Pack> packs = [];
    private readonly Dictionary<CacheKey, Place> places = [];
    private readonly ConcurrentDictionary<CacheKey, bool> used = new();
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<CacheKey, Place> added = new();
    private Pack? own;
    private bool isBroken;

    private CacheFolder(string folder) => this.folder = folder;

    /// <summary>Where it is.</summary>
    public string Path => folder;

    /// <summary>How many records were found.</summary>
    public int Hits => used.Count;

    /// <summary>How many records were added.</summary>
    public int Added => added.Count;

    /// <summary>Opens a folder and what is in it; null where that is not possible.</summary>
    public static CacheFolder? Open(string folder)
    {
        try
        {
            if (Disk.Look(folder) is not (DiskKind.Absent or DiskKind.Folder))
            {
                return null;
            }

            MakeFolder(folder);
            RemoveLeftOvers(folder);
            var cache = new CacheFolder(folder);
            foreach (var file in Directory.GetFiles(folder, "*" + Ending).OrderDescending(StringComparer.Ordinal))
            {
                cache.Read(file);
            }

            return cache;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            return null;
        }
    }

    /// <summary>The record of a key; null where there is none, or a damaged one.</summary>
    public ReadOnlyMemory<byte>? Find(CacheKey key)
    {
        if (!added.TryGetValue(key, out var place) && !places.TryGetValue(key, out place))
        {
            return null;
        }

        try
        {
            var bytes = new byte[place.Length];
            if (RandomAccess.Read(place.Pack.Handle, bytes, place.Offset) != place.Length || Sum(bytes) != place.Sum)
            {
                return null;
            }

            used.TryAdd(key, true);
            return bytes;
        }
        catch (Exception e) when (Disk.IsRefusal(e) || e is ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>Adds a record. What another record of this build holds under the key stays.</summary>
    public void Add(CacheKey key, ReadOnlySpan<byte> record)
    {
        if (record.Length > MostRecord)
        {
            return;
        }

        lock (gate)
        {
            if (isBroken || added.ContainsKey(key))
            {
                return;
            }

            try
            {
                own ??= Pack.Create(folder);
                RandomAccess.Write(own.Handle, record, own.Length);
                added.TryAdd(key, new Place(own, own.Length, record.Length, Sum(record)));
                own.Length += record.Length;
            }
            catch (Exception e) when (Disk.IsRefusal(e))
            {
                isBroken = true;
            }
        }
    }

    /// <summary>Puts in place what was added, and keeps the folder small.</summary>
    /// <param name="askedForAll">Whether everything was asked for that is still of use, so that the rest may go when it takes too much room.</param>
    /// <returns>Whether all of it is there now.</returns>
    public bool Commit(bool askedForAll = true)
    {
        lock (gate)
        {
            if (isBroken)
            {
                return false;
            }

            try
            {
                var wanted = added.Concat(places.Where(p => !added.ContainsKey(p.Key))).ToList();
                var needed = wanted.Where(p => p.Value.Pack == own || used.ContainsKey(p.Key)).Sum(p => (long)p.Value.Length);
                var all = packs.Sum(p => p.Length) + (own?.Length ?? 0);
                var isFull = askedForAll && all > (4 * needed) + SpareBytes;
                var joined = packs.Where(p => isFull || (packs.Count + 1 >= ManyPacks && p.Length < all / 4)).ToList();
                if (joined.Count > 0)
                {
                    own ??= Pack.Create(folder);
                    foreach (var (key, place) in wanted.Where(p => joined.Contains(p.Value.Pack) && (!isFull || used.ContainsKey(p.Key))))
                    {
                        Join(key, place);
                    }
                }

                if (own is null)
                {
                    return true;
                }

                var sum = own.Finish(added);
                File.Move(own.Path, System.IO.Path.Combine(folder, Next(sum)), overwrite: true);
                foreach (var pack in joined)
                {
                    pack.Dispose();
                    File.Delete(pack.Path);
                }

                return true;
            }
            catch (Exception e) when (Disk.IsRefusal(e))
            {
                // Another process may hold a file, or the disk is full: the next build tries again.
                return false;
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            packs.ForEach(p => p.Dispose());
            own?.Dispose();
            try
            {
                if (own is not null)
                {
                    File.Delete(own.Path);
                }
            }
            catch (Exception e) when (Disk.IsRefusal(e))
            {
                // It is in nobody's way.
            }
        }
    }

    /// <summary>Removes the folders below a cache that were not used for the longest time, until the rest takes no more than so many bytes.</summary>
    /// <param name="root">The cache.</param>
    /// <param name="most">How many bytes may stay.</param>
    /// <param name="kept">The folder that stays in any case.</param>
    public static void Bound(string root, long most, string kept)
    {
        try
        {
            var folders = Directory.GetDirectories(root)
                .Select(d => new DirectoryInfo(d))
                .Select(d => (Folder: d, Files: d.GetFiles("*" + Ending)))
                .Where(d => d.Files.Length > 0)
                .OrderByDescending(d => d.Folder.FullName == kept)
                .ThenByDescending(d => d.Files.Max(f => f.LastWriteTimeUtc));
            var total = 0L;
            foreach (var (_, files) in folders)
            {
                total += files.Sum(f => f.Length);
                if (total > most && files[0].DirectoryName != kept)
                {
                    Array.ForEach(files, f => f.Delete());
                }
            }
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            // The next build tries again.
        }
    }

    // What a build that died had begun: nobody holds it any more.
    private static void RemoveLeftOvers(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*" + Unfinished))
        {
            try
            {
                using (File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                    File.Delete(file);
                }
            }
            catch (Exception e) when (Disk.IsRefusal(e))
            {
                // Somebody is writing it.
            }
        }
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            // Nobody else can put anything into it.
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // Later packs come first in ordinal order from behind; what two processes write at once has the same number and another name.
    private string Next(Sum sum)
    {
        var last = packs.Select(p => System.IO.Path.GetFileName(p.Path).Split('-')[0]).Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty().Max();
        return string.Create(CultureInfo.InvariantCulture, $"{last + 1:d8}-{sum.A:x16}{Ending}");
    }

    private void Join(CacheKey key, Place place)
    {
        if (added.ContainsKey(key))
        {
            return;
        }

        var bytes = new byte[place.Length];
        if (RandomAccess.Read(place.Pack.Handle, bytes, place.Offset) == place.Length && Sum(bytes) == place.Sum)
        {
            RandomAccess.Write(own!.Handle, bytes, own.Length);
            added.TryAdd(key, place with { Pack = own, Offset = own.Length });
            own.Length += place.Length;
        }
    }

    private void Read(string file)
    {
        if (Disk.Look(file) != DiskKind.File || Pack.Open(file) is not { } pack)
        {
            return;
        }

        packs.Add(pack);
        foreach (var (key, offset, length, sum) in pack.Entries())
        {
            places.TryAdd(key, new Place(pack, offset, length, sum));
        }
    }

    private static Sum Sum(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        return new Sum(BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]));
    }

    private sealed record Place(Pack Pack, long Offset, int Length, Sum Sum);

    /// <summary>A file of records, with a list of them at its end.</summary>
    private sealed class Pack(string path, SafeFileHandle handle) : IDisposable
    {
        public string Path => path;

        public SafeFileHandle Handle => handle;

        public long Length { get; set; }

        /// <summary>Begins a pack that nobody else has begun.</summary>
        /// <exception cref="IOException">There is no room for it.</exception>
        public static Pack Create(string folder)
        {
            for (var number = 1; ; number++)
            {
                var path = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{number}{Unfinished}"));
                if (!File.Exists(path) || number == MostUnfinished)
                {
                    return new Pack(path, File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete));
                }
            }
        }

        public static Pack? Open(string path)
        {
            var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);
            return new Pack(path, handle) { Length = RandomAccess.GetLength(handle) };
        }

        /// <summary>Writes the list of what is in it, and gives the hash of that list.</summary>
        public Sum Finish(IReadOnlyCollection<KeyValuePair<CacheKey, Place>> records)
        {
            var list = new byte[(records.Count * EntryLength) + FooterLength];
            var at = 0;
            foreach (var (key, place) in records)
            {
                var entry = list.AsSpan(at, EntryLength);
                key.Write(entry);
                BinaryPrimitives.WriteInt64LittleEndian(entry[32..], place.Offset);
                BinaryPrimitives.WriteInt32LittleEndian(entry[40..], place.Length);
                BinaryPrimitives.WriteUInt64LittleEndian(entry[44..], place.Sum.A);
                BinaryPrimitives.WriteUInt64LittleEndian(entry[52..], place.Sum.B);
                at += EntryLength;
            }

            BinaryPrimitives.WriteInt64LittleEndian(list.AsSpan(at), Length);
            BinaryPrimitives.WriteInt32LittleEndian(list.AsSpan(at + 8), records.Count);
            BinaryPrimitives.WriteUInt32LittleEndian(list.AsSpan(at + 12), Mark);
            RandomAccess.Write(handle, list, Length);
            return Sum(list);
        }

        /// <summary>What is in it; nothing where it is no pack.</summary>
        public IEnumerable<(CacheKey Key, long Offset, int Length, Sum Sum)> Entries()
        {
            var footer = new byte[FooterLength];
            if (Length < FooterLength || RandomAccess.Read(handle, footer, Length - FooterLength) != FooterLength || BinaryPrimitives.ReadUInt32LittleEndian(footer.AsSpan(12)) != Mark)
            {
                yield break;
            }

            var start = BinaryPrimitives.ReadInt64LittleEndian(footer);
            var count = BinaryPrimitives.ReadInt32LittleEndian(footer.AsSpan(8));
            if (start < 0 || count < 0 || start != Length - FooterLength - ((long)count * EntryLength))
            {
                yield break;
            }

            var list = new byte[count * EntryLength];
            if (RandomAccess.Read(handle, list, start) != list.Length)
            {
                yield break;
            }

            for (var i = 0; i < count; i++)
            {
                var entry = list.AsSpan(i * EntryLength, EntryLength);
                var offset = BinaryPrimitives.ReadInt64LittleEndian(entry[32..]);
                var length = BinaryPrimitives.ReadInt32LittleEndian(entry[40..]);
                if (offset >= 0 && length is >= 0 and <= MostRecord && offset <= start - length)
                {
                    yield return (CacheKey.Read(entry), offset, length, new Sum(BinaryPrimitives.ReadUInt64LittleEndian(entry[44..]), BinaryPrimitives.ReadUInt64LittleEndian(entry[52..])));
                }
            }
        }

        public void Dispose() => handle.Dispose();
    }
}

/// <summary>The first half of a SHA-256.</summary>
internal readonly record struct Sum(ulong A, ulong B);
