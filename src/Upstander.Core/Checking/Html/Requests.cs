using System.Net;

namespace Upstander.Checking.Html;

/// <summary>Tells what a browser would fetch from elsewhere, and what scripts do behind a reader's back.</summary>
internal static class Requests
{
    /// <summary>Words of scripts that keep something in the browser, and those that send or fetch something.</summary>
    private static readonly (string Word, bool Keeps)[] ScriptWords =
    [
        ("document.cookie", true), ("cookieStore", true), ("localStorage", true), ("sessionStorage", true), ("indexedDB", true), ("serviceWorker", true),
        ("sendBeacon", false), ("XMLHttpRequest", false), ("WebSocket", false), ("EventSource", false), ("importScripts", false), ("fetch", false),
    ];

    /// <summary>Whether an address, or a list of them, has what it takes to lead to another site: nearly none has, and this is quickly told.</summary>
    public static bool MayLeadElsewhere(ReadOnlySpan<char> address) => address.IndexOfAny(":\\&") >= 0 || address.Contains("//", StringComparison.Ordinal);

    /// <summary>The site that an address leads to when it leads to another one, or its scheme where it names no site; null when it stays here.</summary>
    public static string? Elsewhere(ReadOnlySpan<char> address)
    {
        if (!MayLeadElsewhere(address))
        {
            return null;
        }

        // Browsers drop line ends and blanks in front, and read \ as /.
        var bare = string.Concat(WebUtility.HtmlDecode(address.ToString()).Where(c => !char.IsControl(c) && !char.IsWhiteSpace(c))).Replace('\\', '/');
        var end = bare.AsSpan().IndexOfAny(":/?#");
        var scheme = end > 0 && bare[end] == ':' ? bare[..end].ToLowerInvariant() : null;
        if (scheme is "data" or "blob" or "about" or "javascript" or "mailto" or "tel" or "sms" || (scheme is null && !bare.StartsWith("//", StringComparison.Ordinal)))
        {
            return null;
        }

        var site = bare.AsSpan(scheme is null ? 0 : end + 1).TrimStart('/');
        var length = site.IndexOfAny("/?#");
        var host = (length < 0 ? site : site[..length]).ToString().ToLowerInvariant();
        return host.Length > 0 && scheme is not "file" ? host : scheme ?? "another site";
    }

    /// <summary>Places in a style sheet that name a file elsewhere: <c>url()</c> and <c>@import</c>.</summary>
    public static IEnumerable<(int Start, int Length, string Site)> InStyle(string css, int from, int to)
    {
        foreach (var (start, length) in Urls(css, from, to))
        {
            if (Elsewhere(css.AsSpan(start, length)) is { } site)
            {
                yield return (start, length, site);
            }
        }
    }

    /// <summary>The addresses that a style sheet names outside of comments: <c>url()</c> and <c>@import</c>.</summary>
    public static IEnumerable<(int Start, int Length)> Urls(string css, int from, int to)
    {
        for (var at = from; at < to;)
        {
            var url = css.IndexOf("url(", at, to - at, StringComparison.OrdinalIgnoreCase);
            var import = css.IndexOf("@import", at, to - at, StringComparison.OrdinalIgnoreCase);
            var start = url < 0 ? import : import < 0 ? url : Math.Min(url, import);
            if (start < 0)
            {
                yield break;
            }

            var comment = css.LastIndexOf("/*", start, start - from + 1, StringComparison.Ordinal);
            if (comment >= 0 && css.IndexOf("*/", comment + 2, to - comment - 2, StringComparison.Ordinal) is var close && (close < 0 || close > start))
            {
                at = close < 0 ? to : close + 2;
                continue;
            }

            var value = start + (start == url ? 4 : 7);
            while (value < to && css[value] is ' ' or '\t' or '\n' or '\r' or '"' or '\'')
            {
                value++;
            }

            var end = value;
            while (end < to && css[end] is not (' ' or '\t' or '\n' or '\r' or '"' or '\'' or ')' or ';'))
            {
                end++;
            }

            // "@import url(…)" is the url's.
            if (!css.AsSpan(value, end - value).StartsWith("url(", StringComparison.OrdinalIgnoreCase))
            {
                yield return (value, end - value);
            }

            at = Math.Max(value, start + 4);
        }
    }

    /// <summary>Words in a script that keep something in the browser, or send or fetch something.</summary>
    public static IEnumerable<(int Start, string Word, bool Keeps)> InScript(string script, int from, int to)
    {
        foreach (var (word, keeps) in ScriptWords)
        {
            for (var at = from; at < to && script.IndexOf(word, at, to - at, StringComparison.Ordinal) is >= 0 and var found; at = found + word.Length)
            {
                var after = found + word.Length;
                var isWord = (found == from || !IsPartOfName(script[found - 1])) && (after >= to || !IsPartOfName(script[after]));
                if (isWord && (word != "fetch" || (after < to && script[after] == '(')))
                {
                    yield return (found, word, keeps);
                    break;
                }
            }
        }
    }

    private static bool IsPartOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$';
}
