using Upstander.Publishing;

namespace Upstander.Tests.Audiences;

/// <summary>A learner template that names what learners may not see fails to build, at its line and column.</summary>
public class LeakingTemplateTests
{
    [Theory]
    [InlineData("ok\n  {{ lesson.facilitator }}\n", "2:13")]
    [InlineData("{{ lesson.facilitator.background }}", "1:11")]
    [InlineData("{{ lesson.family }}", "1:11")]
    [InlineData("{{ lesson.materials }}", "1:11")]
    [InlineData("{{ for activity in lesson.activities }}\n{{ activity.key }}{{ end }}", "2:13")]
    [InlineData("{{ for activity in lesson.activities; activity.safety; end }}", "1:48")]
    [InlineData("{{ if lesson.full_title }}x{{ end }}", "1:14")]
    [InlineData("{{ lesson['facilitator'] }}", "1:")]
    [InlineData("{{ x = lesson; x.facilitator }}", "1:18")]
    [InlineData("{{ lesson | json }}{{ lesson.status }}", "1:30")]
    public void A_facilitators_field_is_an_error_where_it_is_named(string template, string place)
    {
        using var project = new Project().Write("templates/html/learner-page.html.scriban", template);

        var built = project.Build();

        Assert.Equal(Outcome.InputError, built.Result.Outcome);
        Assert.Empty(built.Files);
        Assert.StartsWith($"templates/html/learner-page.html.scriban:{place}", Assert.Single(built.Findings), StringComparison.Ordinal);
        Assert.Contains(" error UP1403: ", built.Findings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_field_in_a_facilitators_template_is_fine()
    {
        using var project = new Project().Write("templates/html/guide.html.scriban", "{{ lesson.facilitator.background }}");

        Assert.Equal("<p>Know the group.</p>", project.Pages()["facilitator/asking-first/index.html"]);
    }

    [Fact]
    public void A_whole_lesson_as_json_holds_nothing_for_facilitators()
    {
        using var project = new Project().Write("templates/html/learner-page.html.scriban", "{{ lesson | json }}").ChangeLesson("Know the group.", "Marker one.");

        var page = project.Pages()["learner/asking-first/index.html"];

        Assert.Contains("Asking first", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Marker", page, StringComparison.Ordinal);
        Assert.DoesNotContain("facilitator", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_published_before_stays_as_it_was()
    {
        using var project = new Project();
        var before = project.Pages();

        project.Write("templates/html/learner-page.html.scriban", "{{ lesson.facilitator }}").ChangeLesson("title: Asking first", "title: Asking twice");

        Assert.Equal(before, project.Build().Files);
    }
}
