namespace Upstander.Tests.Documents;

/// <summary>Which pages have the link to leave quickly: one that marks an ordinary lesson would say something about who reads it.</summary>
public sealed class QuickExitPageTests : IDisposable
{
    private readonly Project project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void An_ordinary_lesson_has_none_and_a_page_about_help_has_one()
    {
        var pages = project.Pages();
        Assert.DoesNotContain("class=\"exit\"", pages["learner/asking-first/index.html"], StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"exit\"", pages["learner/index.html"], StringComparison.Ordinal);
        Assert.Contains("class=\"exit\"", pages["learner/resources.html"], StringComparison.Ordinal);
        Assert.All(pages.Where(p => p.Key.StartsWith("facilitator/", StringComparison.Ordinal)), p => Assert.DoesNotContain("class=\"exit\"", p.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Who_asks_for_it_has_it_on_every_page_for_learners()
    {
        project.Write("curriculum.yaml", project.Text("curriculum.yaml") + "quick_exit_everywhere: true\n");
        var pages = project.Pages();
        var screens = pages.Where(p => p.Key.StartsWith("learner/", StringComparison.Ordinal) && p.Value.Contains("<main", StringComparison.Ordinal)).ToList();
        Assert.InRange(screens.Count, 4, 40);
        Assert.All(screens, p => Assert.True(
            p.Value.Contains("class=\"exit\"", StringComparison.Ordinal) || p.Value.Contains("class=\"leave\"", StringComparison.Ordinal), p.Key));
        Assert.All(pages.Where(p => p.Key.StartsWith("facilitator/", StringComparison.Ordinal)), p => Assert.DoesNotContain("class=\"exit\"", p.Value, StringComparison.Ordinal));
    }
}
