using System.Buffers.Binary;
using System.Text;

namespace Upstander.Archives;

/// <summary>What the headers of a zip say of a file in it.</summary>
/// <param name="Crc">CRC-32 of its content.</param>
/// <param name="Length">Bytes that stand in the zip.</param>
/// <param name="Size">Bytes of the content.</param>
/// <param name="Stored">Whether it stands there as it is, not compressed.</param>
internal readonly record struct ZipEntry(uint Crc, long Length, long Size, bool Stored = false);

/// <summary>
/// The headers of a zip with nothing in it but names and contents: no day, no owner, no rights, no system. The library's own writer says on which
/// system it ran. Formats without 64 bits: every program can read those.
/// </summary>
internal static class ZipFormat
{
    /// <summary>The number with which the end of a zip begins.</summary>
    public const uint End = 0x06054b50;

    /// <summary>Length of the end, without its comment.</summary>
    public const int EndLength = 22;

    /// <summary>Length of what stands before a file, without its name.</summary>
    public const int LocalLength = 30;

    /// <summary>Length of what stands of a file in the list at the end, without its name.</summary>
    public const int CentralLength = 46;

    private const uint LocalHeader = 0x04034b50;
    private const uint CentralHeader = 0x02014b50;
    private const ushort Version = 20;
    private const ushort Utf8Names = 0x0800;
    private const ushort Deflated = 8;

    // The first day that a zip can name: 1980-01-01, midnight.
    private const ushort Date = 0x0021;

    /// <summary>Writes what stands before a file.</summary>
    public static void WriteLocal(Stream zip, ZipEntry entry, byte[] name)
    {
        Span<byte> header = stackalloc byte[LocalLength];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, LocalHeader);
        PutCommon(header[4..], entry, name);
        zip.Write(header);
        zip.Write(name);
    }

    /// <summary>Writes what stands of a file in the list at the end.</summary>
    /// <param name="zip">The zip.</param>
    /// <param name="entry">The file.</param>
    /// <param name="name">Its path in UTF-8.</param>
    /// <param name="start">Where it begins.</param>
    public static void WriteCentral(Stream zip, ZipEntry entry, byte[] name, uint start)
    {
        Span<byte> header = stackalloc byte[CentralLength];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, CentralHeader);

        // Made by MS-DOS, which is to say by nobody in particular: no rights, no owner.
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], Version);
        PutCommon(header[6..], entry, name);
        BinaryPrimitives.WriteUInt32LittleEndian(header[42..], start);
        zip.Write(header);
        zip.Write(name);
    }

    /// <summary>Writes the end.</summary>
    /// <param name="zip">The zip.</param>
    /// <param name="files">How many files there are.</param>
    /// <param name="start">Where the list begins.</param>
    /// <param name="length">How long the list is.</param>
    /// <param name="comment">What the zip says about itself, in ASCII.</param>
    public static void WriteEnd(Stream zip, int files, uint start, uint length, string comment = "")
    {
        Span<byte> end = stackalloc byte[EndLength];
        end.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end, End);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)files);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)files);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], length);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], start);
        BinaryPrimitives.WriteUInt16LittleEndian(end[20..], (ushort)comment.Length);
        zip.Write(end);
        zip.Write(Encoding.ASCII.GetBytes(comment));
    }

    // What both headers say of a file, in the same order: version needed, flags, method, time, date, checksum, sizes, length of the name and of nothing else.
    private static void PutCommon(Span<byte> header, ZipEntry entry, byte[] name)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], Utf8Names);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], entry.Stored ? (ushort)0 : Deflated);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], Date);
        BinaryPrimitives.WriteUInt32LittleEndian(header[10..], entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(header[14..], (uint)entry.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[18..], (uint)entry.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)name.Length);
    }
}
