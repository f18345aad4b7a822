using System.Text;
using Upstander.Diagnostics;
using Upstander.Rendering;
using Upstander.Workspaces;

namespace Upstander.Tests.Rendering;

public class TemplateLibraryTests
{
    [Fact]
    public void Names_are_relative_to_the_folder_of_templates_and_the_last_file_counts()
    {
        var problems = new DiagnosticBag();
        var library = TemplateLibrary.Load(
            [
                Make.File("base/templates/page.html.scriban", "base {{ include 'parts/x.html' }}"),
                Make.File("base/templates/parts/x.html.scriban", "base"),
                Make.File("templates/parts/x.html.scriban", "\uFEFFover\r\nlay\r"),
            ],
            problems);

        Assert.Equal("base over\nlay\n", new Renderer(library).Render(Make.Page(OutputKind.Html, template: "page.html.scriban"), problems));
        Assert.True(library.Contains("parts/x.html"));
        Assert.False(library.Contains("x.html"));
        Assert.Empty(problems.Sorted());
    }

    [Fact]
    public void A_page_without_a_template_is_reported()
    {
        var problems = new DiagnosticBag();
        var library = Make.Library(problems, ("html/home.html.scriban", "x"));

        Assert.Null(new Renderer(library).Render(Make.Page(OutputKind.Html, template: "html/hone.html"), problems));
        Assert.Equal(("UP1404", "did you mean 'html/home.html'?"), (problems.Sorted()[0].Code, problems.Sorted()[0].Hint));
    }

    [Fact]
    public void What_is_no_text_is_no_template()
    {
        var problems = new DiagnosticBag();
        var library = TemplateLibrary.Load([new SourceFile("templates/a.html", Encoding.Latin1.GetBytes("café")), new SourceFile("templates/b.html", new byte[3_000_000])], problems);

        Assert.Equal(["UP1411", "UP1411"], problems.Sorted().Select(p => p.Code));
        Assert.Null(new Renderer(library).Render(Make.Page(OutputKind.Html, template: "a.html"), problems));
        Assert.Equal(2, problems.Sorted().Count);
    }

    [Fact]
    public void Every_problem_has_a_code_of_its_own() => Assert.Equal(RenderingProblems.All.Count, RenderingProblems.All.Select(p => p.Code).Distinct().Count());
}
