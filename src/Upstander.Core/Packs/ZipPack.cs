using System.Buffers.Binary;
using System.Text;

namespace Upstander.Packs;

/// <summary>A file in a pack.</summary>
/// <param name="Path">Its path, with forward slashes.</param>
/// <param name="Size">Its size in bytes, unpacked.</param>
public sealed record PackedFile(string Path, long Size);

/// <summary>
/// A zip whose bytes depend on names and contents alone. Files come in any order and from any thread; each is compressed at once and kept in a scratch stream,
/// so that memory holds their names only, and goes into the zip in ordinal order at the end. There are no dates, no owners and no folders of their own in it.
/// </summary>
/// <param name="scratch">Where compressed files wait; can be read, written and sought.</param>
internal sealed class ZipPack(Stream scratch)
{
    /// <summary>Formats of zip without 64 bits hold less than this; every program can read those.</summary>
    public const long MaxBytes = uint.MaxValue;

    /// <summary>And at most so many files.</summary>
    public const int MaxFiles = ushort.MaxValue - 1;

    /// <summary>What our own zips say about themselves at their end.</summary>
    public const string Mark = "upstander-pack 1";

    private const uint LocalHeader = 0x04034b50;
    private const uint CentralHeader = 0x02014b50;
    private const uint End = 0x06054b50;
    private const ushort Version = 20;
    private const ushort Utf8Names = 0x0800;

    // The first day that a zip can name: 1980-01-01, midnight.
    private const ushort Date = 0x0021;

    private readonly SortedDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly Lock door = new();
    private long length;

    /// <summary>The files so far, in ordinal order.</summary>
    public IReadOnlyList<PackedFile> Files
    {
        get
        {
            lock (door)
            {
                return [.. entries.Select(e => new PackedFile(e.Key, e.Value.Size))];
            }
        }
    }

    /// <summary>How large the zip was when it was written, in bytes.</summary>
    public long Size { get; private set; }

    /// <summary>Whether there is too much for a zip.</summary>
    public bool IsFull
    {
        get
        {
            lock (door)
            {
                return entries.Count > MaxFiles || length + (entries.Count * 500L) > MaxBytes;
            }
        }
    }

    /// <summary>Adds a file. False when there is one of this path.</summary>
    /// <exception cref="IOException">The scratch stream cannot be written.</exception>
    public bool Add(string path, ReadOnlySpan<byte> content)
    {
        var compressed = Deflate.Compress(content);
        var stored = compressed.Length >= content.Length;
        var kept = stored ? content : compressed;
        var crc = Crc32.Of(content);
        lock (door)
        {
            if (!entries.TryAdd(path, new Entry(length, kept.Length, content.Length, crc, stored)))
            {
                return false;
            }

            scratch.Position = length;
            scratch.Write(kept);
            length += kept.Length;
            return true;
        }
    }

    /// <summary>Adds a file that is written bit by bit and not compressed. False when there is one of this path.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="write">Writes it; may read other files of the pack meanwhile.</param>
    /// <exception cref="IOException">The scratch stream cannot be written.</exception>
    public bool AddStored(string path, Action<Stream> write)
    {
        lock (door)
        {
            if (entries.ContainsKey(path))
            {
                return false;
            }

            using var end = new Tail(scratch, length);
            write(end);
            entries.Add(path, new Entry(length, end.Written, end.Written, end.Crc, Stored: true));
            length += end.Written;
            return true;
        }
    }

    /// <summary>Takes a file out again: it was only needed to make others.</summary>
    public void Drop(string path)
    {
        lock (door)
        {
            entries.Remove(path);
        }
    }

    /// <summary>What a file holds; null when there is none of this path.</summary>
    public byte[]? Read(string path)
    {
        lock (door)
        {
            if (!entries.TryGetValue(path, out var entry))
            {
                return null;
            }

            var kept = new byte[entry.Length];
            scratch.Position = entry.Start;
            scratch.ReadExactly(kept);
            return entry.Stored ? kept : Deflate.Expand(kept, (int)entry.Size);
        }
    }

    /// <summary>Writes the zip. Its end says <see cref="Mark"/>.</summary>
    public void WriteTo(Stream output, CancellationToken cancel)
    {
        lock (door)
        {
            var at = 0L;
            List<(byte[] Name, Entry Entry, uint At)> written = [];
            var buffer = new byte[81_920];
            foreach (var (path, entry) in entries)
            {
                cancel.ThrowIfCancellationRequested();
                var name = Encoding.UTF8.GetBytes(path);
                written.Add((name, entry, (uint)at));
                var header = new byte[30];
                Put(header, 0, LocalHeader);
                PutCommon(header.AsSpan(4), entry, name);
                output.Write(header);
                output.Write(name);
                Copy(entry, output, buffer);
                at += header.Length + name.Length + entry.Length;
            }

            var central = at;
            foreach (var (name, entry, start) in written)
            {
                var header = new byte[46];
                Put(header, 0, CentralHeader);

                // Made by MS-DOS, which is to say by nobody in particular: no rights, no owner.
                BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), Version);
                PutCommon(header.AsSpan(6), entry, name);
                Put(header, 42, start);
                output.Write(header);
                output.Write(name);
                at += header.Length + name.Length;
            }

            var mark = Encoding.ASCII.GetBytes(Mark);
            var end = new byte[22];
            Put(end, 0, End);
            BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)written.Count);
            BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)written.Count);
            Put(end, 12, (uint)(at - central));
            Put(end, 16, (uint)central);
            BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(20), (ushort)mark.Length);
            output.Write(end);
            output.Write(mark);
            Size = at + end.Length + mark.Length;
        }
    }

    /// <summary>Whether a file is a zip that this class wrote: its end says so.</summary>
    public static bool IsOurs(Stream file)
    {
        var tail = new byte[22 + Mark.Length];
        if (file.Length < tail.Length)
        {
            return false;
        }

        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        return BinaryPrimitives.ReadUInt32LittleEndian(tail) == End && tail.AsSpan(22).SequenceEqual(Encoding.ASCII.GetBytes(Mark));
    }

    // What both headers say of a file, in the same order: version needed, flags, method, time, date, checksum, sizes, length of the name and of nothing else.
    private static void PutCommon(Span<byte> header, Entry entry, byte[] name)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], Utf8Names);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], (ushort)(entry.Stored ? 0 : 8));
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], Date);
        BinaryPrimitives.WriteUInt32LittleEndian(header[10..], entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(header[14..], (uint)entry.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[18..], (uint)entry.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)name.Length);
    }

    private static void Put(Span<byte> header, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(header[at..], value);

    private void Copy(Entry entry, Stream output, byte[] buffer)
    {
        scratch.Position = entry.Start;
        for (var left = entry.Length; left > 0;)
        {
            var read = scratch.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
            {
                throw new EndOfStreamException("The scratch file is shorter than what was written to it.");
            }

            output.Write(buffer, 0, read);
            left -= read;
        }
    }

    /// <summary>The end of the scratch stream, wherever others have read in it meanwhile.</summary>
    private sealed class Tail(Stream scratch, long start) : Stream
    {
        public long Written { get; private set; }

        public uint Crc { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            scratch.Position = start + Written;
            scratch.Write(buffer);
            Written += buffer.Length;
            Crc = Crc32.After(Crc, buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }

    private readonly record struct Entry(long Start, long Length, long Size, uint Crc, bool Stored);
}
