using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Upstander.BrowserTests;

/// <summary>WCAG 2.2, levels A and AA, as far as a program can tell, on every page of every audience.</summary>
public sealed class AccessibilityTests(Browsing browsing)
{
    internal const string Standards = "{ runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'] }, rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] }";

    // All that a color scheme or a medium can change without changing the page.
    private const string Colors = "{ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }, resultTypes: ['violations'] }";

    internal static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly BrowserNewContextOptions Window = new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 1280, Height = 900 } };

    // Paper has nothing to tap.
    private static readonly string Paper = Standards.Replace("rules: { 'target-size': { enabled: true } }", "rules: { 'target-size': { enabled: false } }", StringComparison.Ordinal);

    [Fact]
    public Task Every_page_passes_in_light_in_dark_and_on_paper() => browsing.Check(browsing.Site.OfSome, Window, async (tab, page) =>
    {
        await tab.EvaluateAsync(Axe);
        var found = await Violations(tab, "light", Standards);
        await tab.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        found.AddRange(await Violations(tab, "dark", Colors));
        await tab.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, Media = Media.Print });
        found.AddRange(page.IsPrint ? await Violations(tab, "print", Paper) : []);
        await tab.EmulateMediaAsync(new() { Media = Media.Screen });
        return found;
    });

    [Fact]
    public async Task The_check_itself_sees_what_is_wrong()
    {
        var tab = await browsing.Open(browsing.Site.Page("learner", "home"), Window);
        await tab.EvaluateAsync(Axe);
        await tab.EvaluateAsync("() => { document.querySelector('h1').innerHTML = '<img src=\"\"><a href=\"#main\"></a>'; document.documentElement.lang = ''; }");

        var found = await Violations(tab, "light", Standards);

        Assert.Contains(found, f => f.Contains("image-alt", StringComparison.Ordinal));
        Assert.Contains(found, f => f.Contains("link-name", StringComparison.Ordinal));
        Assert.Contains(found, f => f.Contains("html-has-lang", StringComparison.Ordinal));
        await tab.Context.CloseAsync();
    }

    internal static async Task<List<string>> Violations(IPage tab, string where, string options) =>
        [.. await tab.EvaluateAsync<string[]>(
            $"async where => (await axe.run(document, {options})).violations.flatMap(v => v.nodes.map(n => `${{where}}: ${{v.id}}: ${{n.html.slice(0, 200)}}`))", where)];
}
