using System.Buffers.Binary;
using System.Text;
using Upstander.Workspaces;

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

    [Fact]
    public void A_logo_is_on_sheets_that_have_a_head_with_the_name_of_the_organization()
    {
        using var project = new Project().AddUnit().Write("brand.yaml", "brand: 1\nname: Riverside\norganization: Riverside <Youth> Centre\nlogo: assets/logo.png\n").Write("assets/logo.png", Png);

        var pages = project.Pages();

        const string Logo = "<img class=\"logo\" src=\"../assets/logo.png\" alt=\"Riverside &lt;Youth&gt; Centre\">";
        Assert.All(
            ["facilitator/asking-first/guide-print.html", "learner/asking-first/lesson-print.html", "family/asking-first/index.html", "learner/units/first-unit-certificate.html"],
            page => Assert.Contains(Logo, pages[page], StringComparison.Ordinal));
        Assert.DoesNotContain("logo.png", pages["learner/asking-first/support-card.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_color_for_paper_is_for_paper_only()
    {
        using var project = new Project().Write("brand.yaml", "brand: 1\ncolors: { print: '#7a1f4b' }\n");

        var pages = project.Pages();

        Assert.Equal(
            """
            /* Colors and fonts of this edition. */
            @media print { :root { --brand-ink: #7a1f4b; } }
            @media print and (prefers-contrast: more) { :root { --brand-ink: var(--ink); } }

            """,
            pages["learner/assets/brand.css"]);
        Assert.Contains("<link rel=\"stylesheet\" href=\"../assets/brand.css\">", pages["learner/asking-first/lesson-print.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void No_page_allows_styles_of_its_own_for_a_brand()
    {
        using var project = new Project().AddUnit().Write("brand.yaml", "brand: 1\nlogo: assets/logo.png\ncolors: { light: '#114b5f', dark: '#0c3a4a', print: '#114b5f' }\nfonts: { page: assets/f.ttf }\n").Write("assets/logo.png", Png).Write("assets/f.ttf", Font());

        Assert.All(project.Pages().Where(p => p.Key.EndsWith(".html", StringComparison.Ordinal)), p =>
        {
            Assert.Contains("style-src 'self'", p.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-inline", p.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("<style", p.Value, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("f.ttf", false, "format(\"truetype\"); font-weight: 400;")]
    [InlineData("f.ttf", true, "format(\"truetype\"); font-weight: 1 1000;")]
    [InlineData("f.otf", false, "format(\"opentype\"); font-weight: 400;")]
    [InlineData("f.woff", true, "format(\"woff\"); font-weight: 1 1000;")]
    [InlineData("f.woff2", false, "format(\"woff2\"); font-weight: 400;")]
    [InlineData("f.woff2", true, "format(\"woff2\"); font-weight: 1 1000;")]
    public void A_font_goes_before_those_of_the_system(string name, bool hasAxes, string expected)
    {
        using var project = new Project().Write("brand.yaml", $"brand: 1\nfonts: {{ voice: assets/type/{name} }}\n").Write($"assets/type/{name}", Font(name, hasAxes));

        var pages = project.Pages();

        var css = pages["learner/assets/brand.css"];
        Assert.Contains($"@font-face {{ font-family: \"Brand voice\"; src: url(\"type/{name}\") {expected} font-display: swap; }}", css, StringComparison.Ordinal);
        Assert.Contains(":root { --font-voice: \"Brand voice\", var(--font-serif); }", css, StringComparison.Ordinal);
        Assert.DoesNotContain("--font-page", css, StringComparison.Ordinal);
        Assert.Contains($"learner/assets/type/{name}", pages.Keys);
    }

    [Theory]
    [InlineData("fonts: { page: assets/none.woff2 }", "2:16: error UP1608: there is no font 'assets/none.woff2' (")]
    [InlineData("fonts: { page: assets/f.woff }", "2:16: error UP1608: there is no font 'assets/f.woff' (did you mean 'assets/f.ttf'?)")]
    [InlineData("fonts: { page: f.ttf }", "2:16: error UP1608: there is no font 'f.ttf'")]
    [InlineData("fonts: { page: assets/logo.png }", "2:16: error UP1609: 'assets/logo.png' is no font (name a file that ends in .woff2, .woff, .ttf, .otf)")]
    [InlineData("fonts: { voice: assets/cut.ttf }", "2:17: error UP1609: the font 'assets/cut.ttf' is broken or cut short")]
    [InlineData("fonts: { voice: assets/big.ttf }", "2:17: error UP1609: the font has 513 KB, and 512 are the most")]
    [InlineData("logo: assets/f.ttf", "2:7: error UP1609: 'assets/f.ttf' is no picture (name a file that ends in .png, .jpg, .jpeg, .webp, .svg)")]
    [InlineData("logo: assets/wide.png", "2:7: error UP1609: the logo has 2001 × 10 pixels, and 2000 on a side are the most")]
    [InlineData("logo: assets/high.webp", "2:7: error UP1609: the logo has 12 × 3000 pixels, and 2000 on a side are the most")]
    [InlineData("logo: assets/big.png", "2:7: error UP1609: the logo has 257 KB, and 256 are the most")]
    [InlineData("logo: assets/cut.png", "2:7: error UP1609: the picture 'assets/cut.png' is broken: it does not say how large it is")]
    public void Logos_and_fonts_are_looked_at(string line, string expected)
    {
        using var project = new Project().Write("brand.yaml", $"brand: 1\n{line}\n")
            .Write("assets/f.ttf", Font()).Write("assets/cut.ttf", Font()[..^1]).Write("assets/big.ttf", [.. Font(), .. new byte[512 * 1024]])
            .Write("assets/logo.png", Png).Write("assets/wide.png", PngOf(2001, 10)).Write("assets/big.png", [.. Png, .. new byte[256 * 1024]]).Write("assets/cut.png", Png[..20])
            .Write("assets/high.webp", Webp(12, 3000));

        Assert.StartsWith("brand.yaml:" + expected, Assert.Single(project.Findings()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_drawing_may_be_the_logo_and_an_unsafe_one_is_told_once()
    {
        using var project = new Project().Write("brand.yaml", "brand: 1\nlogo: assets/logo.svg\n").Write("assets/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>\n");

        Assert.Contains("<img src=\"assets/logo.svg\" alt=\"\">", project.Pages()["learner/index.html"], StringComparison.Ordinal);

        project.Write("assets/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>\n");

        Assert.Equal(["assets/logo.svg:1:41: error UP1010: onload is not allowed in a drawing: it can run (remove it)"], project.Findings());
    }

    [Theory]
    [InlineData("VP8 ", 300, 200)]
    [InlineData("VP8L", 300, 200)]
    [InlineData("VP8X", 300, 200)]
    [InlineData("VP8?", 0, 0)]
    public void A_WebP_says_its_size_in_three_ways(string chunk, int width, int height) =>
        Assert.Equal(width == 0 ? null : (width, height, "webp"), PictureSize.Of(Webp(300, 200, chunk)));

    [Fact]
    public void The_same_font_cut_anywhere_is_never_more_than_broken() =>
        Assert.All(
            new[] { "f.ttf", "f.woff", "f.woff2" }.Select(n => Font(n, hasAxes: true)),
            font => Assert.All(Enumerable.Range(0, font.Length), length => Assert.Null(FontFile.Of(font.AsSpan(0, length)))));

    // A font as far as its head goes: two tables of four bytes.
    private static byte[] Font(string name = "f.ttf", bool hasAxes = false)
    {
        var axes = hasAxes ? "fvar" : "glyf";
        var bytes = new List<byte>();
        switch (Path.GetExtension(name))
        {
            case ".woff2":
                bytes.AddRange("wOF2"u8);
                Long(0x00010000);
                Long(0);
                Short(2);
                bytes.AddRange(new byte[48 - bytes.Count]);
                bytes.AddRange([63, .. "prop"u8, 0x84, 0x00]);

                // A known table by its number; 'glyf' has the length of its other form too.
                bytes.AddRange(hasAxes ? [47, 4] : [10, 4, 4]);
                bytes.AddRange(new byte[8]);
                Patch(8, bytes.Count);
                return [.. bytes];
            case ".woff":
                bytes.AddRange("wOFF"u8);
                Long(0x00010000);
                Long(0);
                Short(2);
                bytes.AddRange(new byte[44 - bytes.Count]);
                Table("cmap", 84, 4);
                Table(axes, 88, 4);
                bytes.AddRange(new byte[8]);
                Patch(8, bytes.Count);
                return [.. bytes];
            case var ending:
                bytes.AddRange(ending == ".otf" ? "OTTO"u8 : [0, 1, 0, 0]);
                Short(2);
                bytes.AddRange(new byte[6]);
                Table("cmap", 44, 4);
                Table(axes, 48, 4);
                bytes.AddRange(new byte[8]);
                return [.. bytes];
        }

        void Short(int value) => bytes.AddRange([(byte)(value >> 8), (byte)value]);

        void Long(int value) => bytes.AddRange([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);

        void Patch(int at, int value)
        {
            var four = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(four, value);
            for (var i = 0; i < 4; i++)
            {
                bytes[at + i] = four[i];
            }
        }

        // WOFF names place, length and length before it was packed; plain fonts have a checksum before both.
        void Table(string tag, int place, int length)
        {
            bytes.AddRange(Encoding.ASCII.GetBytes(tag));
            if (Path.GetExtension(name) == ".woff")
            {
                Long(place);
                Long(length);
                Long(length);
                Long(0);
            }
            else
            {
                Long(0);
                Long(place);
                Long(length);
            }
        }
    }

    private static byte[] PngOf(int width, int height)
    {
        var png = (byte[])Png.Clone();
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return png;
    }

    private static byte[] Webp(int width, int height, string chunk = "VP8X")
    {
        byte[] bytes = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. Encoding.ASCII.GetBytes(chunk), .. new byte[16]];
        switch (chunk)
        {
            case "VP8 ":
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(26), (ushort)width);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(28), (ushort)height);
                break;
            case "VP8L":
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(21), (width - 1) | ((height - 1) << 14));
                break;
            default:
                bytes[24] = (byte)(width - 1);
                bytes[25] = (byte)((width - 1) >> 8);
                bytes[27] = (byte)(height - 1);
                bytes[28] = (byte)((height - 1) >> 8);
                break;
        }

        return bytes;
    }
}
