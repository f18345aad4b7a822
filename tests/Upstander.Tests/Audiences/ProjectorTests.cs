using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Courses;
using Upstander.Diagnostics;

namespace Upstander.Tests.Audiences;

/// <summary>What an audience may see of a lesson: the rest is not hidden from it but not there.</summary>
public class ProjectorTests
{
    [Theory]
    [InlineData(Audience.Learner, "objectives", true)]
    [InlineData(Audience.Learner, "vocabulary", true)]
    [InlineData(Audience.Learner, "homework", true)]
    [InlineData(Audience.Learner, "facilitator", false)]
    [InlineData(Audience.Learner, "full_title", false)]
    [InlineData(Audience.Learner, "materials", false)]
    [InlineData(Audience.Learner, "family", false)]
    [InlineData(Audience.Learner, "reviewed", false)]
    [InlineData(Audience.Learner, "allow", false)]
    [InlineData(Audience.Learner, "status", false)]
    [InlineData(Audience.Family, "family", true)]
    [InlineData(Audience.Family, "homework", true)]
    [InlineData(Audience.Family, "big_idea", true)]
    [InlineData(Audience.Family, "activities", false)]
    [InlineData(Audience.Family, "scenarios", false)]
    [InlineData(Audience.Family, "facilitator", false)]
    [InlineData(Audience.Facilitator, "facilitator", true)]
    [InlineData(Audience.Facilitator, "family", true)]
    public void A_field_is_there_for_its_audiences(Audience audience, string field, bool there)
    {
        using var project = new Project();

        Assert.Equal(there, Seen(project, audience).Has(field));
    }

    [Fact]
    public void Facilitators_see_every_field()
    {
        using var project = new Project();
        var lesson = LessonSource.Get(project.Survey().Course.Lessons[0], new DiagnosticBag())!;

        Assert.Equal(lesson.Fields.Select(f => f.Name), Projector.Project(lesson, Audience.Facilitator)!.Entries.Select(e => e.Key));
    }

    [Fact]
    public void An_absent_field_is_null_and_so_is_an_empty_list()
    {
        using var project = new Project();
        var seen = Seen(project, Audience.Learner);

        Assert.All(["big_idea", "vocabulary", "scenarios", "content_note", "homework"], name =>
        {
            Assert.True(seen.Has(name));
            Assert.Null(seen[name]);
        });
    }

    [Fact]
    public void Parts_are_projected_too()
    {
        using var project = new Project().ChangeLesson("    method: discussion", """
                method: discussion
                key: The answer.
                steps:
                  - { do: Walk., say: Hello., note: Careful., ask: [{ question: Why?, listen_for: [Reasons.] }] }
            """.TrimEnd());

        var activity = (View)((IReadOnlyList<object?>)Seen(project, Audience.Learner)["activities"]!)[0]!;
        var step = (View)((IReadOnlyList<object?>)activity["steps"]!)[0]!;
        var question = (View)((IReadOnlyList<object?>)step["ask"]!)[0]!;

        Assert.Equal(["id", "title", "minutes", "grouping", "steps", "learner_text", "prompts", "printables"], activity.Entries.Select(e => e.Key));
        Assert.Equal(["id", "ask"], step.Entries.Select(e => e.Key));
        Assert.Equal(["id", "question"], question.Entries.Select(e => e.Key));
    }

    [Theory]
    [InlineData("worksheet", "", "learner")]
    [InlineData("letter", "", "family")]
    [InlineData("key", "", "facilitator")]
    [InlineData("worksheet", ", audience: facilitator", "facilitator")]
    [InlineData("worksheet", ", audience: family", "family")]
    [InlineData("key", ", audience: facilitator", "facilitator")]
    [InlineData("letter", ", audience: learner", "learner")]
    public void A_handout_is_for_those_it_says_or_its_kind_says(string kind, string audience, string folder)
    {
        using var project = new Project().AddToLesson($"handouts: [{{ id: paper, kind: {kind}, title: Paper, body: Text.{audience} }}]");

        var papers = project.Pages().Keys.Where(k => k.EndsWith("/paper.html", StringComparison.Ordinal)).Select(k => k.Split('/')[0]);

        Assert.Equal(new[] { "facilitator", folder }.Distinct().Order(StringComparer.Ordinal), papers);
    }

    [Fact]
    public void A_handout_of_another_audience_is_not_there()
    {
        using var project = new Project().AddToLesson("handouts: [{ id: paper, kind: key, title: Paper, body: Text. }]");

        Assert.Null(Seen(project, Audience.Learner)["handouts"]);
        Assert.Null(Seen(project, Audience.Family)["handouts"]);
        Assert.NotNull(Seen(project, Audience.Facilitator)["handouts"]);
    }

    [Fact]
    public void Nothing_is_projected_to_nothing() => Assert.Null(Projector.Project(null, Audience.Learner));

    private static View Seen(Project project, Audience audience) => Projector.Project(LessonSource.Get(project.Survey().Course.Lessons[0], new DiagnosticBag()), audience)!;
}
