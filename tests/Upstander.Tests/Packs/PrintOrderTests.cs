using Upstander.Publishing;
using Upstander.Tests.Pdf;

namespace Upstander.Tests.Packs;

/// <summary>What a print shop gets, made by a real browser.</summary>
public sealed class PrintOrderTests
{
    [Fact]
    public void A_print_order_alone_holds_every_sheet_as_often_as_the_class_needs_it()
    {
        using var project = new Project().AddToLesson("""
            handouts:
              - { id: sheet, title: A sheet, kind: sheet, body: Read this. }

            """);
        var packed = project.Pack(r => r with { ClassSize = 7, OnlyPrintOrder = true, Compile = r.Compile with { Browser = Printing.Browser } });

        Lists.AssertEmpty(packed.Findings);
        Assert.Equal(Outcome.Published, packed.Result.Outcome);
        Assert.Equal("test-course-1.0.0-print-order.zip", Path.GetFileName(packed.Result.Path));
        Assert.Equal(
            ["assets", "letter-one-sided.pdf", "letter-two-sided.pdf", "print-order.html", "print-order.txt"],
            packed.Paths.Select(p => p.Split('/')[0]).Distinct().Order(StringComparer.Ordinal));

        // One page each, so it has no second side, and stands there for each of seven learners.
        var text = Printing.Poppler("pdftotext", packed.Entries.Single(e => e.Path == "letter-one-sided.pdf").Bytes);
        Assert.Equal(7, text.Split("Read this.").Length - 1);
        Assert.Contains("A sheet", packed.Text("print-order.txt"), StringComparison.Ordinal);
        Assert.Contains("Copies: 7 (7 needed, per learner)", packed.Text("print-order.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_print_order_lies_in_a_folder_of_a_pack_and_has_the_same_bytes_each_time()
    {
        using var project = new Project();
        Func<PackRequest, PackRequest> order = r => r with { ClassSize = 3, Compile = r.Compile with { Browser = Printing.Browser } };

        var first = project.Pack(order);
        var bytes = first.Bytes;

        Assert.Contains("print-order/letter-one-sided.pdf", first.Paths);
        Assert.Contains("facilitator/asking-first/at-a-glance.pdf", first.Paths);
        Assert.Equal(bytes, project.Pack(order).Bytes);
    }

    [Fact]
    public void A_sheet_looks_the_same_among_others_as_alone()
    {
        using var project = new Project();
        var packed = project.Pack(r => r with { ClassSize = 3, Compile = r.Compile with { Browser = Printing.Browser } });

        var alone = Picture("facilitator/asking-first/at-a-glance.pdf", 1);
        var among = Enumerable.Range(1, 3).Select(n => Picture("print-order/letter-one-sided.pdf", n)).ToList();

        Assert.Single(among, p => p == alone);

        string Picture(string path, int page)
        {
            var number = page.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Printing.Poppler("pdftoppm", packed.Entries.Single(e => e.Path == path).Bytes, "-r", "60", "-f", number, "-l", number);
        }
    }
}
