using System.Text.RegularExpressions;

namespace Upstander.Documents;

/// <summary>In which light a page is seen.</summary>
internal enum PageMode
{
    /// <summary>On a screen, dark on light.</summary>
    Light,

    /// <summary>On a screen, light on dark.</summary>
    Dark,

    /// <summary>On paper.</summary>
    Print,
}

/// <summary>
/// The custom properties that style sheets give to <c>:root</c>, as they count in one mode for a reader without wishes of their own: later ones
/// replace earlier ones. Everything else in the sheets is passed over.
/// </summary>
internal sealed partial class StyleTokens
{
    private const int Deep = 8;

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly PageMode mode;

    private StyleTokens(PageMode mode) => this.mode = mode;

    /// <summary>Reads sheets in the order in which a page links to them.</summary>
    public static StyleTokens Of(IEnumerable<string> sheets, PageMode mode)
    {
        var tokens = new StyleTokens(mode);
        foreach (var sheet in sheets)
        {
            tokens.Read(Comment().Replace(sheet, " "), 0);
        }

        return tokens;
    }

    /// <summary>The color of a token such as <c>--brand</c>, also where it is named by way of another; null when it is none.</summary>
    public Rgb? Color(string name)
    {
        for (var i = 0; i < Deep && values.TryGetValue(name, out var value); i++)
        {
            if (Variable().Match(value) is not { Success: true } match)
            {
                return Rgb.Parse(value);
            }

            name = match.Groups["name"].Value;
        }

        return null;
    }

    private void Read(ReadOnlySpan<char> css, int depth)
    {
        while (Open(css) is >= 0 and var open)
        {
            var head = css[..open];
            head = head[(head.LastIndexOf(';') + 1)..].Trim();
            var close = Close(css, open);
            var body = css[(open + 1)..close];
            if (head.StartsWith("@media", StringComparison.OrdinalIgnoreCase))
            {
                if (depth < Deep && Counts(head[6..]))
                {
                    Read(body, depth + 1);
                }
            }
            else if (IsRoot(head))
            {
                Declare(body);
            }

            css = css[Math.Min(close + 1, css.Length)..];
        }
    }

    private void Declare(ReadOnlySpan<char> body)
    {
        foreach (var range in body.Split(';'))
        {
            var declaration = body[range].Trim();
            if (declaration.StartsWith("--", StringComparison.Ordinal) && declaration.IndexOf(':') is > 0 and var colon)
            {
                values[declaration[..colon].Trim().ToString()] = declaration[(colon + 1)..].Trim().ToString();
            }
        }
    }

    private static bool IsRoot(ReadOnlySpan<char> selectors)
    {
        foreach (var range in selectors.Split(','))
        {
            if (selectors[range].Trim() is ":root")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one of the queries of a rule is about this mode. Wishes for more contrast and the like are somebody else's.</summary>
    private bool Counts(ReadOnlySpan<char> queries)
    {
        foreach (var range in queries.Split(','))
        {
            var all = true;
            foreach (var part in queries[range].ToString().ToLowerInvariant().Split(" and ", StringSplitOptions.TrimEntries))
            {
                all &= part.Replace(" ", "", StringComparison.Ordinal) switch
                {
                    "all" => true,
                    "screen" => mode != PageMode.Print,
                    "print" => mode == PageMode.Print,
                    "(prefers-color-scheme:light)" => mode != PageMode.Dark,
                    "(prefers-color-scheme:dark)" => mode == PageMode.Dark,
                    _ => false,
                };
            }

            if (all)
            {
                return true;
            }
        }

        return false;
    }

    private static int Open(ReadOnlySpan<char> css)
    {
        for (var at = 0; at < css.Length; at++)
        {
            if (css[at] is '"' or '\'')
            {
                at = PastText(css, at);
            }
            else if (css[at] == '{')
            {
                return at;
            }
        }

        return -1;
    }

    private static int Close(ReadOnlySpan<char> css, int open)
    {
        var depth = 0;
        for (var at = open; at < css.Length; at++)
        {
            switch (css[at])
            {
                case '"' or '\'':
                    at = PastText(css, at);
                    break;
                case '{':
                    depth++;
                    break;
                case '}' when --depth == 0:
                    return at;
            }
        }

        return css.Length;
    }

    // The place of the quotation mark that ends a text.
    private static int PastText(ReadOnlySpan<char> css, int start)
    {
        for (var at = start + 1; at < css.Length; at++)
        {
            if (css[at] == '\\')
            {
                at++;
            }
            else if (css[at] == css[start] || css[at] == '\n')
            {
                return at;
            }
        }

        return css.Length;
    }

    [GeneratedRegex(@"/\*.*?(\*/|$)", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^var\(\s*(?<name>--[\w-]+)\s*\)$")]
    private static partial Regex Variable();
}
