using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Upstander.Word;

/// <summary>A part of a package, compressed: what many documents share is compressed once.</summary>
/// <param name="Name">Its path in the package.</param>
/// <param name="Type">Its media type; null where the ending says it.</param>
/// <param name="Compressed">Deflated.</param>
/// <param name="Length">Its length before that.</param>
/// <param name="Checksum">CRC-32 of it before that.</param>
internal sealed record WordPart(string Name, string? Type, byte[] Compressed, int Length, uint Checksum)
{
    private static readonly uint[] Table = MakeTable();

    public static WordPart Of(string name, string? type, byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        return new WordPart(name, type, compressed.ToArray(), bytes.Length, ChecksumOf(bytes));
    }

    private static uint ChecksumOf(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var b in bytes)
        {
            sum = Table[(byte)(sum ^ b)] ^ (sum >> 8);
        }

        return ~sum;
    }

    private static uint[] MakeTable()
    {
        const uint Polynomial = 0xEDB88320;
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 1 ? Polynomial ^ (value >> 1) : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}

/// <summary>
/// Writes a zip with nothing in it but names and content: no day, no system, no rights. The library's own writer says on which system it ran.
/// </summary>
internal static class WordPackage
{
    private const ushort Version = 20;
    private const ushort Utf8Names = 0x0800;
    private const ushort Deflated = 8;

    /// <summary>1 January 1980, the first day that a zip can name.</summary>
    private const ushort FirstDay = (1 << 5) | 1;

    /// <summary>The bytes of a package that holds these parts in this order.</summary>
    public static byte[] Write(IReadOnlyList<WordPart> parts)
    {
        var size = parts.Sum(p => p.Compressed.Length + (2 * Encoding.UTF8.GetByteCount(p.Name)) + 30 + 46) + 22;
        var bytes = new byte[size];
        var at = 0;
        var offsets = new int[parts.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            offsets[i] = at;
            Int(0x04034B50);
            Common(parts[i]);
            Name(parts[i].Name);
            parts[i].Compressed.CopyTo(bytes.AsSpan(at));
            at += parts[i].Compressed.Length;
        }

        var directory = at;
        for (var i = 0; i < parts.Count; i++)
        {
            Int(0x02014B50);
            Short(Version);
            Common(parts[i]);
            Short(0);
            Short(0);
            Short(0);
            Int(0);
            Int((uint)offsets[i]);
            Name(parts[i].Name);
        }

        var length = at - directory;
        Int(0x06054B50);
        Short(0);
        Short(0);
        Short((ushort)parts.Count);
        Short((ushort)parts.Count);
        Int((uint)length);
        Int((uint)directory);
        Short(0);
        return bytes;

        void Common(WordPart part)
        {
            Short(Version);
            Short(Utf8Names);
            Short(Deflated);
            Short(0);
            Short(FirstDay);
            Int(part.Checksum);
            Int((uint)part.Compressed.Length);
            Int((uint)part.Length);
            Short((ushort)Encoding.UTF8.GetByteCount(part.Name));
            Short(0);
        }

        void Name(string name) => at += Encoding.UTF8.GetBytes(name, bytes.AsSpan(at));

        void Short(ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), value);
            at += 2;
        }

        void Int(uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
            at += 4;
        }
    }
}
