using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Documents;

namespace Upstander.Checking.Rules;

/// <summary>A page for learners about harm without a way out that is there at once and needs no script.</summary>
public sealed class QuickExitMissing() : PageRule(
    "AC002",
    "quick-exit-missing",
    Severity.Error,
    "Somebody who reads about harm may be watched by the person who does it, and then one click has to be enough.",
    "Include html/parts/exit.html before the main content; for paper, print/parts/bar-open.html holds the link.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(PageSubject subject)
    {
        if (subject.Page.Audience != Audience.Learner || subject.Sensitivity < 2 || subject.Html is not { } html)
        {
            return [];
        }

        var found = new List<Diagnostic>();
        var (exit, seen) = (-1, -1);
        var begin = int.MaxValue;
        var tells = false;
        var explained = subject.AddressOf("safety");
        for (var i = 0; i < html.Count; i++)
        {
            var tag = html[i];
            if (tag.Kind != HtmlTagKind.Start)
            {
                continue;
            }

            if (tag.Name == "main" || html.Value(tag, "role") == "main")
            {
                begin = Math.Min(begin, i);
            }

            var address = tag.Name == "a" ? html.Value(tag, "href") : null;
            tells |= address is not null && address.Split('#')[0] == explained;

            // One for the keyboard alone is not there for the others.
            if (HtmlScan.HasWord(html.Classes(tag), "skip"))
            {
                continue;
            }

            if (address == subject.Course.QuickExit || HtmlScan.HasWord(html.Classes(tag), "exit") || HtmlScan.HasWord(html.Classes(tag), "leave"))
            {
                seen = seen < 0 ? i : seen;
                exit = exit < 0 && IsWayOut(address) ? i : exit;
            }
        }

        string[] beginning = begin < html.Count ? ["<main", "<body"] : ["<body"];
        if (seen < 0)
        {
            found.Add(At(subject, "this page has no link to leave it quickly", "exit", beginning));
        }
        else if (exit < 0)
        {
            found.Add(At(subject, "the way out is no plain link to another site, so it needs a script", "exit", html.Written(html[seen]), "class=\"exit\"", "class=\"leave\"")
                with
            { Hint = "Make it <a class=\"exit\" href=\"{{ curriculum.quick_exit }}\">; the script only makes it faster." });
        }
        else if (exit > begin)
        {
            found.Add(At(subject, "the way out stands behind the beginning of the main content", "exit", "curriculum.quick_exit", html.Written(html[exit]), "html/parts/exit.html")
                with
            { Hint = "Move it in front of <main>: it has to be among the first things that a keyboard or a screen reader comes to." });
        }
        else if (html.Has(html[exit], "target") || html.Has(html[exit], "hidden"))
        {
            var wrong = html.Has(html[exit], "hidden") ? "hidden until a script shows it" : "opened in another window, and this page stays open";
            found.Add(At(subject, $"the way out is {wrong}", "exit", "curriculum.quick_exit", html.Written(html[exit])) with { Hint = "Leave that attribute out." });
        }

        if (!tells && !subject.IsPrint)
        {
            found.Add(
                explained is null
                    ? At(subject, "this site has no page on what leaving quickly does and what it does not do", "safety", beginning) with { Hint = "Make the document 'safety' again, or put one of your own in its place under that id." }
                    : At(subject, "this page does not lead to the page on what leaving quickly does", "safety", beginning) with { Hint = "Add a link with the address {{ link \"safety\" }}." });
        }

        return found;
    }

    private static bool IsWayOut(string? address) =>
        address is not null && (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase));
}
