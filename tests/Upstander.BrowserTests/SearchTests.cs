using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using Upstander.Courses;

namespace Upstander.BrowserTests;

/// <summary>Finding a lesson on the home page: search and filters, from a folder of files.</summary>
public sealed class SearchTests(Browsing browsing)
{
    private static readonly BrowserNewContextOptions Window = new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 1280, Height = 900 } };

    private IReadOnlyList<LessonSummary> Lessons => browsing.Site.Course.Lessons;

    [Fact]
    public async Task A_lesson_is_found_despite_a_slip()
    {
        var tab = await Home("learner");
        var found = new List<string>();
        foreach (var title in Lessons.Select(l => l.Card.Title))
        {
            var word = title.Split(' ', ',', ':').MaxBy(w => w.Length)!;
            string[] slips = [word, .. word.Length < 4 ? [] : (string[])[
                $"{word[..^3]}{word[^2]}{word[^3]}{word[^1]}", // two letters swapped
                word.Remove(word.Length / 2, 1),
                word.Insert(word.Length / 2, "q"),
                $"{word[..^1]}q"]];
            foreach (var slip in slips)
            {
                if (!(await Search(tab, slip)).Contains(title))
                {
                    found.Add($"'{slip}' does not find {title}");
                }
            }
        }

        await tab.Context.CloseAsync();
        Browsing.None(found);
    }

    [Theory]
    [InlineData("Crème brûlée", "creme brulee")]
    [InlineData("Creme brulee", "CRÈME BRÛLÉE")]
    [InlineData("Straße", "strasse")]
    [InlineData("Smørrebrød", "smorrebrod")]
    [InlineData("ISPARTA ılık", "isparta ilik")]
    [InlineData("Don’t ask twice", "don't")]
    [InlineData("同意について考える", "同意")]
    [InlineData("Family at home", "families")]
    [InlineData("Friends", "friend")]
    public async Task Accents_scripts_and_forms_of_words(string title, string asked)
    {
        var tab = await Home("learner", $"{{ skip: '', units: {{}}, lessons: [{{ id: 'a', title: 'Other', page: '*a.html', text: 'nothing' }}, {{ id: 'b', title: {JsonSerializer.Serialize(title)}, page: '*b.html', text: '' }}] }}");

        Assert.Equal([title], await Search(tab, asked));
        Assert.EndsWith("/learner/b/b.html", await tab.Locator(".hit a").GetAttributeAsync("href"), StringComparison.Ordinal);
        await tab.Context.CloseAsync();
    }

    [Fact]
    public async Task What_says_it_best_comes_first_and_every_word_counts()
    {
        var tab = await Home("learner", """
            { skip: 'what is', glossary: 'words.html', words: [], units: { u: ['Kindness', 'u.html'] }, lessons: [
              { id: 'a', title: 'Plain', page: '*a.html', topics: [], text: 'kindness in passing' },
              { id: 'b', title: 'Kind', page: '*b.html', unit: 'u', text: 'nothing', minutes: 1, sheets: [['A card', '*c.html', 'Poster']] },
              { id: 'c', title: 'Kindnes', page: '*c.html', text: 'rain' },
              { id: 'd', title: '<img src=x onerror=alert(1)>', page: 'https://example.org/', text: '<b>' }] }
            """);

        Assert.Equal(["Kindness", "Kindnes", "Kind", "Plain"], await Search(tab, "kindness"));
        Assert.Equal(["Plain"], await Search(tab, "what is kindness passing"));
        Assert.Equal(["A card"], await Search(tab, "poster kind"));
        Assert.Equal(["<img src=x onerror=alert(1)>"], await Search(tab, "onerror"));
        Assert.Equal(0, await tab.Locator(".hit img").CountAsync());
        Assert.Empty(await Search(tab, "kindness zzzz"));
        await tab.Context.CloseAsync();
    }

    [Fact]
    public async Task Filters_narrow_combine_and_are_taken_back()
    {
        var tab = await Home("facilitator");
        await Expect(tab, Lessons);

        await tab.Locator("#band-g68").CheckAsync();
        var fits = Lessons.Where(l => l.Card.Band == "g68").ToList();
        await Expect(tab, fits);

        await tab.Locator("#sensitivity").SelectOptionAsync("2");
        fits.RemoveAll(l => l.Card.Sensitivity != 2);
        await Expect(tab, fits);

        var claim = fits[0].Standards[0].Value.Split(':');
        await tab.Locator("#framework").SelectOptionAsync(claim[0]);
        await tab.Locator("#code").FillAsync(claim[1][..5].ToLowerInvariant());
        fits.RemoveAll(l => !l.Standards.Any(s => s.Value.StartsWith($"{claim[0]}:{claim[1][..5]}", StringComparison.Ordinal)));
        await Expect(tab, fits);
        Assert.NotEmpty(fits);

        // What is found fits the filters too.
        var word = fits[0].Card.Title.Split(' ').MaxBy(w => w.Length)!;
        Assert.Contains(fits[0].Card.Title, await Search(tab, word));
        await tab.Locator("#band-k2").CheckAsync();
        Assert.DoesNotContain(fits[0].Card.Title, await Search(tab, word));

        await tab.Locator("[type=reset]").ClickAsync();
        // The page takes the filters back after the form has, in a task of its own.
        await Assertions.Expect(tab.Locator("#band-all")).ToBeFocusedAsync(new() { Timeout = 30_000 });
        await Expect(tab, Lessons);
        Assert.Equal("", await tab.Locator("#search").InputValueAsync());
        Assert.False(await tab.Locator("[type=reset]").IsVisibleAsync());

        var topic = (await tab.Locator("#topic option").AllTextContentsAsync())[1];
        await tab.Locator("#topic").SelectOptionAsync(topic);
        await Expect(tab, Lessons.Where(l => l.Card.Topics.Contains(topic, StringComparer.OrdinalIgnoreCase)));
        await tab.Context.CloseAsync();
    }

    [Fact]
    public async Task Filters_and_results_can_be_read_by_everybody()
    {
        var found = new List<string>();
        foreach (var audience in new[] { "learner", "facilitator", "family" })
        {
            var tab = await Home(audience);
            await Search(tab, "consent");
            Assert.True(await tab.Locator(".hit").CountAsync() > 2);
            await tab.EvaluateAsync(AccessibilityTests.Axe);
            found.AddRange(await AccessibilityTests.Violations(tab, $"{audience} light", AccessibilityTests.Standards));
            await tab.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await tab.SetViewportSizeAsync(320, 640);
            found.AddRange(await AccessibilityTests.Violations(tab, $"{audience} dark, narrow", AccessibilityTests.Standards));
            if (await tab.EvaluateAsync<int>("() => document.documentElement.scrollWidth") > 320)
            {
                found.Add($"{audience}: wider than the window");
            }

            await tab.Context.CloseAsync();
        }

        Browsing.None(found);
    }

    [Fact]
    public async Task Everything_that_can_be_found_is_there()
    {
        var found = new List<string>();
        foreach (var audience in new[] { "learner", "facilitator", "family" })
        {
            var tab = await Home(audience);
            var addresses = await tab.EvaluateAsync<string[]>(
                """
                () => {
                  const at = (page, id) => new URL(page.replace('*', `${id}/`), document.querySelector('script[data-index]').src).href;
                  const words = upstanderIndex.glossary ? [...upstanderIndex.words, ...upstanderIndex.lessons.flatMap(l => l.words ?? [])] : [];
                  return [
                    ...Object.values(upstanderIndex.units).map(([, page]) => at(page)),
                    ...upstanderIndex.lessons.flatMap(l => [at(l.page, l.id), ...(l.sheets ?? []).map(([, page]) => at(page, l.id))]),
                    ...words.map(([, slug]) => at(`${upstanderIndex.glossary}#${slug}`)),
                  ];
                }
                """);
            var facts = await browsing.Facts();
            var pages = browsing.Site.Pages.Where(p => p.Audience == audience).ToDictionary(p => p.Url);
            Assert.True(addresses.Length > Lessons.Count);
            foreach (var address in addresses.Select(a => a.Split('#')))
            {
                if (!pages.TryGetValue(address[0], out var page) || (address.Length > 1 && !facts[page.Path].Ids.Contains(address[1])))
                {
                    found.Add($"{audience}: {string.Join('#', address)} is not there");
                }
            }

            await tab.Context.CloseAsync();
        }

        Browsing.None(found);
    }

    [Fact]
    public async Task Searching_asks_nobody_keeps_nothing_and_is_small()
    {
        var tab = await Home("facilitator", null, open: false);
        var asked = new ConcurrentQueue<string>();
        var complaints = new ConcurrentQueue<string>();
        tab.Request += (_, request) => asked.Enqueue(request.Url);
        tab.Console += (_, message) => complaints.Enqueue(message.Text);
        tab.PageError += (_, error) => complaints.Enqueue(error);
        var home = browsing.Site.Page("facilitator", "home");
        await tab.GotoAsync(home.Url);
        await Search(tab, "consent");
        await Search(tab, "consnet");

        Assert.All(asked, a => Assert.StartsWith(new Uri(home.Folder + Path.DirectorySeparatorChar).AbsoluteUri, a.Replace("data:,", home.Url, StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Equal(0, await tab.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));
        Assert.Equal(home.Url, tab.Url);
        Assert.Empty(complaints);
        string[] scripts = [.. asked.Where(a => a.EndsWith(".js", StringComparison.Ordinal)).Select(a => new Uri(a).LocalPath)];
        Assert.Equal(["page.js", "search-index.js", "search.js"], scripts.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.InRange(scripts.Where(s => !s.EndsWith("search-index.js", StringComparison.Ordinal)).Sum(s => new FileInfo(s).Length), 1, 30_000);
        await tab.Context.CloseAsync();
    }

    private static async Task Expect(IPage tab, IEnumerable<LessonSummary> lessons)
    {
        string[] ids = [.. lessons.Select(l => l.Id).Order(StringComparer.Ordinal)];
        var shown = await tab.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.row')].filter(row => row.checkVisibility()).map(row => row.dataset.lesson)");
        Assert.Equal(ids, shown.Order(StringComparer.Ordinal));
        Assert.Matches($"^{ids.Length} ", (await tab.Locator(".count").TextContentAsync())!);
    }

    /// <summary>Types a query at once and gives the titles that are shown.</summary>
    private static Task<string[]> Search(IPage tab, string query) => tab.EvaluateAsync<string[]>(
        """
        query => {
          const field = document.querySelector('#search');
          field.value = query;
          field.dispatchEvent(new Event('input', { bubbles: true }));
          return [...document.querySelectorAll('.hit a')].filter(link => link.checkVisibility()).map(link => link.textContent);
        }
        """,
        query);

    /// <summary>The home page in a tab of its own; with another index than its own where one is given.</summary>
    private async Task<IPage> Home(string audience, string? index = null, bool open = true)
    {
        var context = await browsing.Browser.NewContextAsync(Window);
        var tab = await context.NewPageAsync();
        if (index is not null)
        {
            await tab.RouteAsync("**/search-index.js", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = $"const upstanderIndex = {index};" }));
        }

        if (open)
        {
            await tab.GotoAsync(browsing.Site.Page(audience, "home").Url);
        }

        return tab;
    }
}
