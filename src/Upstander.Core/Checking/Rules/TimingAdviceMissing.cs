using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A lesson that names harm without saying when to teach it.</summary>
public sealed class TimingAdviceMissing() : CourseRule(
    "TI020",
    "timing-advice-missing",
    RuleKind.Safety,
    Severity.Info,
    "Some learners need an adult after the lesson, and nobody is there after the last bell.",
    "Say in facilitator.scheduling to teach it early in the day and the week, with the counselor told and free afterwards.")
{
    private static readonly string[] Early =
    [
        "last period", "last hour", "last lesson", "last session", "last class", "last day", "last thing", "end of the day", "end of the week", "before a break", "before the weekend", "friday*", "early", "earlier", "morning*", "start of the day", "start of the week", "first period", "first hour", "midweek",
    ];

    private static readonly string[] Company =
    [
        "counselor*", "counsellor*", "nurse*", "support staff", "social worker*", "psychologist*", "advocate*", "safeguarding", "on call", "available", "free afterwards", "in the building", "stay", "find you", "somebody", "someone", "colleague*",
    ];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        foreach (var lesson in subject.Lessons.Where(l => l.Summary.Card.Sensitivity >= 2))
        {
            var address = $"{lesson.Summary.Id}/facilitator/scheduling";
            if (lesson.Scheduling is not { } advice)
            {
                yield return At(lesson.SensitivitySpan, address, "facilitator.scheduling does not say when to teach this and when not");
                continue;
            }

            if (!subject.IsEnglish(lesson))
            {
                continue;
            }

            if (!Words.AreIn(advice.Markdown, Early))
            {
                yield return At(advice.Span, address, "the advice on timing does not keep the lesson away from the end of the day or week");
            }

            if (!Words.AreIn(advice.Markdown, Company))
            {
                yield return At(advice.Span, address, "the advice on timing does not say who is there afterwards");
            }
        }
    }
}
