using CsCheck;
using Upstander.Documents;

namespace Upstander.Tests.Documents;

public class ColorTests
{
    private static readonly Rgb White = new(255, 255, 255);

    private static readonly Gen<Rgb> AnyColor = Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte, (r, g, b) => new Rgb(r, g, b));

    [Theory]
    [InlineData("#ffffff", "#ffffff", 1)]
    [InlineData("#000000", "#fff", 21)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#ffffff", "#777777", 4.48)]
    [InlineData("#0000ff", "#ffff00", 8.0)]
    public void Contrast_is_that_of_the_standard(string one, string other, double ratio) =>
        Assert.Equal(ratio, Rgb.Parse(one)!.Value.ContrastWith(Rgb.Parse(other)!.Value), 0.006);

    [Theory]
    [InlineData("#12345")]
    [InlineData("#12345g")]
    [InlineData("1234567")]
    [InlineData("red")]
    [InlineData("var(--ink)")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_things_are_no_color(string? text) => Assert.Null(Rgb.Parse(text));

    [Fact]
    public void Every_color_comes_back_from_the_space_in_which_eyes_compare() =>
        AnyColor.Sample(color => Assert.Equal(color, Oklab.Of(color).ToRgb()));

    // Values of https://bottosson.github.io/posts/oklab/ and of the tests of CSS Color 4.
    [Theory]
    [InlineData("#ffffff", 1, 0, 0)]
    [InlineData("#ff0000", 0.628, 0.225, 0.126)]
    [InlineData("#008000", 0.520, -0.140, 0.108)]
    [InlineData("#0000ff", 0.452, -0.032, -0.312)]
    public void The_space_is_the_one_that_browsers_know(string color, double light, double a, double b)
    {
        var lab = Oklab.Of(Rgb.Parse(color)!.Value);

        Assert.Equal((light, a, b), (Math.Round(lab.Light, 3), Math.Round(lab.A, 3), Math.Round(lab.B, 3)));
    }

    [Fact]
    public void A_color_that_passes_is_its_own_nearest() =>
        AnyColor.Where(OnWhite).Sample(color => Assert.Equal(color, Oklab.Nearest(color, OnWhite)));

    [Fact]
    public void The_color_that_is_offered_passes_and_no_nearer_one_of_its_hue_does()
    {
        // Whole channels are no finer than this, so two colors nearer to each other than that count as equally near.
        const double Fine = 0.006;
        var others = Gen.Select(Gen.Double[0, 1], Gen.Double[-1, 1], Gen.Double[-1, 1]).Array[400];
        Gen.Select(AnyColor.Where(c => !OnWhite(c)), others).Sample(
            (color, tries) =>
            {
                var from = Oklab.Of(color);
                var offered = Oklab.Nearest(color, OnWhite)!.Value;
                Assert.True(OnWhite(offered), $"{offered} for {color} does not pass");
                Assert.True(from.SharesHueWith(Oklab.Of(offered)), $"{offered} has another hue than {color}");

                var radius = from.DistanceTo(Oklab.Of(offered)) - Fine;
                foreach (var (share, light, chroma) in tries)
                {
                    // Within the circle around the color, in the plane of its hue.
                    var length = Math.Max(1e-9, Math.Sqrt((light * light) + (chroma * chroma)));
                    var c = from.Chroma + (share * radius * chroma / length);
                    var (x, y) = from.Chroma > 1e-6 ? (from.A / from.Chroma, from.B / from.Chroma) : (1, 0);
                    if (new Oklab(from.Light + (share * radius * light / length), c * x, c * y).ToRgb() is { } nearer && from.SharesHueWith(Oklab.Of(nearer)) && from.DistanceTo(Oklab.Of(nearer)) < radius)
                    {
                        Assert.False(OnWhite(nearer), $"{nearer} is nearer to {color} than {offered}, and passes");
                    }
                }
            },
            iter: 300);
    }

    // The first by trying every color there is, outside of this program.
    [Theory]
    [InlineData("#3aa89f", "#30837c")]
    [InlineData("#ffffff", "#767676")]
    public void What_is_offered_stays_what_it_is(string color, string offered) =>
        Assert.Equal(offered, Oklab.Nearest(Rgb.Parse(color)!.Value, OnWhite)?.ToString());

    [Fact]
    public void A_lighter_color_is_offered_where_that_is_nearer()
    {
        var dark = new Rgb(20, 60, 60);

        var offered = Oklab.Nearest(dark, c => c.ContrastWith(new Rgb(0, 0, 0)) >= 4.5)!.Value;

        Assert.True(offered.Luminance > dark.Luminance);
        Assert.InRange(offered.ContrastWith(new Rgb(0, 0, 0)), 4.5, 4.6);
    }

    [Fact]
    public void Nothing_is_offered_where_nothing_passes() => Assert.Null(Oklab.Nearest(new Rgb(1, 2, 3), _ => false));

    private static bool OnWhite(Rgb color) => color.ContrastWith(White) >= 4.5;
}
