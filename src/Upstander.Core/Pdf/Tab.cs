using System.Text.Json;

namespace Upstander.Pdf;

/// <summary>What came of printing a page.</summary>
/// <param name="Bytes">The PDF as the browser made it; null after a fault.</param>
/// <param name="Fault">Why there is none.</param>
/// <param name="Refused">What the page wanted and did not get, in the browser's words; empty for a page as it should be.</param>
internal readonly record struct Print(byte[]? Bytes, string? Fault, IReadOnlyList<string> Refused);

/// <summary>A tab of the browser that prints one page after the other. It runs no script and every request of it fails.</summary>
internal sealed class Tab
{
    private readonly DevTools browser;
    private readonly string target;
    private readonly string session;
    private readonly string frame;
    private readonly Lock gate = new();
    private readonly List<string> refused = [];
    private TaskCompletionSource loaded = new();
    private readonly TaskCompletionSource crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Tab(DevTools browser, string target, string session, string frame)
    {
        this.browser = browser;
        this.target = target;
        this.session = session;
        this.frame = frame;
        browser.Hear(session, Heard);
    }

    /// <summary>How many pages it has printed.</summary>
    public int Printed { get; private set; }

    /// <summary>Opens a tab. Null with the reason when the browser does not.</summary>
    public static async Task<(Tab? Tab, string? Fault)> Open(DevTools browser)
    {
        var made = await browser.Call(null, "Target.createTarget", p => p.WriteString("url", "about:blank")).ConfigureAwait(false);
        var target = made.Text("targetId");
        var attached = made.Fault is not null ? made : await browser.Call(null, "Target.attachToTarget", p =>
        {
            p.WriteString("targetId", target);
            p.WriteBoolean("flatten", true);
        }).ConfigureAwait(false);
        if (attached.Fault is { } fault)
        {
            return (null, fault);
        }

        // The main frame of a tab has the tab's id.
        var session = attached.Text("sessionId");
        var tab = new Tab(browser, target, session, target);
        Task<Answer>[] settings =
        [
            browser.Call(session, "Emulation.setScriptExecutionDisabled", p => p.WriteBoolean("value", true)),
            browser.Call(session, "Fetch.enable", p =>
            {
                p.WriteStartArray("patterns");
                p.WriteStartObject();
                p.WriteString("urlPattern", "*");
                p.WriteEndObject();
                p.WriteEndArray();
            }),
            // What only paper uses is there when the page says that it has loaded.
            browser.Call(session, "Emulation.setEmulatedMedia", p => p.WriteString("media", "print")),
            browser.Call(session, "Page.enable"),
            browser.Call(session, "Log.enable"),
            browser.Call(session, "Inspector.enable"),
        ];
        var answers = await Task.WhenAll(settings).ConfigureAwait(false);
        return answers.Select(a => a.Fault).FirstOrDefault(f => f is not null) is { } failed ? (null, failed) : (tab, null);
    }

    /// <summary>Prints a page.</summary>
    /// <param name="html">The page as a whole, with everything in it that it needs.</param>
    /// <param name="width">Width of the paper in inches, where the page does not say.</param>
    /// <param name="height">Its height.</param>
    public async Task<Print> Print(string html, double width, double height)
    {
        lock (gate)
        {
            refused.Clear();
            loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        var ready = loaded.Task;
        var set = await browser.Call(session, "Page.setDocumentContent", p =>
        {
            p.WriteString("frameId", frame);
            p.WriteString("html", html);
        }).ConfigureAwait(false);
        if (set.Fault is null)
        {
            await Task.WhenAny(ready, crashed.Task).ConfigureAwait(false);
        }

        var pdf = set.Fault is not null ? set : await browser.Call(session, "Page.printToPDF", p =>
        {
            p.WriteBoolean("printBackground", true);
            p.WriteBoolean("preferCSSPageSize", true);
            p.WriteNumber("paperWidth", width);
            p.WriteNumber("paperHeight", height);
            p.WriteBoolean("generateTaggedPDF", true);
            p.WriteBoolean("generateDocumentOutline", true);
        }).ConfigureAwait(false);
        Printed++;
        if (pdf.Fault is { } fault)
        {
            return new Print(null, fault, []);
        }

        lock (gate)
        {
            return new Print(pdf.Result.GetProperty("data").GetBytesFromBase64(), null, [.. refused]);
        }
    }

    /// <summary>Completes when the process of the tab has ended without being asked to.</summary>
    public Task Crashed => crashed.Task;

    /// <summary>Ends the tab, whatever it is doing.</summary>
    public async Task Close()
    {
        browser.Forget(session);
        await browser.Call(null, "Target.closeTarget", p => p.WriteString("targetId", target)).ConfigureAwait(false);
    }

    private void Heard(string name, JsonElement said)
    {
        switch (name)
        {
            case "Page.loadEventFired":
                lock (gate)
                {
                    loaded.TrySetResult();
                }

                break;
            case "Inspector.targetCrashed":
                crashed.TrySetResult();
                break;
            case "Fetch.requestPaused":
                _ = browser.Call(session, "Fetch.failRequest", p =>
                {
                    p.WriteString("requestId", said.GetProperty("requestId").GetString());
                    p.WriteString("errorReason", "BlockedByClient");
                });
                Refuse($"a request for '{said.GetProperty("request").GetProperty("url").GetString()}'");
                break;
            case "Log.entryAdded" when said.GetProperty("entry") is var entry && entry.GetProperty("level").GetString() == "error":
                Refuse(entry.GetProperty("text").GetString()!);
                break;
        }
    }

    private void Refuse(string what)
    {
        lock (gate)
        {
            if (refused.Count < 20 && !refused.Contains(what))
            {
                refused.Add(what);
            }
        }
    }
}
