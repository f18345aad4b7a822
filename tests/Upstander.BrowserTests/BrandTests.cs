using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Upstander.BrowserTests;

/// <summary>What the tool computes about the colors of a brand is what a browser shows.</summary>
public sealed partial class BrandTests(Browsing browsing)
{
    private const string Contrast = "{ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }, resultTypes: ['violations'] }";

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly BrowserNewContextOptions Window = new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 1280, Height = 900 } };

    [Fact]
    public async Task Colors_that_are_offered_have_enough_contrast_in_light_in_dark_and_on_paper()
    {
        string[] offered = [];
        using var site = Site.OfBrand("brand: 1\ncolors: { light: '#3aa89f', dark: '#ff8844', print: '#e0a000' }\n", found =>
        {
            offered = [.. found.Select(f => Offer().Match(f.Hint ?? "").Groups["color"].Value)];
            return $"brand: 1\ncolors: {{ light: '{offered[0]}', dark: '{offered[1]}', print: '{offered[2]}' }}\n";
        });

        await browsing.Check(site.OfEachKind, Window, async (tab, page) =>
        {
            await tab.EvaluateAsync(Axe);
            var found = await Violations(tab, "light");
            await tab.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            found.AddRange(await Violations(tab, "dark"));
            await tab.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, Media = Media.Print });
            found.AddRange(await Violations(tab, "print"));
            await tab.EmulateMediaAsync(new() { Media = Media.Screen });
            return found;
        });

        var tab = await browsing.Open(site.Page("learner", "home"), Window);
        Assert.Equal(offered[0], await Token(tab, "--brand"));
        await tab.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal(offered[1], await Token(tab, "--brand"));
        await tab.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, Contrast = Microsoft.Playwright.Contrast.More });
        Assert.Equal("#002f2d", await Token(tab, "--brand"));
        await tab.GotoAsync(site.Page("learner", "lesson-print", "a-clear-yes").Url);
        await tab.EmulateMediaAsync(new() { Media = Media.Print, Contrast = Microsoft.Playwright.Contrast.NoPreference });
        Assert.Equal(offered[2], await Token(tab, "--brand-ink"));

        // The check itself sees a color that the tool refuses.
        await tab.GotoAsync(site.Page("learner", "home").Url);
        await tab.EmulateMediaAsync(new() { Media = Media.Screen });
        await tab.EvaluateAsync(Axe);
        await tab.EvaluateAsync("() => document.documentElement.style.setProperty('--brand', '#3aa89f')");
        Assert.Contains(await Violations(tab, "light"), v => v.Contains("example.org", StringComparison.Ordinal));
        await tab.Context.CloseAsync();
    }

    private static Task<string> Token(IPage tab, string name) =>
        tab.EvaluateAsync<string>("name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()", name);

    private static async Task<List<string>> Violations(IPage tab, string where) =>
        [.. await tab.EvaluateAsync<string[]>(
            $"async where => (await axe.run(document, {Contrast})).violations.flatMap(v => v.nodes.map(n => `${{where}}: ${{v.id}}: ${{n.html.slice(0, 200)}}`))", where)];

    [GeneratedRegex("'(?<color>#[0-9a-f]{6})' is the nearest")]
    private static partial Regex Offer();
}
