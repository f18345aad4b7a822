using Upstander.Diagnostics;
using Upstander.Publishing;
using Upstander.Tests.Word;

namespace Upstander.Tests.Courses;

/// <summary>Local slots: filled in one place, printed in guides, a line to write on until then.</summary>
public sealed class SlotTests
{
    private const string Slots = """
        local_slots:
          - { id: counselor, prompt: "Who listens?", default: Ask the office }
          - { id: report-to, prompt: "To whom do we report?" }
        """;

    [Fact]
    public void What_nobody_has_filled_in_is_a_line_to_write_on()
    {
        using var project = new Project().AddToLesson(Slots);
        var pages = project.Pages();

        Assert.Contains("<li><div>Who listens? <span class=\"small\">Until then: Ask the office</span></div><span class=\"write\" aria-hidden=\"true\"></span></li>", pages["facilitator/asking-first/guide-print.html"], StringComparison.Ordinal);
        Assert.Contains("<!-- docx: fill -->\n\n- Who listens? (until then: Ask the office): ____________________\n- To whom do we report?: ____________________\n", pages["facilitator/asking-first/guide.md"], StringComparison.Ordinal);
    }

    [Fact]
    public void One_value_fills_the_slot_of_every_lesson_and_one_for_a_lesson_counts_more()
    {
        using var project = new Project().AddToLesson(Slots).AddLesson("second", Slots + "\n");
        project.Write("curriculum.yaml", Project.Curriculum + """
            slots:
              - { slot: counselor, value: "Ms. Okafor, room 12" }
              - { lesson: second, slot: counselor, value: "Mr. Lee, room 3" }
            """);
        var pages = project.Pages();

        Assert.Contains("<li id=\"local_slots/counselor\">Who listens? <strong>Ms. Okafor, room 12</strong></li>", pages["facilitator/asking-first/index.html"], StringComparison.Ordinal);
        Assert.Contains("<li><div>Who listens? <strong>Mr. Lee, room 3</strong></div></li>", pages["facilitator/second/guide-print.html"], StringComparison.Ordinal);
        Assert.Contains("- Who listens? **Mr. Lee, room 3**\n\nStill open, to fill in by hand:\n\n<!-- docx: fill -->\n\n- To whom do we report?: ____________________\n", pages["facilitator/second/guide.md"], StringComparison.Ordinal);
        Lists.AssertEmpty(pages.Where(p => !p.Key.StartsWith("facilitator/", StringComparison.Ordinal) && p.Value.Contains("Okafor", StringComparison.Ordinal)).Select(p => p.Key));
    }

    [Fact]
    public void The_values_of_an_overlay_come_on_top()
    {
        using var project = new Project().AddToLesson(Slots);
        project.Write("curriculum.yaml", Project.Curriculum + "slots: [{ lesson: asking-first, slot: counselor, value: Base }, { slot: report-to, value: Base }]\n");
        var course = Survey(project, "slots: [{ slot: counselor, value: Ours }]\n", out _).Course;

        Assert.Equal(("Ours", "Base", null), (course.Slots.Of("asking-first", "counselor"), course.Slots.Of("asking-first", "report-to"), course.Slots.Of("asking-first", "other")));
    }

    [Theory]
    [InlineData("{ slot: counsellor, value: A }", "6:13: error UP1306: no lesson has a local slot 'counsellor' (did you mean 'counselor'?)")]
    [InlineData("{ lesson: asking-frist, slot: counselor, value: A }", "6:15: error UP1306: there is no lesson 'asking-frist' (did you mean 'asking-first'?)")]
    [InlineData("{ lesson: second, slot: counselor, value: A }", "6:29: error UP1306: 'second' has no local slot 'counselor' (other lessons have it: leave 'lesson' out to fill it there)")]
    [InlineData("{ slot: counselor, value: A }\n  - { slot: counselor, value: B }", "7:13: error UP1330: 'counselor' is filled already (see edition/overlay.yaml:6:13; keep one of them)")]
    [InlineData("{ slot: counselor }", "6:5: error UP1201: 'value' is missing")]
    public void A_value_that_has_no_place_is_an_error(string slots, string finding)
    {
        using var project = new Project().AddToLesson(Slots).AddLesson("second");
        Survey(project, $"slots:\n  - {slots}\n", out var told);

        Assert.Contains(told, t => t.StartsWith($"edition/overlay.yaml:{finding}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("released", 2)]
    [InlineData("review", 0)]
    public void A_released_edition_has_every_slot_filled_in(string status, int open)
    {
        using var project = new Project().AddToLesson(Slots);

        Assert.Equal(open, Open(""));
        Assert.Equal(0, Open("slots: [{ slot: counselor, value: A }, { slot: report-to, value: B }]\n"));

        int Open(string slots)
        {
            project.Write("../edition/overlay.yaml", $"{Head}status: {status}\n{slots}");
            var problems = new DiagnosticBag();
            Compiler.Survey(project.Request with { Folder = Path.Combine(project.Folder, "..", "edition"), Rules = new(["CU026"], []) }, problems, CancellationToken.None);
            return problems.Sorted().Count(p => p.Code == "CU026");
        }
    }

    [Fact]
    public void In_Word_an_open_slot_ends_in_a_line()
    {
        using var project = new Project().AddToLesson(Slots);
        var result = project.Build(r => r with { Choice = r.Choice with { Formats = ["docx"] } });
        Assert.Equal(Outcome.Published, result.Result.Outcome);
        var text = WordFiles.Text(File.ReadAllBytes(Path.Combine(project.Output, "facilitator/asking-first/guide.docx")));

        Assert.Contains("To whom do we report?", text, StringComparison.Ordinal);
        Assert.DoesNotContain("____", text, StringComparison.Ordinal);
    }

    private const string Head = """
        overlay: 1
        id: river
        title: River edition
        base: ../course

        """;

    private static Survey Survey(Project project, string more, out IReadOnlyList<string> told)
    {
        project.Write("../edition/overlay.yaml", Head + more);
        var problems = new DiagnosticBag();
        var survey = Compiler.Survey(project.Request with { Folder = Path.Combine(project.Folder, "..", "edition") }, problems, CancellationToken.None)!;
        var root = Path.GetFullPath(Path.Combine(project.Folder, ".."));
        told = [.. problems.Sorted().Select(p => p.ToString().Replace($"{project.Folder}/../", "", StringComparison.Ordinal).Replace(root + "/", "", StringComparison.Ordinal))];
        return survey;
    }
}
