using CsCheck;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Rendering;

namespace Upstander.Tests.Documents;

/// <summary>Addresses between pages: relative, so that a site works from a disk and below any address.</summary>
public class PageTests
{
    private static readonly Gen<string> Path = Gen.OneOf("a", "b", "units", "index.html", "a.b").Array[1, 4].Select(names => string.Join('/', names));

    [Theory]
    [InlineData("index.html", "glossary.html", "glossary.html")]
    [InlineData("index.html", "a/index.html", "a/index.html")]
    [InlineData("a/index.html", "index.html", "../index.html")]
    [InlineData("a/index.html", "a/cards.html", "cards.html")]
    [InlineData("a/index.html", "b/index.html", "../b/index.html")]
    [InlineData("a/b/c.html", "a/d.html", "../d.html")]
    [InlineData("a/b.html", "a", "../a")]
    [InlineData("a/index.html", "a/index.html", "index.html")]
    public void An_address_is_told_from_the_page(string from, string to, string address) => Assert.Equal(address, Make(from).AddressOf(to));

    [Fact]
    public void Following_an_address_leads_to_the_page() => Gen.Select(Path, Path).Sample((from, to) =>
        new Uri(new Uri("https://example.org/site/learner/" + from), Make(from).AddressOf(to)).AbsolutePath == "/site/learner/" + to);

    [Fact]
    public void Following_the_root_leads_to_the_audiences_folder() => Path.Sample(from =>
        new Uri(new Uri("https://example.org/site/learner/" + from), Make(from).Root + "index.html").AbsolutePath == "/site/learner/index.html");

    [Fact]
    public void A_page_knows_its_place_and_its_maker()
    {
        var page = Make("a/index.html") with { LessonId = "a" };

        Assert.Equal("family/a/index.html", page.OutputPath);
        Assert.Equal("page html a", page.Maker);
        Assert.Equal("page html -", Make("index.html").Maker);
    }

    private static Page Make(string path)
    {
        var span = SourceSpan.Whole("documents.yaml");
        var expression = TemplateExpression.Parse(path, span, new DiagnosticBag())!;
        return new Page(new Document("page", "lesson", [Audience.Family], "html", "page.html", expression, null, null, span), Audience.Family, null, null, null, path);
    }
}
