using Upstander.Checking.Html;
using Upstander.Diagnostics;
using Upstander.Documents;

namespace Upstander.Checking.Rules;

/// <summary>A page that fetches something from another site, keeps something in the browser or tells other sites where a reader was.</summary>
public sealed class ExternalRequest() : PageRule(
    "AC001",
    "external-request",
    Severity.Error,
    "That somebody reads this can be nobody else's business, and every file from elsewhere tells its owner who reads what and when.",
    "Put the file into templates/assets/ and name it with asset; lead to other sites with plain links only.")
{
    private const string Storage = "Leave it out: pages keep nothing on a reader's device.";
    private const string Referrer = "Put <meta name=\"referrer\" content=\"no-referrer\"> into the head, as html/parts/head.html does.";
    private const string Handler = "Move it into a file in templates/assets/ and let that file find its element.";

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(PageSubject subject)
    {
        if (subject.Html is not { } html)
        {
            return subject.Page.Document.Format is "text" or "script" ? InFile(subject) : [];
        }

        var found = new List<Diagnostic>();
        var hasPolicy = false;
        for (var i = 0; i < html.Count; i++)
        {
            var tag = html[i];
            if (tag.Kind != HtmlTagKind.Start)
            {
                continue;
            }

            foreach (var attribute in html.AttributesOf(tag))
            {
                CheckAttribute(subject, html, tag, attribute, found);
            }

            switch (tag.Name)
            {
                case "meta" when html.Value(tag, "name") is { } name && name.Equals("referrer", StringComparison.OrdinalIgnoreCase):
                    hasPolicy = IsNoReferrer(html.Value(tag, "content"));
                    break;
                case "meta" when html.Value(tag, "http-equiv") is { } equivalent && equivalent.Equals("refresh", StringComparison.OrdinalIgnoreCase):
                    CheckRefresh(subject, html, tag, found);
                    break;
                case "style":
                    CheckStyle(subject, html.Text, tag.End, tag.End + html.After(i).Length, found);
                    break;
                case "script" when html.Value(tag, "type") is null or "" or "module" or "text/javascript" or "application/javascript":
                    CheckScript(subject, html.Text, tag.End, tag.End + html.After(i).Length, found);
                    break;
            }
        }

        if (!hasPolicy)
        {
            found.Add(At(subject, "this page lets the sites it links to know where a reader came from", "referrer", "<head", "<html") with { Hint = Referrer });
        }

        return found;
    }

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(AssetSubject subject)
    {
        if (subject.Name.EndsWith(".css", StringComparison.Ordinal))
        {
            var text = subject.Text;
            foreach (var (start, length, site) in Requests.InStyle(text, 0, text.Length))
            {
                yield return At(subject.Span(text, start, length), "curriculum", $"this style sheet loads a file from {site}") with { Phrase = site };
            }
        }
        else if (subject.Name.EndsWith(".js", StringComparison.Ordinal))
        {
            var text = subject.Text;
            foreach (var (start, word, keeps) in Requests.InScript(text, 0, text.Length))
            {
                yield return At(subject.Span(text, start, word.Length), "curriculum", Script(word, keeps)) with { Phrase = word, Hint = keeps ? Storage : Info.Suggestion };
            }
        }
    }

    private List<Diagnostic> InFile(PageSubject subject)
    {
        var found = new List<Diagnostic>();
        if (subject.Page.Path.EndsWith(".css", StringComparison.Ordinal))
        {
            CheckStyle(subject, subject.Text, 0, subject.Text.Length, found);
        }
        else if (subject.Page.Path.EndsWith(".js", StringComparison.Ordinal))
        {
            CheckScript(subject, subject.Text, 0, subject.Text.Length, found);
        }

        return found;
    }

    private void CheckAttribute(PageSubject subject, HtmlScan html, HtmlTag tag, HtmlAttribute attribute, List<Diagnostic> found)
    {
        var name = attribute.Name;
        if (name.StartsWith("on", StringComparison.Ordinal) && name.Length > 4)
        {
            found.Add(At(subject, $"{name} puts a script into the page itself", name, html.Written(tag), $"{name}=") with { Hint = Handler });
            return;
        }

        var value = html.Value(attribute);
        if (!Requests.MayLeadElsewhere(value) && name is not ("style" or "referrerpolicy"))
        {
            return;
        }

        if (name == "style")
        {
            CheckStyle(subject, html.Text, attribute.Start, attribute.Start + attribute.Length, found);
        }
        else if (name == "referrerpolicy" && !IsNoReferrer(value))
        {
            found.Add(At(subject, $"this {tag.Name} tells another site where a reader came from", "referrerpolicy", html.Written(tag), $"{name}=") with { Hint = "Take referrerpolicy away: the page's own policy is no-referrer." });
        }
        else if (name is "srcset" or "imagesrcset")
        {
            foreach (var candidate in value.ToString().Split(',', StringSplitOptions.TrimEntries))
            {
                Add(Requests.Elsewhere(candidate.Split(' ')[0]), "loads a picture from");
            }
        }
        else if (Doing(html, tag, name) is { } doing)
        {
            Add(Requests.Elsewhere(value), doing);
        }

        void Add(string? site, string doing)
        {
            if (site is not null)
            {
                found.Add(At(subject, $"this page {doing} {site}", site, html.Written(tag), html.Text.Substring(attribute.Start, attribute.Length), $"//{site}"));
            }
        }
    }

    /// <summary>What a page does with the address in an attribute; null where that needs a reader's click.</summary>
    private static string? Doing(HtmlScan html, HtmlTag tag, string attribute) => (tag.Name, attribute) switch
    {
        ("a" or "area", "ping") => "reports clicks to",
        ("a" or "area", _) => null,
        ("link", "href") => DoingOfLink(html.Value(tag, "rel") ?? ""),
        ("base", "href") => "takes every address from",
        ("form", "action") or (_, "formaction") => "sends what a reader enters to",
        ("script", "src" or "href" or "xlink:href") => "loads a script from",
        ("iframe" or "frame", "src") => "shows a frame from",
        ("object", "data") or ("embed", "src") or ("object", "codebase") => "shows an object from",
        ("video" or "audio" or "track", "src") => "loads a film or sound from",
        ("source", "src") => "loads a file from",
        (_, "src" or "poster" or "background") or ("image" or "use" or "feimage" or "mpath", "href" or "xlink:href") => "loads a picture from",
        (_, "manifest") => "loads a manifest from",
        _ => null,
    };

    private static string? DoingOfLink(string rel)
    {
        foreach (var (words, doing) in (ReadOnlySpan<(string, string)>)[
            ("stylesheet", "loads a style sheet from"), ("icon apple-touch-icon apple-touch-icon-precomposed mask-icon", "loads an icon from"),
            ("preconnect dns-prefetch", "connects ahead of time to"), ("preload modulepreload prefetch prerender", "loads a file ahead of time from"),
            ("manifest", "loads a manifest from"), ("pingback", "reports to")])
        {
            foreach (var word in words.Split(' '))
            {
                if (HtmlScan.HasWord(rel, word))
                {
                    return doing;
                }
            }
        }

        return null;
    }

    private void CheckRefresh(PageSubject subject, HtmlScan html, HtmlTag tag, List<Diagnostic> found)
    {
        var content = html.Value(tag, "content") ?? "";
        var at = content.IndexOfAny([';', ',']);
        var address = at < 0 ? "" : content[(at + 1)..].Trim();
        address = address.StartsWith("url", StringComparison.OrdinalIgnoreCase) && address.IndexOf('=', StringComparison.Ordinal) is >= 0 and var sign ? address[(sign + 1)..] : address;
        if (Requests.Elsewhere(address.Trim().Trim('"', '\'')) is { } site)
        {
            found.Add(At(subject, $"this page leads on by itself to {site}", site, html.Written(tag), $"//{site}"));
        }
    }

    private void CheckStyle(PageSubject subject, string text, int from, int to, List<Diagnostic> found)
    {
        foreach (var (start, length, site) in Requests.InStyle(text, from, to))
        {
            found.Add(At(subject, $"a style loads a file from {site}", site, text.Substring(start, length), $"//{site}"));
        }
    }

    private void CheckScript(PageSubject subject, string text, int from, int to, List<Diagnostic> found)
    {
        foreach (var (_, word, keeps) in Requests.InScript(text, from, to))
        {
            found.Add(At(subject, Script(word, keeps), word, word) with { Hint = keeps ? Storage : Info.Suggestion });
        }
    }

    private static string Script(string word, bool keeps) =>
        keeps ? $"a script keeps something in the reader's browser: {word}" : $"a script sends or fetches something: {word}";

    private static bool IsNoReferrer(ReadOnlySpan<char> policy) => policy.Trim().Equals("no-referrer", StringComparison.OrdinalIgnoreCase);
}
