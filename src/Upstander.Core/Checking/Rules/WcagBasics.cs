using System.Globalization;
using Upstander.Diagnostics;
using Upstander.Documents;

namespace Upstander.Checking.Rules;

/// <summary>A page that some readers cannot use: without a language or a heading, with pictures, fields or links that nothing names, or with pale colors.</summary>
public sealed class WcagBasics() : PageRule(
    "AC005",
    "wcag-basics",
    Severity.Error,
    "Some learners read with ears or fingers or need strong contrast, and public schools in the United States have to meet WCAG 2.1 AA.",
    "Start from the tool's own templates, which meet it, and change one part at a time.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(PageSubject subject)
    {
        if (subject.Html is not { } html)
        {
            return [];
        }

        var found = new List<Diagnostic>();
        var (language, title) = (false, false);
        var (headings, level) = (0, 1);
        HashSet<string>? labelled = null;
        for (var i = 0; i < html.Count; i++)
        {
            var tag = html[i];
            if (tag.Kind != HtmlTagKind.Start)
            {
                continue;
            }

            switch (tag.Name)
            {
                case "html":
                    language = html.Says(tag, "lang");
                    break;
                case "title":
                    title |= !html.After(i).IsWhiteSpace();
                    break;
                case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                    var next = tag.Name[1] - '0';
                    if (next > level + 1)
                    {
                        found.Add(At(subject, $"after a heading of level {level}, “{Words(html, i)}” is one of level {next}", Words(html, i), html.Written(tag) + html.After(i).ToString(), html.Written(tag), $"<{tag.Name}")
                            with
                        { Hint = $"Make it h{level + 1}: the levels are how readers who listen find their way." });
                    }

                    level = next;
                    headings += next == 1 ? 1 : 0;
                    if (next == 1 && headings == 2)
                    {
                        found.Add(At(subject, $"“{Words(html, i)}” is a second heading of level 1", Words(html, i), html.Written(tag) + html.After(i).ToString(), html.Written(tag))
                            with
                        { Hint = "Make it h2: one page has one title." });
                    }

                    break;
                case "img" when !html.Has(tag, "alt") && !IsHidden(html, tag):
                    found.Add(At(subject, "a picture has no alt text", html.Value(tag, "src"), html.Written(tag), "<img") with { Hint = "Say in alt what it shows, or write alt=\"\" if it is only decoration." });
                    break;
                case "table" when !HasHeaders(html, i):
                    found.Add(At(subject, "a table has no header cells", "table", html.Written(tag)) with { Hint = "Make the first row or column <th scope=\"col\"> or <th scope=\"row\">." });
                    break;
                case "input" or "select" or "textarea" when NeedsLabel(html, tag) && !(labelled ??= Labelled(html)).Contains(html.Value(tag, "id") ?? "") && !IsInLabel(html, i):
                    found.Add(At(subject, $"nothing says what goes into this {tag.Name}", tag.Name, html.Written(tag), $"<{tag.Name}") with { Hint = "Give it a <label for=…> or an aria-label." });
                    break;
                case "a" or "button" when (tag.Name == "button" || html.Has(tag, "href")) && !IsHidden(html, tag) && !IsNamed(html, i):
                    found.Add(At(subject, tag.Name == "a" ? "a link holds no words" : "a button holds no words", tag.Name, html.Written(tag)) with { Hint = "Write words into it, or an aria-label for a picture alone." });
                    break;
            }
        }

        if (!language)
        {
            found.Add(At(subject, "this page does not say its language", "lang", "<html") with { Hint = "Write <html lang=\"{{ curriculum.language }}\">: a voice that reads aloud needs it." });
        }

        if (!title)
        {
            found.Add(At(subject, "this page has no title", "title", "<title", "<head") with { Hint = "Give the document a title in documents.yaml and print {{ page.title }} in <title>." });
        }

        if (headings == 0)
        {
            found.Add(At(subject, "this page has no heading of level 1", "h1", "<main", "<body") with { Hint = "Make its title <h1>." });
        }

        return found;
    }

    /// <summary>The colors of a brand, with what stands on them or what they stand on.</summary>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject) =>
        from faint in subject.Course.Brand?.Colors is { } colors ? BrandContrast.Check(colors, subject.ColorSheets) : []
        let least = faint.Pair.Least.ToString("0.##", CultureInfo.InvariantCulture)
        select At(
            faint.Color.Span,
            $"curriculum/brand/colors/{faint.Name}",
            $"{faint.Pair.What} is {faint.Front} on {faint.Ground}, a contrast of {faint.Ratio} to 1, and {least} is the least that everyone can read") with
        {
            Phrase = faint.Color.Value,
            Hint = faint.Nearest is { } nearest
                ? $"'{nearest}' is the nearest color that passes."
                : "No color of this hue passes with the other colors of templates/assets/tokens.css: change those.",
        };

    private static bool IsHidden(HtmlScan html, HtmlTag tag) =>
        html.Has(tag, "hidden") || html.Value(tag, "aria-hidden") == "true" || html.Value(tag, "role") is "presentation" or "none";

    /// <summary>The words of an element, shortened.</summary>
    private static string Words(HtmlScan html, int index)
    {
        var words = string.Join(' ', string.Concat(Enumerable.Range(index, Math.Max(1, html[index].Last - index)).Select(i => html.After(i).ToString())).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        words = System.Net.WebUtility.HtmlDecode(words);
        return words.Length > 60 ? words[..59] + "…" : words;
    }

    private static bool HasHeaders(HtmlScan html, int table)
    {
        if (html.Value(html[table], "role") is "presentation" or "none")
        {
            return true;
        }

        var cells = false;
        for (var i = table + 1; i <= html[table].Last; i++)
        {
            if (html[i].Begins("th"))
            {
                return true;
            }

            cells |= html[i].Begins("td");
        }

        return !cells;
    }

    private static bool NeedsLabel(HtmlScan html, HtmlTag field) =>
        !IsHidden(html, field)
        && !(field.Name == "input" && html.Value(field, "type")?.ToLowerInvariant() is "hidden" or "submit" or "reset" or "button" && html.Value(field, "type") is not null)
        && !html.Says(field, "aria-label")
        && !html.Says(field, "aria-labelledby")
        && !html.Says(field, "title")
        && !(html.Value(field, "type") == "image" && html.Says(field, "alt"));

    /// <summary>Ids that a label is for.</summary>
    private static HashSet<string> Labelled(HtmlScan html)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < html.Count; i++)
        {
            if (html[i].Begins("label") && html.Value(html[i], "for") is { Length: > 0 } id && IsNamed(html, i))
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    private static bool IsInLabel(HtmlScan html, int field)
    {
        for (var i = field - 1; i >= 0 && i > field - 40; i--)
        {
            if (html[i].Begins("label") && html[i].Last > field)
            {
                return IsNamed(html, i);
            }
        }

        return false;
    }

    /// <summary>Whether an element has a name: words that are not hidden, a picture with alt text, or a label.</summary>
    private static bool IsNamed(HtmlScan html, int index)
    {
        var element = html[index];
        if (!html.After(index).IsWhiteSpace())
        {
            return true;
        }

        if (html.Says(element, "aria-label") || html.Says(element, "aria-labelledby") || html.Says(element, "title"))
        {
            return true;
        }

        for (var i = index + 1; i <= element.Last; i++)
        {
            var tag = html[i];
            if (tag.Kind == HtmlTagKind.Start)
            {
                if (html.Value(tag, "aria-hidden") == "true" || html.Has(tag, "hidden"))
                {
                    i = Math.Max(i, tag.Last);
                    if (i >= element.Last)
                    {
                        return false;
                    }
                }
                else if (html.Says(tag, "alt") || html.Says(tag, "aria-label") || html.Says(tag, "aria-labelledby"))
                {
                    return true;
                }
            }

            if (i < element.Last && !html.After(i).IsWhiteSpace())
            {
                return true;
            }
        }

        return false;
    }
}
