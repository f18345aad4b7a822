using Upstander.Diagnostics;
using Upstander.Documents;

namespace Upstander.Pdf;

/// <summary>Prints pages to PDF by one browser for the whole build, several at a time.</summary>
public sealed class PdfPrinter : IDisposable
{
    private PdfPrinter()
    {
    }

    /// <summary>Starts the browser. Null after a finding.</summary>
    /// <param name="browser">Which one.</param>
    /// <param name="assets">Style sheets and pictures that pages name.</param>
    /// <param name="problems">Gets what goes wrong, also later.</param>
    public static PdfPrinter? Start(Browser browser, Assets assets, DiagnosticBag problems) => throw new NotImplementedException();

    /// <summary>Queues a page; waits while the queue is full. Thread-safe.</summary>
    /// <param name="page">A page whose text is print HTML.</param>
    /// <param name="done">Called with the PDF, from a thread of the printer.</param>
    public void Add(MadePage page, Action<byte[]> done) => throw new NotImplementedException();

    /// <summary>Waits until every queued page is printed, or reported.</summary>
    public void Finish(CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Ends the browser and removes its profile.</summary>
    public void Dispose()
    {
    }
}
