using Upstander.Courses;
using Upstander.Diagnostics;

namespace Upstander.Tests.Courses;

/// <summary>Large curricula are read twice instead of being kept; nobody must be able to tell.</summary>
public class KeptLessonTests
{
    [Fact]
    public void Lessons_that_are_read_again_make_the_same_pages()
    {
        using var project = new Project().AddLesson("b").AddLesson("c", "vocabulary: [{ term: limit, definition: What is *fine* and what is not. }]\n").AddUnit("[c, b]");

        var kept = project.Pages();
        using var other = new Project().AddLesson("b").AddLesson("c", "vocabulary: [{ term: limit, definition: What is *fine* and what is not. }]\n").AddUnit("[c, b]");
        var again = other.Pages(r => r with { KeptBytes = 0 });

        Assert.Equal(kept, again);
    }

    [Fact]
    public void Only_the_whole_lesson_is_let_go()
    {
        using var project = new Project();

        Assert.NotNull(project.Survey().Course.Lessons[0].Kept);
        Assert.Null(project.Survey(r => r with { KeptBytes = 100 }).Course.Lessons[0].Kept);
    }

    [Fact]
    public void A_lesson_that_changes_meanwhile_is_noticed()
    {
        using var project = new Project();
        var summary = project.Survey(r => r with { KeptBytes = 0 }).Course.Lessons[0];
        project.ChangeLesson("Asking first", "Asking twice");

        var problems = new DiagnosticBag();

        Assert.Null(LessonSource.Get(summary, problems));
        Assert.Equal(["asking-first.yaml: error UP1323: the file was changed while it was being compiled (run the command again)"], problems.Sorted().Select(p => project.Told(p.ToString())));
    }

    [Fact]
    public void A_lesson_that_stays_the_same_is_read_again()
    {
        using var project = new Project();
        var summary = project.Survey(r => r with { KeptBytes = 0 }).Course.Lessons[0];
        var problems = new DiagnosticBag();

        Assert.Equal("Asking first", LessonSource.Get(summary, problems)!.Title.Value);
        Assert.Equal([], problems.Sorted());
    }

    [Fact]
    public void A_lesson_that_is_gone_is_noticed()
    {
        using var project = new Project();
        var summary = project.Survey(r => r with { KeptBytes = 0 }).Course.Lessons[0];
        project.Remove("asking-first.yaml");
        var problems = new DiagnosticBag();

        Assert.Null(LessonSource.Get(summary, problems));
        Assert.Equal("UP1008", Assert.Single(problems.Sorted()).Code);
    }
}
