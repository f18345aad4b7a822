using System.Buffers;
using System.Globalization;
using System.Text.Unicode;
using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Yaml;

/// <summary>Bytes to text: size, encoding and invisible characters are decided here, before any YAML is read.</summary>
internal static class TextDecoder
{
    private const int MaxBytes = 2 * 1024 * 1024;

    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(IsRefused),
        '\r', '\u2028', '\u2029', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069',
        '\uFEFF', '\uFFFE', '\uFFFF']);

    /// <summary>The text of a file, or null when it is too large or no UTF-8.</summary>
    public static SourceText? Decode(SourceFile file, DiagnosticBag problems)
    {
        var bytes = file.Bytes.Span;
        if (bytes.Length > MaxBytes)
        {
            problems.Add(YamlProblems.TooLarge.At(
                SourceSpan.Whole(file.Path),
                string.Create(CultureInfo.InvariantCulture, $"the file has {bytes.Length / 1024.0 / 1024.0:0.0} MB, but at most 2 MB can be read"),
                "a lesson is a few dozen kilobytes; is this the right file?"));
            return null;
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            problems.Add(YamlProblems.NotUtf8.At(
                SourceSpan.At(file.Path, 1, 1), "the file is saved as UTF-16, but must be UTF-8", "choose 'UTF-8' as the encoding when you save the file"));
            return null;
        }

        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            bytes = bytes[3..];
        }

        var chars = new char[bytes.Length];
        if (Utf8.ToUtf16(bytes, chars, out var read, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            ReportBadByte(file.Path, chars.AsSpan(0, written), bytes[read], problems);
            return null;
        }

        var text = new string(chars, 0, written);
        return Refuse(file.Path, text, problems);
    }

    /// <summary>What to call a character that may not stand in a file, or null for one that may.</summary>
    public static string? NameOfRefused(char c) => c switch
    {
        '\0' => "a NUL character",
        '\r' => "a carriage return without a line feed",
        '\f' => "a form feed (page break)",
        '\u000B' => "a vertical tab",
        '\u001B' => "an escape character",
        '\u0085' => "a 'next line' character (U+0085)",
        '\u2028' => "a line separator (U+2028)",
        '\u2029' => "a paragraph separator (U+2029)",
        '\uFEFF' => "a byte order mark (U+FEFF)",
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => $"a character that changes the direction of text (U+{(int)c:X4})",
        '\uFFFE' or '\uFFFF' => $"a character that stands for nothing (U+{(int)c:X4})",
        _ => IsRefused(c) ? $"a control character (U+{(int)c:X4})" : null,
    };

    /// <summary>The problem that a refused character is.</summary>
    public static Problem ProblemOf(char c) => c switch
    {
        '\uFEFF' => YamlProblems.ByteOrderMark,
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => YamlProblems.DirectionCharacter,
        _ => YamlProblems.ControlCharacter,
    };

    private static bool IsRefused(char c) => c is < ' ' and not ('\t' or '\n' or '\r') or >= '\u007F' and <= '\u009F';

    private static SourceText Refuse(string path, string text, DiagnosticBag problems)
    {
        if (!HasRefused(text, 0, out var first))
        {
            return new SourceText(path, text, problems);
        }

        // Stand-ins keep every offset, so that the rest of the file can be read for further problems.
        var cleaned = text.ToCharArray();
        var places = new List<int>();
        for (var found = true; found; found = HasRefused(text, first + 1, out first))
        {
            places.Add(first);
            cleaned[first] = text[first] == '\r' ? '\n' : '\uFFFD';
        }

        var source = new SourceText(path, new string(cleaned), problems);
        foreach (var place in places)
        {
            source.Report(ProblemOf(text[place]), place, place + 1, source.IsFull ? "" : $"{NameOfRefused(text[place])} stands here", HintFor(text[place]));
        }

        return source;
    }

    private static bool HasRefused(string text, int from, out int at)
    {
        while (true)
        {
            var next = text.AsSpan(from).IndexOfAny(Suspects);
            at = from + next;
            if (next < 0)
            {
                return false;
            }

            var isLineEnd = text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n';
            if (!isLineEnd)
            {
                return true;
            }

            from = at + 1;
        }
    }

    private static string HintFor(char c) => c switch
    {
        '\r' => "save the file with ordinary line ends (LF or CRLF)",
        '\u0085' or '\u2028' or '\u2029' or '\f' or '\u000B' => "delete it and press Enter instead",
        '\uFEFF' => "it is invisible: delete the characters around it and type them again",
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' =>
            "it is invisible and can make a line show something else than it says: delete it and type the words again; the marks U+200E, U+200F and U+061C may stay",
        _ => "it is invisible and often comes along when text is pasted: delete it and type the words around it again",
    };

    private static void ReportBadByte(string path, ReadOnlySpan<char> before, byte bad, DiagnosticBag problems)
    {
        var line = 1 + before.Count('\n');
        var column = before.Length - (before.LastIndexOf('\n') + 1) + 1;
        problems.Add(YamlProblems.NotUtf8.At(
            SourceSpan.At(path, line, column),
            $"the file is not saved as UTF-8: the byte 0x{bad:X2} means nothing here",
            "open it in an editor, look at this place, and save it with 'UTF-8' as the encoding"));
    }
}
