using Upstander.Checking;
using Upstander.Documents;

namespace Upstander.Tests.Checking;

/// <summary>Rules about pages: one cause is one finding, and what ships has none.</summary>
public sealed class PageRuleTests
{
    private const string Script = "<script src=\"https://cdn.example.org/a.js\"></script>\n";

    private static readonly RuleChoice OfPages = new([.. RuleCatalogue.Structural.OfType<PageRule>().Select(r => r.Info.Code)], []);

    [Theory]
    [InlineData("lessons")]
    [InlineData("tests/golden/minimal/input")]
    [InlineData("tests/golden/spanish/input")]
    public void Pages_of_the_tool_have_no_findings(string folder)
    {
        var request = new CompileRequest(Path.Combine(Repository.Root, folder), Project.ToolFolder) { Today = Project.Today, Rules = OfPages };
        var problems = new Diagnostics.DiagnosticBag();

        var result = Compiler.Compile(request, problems, null, TestContext.Current.CancellationToken);

        Lists.AssertEmpty(problems.Sorted().Where(p => p.Code.StartsWith("AC", StringComparison.Ordinal)).Select(p => p.ToString()));
        Assert.True(result.Made > 10);
    }

    [Fact]
    public void Every_page_of_the_tool_closes_what_it_opens()
    {
        using var output = new Golden.OutputOf(Path.Combine(Repository.Root, "tests", "golden", "every-field", "input"));

        Lists.AssertEmpty(output.Files.Where(f => f.Key.EndsWith(".html", StringComparison.Ordinal)).SelectMany(f => Open(f.Key, System.Text.Encoding.UTF8.GetString(f.Value))));
    }

    [Fact]
    public void What_a_thousand_pages_share_is_told_once()
    {
        using var project = new Project();
        for (var i = 0; i < 12; i++)
        {
            project.AddLesson($"lesson-{i}");
        }

        project.Write("templates/html/parts/neighbors.html.scriban", Script);

        Assert.Equal(
            ["templates/html/parts/neighbors.html.scriban:1:1: error AC001: this page loads a script from cdn.example.org"],
            Findings(project).Select(f => f[..f.IndexOf(" (Put", StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_script_that_is_made_is_looked_at_like_one_that_is_copied()
    {
        using var project = new Project()
            .Write("templates/documents.yaml", "documents: 1\nlist:\n  - { id: own, per: curriculum, audience: learner, format: script, template: script/own.js.scriban, path: own.js }\n")
            .Write("templates/script/own.js.scriban", "const own = {{ json curriculum.title }};\nfetch(own);\n");

        Assert.StartsWith("templates/script/own.js.scriban:2:1: error AC001: a script sends or fetches something: fetch", Assert.Single(Findings(project)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_is_accepted_does_not_hide_the_others()
    {
        using var project = new Project();
        project.AddLesson("another");
        project.Write("templates/html/parts/neighbors.html.scriban", Script);
        project.AddToLesson("allow:\n  - { rule: AC001, at: asking-first, reason: A test., reviewer: Somebody, expires: 2027-06-01 }");

        Assert.Single(Findings(project));
    }

    [Fact]
    public void A_site_can_be_accepted_for_all_pages()
    {
        using var project = new Project();
        project.Write("templates/html/parts/neighbors.html.scriban", Script);
        project.Write("curriculum.yaml", project.Text("curriculum.yaml") + "checks:\n  allow:\n    - { rule: AC001, phrase: cdn.example.org, reason: A test., reviewer: Somebody, expires: 2027-06-01 }\n");

        Assert.Empty(Findings(project));
    }

    private static IReadOnlyList<string> Findings(Project project) =>
        project.Build(r => r with { OutputFolder = null, Rules = OfPages }).Findings;

    private static IEnumerable<string> Open(string page, string text)
    {
        var scan = new HtmlScan(text);
        var single = new[] { "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr" };
        for (var i = 0; i < scan.Count; i++)
        {
            var tag = scan[i];
            if (tag.Kind == HtmlTagKind.Start && !single.Contains(tag.Name) && !(tag.Last == i && text[tag.End - 2] == '/') && !(scan[tag.Last].Kind == HtmlTagKind.End && scan[tag.Last].Name == tag.Name))
            {
                yield return $"{page}: {scan.Written(tag)}";
            }
        }
    }
}
