namespace Upstander.BrowserTests;

/// <summary>Small screens: nothing to scroll sideways, nothing too small to read.</summary>
public sealed class ScreenTests(Browsing browsing)
{
    [Fact]
    public Task Reading_pages_fit_320_pixels() => browsing.Check(
        browsing.Site.Reading, new() { ViewportSize = new() { Width = 320, Height = 640 } }, async (tab, _) => await tab.EvaluateAsync<string[]>(TooWide));

    [Fact]
    public Task Pages_to_print_can_be_read_at_390_pixels() => browsing.Check(
        browsing.Site.OfSome.Where(p => p.IsPrint), new() { ViewportSize = new() { Width = 390, Height = 800 }, DeviceScaleFactor = 2 }, async (tab, _) =>
        [
            .. await tab.EvaluateAsync<string[]>(TooWide),
            .. await tab.EvaluateAsync<string[]>(
                """
                () => {
                  const found = new Set();
                  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
                    const e = text.parentElement, size = parseFloat(getComputedStyle(e).fontSize);
                    if (text.data.trim() && e.checkVisibility() && size < 8) found.add(`${size.toFixed(1)} pixels in ${e.localName}.${e.className}`);
                  }
                  return [...found];
                }
                """),
        ]);

    // What sticks out names the outermost elements, unless they lie in something that scrolls by itself.
    private const string TooWide =
        """
        () => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return [];
          const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > width + 0.5 && e.checkVisibility());
          return [`${document.documentElement.scrollWidth} pixels wide`, ...out.slice(0, 3).map(e => `sticks out: ${e.outerHTML.slice(0, 100)}`)];
        }
        """;
}
