using System.Text;
using Upstander.Packs;

namespace Upstander.Tests.Packs;

public sealed class PdfMergerTests
{
    [Fact]
    public void Pages_come_in_order_and_as_often_as_asked()
    {
        var merged = Merge(false, (SmallPdf.Of("one", "two"), 2), (SmallPdf.Of("three"), 1));

        Assert.Equal(["one", "two", "one", "two", "three"], TextsOf(merged));
    }

    [Fact]
    public void In_a_two_sided_file_every_copy_begins_on_a_front()
    {
        var merged = Merge(true, (SmallPdf.Of("one"), 2), (SmallPdf.Of("two", "three"), 1), (SmallPdf.Of("four", "five", "six"), 1));

        Assert.Equal(["one", "", "one", "", "two", "three", "four", "five", "six", ""], TextsOf(merged));
        Assert.All(new PdfReader(merged).Pages, p => Assert.NotNull(p["MediaBox"]));
    }

    [Fact]
    public void Twenty_eight_copies_take_hardly_more_room_than_one()
    {
        var sheet = SmallPdf.Of(string.Concat(Enumerable.Repeat("a long page ", 2000)));

        var (one, many) = (Merge(false, (sheet, 1)), Merge(false, (sheet, 28)));

        Assert.InRange(many.Length, one.Length, one.Length + (27 * 250));
        Assert.Equal(28, new PdfReader(many).Pages.Count);
    }

    [Fact]
    public void What_only_a_screen_needs_is_left_out()
    {
        var merged = Encoding.Latin1.GetString(Merge(false, (SmallPdf.Of("one"), 1)));

        Assert.DoesNotContain("StructParents", merged, StringComparison.Ordinal);
        Assert.DoesNotContain("Annot", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes() =>
        Assert.Equal(Merge(true, (SmallPdf.Of("one"), 3)), Merge(true, (SmallPdf.Of("one"), 3)));

    [Fact]
    public void Every_place_in_the_table_is_that_of_its_object()
    {
        var merged = Merge(true, (SmallPdf.Of("one", "two"), 3), (SmallPdf.Of("three"), 2));
        var text = Encoding.Latin1.GetString(merged);
        var lines = text[text.LastIndexOf("xref\n0 ", StringComparison.Ordinal)..].Split('\n');

        var number = 0;
        foreach (var line in lines.Where(l => l.EndsWith(" n ", StringComparison.Ordinal)))
        {
            Assert.StartsWith($"{++number} 0 obj\n", text[int.Parse(line[..10], System.Globalization.CultureInfo.InvariantCulture)..], StringComparison.Ordinal);
        }

        Assert.Contains($"/Size {number + 1} ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "does not begin like a PDF")]
    [InlineData("%PDF-1.4\n", "has no end")]
    [InlineData("%PDF-1.4\nstartxref\n9999\n", "points outside itself")]
    [InlineData("%PDF-1.4\nstartxref\n0\n", "lacks 'xref' where it belongs")]
    [InlineData("%PDF-1.4\nxref\n0 0\ntrailer <</Root 1 0 R>>\nstartxref\n9\n", "has no object 1")]
    [InlineData("%PDF-1.4\nxref\n0 0\ntrailer <</Root 1 0 R /Encrypt 2 0 R>>\nstartxref\n9\n", "is encrypted")]
    [InlineData("%PDF-1.4\nxref\n0 0\ntrailer <</Root ((((\nstartxref\n9\n", "ends in the middle")]
    [InlineData("%PDF-1.4\nxref\n0 0\ntrailer <</Root [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\nstartxref\n9\n", "is nested too deeply")]
    [InlineData("%PDF-1.4\n1 0 obj 1 0 R endobj\nxref\n1 1\n0000000009 00000 n \ntrailer <</Root 1 0 R>>\nstartxref\n30\n", "has references in a circle")]
    public void What_is_no_readable_PDF_is_refused_in_words(string text, string words)
    {
        var refused = Assert.Throws<InvalidDataException>(() => new PdfReader(Encoding.Latin1.GetBytes(text)));

        Assert.Equal(words, refused.Message);
    }

    [Fact]
    public void A_PDF_cut_off_anywhere_is_refused_and_nothing_else_happens()
    {
        var whole = SmallPdf.Of("one", "two");
        for (var length = 0; length < whole.Length - 8; length += 3)
        {
            Assert.Throws<InvalidDataException>(() => new PdfReader(whole.AsMemory(0, length)));
        }
    }

    private static byte[] Merge(bool twoSided, params (byte[] Pdf, int Copies)[] parts)
    {
        using var output = new MemoryStream();
        var merger = new PdfMerger(output);
        foreach (var (pdf, copies) in parts)
        {
            merger.Add(new PdfReader(pdf), "A sheet", copies, twoSided);
        }

        merger.Finish("Sheets", "en");
        return output.ToArray();
    }

    // What stands on each page, without the operators around it; nothing for a blank one.
    private static IEnumerable<string> TextsOf(byte[] merged)
    {
        var pdf = new PdfReader(merged);
        foreach (var page in pdf.Pages)
        {
            var content = pdf.Resolved(page["Contents"]) is PdfData data ? Encoding.Latin1.GetString(data.Bytes.Span) : "()";
            yield return content[(content.IndexOf('(', StringComparison.Ordinal) + 1)..content.IndexOf(')', StringComparison.Ordinal)];
        }
    }
}
