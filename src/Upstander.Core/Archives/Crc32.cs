namespace Upstander.Archives;

/// <summary>The checksum that zip files carry.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = Make();

    public static uint Of(ReadOnlySpan<byte> content) => After(0, content);

    /// <summary>The checksum of something of which <paramref name="crc"/> is the checksum so far.</summary>
    public static uint After(uint crc, ReadOnlySpan<byte> content)
    {
        crc = ~crc;
        foreach (var value in content)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] Make()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
            }

            table[i] = value;
        }

        return table;
    }
}
