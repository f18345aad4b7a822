using System.Text;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Pdf;
using Upstander.Workspaces;

namespace Upstander.Tests.Pdf;

/// <summary>What a page is made of before the browser gets it.</summary>
public sealed class PrintPageTests
{
    private const string Picture = "data:image/png;base64,UE5H";

    [Theory]
    [InlineData("<img src=\"../assets/a.png\" alt=\"A\">", "<img src=\"" + Picture + "\" alt=\"A\">")]
    [InlineData("<img src=../assets/a.png alt=A>", "<img src=\"" + Picture + "\" alt=A>")]
    [InlineData("<img src='./../assets/a%2Epng?v=1' srcset='b.png 2x' loading=lazy>", "<img src='" + Picture + "' srcset='' loading=\"eager\">")]
    [InlineData("<svg><image href=\"../assets/a.png\"/></svg>", "<svg><image href=\"" + Picture + "\"/></svg>")]
    [InlineData("<svg><image xlink:href=\"../assets/a.png\"/></svg>", "<svg><image xlink:href=\"" + Picture + "\"/></svg>")]
    [InlineData("<svg><use href=\"#mark\"/></svg>", "<svg><use href=\"#mark\"/></svg>")]
    [InlineData("<img src=\"" + Picture + "\">", "<img src=\"" + Picture + "\">")]
    [InlineData("<p style=\"background: url(../assets/a.png)\">", "<p style=\"background: url(&quot;" + Picture + "&quot;)\">")]
    [InlineData("<style>p { background: url( '../assets/a.png' ) }</style>", "<style>p { background: url( \"" + Picture + "\" ) }</style>")]
    [InlineData("<style>/* url(x.png) */ q::before { content: 'url(x.png)' } a { fill: url(#b) }</style>", "<style>/* url(x.png) */ q::before { content: 'url(x.png)' } a { fill: url(#b) }</style>")]
    [InlineData("<link rel=\"stylesheet\" href=\"../assets/deep/a.css\" media=\"print\">", "<style media=\"print\">@font-face { src: url(\"data:font/woff2;base64,Rk9OVA==\") }</style>")]
    [InlineData("<link rel=icon href=data:,><meta http-equiv=content-security-policy content=x>", "")]
    [InlineData("<a href=\"https://example.org/\"><a href=\"#top\"><a href=\"tel:1\">", "<a href=\"https://example.org/\"><a href=\"#top\"><a href=\"tel:1\">")]
    [InlineData("<picture><source srcset=\"../assets/b.webp\"><img src=\"../assets/a.png\"></picture>", "<picture><img src=\"" + Picture + "\"></picture>")]
    public void Files_of_the_project_are_put_into_the_page(string written, string made)
    {
        var (page, findings) = Make(written);

        Assert.Equal([], findings);
        Assert.EndsWith($"</title>{made}", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>document.write('x')</script>", "", "a script")]
    [InlineData("<script src=\"../assets/page.js\"></script>", "", "a script")]
    [InlineData("<a href=\"../index.html\">", "<a href=\"#\">", "the link to '../index.html'")]
    [InlineData("<a href=' javascript:alert(1)'>", "<a href='#'>", "the link to 'javascript:alert(1)'")]
    [InlineData("<a href=\"file:///etc/passwd\">", "<a href=\"#\">", "the link to 'file:///etc/passwd'")]
    public void What_is_left_out_is_a_warning(string written, string made, string named)
    {
        var (page, findings) = Make(written + "<p>");

        Assert.EndsWith($"</title>{made}<p>", page, StringComparison.Ordinal);
        var finding = Assert.Single(findings);
        Assert.Equal((PdfProblems.LeftOut.Code, Severity.Warning, "templates/print/test.html.scriban"), (finding.Code, finding.Severity, finding.Span.ToString()));
        Assert.Contains(named, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<iframe src=\"file:///etc/passwd\"></iframe>", "<iframe>")]
    [InlineData("<IFRAME srcdoc=\"x\"></IFRAME>", "<iframe>")]
    [InlineData("<object data=\"../assets/a.png\">", "<object>")]
    [InlineData("<embed src=\"file:///etc/passwd\">", "<embed>")]
    [InlineData("<frameset>", "<frameset>")]
    [InlineData("<video src=\"a.mp4\">", "<video>")]
    [InlineData("<base href=\"file:///etc/\">", "<base>")]
    [InlineData("<meta http-equiv=\" Refresh\" content=\"0;url=file:///etc/passwd\">", "refresh")]
    [InlineData("<img src=\"https://example.org/a.png\">", "https://example.org/a.png")]
    [InlineData("<img src=\"//example.org/a.png\">", "//example.org/a.png")]
    [InlineData("<img src=\"file:///etc/passwd\">", "file:///etc/passwd")]
    [InlineData("<img src=\"../assets/../../assets/a.png\">", "../assets/../../assets/a.png")]
    [InlineData("<img src=\"../assets/missing.png\">", "missing.png")]
    [InlineData("<img src=\"a.png\">", "a.png")]
    [InlineData("<img srcset=\"../assets/a.png 2x\">", "srcset")]
    [InlineData("<input type=image src=\"/etc/passwd\">", "/etc/passwd")]
    [InlineData("<body background=\"https://example.org/a.png\">", "https://example.org/a.png")]
    [InlineData("<svg><use href=\"../assets/a.svg#mark\"/></svg>", "a.svg#mark")]
    [InlineData("<svg><image xlink:href=\"https://example.org/a.png\"/></svg>", "https://example.org/a.png")]
    [InlineData("<link rel=stylesheet href=\"https://example.org/a.css\">", "https://example.org/a.css")]
    [InlineData("<link rel=\"next STYLESHEET\" href=\"../assets/a.png\">", "../assets/a.png")]
    [InlineData("<link rel=stylesheet href=\"../assets/breaks-out.css\">", "</")]
    [InlineData("<link rel=stylesheet href=\"../assets/imports.css\">", "@import")]
    [InlineData("<style>@import 'https://example.org/a.css';</style>", "@import")]
    [InlineData("<style>p { background: URL(https://example.org/a.png) }</style>", "https://example.org/a.png")]
    [InlineData("<style>p { background: url(\"\\66ile:///etc/passwd\") }</style>", "\\66ile:///etc/passwd")]
    [InlineData("<p style='background: url(&#47;etc/passwd)'>", "/etc/passwd")]
    public void What_a_page_cannot_have_is_an_error_that_names_it(string written, string named)
    {
        var (page, findings) = Make(written);

        Assert.Null(page);
        var finding = Assert.Single(findings);
        Assert.Equal((PdfProblems.Refused.Code, Severity.Error, "templates/print/test.html.scriban"), (finding.Code, finding.Severity, finding.Span.ToString()));
        Assert.Contains(named, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!doctype html><html lang=\"es\"><head><title>Hola</title>", "<!doctype html><meta", "<html lang=\"es\"><head><title>Hola</title>")]
    [InlineData("<p>Hello</p>", "<!doctype html><html lang=\"en-US\"><meta", "<title>Rights &amp; wrongs</title><p>Hello</p>")]
    public void The_policy_comes_first_and_language_and_title_are_there(string written, string begins, string ends)
    {
        var (page, _) = Make(written);

        Assert.StartsWith(begins + " http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:;", page, StringComparison.Ordinal);
        Assert.EndsWith(ends, page, StringComparison.Ordinal);
    }

    private static (string? Page, IReadOnlyList<Diagnostic> Findings) Make(string text)
    {
        var assets = new Assets(
        [
            File("a.png", "PNG"), File("a.svg", "<svg/>"), File("breaks-out.css", "a{}</style><iframe>"),
            File("deep/a.css", "@font-face { src: url(f/a.woff2) }"), File("deep/f/a.woff2", "FONT"), File("imports.css", "@import \"deep/a.css\";"),
        ]);
        var problems = new DiagnosticBag();
        return (new PrintPage(assets).Make(Printing.Page(text) with { Title = "Rights & wrongs" }, problems), problems.Sorted());

        static (string, SourceFile) File(string name, string text) => (name, new SourceFile(name, Encoding.UTF8.GetBytes(text)));
    }
}
