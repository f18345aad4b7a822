using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Upstander.BrowserTests;

/// <summary>What comes out of the printer.</summary>
public sealed class PaperTests(Browsing browsing)
{
    // Wide as the printable part of the paper, so that lines break as they do there.
    private static readonly BrowserNewContextOptions OnLetter = new() { ViewportSize = new() { Width = 725, Height = 965 } };
    private static readonly BrowserNewContextOptions OnA4 = new() { ViewportSize = new() { Width = 703, Height = 1032 } };

    [Theory]
    [InlineData("letter", 612, 792)]
    [InlineData("a4", 595.3, 841.9)]
    public Task Every_page_has_the_size_of_the_paper_and_holds_what_it_should(string paper, double width, double height) =>
        browsing.Check((paper == "a4" ? browsing.OnA4 : browsing.Site).OfSome.Where(p => p.IsPrint), OnLetter, async (tab, page) =>
        {
            var pdf = await Pdf.Print(tab);
            var crosswise = await tab.Locator(".sheet.tile").CountAsync() > 0;
            var (sides, open) = (await tab.Locator(".sheet:not(.long)").CountAsync(), await tab.Locator(".sheet.long").CountAsync());
            var found = new List<string>();
            if (!(crosswise ? pdf.All(height, width) : pdf.All(width, height)))
            {
                found.Add($"not {paper}: {string.Join(", ", pdf.Pages.Distinct())}");
            }

            if (open == 0 ? pdf.Pages.Count != sides : pdf.Pages.Count < sides + open)
            {
                found.Add($"{sides + open} sheets on {pdf.Pages.Count} pages");
            }

            if (page.Document == "glance" && pdf.Pages.Count != 1)
            {
                found.Add($"at a glance takes {pdf.Pages.Count} pages");
            }

            if (page.Document.StartsWith("family-letter", StringComparison.Ordinal) && pdf.Pages.Count > 2)
            {
                found.Add($"the family letter takes {pdf.Pages.Count} pages");
            }

            return found;
        });

    [Theory]
    [InlineData("letter")]
    [InlineData("a4")]
    public Task Nothing_is_cut(string paper) =>
        browsing.Check((paper == "a4" ? browsing.OnA4.OfSome.Where(p => p.IsPrint) : browsing.Site.Printing), paper == "a4" ? OnA4 : OnLetter, async (tab, _) =>
        {
            await tab.EmulateMediaAsync(new() { Media = Media.Print });
            return await tab.EvaluateAsync<string[]>(Cut);
        });

    [Fact]
    public async Task The_check_itself_sees_what_is_cut()
    {
        var tab = await browsing.Open(browsing.Site.Pages.First(p => p is { Audience: "learner", Kind: "cards" }), OnLetter);
        await tab.EmulateMediaAsync(new() { Media = Media.Print });
        await tab.EvaluateAsync(
            """
            () => {
              const [wide, high] = document.querySelectorAll('.card-front h2');
              wide.textContent = 'wide '.repeat(99);
              wide.style.whiteSpace = 'nowrap';
              high.textContent = 'high '.repeat(999);
            }
            """);

        var found = await tab.EvaluateAsync<string[]>(Cut);

        Assert.Contains(found, f => f.StartsWith("outside article.card", StringComparison.Ordinal));
        Assert.Contains(found, f => f.StartsWith("too full: article.card", StringComparison.Ordinal));
        await tab.Context.CloseAsync();
    }

    [Fact]
    public async Task Cards_come_as_fronts_for_learners_and_as_fronts_with_backs_for_facilitators()
    {
        var decks = new ConcurrentDictionary<(string Audience, string Lesson, string Handout), (int Fronts, int Backs, int Cards)>();
        await browsing.Check(browsing.Site.Pages.Where(p => p.Kind == "cards"), OnLetter, async (tab, page) =>
        {
            await tab.EmulateMediaAsync(new() { Media = Media.Print });
            decks[(page.Audience, page.Lesson!, page.Handout!)] =
                (await tab.Locator(".deck.fronts").CountAsync(), await tab.Locator(".deck.backs").CountAsync(), await tab.Locator(".card-front").CountAsync());
            return await tab.EvaluateAsync<string[]>(Misplaced);
        });

        Assert.Contains(decks, d => d.Value.Backs > 0);
        Browsing.None(
            from deck in decks
            let theirs = decks[("facilitator", deck.Key.Lesson, deck.Key.Handout)]
            where deck.Value.Fronts == 0
                || deck.Value.Fronts != theirs.Fronts
                || deck.Value.Cards != theirs.Cards
                || (deck.Key.Audience == "facilitator" ? theirs.Backs != 0 && theirs.Backs != theirs.Fronts : deck.Value.Backs != 0)
            select $"{deck.Key}: {deck.Value}, facilitator {theirs}");
    }

    // Every word lies inside its card, face or frame and on its sheet, nothing scrolls, and a sheet that does not flow is one page high.
    internal const string Cut =
        """
        () => {
          const found = new Set();
          const name = e => `${e.localName}.${e.className}`;
          const paper = side => parseFloat(getComputedStyle(document.documentElement).getPropertyValue(`--paper-${side}`));
          for (const sheet of document.querySelectorAll('.sheet:not(.long)')) {
            const page = sheet.matches('.tile') ? paper('w') - 32 : paper('h') - (sheet.querySelector(':scope > .deck, :scope > .heads') ? 26 : 32);
            const high = sheet.getBoundingClientRect().height * 25.4 / 96;
            if (high > page + 0.05) found.add(`${name(sheet)} is ${high.toFixed(1)} mm high on ${page.toFixed(1)} mm`);
          }
          for (const e of document.querySelectorAll('main *')) {
            const style = getComputedStyle(e);
            if (e.matches('.card, .face, .head, .large, .arches > li') && (e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2))
              found.add(`too full: ${name(e)} by ${e.scrollHeight - e.clientHeight} and ${e.scrollWidth - e.clientWidth}`);
            // A window shows one half of a large drawing; the drawing itself is looked at like a page.
            if (style.overflow !== 'visible' && !e.matches('.window') && !e.closest('svg') && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) found.add(`cut: ${name(e)}`);
          }
          const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
          for (let text = walk.nextNode(); text; text = walk.nextNode()) {
            if (!text.data.trim()) continue;
            const range = document.createRange();
            range.selectNode(text);
            for (const box of range.getClientRects())
              for (const frame of ['.card', '.face', '.ticket', '.head', '.arches > li', 'td', 'th', text.parentElement.closest('.large') ? '.large' : '.sheet']) {
                const inside = text.parentElement.closest(frame);
                if (!inside) continue;
                const room = inside.getBoundingClientRect();
                // The box of a large letter reaches above its line.
                const high = Math.max(3, box.height * 0.12);
                if (box.left < room.left - 1 || box.right > room.right + 1 || box.top < room.top - high || box.bottom > room.bottom + high)
                  found.add(`outside ${name(inside)}: ${text.data.trim().slice(0, 60)}`);
              }
          }
          return [...found];
        }
        """;

    // The back of a card lies where its front is, seen through the paper.
    internal const string Misplaced =
        """
        () => [...document.querySelectorAll('.card.card-back, .head.head-back')].flatMap(back => {
          const sheet = back.closest('.sheet'), front = sheet.previousElementSibling;
          const isHead = back.matches('.head');
          const number = isHead ? [...back.parentElement.children].indexOf(back) : back.querySelector('.arch-n').textContent;
          const card = isHead ? front.querySelectorAll('.head')[number] : [...front.querySelectorAll('.card-front')].find(c => c.querySelector('.arch-n').textContent === number);
          if (!card) return [`card ${number} has no front on the page before`];
          const cuts = side => [...side.querySelectorAll('.cut, .framed')].map(c => { const b = c.getBoundingClientRect(), o = side.getBoundingClientRect(); return [b.left - o.left, b.top - o.top, o.right - b.right].map(Math.round); });
          const [there, here] = [cuts(front), cuts(sheet)];
          // Seen through the paper, every cut of a back lies on one of its front; the cuts themselves lie symmetrically.
          const crooked = here.some(([l, t, r]) => !there.some(([l2, t2, r2]) => Math.abs(l - r2) < 2 && Math.abs(r - l2) < 2 && Math.abs(t - t2) < 2));
          if (crooked) return [`cuts of the back of ${number} do not lie on those of its front`];
          const at = (e, of) => { const b = e.getBoundingClientRect(), o = of.getBoundingClientRect(); return [b.left - o.left, b.top - o.top, o.right - b.right, b.height]; };
          const [l, t, r, h] = at(card, front), [bl, bt, br, bh] = at(back, sheet);
          return Math.abs(l - br) > 1 || Math.abs(r - bl) > 1 || Math.abs(t - bt) > 1 || Math.abs(h - bh) > 1 ? [`back ${number} does not lie behind its front`] : [];
        })
        """;
}
