using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>An alternative that takes longer than the activity whose place it takes.</summary>
public sealed class SlowAlternative() : LessonRule(
    "CU025",
    "slow-alternative",
    RuleKind.Curriculum,
    Severity.Warning,
    "Whoever swaps it in runs out of time, and what is cut then is the closing.",
    "Shorten the alternative, or say in its minutes how short it can be.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var activities = subject.Lesson.Activities.Where(a => a.Id is not null).DistinctBy(a => a.Id!.Value).ToDictionary(a => a.Id!.Value, StringComparer.Ordinal);
        foreach (var activity in subject.Lesson.Activities)
        {
            foreach (var alternative in activity.Alternatives)
            {
                if (activities.GetValueOrDefault(alternative.Value) is { } other && other.Minutes.Typical.Value > activity.Minutes.Max.Value)
                {
                    yield return At(
                        other.Minutes.Typical.Span,
                        subject.Address("activities", other.Id!.Value),
                        $"'{other.Id!.Value}' takes {other.Minutes.Typical.Value} minutes in the place of '{activity.Id?.Value ?? activity.Title.Value}', which takes {activity.Minutes.Max.Value} at most");
                }
            }
        }
    }
}
