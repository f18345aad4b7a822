using Upstander.Checking;
using Upstander.Documents;
using Upstander.Publishing;

namespace Upstander.Tests.Checking;

/// <summary>Every link within a site leads to a file and a place that are there; the finding names where it was written.</summary>
public sealed class LinkCheckTests
{
    private const string Part = "templates/html/parts/neighbors.html.scriban";

    [Fact]
    public void A_link_of_a_template_is_told_once_for_all_its_pages()
    {
        using var project = new Project();
        project.AddLesson("another");
        project.Write(Part, "<p>x</p>\n<a href=\"../resource.html\">Contacts</a>\n");

        Assert.Equal(
            [$"{Part}:2:9: error UP1620: the link '../resource.html' leads to facilitator/resource.html, which is not there (document 'guide', facilitator/another/index.html and 3 more) (did you mean '../resources.html'?)"],
            project.Build().Findings);
    }

    [Theory]
    [InlineData("href=\"../Resources.html\"", "leads to learner/Resources.html, which is not there", "capital letters count: '../resources.html'")]
    [InlineData("href=\"../units/\"", "names a folder", "write the file: '../units/index.html'")]
    [InlineData("href=\"..\"", "names a folder", "write the file: '../index.html'")]
    [InlineData("href=\"/index.html\"", "begins at the top of a server", "write the way from the page")]
    [InlineData("href=\"../../facilitator/index.html\"", "leads out of the site for learners", "each audience has a site of its own")]
    [InlineData("href=\"../../../index.html\"", "leads out of the site for learners", "each audience has a site of its own")]
    [InlineData("href=\"#objective\"", "names a place that learner/asking-first/index.html does not have", "did you mean '#objectives'?")]
    [InlineData("href=\"index.html#objective\"", "names a place that learner/asking-first/index.html does not have", "")]
    [InlineData("href=\"../resources.html?x=1#get-halp\"", "names a place that learner/resources.html does not have", "")]
    [InlineData("href=\"a%20b.html\"", "leads to learner/asking-first/a b.html", "")]
    [InlineData("href=\"gone.html?a=1&amp;b=2\"", "leads to learner/asking-first/gone.html", "")]
    [InlineData("srcset=\"../assets/tokens.css 1x, gone.png 2x\"", "leads to learner/asking-first/gone.png", "")]
    [InlineData("poster=\"gone.png\"", "leads to learner/asking-first/gone.png", "")]
    [InlineData("style=\"background: url(&quot;gone.png&quot;)\"", "leads to learner/asking-first/gone.png", "")]
    public void What_leads_nowhere_is_named(string attribute, string message, string hint)
    {
        using var project = new Project();
        project.Write(Part, $"<p {attribute}>x</p>\n");

        var finding = Assert.Single(project.Build(OnlyLearners).Findings, f => f.Contains("UP162", StringComparison.Ordinal));

        Assert.StartsWith(Part, finding, StringComparison.Ordinal);
        Assert.Contains(message, finding, StringComparison.Ordinal);
        Assert.Contains(hint, finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("href=\"\"")]
    [InlineData("href=\"#\"")]
    [InlineData("href=\"#top\"")]
    [InlineData("href=\"#main\"")]
    [InlineData("href=\"#m%61in\"")]
    [InlineData("href=\"#:~:text=Asking\"")]
    [InlineData("href=\"index.html#main\"")]
    [InlineData("href=\"./index.html?from=here#main\"")]
    [InlineData("href=\"../asking%2Dfirst/index.html\"")]
    [InlineData("href=\"../resources.html#get-help\"")]
    [InlineData("href=\"../resources.html#get%2Dhelp\"")]
    [InlineData("href=\"lesson.md\"")]
    [InlineData("href=\"../assets/tokens.css\"")]
    [InlineData("href=\"https://example.org/gone.html#x\" rel=\"noreferrer\"")]
    [InlineData("href=\"tel:+15550100\"")]
    [InlineData("href=\"data:,\"")]
    public void What_leads_somewhere_is_not(string attribute)
    {
        using var project = new Project();
        project.Write(Part, $"<a {attribute}>x</a>\n");

        Assert.Empty(project.Build(OnlyLearners).Findings);
    }

    [Fact]
    public void A_link_in_a_text_is_told_where_it_was_written()
    {
        using var project = new Project();
        project.AddToLesson("big_idea: 'Look at [the card](../asking-first/suport-card.html), or [help](../resources.html#gone).'");
        project.ChangeLesson("Learners ask before they borrow.", "Learners ask, and find [a card](support-card.html).");

        var found = project.Build(OnlyLearners).Findings;

        Assert.Equal(3, found.Count);

        // A summary stands on the home page too, and from there the way is another.
        Assert.StartsWith("asking-first.yaml:3:42: error UP1620: the link 'support-card.html' leads to learner/support-card.html, which is not there (document 'home', learner/index.html", found[0], StringComparison.Ordinal);
        Assert.EndsWith("(did you mean 'asking-first/support-card.html'?)", found[0], StringComparison.Ordinal);
        Assert.StartsWith("asking-first.yaml:43:31: error UP1620: the link '../asking-first/suport-card.html' leads to learner/asking-first/suport-card.html, which is not there (document 'learner-page', ", found[1], StringComparison.Ordinal);
        Assert.EndsWith("(did you mean 'support-card.html'?)", found[1], StringComparison.Ordinal);
        Assert.Contains("UP1621: the link '../resources.html#gone' names a place that learner/resources.html does not have", found[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Code_in_Markdown_has_no_links()
    {
        using var project = new Project();
        project.AddToLesson("big_idea: 'Write `[text](gone.html)`, or \\[a\\](gone.html).'");

        Assert.Empty(project.Build(OnlyLearners).Findings);
    }

    [Fact]
    public void A_build_with_a_dead_link_publishes_nothing()
    {
        using var project = new Project();
        project.Write(Part, "<a href=\"gone.html\">x</a>\n");

        var built = project.Build();

        Assert.Equal(Outcome.InputError, built.Result.Outcome);
        Assert.Empty(built.Files);
    }

    [Fact]
    public void Style_sheets_name_assets()
    {
        using var project = new Project();
        project.Write("templates/assets/extra/own.css", "/* url(gone.png) */\np { background: url('../tokens.css'), url(\"gone.png\"), url(data:image/png;base64,AA==), url(#x) }\n");

        Assert.Equal(
            ["templates/assets/extra/own.css:2:44: error UP1620: this style sheet names 'gone.png', which is not among the assets (put the file into templates/assets/ or assets/)"],
            project.Build().Findings);
    }

    [Fact]
    public void A_narrow_build_takes_other_pages_as_planned()
    {
        using var project = new Project();
        project.AddLesson("another");
        project.Write(Part, "<a href=\"../another/index.html#not-looked-at\">x</a>\n");

        var narrow = project.Build(r => r with { Choice = new PageChoice(["asking-first"], ["learner"], [], []) });

        Assert.Empty(narrow.Findings);
        Assert.Single(project.Build().Findings);
    }

    [Theory]
    [InlineData("learner", "")]
    [InlineData("facilitator", "")]
    [InlineData("family", "")]
    [InlineData("", "html")]
    [InlineData("", "print")]
    [InlineData("", "markdown")]
    public void What_is_not_built_is_not_linked(string audience, string format)
    {
        var problems = new Diagnostics.DiagnosticBag();
        var choice = new PageChoice([], audience == "" ? [] : [audience], [], format == "" ? ["html", "print", "markdown"] : [format]);
        var request = new CompileRequest(Path.Combine(Repository.Root, "tests", "golden", "every-field", "input"), Project.ToolFolder)
        {
            Today = Project.Today,
            Rules = new RuleChoice([], Project.StructuralGroups),
            Planned = choice,
            Choice = choice,
        };

        var result = Compiler.Compile(request, problems, null, TestContext.Current.CancellationToken);

        Assert.True(result.Made > 1);
        Assert.Empty(problems.Sorted().Where(p => p.Code.StartsWith("UP162", StringComparison.Ordinal)).Select(p => p.ToString()));
    }

    private static CompileRequest OnlyLearners(CompileRequest request)
    {
        var learners = new PageChoice([], ["learner"], [], ["html", "print", "markdown"]);
        return request with { Planned = learners, Choice = learners };
    }
}
