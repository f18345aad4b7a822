using Upstander.Documents;

namespace Upstander.Tests.Documents;

public class StyleTokensTests
{
    private const string Sheet = """
        /* :root { --a: #111111; } { */
        :root { --a: #aaaaaa; --b: var(--a);
          --c: "};"; }
        @media (prefers-color-scheme: dark) { :root { --a: #bbbbbb } .x { --a: #000000 } }
        @media print { @page { margin: 1mm } :root { --a: #cccccc; } }
        @media print and (prefers-contrast: more) { :root { --a: #dddddd; } }
        @media (prefers-contrast: more), (hover) { :root { --a: #eeeeee; } }
        .paper { --a: #222222; }
        @import url("}"); .y::before { content: "{"; }
        .z, :root { --d: #fff; }
        """;

    [Theory]
    [InlineData(0, "#aaaaaa")]
    [InlineData(1, "#bbbbbb")]
    [InlineData(2, "#cccccc")]
    public void A_token_has_a_color_in_each_mode(int mode, string color)
    {
        var tokens = StyleTokens.Of([Sheet], (PageMode)mode);

        Assert.Equal(color, tokens.Color("--a").ToString());
        Assert.Equal(color, tokens.Color("--b").ToString());
        Assert.Equal("#ffffff", tokens.Color("--d").ToString());
        Assert.Null(tokens.Color("--c"));
        Assert.Null(tokens.Color("--none"));
    }

    [Theory]
    [InlineData("screen", true, true, false)]
    [InlineData("all", true, true, true)]
    [InlineData("screen and (prefers-color-scheme:light)", true, false, false)]
    [InlineData("PRINT , (prefers-color-scheme: dark)", false, true, true)]
    [InlineData("(min-width: 30rem)", false, false, false)]
    public void Only_rules_for_everybody_count(string media, bool light, bool dark, bool print)
    {
        bool[] found = [.. Enum.GetValues<PageMode>().Select(m => StyleTokens.Of([$"@media {media} {{ :root {{ --a: #123456; }} }}"], m).Color("--a") is not null)];

        Assert.Equal([light, dark, print], found);
    }

    [Fact]
    public void A_later_sheet_replaces_what_an_earlier_one_says() =>
        Assert.Equal("#222222", StyleTokens.Of([":root{--a:#111111}", ":root { --a : #222222 }"], PageMode.Light).Color("--a").ToString());

    [Theory]
    [InlineData(":root { --a: var(--b); --b: var(--a); }")]
    [InlineData(":root { --a: #12")]
    [InlineData("@media print { :root {")]
    [InlineData("}}}} { \"")]
    [InlineData("")]
    public void Broken_sheets_have_no_colors(string css) => Assert.Null(StyleTokens.Of([css], PageMode.Light).Color("--a"));
}
