using Upstander.Overrides;

namespace Upstander.Tests.Overrides;

/// <summary>A person names templates as they come to mind; what could mean several is told, not guessed.</summary>
public class TemplateChoiceTests
{
    private static readonly string[] Known =
    [
        "assets/print.css", "assets/tokens.css", "html/guide.html.scriban", "html/parts/foot.html.scriban", "html/parts/head.html.scriban", "markdown/guide.md.scriban", "print/lesson.html.scriban",
    ];

    [Theory]
    [InlineData("html/guide.html.scriban", "html/guide.html.scriban")]
    [InlineData("templates/html/guide.html.scriban", "html/guide.html.scriban")]
    [InlineData("./templates/html/guide.html", "html/guide.html.scriban")]
    [InlineData("html/guide", "html/guide.html.scriban")]
    [InlineData(@"html\guide", "html/guide.html.scriban")]
    [InlineData("lesson", "print/lesson.html.scriban")]
    [InlineData("tokens", "assets/tokens.css")]
    [InlineData("tokens.css", "assets/tokens.css")]
    [InlineData("print", "print/lesson.html.scriban")]
    [InlineData("html/parts/", "html/parts/foot.html.scriban", "html/parts/head.html.scriban")]
    [InlineData("html", "html/guide.html.scriban", "html/parts/foot.html.scriban", "html/parts/head.html.scriban")]
    [InlineData("html/*", "html/guide.html.scriban")]
    [InlineData("*/guide*", "html/guide.html.scriban", "markdown/guide.md.scriban")]
    public void A_word_means_files(string word, params string[] names)
    {
        var choice = TemplateChoice.Find(word, Known);

        Assert.Null(choice.Fault);
        Assert.Equal(names, choice.Names);
    }

    [Theory]
    [InlineData("guide", "'guide' may be html/guide.html.scriban or markdown/guide.md.scriban: name its folder too.")]
    [InlineData("html/gude", "There is no template 'html/gude'. Did you mean 'html/guide'?")]
    [InlineData("html/part/", "There is no template 'html/part/'. Did you mean 'html/parts'?")]
    [InlineData("nothing*", "There is no template 'nothing*'. 'upstander list templates' lists them.")]
    [InlineData("../html/guide", "There is no template '../html/guide'. Did you mean 'html/guide'?")]
    [InlineData("", "Name a template, such as html/guide; 'upstander list templates' lists them.")]
    [InlineData("templates/labels.yaml", "'labels.yaml' is not ejected: yours is laid over the tool's, so it holds only what differs. See docs/templates.md.")]
    public void A_word_that_means_nothing_or_too_much_is_told(string word, string fault)
    {
        var choice = TemplateChoice.Find(word, Known);

        Assert.Equal(fault, choice.Fault);
        Assert.Empty(choice.Names);
    }
}
