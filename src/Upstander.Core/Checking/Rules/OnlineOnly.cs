using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Checking.Rules;

/// <summary>A part of the run that does not work without a film or a web page.</summary>
public sealed class OnlineOnly() : LessonRule(
    "CU022",
    "online-only",
    RuleKind.Curriculum,
    Severity.Warning,
    "Links rot, and school networks block pages about this topic first.",
    "Add the words as a script, or a page that learners can use instead.")
{
    private static readonly string[] Links = ["https://", "http://"];

    private static readonly string[] Films =
    [
        "play the video", "watch the video", "show the video", "the video clip", "play the film", "watch the film", "show the film", "play the clip", "watch the clip", "show the clip",
        "open the website", "open the web page", "open the app", "log in", "sign in to", "scan the code", "scan the qr", "youtube",
    ];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        // Who meets online has a connection, and nothing to print on.
        if (subject.Lesson.Setting?.Value == "online")
        {
            yield break;
        }

        foreach (var activity in subject.Lesson.Activities.Where(a => a.Core?.Value == true && a.Printables.Count == 0 && a.Script.Count == 0))
        {
            if (activity.Method.Value == "media")
            {
                yield return At(activity.Method.Span, subject.Address("activities", activity.Id!.Value), $"'{activity.Id}' works with media, and nothing can take their place: it has no printables and no script");
            }
            else if (Texts(activity).FirstOrDefault(t => Finds(t, Links) || Finds(t, Films)) is { } text)
            {
                yield return At(
                    text.Span, subject.Address("activities", activity.Id!.Value), $"'{activity.Id}' leads {(Finds(text, Links) ? "to a web page" : "to a film or a web page")}, and nothing can take its place: it has no printables and no script");
            }
        }
    }

    private static IEnumerable<Prose> Texts(Activity activity) =>
        activity.Steps.SelectMany(s => new[] { s.Do, s.Say }.Concat(s.Ask.Select(q => q.Text)))
            .Append(activity.LearnerText)
            .Concat(activity.Prompts.Select(p => p.Text))
            .OfType<Prose>();

    private static bool Finds(Prose text, string[] words) => words.Any(w => text.Markdown.Contains(w, StringComparison.OrdinalIgnoreCase));
}
