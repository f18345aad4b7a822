using Upstander.Checking;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Publishing;

namespace Upstander.Tests.Caching;

/// <summary>A build after a change that only the pages of a lesson show makes those pages, and publishes and reports what a build of everything would.</summary>
public sealed class SmallChangeTests : IDisposable
{
    // All rules but those that forbid to build a few short lessons.
    private static readonly RuleChoice Rules =
        new([], [.. RuleCatalogue.Structural.Where(r => r is not PageRule && r.Info.Severity == Severity.Error).Select(r => r.Info.Code)]);

    private readonly CachedCourse course = new() { IsCounted = false, Rules = Rules };

    public static TheoryData<string> Changes { get; } = [.. Edits.All.Keys];

    [Theory]
    [MemberData(nameof(Changes))]
    public void After_a_change_of_any_kind_the_build_is_that_of_a_clean_one(string change)
    {
        var first = course.Build();
        Assert.True(first.Outcome == Outcome.Published, string.Join('\n', first.Findings));
        Edits.All[change](course);
        var built = course.AssertSame();
        var again = course.Build();

        Assert.Equal(built.Findings, again.Findings);
        Assert.True(built.Outcome != Outcome.Published || again.Known is { Changed: 0 });
    }

    [Theory]
    [InlineData("a word of a lesson", 3)]
    [InlineData("more words of somebody else", 2)]
    [InlineData("a text that is hard to read", 3)]
    [InlineData("a line in the middle of a lesson", 0)]
    [InlineData("a word that a rule of its own finds", 3)]
    public void What_only_the_pages_of_a_lesson_show_is_a_small_change(string change, int least)
    {
        course.Build();
        Edits.All[change](course);
        var built = course.Build();

        Assert.NotNull(built.Known);
        Assert.InRange(built.Known.Changed, least, 12);
    }

    [Theory]
    [InlineData("a title of a lesson")]
    [InlineData("a summary of a lesson")]
    [InlineData("a new lesson")]
    [InlineData("the title of a unit")]
    [InlineData("a label")]
    [InlineData("a new handout")]
    [InlineData("a heading in a text")]
    [InlineData("a lesson that names an unknown service")]
    public void What_others_show_or_may_lead_to_is_none(string change)
    {
        course.Build();
        Edits.All[change](course);

        Assert.Null(course.Build().Known);
    }

    [Fact]
    public void Findings_move_with_their_lines()
    {
        string[] below = [.. course.Build().Findings.Where(f => f.Contains("three.yaml:41:", StringComparison.Ordinal))];
        Assert.True(below.Length > 0, string.Join('\n', course.Build().Findings));
        Edits.All["a line in the middle of a lesson"](course);
        var built = course.AssertSame();

        Assert.True(built.Known is { Changed: 0 });
        Assert.Empty(below.Select(f => f.Replace("three.yaml:41:", "three.yaml:42:", StringComparison.Ordinal)).Except(built.Findings));
    }

    [Fact]
    public void Several_lessons_may_change_and_change_back()
    {
        course.Build();
        var before = (course.Text("one.yaml"), course.Text("three.yaml"));
        foreach (var name in (string[])["one.yaml", "three.yaml"])
        {
            course.Change(name, "Know the group.", "Know them all, each by name.");
        }

        Assert.NotNull(course.AssertSame().Known);
        course.Write("one.yaml", before.Item1);
        course.Write("three.yaml", before.Item2);
        var back = course.AssertSame();

        Assert.NotNull(back.Known);
        Assert.InRange(back.Known.Changed, 2, 24);
    }

    [Theory]
    [InlineData("html", "")]
    [InlineData("html", "learner")]
    [InlineData("markdown", "facilitator")]
    [InlineData("docx", "")]
    public void A_choice_of_pages_may_change_a_little_too(string format, string audience)
    {
        CompileRequest Only(CompileRequest request) => request with { Choice = new PageChoice([], audience.Length == 0 ? [] : [audience], [], [format]) };
        course.Build(Only);
        course.Change("one.yaml", "Know the group.", "Know this group.");

        Assert.NotNull(course.AssertSame(Only).Known);
    }

    [Fact]
    public void What_is_gone_or_was_edited_meanwhile_is_noticed()
    {
        course.Build();
        course.Change("one.yaml", "Know the group.", "Know this group.");
        File.Delete(Path.Combine(course.Output, "learner", "three", "index.html"));
        Assert.Null(course.AssertSame().Known);

        course.Change("one.yaml", "Know this group.", "Know that group.");
        Directory.Delete(course.Cache, recursive: true);
        Assert.Null(course.AssertSame().Known);
    }

    [Fact]
    public void A_page_that_somebody_edited_is_not_lost()
    {
        course.Build();
        var page = Path.Combine(course.Output, "facilitator", "one", "guide.md");
        var edited = File.ReadAllText(page).Replace("Know the group.", "Know the grouq.", StringComparison.Ordinal);
        File.WriteAllText(page, edited);
        course.Change("one.yaml", "Know the group.", "Know this group.");
        var built = course.Build();

        Assert.Equal(Outcome.InputError, built.Outcome);
        Assert.Contains(built.Findings, f => f.Contains("edited after it was published", StringComparison.Ordinal));
        Assert.Equal(edited, File.ReadAllText(page));
        Assert.NotNull(course.Build(r => r with { OverwriteEdited = true }).Files);
        Assert.DoesNotContain("grouq", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_forbids_a_strict_build_as_it_does_a_whole_one()
    {
        using var strict = new CachedCourse { IsCounted = false, Rules = new RuleChoice(["XX001"], []) };
        Edits.All["a rule of its own"](strict);
        CompileRequest Strict(CompileRequest request) => request with { Strict = true };
        var first = strict.Build(Strict);
        Assert.True(first.Outcome == Outcome.Published, string.Join('\n', first.Findings));
        strict.Change("two.yaml", "Know the group.", "Tell the team.");
        var built = strict.AssertSame(Strict);

        Assert.Equal(Outcome.InputError, built.Outcome);
    }

    [Fact]
    public void Edits_in_any_order_end_in_the_bytes_and_findings_of_a_clean_build() => Edits.InAnyOrder(() => new CachedCourse { IsCounted = false, Rules = Rules }, tries: 8);

    public void Dispose() => course.Dispose();
}
