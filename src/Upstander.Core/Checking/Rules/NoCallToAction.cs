using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A lesson whose only calls to action leave the learners out.</summary>
public sealed class NoCallToAction() : CourseRule(
    "TI008",
    "no-call-to-action",
    RuleKind.Safety,
    Severity.Error,
    "Awareness without a next step changes nothing.",
    "Add one small action within a learner's reach this week.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        foreach (var lesson in subject.Lessons.Where(subject.IsEnglish))
        {
            if (lesson.Actors.Count > 0 && !lesson.Actors.Any(a => Actors.AreLearners(a.Value)))
            {
                yield return At(lesson.Actors[0].Span, $"{lesson.Summary.Id}/call_to_action", "no call to action is for the learners themselves");
            }
        }
    }
}
