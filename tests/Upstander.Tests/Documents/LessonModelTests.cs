using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;

namespace Upstander.Tests.Documents;

/// <summary>What pages know of a lesson beyond what its author wrote: the clock, numbers, neighbours, totals, services.</summary>
public class LessonModelTests
{
    private const string Extra = "    method: discussion\n    alternatives: [debate]\n  - { id: debate, title: Debate, phase: practice, minutes: { min: 5, typical: 9, max: 12 }, core: false, method: discussion }";

    [Fact]
    public void The_clock_runs_over_core_activities_only()
    {
        using var project = new Project().ChangeLesson("    method: discussion", Extra);

        var lesson = Model(project, Audience.Facilitator);

        Assert.Equal(
            [("opening", 1, 0, 5), ("debate", null, null, null), ("practice", 2, 5, 15), ("closing", 3, 15, 20)],
            Views(lesson, "activities").Select(a => ((string)a["id"]!, (int?)a["number"], (int?)a["start"], (int?)a["end"])));
        Assert.Equal(["opening", "practice", "closing"], Views(lesson, "run").Select(a => a["id"]));
        Assert.Equal(["debate"], Views(lesson, "extras").Select(a => a["id"]));
        Assert.Equal(["Debate"], (object?[]?)Views(lesson, "activities")[0]["alternative_titles"]);
    }

    [Fact]
    public void A_lesson_without_extras_has_none()
    {
        using var project = new Project();

        Assert.Null(Model(project, Audience.Facilitator)["extras"]);
    }

    [Theory]
    [InlineData("class", 2, 2)]
    [InlineData("learner", 2, 18)]
    [InlineData("family", 1, 9)]
    [InlineData("pair", 1, 5)]
    [InlineData("group", 1, 3)]
    public void Materials_are_counted_for_the_largest_group(string per, int quantity, int? total)
    {
        using var project = new Project()
            .ChangeLesson("duration: 20", "duration: 20\ngroup_size: { min: 4, max: 9 }")
            .ChangeLesson("quantity: 1, per: learner", $"quantity: {quantity}, per: {per}");

        Assert.Equal(total, Views(Model(project, Audience.Facilitator), "materials")[0]["total"]);
    }

    [Fact]
    public void Lessons_of_a_unit_know_their_neighbours()
    {
        using var project = new Project().AddLesson("b").AddLesson("c").AddLesson("loose").AddUnit("[c, asking-first, b]");

        var view = Models(project, Audience.Learner, "asking-first");

        Assert.Equal("c", ((View)view["previous_lesson"]!)["id"]);
        Assert.Equal("b", ((View)view["next_lesson"]!)["id"]);
        Assert.Equal("First unit", ((View)view["unit"]!)["title"]);
        Assert.Null(Models(project, Audience.Learner, "loose")["next_lesson"]);
        Assert.Null(Models(project, Audience.Learner, "loose")["previous_lesson"]);
        Assert.Null(Models(project, Audience.Learner, "loose")["unit"]);
    }

    [Fact]
    public void A_service_has_a_link_to_dial()
    {
        using var project = new Project();

        var service = Views(Model(project, Audience.Learner), "services")[0];

        Assert.Equal(true, service["in_region"]);
        Assert.Equal("tel:+18005550100", ((View)((IReadOnlyList<object?>)service["channels"]!)[0]!)["href"]);
    }

    [Theory]
    [InlineData("{ kind: text, number: \"22522\", keyword: HI }", "sms:22522")]
    [InlineData("{ kind: chat, url: \"https://example.org/chat\" }", "https://example.org/chat")]
    [InlineData("{ kind: in-person }", null)]
    [InlineData("{ kind: email, url: \"https://example.org/mail\" }", "https://example.org/mail")]
    public void A_channel_has_a_link_of_its_kind(string channel, string? href)
    {
        using var project = new Project().Change("resources.yaml", "{ kind: phone, number: 800-555-0100 }", channel);

        var service = Views(Model(project, Audience.Learner), "services")[0];

        Assert.Equal(href, ((View)((IReadOnlyList<object?>)service["channels"]!)[0]!)["href"]);
    }

    [Fact]
    public void Steps_after_a_disclosure_are_the_lessons_own_or_the_curriculums()
    {
        using var project = new Project().ChangeLesson("  background: Know the group.", "  background: Know the group.\n  disclosure_response: standard");
        project.Write("curriculum.yaml", Project.Curriculum + "disclosure_response: [Listen., Thank.]\n");
        Assert.Equal(["Listen.", "Thank."], Steps(project));

        project.ChangeLesson("disclosure_response: standard", "disclosure_response: [Sit down.]");
        Assert.Equal(["Sit down."], Steps(project));

        static IEnumerable<string> Steps(Project project) => ((IReadOnlyList<Prose>)Model(project, Audience.Facilitator)["disclosure_steps"]!).Select(p => p.Markdown);
    }

    [Fact]
    public void A_myth_names_its_source()
    {
        using var project = new Project().AddToLesson("cites: [{ id: book, title: A book, year: 2020, url: 'https://example.org' }]\nmyths: [{ myth: A, fact: B, cite: book }, { myth: C, fact: D }]");

        var myths = Views(Model(project, Audience.Learner), "myths");

        Assert.Equal(("A book (2020)", "https://example.org"), ((string?)myths[0]["source"], (string?)myths[0]["source_url"]));
        Assert.Equal((null, null), ((string?)myths[1]["source"], (string?)myths[1]["source_url"]));
    }

    [Fact]
    public void Words_have_slugs_even_when_nothing_is_left_of_them()
    {
        using var project = new Project().AddToLesson("vocabulary: [{ term: Ask first!, definition: A }, { id: mine, term: B, definition: B }, { term: 同意, definition: C }]");

        Assert.Equal(["ask-first", "mine", "term-3"], Views(Model(project, Audience.Learner), "vocabulary").Select(t => t["slug"]));
    }

    [Fact]
    public void Cards_are_made_from_the_lists_of_the_lesson()
    {
        using var project = new Project().AddToLesson("""
            scenarios: [{ id: hat, title: The hat, text: Sam takes it., key: Sam did not ask. }]
            handouts: [{ id: paper, kind: cards, title: Paper, cards: [{ id: own, text: Mine, key: Why }], from: scenarios }]
            """);

        var facilitator = Views(Views(Model(project, Audience.Facilitator), "handouts")[0], "faces");
        var learner = Views(Views(Model(project, Audience.Learner), "handouts")[0], "faces");

        Assert.Equal(["own", "hat"], learner.Select(f => f["id"]));
        Assert.Equal([(1, 2), (2, 2)], learner.Select(f => ((int)f["number"]!, (int)f["count"]!)));
        Assert.All(learner, f => Assert.False(f.Has("key")));
        Assert.Equal("Sam did not ask.", facilitator[1]["key"]!.ToString());
    }

    internal static View Models(Project project, Audience audience, string id)
    {
        var course = project.Survey().Course;
        var summary = course.Lesson(id)!;
        return LessonModel.Of(new CourseModel(course, audience), summary, LessonSource.Get(summary, new DiagnosticBag())!);
    }

    private static View Model(Project project, Audience audience) => (View)Models(project, audience, "asking-first")["lesson"]!;

    private static View[] Views(View view, string name) => [.. ((IReadOnlyList<object?>)view[name]!).Cast<View>()];
}
