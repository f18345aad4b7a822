using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Documents;

namespace Upstander.Checking.Rules;

/// <summary>Paper that prints what belongs on a screen, runs two handouts together, or carries answers to people who are not to have them.</summary>
public sealed class PrintLeak() : PageRule(
    "AC007",
    "print-leak",
    Severity.Warning,
    "Paper travels home, lies around and is copied, and nobody can click on it.",
    "Build pages for paper from the parts in print/parts/, which mark what is for the screen and where a sheet begins.")
{
    /// <summary>Classes of what is never printed, and of what only facilitators' paper holds, as the templates and sheets.css have them.</summary>
    private static readonly string[] ScreenOnly = ["screen-only", "sheet-bar", "skip", "masthead", "foot", "actions", "button"];
    private static readonly string[] Answers = ["answer-key", "answer", "keys", "card-back", "head-back"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(PageSubject subject)
    {
        if (!subject.IsPrint || subject.Html is not { } html)
        {
            return [];
        }

        var found = new List<Diagnostic>();
        var (main, sheet, heads) = (-1, -1, 0);
        var (sheets, outside) = (0, -1);
        for (var i = 0; i < html.Count; i++)
        {
            var tag = html[i];
            if (tag.Kind == HtmlTagKind.Start)
            {
                var classes = html.Classes(tag);
                if (tag.Name is "head" or "script" or "style" || html.Has(tag, "hidden") || (!classes.IsEmpty && HasAny(classes, ScreenOnly)))
                {
                    i = tag.Last;
                }
                else if (tag.Name == "main")
                {
                    main = i;
                }
                else if (!classes.IsEmpty && HtmlScan.HasWord(classes, "sheet"))
                {
                    (sheet, heads) = (i, 0);
                    sheets++;
                }
                else
                {
                    CheckElement(subject, html, tag, classes, found);
                    if (!classes.IsEmpty && HtmlScan.HasWord(classes, "sheet-head") && ++heads == 2 && i < LastOf(sheet))
                    {
                        found.Add(At(subject, "two handouts share one sheet", "sheet-head", html.Text[tag.Start..html[Math.Min(i + 1, html.Count - 1)].End], "sheet-head")
                            with
                        { Hint = "Put each into a <section class=\"sheet\"> of its own, so that it begins a page." });
                    }
                }
            }

            if (outside < 0 && i < LastOf(main) && i >= LastOf(sheet) && !html.After(i).IsWhiteSpace())
            {
                outside = i;
            }
        }

        if (sheets == 0)
        {
            found.Add(At(subject, "nothing on this page is a sheet, so nothing says where paper begins", "sheet", "<main", "<body")
                with
            { Hint = "Put what is to be printed into <section class=\"sheet\">." });
        }
        else if (outside >= 0)
        {
            var words = html.After(outside).Trim().ToString();
            words = words.Length > 60 ? words[..59] + "…" : words;
            found.Add(At(subject, $"“{words}” is printed, but stands outside every sheet", words, html.After(outside).Trim().ToString())
                with
            { Hint = "Put it into a <section class=\"sheet\">, or mark it class=\"screen-only\"." });
        }

        return found;

        int LastOf(int index) => index < 0 ? -1 : html[index].Last;
    }

    private void CheckElement(PageSubject subject, HtmlScan html, HtmlTag tag, ReadOnlySpan<char> classes, List<Diagnostic> found)
    {
        const string Hint = "Put it into an element with class=\"screen-only\", as print/parts/bar-open.html does.";
        if (tag.Name == "nav" || html.Value(tag, "role") == "navigation")
        {
            found.Add(At(subject, "the menu is printed too", "nav", html.Written(tag), "<nav") with { Hint = Hint });
        }
        else if (tag.Name == "a" && (HtmlScan.HasWord(classes, "exit") || HtmlScan.HasWord(classes, "leave") || html.Value(tag, "href") == subject.Course.QuickExit))
        {
            found.Add(At(subject, "the link to leave the page is printed too", "exit", html.Written(tag), "curriculum.quick_exit") with { Hint = Hint });
        }
        else if (subject.Page.Audience != Audience.Facilitator && !classes.IsEmpty)
        {
            foreach (var answers in Answers)
            {
                if (HtmlScan.HasWord(classes, answers))
                {
                    found.Add(At(subject, $"“{answers}” marks answers, and this paper is for the {For.NameOf(subject.Page.Audience)}", answers, html.Written(tag), $"\"{answers}\"", answers)
                        with
                    { Hint = "Answers belong on the facilitator's paper alone; leave the part out for others." });
                    break;
                }
            }
        }
    }

    private static bool HasAny(ReadOnlySpan<char> classes, string[] words)
    {
        foreach (var word in words)
        {
            if (HtmlScan.HasWord(classes, word))
            {
                return true;
            }
        }

        return false;
    }
}
