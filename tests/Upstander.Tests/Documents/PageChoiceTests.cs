using Upstander.Documents;

namespace Upstander.Tests.Documents;

/// <summary>Which pages are made: what <c>outputs</c> of the curriculum say, and what the command line chooses among them.</summary>
public class PageChoiceTests
{
    [Fact]
    public void A_lesson_is_chosen_by_pattern()
    {
        using var project = new Project().AddLesson("b-one").AddLesson("b-two");

        Assert.Equal(["b-one", "b-two"], Lessons(project.Pages(Choose(PageChoice.All with { Lessons = ["b-*"] }))));
        Assert.Equal(["asking-first", "b-one"], Lessons(project.Pages(Choose(PageChoice.All with { Lessons = ["b-on?", "asking-first"] }))).Except(["b-two"]));
    }

    [Theory]
    [InlineData("family", null, null, new[] { "family" })]
    [InlineData(null, "guide", null, new[] { "facilitator" })]
    [InlineData(null, null, "markdown", new[] { "facilitator", "family", "learner" })]
    public void Audiences_documents_and_formats_are_chosen_by_name(string? audience, string? document, string? format, string[] folders)
    {
        using var project = new Project();
        var choice = new PageChoice([], OneOrNone(audience), OneOrNone(document), OneOrNone(format));

        var pages = project.Pages(Choose(choice));

        Assert.Equal(folders, pages.Keys.Select(k => k.Split('/')[0]).Distinct());
        Assert.All(folders, folder => Assert.Contains($"{folder}/assets/tokens.css", pages.Keys));
    }

    [Fact]
    public void A_choice_leaves_what_was_published_before()
    {
        using var project = new Project();
        var all = project.Pages();

        var built = project.Build(Choose(PageChoice.All with { Audiences = ["family"] }));

        Assert.Equal(all, built.Files);
        Assert.NotEmpty(built.Result.Plan!.Kept);
        Assert.Empty(built.Result.Plan.Deleted);
    }

    [Fact]
    public void What_is_not_there_cannot_be_chosen()
    {
        using var project = new Project();

        var built = project.Build(Choose(new PageChoice(["asking-frist"], ["learners"], ["gide"], ["pfd"])));

        Assert.Equal(
            [
                "--audience: error UP1607: there is no audience 'learners' (did you mean 'learner'?)",
                "--document: error UP1607: there is no document 'gide' (did you mean 'guide'?)",
                "--format: error UP1607: there is no format 'pfd' (did you mean 'pdf'?)",
                "--lesson: error UP1607: there is no lesson 'asking-frist' (did you mean 'asking-first'?)",
            ],
            built.Findings);
        Assert.Empty(built.Files);
    }

    [Fact]
    public void The_curriculum_says_what_is_built()
    {
        using var project = new Project();
        project.Write("curriculum.yaml", Project.Curriculum + "outputs: { formats: [html], audiences: [learner, family] }\n");

        var pages = project.Pages();

        Assert.Equal(["family", "index.html", "learner"], pages.Keys.Select(k => k.Split('/')[0]).Distinct());
        Assert.DoesNotContain(pages.Keys, k => k.EndsWith(".md", StringComparison.Ordinal));
    }

    [Fact]
    public void The_command_line_may_ask_for_more_than_the_curriculum()
    {
        using var project = new Project();
        project.Write("curriculum.yaml", Project.Curriculum + "outputs: { formats: [html], audiences: [learner] }\n");

        var pages = project.Pages(Choose(PageChoice.All with { Audiences = ["facilitator"], Formats = ["markdown"] }));

        Assert.Contains("facilitator/asking-first/guide.md", pages.Keys);
        Assert.DoesNotContain("learner/asking-first/lesson.md", pages.Keys);
    }

    private static Func<CompileRequest, CompileRequest> Choose(PageChoice choice) => request => request with { Choice = choice };

    private static string[] OneOrNone(string? name) => name is null ? [] : [name];

    private static IEnumerable<string> Lessons(IReadOnlyDictionary<string, string> pages) =>
        pages.Keys.Where(k => k.StartsWith("facilitator/", StringComparison.Ordinal) && k.EndsWith("/guide.md", StringComparison.Ordinal)).Select(k => k.Split('/')[1]);
}
