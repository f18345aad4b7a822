using System.Diagnostics;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Pdf;

namespace Upstander.Tests.Pdf;

/// <summary>Printing by a real browser: what comes out, in which bytes, and what happens when something goes wrong.</summary>
public sealed class PdfPrinterTests
{
    // Boxes of columns in boxes of columns take a time that doubles with each.
    internal static readonly string Endless = string.Concat(Enumerable.Repeat("<div style=\"columns:2;height:200px\">", 40)) + string.Concat(Enumerable.Repeat("text ", 1000));

    [Fact]
    public void A_page_becomes_a_tagged_PDF_with_title_language_and_outline()
    {
        var (files, findings) = Printing.Print([Printing.Page("<html lang=es><title>Sí significa sí</title><h1>Uno</h1><p>Texto</p><h2>Dos</h2>", paper: "a4")]);

        Assert.Equal([], findings);
        var info = Printing.Poppler("pdfinfo", files["test.pdf"]);
        Assert.Matches("(?m)^Title: +Sí significa sí$", info);
        Assert.Matches("(?m)^Creator: +Upstander$", info);
        Assert.Matches("(?m)^Tagged: +yes$", info);
        Assert.Matches("(?m)^Page size: +59[45][.0-9]* x 84[12][.0-9]* pts \\(A4\\)$", info);
        Assert.DoesNotContain("Date", info, StringComparison.Ordinal);
        var text = System.Text.Encoding.Latin1.GetString(files["test.pdf"]);
        Assert.Contains("/Lang (es)", text, StringComparison.Ordinal);
        Assert.Contains("/Outlines", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Order_and_number_of_tabs_do_not_change_a_byte()
    {
        MadePage[] pages =
        [
            .. Enumerable.Range(1, 24).Select(n => Printing.Page(
                $"<title>{n}</title><h1>{n}</h1>" + string.Concat(Enumerable.Range(0, n % 5).Select(i => $"<table><tr><td><th scope=col id=c>{i}<tr><th scope=row>r<td>{n}</table>"))
                + $"<p><a href=#x>to</a><b>{new string('x', n)}</b><h2 id=x>{n}</h2>",
                $"page-{n}")),
        ];

        var one = Printing.Print(pages, new PrintSettings { Tabs = 1 }).Files;
        var three = Printing.Print(pages.Reverse(), new PrintSettings { Tabs = 3 }).Files;

        Assert.Equal(24, one.Count);
        Assert.All(one, file => Assert.Equal(file.Value, three[file.Key]));
    }

    [Fact]
    public void A_page_that_hangs_is_stopped_and_named_and_the_others_are_printed()
    {
        var (files, findings) = Printing.Print(
            [Printing.Page("<p>a", "a"), Printing.Page(Endless, "endless"), Printing.Page("<p>b", "b"), Printing.Page("<p>c", "c")],
            new PrintSettings { Tabs = 2, Limit = TimeSpan.FromSeconds(4) });

        Assert.Equal(["a.pdf", "b.pdf", "c.pdf"], files.Keys.Order(StringComparer.Ordinal));
        var finding = Assert.Single(findings);
        Assert.Equal((PdfProblems.PageFailed.Code, "learner/lesson/endless.pdf"), (finding.Code, finding.Span.ToString()));
        Assert.Equal("the browser did not finish this page in 4 seconds", finding.Message);
    }

    [Fact]
    public void After_three_pages_that_hang_no_other_is_tried()
    {
        var clock = Stopwatch.StartNew();
        var (files, findings) = Printing.Print(
            Enumerable.Range(0, 30).Select(n => Printing.Page(Endless, $"endless-{n}")), new PrintSettings { Tabs = 1, Limit = TimeSpan.FromSeconds(5) });

        Assert.Empty(files);
        Assert.All(findings, f => Assert.Equal(PdfProblems.PageFailed.Code, f.Code));
        Assert.Equal(["--format pdf", "learner/lesson/endless-0.pdf", "learner/lesson/endless-1.pdf", "learner/lesson/endless-2.pdf"], findings.Select(f => f.Span.ToString()));
        Assert.Equal("3 pages were not finished, and the others are not printed", findings[0].Message);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void A_browser_that_is_no_program_is_a_finding()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "A shell starts it on other systems; the next test is theirs.");
        var findings = Printing.Print([Printing.Page("<p>")], browser: new Browser(@"C:\no\such\browser.exe")).Findings;

        Assert.Equal(PdfProblems.BrowserFailed.Code, Assert.Single(findings).Code);
    }

    [Theory]
    [InlineData("exit 1", "the browser failed: the browser is gone")]
    [InlineData("echo 'it is broken' >&2; exit 1", "the browser failed: the browser is gone; it said: it is broken")]
    [InlineData("echo 'Running as root without --no-sandbox is not supported.' >&2; exit 1", "the browser does not start here with its sandbox")]
    [InlineData("exec sleep 60", "the browser failed: it did not open a tab in 1 seconds")]
    [InlineData("printf 'no protocol\\0' >&4; exec sleep 60", "the browser failed: the browser is gone")]
    public void A_browser_that_does_not_do_its_work_is_one_finding_and_does_not_stay(string does, string message)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The browsers of this test are shell scripts.");
        using var folder = new Folder();
        var clock = Stopwatch.StartNew();

        var (files, findings) = Printing.Print(
            Enumerable.Range(0, 40).Select(n => Printing.Page("<p>", $"{n}")),
            new PrintSettings { Tabs = 2, Limit = TimeSpan.FromSeconds(1) },
            new Browser(folder.Script($"echo \"$*\" > {folder.Path}/arguments; {does}")));

        Assert.Empty(files);
        var finding = Assert.Single(findings);
        Assert.Equal((PdfProblems.BrowserFailed.Code, message), (finding.Code, finding.Message));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"It took {clock.Elapsed}.");
        Assert.False(Directory.Exists(folder.Profile), "The profile stays.");
        Assert.Equal(message.Contains("sandbox", StringComparison.Ordinal), finding.Hint!.Contains("UPSTANDER_BROWSER_SANDBOX", StringComparison.Ordinal));
    }

    [Fact]
    public void A_browser_that_dies_in_the_middle_is_one_finding()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The browser of this test is started by a shell script.");
        using var folder = new Folder();
        var browser = Printing.Browser with { Path = folder.Wrapper(Printing.Browser) };
        var problems = new DiagnosticBag();
        var printed = 0;
        using var printer = PdfPrinter.Start(browser, Printing.NoAssets, problems, new PrintSettings { Tabs = 2 }, TestContext.Current.CancellationToken)!;
        for (var n = 0; n < 200; n++)
        {
            printer.Add(Printing.Page($"<p>{n}", $"{n}"), _ => Interlocked.Increment(ref printed));
            if (n == 40)
            {
                Process.GetProcessById(folder.Id).Kill();
            }
        }

        printer.Finish();

        Assert.InRange(printed, 1, 199);
        Assert.Equal(PdfProblems.BrowserFailed.Code, Assert.Single(problems.Sorted()).Code);
    }

    [Fact]
    public void Nothing_stays_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The browser of this test is started by a shell script.");
        using var folder = new Folder();

        var (files, _) = Printing.Print([Printing.Page("<p>")], browser: Printing.Browser with { Path = folder.Wrapper(Printing.Browser) });

        Assert.Single(files);
        Assert.False(Directory.Exists(folder.Profile), "The profile stays.");
        Assert.True(folder.IsGone(TimeSpan.FromSeconds(5)), "The browser stays.");
        Assert.Contains("--remote-debugging-pipe", folder.Arguments, StringComparison.Ordinal);
        Assert.DoesNotContain("--remote-debugging-port", folder.Arguments, StringComparison.Ordinal);
    }

    [Fact]
    public void Printing_that_is_stopped_ends_at_once()
    {
        using var stop = new CancellationTokenSource();
        var problems = new DiagnosticBag();
        var clock = Stopwatch.StartNew();
        using (var printer = PdfPrinter.Start(Printing.Browser, Printing.NoAssets, problems, new PrintSettings { Tabs = 1 }, stop.Token)!)
        {
            printer.Add(Printing.Page(Endless), _ => { });
            stop.CancelAfter(TimeSpan.FromSeconds(1));

            Assert.Throws<OperationCanceledException>(() =>
            {
                for (var n = 0; n < 100; n++)
                {
                    printer.Add(Printing.Page("<p>"), _ => { });
                }

                printer.Finish();
            });
        }

        Assert.Equal([], problems.Sorted());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void What_goes_wrong_with_a_finished_file_is_not_lost() =>
        Assert.Throws<InvalidDataException>(() =>
        {
            using var printer = PdfPrinter.Start(Printing.Browser, Printing.NoAssets, new DiagnosticBag(), cancel: TestContext.Current.CancellationToken)!;
            printer.Add(Printing.Page("<p>"), _ => throw new InvalidDataException());
            printer.Finish();
        });
}
