using Upstander.Audiences;
using Upstander.Checking;

namespace Upstander.Tests.Checking;

/// <summary>How a course stands, told from what is written in it and from nothing else.</summary>
public sealed class ScorecardTests
{
    private const string Page = "facilitator/scorecard.html";

    [Fact]
    public void A_principle_is_met_where_all_it_asks_for_is_everywhere_and_not_yet_where_nothing_is()
    {
        using var project = new Project();
        project.AddUnit();
        project.Write("first-unit.yaml", project.Text("first-unit.yaml") + """
            logic_model: { inputs: [Time.], activities: [Practice.], short_term: [Learners ask.], theory: Skills that are practiced are used. }
            booster: { after_weeks: 6, text: Play it again. }

            """);

        var card = Card(project);

        Assert.Equal("met", Status(card, "theory"));
        Assert.Equal("partly", Status(card, "dosage"));
        Assert.Equal("not_yet", Status(card, "comprehensive"));
        Assert.Equal(9, (int)card["met"]! + (int)card["partly"]! + (int)card["not_yet"]!);
    }

    [Fact]
    public void An_open_end_names_the_unit_or_lesson()
    {
        using var project = new Project();
        project.AddLesson("other");
        project.ChangeLesson("  baseline: How do you know a yes?", "  baseline: How do you know a yes?\n  checklist: [Learners ask.]");

        var criterion = Criterion(Card(project), "evaluation", "lesson");

        Assert.Equal(1, criterion["there_count"]);
        Assert.Equal(2, criterion["all_count"]);
        Assert.Equal("other", Assert.IsType<View>(Assert.Single((IEnumerable<object?>)criterion["open"]!))["id"]);
    }

    [Fact]
    public void What_is_asked_of_units_is_open_without_any()
    {
        using var project = new Project();

        Assert.Equal("not_yet", Status(Card(project), "theory"));
        Assert.Contains("The course has no units yet.", project.Pages()[Page], StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_list_of_places_is_cut_and_counted()
    {
        using var project = new Project();
        for (var i = 0; i < 20; i++)
        {
            project.AddLesson($"lesson-{i}");
        }

        var criterion = Criterion(Card(project), "relevant", "adapted");

        Assert.Equal(12, ((IEnumerable<object?>)criterion["open"]!).Count());
        Assert.Equal(9, criterion["open_more"]);
    }

    [Fact]
    public void The_cast_is_counted_by_part_and_pronouns()
    {
        using var project = new Project();
        project.AddToLesson("""
            scenarios:
              - id: hat
                title: The hat
                text: Sam takes the hat.
                people: [{ name: Sam, role: harms, pronouns: He }, { name: Kim, role: harmed }, { name: Ana, role: Harms, pronouns: she }, { name: Sam, role: harms, pronouns: they }]
            """);

        Assert.Equal(
            ["harmed 1:  1 (Kim)", "harms 3: she 1, he 1, they 1 (Ana, Sam)"],
            ((IEnumerable<object?>)Card(project)["roles"]!).Cast<View>().Select(r =>
                $"{r["role"]} {r["count"]}: {string.Join(", ", ((IEnumerable<object?>)r["by_pronouns"]!).Cast<View>().Select(p => $"{p["pronouns"]} {p["count"]}"))} ({string.Join(", ", (IEnumerable<object?>)r["names"]!)})"));
    }

    [Fact]
    public void Minutes_are_told_by_method_most_first()
    {
        using var project = new Project();

        var all = (View)((View)Card(project)["minutes"]!)["all"]!;

        Assert.Equal(20, all["total"]);
        Assert.Equal(
            ["role_play 10 50", "discussion 5 25", "writing 5 25"],
            ((IEnumerable<object?>)all["methods"]!).Cast<View>().Select(m => $"{m["method"]} {m["minutes"]} {m["percent"]}"));
    }

    [Fact]
    public void Every_suppression_is_told_as_it_is_written_whether_or_not_it_is_of_use()
    {
        using var project = new Project();
        project.AddToLesson("allow:\n  - { rule: VB002, phrase: had it coming, reason: A quotation., reviewer: Sam Reader, expires: 2020-01-31 }");

        var files = project.Build(r => r with { Strict = false }).Files;

        Assert.Contains("had it coming", files[Page], StringComparison.Ordinal);
        Assert.Contains("A quotation.", files[Page], StringComparison.Ordinal);
        Assert.Contains("<time datetime=\"2020-01-31\">31 January 2020</time>", files[Page], StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_the_day_nor_the_rules_that_are_asked_change_it()
    {
        using var project = new Project();
        project.AddUnit();
        var before = project.Pages()[Page];

        Assert.Equal(before, project.Pages(r => r with { Today = new DateOnly(2027, 3, 1), Rules = RuleChoice.None })[Page]);
    }

    [Fact]
    public void Only_facilitators_have_it_and_it_claims_nothing()
    {
        using var output = new Golden.OutputOf(Path.Combine(Repository.Root, "tests", "golden", "every-field", "input"));
        var text = System.Text.Encoding.UTF8.GetString(output.Files[Page]);

        Assert.DoesNotContain(output.Files.Keys, k => k.EndsWith("/scorecard.html", StringComparison.Ordinal) && k != Page);
        Assert.Contains("no certificate", text, StringComparison.Ordinal);
        Assert.DoesNotContain("evidence-based", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("href=\"scorecard.html\"", System.Text.Encoding.UTF8.GetString(output.Files["facilitator/index.html"]), StringComparison.Ordinal);
    }

    private static View Card(Project project)
    {
        var survey = project.Survey();
        return survey.Inspection.Scorecard(survey.Course);
    }

    private static View Principle(View card, string id) => ((IEnumerable<object?>)card["principles"]!).Cast<View>().Single(p => (string)p["id"]! == id);

    private static string Status(View card, string id) => (string)Principle(card, id)["status"]!;

    private static View Criterion(View card, string principle, string id) =>
        ((IEnumerable<object?>)Principle(card, principle)["criteria"]!).Cast<View>().Single(c => (string)c["id"]! == id);
}
