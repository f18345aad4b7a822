using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Tests.Workspaces;

public sealed class SafeSvgTests : IDisposable
{
    private const string Head = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">\n";
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("<title>A river</title><path d=\"M0 0h9v9z\" fill=\"#114b5f\"/>")]
    [InlineData("<defs><linearGradient id=\"sky\"><stop offset=\"0\" stop-color=\"red\"/></linearGradient></defs><rect width=\"9\" height=\"9\" fill=\"url(#sky)\"/>")]
    [InlineData("<symbol id=\"leaf\"><circle r=\"2\"/></symbol><use href=\"#leaf\"/><use xlink:href=\"#leaf\" x=\"4\"/>")]
    [InlineData("<style>.a { fill: url('#sky') } @media (prefers-color-scheme: dark) { .a { fill: white } }</style><path class=\"a\" d=\"M0 0h9\"/>")]
    [InlineData("<g style=\"fill: #fff; stroke-dashoffset: 2\"><text x=\"1\" y=\"2\">on and on, url and @home</text></g>")]
    [InlineData("<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" rdf:about=\"http://example.org\"/></metadata>")]
    public void A_drawing_is_accepted(string inner) => Assert.Empty(Findings(Head + inner + "\n</svg>\n"));

    [Theory]
    [InlineData("<script>alert(1)</script>", "2:2", "<script> is not allowed in a drawing: it can run")]
    [InlineData("<g/>\n  <SCRIPT/>", "3:4", "<SCRIPT> is not allowed")]
    [InlineData("<path onclick=\"alert(1)\" d=\"\"/>", "2:7", "onclick is not allowed in a drawing: it can run")]
    [InlineData("<path OnLoad=\"alert(1)\" d=\"\"/>", "2:7", "OnLoad is not allowed")]
    [InlineData("<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>", "2:2", "<foreignObject> is not allowed in a drawing: it can hold a whole page")]
    [InlineData("<h:iframe xmlns:h=\"http://www.w3.org/1999/xhtml\"/>", "2:2", "<h:iframe> is not allowed")]
    [InlineData("<image href=\"data:image/png;base64,AAAA\"/>", "2:2", "<image> is not allowed in a drawing: it shows another file")]
    [InlineData("<use href=\"other.svg#leaf\"/>", "2:6", "href leads out of the drawing, to 'other.svg#leaf'")]
    [InlineData("<use xlink:href=\"https://example.org/a.svg#b\"/>", "2:6", "xlink:href leads out of the drawing")]
    [InlineData("<use href=\"#\"/>", "2:6", "href leads out of the drawing")]
    [InlineData("<a href=\"javascript:alert(1)\"><g/></a>", "2:2", "<a> is not allowed in a drawing: it is a link")]
    [InlineData("<rect fill=\"url(https://example.org/p.svg#a)\"/>", "2:7", "url() leads out of the drawing")]
    [InlineData("<rect fill=\"URL( 'p.svg#a' )\"/>", "2:7", "url() leads out of the drawing, to 'p.svg#a'")]
    [InlineData("<g style=\"background: url(data:image/png;base64,AA)\"/>", "2:4", "url() leads out of the drawing")]
    [InlineData("<g style=\"background: u\\72l(x.png)\"/>", "2:4", "the style holds a backslash")]
    [InlineData("<g style=\"background: image-set('x.png' 1x)\"/>", "2:4", "'image-set' in a style may name another file")]
    [InlineData("<style>@import 'https://example.org/a.css';</style>", "2:8", "the style holds @import")]
    [InlineData("<style><![CDATA[@font-face { src: url(x.woff) }]]></style>", "2:17", "the style holds @font-face")]
    [InlineData("<style>@keyframes f { from { opacity: 0 } }</style>", "2:8", "the style holds @keyframes")]
    [InlineData("<g style=\"animation: f 0.1s infinite\"/>", "2:4", "the style makes something move, and what moves may flash")]
    [InlineData("<g style=\"-webkit-animation-name: f\"/>", "2:4", "the style makes something move")]
    [InlineData("<rect><animate attributeName=\"opacity\" dur=\"0.1s\"/></rect>", "2:8", "<animate> is not allowed in a drawing: it may flash")]
    [InlineData("<rect><set attributeName=\"fill\" to=\"red\"/></rect>", "2:8", "<set> is not allowed in a drawing: it may flash")]
    [InlineData("<g xml:base=\"https://example.org/\"/>", "2:4", "xml:base is not allowed")]
    [InlineData("<?xml-stylesheet href=\"a.css\"?>", "2:3", "<?xml-stylesheet?> can bring in other files")]
    [InlineData("<filter id=\"f\"/>", "2:2", "<filter> is not allowed in a drawing")]
    [InlineData("<g>", "3:3", "the drawing is no XML that can be read from here on")]
    [InlineData("&nbsp;", "2:2", "the drawing is no XML")]
    public void What_is_more_than_a_drawing_is_named_at_its_place(string inner, string place, string message)
    {
        var finding = Findings(Head + inner + "\n</svg>\n")[0];

        Assert.StartsWith($"p/assets/a.svg:{place}: error UP1010: {message}", finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"aaaa\">]>\n<svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>", "has a document type")]
    [InlineData("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "has a document type")]
    [InlineData("<svg viewBox=\"0 0 9 9\"/>", "does not start with <svg xmlns=")]
    [InlineData("<html xmlns=\"http://www.w3.org/1999/xhtml\"/>", "does not start with <svg xmlns=")]
    [InlineData("", "no XML")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-7\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "says that it is utf-7")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"me\"><use href=\"#me\"/></svg>", "uses itself")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><pattern id=\"a\"><rect fill=\"url(#b)\"/></pattern><pattern id=\"b\"><rect fill=\"url(#a)\"/></pattern></svg>", "uses itself")]
    public void Files_that_are_no_drawing_as_a_whole(string text, string message) => Assert.Contains(message, Assert.Single(Findings(text)), StringComparison.Ordinal);

    [Fact]
    public void A_document_type_is_told_at_its_place() =>
        Assert.Equal(
            ["p/assets/a.svg:2:3: error UP1010: the drawing has a document type, which can bring in other files (remove the line that starts with <!DOCTYPE)"],
            Findings("<?xml version=\"1.0\"?>\n  <!DOCTYPE svg>\n" + Head + "</svg>"));

    [Fact]
    public void A_short_file_cannot_ask_for_billions_of_shapes()
    {
        var groups = Enumerable.Range(1, 12).Select(n => $"<g id=\"g{n}\">{string.Concat(Enumerable.Repeat($"<use href=\"#g{n - 1}\"/>", 10))}</g>");

        Assert.Contains("more than 20000 to draw", Assert.Single(Findings(Head + "<g id=\"g0\"><path d=\"\"/></g>" + string.Concat(groups) + "</svg>")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40, "<g>", "nested deeper than 32 elements")]
    [InlineData(5001, "<g/>", "more than 5000 elements")]
    [InlineData(5001, "<g><g id='x{0}'><use href='#x{1}'/></g></g>", "more than 5000 elements")]
    [InlineData(1500, "<g id='x{0}'><use href='#x{1}'/></g>", "more than 20000 to draw")]
    [InlineData(300_000, " ", "larger than 256 KB")]
    public void Drawings_have_limits(int times, string part, string message)
    {
        var text = Head + string.Concat(Enumerable.Range(0, times).Select(n => part.Replace("{0}", $"{n}", StringComparison.Ordinal).Replace("{1}", $"{n + 1}", StringComparison.Ordinal)));

        Assert.Contains(message, Assert.Single(Findings(part == "<g>" ? text : text + "</svg>")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_drawing_that_is_no_text_is_a_finding()
    {
        File.WriteAllBytes(temp.Write("p/curriculum.yaml").Write("p/assets/a.svg")["p/assets/a.svg"], [0x3C, 0xFF, 0xFE, 0x00]);

        Assert.Contains("is not UTF-8", Assert.Single(Read()), StringComparison.Ordinal);
    }

    [Fact]
    public void Templates_draw_as_they_like()
    {
        temp.Write("p/curriculum.yaml").Write("p/templates/assets/a.svg", "<svg onload=\"x()\"/>");
        var problems = new DiagnosticBag();

        var file = Assert.Single(Workspace.Open(temp["p"], null, problems)!.TemplateAssets);

        Assert.NotNull(Workspace.Read(file, problems));
        Assert.Empty(problems.Sorted());
    }

    private List<string> Findings(string text)
    {
        temp.Write("p/curriculum.yaml").Write("p/assets/a.svg", text);
        return Read();
    }

    private List<string> Read()
    {
        var problems = new DiagnosticBag();
        var file = Assert.Single(Workspace.Open(temp["p"], null, problems)!.Assets);
        var read = Workspace.Read(file, problems);
        Assert.Equal(problems.Sorted().Count == 0, read is not null);
        return [.. problems.Sorted().Select(p => $"{p}"[$"{p}".IndexOf("p/assets", StringComparison.Ordinal)..])];
    }
}
