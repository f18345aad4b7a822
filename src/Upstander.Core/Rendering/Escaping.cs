using System.Buffers;
using System.Text;

namespace Upstander.Rendering;

/// <summary>Plain text to the markup that shows it as it is.</summary>
internal static class Escaping
{
    private static readonly SearchValues<char> HtmlSpecial = SearchValues.Create("&<>\"'");
    private static readonly SearchValues<char> MarkdownSpecial = SearchValues.Create("\\`*_[]<>&|~\n\r");

    /// <summary>Safe as text and inside a quoted attribute.</summary>
    public static string Html(string text)
    {
        var at = text.AsSpan().IndexOfAny(HtmlSpecial);
        if (at < 0)
        {
            return text;
        }

        var builder = new StringBuilder(text.Length + 16).Append(text, 0, at);
        foreach (var c in text.AsSpan(at))
        {
            _ = c switch
            {
                '&' => builder.Append("&amp;"),
                '<' => builder.Append("&lt;"),
                '>' => builder.Append("&gt;"),
                '"' => builder.Append("&quot;"),
                '\'' => builder.Append("&#39;"),
                _ => builder.Append(c),
            };
        }

        return builder.ToString();
    }

    /// <summary>
    /// On one line, with a backslash before whatever could begin or end markup where it stands: <c>a*b</c> and a title that starts with <c>#</c>, but not
    /// the underscore inside a word or the full stop at its end, so that the source stays readable.
    /// </summary>
    public static string Markdown(string text)
    {
        var line = text.AsSpan().IndexOfAny('\n', '\r') < 0 ? text : string.Join(' ', text.Split((char[])['\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        var start = MarkerLength(line);
        if (start < 0 && line.AsSpan().IndexOfAny(MarkdownSpecial) < 0)
        {
            return line;
        }

        var builder = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length; i++)
        {
            if (i == start || IsMarkup(line, i))
            {
                builder.Append('\\');
            }

            builder.Append(line[i]);
        }

        return builder.ToString();
    }

    private static bool IsMarkup(string line, int i)
    {
        var next = i + 1 < line.Length ? line[i + 1] : '\0';
        var before = i > 0 ? line[i - 1] : '\0';
        return line[i] switch
        {
            '*' or '`' or '[' or ']' or '|' or '~' or '\\' => true,
            '_' => !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(next)),
            '<' => char.IsAsciiLetter(next) || next is '/' or '!' or '?' or '\0',
            '&' => next == '#' || char.IsAsciiLetterOrDigit(next),
            _ => false,
        };
    }

    /// <summary>Where the character stands that makes the start of the text a heading, quote, list or rule; -1 when it does not.</summary>
    private static int MarkerLength(string line)
    {
        var first = 0;
        while (first < line.Length && line[first] == ' ')
        {
            first++;
        }

        if (first == line.Length)
        {
            return -1;
        }

        var after = first + 1 < line.Length ? line[first + 1] : ' ';
        switch (line[first])
        {
            case '#' or '>':
            case '+' or '-' or '=' when after is ' ' or '\t' or '-' or '=':
                return first;
        }

        var digits = first;
        while (digits < line.Length && char.IsAsciiDigit(line[digits]))
        {
            digits++;
        }

        return digits > first && digits < line.Length && line[digits] is '.' or ')' && (digits + 1 == line.Length || line[digits + 1] == ' ') ? digits : -1;
    }
}
