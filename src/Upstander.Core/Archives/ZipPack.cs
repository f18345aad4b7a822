using System.Buffers.Binary;
using System.Text;

namespace Upstander.Archives;

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
                ZipFormat.WriteLocal(output, entry.Described, name);
                Copy(entry, output, buffer);
                at += ZipFormat.LocalLength + name.Length + entry.Length;
            }

            var central = at;
            foreach (var (name, entry, start) in written)
            {
                ZipFormat.WriteCentral(output, entry.Described, name, start);
                at += ZipFormat.CentralLength + name.Length;
            }

            ZipFormat.WriteEnd(output, written.Count, (uint)central, (uint)(at - central), Mark);
            Size = at + ZipFormat.EndLength + Mark.Length;
        }
    }

    /// <summary>Whether a file is a zip that this class wrote: its end says so.</summary>
    public static bool IsOurs(Stream file)
    {
        var tail = new byte[ZipFormat.EndLength + Mark.Length];
        if (file.Length < tail.Length)
        {
            return false;
        }

        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        return BinaryPrimitives.ReadUInt32LittleEndian(tail) == ZipFormat.End && tail.AsSpan(ZipFormat.EndLength).SequenceEqual(Encoding.ASCII.GetBytes(Mark));
    }

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

    private readonly record struct Entry(long Start, long Length, long Size, uint Crc, bool Stored)
    {
        public ZipEntry Described => new(Crc, Length, Size, Stored);
    }
}
