using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Upstander.Serving;

/// <summary>Gives a page the script that loads it again when it has changed. What a build makes stays as it is: this is done on the way to the browser.</summary>
public static partial class LivePage
{
    /// <summary>Where the script of the preview is served.</summary>
    public const string Script = "/-/live.js";

    /// <summary>Where its style sheet is served.</summary>
    public const string Style = "/-/live.css";

    /// <summary>The page with the script in its head, and a policy that lets this one script in and lets it ask this server.</summary>
    /// <param name="page">The page as a build makes it.</param>
    /// <param name="key">What tells this state of the page from others.</param>
    public static byte[] Of(ReadOnlySpan<byte> page, string key)
    {
        var text = Policy().Replace(Encoding.UTF8.GetString(page), Adapt);
        var script = $"<script src=\"{Script}\" data-page=\"{key}\" defer></script>\n";
        var end = text.IndexOf("</head>", StringComparison.OrdinalIgnoreCase);
        return Encoding.UTF8.GetBytes(end < 0 ? text + script : text.Insert(end, script));
    }

    /// <summary>A policy that allows what it did, and scripts, styles and requests of its own server.</summary>
    public static string Allow(string policy)
    {
        List<string[]> directives = [.. policy.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(d => d.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        var hasDefault = directives.Exists(d => Is(d, "default-src"));
        foreach (var name in (ReadOnlySpan<string>)["script-src", "style-src", "connect-src"])
        {
            var at = directives.FindIndex(d => Is(d, name));
            if (at >= 0)
            {
                string[] others = [.. directives[at].Skip(1).Where(s => s is not ("'none'" or "'self'"))];
                directives[at] = [name, "'self'", .. others];
            }
            else if (hasDefault)
            {
                directives.Add([name, "'self'"]);
            }
        }

        return string.Join("; ", directives.Select(d => string.Join(' ', d)));

        static bool Is(string[] directive, string name) => directive[0].Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    private static string Adapt(Match meta)
    {
        var value = Value().Match(meta.Value);
        if (!value.Success)
        {
            return meta.Value;
        }

        var group = value.Groups["value"];
        var allowed = WebUtility.HtmlEncode(Allow(WebUtility.HtmlDecode(group.Value))).Replace("&#39;", "'", StringComparison.Ordinal);
        return string.Concat(meta.Value.AsSpan(0, group.Index), allowed, meta.Value.AsSpan(group.Index + group.Length));
    }

    [GeneratedRegex(@"<meta\s[^>]*http-equiv=[""']?Content-Security-Policy\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Policy();

    [GeneratedRegex(@"\scontent=""(?<value>[^""]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Value();
}
