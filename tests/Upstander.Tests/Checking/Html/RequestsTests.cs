using Upstander.Checking.Html;

namespace Upstander.Tests.Checking.Html;

/// <summary>Which addresses leave the site, as a browser reads them.</summary>
public sealed class RequestsTests
{
    [Theory]
    [InlineData("https://Example.org/a", "example.org")]
    [InlineData("//example.org", "example.org")]
    [InlineData("\\\\example.org\\a", "example.org")]
    [InlineData(" ht\ntps://example.org", "example.org")]
    [InlineData("https&#x3A;//example.org", "example.org")]
    [InlineData("&#x2F;/example.org", "example.org")]
    [InlineData("wss://example.org:8080/x", "example.org:8080")]
    [InlineData("file:///etc/passwd", "file")]
    [InlineData("a.png", null)]
    [InlineData("../assets/a.png?b=1&c=2", null)]
    [InlineData("/a//b", null)]
    [InlineData("#a:b", null)]
    [InlineData("?to=https://example.org", null)]
    [InlineData("data:image/png;base64,AA//", null)]
    [InlineData("", null)]
    public void An_address_leads_elsewhere_or_not(string address, string? site) => Assert.Equal(site, Requests.Elsewhere(address));

    [Theory]
    [InlineData("a { background: url( 'https://a.example/x.png' ) }", "a.example")]
    [InlineData("@IMPORT \"//a.example/x.css\";@import url(https://b.example/y.css);", "a.example b.example")]
    [InlineData("/* url(https://a.example/x) */ a { background: url(x.png) } /* url(https://b.example", "")]
    [InlineData("/* a */ a { background: url(https://a.example/x) } /* b */", "a.example")]
    [InlineData("@import", "")]
    [InlineData("url(", "")]
    public void A_style_names_files(string css, string sites) => Assert.Equal(sites, string.Join(' ', Requests.InStyle(css, 0, css.Length).Select(f => f.Site)));

    [Theory]
    [InlineData("document.cookie = 'a'", "document.cookie")]
    [InlineData("const fetched = prefetch(a)", "")]
    [InlineData("fetch('/a')", "fetch")]
    [InlineData("// no fetch here", "")]
    [InlineData("window.localStorage.a = my_localStorage", "localStorage")]
    public void A_script_keeps_or_sends(string script, string words) => Assert.Equal(words, string.Join(' ', Requests.InScript(script, 0, script.Length).Select(f => f.Word)));
}
