namespace Upstander.Documents;

/// <summary>
/// A color as eyes compare it: equal distances look equally different. By Björn Ottosson's definition
/// (https://bottosson.github.io/posts/oklab/), which CSS Color 4 uses too.
/// </summary>
/// <param name="Light">From 0, black, to 1, white.</param>
/// <param name="A">From green to red.</param>
/// <param name="B">From blue to yellow.</param>
internal readonly record struct Oklab(double Light, double A, double B)
{
    /// <summary>How far a color may lie beside the plane of a hue and still be called one of it: what rounding to whole channels needs.</summary>
    public const double BesideHue = 0.012;

    // A darker color may be nearer with a little more chroma than with a little less.
    private const double MoreChroma = 0.06;

    /// <summary>How colorful it is.</summary>
    public double Chroma => Math.Sqrt((A * A) + (B * B));

    /// <summary>The same color as eyes compare it.</summary>
    public static Oklab Of(Rgb color)
    {
        var (red, green, blue) = (Rgb.Linear(color.Red), Rgb.Linear(color.Green), Rgb.Linear(color.Blue));
        var l = Math.Cbrt((0.4122214708 * red) + (0.5363325363 * green) + (0.0514459929 * blue));
        var m = Math.Cbrt((0.2119034982 * red) + (0.6806995451 * green) + (0.1073969566 * blue));
        var s = Math.Cbrt((0.0883024619 * red) + (0.2817188376 * green) + (0.6299787005 * blue));
        return new(
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    /// <summary>The nearest color that a screen can make; null for one that none can.</summary>
    public Rgb? ToRgb()
    {
        var l = Cube(Light + (0.3963377774 * A) + (0.2158037573 * B));
        var m = Cube(Light - (0.1055613458 * A) - (0.0638541728 * B));
        var s = Cube(Light - (0.0894841775 * A) - (1.2914855480 * B));
        return Rgb.Channel((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s)) is { } red
            && Rgb.Channel((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s)) is { } green
            && Rgb.Channel((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s)) is { } blue
                ? new Rgb(red, green, blue)
                : null;

        static double Cube(double x) => x * x * x;
    }

    /// <summary>How different two colors look.</summary>
    public double DistanceTo(Oklab other) => Math.Sqrt(Square(Light - other.Light) + Square(A - other.A) + Square(B - other.B));

    /// <summary>Whether another color is one of this one's hue; greys are of every hue.</summary>
    public bool SharesHueWith(Oklab other)
    {
        var chroma = Chroma;
        if (chroma < BesideHue)
        {
            return other.Chroma <= chroma + BesideHue;
        }

        return BesideHueOf(other) <= BesideHue && (other.A * A) + (other.B * B) >= -BesideHue * chroma;
    }

    /// <summary>
    /// The color that looks most like another, among those of its hue that pass; null when none does. For each chroma the nearest lightness that passes is
    /// looked for, above and below; around the best of them once more in finer steps; and at last all colors beside it are tried.
    /// </summary>
    public static Rgb? Nearest(Rgb color, Func<Rgb, bool> passes)
    {
        const int Steps = 100;
        const int Finer = 24;
        const int Around = 3;
        var from = Of(color);
        var chroma = from.Chroma;
        var (x, y) = chroma > 0 ? (from.A / chroma, from.B / chroma) : (1.0, 0.0);
        var (best, least, bestChroma) = ((Rgb?)null, double.MaxValue, 0.0);
        var step = (chroma < BesideHue ? chroma : chroma + MoreChroma) / Steps;
        Scan(0, step, Steps);
        if (best is null)
        {
            return null;
        }

        Scan(Math.Max(0, bestChroma - step), step / Finer * 2, Finer);
        var middle = best.Value;
        foreach (var (red, green, blue) in Beside(Around))
        {
            if (middle.Red + red is >= 0 and <= 255 and var r && middle.Green + green is >= 0 and <= 255 and var g && middle.Blue + blue is >= 0 and <= 255 and var b
                && new Rgb((byte)r, (byte)g, (byte)b) is var candidate && passes(candidate))
            {
                Keep(candidate, bestChroma);
            }
        }

        return best;

        void Scan(double first, double width, int count)
        {
            for (var i = 0; i <= count; i++)
            {
                var c = first + (i * width);
                Look(c, 1);
                Look(c, -1);
            }
        }

        // Goes from the color's own lightness up or down to where colors of this chroma begin to pass, and then halves the last step.
        void Look(double c, int direction)
        {
            // Near the edge of what a screen can make, only a thin layer of lightness passes.
            const double Step = 0.002;
            for (var n = 0; n <= 1 / Step; n++)
            {
                var light = from.Light + (direction * n * Step);
                if (light is < -Step or > 1 + Step || direction * (light - from.Light) > least)
                {
                    return;
                }

                if (!Passes(light, c))
                {
                    continue;
                }

                for (var (near, far) = (light - (direction * Step), light); n > 0 && Math.Abs(far - near) > 0.0002;)
                {
                    var half = (near + far) / 2;
                    (near, far) = Passes(half, c) ? (near, half) : (half, far);
                }

                return;
            }
        }

        bool Passes(double light, double c)
        {
            if (new Oklab(light, c * x, c * y).ToRgb() is not { } candidate || !passes(candidate))
            {
                return false;
            }

            Keep(candidate, c);
            return true;
        }

        // What lies beside the plane of the hue counts as further away than it is.
        void Keep(Rgb candidate, double c)
        {
            var there = Of(candidate);
            if (from.SharesHueWith(there) && from.DistanceTo(there) + from.BesideHueOf(there) is var distance && distance < least)
            {
                (best, least, bestChroma) = (candidate, distance, c);
            }
        }
    }

    private double BesideHueOf(Oklab other)
    {
        var chroma = Chroma;
        return chroma < BesideHue ? Math.Abs(other.Chroma - chroma) : Math.Abs((other.B * A) - (other.A * B)) / chroma;
    }

    private static IEnumerable<(int Red, int Green, int Blue)> Beside(int most) =>
        from red in Enumerable.Range(-most, (2 * most) + 1)
        from green in Enumerable.Range(-most, (2 * most) + 1)
        from blue in Enumerable.Range(-most, (2 * most) + 1)
        select (red, green, blue);

    private static double Square(double x) => x * x;
}
