using Upstander.Diagnostics;
using Upstander.Rendering;

namespace Upstander.Tests.Rendering;

public class TemplateExpressionTests
{
    private static readonly SourceSpan Where = SourceSpan.At("templates/documents.yaml", 4, 20);
    private static readonly FrozenView[] Globals = [FrozenView.Freeze(Make.View(("lesson", Make.View(("id", "a-clear-yes"), ("title", "Yes & <no>"), ("sensitivity", 2), ("key", null)))))];

    [Theory]
    [InlineData("{{ lesson.id }}/index.html", "a-clear-yes/index.html")]
    [InlineData("index.html", "index.html")]
    [InlineData("{{ lesson.title }}: guide", "Yes & <no>: guide")]
    public void A_text_is_filled_in_as_it_is(string text, string expected)
    {
        var problems = new DiagnosticBag();
        Assert.Equal(expected, TemplateExpression.Parse(text, Where, problems)!.Text(Globals, problems));
        Assert.Empty(problems.Sorted());
    }

    [Theory]
    [InlineData("lesson.sensitivity >= 2", true)]
    [InlineData("lesson.key", false)]
    [InlineData("{{ lesson.key == null }}", true)]
    [InlineData("lesson.sensitivity < 2 || lesson.key", false)]
    public void A_condition_holds_or_not(string text, bool expected)
    {
        var problems = new DiagnosticBag();
        Assert.Equal(expected, TemplateExpression.Parse(text, Where, problems)!.Condition(Globals, problems));
        Assert.Empty(problems.Sorted());
    }

    [Theory]
    [InlineData("{{ lesson.idd }}", "UP1403")]
    [InlineData("{{ 1 + }}", "UP1401")]
    [InlineData("{{ include 'x' }}", "UP1404")]
    [InlineData("{{ while true; end }}", "UP1406")]
    public void A_bad_text_is_reported_where_it_is_written(string text, string code)
    {
        var problems = new DiagnosticBag();
        Assert.Null(TemplateExpression.Parse(text, Where, problems)?.Text(Globals, problems));
        var problem = Assert.Single(problems.Sorted());
        Assert.Equal((code, Where), (problem.Code, problem.Span));
    }

    [Theory]
    [InlineData("lesson.sensitivity >=", "UP1401")]
    [InlineData("lesson.sensitvity", "UP1403")]
    [InlineData("{{ lesson.id }}{{ lesson.id }}", "UP1401")]
    public void A_bad_condition_is_reported_where_it_is_written(string text, string code)
    {
        var problems = new DiagnosticBag();
        Assert.Null(TemplateExpression.Parse(text, Where, problems)?.Condition(Globals, problems));
        Assert.Equal(code, Assert.Single(problems.Sorted()).Code);
    }
}
