using System.Diagnostics;

namespace Upstander.Tests.Courses;

public class RequiredLessonTests
{
    [Fact]
    public void A_required_lesson_must_be_there()
    {
        using var project = new Project().AddToLesson("requires: [asking-frist]");

        Assert.Equal(["asking-first.yaml:43:12: error UP1306: there is no lesson 'asking-frist' here (did you mean 'asking-first'?)"], project.Findings());
    }

    [Fact]
    public void A_lesson_cannot_require_itself()
    {
        using var project = new Project().AddToLesson("requires: [asking-first]");

        Assert.Equal(["asking-first.yaml:43:12: error UP1318: 'asking-first' requires itself"], project.Findings());
    }

    [Fact]
    public void A_circle_is_told_once_where_it_closes()
    {
        using var project = new Project().AddToLesson("requires: [b]").AddLesson("b", "requires: [c]\n").AddLesson("c", "requires: [asking-first]\n");

        Assert.Equal(["c.yaml:43:12: error UP1318: 'c' requires 'asking-first', which requires it in turn"], project.Findings());
    }

    [Fact]
    public void Two_ways_to_one_lesson_are_no_circle()
    {
        using var project = new Project().AddToLesson("requires: [b, c]").AddLesson("b", "requires: [d]\n").AddLesson("c", "requires: [d]\n").AddLesson("d");

        Assert.Equal([], project.Findings());
    }

    [Fact]
    public void A_chain_of_five_hundred_lessons_needs_no_deep_stack()
    {
        using var project = new Project();
        for (var i = 0; i < 500; i++)
        {
            project.AddLesson($"l{i:000}", i == 499 ? "requires: [l000]\n" : $"requires: [l{i + 1:000}]\n");
        }

        var watch = Stopwatch.StartNew();
        Assert.Equal(["l499.yaml:43:12: error UP1318: 'l499' requires 'l000', which requires it in turn"], project.Findings());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"took {watch.Elapsed}");
    }
}
