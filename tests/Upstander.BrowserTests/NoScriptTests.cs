using Microsoft.Playwright;

namespace Upstander.BrowserTests;

/// <summary>Every page is whole without script; script only adds comforts.</summary>
public sealed class NoScriptTests(Browsing browsing)
{
    private static readonly BrowserNewContextOptions NoScript = new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 1280, Height = 900 } };

    [Fact]
    public Task Nothing_to_read_is_hidden_and_controls_that_need_script_are() => browsing.Check(browsing.Site.OfSome, NoScript, async (tab, _) => await tab.EvaluateAsync<string[]>(
        """
        () => {
          const comforts = '.scripted, .results, button[hidden], span.keys, .count, .sprite, script, style, details:not([open])';
          const found = [...document.querySelectorAll('button, select, textarea, input:not([type=radio]), span.keys')]
            .filter(e => e.checkVisibility()).map(e => `${e.outerHTML.slice(0, 80)} does nothing`);
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let text = walk.nextNode(); text; text = walk.nextNode()) {
            if (!text.data.trim() || text.parentElement.closest(comforts)) continue;
            const range = document.createRange();
            range.selectNode(text);
            if (!range.getClientRects().length || getComputedStyle(text.parentElement).visibility !== 'visible')
              found.push(`hidden: ${text.data.trim().slice(0, 60)}`);
          }
          return found;
        }
        """));

    [Fact]
    public async Task A_reader_gets_from_the_home_page_to_a_handout_and_back()
    {
        var tab = await browsing.Open(browsing.Site.Page("learner", "home"), NoScript);
        var home = tab.Url;

        await tab.Locator(".row h3 a").First.ClickAsync();
        var lesson = tab.Url;
        Assert.Contains(browsing.Site.Pages, p => p.Url == lesson && p.Document == "learner-page");

        await tab.Locator("#handouts ~ * a").First.ClickAsync();
        Assert.Contains(browsing.Site.Pages, p => p.Url == tab.Url && p.IsPrint);

        await tab.Locator(".sheet-bar a").First.ClickAsync();
        Assert.Equal(lesson, tab.Url);

        await tab.Locator(".masthead .brandmark").ClickAsync();
        Assert.Equal(home, tab.Url);
        await tab.Context.CloseAsync();
    }

    [Fact]
    public async Task The_filters_of_the_home_page_work()
    {
        var tab = await browsing.Open(browsing.Site.Page("learner", "home"), NoScript);
        var all = await tab.Locator(".row:visible").CountAsync();

        await tab.Locator("#band-k2").CheckAsync();

        var some = await tab.Locator(".row:visible").CountAsync();
        Assert.Equal(browsing.Site.Course.Lessons.Count, all);
        Assert.Equal(browsing.Site.Course.Lessons.Count(l => l.Card.Band == "k2"), some);
        await tab.Context.CloseAsync();
    }
}
