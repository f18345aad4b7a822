using System.Buffers.Binary;

namespace Upstander.Workspaces;

/// <summary>What the head of a font file says of it: enough to know that it is whole, and how browsers have to be told of it.</summary>
/// <param name="Format">Its name in style sheets: woff2, woff, truetype or opentype.</param>
/// <param name="HasAxes">Whether one file holds a range of weights.</param>
internal sealed record FontFile(string Format, bool HasAxes)
{
    // The place of 'fvar' in the list of known tables of WOFF 2.0, and the one that says "a name of four letters follows".
    private const int KnownAxes = 47;
    private const int Named = 63;
    private const int Mask = 63;

    // Tables that WOFF 2.0 may store in another form: 'glyf' and 'loca' do so in version 0, all others in any but 0.
    private const int Glyf = 10;
    private const int Loca = 11;

    /// <summary>Reads the head of a font; null when the file is cut short or is no font.</summary>
    public static FontFile? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("wOF2"u8) ? Woff2(bytes)
        : bytes.StartsWith("wOFF"u8) ? Tables(bytes, "woff", 44, 20, bytes.Length >= 44 && IsWhole(bytes))
        : bytes.StartsWith("OTTO"u8) ? Tables(bytes, "opentype", 12, 16, true)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0, 1, 0, 0]) || bytes.StartsWith("true"u8) ? Tables(bytes, "truetype", 12, 16, true)
        : null;

    /// <summary>A directory of tables of equal length: name, then, in a plain font after a checksum, where it lies and how long it is.</summary>
    private static FontFile? Tables(ReadOnlySpan<byte> bytes, string format, int head, int entry, bool whole)
    {
        if (!whole || bytes.Length < head)
        {
            return null;
        }

        var plain = format != "woff";
        var count = BinaryPrimitives.ReadUInt16BigEndian(bytes[(plain ? 4 : 12)..]);
        if (count == 0 || head + (count * entry) > bytes.Length)
        {
            return null;
        }

        var axes = false;
        for (var at = head; at < head + (count * entry); at += entry)
        {
            var (start, length) = (BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + (plain ? 8 : 4))..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + (plain ? 12 : 8))..]));
            if ((ulong)start + length > (ulong)bytes.Length)
            {
                return null;
            }

            axes |= bytes[at..(at + 4)].SequenceEqual("fvar"u8);
        }

        return new FontFile(format, axes);
    }

    private static FontFile? Woff2(ReadOnlySpan<byte> bytes)
    {
        const int Head = 48;
        if (bytes.Length < Head || !IsWhole(bytes))
        {
            return null;
        }

        var count = BinaryPrimitives.ReadUInt16BigEndian(bytes[12..]);
        var (at, axes) = (Head, false);
        for (var i = 0; i < count; i++)
        {
            if (at >= bytes.Length)
            {
                return null;
            }

            var (table, version) = (bytes[at] & Mask, bytes[at] >> 6);
            at++;
            if (table == Named)
            {
                axes |= at + 4 <= bytes.Length && bytes[at..].StartsWith("fvar"u8);
                at += 4;
            }

            axes |= table == KnownAxes;
            if (!Skip(bytes, ref at) || ((table is Glyf or Loca ? version == 0 : version != 0) && !Skip(bytes, ref at)))
            {
                return null;
            }
        }

        return count == 0 ? null : new FontFile("woff2", axes);
    }

    /// <summary>WOFF says how long the whole file is.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) == (uint)bytes.Length;

    /// <summary>Passes over a number of one to five bytes, of which each but the last has its first bit set.</summary>
    private static bool Skip(ReadOnlySpan<byte> bytes, ref int at)
    {
        for (var n = 0; n < 5; n++)
        {
            if (at >= bytes.Length)
            {
                return false;
            }

            if ((bytes[at++] & 0x80) == 0)
            {
                return true;
            }
        }

        return false;
    }
}
