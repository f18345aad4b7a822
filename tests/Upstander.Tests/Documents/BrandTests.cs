namespace Upstander.Tests.Documents;

public class BrandTests
{
    // The smallest picture there is: one pixel.
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");

    [Fact]
    public void A_brand_without_colours_needs_no_style_sheet()
    {
        using var project = new Project().Write("brand.yaml", "brand: 1\nname: Riverside\n");

        var pages = project.Pages();

        Assert.DoesNotContain("learner/assets/brand.css", pages.Keys);
        Assert.Contains("Riverside", pages["learner/index.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_become_a_style_sheet_that_pages_link_to()
    {
        using var project = new Project().Write("brand.yaml", "brand: 1\ncolors: { light: '#123456', dark: '#654321' }\n");

        var pages = project.Pages();

        Assert.Contains("#123456", pages["learner/assets/brand.css"], StringComparison.Ordinal);
        Assert.Contains("#654321", pages["learner/assets/brand.css"], StringComparison.Ordinal);
        Assert.Contains("assets/brand.css", pages["learner/index.html"], StringComparison.Ordinal);
        Assert.Contains("../assets/brand.css", pages["learner/asking-first/index.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_logo_is_copied_for_every_audience_and_shown()
    {
        using var project = new Project().Write("brand.yaml", "brand: 1\nname: Riverside\nlogo: assets/logo.png\n").Write("assets/logo.png", Png);

        var pages = project.Pages();

        Assert.All(["learner", "facilitator", "family"], audience => Assert.Contains($"{audience}/assets/logo.png", pages.Keys));
        Assert.Contains("\"assets/logo.png\"", pages["learner/index.html"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("assets/lgo.png", "did you mean 'assets/logo.png'?")]
    [InlineData("logo.png", null)]
    [InlineData("pictures/nothing.png", null)]
    public void A_logo_is_among_the_assets(string logo, string? hint)
    {
        using var project = new Project().Write("brand.yaml", $"brand: 1\nlogo: {logo}\n").Write("assets/logo.png", Png);

        var finding = Assert.Single(project.Findings());

        Assert.StartsWith($"brand.yaml:2:7: error UP1608: there is no picture '{logo}' (", finding, StringComparison.Ordinal);
        Assert.Contains(hint ?? "", finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("colors: { light: 123456 }")]
    [InlineData("colors: { light: '#12345' }")]
    [InlineData("colors: { light: 'red; } body { display: none' }")]
    public void A_colour_is_six_digits(string line)
    {
        using var project = new Project().Write("brand.yaml", $"brand: 1\n{line}\n");

        Assert.StartsWith("brand.yaml:2:18: error UP1203: light must be a colour", Assert.Single(project.Findings()), StringComparison.Ordinal);
    }
}
