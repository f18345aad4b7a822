using System.Collections.Concurrent;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Upstander.BrowserTests.Browsing))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Upstander.BrowserTests;

/// <summary>One browser and one compiled site for all tests. Tests run one after the other; each goes over its pages in a few tabs at once.</summary>
public sealed class Browsing : IAsyncLifetime
{
    private const int Tabs = 3;
    private readonly Lazy<Site> letter = new(() => Site.Compile());
    private readonly Lazy<Site> a4 = new(() => Site.Compile("a4"));
    private Task<IReadOnlyDictionary<string, Facts>>? facts;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The lessons as they are: Letter.</summary>
    internal Site Site => letter.Value;

    /// <summary>The same on A4.</summary>
    internal Site OnA4 => a4.Value;

    /// <summary>The browser; without one, the test is skipped, or fails where <c>UPSTANDER_REQUIRE_BROWSER=1</c> says that there must be one.</summary>
    internal IBrowser Browser
    {
        get
        {
            if (browser is null && Environment.GetEnvironmentVariable("UPSTANDER_REQUIRE_BROWSER") == "1")
            {
                Assert.Fail("There is no Chromium, Chrome or Edge on this machine; UPSTANDER_BROWSER may name one.");
            }

            Assert.SkipWhen(browser is null, "There is no Chromium, Chrome or Edge on this machine; UPSTANDER_BROWSER may name one.");
            return browser!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Find() is { } path)
        {
            playwright = await Playwright.CreateAsync();
            browser = await Chromium.Start(playwright, path);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        playwright?.Dispose();
        foreach (var site in new[] { letter, a4 }.Where(s => s.IsValueCreated))
        {
            site.Value.Dispose();
        }
    }

    /// <summary>What one visit to every page tells.</summary>
    internal Task<IReadOnlyDictionary<string, Facts>> Facts() => facts ??= Upstander.BrowserTests.Facts.Gather(this);

    /// <summary>A tab of its own.</summary>
    internal async Task<IPage> Open(SitePage page, BrowserNewContextOptions? options = null)
    {
        var context = await Browser.NewContextAsync(options);
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(page.Url);
        return tab;
    }

    /// <summary>Opens every page and fails with all that was found, page by page.</summary>
    internal async Task Check(IEnumerable<SitePage> pages, BrowserNewContextOptions options, Func<IPage, SitePage, Task<IEnumerable<string>>> look)
    {
        var found = new ConcurrentBag<string>();
        var count = 0;
        await Visit(pages, options, async (tab, page) =>
        {
            await tab.GotoAsync(page.Url);
            Interlocked.Increment(ref count);
            foreach (var problem in await look(tab, page))
            {
                found.Add($"{page}: {problem}");
            }
        });
        Assert.True(count > 0, "No page was looked at.");
        None(found);
    }

    /// <summary>Goes over pages with a few tabs, each in a context of its own.</summary>
    internal async Task Visit(IEnumerable<SitePage> pages, BrowserNewContextOptions options, Func<IPage, SitePage, Task> look)
    {
        var here = Browser;
        var queue = new ConcurrentQueue<SitePage>(pages);
        await Task.WhenAll(Enumerable.Range(0, Tabs).Select(async _ =>
        {
            await using var context = await here.NewContextAsync(options);
            var tab = await context.NewPageAsync();
            while (queue.TryDequeue(out var page))
            {
                await look(tab, page);
            }
        }));
    }

    /// <summary>Fails with every problem on a line of its own.</summary>
    internal static void None(IEnumerable<string> problems)
    {
        string[] all = [.. problems.Order(StringComparer.Ordinal)];
        Assert.True(all.Length == 0, $"{all.Length} problems\n{string.Join('\n', all)}");
    }
}
