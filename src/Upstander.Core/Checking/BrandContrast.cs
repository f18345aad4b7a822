using System.Globalization;
using Upstander.Binding;
using Upstander.Documents;
using Upstander.Lessons;

namespace Upstander.Checking;

/// <summary>Two colors that stand on each other somewhere in the templates, one of them a brand's.</summary>
/// <param name="Front">The token of what is drawn.</param>
/// <param name="Ground">The token of what it is drawn on.</param>
/// <param name="Least">The contrast it needs: 4.5 for text (WCAG 2.2, 1.4.3), 3 for what is no text (1.4.11).</param>
/// <param name="What">What it is, for messages.</param>
internal sealed record ColorPair(string Front, string Ground, double Least, string What);

/// <summary>A color of a brand that cannot be read everywhere it is used.</summary>
/// <param name="Name">Its key in <c>colors</c>.</param>
/// <param name="Color">The color and its place.</param>
/// <param name="Front">What is drawn.</param>
/// <param name="Ground">What it is drawn on.</param>
/// <param name="Pair">The strictest pair of these two colors.</param>
/// <param name="Nearest">The color that looks most like it and passes for all pairs of its modes; null when there is none.</param>
internal sealed record FaintColor(string Name, Located<string> Color, Rgb Front, Rgb Ground, ColorPair Pair, Rgb? Nearest)
{
    /// <summary>Their contrast, never rounded up.</summary>
    public string Ratio => (Math.Floor(Front.ContrastWith(Ground) * 100) / 100).ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>
/// Where templates put a brand's colors together with others. The pairs follow from the style sheets, and a test reads those to see that none is
/// missing; what the other colors are is read from the sheets that a project is built with.
/// </summary>
internal static class BrandContrast
{
    private const string Brand = "--brand";
    private const string BrandInk = "--brand-ink";

    /// <summary>The style sheets that say which colors there are, in the order in which pages link to them.</summary>
    public static IReadOnlyList<string> Sheets { get; } = ["tokens.css", BrandFiles.StyleName];

    /// <summary>
    /// What stands on the header of the home page. The figures there are left out: they are decoration, which WCAG leaves free, as is the bar of the
    /// color above every page.
    /// </summary>
    public static IReadOnlyList<ColorPair> OnScreen { get; } =
    [
        new("--on-brand", Brand, 4.5, "text in the header"),
        new("--on-brand-2", Brand, 4.5, "small text in the header"),
        new("--on-brand", Brand, 3, "the ring around a link in the header"),
    ];

    /// <summary>What has the color itself on paper.</summary>
    public static IReadOnlyList<ColorPair> OnPaper { get; } =
    [
        new(BrandInk, "--surface", 4.5, "the title of a sheet"),
        new(BrandInk, "--ground", 4.5, "the title of a page"),
        new(BrandInk, "--surface", 3, "the line below a title"),
    ];

    /// <summary>The colors of a brand that cannot be read, in the order of their keys.</summary>
    /// <param name="colors">The colors.</param>
    /// <param name="sheets">The texts of <see cref="Sheets"/>.</param>
    public static IEnumerable<FaintColor> Check(BrandColors colors, IReadOnlyList<string> sheets)
    {
        // Without a color of its own, dark mode has that of light mode.
        PageMode[] light = colors.Dark is null ? [PageMode.Light, PageMode.Dark] : [PageMode.Light];
        return
        [
            .. Check("light", colors.Light, Brand, OnScreen, light, sheets),
            .. Check("dark", colors.Dark, Brand, OnScreen, [PageMode.Dark], sheets),
            .. Check("print", colors.Print, BrandInk, OnPaper, [PageMode.Print], sheets),
        ];
    }

    private static IEnumerable<FaintColor> Check(
        string name, Located<string>? color, string token, IReadOnlyList<ColorPair> pairs, IReadOnlyList<PageMode> modes, IReadOnlyList<string> sheets)
    {
        if (color is null || Rgb.Parse(color.Value) is not { } own)
        {
            return [];
        }

        // A project may have style sheets of its own, in which the color means something else.
        var tokens = modes.Select(m => StyleTokens.Of(sheets, m)).Where(t => t.Color(token) == own).ToList();
        var placed = (
            from mode in tokens
            from pair in pairs
            let front = pair.Front == token ? own : mode.Color(pair.Front)
            let ground = pair.Ground == token ? own : mode.Color(pair.Ground)
            where front is not null && ground is not null
            select (Pair: pair, Front: front.Value, Ground: ground.Value)).ToList();
        var nearest = new Lazy<Rgb?>(() => Oklab.Nearest(own, c => placed.All(p => (p.Pair.Front == token ? c.ContrastWith(p.Ground) : p.Front.ContrastWith(c)) >= p.Pair.Least)));
        return placed
            .Where(p => p.Front.ContrastWith(p.Ground) < p.Pair.Least)
            .GroupBy(p => (p.Front, p.Ground))
            .Select(g => new FaintColor(name, color, g.Key.Front, g.Key.Ground, g.MaxBy(p => p.Pair.Least).Pair, nearest.Value));
    }
}
