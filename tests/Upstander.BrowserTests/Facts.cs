using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace Upstander.BrowserTests;

/// <summary>What a visit to a page tells about its structure and about what it does.</summary>
internal sealed record Facts
{
    public required string Lang { get; init; }

    public required string Title { get; init; }

    /// <summary>What the Content-Security-Policy element says; null when there is none.</summary>
    public string? Policy { get; init; }

    public string? Referrer { get; init; }

    public required string[] Ids { get; init; }

    /// <summary>Every address in an <c>href</c> or <c>src</c>, as written.</summary>
    public required string[] Addresses { get; init; }

    /// <summary>The levels of its headings, in order, those for screens and those for paper.</summary>
    public required int[] Headings { get; init; }

    /// <summary>Keys in local and session storage, and databases.</summary>
    public required int Stored { get; init; }

    /// <summary>Style attributes, style elements, inline scripts and handlers.</summary>
    public required string[] Inline { get; init; }

    public required string[] Violations { get; init; }

    /// <summary>Where the links to leave in a hurry lead that can be seen; "hidden" for others.</summary>
    public required string[] Exits { get; init; }

    /// <summary>Elements that only facilitators may have.</summary>
    public required string[] Answers { get; init; }

    public int Cookies { get; init; }

    public IReadOnlyList<string> Errors { get; init; } = [];

    public IReadOnlyList<string> Requests { get; init; } = [];

    private const string Script = """
        async () => JSON.stringify({
          lang: document.documentElement.lang,
          title: document.title,
          policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? null,
          referrer: document.querySelector('meta[name=referrer]')?.content ?? null,
          ids: [...document.querySelectorAll('[id]')].map(e => e.id),
          addresses: [...document.querySelectorAll('[href], [src]')].map(e => e.getAttribute('href') ?? e.getAttribute('src')),
          headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(e => +e.localName[1]),
          stored: localStorage.length + sessionStorage.length + (await indexedDB.databases()).length,
          inline: [...document.querySelectorAll('style, [style], script:not([src]), iframe, object, embed, form[action]')].map(e => e.outerHTML.slice(0, 80))
            .concat([...document.querySelectorAll('*')].flatMap(e => [...e.attributes].filter(a => a.name.startsWith('on')).map(a => `${e.localName} ${a.name}`))),
          exits: [...document.querySelectorAll('.exit, .leave')].map(e => e.checkVisibility() ? e.getAttribute('href') : 'hidden'),
          answers: [...document.querySelectorAll('.backs, .card-back, .head-back, .answer, .keys li, .for-facilitator, .listen')].map(e => `${e.localName}.${e.className}`),
          violations: window.violations ?? [],
        })
        """;

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static async Task<IReadOnlyDictionary<string, Facts>> Gather(Browsing browsing)
    {
        var all = new ConcurrentDictionary<string, Facts>();
        var watched = new ConcurrentDictionary<IPage, (ConcurrentQueue<string> Errors, ConcurrentQueue<string> Requests)>();
        await browsing.Visit(browsing.Site.Pages, new() { ViewportSize = new() { Width = 1280, Height = 900 } }, async (tab, page) =>
        {
            var (errors, requests) = watched.TryGetValue(tab, out var known) ? known : watched[tab] = await Watch(tab);
            errors.Clear();
            requests.Clear();
            await tab.GotoAsync(page.Url);
            var facts = JsonSerializer.Deserialize<Facts>(await tab.EvaluateAsync<string>(Script), Web)!;
            var cookies = await tab.Context.CookiesAsync();
            all[page.Path] = facts with { Cookies = cookies.Count, Errors = [.. errors], Requests = [.. requests] };
        });
        return all;
    }

    private static async Task<(ConcurrentQueue<string> Errors, ConcurrentQueue<string> Requests)> Watch(IPage tab)
    {
        var (errors, requests) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        tab.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                errors.Enqueue(message.Text);
            }
        };
        tab.PageError += (_, error) => errors.Enqueue(error);
        tab.RequestFailed += (_, request) => errors.Enqueue($"not loaded: {request.Url}");
        tab.Request += (_, request) => requests.Enqueue(request.Url);
        await tab.AddInitScriptAsync("addEventListener('securitypolicyviolation', e => (window.violations ??= []).push(`${e.violatedDirective} ${e.blockedURI}`))");
        return (errors, requests);
    }
}
