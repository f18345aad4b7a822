using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Upstander.Diagnostics;

/// <summary>
/// Texts from files for reports in Markdown, which code hosts show: titles and findings may come from anybody, and nothing in them becomes markup, calls a person or
/// refers to an issue.
/// </summary>
public static partial class PlainMarkdown
{
    /// <summary>A text on one line of Markdown, as it reads.</summary>
    public static string Of(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' or '~' or '&' or '$' or '{' or '}')
            {
                escaped.Append('\\');
            }

            // What turns the direction of writing around could make a reviewer read something else than stands there.
            escaped.Append(DirectionMarks.Is(c) ? $"\\\\u{(int)c:x4}"
                : char.IsControl(c) || c is '\u2028' or '\u2029' ? " "
                : c.ToString());
        }

        return Quiet(escaped.ToString());
    }

    /// <summary>A text on one line of the HTML that Markdown may hold.</summary>
    public static string InHtml(string text) => Quiet(WebUtility.HtmlEncode(text.ReplaceLineEndings(" ")));

    /// <summary>With nothing in it that a code host would turn into a mention, a reference or a link: an invisible blank stands in the way.</summary>
    private static string Quiet(string text) => Calls().Replace(text, "$0\u200b");

    [GeneratedRegex("@|#|GH-(?=[0-9])|:(?=//)|(?<=\\bwww)\\.", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Calls();
}
