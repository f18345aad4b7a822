using System.Buffers.Binary;
using System.Text;
using Upstander.Archives;

namespace Upstander.Tests.Packs;

public sealed class ZipPackTests
{
    [Fact]
    public void What_goes_in_in_any_order_comes_out_in_ordinal_order()
    {
        var zip = Zip(("b.txt", "two"), ("é/ü.txt", "four"), ("a.txt", "one"), ("b/c.txt", new string('x', 100_000)));

        var entries = Packing.EntriesOf(zip);

        Assert.Equal(["a.txt", "b.txt", "b/c.txt", "é/ü.txt"], entries.Select(e => e.Path));
        Assert.Equal(["one", "two", new string('x', 100_000), "four"], entries.Select(e => Encoding.UTF8.GetString(e.Bytes)));
        Assert.True(zip.Length < 2_000);
    }

    [Fact]
    public void Order_of_adding_changes_no_byte() =>
        Assert.Equal(Zip(("a", "one"), ("b", "two")), Zip(("b", "two"), ("a", "one")));

    [Fact]
    public void An_entry_has_no_date_no_system_and_no_extra_field()
    {
        var zip = Zip(("a.txt", "one")).AsSpan();
        var central = zip.IndexOf("PK\u0001\u0002"u8);

        Assert.Equal(20, BinaryPrimitives.ReadUInt16LittleEndian(zip[(central + 4)..]));
        Assert.Equal(0u, BinaryPrimitives.ReadUInt32LittleEndian(zip[(central + 38)..]));
        Assert.Equal(0x0021_0000u, BinaryPrimitives.ReadUInt32LittleEndian(zip[(central + 12)..]));
        Assert.Equal(0, BinaryPrimitives.ReadUInt16LittleEndian(zip[(central + 30)..]));
    }

    [Fact]
    public void A_file_written_bit_by_bit_may_read_others_meanwhile()
    {
        using var scratch = new MemoryStream();
        var pack = new ZipPack(scratch);
        pack.Add("a", Encoding.UTF8.GetBytes(new string('a', 500)));
        pack.AddStored("b", output =>
        {
            output.Write(pack.Read("a")!.AsSpan(0, 2));
            output.Write(pack.Read("a")!.AsSpan(0, 3));
        });
        pack.Add("c", "later"u8);

        Assert.Equal("aaaaa", Encoding.UTF8.GetString(pack.Read("b")!));
        using var output = new MemoryStream();
        pack.WriteTo(output, CancellationToken.None);
        Assert.Equal(["a", "b", "c"], Packing.EntriesOf(output.ToArray()).Select(e => e.Path));
        Assert.Equal(output.Length, pack.Size);
    }

    [Fact]
    public void A_zip_of_ours_is_known_by_its_end()
    {
        Assert.True(ZipPack.IsOurs(new MemoryStream(Zip(("a", "one")))));
        Assert.False(ZipPack.IsOurs(new MemoryStream()));
        Assert.False(ZipPack.IsOurs(new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 100)))));
    }

    [Fact]
    public void The_checksum_is_the_one_that_the_format_names() => Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8));

    private static byte[] Zip(params (string Path, string Text)[] files)
    {
        using var scratch = new MemoryStream();
        var pack = new ZipPack(scratch);
        foreach (var (path, text) in files)
        {
            Assert.True(pack.Add(path, Encoding.UTF8.GetBytes(text)));
        }

        using var output = new MemoryStream();
        pack.WriteTo(output, CancellationToken.None);
        return output.ToArray();
    }
}
