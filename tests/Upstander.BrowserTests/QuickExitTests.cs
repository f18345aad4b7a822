using Microsoft.Playwright;

namespace Upstander.BrowserTests;

/// <summary>Leaving in a hurry: on learners' pages from sensitivity 2, and only where it belongs.</summary>
public sealed class QuickExitTests(Browsing browsing)
{
    private const string Exit = ".exit, .leave";

    private string Away => browsing.Site.Course.Curriculum.QuickExit!.Value;

    private SitePage Heavy => browsing.Site.Pages.First(p => p is { Audience: "learner", Document: "learner-page", Sensitivity: >= 2 });

    [Fact]
    public async Task Every_learner_page_that_needs_it_has_it_and_no_other()
    {
        var facts = await browsing.Facts();
        Browsing.None(
            from page in browsing.Site.Pages
            let wanted = page is { Audience: "learner", Sensitivity: >= 2 } ? Away : page.Audience == "facilitator" || page.Sensitivity == 1 ? "" : null
            let found = string.Join(", ", facts[page.Path].Exits)
            where wanted is not null && found != wanted
            select $"{page}: the ways to leave lead to '{found}', not '{wanted}'");
    }

    [Fact]
    public async Task Without_script_it_is_a_link_that_leaves()
    {
        var tab = await Open(new() { JavaScriptEnabled = false });
        await tab.Locator(Exit).ClickAsync();
        Assert.True(await Leaves(tab), $"It is still at {tab.Url}.");
        await tab.Context.CloseAsync();
    }

    [Fact]
    public async Task Shift_three_times_leaves_and_the_way_back_leads_past_the_page()
    {
        var tab = await Open(new());

        // On a busy machine three presses may take longer than the five seconds that they may be apart.
        for (var i = 0; i < 9 && tab.Url != Away; i++)
        {
            await tab.Keyboard.PressAsync("Shift");
            if (i % 3 == 2)
            {
                await tab.WaitForURLAsync(Away, new() { Timeout = i < 8 ? 10_000 : 30_000 }).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }

        Assert.Equal(Away, tab.Url);
        await tab.GoBackAsync();
        Assert.Equal(browsing.Site.Page("learner", "home").Url, tab.Url);
        await tab.Context.CloseAsync();
    }

    [Fact]
    public async Task Each_press_is_told_to_those_who_listen()
    {
        var tab = await Open(new());
        await tab.Keyboard.PressAsync("Shift");
        Assert.Equal(await tab.Locator(".exit").GetAttributeAsync("data-two"), await tab.Locator(".told").TextContentAsync());
        await tab.Keyboard.PressAsync("Shift");
        Assert.Equal(await tab.Locator(".exit").GetAttributeAsync("data-one"), await tab.Locator(".told").TextContentAsync());
        await tab.Keyboard.PressAsync("a");
        Assert.Equal(await tab.Locator(".exit").GetAttributeAsync("data-over"), await tab.Locator(".told").TextContentAsync());
        Assert.Equal("status", await tab.Locator(".told").GetAttributeAsync("role"));
        await tab.Context.CloseAsync();
    }

    [Fact]
    public async Task The_page_is_gone_at_once_even_where_the_other_one_does_not_answer()
    {
        var tab = await browsing.Open(Heavy, new());
        var answer = new TaskCompletionSource();
        await tab.Context.RouteAsync("https://**", async route =>
        {
            await answer.Task;
            await route.AbortAsync();
        });
        var title = await tab.TitleAsync();

        // In one go: a click from here would wait for the other page.
        var seen = await tab.EvaluateAsync<string[]>(
            """
            () => {
              document.querySelector('.exit').click();
              const blank = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
              return [blank.className, blank.textContent, document.title, String([...document.body.children].filter(e => e !== blank).every(e => e.ariaHidden === 'true'))];
            }
            """);

        Assert.Equal("blank", seen[0]);
        Assert.NotEqual("", seen[1]);
        Assert.NotEqual(title, seen[2]);
        Assert.Equal("true", seen[3]);
        answer.SetResult();
        await tab.Context.CloseAsync();
    }

    [Fact]
    public async Task The_second_stop_of_the_keyboard_leaves()
    {
        var tab = await Open(new());
        await tab.Keyboard.PressAsync("Tab");
        await tab.Keyboard.PressAsync("Tab");
        Assert.True(await tab.EvaluateAsync<bool>("() => document.activeElement.matches('.leave-first') && document.activeElement.getBoundingClientRect().top >= 0"));
        await tab.Keyboard.PressAsync("Enter");
        Assert.True(await Leaves(tab), $"It is still at {tab.Url}.");
        await tab.Context.CloseAsync();
    }

    [Fact]
    public async Task A_capital_letter_between_keeps_the_page()
    {
        var tab = await Open(new());
        foreach (var key in new[] { "Shift", "Shift", "a", "Shift", "Shift" })
        {
            await tab.Keyboard.PressAsync(key);
        }

        await tab.WaitForTimeoutAsync(200);
        Assert.Equal(Heavy.Url, tab.Url);
        await tab.Context.CloseAsync();
    }

    [Fact]
    public async Task On_a_small_screen_it_covers_neither_the_text_nor_what_has_the_focus()
    {
        var tab = await Open(new() { ViewportSize = new() { Width = 320, Height = 640 } });
        await tab.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        Assert.True(
            await tab.EvaluateAsync<bool>("() => document.querySelector('footer').getBoundingClientRect().bottom <= document.querySelector('.exit').getBoundingClientRect().top + 1"),
            "The last lines lie under the way to leave.");
        await tab.Context.CloseAsync();
    }

    /// <summary>A page of sensitivity 2, reached from the home page, on a machine where every address on the web answers.</summary>
    // Who waits for the address to change may miss it: between the key and the waiting it may have happened.
    private async Task<bool> Leaves(IPage tab)
    {
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); tab.Url != Away && waited.Elapsed < TimeSpan.FromSeconds(90);)
        {
            await Task.Delay(50);
        }

        return tab.Url == Away;
    }

    private async Task<IPage> Open(BrowserNewContextOptions options)
    {
        var tab = await browsing.Open(browsing.Site.Page("learner", "home"), options);
        await tab.Context.RouteAsync("https://**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<title>Weather</title>" }));
        await tab.GotoAsync(Heavy.Url);
        return tab;
    }
}
