using System.Buffers;
using System.Globalization;
using System.Text;

namespace Upstander.Workspaces;

/// <summary>Which names of files and folders are safe on every system that a curriculum may be copied to.</summary>
internal static class FileNames
{
    public const int MaxLength = 100;

    // Most file systems hold 255 bytes a name; what is left is for the suffixes that other tools add.
    private const int MaxBytes = 200;

    private static readonly SearchValues<char> Folded = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_./");

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>Whether a name, up to its first dot, is one that Windows keeps for a device.</summary>
    public static bool IsDevice(ReadOnlySpan<char> stem) => Devices.GetAlternateLookup<ReadOnlySpan<char>>().Contains(stem);

    /// <summary>
    /// What is wrong with the name of one file or folder, in words that follow it ("is too long"), or null. Letters,
    /// marks and digits of any script are fine; of other characters only those given.
    /// </summary>
    public static string? Fault(string name, string alsoAllowed)
    {
        if (name.Length == 0)
        {
            return "is empty";
        }

        if (name.Length > MaxLength || Encoding.UTF8.GetByteCount(name) > MaxBytes)
        {
            return $"is longer than {MaxLength} characters or {MaxBytes} bytes";
        }

        if (name[0] == '.')
        {
            return "starts with a dot";
        }

        if (name[^1] is '.' or ' ')
        {
            return "ends with a dot or a space, which Windows drops";
        }

        if (name[0] == ' ')
        {
            return "starts with a space";
        }

        foreach (var rune in name.EnumerateRunes())
        {
            if (!IsAllowed(rune, alsoAllowed))
            {
                return Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                    || rune == Rune.ReplacementChar
                    ? $"holds the invisible or broken character U+{rune.Value:X4}"
                    : $"holds '{rune}', which not every system accepts";
            }
        }

        var stem = name.Split('.')[0].TrimEnd(' ');
        return IsDevice(stem) ? $"is reserved on Windows ('{stem}' is a device)" : null;
    }

    /// <summary>One form for all spellings that some file system takes for the same name: composed, and without regard to case.</summary>
    public static string Fold(string path) =>
        // Most paths are in this form already, and curricula have many.
        IsFolded(path) ? path : path.Normalize(NormalizationForm.FormC).ToUpperInvariant().ToLowerInvariant().Normalize(NormalizationForm.FormC);

    /// <summary>Whether a path is in that form at first sight: small letters, digits, hyphens, underscores and dots.</summary>
    public static bool IsFolded(ReadOnlySpan<char> path) => !path.ContainsAnyExcept(Folded);

    private static bool IsAllowed(Rune rune, string alsoAllowed)
    {
        if (rune.IsAscii)
        {
            return char.IsAsciiLetterOrDigit((char)rune.Value) || alsoAllowed.Contains((char)rune.Value, StringComparison.Ordinal);
        }

        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber
            && rune != Rune.ReplacementChar;
    }
}
