using System.Globalization;
using System.Text;

namespace Upstander.Documents.Fitting;

/// <summary>
/// The faces of the style sheets, for measuring: how wide a character can be in any of the fonts that tokens.css names, at the x-height it
/// asks for. The figures are the widest of those that could be measured, so that a text never takes more room than is told here.
/// </summary>
internal sealed class Face
{
    /// <summary>Kerning, ligatures and fonts that could not be measured.</summary>
    private const double Doubt = 1.03;

    private const double Wide = 1.1;
    private const double Other = 1.05;

    // Hundredths of an em for the characters from space to ~, then for ‘ ’ “ ” … – • € ß.
    private static readonly int[] Page =
    [
        29, 37, 42, 77, 58, 87, 71, 25, 36, 36, 46, 77, 29, 33, 29, 31, 58, 58, 58, 58, 58, 58, 58, 58, 58, 58, 31, 31, 77, 77, 77, 53,
        96, 65, 63, 68, 70, 63, 58, 74, 69, 27, 47, 63, 53, 79, 68, 74, 63, 74, 68, 63, 58, 68, 63, 90, 63, 63, 63, 36, 31, 36, 77, 53,
        46, 56, 58, 50, 58, 56, 32, 58, 58, 25, 25, 53, 25, 89, 58, 56, 58, 58, 36, 48, 36, 58, 54, 75, 54, 54, 48, 58, 31, 58, 77,
        29, 29, 47, 47, 95, 53, 54, 58, 58,
    ];

    private static readonly int[] PageBold =
    [
        32, 42, 48, 77, 64, 92, 80, 28, 42, 42, 48, 77, 35, 38, 35, 33, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 37, 37, 77, 77, 77, 58,
        92, 71, 70, 68, 76, 63, 62, 75, 76, 34, 53, 71, 58, 91, 76, 78, 67, 78, 70, 63, 64, 74, 71, 101, 70, 66, 66, 42, 33, 42, 77, 53,
        46, 62, 65, 54, 65, 62, 40, 65, 65, 31, 31, 61, 31, 95, 65, 63, 65, 65, 45, 54, 44, 65, 60, 84, 59, 60, 53, 65, 33, 65, 77,
        35, 35, 60, 60, 95, 53, 58, 64, 66,
    ];

    private static readonly int[] Serif =
    [
        31, 39, 45, 82, 62, 93, 87, 27, 38, 38, 55, 82, 31, 36, 31, 33, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 33, 33, 82, 82, 82, 52,
        100, 79, 73, 75, 79, 71, 68, 79, 85, 39, 42, 79, 66, 100, 86, 80, 66, 80, 74, 65, 67, 82, 79, 103, 79, 79, 68, 38, 33, 38, 82, 55,
        49, 58, 62, 55, 62, 58, 36, 62, 63, 31, 30, 59, 31, 93, 63, 59, 62, 62, 47, 50, 39, 63, 55, 84, 55, 55, 52, 62, 33, 62, 82,
        31, 31, 50, 50, 109, 55, 58, 62, 65,
    ];

    private static readonly int[] SerifBold =
    [
        34, 42, 60, 81, 67, 109, 91, 30, 46, 46, 55, 81, 34, 40, 34, 35, 67, 67, 67, 67, 67, 67, 67, 67, 67, 67, 36, 36, 81, 81, 81, 56,
        101, 79, 82, 79, 84, 74, 68, 85, 91, 45, 55, 85, 73, 107, 88, 85, 72, 85, 80, 68, 73, 84, 79, 109, 79, 79, 73, 46, 35, 46, 81, 55,
        48, 62, 67, 59, 67, 61, 42, 67, 70, 37, 36, 67, 37, 102, 70, 64, 67, 67, 51, 54, 44, 70, 56, 83, 57, 56, 55, 62, 35, 62, 81,
        34, 34, 56, 56, 109, 55, 62, 67, 73,
    ];

    private const string Further = "‘’“”…–•€ß";

    private readonly int[] widths;
    private readonly Face? bold;

    private Face(int[] widths, Face? bold) => (this.widths, this.bold) = (widths, bold);

    /// <summary>The page speaking: the sans of tokens.css.</summary>
    public static Face Sans { get; } = new(Page, new Face(PageBold, null));

    /// <summary>A person speaking: the serif of tokens.css.</summary>
    public static Face Voice { get; } = new(Serif, new Face(SerifBold, null));

    /// <summary>The same in bold.</summary>
    public Face Bold => bold ?? this;

    /// <summary>How wide a character can be, in em.</summary>
    public double WidthOf(Rune rune) => Doubt * Measured(rune);

    /// <summary>
    /// How many lines a text takes at most. Lines break at blanks, between wide characters, and inside a word that is longer than a line.
    /// </summary>
    /// <param name="text">The text; line ends in it are line ends on paper.</param>
    /// <param name="width">Width of a line in em.</param>
    public int LinesOf(ReadOnlySpan<char> text, double width)
    {
        var lines = 0;
        foreach (var range in text.Split('\n'))
        {
            lines += LinesOfOne(text[range], width);
        }

        return lines;
    }

    private int LinesOfOne(ReadOnlySpan<char> text, double width)
    {
        // Punctuation may not begin a line of Chinese or Japanese: then the character before it moves too.
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsWide(rune))
            {
                width -= 2 * Wide;
                break;
            }
        }

        var (lines, x, word, blank) = (1, 0.0, 0.0, WidthOf(new Rune(' ')));
        var from = 0;
        for (var at = 0; at <= text.Length;)
        {
            Rune rune = default;
            var length = 1;
            if (at < text.Length && Rune.DecodeFromUtf16(text[at..], out rune, out length) != System.Buffers.OperationStatus.Done)
            {
                rune = Rune.ReplacementChar;
            }

            var isBlank = at == text.Length || rune.Value is ' ' or '\t';
            if (isBlank || IsWide(rune))
            {
                Place(text[from..at]);
                if (!isBlank)
                {
                    word = WidthOf(rune);
                    Place(text[at..(at + length)]);
                }

                x += at < text.Length && isBlank && x > 0 ? blank : 0;
                from = at + length;
            }
            else
            {
                word += WidthOf(rune);
            }

            at += length;
        }

        return lines;

        void Place(ReadOnlySpan<char> letters)
        {
            if (letters.Length > 0 && x > 0 && x + word > width)
            {
                lines++;
                x = 0;
            }

            if (word <= width)
            {
                x += word;
            }
            else
            {
                foreach (var letter in letters.EnumerateRunes())
                {
                    var wide = WidthOf(letter);
                    if (x > 0 && x + wide > width)
                    {
                        lines++;
                        x = 0;
                    }

                    x += wide;
                }
            }

            word = 0;
        }
    }

    private static bool IsWide(Rune rune) => rune.Value is >= 0x1100 and (<= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0x1F000);

    private double Measured(Rune rune)
    {
        if (rune.Value is >= ' ' and <= '~')
        {
            return widths[rune.Value - ' '] / 100.0;
        }

        if (rune.Value == 0xA0)
        {
            return widths[0] / 100.0;
        }

        if (rune.IsBmp && Further.IndexOf((char)rune.Value, StringComparison.Ordinal) is >= 0 and var place)
        {
            return widths['~' - ' ' + 1 + place] / 100.0;
        }

        if (IsWide(rune))
        {
            return rune.Value >= 0x1F000 ? 1.4 : Wide;
        }

        // A letter with an accent is as wide as the letter.
        if (rune.IsBmp && rune.Value < 0x2000 && rune.ToString().Normalize(NormalizationForm.FormD) is [>= 'A' and <= 'z' and var letter, ..])
        {
            return widths[letter - ' '] / 100.0;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
            UnicodeCategory.LowercaseLetter => 0.9,
            _ => Other,
        };
    }
}
