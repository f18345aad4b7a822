using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Tests.Courses;

/// <summary>Lessons are read twice, once for lists and once for their pages; the second time without reading YAML.</summary>
public class LessonSourceTests
{
    [Fact]
    public void A_lesson_that_changes_meanwhile_is_noticed()
    {
        using var project = new Project();
        var summary = project.Survey().Course.Lessons[0];
        project.ChangeLesson("Asking first", "Asking twice");

        var problems = new DiagnosticBag();

        Assert.Null(LessonSource.Get(summary, problems));
        Assert.Equal(["asking-first.yaml: error UP1323: the file was changed while it was being compiled (run the command again)"], problems.Sorted().Select(p => project.Told(p.ToString())));
    }

    [Fact]
    public void A_lesson_that_stays_the_same_is_read_again()
    {
        using var project = new Project();
        var summary = project.Survey().Course.Lessons[0];
        var problems = new DiagnosticBag();

        Assert.Equal("Asking first", LessonSource.Get(summary, problems)!.Title.Value);
        Assert.Equal([], problems.Sorted());
    }

    [Fact]
    public void Yaml_is_read_once()
    {
        using var project = new Project();
        var counts = new WorkCounts();
        var summary = project.Survey(r => r with { Counts = counts }).Course.Lessons[0];
        var parsed = counts.LessonsParsed;

        Assert.NotNull(LessonSource.Get(summary, new DiagnosticBag()));
        Assert.Equal(parsed, counts.LessonsParsed);
        Assert.NotNull(LessonSource.Get(summary with { Details = new(summary.Details.Value with { Outline = null }) }, new DiagnosticBag()));
        Assert.Equal(parsed + 1, counts.LessonsParsed);
    }

    [Fact]
    public void A_lesson_that_is_gone_is_noticed()
    {
        using var project = new Project();
        var summary = project.Survey().Course.Lessons[0];
        project.Remove("asking-first.yaml");
        var problems = new DiagnosticBag();

        Assert.Null(LessonSource.Get(summary, problems));
        Assert.Equal("UP1008", Assert.Single(problems.Sorted()).Code);
    }
}
