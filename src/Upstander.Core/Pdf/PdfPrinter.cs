using System.Threading.Channels;
using Upstander.Diagnostics;
using Upstander.Documents;
using static System.FormattableString;

namespace Upstander.Pdf;

/// <summary>Prints pages to PDF by one browser for the whole build, several at a time.</summary>
public sealed class PdfPrinter : IDisposable
{
    /// <summary>A tab that has printed this many pages makes room for a new one: each page leaves something behind in it.</summary>
    private const int PagesOfTab = 100;

    /// <summary>Pages that wait for each tab; makers of pages wait beyond that, so that memory does not grow with the course.</summary>
    private const int Ahead = 4;

    /// <summary>When so many pages hang, it is the templates or the machine, and the others would hang too.</summary>
    private const int MostHung = 3;

    private readonly string path;
    private readonly BrowserProcess process;
    private readonly PrintPage pages;
    private readonly DiagnosticBag problems;
    private readonly TimeSpan limit;
    private readonly CancellationToken cancel;
    private readonly SemaphoreSlim room;
    private readonly Channel<Job> queue = Channel.CreateUnbounded<Job>();
    private readonly Task work;
    private int failed;
    private int hung;

    private PdfPrinter(string path, BrowserProcess process, Assets assets, DiagnosticBag problems, PrintSettings settings, CancellationToken cancel)
    {
        this.path = path;
        this.process = process;
        this.problems = problems;
        this.cancel = cancel;
        pages = new PrintPage(assets);
        limit = settings.Limit;
        room = new SemaphoreSlim(settings.Tabs * (1 + Ahead));
        work = Task.WhenAll(Enumerable.Range(0, settings.Tabs).Select(_ => Task.Run(Work)));
    }

    /// <summary>Starts the browser. Null after a finding.</summary>
    /// <param name="browser">Which one.</param>
    /// <param name="assets">Style sheets and pictures that pages name.</param>
    /// <param name="problems">Gets what goes wrong, also later.</param>
    /// <param name="settings">How to print; null for the usual.</param>
    /// <param name="cancel">Stops it: pages in the queue are left.</param>
    public static PdfPrinter? Start(Browser browser, Assets assets, DiagnosticBag problems, PrintSettings? settings = null, CancellationToken cancel = default)
    {
        if (BrowserProcess.Start(browser, out var fault) is { } process)
        {
            return new PdfPrinter(browser.Path, process, assets, problems, settings ?? new PrintSettings(), cancel);
        }

        problems.Add(PdfProblems.BrowserFailed.At(SourceSpan.Whole(browser.Path), $"the browser does not start: {fault}", PdfProblems.BrowserHint));
        return null;
    }

    /// <summary>Queues a page; waits while the queue is full. Thread-safe.</summary>
    /// <param name="page">A page whose text is print HTML.</param>
    /// <param name="done">Called with the PDF, from a thread of the printer.</param>
    /// <exception cref="OperationCanceledException">Printing was stopped.</exception>
    public void Add(MadePage page, Action<byte[]> done)
    {
        if (Volatile.Read(ref failed) != 0 || pages.Make(page, problems) is not { } html)
        {
            return;
        }

        room.Wait(cancel);
        queue.Writer.TryWrite(new Job(page, html, done));
    }

    /// <summary>Waits until every queued page is printed, or reported.</summary>
    /// <exception cref="OperationCanceledException">Printing was stopped.</exception>
    public void Finish()
    {
        queue.Writer.TryComplete();
        work.GetAwaiter().GetResult();
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>Ends the browser and removes its profile.</summary>
    public void Dispose()
    {
        queue.Writer.TryComplete();
        process.Dispose();
        room.Dispose();
    }

    private async Task Work()
    {
        Tab? tab = null;
        await foreach (var job in queue.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            try
            {
                if (Volatile.Read(ref failed) == 0 && !cancel.IsCancellationRequested)
                {
                    tab = await Print(tab, job).ConfigureAwait(false);
                }
            }
            finally
            {
                room.Release();
            }
        }
    }

    /// <summary>Prints a page and gives the tab for the next one: null when a new one is due.</summary>
    private async Task<Tab?> Print(Tab? tab, Job job)
    {
        if (tab is null)
        {
            var opening = Tab.Open(process.Protocol);
            if (!await InTime(opening).ConfigureAwait(false))
            {
                Fail(Invariant($"it did not open a tab in {limit.TotalSeconds:0.#} seconds"));
                return null;
            }

            (tab, var why) = await opening.ConfigureAwait(false);
            if (tab is null)
            {
                Fail(why!);
                return null;
            }
        }

        var (width, height) = job.Page.Paper == "a4" ? (210 / 25.4, 297 / 25.4) : (8.5, 11);
        var printing = tab.Print(job.Html, width, height);
        if (!await InTime(printing, tab.Crashed).ConfigureAwait(false))
        {
            Report(job, tab.Crashed.IsCompleted ? "the browser could not print this page: the page's process ended" : Invariant($"the browser did not finish this page in {limit.TotalSeconds:0.#} seconds"));
            _ = tab.Close();
            if (Interlocked.Increment(ref hung) == MostHung && Interlocked.Exchange(ref failed, 1) == 0)
            {
                problems.Add(PdfProblems.PageFailed.At(SourceSpan.Whole("--format pdf"), $"{MostHung} pages were not finished, and the others are not printed", PdfProblems.HungHint));
            }

            return null;
        }

        Settle(job, await printing.ConfigureAwait(false));
        if (tab.Printed < PagesOfTab)
        {
            return tab;
        }

        _ = tab.Close();
        return null;
    }

    /// <summary>Hands on what was printed, or says why it cannot.</summary>
    private void Settle(Job job, Print print)
    {
        if (process.Protocol.Ended)
        {
            Fail(print.Fault ?? "it ended");
            return;
        }

        foreach (var what in print.Refused)
        {
            problems.Add(PdfProblems.Refused.At(
                SourceSpan.Whole($"templates/{job.Page.Page.Document.Template}"), $"a PDF cannot be made with this; the browser says: {what}", PdfProblems.RefusedHint));
        }

        if (print.Bytes is not { } bytes)
        {
            Report(job, $"the browser could not print this page: {print.Fault}");
        }
        else if (PdfFile.Settle(bytes) is not { } pdf)
        {
            Report(job, "what the browser made of this page is no whole PDF");
        }
        else if (print.Refused.Count == 0)
        {
            job.Done(pdf);
        }
    }

    /// <summary>Whether the work is done before its time is over, and before the other task is.</summary>
    private async Task<bool> InTime(Task work, Task? other = null)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var first = await Task.WhenAny(work, other ?? work, Task.Delay(limit, time.Token)).ConfigureAwait(false);
        await time.CancelAsync().ConfigureAwait(false);
        return first == work;
    }

    private void Report(Job job, string message)
    {
        if (!cancel.IsCancellationRequested)
        {
            problems.Add(PdfProblems.PageFailed.At(
                SourceSpan.Whole(job.Page.Page.OutputPath), message, $"templates/{job.Page.Page.Document.Template} makes it; {PdfProblems.HungHint}"));
        }
    }

    /// <summary>One finding for the browser, however many pages were waiting for it.</summary>
    private void Fail(string fault)
    {
        if (Interlocked.Exchange(ref failed, 1) == 0 && !cancel.IsCancellationRequested)
        {
            var said = process.Protocol.Ended ? process.LastError() : null;
            var sandbox = said?.Contains("sandbox", StringComparison.OrdinalIgnoreCase) == true;
            problems.Add(PdfProblems.BrowserFailed.At(
                SourceSpan.Whole(path),
                sandbox ? "the browser does not start here with its sandbox" : $"the browser failed: {fault}{(said is null ? "" : $"; it said: {said}")}",
                sandbox ? PdfProblems.SandboxHint : PdfProblems.BrowserHint));
        }
    }

    private sealed record Job(MadePage Page, string Html, Action<byte[]> Done);
}

/// <summary>How pages are printed.</summary>
public sealed record PrintSettings
{
    /// <summary>How many pages are printed at once.</summary>
    public int Tabs { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>How long one page may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);
}
