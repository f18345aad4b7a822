using System.Text.RegularExpressions;
using CsCheck;
using Upstander.Checking;
using Upstander.Documents;

namespace Upstander.Tests.Checking;

public sealed partial class BrandContrastTests
{
    private static readonly string Templates = Path.Combine(Repository.Root, "templates", "assets");

    // Every place of the style sheets that has a color of the brand, and which pair looks at it; null for decoration.
    private static readonly (string Place, string? Front, string? Ground)[] Uses =
    [
        ("print.css .hero h1, .hero-home h1 color --brand-ink", "--brand-ink", "--ground"),
        ("screen.css .for-whom color --on-brand-2", "--on-brand-2", "--brand"),
        ("screen.css .hero-home --focus --on-brand", "--on-brand", "--brand"),
        ("screen.css .hero-home --focus-halo --brand", "--on-brand", "--brand"),
        ("screen.css .hero-home --link --on-brand", "--on-brand", "--brand"),
        ("screen.css .hero-home --link-hover --on-brand", "--on-brand", "--brand"),
        ("screen.css .hero-home .figures color --brand", null, null),
        ("screen.css .hero-home .lede color --on-brand-2", "--on-brand-2", "--brand"),
        ("screen.css .hero-home background --brand", "--on-brand", "--brand"),
        ("screen.css .hero-home color --on-brand", "--on-brand", "--brand"),
        ("screen.css .masthead border-top --brand", null, null),
        ("sheets.css .sheet .title color --brand-ink", "--brand-ink", "--surface"),
        ("sheets.css .sheet-head border-bottom --brand-ink", "--brand-ink", "--surface"),
    ];

    [Fact]
    public void Every_use_of_a_brand_color_is_looked_at()
    {
        var found =
            from name in new[] { "print.css", "screen.css", "sheets.css" }
            let css = Comment().Replace(File.ReadAllText(Path.Combine(Templates, name)), "")
            from Match rule in Rule().Matches(css)
            from Match declaration in Declaration().Matches(rule.Groups["body"].Value)
            from Match token in Token().Matches(declaration.Groups["value"].Value)
            select $"{name} {rule.Groups["head"].Value.Trim()} {declaration.Groups["name"].Value} {token.Groups["name"].Value}";

        Assert.Equal(Uses.Select(u => u.Place), found.Order(StringComparer.Ordinal));
        Assert.All(Uses.Where(u => u.Front is not null), u => Assert.Contains(BrandContrast.OnScreen.Concat(BrandContrast.OnPaper), p => p.Front == u.Front && p.Ground == u.Ground));
    }

    [Fact]
    public void The_style_sheets_say_what_each_of_these_colors_is()
    {
        var tokens = File.ReadAllText(Path.Combine(Templates, "tokens.css"));

        foreach (var (pairs, mode) in new[] { (BrandContrast.OnScreen, PageMode.Light), (BrandContrast.OnScreen, PageMode.Dark), (BrandContrast.OnPaper, PageMode.Print) })
        {
            var colors = StyleTokens.Of([tokens], mode);
            Assert.All(pairs, p => Assert.True(colors.Color(p.Front)?.ContrastWith(colors.Color(p.Ground)!.Value) >= p.Least, $"{p.What} in {mode}"));
        }
    }

    [Fact]
    public void What_is_offered_is_accepted() => Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte, (r, g, b) => new Rgb(r, g, b)).Sample(
        color =>
        {
            using var project = new Project();
            var first = Findings(project, $"{{ light: '{color}', print: '{color}' }}");
            if (color.ContrastWith(new Rgb(255, 255, 255)) >= 4.5)
            {
                Assert.Empty(first);
                return;
            }

            Assert.Equal(2, first.Count);
            var offered = Offer().Match(first[0]).Groups["color"].Value;
            Assert.Equal(offered, Offer().Match(first[1]).Groups["color"].Value);
            Assert.Empty(Findings(project, $"{{ light: '{offered}', dark: '{offered}', print: '{offered}' }}"));
        },
        iter: 12,
        threads: 1);

    [Fact]
    public void Each_mode_is_told_at_its_color()
    {
        using var project = new Project();

        Assert.Equal(
            [
                "brand.yaml:2:18: error AC005: text in the header is #ffffff on #dddddd, a contrast of 1.35 to 1, and 4.5 is the least that everyone can read ('#767676' is the nearest color that passes.)",
                "brand.yaml:2:35: error AC005: text in the header is #ffffff on #777777, a contrast of 4.47 to 1, and 4.5 is the least that everyone can read ('#767676' is the nearest color that passes.)",
                "brand.yaml:2:53: error AC005: the title of a sheet is #eeeeee on #ffffff, a contrast of 1.16 to 1, and 4.5 is the least that everyone can read ('#767676' is the nearest color that passes.)",
            ],
            Findings(project, "{ light: '#dddddd', dark: '#777777', print: '#eeeeee' }"));
    }

    [Fact]
    public void Colors_of_the_projects_own_style_sheet_count()
    {
        using var project = new Project();
        var tokens = File.ReadAllText(Path.Combine(Templates, "tokens.css"));
        project.Write("templates/assets/tokens.css", tokens.Replace("--on-brand: #ffffff", "--on-brand: #111111", StringComparison.Ordinal));

        var finding = Assert.Single(Findings(project, "{ light: '#333333' }"));

        Assert.Contains("text in the header is #111111 on #333333, a contrast of 1.49 to 1", finding, StringComparison.Ordinal);
        Assert.Contains("No color of this hue passes with the other colors", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_with_a_style_sheet_of_that_name_has_its_own_way()
    {
        using var project = new Project();
        project.Write("templates/assets/brand.css", ":root { --brand: #000000; }\n");

        Assert.Empty(Findings(project, "{ light: '#eeeeee' }"));
    }

    private static IReadOnlyList<string> Findings(Project project, string colors) =>
        project.Write("brand.yaml", $"brand: 1\ncolors: {colors}\n").Build(r => r with { OutputFolder = null, Rules = new RuleChoice(["AC005"], []) }).Findings;

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<head>[^{};]+)\{(?<body>[^{}]*)\}")]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?<name>[\w-]+)\s*:\s*(?<value>[^;]+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"var\(\s*(?<name>--(on-)?brand(-ink|-2)?)\s*[,)]")]
    private static partial Regex Token();

    [GeneratedRegex(@"'(?<color>#[0-9a-f]{6})' is the nearest")]
    private static partial Regex Offer();
}
