using System.Text;
using Upstander.Serving;

namespace Upstander.Tests.Serving;

public class LivePageTests
{
    [Theory]
    [InlineData("default-src 'none'; script-src 'self'", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")]
    [InlineData("default-src 'none'; style-src 'self' https://example.org", "default-src 'none'; style-src 'self' https://example.org; script-src 'self'; connect-src 'self'")]
    [InlineData("script-src 'none'; connect-src 'none'", "script-src 'self'; connect-src 'self'")]
    [InlineData("Default-Src 'none'", "Default-Src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")]
    [InlineData("img-src 'self'", "img-src 'self'")]
    [InlineData("", "")]
    public void A_policy_lets_the_preview_in_and_nothing_else(string policy, string allowed) => Assert.Equal(allowed, LivePage.Allow(policy));

    [Fact]
    public void The_script_stands_at_the_end_of_the_head() =>
        Assert.Equal(
            "<head><title>é</title><script src=\"/-/live.js\" data-page=\"k\" defer></script>\n</head><body></body>",
            Live("<head><title>é</title></head><body></body>"));

    [Fact]
    public void A_page_without_a_head_gets_it_too() => Assert.EndsWith("defer></script>\n", Live("<p>Text</p>"), StringComparison.Ordinal);

    [Fact]
    public void A_policy_is_found_however_it_is_written() =>
        Assert.Contains("""CONTENT="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'" """, Live("""<META http-equiv=content-security-policy CONTENT="default-src 'none'" x>"""), StringComparison.Ordinal);

    [Fact]
    public void Other_meta_elements_stay_as_they_are() =>
        Assert.StartsWith("""<meta name="description" content="default-src 'none'">""", Live("""<meta name="description" content="default-src 'none'">"""), StringComparison.Ordinal);

    private static string Live(string page) => Encoding.UTF8.GetString(LivePage.Of(Encoding.UTF8.GetBytes(page), "k"));
}
