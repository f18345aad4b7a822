using System.Buffers.Binary;

namespace Upstander.Workspaces;

/// <summary>How large a picture is, from its own first bytes.</summary>
internal static class PictureSize
{
    private const int PngHeader = 24;

    /// <summary>Width and height in pixels, and the usual ending of its kind: png, jpeg or webp; null for other kinds and for broken files.</summary>
    public static (int Width, int Height, string Ending)? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= PngHeader && bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) && bytes[12..16].SequenceEqual("IHDR"u8))
        {
            return Checked(BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]), "png");
        }

        return bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) ? Jpeg(bytes) : Webp(bytes);
    }

    /// <summary>A WebP says its size in its first chunk, in one of three ways.</summary>
    private static (int Width, int Height, string Ending)? Webp(ReadOnlySpan<byte> bytes)
    {
        const int Header = 30;
        const int Side = 0x3FFF;
        if (bytes.Length < Header || !bytes.StartsWith("RIFF"u8) || !bytes[8..].StartsWith("WEBP"u8))
        {
            return null;
        }

        var chunk = bytes[12..16];
        if (chunk.SequenceEqual("VP8 "u8))
        {
            return Checked(BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & Side, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & Side, "webp");
        }

        if (chunk.SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadInt32LittleEndian(bytes[21..]);
            return Checked((bits & Side) + 1, ((bits >> 14) & Side) + 1, "webp");
        }

        return chunk.SequenceEqual("VP8X"u8) ? Checked(Three(bytes[24..]) + 1, Three(bytes[27..]) + 1, "webp") : null;

        static int Three(ReadOnlySpan<byte> at) => at[0] | (at[1] << 8) | (at[2] << 16);
    }

    /// <summary>A JPEG is a row of segments; the one that starts a frame says the size.</summary>
    private static (int Width, int Height, string Ending)? Jpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 9 <= bytes.Length && bytes[at] == 0xFF)
        {
            var kind = bytes[at + 1];
            if (kind == 0xFF)
            {
                at++;
                continue;
            }

            if (kind is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return Checked(BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]), "jpeg");
            }

            at += kind is 0x01 or (>= 0xD0 and <= 0xD7) ? 2 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }

    private static (int Width, int Height, string Ending)? Checked(int width, int height, string ending)
    {
        const int Most = 30_000;
        return width is > 0 and <= Most && height is > 0 and <= Most ? (width, height, ending) : null;
    }
}
