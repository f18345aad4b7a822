using Upstander.Binding;
using Upstander.Checking.Language;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Overlays;
using Upstander.Overrides;
using Upstander.Packs;
using Upstander.Pdf;
using Upstander.Publishing;
using Upstander.Rendering;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Tests.Structure;

public sealed class ProblemCodeTests
{
    private static readonly (string Prefix, IReadOnlyList<Problem> Problems)[] Stages =
    [
        ("UP10", WorkspaceProblems.All), ("UP11", YamlProblems.All), ("UP12", BindingProblems.All), ("UP13", CourseProblems.All),
        ("UP1[45]", RenderingProblems.All), ("UP14", OverrideProblems.All), ("UP16", DocumentProblems.All), ("UP17", PublishingProblems.All), ("UP18", RuleProblems.All), ("UP19", PdfProblems.All), ("UP21", PackProblems.All),
        ("UP22", OverlayProblems.All),
    ];

    [Fact]
    public void No_code_is_used_twice()
    {
        var codes = Stages.SelectMany(s => s.Problems).Select(p => p.Code).ToList();

        Assert.Equal(codes.Distinct(), codes);
    }

    [Fact]
    public void Codes_tell_their_stage() =>
        Assert.All(Stages, s => Assert.All(s.Problems, p => Assert.Matches($"^{s.Prefix}[0-9]{{2}}$", p.Code)));

    [Fact]
    public void Every_problem_that_is_declared_is_listed() =>
        Assert.All(Stages, s => Assert.Equal(Declared(s.Problems[0].Code), s.Problems.Count));

    [Fact]
    public void The_page_of_errors_explains_every_code()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"));

        Assert.All(Stages.SelectMany(s => s.Problems), p => Assert.Contains(p.Code, page, StringComparison.Ordinal));
    }

    private static int Declared(string code)
    {
        var holders = new[]
        {
            typeof(WorkspaceProblems), typeof(YamlProblems), typeof(BindingProblems), typeof(CourseProblems),
            typeof(RenderingProblems), typeof(DocumentProblems), typeof(PublishingProblems), typeof(RuleProblems), typeof(PdfProblems),
            typeof(PackProblems), typeof(OverrideProblems), typeof(OverlayProblems),
        };
        return holders
            .Select(h => h.GetProperties().Where(p => p.PropertyType == typeof(Problem)).Select(p => (Problem)p.GetValue(null)!).ToList())
            .Single(problems => problems.Any(p => p.Code == code)).Count;
    }
}
