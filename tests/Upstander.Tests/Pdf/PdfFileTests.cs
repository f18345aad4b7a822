using System.Text;
using Upstander.Pdf;

namespace Upstander.Tests.Pdf;

/// <summary>What is settled in a PDF so that the same page is the same file.</summary>
public sealed class PdfFileTests
{
    private const string Info = "<</Title (Our \\(own\\) title)\n/Creator (Mozilla/5.0 \\(X11; Linux x86_64\\))\n/Producer (Skia/PDF m1)\n/CreationDate (D:20261125211241+00'00')\n/ModDate (D:20261125211241+00'00')>>";

    [Fact]
    public void Title_and_producer_stay_and_time_and_system_go()
    {
        var settled = Settle(Info);

        Assert.Contains("/Title (Our \\(own\\) title)", settled, StringComparison.Ordinal);
        Assert.Contains("/Producer (Skia/PDF m1)", settled, StringComparison.Ordinal);
        Assert.DoesNotContain("2026", settled, StringComparison.Ordinal);
        Assert.DoesNotContain("X11", settled, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_in_hexadecimal_stays_too() =>
        Assert.Contains("/Title <FEFF00E9>", Settle(Info.Replace("(Our \\(own\\) title)", "<FEFF00E9>", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void The_table_leads_to_every_object()
    {
        var settled = Settle(Info, "<</Type /Catalog>>", "<</Length 9>> stream\nendobj\n12\nendstream");
        var lines = settled[settled.IndexOf("xref\n", StringComparison.Ordinal)..].Split('\n');

        Assert.Equal("0 4", lines[1]);
        for (var number = 1; number < 4; number++)
        {
            Assert.StartsWith($"{number} 0 obj\n", settled[int.Parse(lines[2 + number][..10], System.Globalization.CultureInfo.InvariantCulture)..], StringComparison.Ordinal);
        }

        Assert.EndsWith($"startxref\n{settled.IndexOf("xref\n", StringComparison.Ordinal)}\n%%EOF\n", settled, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_are_numbered_from_one_in_their_own_order()
    {
        string[] At(int counter) =>
        [
            Info,
            $"<</ID (node{counter + 7:D8})>>",
            $"<</ID (node{counter:D8})\n/Headers [(node{counter:D8}) (node{counter + 7:D8})]>>",
            $"<</Limits [(node{counter:D8}) (node{counter + 7:D8})]\n/Names [(node{counter:D8}) 3 0 R (node{counter + 7:D8}) 2 0 R]>>",
            $"<</Title (node{counter:D8})>>",
        ];

        var settled = Settle(At(424));

        Assert.Contains("<</ID (node00000002)>>", settled, StringComparison.Ordinal);
        Assert.Contains("<</ID (node00000001)\n/Headers [(node00000001) (node00000002)]>>", settled, StringComparison.Ordinal);
        Assert.Contains("/Limits [(node00000001) (node00000002)]\n/Names [(node00000001) 3 0 R (node00000002) 2 0 R]", settled, StringComparison.Ordinal);

        // Words of the page are not ids, whatever they look like.
        Assert.Contains("/Title (node00000424)", settled, StringComparison.Ordinal);
        Assert.Equal(settled.Replace("00424", "99991", StringComparison.Ordinal), Settle(At(99991)));
    }

    [Fact]
    public void Tags_of_later_versions_become_one_that_every_reader_knows()
    {
        var settled = Settle(Info, "<</Type /StructElem\n/S /Em\n/P 1 0 R>>", "<</Type /StructElem\n/S /Strong\n/P 1 0 R>>", "<</Type /StructElem\n/S /P\n/P 1 0 R>>");

        Assert.Equal(2, settled.Split("<</Type /StructElem\n/S /Span\n/P 1 0 R>>").Length - 1);
        Assert.Contains("<</Type /StructElem\n/S /P\n/P 1 0 R>>", settled, StringComparison.Ordinal);
        Assert.DoesNotMatch("/Em|/Strong", settled);
    }

    [Fact]
    public void Settling_twice_changes_nothing()
    {
        var once = PdfFile.Settle(File(Info, "<</ID (node00000424)>>"))!;

        Assert.Equal(once, PdfFile.Settle(once));
    }

    [Fact]
    public void What_is_no_whole_PDF_is_none()
    {
        var whole = File(Info, "<</Type /Catalog>>");
        Assert.NotNull(PdfFile.Settle(whole));
        Assert.Null(PdfFile.Settle([]));
        Assert.Null(PdfFile.Settle(Encoding.ASCII.GetBytes("<!doctype html>%%EOF")));
        Assert.Null(PdfFile.Settle([.. whole.Skip(1)]));

        // Cut anywhere, it is refused, and nothing is read past its end.
        for (var length = 0; length < whole.Length - 1; length++)
        {
            Assert.Null(PdfFile.Settle(whole[..length]));
        }
    }

    [Theory]
    [InlineData("xref\n0 ", "xref\n0 9")]
    [InlineData("startxref\n", "startxref\n9")]
    [InlineData("startxref\n", "startxref\n-")]
    [InlineData("trailer", "tailer")]
    public void A_damaged_table_is_refused(string from, string to) =>
        Assert.Null(PdfFile.Settle(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(File(Info, "<</Type /Catalog>>")).Replace(from, to, StringComparison.Ordinal))));

    private static string Settle(params string[] objects) => Encoding.Latin1.GetString(PdfFile.Settle(File(objects))!);

    /// <summary>A file as browsers write it; the first object is its Info.</summary>
    private static byte[] File(params string[] objects)
    {
        var text = new StringBuilder("%PDF-1.4\n%\u00d3\u00eb\u00e9\u00e1\n");
        var offsets = new int[objects.Length];
        for (var i = objects.Length; i-- > 0;)
        {
            offsets[i] = text.Length;
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = text.Length;
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        }

        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Length + 1}\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }
}
