using Microsoft.Playwright;

namespace Upstander.BrowserTests;

/// <summary>Everything by keyboard.</summary>
public sealed class KeyboardTests(Browsing browsing)
{
    private static readonly BrowserNewContextOptions Window = new() { ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 1280, Height = 900 } };

    [Fact]
    public Task The_first_stop_skips_to_the_content() => browsing.Check(browsing.Site.OfEachKind, Window, async (tab, _) =>
    {
        await tab.Keyboard.PressAsync("Tab");
        var problem = await tab.EvaluateAsync<string?>(
            """
            () => {
              const e = document.activeElement, box = e.getBoundingClientRect();
              return !e.matches('a.skip') ? `the first stop is ${e.outerHTML.slice(0, 80)}` : box.top < 0 || box.left < 0 ? 'the skip link cannot be seen' : null;
            }
            """);
        if (problem is not null)
        {
            return [problem];
        }

        await tab.Keyboard.PressAsync("Enter");
        await tab.Keyboard.PressAsync("Tab");
        return await tab.EvaluateAsync<string[]>(
            """
            () => {
              const target = document.getElementById(location.hash.slice(1)), next = document.activeElement;
              // Without a stop in the content the focus starts again from the top.
              return !target ? ['the skip link leads nowhere']
                : next !== document.body && !next.matches('.skip') && !(target.compareDocumentPosition(next) & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING)) ? [`after skipping comes ${next.outerHTML.slice(0, 80)}`]
                : [];
            }
            """);
    });

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public Task Every_stop_can_be_seen(int width) => browsing.Check(
        browsing.Site.OfSome.Where(p => !p.IsPrint).Union(browsing.Site.OfEachKind),
        new() { ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = width, Height = 800 } },
        async (tab, _) =>
        {
            var found = new List<string>();
            // A page that lists hundreds of sheets has hundreds of stops of the same kind: the first ones tell.
            for (var i = 0; i < 300; i++)
            {
                await tab.Keyboard.PressAsync("Tab");
                var stop = await tab.EvaluateAsync<string?>(Stop);
                if (stop is null)
                {
                    return i > 0 ? found : ["nothing takes the focus"];
                }

                if (stop != "")
                {
                    found.Add(stop);
                }
            }

            return found;
        });

    [Fact]
    public async Task Filters_and_search_of_the_home_page_work_by_keyboard()
    {
        var lessons = browsing.Site.Course.Lessons;
        var tab = await browsing.Open(browsing.Site.Page("learner", "home"), Window);
        await Reach(tab, "#band-all");
        await tab.Keyboard.PressAsync("ArrowRight");

        Assert.Equal("band-k2", await tab.EvaluateAsync<string>("() => document.querySelector('[name=band]:checked').id"));
        var young = lessons.Count(l => l.Card.Band == "k2");
        Assert.Equal(young, await tab.Locator(".row:visible").CountAsync());
        Assert.StartsWith($"{young} ", await tab.Locator(".count").TextContentAsync(), StringComparison.Ordinal);

        await tab.Keyboard.PressAsync("ArrowLeft");
        Assert.Equal(lessons.Count, await tab.Locator(".row:visible").CountAsync());

        await Reach(tab, "#search");
        await tab.Keyboard.TypeAsync(lessons[0].Card.Title);
        Assert.Equal(lessons[0].Card.Title, await tab.Locator(".hit:visible a").First.TextContentAsync());
        Assert.Equal(0, await tab.Locator(".row:visible").CountAsync());

        await tab.Keyboard.PressAsync("Enter");
        Assert.Equal(lessons[0].Card.Title, await tab.EvaluateAsync<string>("() => document.activeElement.textContent"));
        await tab.Keyboard.PressAsync("ArrowDown");
        Assert.Equal(2, await tab.EvaluateAsync<int>("() => 1 + [...document.querySelectorAll('.hit a')].indexOf(document.activeElement)"));
        await tab.Keyboard.PressAsync("Escape");
        Assert.Equal("search", await tab.EvaluateAsync<string>("() => document.activeElement.id"));

        await tab.Keyboard.PressAsync("End");
        await tab.Keyboard.TypeAsync(" zzzzzz");
        Assert.Equal(0, await tab.Locator(".row:visible, .hit:visible").CountAsync());
        await Assertions.Expect(tab.Locator(".count")).ToHaveTextAsync((await tab.Locator(".results").GetAttributeAsync("data-none"))!, new() { Timeout = 30_000 });

        await tab.Keyboard.PressAsync("Escape");
        Assert.Equal("", await tab.Locator("#search").InputValueAsync());
        Assert.Equal(lessons.Count, await tab.Locator(".row:visible").CountAsync());
        await tab.Context.CloseAsync();
    }

    [Fact]
    public async Task The_head_of_every_page_leads_into_the_search()
    {
        var tab = await browsing.Open(browsing.Site.Page("learner", "glossary"), Window);
        await Reach(tab, ".masthead a[href$='#find']");
        await tab.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Locator("#search")).ToBeFocusedAsync(new() { Timeout = 30_000 });
        Assert.Equal(browsing.Site.Page("learner", "home").Url + "#find", tab.Url);
        await tab.Context.CloseAsync();
    }

    [Fact]
    public async Task Topics_can_be_chosen_by_keyboard()
    {
        var tab = await browsing.Open(browsing.Site.Page("learner", "home"), Window);
        await Reach(tab, "#topic");
        await tab.Keyboard.PressAsync("ArrowDown");

        var topic = await tab.Locator("#topic").InputValueAsync();
        Assert.Equal(
            browsing.Site.Course.Lessons.Count(l => l.Card.Topics.Contains(topic)),
            await tab.Locator(".row:visible").CountAsync());
        await tab.Context.CloseAsync();
    }

    private static async Task Reach(IPage tab, string target)
    {
        for (var i = 0; i < 60; i++)
        {
            if (await tab.EvaluateAsync<bool>("target => document.activeElement.matches(target)", target))
            {
                return;
            }

            await tab.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The Tab key never reaches {target}.");
    }

    // Null when the focus has left the page; empty when all is well. A row or the label of a chip may show the focus for what lies in it.
    private const string Stop =
        """
        () => {
          const e = document.activeElement;
          if (!e || e === document.body) return null;
          const name = e.outerHTML.slice(0, 100), seen = window.seen ??= new Set();
          // A browser without a frame begins again from the top; to come back to any other stop is to be caught.
          if (seen.values().next().value === e) return null;
          if (seen.has(e)) return `the focus comes back to ${name} and never leaves the page`;
          seen.add(e);
          const shows = x => x && getComputedStyle(x).outlineStyle !== 'none' && parseFloat(getComputedStyle(x).outlineWidth) >= 2;
          if (![e, e.closest('.row'), e.nextElementSibling].some(shows)) return `the focus cannot be seen on ${name}`;
          const box = e.getClientRects()[0];
          if (!box || box.width < 1) return `nothing to see of ${name}`;
          // Of what is higher than the window, the middle of the part that is in it.
          const middle = b => (Math.max(b.top, 0) + Math.min(b.bottom, innerHeight)) / 2;
          const over = [...e.getClientRects()].flatMap(b => [0.5, 0.05, 0.95].map(at => document.elementFromPoint(b.left + b.width * at, middle(b))));
          return over.some(at => at && (e.contains(at) || at.contains(e) || at === e.nextElementSibling || e.nextElementSibling?.contains(at)))
            ? '' : `${over[0]?.outerHTML.slice(0, 60) ?? 'the edge of the window'} lies over ${name} at ${box.left},${box.top},${box.right},${box.bottom}`;
        }
        """;
}
