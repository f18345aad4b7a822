using Upstander.Binding;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;

namespace Upstander.Tests.Documents;

/// <summary>What to print for a class: how many, how often, on how many sides.</summary>
public sealed class PrintListTests
{
    private const string Handouts = """
        handouts:
          - { id: sheet, kind: worksheet, title: A sheet, items: [{ prompt: Why? }] }
          - { id: deck, kind: cards, title: A deck, cards: [{ id: a, text: A, key: Yes. }] }
          - { id: plain-deck, kind: cards, title: Plain, cards: [{ id: a, text: A }] }
          - { id: wall, kind: poster, title: A poster, body: Ask. }
          - { id: ticket, kind: exit-ticket, title: A ticket, per_page: 4, items: [{ prompt: Why? }] }
          - { id: home, kind: letter, title: A letter, body: Dear families. }
          - { id: editor, kind: letter, audience: learner, title: To the editor, body: Dear editor. }
          - { id: watching, kind: worksheet, audience: facilitator, title: Watching, items: [{ prompt: What? }] }
          - { id: strips, kind: sheet, title: Strips, cut_lines: true, body: Cut here. }
          - { id: shared, kind: sheet, title: Shared, copies_per: pair, body: Read together. }
        """;

    [Theory]
    [InlineData("sheet", "learner", "learner", 31, 31, true, false)]
    [InlineData("plain-deck", "learner", "group", 8, 8, false, true)]
    [InlineData("wall", "learner", "class", 1, 1, false, false)]
    [InlineData("ticket", "learner", "learner", 31, 8, false, true)]
    [InlineData("home", "family", "family", 31, 31, true, false)]
    [InlineData("editor", "learner", "learner", 31, 31, true, false)]
    [InlineData("watching", "facilitator", "class", 1, 1, true, false)]
    [InlineData("strips", "learner", "learner", 31, 31, false, true)]
    [InlineData("shared", "learner", "pair", 16, 16, true, false)]
    public void A_handout_is_counted_as_its_kind_and_its_author_say(string handout, string edition, string per, int needed, int copies, bool twoSided, bool cut)
    {
        var job = Assert.Single(Jobs(31), j => j.HandoutId == handout);

        Assert.Equal((edition, per, needed, copies, twoSided, cut), (For.NameOf(job.Audience), job.Per, job.Needed, job.Copies, job.TwoSided, job.Cut));
    }

    [Fact]
    public void Cards_with_answers_come_twice_with_backs_for_the_facilitator_and_without_for_groups()
    {
        var jobs = Jobs(31).Where(j => j.HandoutId == "deck").ToList();

        Assert.Equal([(Audience.Facilitator, 1, true), (Audience.Learner, 8, false)], jobs.Select(j => (j.Audience, j.Copies, j.TwoSided)));
    }

    [Fact]
    public void Two_support_cards_stand_on_a_page_and_each_family_gets_a_letter()
    {
        var jobs = Jobs(31);

        Assert.Equal((31, 16, true), jobs.Where(j => j.Document == "support-card").Select(j => (j.Needed, j.Copies, j.Cut)).Single());
        Assert.Equal(("family", 31), jobs.Where(j => j.Document == "family-letter").Select(j => (j.Per, j.Copies)).Single());
    }

    [Theory]
    [InlineData("- { item: Decks, quantity: 2, per: group, printable: plain-deck }", "group", 16)]
    [InlineData("- { item: Decks, quantity: 1, per: group, group_of: 5, printable: plain-deck }", "group", 7)]
    [InlineData("- { item: Decks, quantity: 1, per: group, printable: plain-deck }\n  - { item: Spare, quantity: 2, per: class, printable: plain-deck }", "group", 10)]
    public void The_materials_decide_before_the_kind_and_all_of_them_count(string material, string per, int needed)
    {
        using var project = Made().ChangeLesson("- { item: Pencils, quantity: 1, per: learner }", material);

        var job = Assert.Single(Jobs(project, 31), j => j.HandoutId == "plain-deck");

        Assert.Equal((per, needed), (job.Per, job.Needed));
    }

    [Theory]
    [InlineData("class", null, 31, 1)]
    [InlineData("pair", null, 31, 16)]
    [InlineData("group", null, 31, 8)]
    [InlineData("group", 3, 31, 11)]
    [InlineData("family", null, 31, 31)]
    public void Shares_are_rounded_up(string per, int? groupOf, int learners, int shares) => Assert.Equal(shares, PrintList.Shares(per, groupOf, learners));

    [Fact]
    public void The_page_lists_jobs_for_the_largest_group_and_files_that_are_made()
    {
        using var project = Made().ChangeLesson("duration: 20", "duration: 20\ngroup_size: { min: 8, max: 31 }");

        var files = project.Pages();
        var list = files["facilitator/asking-first/print-list.html"];

        Assert.Contains("<b>31 learners</b>", list, StringComparison.Ordinal);
        Assert.Contains("learner/asking-first/ticket.html", list, StringComparison.Ordinal);
        Assert.Contains("<b class=\"num\">8 ×</b>", list, StringComparison.Ordinal);
        Assert.Contains("href=\"print-list.html\"", files["facilitator/asking-first/index.html"], StringComparison.Ordinal);
        Assert.DoesNotContain(files.Keys, f => f.StartsWith("learner/", StringComparison.Ordinal) && f.EndsWith("print-list.html", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_group_size_it_says_how_many_each_gets()
    {
        using var project = Made();

        var list = project.Pages()["facilitator/asking-first/print-list.html"];

        Assert.Contains("one per learner", list, StringComparison.Ordinal);
        Assert.DoesNotContain(" ×</b>", list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("guide", null, "sheet.pdf", "sheet.docx")]
    [InlineData("print-list", null, "learner/asking-first/sheet.pdf", "learner/asking-first/ticket.pdf")]
    public void Pages_lead_to_the_files_that_the_build_makes_and_to_no_others(string document, string? handout, string one, string other)
    {
        Assert.All([one, other], file => Assert.Contains(file, Page(document, handout, "pdf", "docx"), StringComparison.Ordinal));
        Assert.All([".pdf", ".docx"], ending => Assert.DoesNotContain(ending, Page(document, handout), StringComparison.Ordinal));
    }

    private static string Page(string document, string? handout, params string[] formats)
    {
        using var project = Made();
        var survey = project.Survey(r => r with { Choice = r.Choice with { Formats = formats } });
        var summary = survey.Course.Lesson("asking-first")!;
        var page = survey.Pages.Find(Audience.Facilitator, document, summary.Id, handout)!;
        var text = "";
        var problems = new DiagnosticBag();
        survey.Maker.MakeLessonPages(summary, LessonSource.Get(summary, problems)!, [page], made => text = made.Text, problems, TestContext.Current.CancellationToken);
        Assert.Empty(problems.Sorted());
        return text;
    }

    private static Project Made() => new Project().AddToLesson(Handouts);

    private static IReadOnlyList<PrintJob> Jobs(int learners)
    {
        using var project = Made();
        return Jobs(project, learners);
    }

    private static IReadOnlyList<PrintJob> Jobs(Project project, int learners)
    {
        var survey = project.Survey();
        var summary = survey.Course.Lesson("asking-first")!;
        return PrintList.Of(survey.Course, summary, LessonSource.Get(summary, new DiagnosticBag())!, learners);
    }
}
