using System.Text;
using Upstander.Archives;

namespace Upstander.Word;

/// <summary>A part of a package, compressed: what many documents share is compressed once.</summary>
/// <param name="Name">Its path in the package.</param>
/// <param name="Type">Its media type; null where the ending says it.</param>
/// <param name="Compressed">Deflated.</param>
/// <param name="Length">Its length before that.</param>
/// <param name="Checksum">CRC-32 of it before that.</param>
internal sealed record WordPart(string Name, string? Type, byte[] Compressed, int Length, uint Checksum)
{
    public static WordPart Of(string name, string? type, byte[] bytes) => new(name, type, Deflate.Compress(bytes), bytes.Length, Crc32.Of(bytes));
}

/// <summary>Puts parts together.</summary>
internal static class WordPackage
{
    /// <summary>The bytes of a package that holds these parts in this order.</summary>
    public static byte[] Write(IReadOnlyList<WordPart> parts)
    {
        (byte[] Name, ZipEntry Entry)[] files = [.. parts.Select(p => (Encoding.UTF8.GetBytes(p.Name), new ZipEntry(p.Checksum, p.Compressed.Length, p.Length)))];
        using var zip = new MemoryStream(
            files.Sum(f => (int)f.Entry.Length + (2 * f.Name.Length) + ZipFormat.LocalLength + ZipFormat.CentralLength) + ZipFormat.EndLength);
        var starts = new uint[files.Length];
        for (var i = 0; i < files.Length; i++)
        {
            starts[i] = (uint)zip.Position;
            ZipFormat.WriteLocal(zip, files[i].Entry, files[i].Name);
            zip.Write(parts[i].Compressed);
        }

        var central = (uint)zip.Position;
        for (var i = 0; i < files.Length; i++)
        {
            ZipFormat.WriteCentral(zip, files[i].Entry, files[i].Name, starts[i]);
        }

        ZipFormat.WriteEnd(zip, files.Length, central, (uint)zip.Position - central);
        return zip.ToArray();
    }
}
