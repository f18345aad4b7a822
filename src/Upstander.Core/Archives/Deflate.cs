using System.IO.Compression;

namespace Upstander.Archives;

/// <summary>Compression by the library that comes with .NET.</summary>
internal static class Deflate
{
    public static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return compressed.ToArray();
    }

    public static byte[] Expand(byte[] compressed, int size)
    {
        var content = new byte[size];
        using var inflate = new DeflateStream(new MemoryStream(compressed), CompressionMode.Decompress);
        inflate.ReadExactly(content);
        return content;
    }
}
