using System.Net;

namespace Upstander.Rendering;

/// <summary>Which addresses Markdown may lead to, judged as a browser would read them.</summary>
internal static class Addresses
{
    private static readonly string[] Pictures = ["data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;"];
    private static readonly string[] Schemes = ["http", "https", "mailto", "tel"];

    /// <summary>What is wrong with the address of a link, or null.</summary>
    public static string? LinkProblem(string url)
    {
        if (url.Any(c => char.IsControl(c) || c == '\\' || c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF'))
        {
            return "a link must not hold backslashes or characters that nobody can see";
        }

        // A scheme hidden behind one more layer of encoding does nothing in a browser, but nobody writes one for a good reason.
        foreach (var form in (string[])[url, Unescaped(url), WebUtility.HtmlDecode(url), Unescaped(WebUtility.HtmlDecode(url))])
        {
            var bare = string.Concat(form.Where(c => !char.IsControl(c) && !char.IsWhiteSpace(c)));
            if (bare.StartsWith("//", StringComparison.Ordinal) || bare.StartsWith(@"/\", StringComparison.Ordinal) || bare.StartsWith('\\'))
            {
                return "a link to another site must start with https://";
            }

            if (Scheme(bare) is { } scheme && !Schemes.Contains(scheme, StringComparer.OrdinalIgnoreCase))
            {
                return $"a link must not start with '{TemplateFaults.Clean(scheme)}:'";
            }
        }

        return url.StartsWith('/') ? "a link inside the site must be relative, without a / at its start" : null;
    }

    /// <summary>What is wrong with the address of an image, or null.</summary>
    public static string? ImageProblem(string url) =>
        LinkProblem(url) is not null || Scheme(url) is not null ? "an image must be a file of the project"
        : url.Length == 0 || url.AsSpan().IndexOfAny('?', '#') >= 0 || Unescaped(url).Split('/').Any(part => part is "" or "." or "..") ? "an image must be named by its path among the assets"
        : null;

    /// <summary>What is wrong with a value at the start of an attribute that holds an address, or null. Templates may use more than lessons: text messages, inlined pictures.</summary>
    public static string? AttributeProblem(string value)
    {
        var bare = string.Concat(value.Where(c => !char.IsControl(c) && !char.IsWhiteSpace(c)));
        return Scheme(bare) is not { } scheme || Schemes.Append("sms").Contains(scheme, StringComparer.OrdinalIgnoreCase) || Pictures.Any(kind => bare.StartsWith(kind, StringComparison.Ordinal))
            ? null
            : $"an address must not start with '{TemplateFaults.Clean(scheme)}:'";
    }

    /// <summary>Whether the link leaves the site.</summary>
    public static bool IsExternal(string url) => Scheme(url) is { } scheme && scheme.StartsWith("http", StringComparison.OrdinalIgnoreCase);

    /// <summary>What stands before the first colon, if no slash, question mark or hash comes before it.</summary>
    private static string? Scheme(string url)
    {
        var end = url.AsSpan().IndexOfAny(":/?#");
        return end >= 0 && url[end] == ':' ? url[..end] : null;
    }

    private static string Unescaped(string url) => Uri.UnescapeDataString(url);
}
