using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Upstander.BrowserTests;

/// <summary>What readers have set on their machines: less motion, colors of their own, large text; and languages that run from right to left.</summary>
public sealed class SettingsTests(Browsing browsing)
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private IEnumerable<SitePage> Kinds => browsing.Site.OfEachKind.Where(p => !p.IsPrint);

    [Fact]
    public Task Nothing_moves_for_those_who_asked_for_less_motion() => browsing.Check(Kinds, new() { ReducedMotion = ReducedMotion.Reduce }, async (tab, _) => await tab.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll('*')].flatMap(e => {
          const style = getComputedStyle(e);
          const moves = [style.transitionDuration, style.animationDuration].flatMap(d => d.split(',')).some(d => parseFloat(d) > 0.01);
          return moves || style.scrollBehavior === 'smooth' ? [`moves: ${e.outerHTML.slice(0, 80)}`] : [];
        }).slice(0, 3)
        """));

    // What axe says of contrast does not count here: styles are told as written, and the browser puts its own colors in their place.
    [Fact]
    public Task Everything_keeps_its_edges_in_colors_of_the_readers_own() => browsing.Check(
        Kinds, new() { ForcedColors = ForcedColors.Active, ReducedMotion = ReducedMotion.Reduce }, async (tab, _) => await tab.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('.exit, .button, .chip label')].filter(e => e.checkVisibility()).filter(e => {
              const style = getComputedStyle(e);
              return style.borderTopStyle === 'none' || parseFloat(style.borderTopWidth) < 1;
            }).map(e => `has no edge: ${e.outerHTML.slice(0, 80)}`)
            .concat([...document.querySelectorAll('.chip input:checked + label')].filter(e => getComputedStyle(e).outlineStyle === 'none').map(e => `looks not chosen: ${e.textContent}`))
            .concat([...document.querySelectorAll('body *')].filter(e => getComputedStyle(e).forcedColorAdjust === 'none' && !e.closest('.lineup, .figures, #lineup')).map(e => `keeps its own colors: ${e.outerHTML.slice(0, 80)}`))
            """));

    [Fact]
    public Task At_400_percent_nothing_is_too_small_to_hit_and_nothing_covers_the_text() => browsing.Check(
        Kinds, new() { ViewportSize = new() { Width = 320, Height = 256 }, DeviceScaleFactor = 4, ReducedMotion = ReducedMotion.Reduce }, async (tab, _) =>
        {
            await tab.EvaluateAsync(Axe);
            return
            [
                .. await tab.EvaluateAsync<string[]>("async () => (await axe.run(document, { runOnly: ['target-size'], rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] })).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 120)}`))"),
                .. await tab.EvaluateAsync<string[]>(
                    """
                    () => {
                      const found = document.documentElement.scrollWidth > innerWidth ? [`${document.documentElement.scrollWidth} pixels wide`] : [];
                      const stuck = [...document.querySelectorAll('body *')].filter(e => ['fixed', 'sticky'].includes(getComputedStyle(e).position) && e.checkVisibility());
                      const height = stuck.map(e => e.getBoundingClientRect()).filter(b => b.width > 160 && b.bottom > 0 && b.top < innerHeight).reduce((sum, b) => sum + b.height, 0);
                      return height > innerHeight / 3 ? [...found, `what sticks takes ${height} of ${innerHeight} pixels`] : found;
                    }
                    """),
            ];
        });

    [Fact]
    public async Task A_language_from_right_to_left_turns_the_pages_round()
    {
        using var site = Site.OfLanguage("ar");
        foreach (var width in new[] { 1280, 320 })
        {
            await browsing.Check(site.OfEachKind.Where(p => !p.IsPrint || p.Document is "lesson-print" or "support-card"), new() { ViewportSize = new() { Width = width, Height = 800 }, ReducedMotion = ReducedMotion.Reduce }, async (tab, page) =>
                await tab.EvaluateAsync<string[]>(
                    """
                    isPrint => {
                      const found = [];
                      if (document.dir !== 'rtl' || getComputedStyle(document.body).direction !== 'rtl') found.push('runs from left to right');
                      if (!isPrint && document.documentElement.scrollWidth > document.documentElement.clientWidth) found.push(`${document.documentElement.scrollWidth} pixels wide`);
                      const middle = e => { const b = e.getBoundingClientRect(); return (b.left + b.right) / 2; };
                      const brand = document.querySelector('.brandmark');
                      if (brand && innerWidth > 1000 && middle(brand) < innerWidth / 2) found.push('the name is on the left');
                      const exit = document.querySelector('.exit');
                      if (exit && innerWidth > 1000 && middle(exit) > innerWidth / 2) found.push('the way to leave is on the right');
                      return found;
                    }
                    """,
                    page.IsPrint));
        }
    }
}
