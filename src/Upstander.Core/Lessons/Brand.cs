using Upstander.Binding;

namespace Upstander.Lessons;

/// <summary>Whose edition it is: <c>brand.yaml</c>.</summary>
public sealed class Brand(MapReader fields) : Item(fields)
{
    /// <summary>Version of the file format.</summary>
    public Located<int> FormatVersion { get; } = fields.Number("brand", "Version of the brand format: 1. First key of the file.", For.Facilitators, 1, 1);

    /// <summary>Name in the header.</summary>
    public Located<string>? Name { get; } = fields.OptionalText("name", "Name in the header of every page.", For.Everyone, 40);

    /// <summary>Small words behind it.</summary>
    public Located<string>? Tagline { get; } = fields.OptionalText("tagline", "Small words behind the name.", For.Everyone, 60);

    /// <summary>Organisation.</summary>
    public Located<string>? Organization { get; } = fields.OptionalText("organization", "The organisation whose edition it is.", For.Everyone, 100);

    /// <summary>Contact.</summary>
    public Located<string>? Contact { get; } = fields.OptionalText("contact", "How to reach the organisation.", For.Everyone);

    /// <summary>Footer.</summary>
    public Prose? Footer { get; } = fields.OptionalProse("footer", "Words in the footer of every page.", For.Everyone);

    /// <summary>Logo.</summary>
    public Located<string>? Logo { get; } = fields.OptionalFormat("logo", TextFormat.File, "Picture of the logo: a PNG, JPEG, WebP or SVG file below assets/.", For.Everyone);

    /// <summary>Colours.</summary>
    public BrandColors? Colors { get; } = fields.OptionalMap("colors", f => new BrandColors(f), "Colors of the header on screens in light and in dark mode, and of titles on paper.", For.Everyone);

    /// <summary>Fonts.</summary>
    public BrandFonts? Fonts { get; } = fields.OptionalMap("fonts", f => new BrandFonts(f), "Font files below assets/.", For.Everyone);
}

/// <summary>Colours of the header on screens, and of titles on paper.</summary>
public sealed class BrandColors(MapReader fields) : Item(fields)
{
    /// <summary>Light.</summary>
    public Located<string>? Light { get; } = fields.OptionalFormat("light", TextFormat.Color, "Header color in light mode, and in dark mode where that has none; white text must be readable on it.", For.Everyone);

    /// <summary>Dark.</summary>
    public Located<string>? Dark { get; } = fields.OptionalFormat("dark", TextFormat.Color, "Header color in dark mode; white text must be readable on it.", For.Everyone);

    /// <summary>Print.</summary>
    public Located<string>? Print { get; } = fields.OptionalFormat("print", TextFormat.Color, "Color of titles and of the line below them on paper, in PDF and in word processor files; it must be readable on white.", For.Everyone);
}

/// <summary>Fonts.</summary>
public sealed class BrandFonts(MapReader fields) : Item(fields)
{
    /// <summary>The page speaking.</summary>
    public Located<string>? Page { get; } = fields.OptionalFormat("page", TextFormat.File, "Font file for the page's own words: WOFF2, WOFF, TrueType or OpenType.", For.Everyone);

    /// <summary>A person speaking.</summary>
    public Located<string>? Voice { get; } = fields.OptionalFormat("voice", TextFormat.File, "Font file for words that a person says: WOFF2, WOFF, TrueType or OpenType.", For.Everyone);
}
