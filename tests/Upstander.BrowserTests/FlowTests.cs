using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Upstander.Checking;
using Upstander.Diagnostics;
using Upstander.Publishing;
using Upstander.Workspaces;

namespace Upstander.BrowserTests;

/// <summary>Sheets that flow over pages: their margins and feet, space to write, and what stays together, at any length that the schema allows.</summary>
public sealed class FlowTests(Browsing browsing)
{
    private const double Margin = 12;
    private const double Foot = 20;
    private static readonly string[] Own = ["guide-print", "lesson-print", "print-list", "glance", "answer-key", "family-letter", "family-letter-copy", "handout"];
    private static readonly string[] OwnKinds = ["worksheet", "survey", "sheet", "letter", "key"];

    [Theory]
    [InlineData("letter")]
    [InlineData("a4")]
    public Task Every_page_says_what_it_is_and_stays_inside_its_margins(string paper) =>
        browsing.Check(paper == "a4" ? browsing.OnA4.OfSome.Where(IsOwn) : Flowing(browsing.Site), new(), async (tab, page) =>
        {
            var lesson = browsing.Site.Course.Lesson(page.Lesson!)!;
            return Misprints(await PaperText.Print(tab), [lesson.Id, lesson.Card.Version, "CC", "BY", "4.0"], await Headings(tab), page);
        });

    [Theory]
    [InlineData("letter")]
    [InlineData("a4")]
    public async Task Nothing_is_cut_or_torn_at_any_length(string paper)
    {
        using var folder = new TempSite(Longest(paper));
        await browsing.Check(folder.Pages, new() { ViewportSize = paper == "a4" ? new() { Width = 703, Height = 1032 } : new() { Width = 725, Height = 965 } }, async (tab, page) =>
        {
            var pages = await PaperText.Print(tab);
            await tab.EmulateMediaAsync(new() { Media = Media.Print });
            return
            [
                .. Misprints(pages, ["longest", "1.0.0"], await Headings(tab), page),
                .. Torn(pages),
                .. await tab.EvaluateAsync<string[]>(Outside),
            ];
        });
    }

    [Fact]
    public async Task The_checks_themselves_see_what_is_wrong()
    {
        var of = browsing.Site.Page("facilitator", "answer-key", "a-clear-yes");
        var tab = await browsing.Open(of);
        await tab.EvaluateAsync(
            """
            () => {
              const sheet = document.querySelector('.sheet');
              const add = (tag, text, css) => { const e = document.createElement(tag); e.textContent = text; e.style.cssText = css; sheet.append(e); };
              add('p', 'over the edge', 'margin-left: -6mm');
              add('div', 'a tall box', 'break-before: page; height: 225mm');
              add('h2', 'Lonely heading', '');
              add('p', 'what it leads', 'break-before: page');
              document.documentElement.dataset.foot = 'nothing';
            }
            """);

        var found = Misprints(await PaperText.Print(tab), ["a-clear-yes"], await Headings(tab), of).ToList();

        Assert.Contains(found, f => f.Contains("outside", StringComparison.Ordinal));
        Assert.Contains(found, f => f.Contains("Lonely heading", StringComparison.Ordinal));
        Assert.Contains(found, f => f.Contains("the foot does not say a-clear-yes", StringComparison.Ordinal));
        await tab.Context.CloseAsync();
    }

    [Theory]
    [InlineData("k2", 14)]
    [InlineData("g35", 10)]
    [InlineData("g68", 8.5)]
    [InlineData("college", 8.5)]
    public async Task Space_to_write_is_as_long_as_its_author_says(string band, double line)
    {
        using var folder = new TempSite(Written(band));
        var tab = await browsing.Open(folder.Pages.Single(p => p.Audience == "learner" && p.Handout == "space"));
        await tab.EmulateMediaAsync(new() { Media = Media.Print });

        var found = await tab.EvaluateAsync<double[]>(
            """
            () => [...document.querySelectorAll('.item')].map(item => {
              const high = e => e.getBoundingClientRect().height * 25.4 / 96;
              const row = item.querySelector('tbody tr');
              if (row) return high(row.querySelector('.struts'));
              const room = item.querySelector('.room, .draw');
              return room ? room.clientHeight * 25.4 / 96 : [...item.querySelectorAll('.write')].reduce((sum, e) => sum + high(e), 0);
            })
            """);

        double[] asked = [3 * line, 20 * line, 50, 45, 60, 300, 2 * 2 * line, 20, 2 * line];
        Assert.Equal(asked.Length, found.Length);
        Assert.All(asked.Zip(found), pair => Assert.InRange(pair.Second, pair.First - 0.3, pair.First + 0.3));
        await tab.Context.CloseAsync();
    }

    [Fact]
    public async Task Learners_read_twelve_points_and_the_youngest_fourteen()
    {
        await browsing.Check(
            browsing.Site.Printing.Where(p => p.Audience == "learner" && (p.Document == "lesson-print" || (p.Document == "handout" && OwnKinds.Contains(p.Kind)))),
            new(),
            async (tab, page) =>
            {
                await tab.EmulateMediaAsync(new() { Media = Media.Print });
                var least = browsing.Site.Course.Lesson(page.Lesson!)!.Card.Band == "k2" ? 14 : 12;
                return await tab.EvaluateAsync<string[]>(
                    """
                    least => {
                      const found = [], points = e => parseFloat(getComputedStyle(e).fontSize) * 0.75;
                      const running = '.prose p, .sheet-intro p, .prompt, .boxes li, .item .start > div, .match li > div, .scale > div, .story p, .part > p:not(.small, .when), .closing';
                      for (const e of document.querySelectorAll(running)) if (!e.closest('.small') && points(e) < least - 0.05) found.push(`${points(e)} pt: ${e.textContent.trim().slice(0, 40)}`);
                      for (const e of document.querySelectorAll('main *')) if (e.childNodes.length && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && points(e) < 6.95) found.push(`smaller than 7 pt: ${e.textContent.trim().slice(0, 40)}`);
                      return found;
                    }
                    """,
                    least);
            });
    }

    [Fact]
    public async Task A_browser_without_margin_boxes_still_says_what_a_sheet_is()
    {
        await browsing.Check(browsing.Site.OfSome.Where(IsOwn), new(), async (tab, page) =>
        {
            var lesson = browsing.Site.Course.Lesson(page.Lesson!)!;
            var feet = await tab.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.sheet')].map(s => s.querySelector(':scope > .sheet-foot')?.textContent ?? 'no foot')");
            return feet.Where(f => !f.Contains($"{lesson.Id} {lesson.Card.Version}", StringComparison.Ordinal) || !f.Contains("CC BY 4.0", StringComparison.Ordinal)).Select(f => $"a sheet says {f}");
        });
    }

    [Fact]
    public async Task The_print_list_links_only_what_exists_and_names_files_that_do()
    {
        await browsing.Check(browsing.Site.Printing.Where(p => p.Document == "print-list"), new(), async (tab, page) =>
        {
            var files = await tab.Locator(".print-list .file").AllTextContentsAsync();
            Assert.NotEmpty(files);
            return files.Where(f => !File.Exists(Path.Combine(browsing.Site.Root, f))).Select(f => $"{f} does not exist");
        });
    }

    private static IEnumerable<SitePage> Flowing(Site site) => site.Printing.Where(IsOwn);

    private static bool IsOwn(SitePage page) => page.IsPrint && Own.Contains(page.Document) && (page.Document != "handout" || OwnKinds.Contains(page.Kind));

    private static async Task<Heading[]> Headings(IPage tab) =>
        await tab.EvaluateAsync<Heading[]>(
            """
            () => [...document.querySelectorAll('main h1, main h2, main h3, main h4')]
              .map(h => ({ text: h.textContent.trim().replace(/\s+/g, ' '), size: parseFloat(getComputedStyle(h).fontSize) * 25.4 / 96 }))
            """);

    /// <summary>A heading, with the size of its letters in millimetres: cells of tables may say the same in a smaller size.</summary>
    private sealed record Heading
    {
        public required string Text { get; init; }

        public required double Size { get; init; }
    }

    /// <summary>Words outside the margins, pages without a foot, headings that stand last on a page.</summary>
    private static IEnumerable<string> Misprints(IReadOnlyList<PaperPage> pages, string[] foot, Heading[] headings, SitePage of)
    {
        // Twelve activities with words of two hundred letters may take a second page; real lessons fit on one.
        if (of.Document == "glance" && pages.Count > (of.Lesson == "longest" ? 2 : 1))
        {
            yield return $"{pages.Count} pages";
        }

        for (var i = 0; i < pages.Count; i++)
        {
            var (page, number) = (pages[i], $"page {i + 1} of {pages.Count}");
            var (body, end) = (page.Height - Foot, page.Height - Margin);
            foreach (var word in page.Words.Where(w => w.Left < Margin - 0.5 || w.Right > page.Width - Margin + 0.5 || w.Top < Margin - 1.5 || w.Bottom > end + 0.3))
            {
                yield return $"{number}: '{word.Text}' is outside the margins";
            }

            // A word is behind the foot when it begins above it and ends in it.
            foreach (var word in page.Words.Where(w => w.Top < body && w.Bottom > body + 2))
            {
                yield return $"{number}: '{word.Text}' runs into the foot";
            }

            var below = string.Join(' ', page.Words.Where(w => w.Top >= body - 0.5).Select(w => w.Text));
            foreach (var part in foot.Append($"{i + 1} of {pages.Count}").Where(p => !below.Contains(p, StringComparison.Ordinal)))
            {
                yield return $"{number}: the foot does not say {part} but {below}";
            }

            var lines = page.Lines.Where(l => l.Bottom <= body + 1).ToList();
            if (lines.Count == 0)
            {
                // A whole page of lines to write on has no words.
                if (of.Kind is "worksheet" or "survey")
                {
                    continue;
                }

                yield return $"{number} is empty";
                continue;
            }

            var last = lines.MaxBy(l => l.Bottom)!;
            if (i < pages.Count - 1 && last.Text.Length > 3 && headings.Any(h => h.Text.EndsWith(last.Text, StringComparison.Ordinal) && (last.Bottom - last.Top) / h.Size is > 1 and < 1.3))
            {
                yield return $"{number} ends with the heading '{last.Text}'";
            }
        }
    }

    /// <summary>
    /// Marks come in pairs, qq7a and qq7z: what begins with the one and ends with the other stays on one page. A first mark may stand in a list of contents, too,
    /// and a second one may be for facilitators only.
    /// </summary>
    private static IEnumerable<string> Torn(IReadOnlyList<PaperPage> pages)
    {
        var marks = pages.Select(p => p.Words.Select(w => w.Text.TrimEnd(':')).Where(t => t.StartsWith("qq", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal)).ToList();
        var ends = marks.SelectMany(m => m.Where(t => t.EndsWith('z'))).Distinct(StringComparer.Ordinal);
        return ends.Where(end => !marks.Any(m => m.Contains(end) && m.Contains(end[..^1] + "a"))).Select(end => $"{end} is on page {marks.FindIndex(m => m.Contains(end)) + 1} without {end[..^1]}a");
    }

    // No text stands outside its frame or its sheet, and nothing scrolls.
    private const string Outside =
        """
        () => {
          const found = new Set();
          const name = e => `${e.localName}.${e.className}`;
          for (const e of document.querySelectorAll('main *')) {
            const style = getComputedStyle(e);
            if (style.overflow !== 'visible' && !e.closest('svg') && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) found.add(`cut: ${name(e)}`);
          }
          const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
          for (let text = walk.nextNode(); text; text = walk.nextNode()) {
            if (!text.data.trim() || text.parentElement.closest('.sheet-bar')) continue;
            const range = document.createRange();
            range.selectNode(text);
            for (const box of range.getClientRects())
              for (const frame of ['td', 'th', 'li', '.case', '.panel', '.move', '.action', '.points > li', '.places > div', '.match li > div', '.boxes li', '.scale', '.sheet']) {
                const inside = text.parentElement.closest(frame);
                if (!inside) continue;
                const room = inside.getBoundingClientRect();
                if (box.left < room.left - 1 || box.right > room.right + 1 || box.top < room.top - 3 || box.bottom > room.bottom + 3)
                  found.add(`outside ${name(inside)}: ${text.data.trim().slice(0, 60)}`);
              }
          }
          return [...found];
        }
        """;

    private const string Compound = "Rechtsschutzversicherungsgesellschaftenbeauftragtenversammlung";
    private const string Chinese = "同意是自由的明确的具体的而且随时可以改变";

    /// <summary>A text of so many characters: words of all lengths, a compound, Chinese, a word of two hundred letters.</summary>
    private static string Words(int length, int seed)
    {
        var text = new StringBuilder();
        for (var i = seed; text.Length < length; i++)
        {
            text.Append((i % 23) switch
            {
                7 => Compound,
                13 => Chinese,
                19 when length > 600 => new string('w', 200),
                var n => "abcdefghijklm"[..((n % 11) + 1)],
            }).Append(' ');
        }

        return text.ToString(0, length).Trim();
    }

    private static string Lesson(string id, string band, string rest) => $$"""
        lesson: 1
        id: {{id}}
        title: {{(id == "longest" ? "A title as long as titles may be, sixty characters, no more." : "Short")}}
        summary: Learners ask before they borrow.
        version: 1.0.0
        status: review
        license: CC-BY-4.0
        authors: [{{(id == "longest" ? string.Join(", ", Enumerable.Range(1, 12).Select(n => $"Author with a long name number {n}")) : "Test authors")}}]
        band: {{band}}
        ages: { min: {{band switch { "k2" => 5, "g35" => 8, "college" => 18, _ => 11 }}}, max: {{band switch { "k2" => 7, "g35" => 10, "college" => 25, _ => 14 }}} }
        sensitivity: 1
        group_size: { min: 4, max: 31 }
        objectives:
          - { id: ask, text: Ask before borrowing., domain: skill }
        facilitator:
          background: Know the group.
          preparation: [Read the lesson.]
        materials:
          - { item: Pencils, quantity: 1, per: learner }
        call_to_action:
          - { verb: ask, text: Ask before you borrow., actor: learners, when: this week, how_we_know: By show of thumbs. }
        assessment:
          baseline: How do you know a yes?
        resources: [us-help]
        {{rest}}
        """;

    private static Dictionary<string, string> Project(string paper, string id, string lesson) => new(StringComparer.Ordinal)
    {
        ["curriculum.yaml"] = $"curriculum: 1\nid: test-course\ntitle: Test course\nsummary: A course for tests.\nversion: 1.0.0\nlicense: CC-BY-4.0\nauthors: [Test authors]\nlanguage: en-US\nregion: US\npaper: {paper}\n",
        ["resources.yaml"] = "resources: 1\nservices:\n  - { id: us-help, name: Help line, country: US, channels: [{ kind: phone, number: 800-555-0100 }], verified_on: 2026-09-01 }\n",
        [$"{id}.yaml"] = lesson,
    };

    private static Dictionary<string, string> Written(string band) => Project("letter", "spaces", Lesson("spaces", band, """
        duration: 30
        activities:
          - { id: opening, title: A question, phase: opening, minutes: { min: 3, typical: 10, max: 16 }, core: true, method: discussion }
          - { id: middle, title: What then, phase: practice, minutes: { min: 3, typical: 10, max: 16 }, core: true, method: discussion }
          - { id: closing, title: What we do, phase: closing, minutes: { min: 3, typical: 10, max: 16 }, core: true, method: writing }
        handouts:
          - id: space
            kind: worksheet
            title: Room to write
            items:
              - { prompt: Three lines., space: 3 lines }
              - { prompt: Twenty lines., space: 20 lines }
              - { prompt: Five centimetres., space: 5 cm }
              - { prompt: Forty-five millimetres., space: 45 mm }
              - { prompt: A drawing., type: draw, space: 6 cm }
              - { prompt: More than a page., type: draw, space: 30 cm }
              - { prompt: Sentences., starts: [I ask, I wait], space: 2 lines }
              - { prompt: A table., type: table, columns: [A, B], rows: [One, Two], space: 2 cm }
              - { prompt: A table., type: table, columns: [A, B], rows: [One, Two], space: 2 lines }
        """));

    private static Dictionary<string, string> Longest(string paper)
    {
        var mark = 0;
        var items = new StringBuilder();
        for (var i = 0; i < 40; i++)
        {
            var length = (i % 8) switch { 0 => 1, 1 => 3000, 2 => 60, 3 => 400, 4 => 1200, 5 => 10, 6 => 200, _ => 90 };
            var a = ++mark;
            string Option(int n, int size) => $"{(n == 0 ? $"{Words(size, i + n)} qq{a}z" : Words(size, (i * 3) + n))}";
            var prompt = $"\"{Words(length, i)} qq{a}a\"";
            items.Append((i % 8) switch
            {
                0 => $"              - {{ prompt: \"?\", space: {(i % 16 == 0 ? "99 lines" : "30 cm")} }}\n",
                1 => $"              - {{ prompt: {prompt}, type: choose, options: [\"{Option(0, 20)}\", \"{Option(1, 300)}\", \"{Option(2, 5)}\"] }}\n",
                2 => $"              - {{ prompt: {prompt}, type: check, options: [\"{Option(0, 90)}\", \"{Option(1, 400)}\", \"{Option(2, 5)}\", \"{Option(3, 250)}\", \"{Option(4, 30)}\"] }}\n",
                3 => $"              - {{ prompt: {prompt}, type: scale, options: [\"{Option(0, 220)}\", \"{Option(1, 60)}\"], scale: {{ steps: 7, low: \"{Words(39, 7)}\", high: \"{Words(39, 3)}\" }} }}\n",
                4 => $"              - {{ prompt: {prompt}, type: match, pairs: [{string.Join(", ", Enumerable.Range(0, 8).Select(n => $"{{ left: \"{Option(n, 30 + (n * 40))}\", right: \"{Words(200, n)}\" }}"))}] }}\n",
                5 => $"              - {{ prompt: {prompt}, type: draw, space: {(i > 20 ? "30 cm" : "7 cm")} }}\n".Replace($" qq{a}a", "", StringComparison.Ordinal),
                6 => $"              - {{ prompt: {prompt}, type: table, columns: [{string.Join(", ", Enumerable.Range(0, 6).Select(n => $"\"{Words(20 + (n * 30), n)}\""))}], rows: [{string.Join(", ", Enumerable.Range(0, 30).Select(n => $"\"{(n == 0 ? $"qq{a}z" : Words(10 + (n * 6), n))}\""))}] }}\n",
                _ => $"              - {{ prompt: {prompt}, starts: [\"{Option(0, 80)}\", \"{Words(199, i)}\"], space: 3 lines }}\n",
            });
        }

        var table = $"| {string.Join(" | ", Enumerable.Range(0, 9).Select(n => $"Head {n}"))} |\n|{string.Concat(Enumerable.Repeat(" --- |", 9))}\n"
            + string.Concat(Enumerable.Range(0, 12).Select(r => $"| {string.Join(" | ", Enumerable.Range(0, 9).Select(n => Words(10 + (((r * n) % 5) * 14), r + n)))} |\n"));
        var body = $"{Words(2500, 1)}\n\n## A heading qq{++mark}a\n\nText qq{mark}z {Words(900, 3)}\n\n{table}\n\n- {Words(300, 4)}\n- {Words(900, 2)}\n\n### Another qq{++mark}a\n\n1. One qq{mark}z {Words(200, 1)}\n2. {Words(700, 8)}\n";
        string Block(string text) => string.Concat(text.Split('\n').Select(l => l.Length == 0 ? "\n" : $"              {l}\n"));
        var title = new string('W', 60);
        var points = string.Join(", ", Enumerable.Range(0, 8).Select(n => $"{{ title: \"{Words(39, n)}\", text: \"{Words(60 + (n * 30), n)}\", icon: ask }}"));

        // Activities of all lengths; those that fit on a page stay on one, and a question never leaves what to listen for.
        var activities = new StringBuilder();
        for (var i = 0; i < 12; i++)
        {
            var whole = i % 3 != 2;
            var m = ++mark;
            var questions = string.Concat(Enumerable.Range(0, whole ? 1 + (i % 3) : 9).Select(n =>
            {
                var q = ++mark;
                return $"              - {{ question: \"qq{q}a {Words(30 + (n * 20), n)}\", listen_for: [\"qq{q}z {Words(120, n)}\", \"{Words(60, n)}\"] }}\n";
            }));
            activities.Append(CultureInfo.InvariantCulture, $"""
                  - id: part-{i}
                    title: "Part {i} {Words(30, i)}{(whole ? $" qq{m}a" : "")}"
                    phase: {(i == 0 ? "opening" : i == 11 ? "closing" : "practice")}
                    minutes: {MinMax}
                    core: true
                    method: discussion
                    steps:
                      - do: "{Words(whole ? 200 : 1500, i)}"
                      - say: "{Words(whole ? 300 : 1500, i + 5)}"
                      - ask:
                {questions}    safety: "{Words(whole ? 100 : 700, i)}{(whole ? $" qq{m}z" : "")}"

                """);
        }

        var scenarios = string.Concat(Enumerable.Range(0, 4).Select(n =>
        {
            var m = ++mark;
            return $"  - {{ id: case-{n}, title: \"Case {n} qq{m}a\", text: \"qq{m}z {Words(300 + (n * 500), n)}\", answer: \"{Words(79, n)}\", key: \"{Words(200 + (n * 300), n)}\", responsible: \"{Words(200, n)}\", better_line: \"{Words(150, n)}\" }}\n";
        }));
        var rest = $"""
        duration: 120
        scenarios:
        {scenarios}
        activities:
        {activities}
        handouts:
          - id: worksheet
            kind: worksheet
            title: {title}
            name_line: true
            intro: "{Words(900, 2)}"
            closing: "{Words(190, 5)}"
            items:
        {items}
          - id: survey
            kind: survey
            title: {title}
            matching_code: true
            closing: "{Words(190, 5)}"
            items:
        {items}
          - id: sheet
            kind: sheet
            title: {title}
            points: [{points}]
            body: |
        {Block(body)}
          - id: letter
            kind: letter
            title: {title}
            body: |
        {Block(body)}
          - id: key
            kind: key
            title: {title}
            body: |
        {Block(body)}
            items:
              - prompt: "{Words(900, 3)}"
                key: "{Words(900, 7)}"
        """;
        return Project(paper, "longest", Lesson("longest", "g68", rest));
    }

    private const string MinMax = "{ min: 5, typical: 10, max: 15 }";

    /// <summary>A curriculum of its own, compiled into a temporary folder.</summary>
    private sealed class TempSite : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("upstander-flow-");

        public TempSite(Dictionary<string, string> files)
        {
            var source = Path.Combine(folder.FullName, "source");
            Directory.CreateDirectory(source);
            foreach (var (name, text) in files)
            {
                File.WriteAllText(Path.Combine(source, name), text);
            }

            var problems = new DiagnosticBag();
            var root = Path.Combine(folder.FullName, "out");
            var tool = ToolFiles.Find(AppContext.BaseDirectory)!;
            var request = new CompileRequest(source, tool) { OutputFolder = root, Today = new DateOnly(2026, 11, 1), Rules = RuleChoice.None };
            var result = Compiler.Compile(request, problems, null, CancellationToken.None);
            Assert.True(result.Outcome == Outcome.Published, string.Join('\n', problems.Sorted()));
            Pages = [.. result.Pages!.All(result.Course!).Where(p => p is { Document.Format: "print", LessonId: not null }).Select(p => new SitePage(root, p, result.Course!.Lesson(p.LessonId!))).Where(IsOwn)];
        }

        public IReadOnlyList<SitePage> Pages { get; }

        public void Dispose() => folder.Delete(recursive: true);
    }
}
