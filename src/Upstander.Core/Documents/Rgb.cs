using System.Globalization;

namespace Upstander.Documents;

/// <summary>A color as screens make it: red, green and blue from 0 to 255.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>
    /// Relative luminance by the definition of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance): 0 for black, 1 for white.
    /// </summary>
    public double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>A color as brands and style sheets write it, <c>#0d4a48</c> or <c>#fff</c>; null for anything else.</summary>
    public static Rgb? Parse(string? text)
    {
        if (text is not ['#', ..] || text.Length is not (4 or 7))
        {
            return null;
        }

        var digits = text.Length == 7 ? text[1..] : string.Concat(text[1..].Select(d => new string(d, 2)));
        return digits.All(char.IsAsciiHexDigit) && int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var rgb
            ? new Rgb((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb)
            : null;
    }

    /// <summary>
    /// Contrast ratio of two colors by the definition of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio): from 1, the same, to 21, black
    /// and white.
    /// </summary>
    public double ContrastWith(Rgb other)
    {
        var (light, dark) = Luminance > other.Luminance ? (Luminance, other.Luminance) : (other.Luminance, Luminance);
        return (light + 0.05) / (dark + 0.05);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    /// <summary>The share of light of a channel, from 0 to 1.</summary>
    internal static double Linear(byte channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    /// <summary>The channel of a share of light; null for one that no screen can make.</summary>
    internal static byte? Channel(double linear)
    {
        const double Edge = 0.0005;
        if (linear is < -Edge or > 1 + Edge)
        {
            return null;
        }

        var share = Math.Clamp(linear, 0, 1);
        return (byte)Math.Round(255 * (share <= 0.0031308 ? share * 12.92 : (1.055 * Math.Pow(share, 1 / 2.4)) - 0.055));
    }
}
