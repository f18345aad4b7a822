using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Pdf;
using Upstander.Publishing;
using Upstander.Workspaces;

namespace Upstander.Tests.Pdf;

/// <summary>The PDF of the lessons of this repository, as readers of PDF see them, compared with the pages as the browser shows them.</summary>
public sealed partial class PdfOutputTests(PdfOutputTests.Lessons lessons) : IClassFixture<PdfOutputTests.Lessons>
{
    // What a person who looks at the paper meets, in the order of the page.
    private const string Facts =
        """
        (() => {
          // The number of a step is part of its heading on paper.
          const shown = e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('[aria-hidden=true]:not(.step-n)');
          const count = select => [...document.querySelectorAll(select)].filter(shown).length;
          // A cell in which nothing stands but an ornament has no tag.
          const filled = select => [...document.querySelectorAll(select)].filter(e => shown(e) && e.innerText.trim()).length;
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), words = [];
          while (walk.nextNode()) if (shown(walk.currentNode.parentElement)) words.push(walk.currentNode.data);
          return JSON.stringify({
            words: words.join(' '),
            tags: {
              H1: count('h1'), H2: count('h2'), H3: count('h3'), H4: count('h4'), Table: count('table'), TR: count('tr'), TH: count('th'),
              TD: filled('td'), L: count('ul, ol'), LI: count('li'), Link: count('a[href]'), Figure: count('img, svg[role=img]'),
            },
          });
        })()
        """;

    [Fact]
    public void Every_file_has_pages_of_the_right_paper_a_title_and_tags() => lessons.Check((page, pdf) =>
    {
        var info = Printing.Poppler("pdfinfo", pdf);
        return
        [
            .. Line(info, "Title") == page.Title ? [] : (string[])[$"title '{Line(info, "Title")}', not '{page.Title}'"],
            .. Line(info, "Tagged") == "yes" ? [] : (string[])["not tagged"],
            .. int.Parse(Line(info, "Pages"), System.Globalization.CultureInfo.InvariantCulture) > 0 ? [] : (string[])["no pages"],
            .. Line(info, "Page size").EndsWith(page.Paper == "a4" ? "pts (A4)" : "pts (letter)", StringComparison.Ordinal) ? [] : (string[])[$"{Line(info, "Page size")} for {page.Paper}"],
            .. Encoding.Latin1.GetString(pdf).Contains($"/Lang ({page.Language})", StringComparison.Ordinal) ? [] : (string[])["no language"],
        ];
    });

    [Fact]
    public void Every_font_is_in_the_file() => lessons.Check((_, pdf) =>
        Printing.Poppler("pdffonts", pdf).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Where(l => !EmbeddedFont().IsMatch(l)));

    [Fact]
    public async Task Tags_and_reading_order_are_those_of_the_page()
    {
        var facts = await lessons.Facts(Facts);
        lessons.Check((page, pdf) =>
        {
            var expected = facts[page];

            // The head of a table that goes on overleaf is printed twice and stands once in the order.
            var structure = Again().Replace(Printing.Poppler("pdfinfo", pdf, "-struct-text"), "${line}");
            var tags = Tag().Matches(structure).CountBy(m => m.Groups["tag"].Value).ToDictionary();
            var found = expected.GetProperty("tags").EnumerateObject()
                .Where(t => t.Value.GetInt32() != tags.GetValueOrDefault(t.Name))
                .Select(t => $"{tags.GetValueOrDefault(t.Name)} {t.Name} for {t.Value}")
                .ToList();

            // Numbers and dots of lists are labels there, and no text of the page.
            var read = Letters(string.Concat(Words().Matches(Label().Replace(structure, "")).Select(m => m.Groups["words"].Value)));
            var written = Letters(expected.GetProperty("words").GetString()!);
            if (page.Page.Document.Id == "poster-large")
            {
                // Both halves hold the whole poster, and each shows its part: nothing may be missing from the two.
                return expected.GetProperty("words").GetString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    .Select(Letters).Where(w => !read.Contains(w, StringComparison.Ordinal)).Select(w => $"'{w}' is missing").Distinct();
            }

            if (read != written)
            {
                var at = read.Zip(written).TakeWhile(p => p.First == p.Second).Count();
                found.Add($"reads '{read[at..Math.Min(read.Length, at + 40)]}' for '{written[at..Math.Min(written.Length, at + 40)]}'");
            }

            return found;
        });
    }

    [Fact]
    public void A_file_with_headings_has_an_outline() => lessons.Check((page, pdf) =>
        page.Text.Contains("<h1", StringComparison.Ordinal) == Encoding.Latin1.GetString(pdf).Contains("/Type /Outlines", StringComparison.Ordinal) ? [] : ["no outline"]);

    [Fact]
    public void What_stands_on_the_page_can_be_searched() => lessons.Check((page, pdf) =>
        Letters(Printing.Poppler("pdftotext", pdf)) is var text && page.Page.HandoutId is not null && text.Length < 40 ? [$"only '{text}'"] : []);

    [Fact]
    public void A_second_build_on_one_thread_makes_the_same_bytes()
    {
        var again = Lessons.Build("letter", threads: 1);

        Assert.True(lessons.Letter.Count > 40);
        Assert.All(lessons.Letter, p => Assert.True(p.Value.Pdf.AsSpan().SequenceEqual(again[p.Key].Pdf), p.Key));
    }

    [Fact]
    public void A_picture_has_its_words_and_an_ornament_has_no_tag()
    {
        var png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        var assets = new Assets([("a.png", new SourceFile("a.png", png))]);

        var (files, findings) = Printing.Print(
            [Printing.Page("<img src=\"../assets/a.png\" alt=\"Two friends\" width=90 height=90><img src=\"../assets/a.png\" alt=\"\" width=90 height=90><p>x")], assets: assets);

        Assert.Equal([], findings);
        var structure = Printing.Poppler("pdfinfo", files["test.pdf"], "-struct");
        Assert.Single(Tag().Matches(structure), m => m.Groups["tag"].Value == "Figure");
        Assert.Contains("/Alt (Two friends)", Encoding.Latin1.GetString(files["test.pdf"]), StringComparison.Ordinal);
    }

    private static string Line(string info, string name) =>
        info.Split('\n').FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..].Trim() ?? "";

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex(@" yes (yes|no ) (yes|no ) +\d+ +\d+$")]
    private static partial Regex EmbeddedFont();

    [GeneratedRegex(@"^ *(?<tag>[A-Z][A-Za-z0-9]*)(?=[ :]|$)", RegexOptions.Multiline)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^( *)Lbl.*\n(\1 +.*\n)*", RegexOptions.Multiline)]
    private static partial Regex Label();

    [GeneratedRegex("^(?<line> *\".+\")\n\\k<line>$", RegexOptions.Multiline)]
    private static partial Regex Again();

    [GeneratedRegex("^ *\"(?<words>.*)\"$", RegexOptions.Multiline)]
    private static partial Regex Words();

    /// <summary>The lessons as PDF on Letter, and one of them on A4.</summary>
    public sealed class Lessons
    {
        // One or two of each band and sensitivity: all kinds of handout are among them.
        private static readonly string[] Some = ["ask-wait-listen", "a-clear-yes", "everyone-counts"];

        private readonly Lazy<IReadOnlyDictionary<string, (MadePage Page, byte[] Pdf)>> letter = new(() => Build("letter"));
        private readonly Lazy<IReadOnlyDictionary<string, (MadePage Page, byte[] Pdf)>> a4 = new(() => Build("a4", only: "a-clear-yes"));

        internal IReadOnlyDictionary<string, (MadePage Page, byte[] Pdf)> Letter => letter.Value;

        internal static IReadOnlyDictionary<string, (MadePage Page, byte[] Pdf)> Build(string paper, int threads = 3, string? only = null)
        {
            var problems = new DiagnosticBag();
            var folder = Directory.CreateTempSubdirectory("upstander-tests-");
            try
            {
                var request = new CompileRequest(Path.Combine(Repository.Root, "lessons"), Project.ToolFolder)
                {
                    OutputFolder = Path.Combine(folder.FullName, "out"),
                    Choice = new PageChoice(only is null ? Some : [only], [], [], ["pdf"]),
                    Browser = Printing.Browser,
                    Paper = paper,
                    Threads = threads,
                    Today = Project.Today,
                    ShippedRules = Project.ShippedRules,
                };
                Assert.Equal(Outcome.Published, Compiler.Compile(request, problems, null, TestContext.Current.CancellationToken).Outcome);
                return Made(request).ToDictionary(
                    m => m.Page.OutputPath, m => (m, File.ReadAllBytes(Path.Combine(request.OutputFolder, m.Page.OutputPath))), StringComparer.Ordinal);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        /// <summary>Fails with everything that is wrong with any file.</summary>
        internal void Check(Func<MadePage, byte[], IEnumerable<string>> look)
        {
            var found = new ConcurrentBag<string>();
            Assert.True(Letter.Count > 40 && a4.Value.Count > 10);
            foreach (var (page, pdf) in Letter.Values.Concat(a4.Value.Values))
            {
                foreach (var problem in look(page, pdf))
                {
                    found.Add($"{page.Page.OutputPath} ({page.Paper}): {problem}");
                }
            }

            Assert.True(found.IsEmpty, string.Join('\n', found.Order(StringComparer.Ordinal)));
        }

        /// <summary>What a script tells about each page as it is for print.</summary>
        internal async Task<IReadOnlyDictionary<MadePage, JsonElement>> Facts(string script)
        {
            var survey = Compiler.Survey(Request, new DiagnosticBag(), TestContext.Current.CancellationToken)!;
            var whole = new PrintPage(survey.Assets);
            var facts = new Dictionary<MadePage, JsonElement>();
            using var browser = BrowserProcess.Start(Printing.Browser, out _)!;
            var target = (await browser.Protocol.Call(null, "Target.createTarget", p => p.WriteString("url", "about:blank"))).Text("targetId");
            var session = (await browser.Protocol.Call(null, "Target.attachToTarget", p =>
            {
                p.WriteString("targetId", target);
                p.WriteBoolean("flatten", true);
            })).Text("sessionId");
            await browser.Protocol.Call(session, "Emulation.setEmulatedMedia", p => p.WriteString("media", "print"));
            foreach (var (page, _) in Letter.Values.Concat(a4.Value.Values))
            {
                await browser.Protocol.Call(session, "Page.setDocumentContent", p =>
                {
                    p.WriteString("frameId", target);
                    p.WriteString("html", whole.Make(page, new DiagnosticBag()));
                });
                var told = await browser.Protocol.Call(session, "Runtime.evaluate", p => p.WriteString("expression", script));
                facts[page] = JsonElement.Parse(told.Result.GetProperty("result").GetProperty("value").GetString()!);
            }

            return facts;
        }

        private static CompileRequest Request => new(Path.Combine(Repository.Root, "lessons"), Project.ToolFolder)
        {
            OutputFolder = "unused",
            Choice = new PageChoice([], [], [], ["pdf"]),
            Browser = Printing.Browser,
            Today = Project.Today,
            ShippedRules = Project.ShippedRules,
        };

        /// <summary>The pages that a request makes PDF from.</summary>
        private static List<MadePage> Made(CompileRequest request)
        {
            var problems = new DiagnosticBag();
            var survey = Compiler.Survey(request, problems, TestContext.Current.CancellationToken)!;
            List<MadePage> made = [];
            foreach (var lesson in survey.Course.Lessons)
            {
                Page[] pages = [.. survey.Pages.PagesOf(lesson).Where(p => p.Format == "pdf" && request.Choice.Wants(p))];
                survey.Maker.MakeLessonPages(lesson, LessonSource.Get(lesson, problems)!, pages, made.Add, problems, TestContext.Current.CancellationToken);
            }

            return made;
        }
    }
}
