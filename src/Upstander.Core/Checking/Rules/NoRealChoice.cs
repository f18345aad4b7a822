using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A content note whose choices come down to leaving.</summary>
public sealed class NoRealChoice() : LessonRule(
    "TI002",
    "no-real-choice",
    RuleKind.Safety,
    Severity.Error,
    "When the only choice is to get up and go, everybody sees who took it, so most people will not.",
    "Offer passing, a quiet task or another set of cases beside a break with an adult, and have the other task ready.")
{
    private static readonly string[] Leaving =
    [
        "leave", "leaving", "step out", "step outside", "stepping out", "step away from class", "go out", "go outside", "walk out", "outside", "hallway", "hall", "corridor", "another room", "other room",
        "library", "office", "counselor", "counsellor", "nurse", "opt out", "opting out", "stay home", "stay at home", "skip the lesson", "skip this lesson", "skip class", "miss the lesson",
    ];

    private static readonly string[] Staying =
    [
        "pass", "corner", "spot", "seat", "desk", "table", "stay in", "in the room", "in here", "write", "draw", "read", "listen", "watch", "observe", "quiet task", "other task", "another task", "alone", "instead",
    ];

    private static readonly string[] Elsewhere = ["library", "office", "another room", "other room", "hallway", "hall", "corridor"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        if (subject.Lesson.ContentNote is not { Options: [var first, ..] options })
        {
            yield break;
        }

        if (options.All(o => IsLeaving(o.Markdown)))
        {
            yield return At(first.Span, subject.Address("content_note", "options"), "every option means leaving the room");
        }

        if (subject.Lesson.Sensitivity.Value >= 3 && subject.Lesson.Activities.All(a => a.Core?.Value == true))
        {
            yield return At(first.Span, subject.Address("content_note", "options"), "the lesson centers on violence, and no activity with core: false is there for those who choose another task");
        }
    }

    private static bool IsLeaving(string option) =>
        Words.AreIn(option, Leaving) && (!Words.AreIn(option, Staying) || Words.AreIn(option, Elsewhere));
}
