using System.Text.RegularExpressions;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Workspaces;

namespace Upstander.Tests.Documents;

/// <summary>
/// The Markdown of the shipped lessons against the rules of markdownlint that a reader of the source would notice; the codes are
/// that linter's. Line length (MD013) is left to the authors' prose.
/// </summary>
public sealed partial class MarkdownPageTests(MarkdownPageTests.Pages pages) : IClassFixture<MarkdownPageTests.Pages>
{
    [Fact]
    public void Every_page_is_clean() => Lists.AssertEmpty(pages.All.SelectMany(p => Faults(p.Text).Select(f => $"{p.Path}: {f}")));

    [Theory]
    [InlineData("# a\n\ntext \n", "MD009")]
    [InlineData("# a\n\n\n\ntext\n", "MD012")]
    [InlineData("# a\n\n### b\n", "MD001")]
    [InlineData("# a\n\n# b\n", "MD025")]
    [InlineData("# a\ntext\n", "MD022")]
    [InlineData("# a\n\ntext\n- b\n", "MD032")]
    [InlineData("# a\n\n- b\ntext | x\n", "")]
    [InlineData("# a\n\ttext\n", "MD010")]
    [InlineData("# a\n\ntext", "MD047")]
    [InlineData("# a\n\ntext\n| a |\n| --- |\n", "MD058")]
    [InlineData("# a\n\n<b>text</b>\n", "MD033")]
    public void The_check_sees_each_fault(string text, string code) =>
        Assert.Equal(code, Faults(text).Select(f => f.Split(' ')[0]).FirstOrDefault(c => c == code || code.Length == 0) ?? "");

    [Fact]
    public void A_key_that_begins_with_a_list_stands_apart_from_its_label()
    {
        const string Key = "key: \"- One way.\\n- Another way.\"";
        using var project = new Project()
            .ChangeLesson("    method: role_play", $"    method: role_play\n    {Key}")
            .ChangeLesson("  baseline: How do you know a yes?", $"  baseline: How do you know a yes?\n  items: [{{ prompt: Name two ways., {Key} }}]")
            .AddToLesson($$"""
                scenarios: [{ id: hat, title: The hat, text: Sam takes it., answer: no yes, {{Key}}, debrief: "- One.\n- Two." }]
                handouts:
                  - { id: sheet, kind: worksheet, title: A sheet, items: [{ prompt: Name two ways., {{Key}} }] }
                  - { id: deck, kind: cards, title: A deck, cards: [{ id: a, text: May I?, {{Key}} }] }
                """);

        var pages = project.Build().Files.Where(f => f.Key.StartsWith("facilitator/", StringComparison.Ordinal) && f.Key.EndsWith(".md", StringComparison.Ordinal)).ToDictionary(f => Path.GetFileName(f.Key), f => f.Value);

        Lists.AssertEmpty(pages.SelectMany(p => Faults(p.Value).Select(f => $"{p.Key}: {f}")));
        Assert.Contains("Answer:\n\n- One way.\n- Another way.\n", pages["sheet.md"]);
        Assert.Contains("- Key:\n\n  - One way.\n  - Another way.\n", pages["deck.md"]);
        Assert.Contains("Answer: no yes.\n\n- One way.", pages["guide.md"]);
        Assert.Contains("   - Key:\n\n     - One way.", pages["guide.md"]);
        Assert.Contains("**What to take from it:**\n\n- One.", pages["answer-key.md"]);
    }

    private static IEnumerable<string> Faults(string text)
    {
        if (!text.EndsWith('\n') || text.EndsWith("\n\n", StringComparison.Ordinal))
        {
            yield return "MD047 ends without exactly one line end";
        }

        var lines = text.TrimEnd('\n').Split('\n');
        var (level, titles) = (0, 0);
        for (var i = 0; i < lines.Length; i++)
        {
            var (line, before, after) = (lines[i], i > 0 ? lines[i - 1] : "", i + 1 < lines.Length ? lines[i + 1] : "");
            if (line.TrimEnd() != line)
            {
                yield return $"MD009 line {i + 1} ends in a space";
            }

            if (line.Contains('\t', StringComparison.Ordinal))
            {
                yield return $"MD010 line {i + 1} holds a tab";
            }

            if (line.Length == 0 && before.Length == 0 && i > 0)
            {
                yield return $"MD012 line {i + 1} is a second empty line";
            }

            if (Heading().Match(line) is { Success: true } heading)
            {
                var now = heading.Groups[1].Length;
                titles += now == 1 ? 1 : 0;
                if (now > level + 1)
                {
                    yield return $"MD001 line {i + 1} skips a level of headings";
                }

                if ((before.Length > 0 && !before.StartsWith("<!--", StringComparison.Ordinal)) || after.Length > 0)
                {
                    yield return $"MD022 line {i + 1} is a heading without empty lines around it";
                }

                level = now;
            }

            if (Item().IsMatch(line) && before.Length > 0 && !Item().IsMatch(before) && before[0] != ' ')
            {
                yield return $"MD032 line {i + 1} starts a list without an empty line before it";
            }

            if (line.StartsWith('|') && before.Length > 0 && !before.StartsWith('|'))
            {
                yield return $"MD058 line {i + 1} starts a table without an empty line before it";
            }

            if (Tag().IsMatch(line))
            {
                yield return $"MD033 line {i + 1} holds HTML";
            }
        }

        if (titles != 1)
        {
            yield return $"MD025 {titles} titles";
        }
    }

    [GeneratedRegex("^(#{1,6}) ")]
    private static partial Regex Heading();

    [GeneratedRegex("^ *([-*]|[0-9]+\\.) ")]
    private static partial Regex Item();

    [GeneratedRegex("(?<!\\\\|`)</?[a-z]+[ />]")]
    private static partial Regex Tag();

    /// <summary>Every Markdown page of the shipped lessons, compiled once.</summary>
    public sealed class Pages
    {
        public Pages()
        {
            var problems = new DiagnosticBag();
            var request = new CompileRequest(Path.Combine(Repository.Root, "lessons"), ToolFiles.Find(AppContext.BaseDirectory)!)
            {
                Today = new DateOnly(2026, 11, 24),
                Choice = new PageChoice([], [], [], ["markdown"]),
            };
            var survey = Compiler.Survey(request, problems, CancellationToken.None)!;
            foreach (var summary in survey.Course.Lessons)
            {
                survey.Maker.MakeLessonPages(
                    summary, LessonSource.Get(summary, problems)!, survey.Pages.PagesOf(summary).Where(request.Choice.Wants), made => All.Add((made.Page.OutputPath, made.Text)), problems, CancellationToken.None);
            }

            Assert.Empty(problems.Sorted());
            Assert.True(All.Count > 40, "the test has lost its pages");
        }

        public List<(string Path, string Text)> All { get; } = [];
    }
}
