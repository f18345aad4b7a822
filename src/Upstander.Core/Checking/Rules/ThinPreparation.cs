using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A preparation that leaves the facilitator alone.</summary>
public sealed class ThinPreparation() : CourseRule(
    "CU018",
    "thin-preparation",
    RuleKind.Curriculum,
    Severity.Warning,
    "Somebody who knows their own reactions, and whom to turn to, can be calm when a learner is not.",
    "Add a line to 'preparation' for each: one's own reactions, whom to tell beforehand, who else is in the room.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        foreach (var lesson in subject.Lessons.Where(subject.IsEnglish))
        {
            var (preparation, sensitivity) = (lesson.Preparation, lesson.Summary.Card.Sensitivity);
            (string What, bool IsMissing)[] parts =
            [
                ("one's own reactions to the topic", sensitivity >= 2 && !preparation.OwnReactions),
                ("whom to tell or to turn to", !preparation.Others),
                ("a second adult", sensitivity == 3 && !preparation.SecondAdult),
            ];
            var missing = parts.Where(p => p.IsMissing).Select(p => p.What).ToList();
            if (missing.Count > 0)
            {
                yield return At(preparation.Span, $"{lesson.Summary.Id}/facilitator/preparation", $"the preparation says nothing about {string.Join(", or about ", missing)}");
            }
        }
    }
}
