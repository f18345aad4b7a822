using Microsoft.Playwright;

namespace Upstander.BrowserTests;

/// <summary>What is cut and hung up, with texts as long as the format allows.</summary>
public sealed class FitTests(Browsing browsing, FitTests.Sites sites) : IClassFixture<FitTests.Sites>
{
    private static readonly BrowserNewContextOptions OnLetter = new() { ViewportSize = new() { Width = 725, Height = 965 } };
    private static readonly BrowserNewContextOptions OnA4 = new() { ViewportSize = new() { Width = 703, Height = 1032 } };

    [Theory]
    [InlineData("letter", 612, 792)]
    [InlineData("a4", 595.3, 841.9)]
    public Task Nothing_runs_out_of_its_card_or_off_its_page_however_long_it_is(string paper, double width, double height) =>
        browsing.Check(sites.Of(paper).Printing.Where(p => p.Audience == "facilitator"), paper == "a4" ? OnA4 : OnLetter, async (tab, page) =>
        {
            await tab.EmulateMediaAsync(new() { Media = Media.Print });
            List<string> found = [.. await tab.EvaluateAsync<string[]>(PaperTests.Cut), .. await tab.EvaluateAsync<string[]>(PaperTests.Misplaced), .. await tab.EvaluateAsync<string[]>(Small)];
            var (sides, open) = (await tab.Locator(".sheet:not(.long)").CountAsync(), await tab.Locator(".sheet.long").CountAsync());
            var crosswise = await tab.Locator(".sheet.tile").CountAsync() > 0;
            var pdf = await Pdf.Print(tab);
            if (!(crosswise ? pdf.All(height, width) : pdf.All(width, height)))
            {
                found.Add($"not {paper}: {string.Join(", ", pdf.Pages.Distinct())}");
            }

            if (open == 0 ? pdf.Pages.Count != sides : pdf.Pages.Count < sides + open)
            {
                found.Add($"{sides + open} sheets on {pdf.Pages.Count} pages");
            }

            return found;
        });

    [Fact]
    public async Task Every_card_of_every_deck_is_there_once_for_learners_and_answered_once_for_facilitators()
    {
        await browsing.Check(sites.Of("letter").Printing.Where(p => p.Kind is "cards" or "sort" && p.Document == "handout"), OnLetter, async (tab, page) =>
        {
            var numbers = await tab.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.card-front .arch-n')].map(e => e.textContent)");
            var answers = await tab.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.card-back .arch-n')].filter(e => !e.closest('.card-back').querySelector('.more')?.textContent.startsWith('This answer')).map(e => e.textContent)");
            string[] all = [.. Enumerable.Range(1, numbers.Length).Select(n => $"{n}")];
            var found = new List<string>();
            if (!numbers.OrderBy(int.Parse).SequenceEqual(all))
            {
                found.Add($"cards {string.Join(' ', numbers)}");
            }

            if (!answers.OrderBy(int.Parse).SequenceEqual(page.Audience == "facilitator" ? all : []))
            {
                found.Add($"answers {string.Join(' ', answers)}");
            }

            return found;
        });
    }

    [Fact]
    public async Task A_pocket_card_holds_every_service_however_many_there_are()
    {
        var site = sites.Of("letter");
        await browsing.Check(site.Printing.Where(p => p.Document == "support-card"), OnLetter, async (tab, _) =>
        {
            var text = await tab.Locator("main").InnerTextAsync();
            return from service in site.Course.Services
                   from part in service.Channels.Select(c => (c.Number ?? c.Url)?.Value.Replace("https://", "", StringComparison.Ordinal)).OfType<string>().Append(service.Name.Value)
                   where !text.Contains(part, StringComparison.Ordinal)
                   select $"{service.Id} lacks {part}";
        });
    }

    // Letters are as large as people need who read them: 12 points on what learners hold, 14 for young children, 9 on pocket cards, 7 on feet and labels.
    internal const string Small =
        """
        () => {
          const found = new Set();
          const young = document.body.matches('.band-k2');
          const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
          for (let text = walk.nextNode(); text; text = walk.nextNode()) {
            const e = text.parentElement;
            if (!text.data.trim() || e.closest('sup')) continue;
            const isLabel = e.closest('.card-foot, .sheet-foot, .n, .arch-n, tr:has(> :nth-child(25)), .tag, .picture, .scale-dots, .scale-ends, .name-line, .glue, .howto, .who');
            const least = isLabel ? 7 : e.closest('.wallet') ? 9 : e.closest('.card-front, .ticket, .head:not(.head-back), .poster, .poster-long') ? (young ? 14 : 12) : 8;
            const scale = e.closest('.large') ? new DOMMatrix(getComputedStyle(e.closest('.large')).transform).a : 1;
            const size = parseFloat(getComputedStyle(e).fontSize) * scale * 72 / 96;
            if (size < least - 0.05) found.add(`${size.toFixed(1)} points in ${e.localName}.${e.className}: ${text.data.trim().slice(0, 40)}`);
          }
          return [...found];
        }
        """;

    /// <summary>The extremes on both papers, each compiled once.</summary>
    public sealed class Sites : IDisposable
    {
        private readonly Lazy<Site> letter = new(() => Site.OfExtremes("letter"));
        private readonly Lazy<Site> a4 = new(() => Site.OfExtremes("a4"));

        internal Site Of(string paper) => paper == "a4" ? a4.Value : letter.Value;

        public void Dispose()
        {
            foreach (var site in new[] { letter, a4 }.Where(s => s.IsValueCreated))
            {
                site.Value.Dispose();
            }
        }
    }
}
