using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A lesson that names harm and leaves open what the adult in the room has to pass on.</summary>
public sealed class ReportingLimitsMissing() : LessonRule(
    "TI006",
    "reporting-limits-missing",
    RuleKind.Safety,
    Severity.Error,
    "Learners must know what an adult has to pass on before they say something, so that telling stays their choice.",
    "Write down the limits with two sentences to say in the opening, and leave the local procedure to a local slot.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var lesson = subject.Lesson;
        if (lesson.Sensitivity.Value < 2)
        {
            yield break;
        }

        var limits = lesson.Facilitator.ConfidentialityLimits;
        var address = subject.Address("facilitator", "confidentiality_limits");
        if (limits is null)
        {
            yield return At(lesson.Sensitivity.Span, address, "confidentiality_limits does not say what the facilitator cannot keep private");
        }
        else if (limits.Script is null)
        {
            yield return At(limits.Text.Span, address, "there is no script that tells learners beforehand what cannot be kept private");
        }

        // Who must report at a college differs by role and place, and the limits say what matters to learners.
        var duty = lesson.Facilitator.MandatedReporting;
        if (duty is null && lesson.Band.Value != "college")
        {
            yield return At(lesson.Sensitivity.Span, subject.Address("facilitator", "mandated_reporting"), "mandated_reporting does not say who must report what to whom");
        }
        else if (duty is { Jurisdiction: null })
        {
            yield return At(duty.Text.Span, subject.Address("facilitator", "mandated_reporting"), "nothing says where this duty to report holds");
        }

        if (lesson.Activities.FirstOrDefault(a => a.Core?.Value == true) is { } first && first.Phase.Value != "opening")
        {
            yield return At(first.Phase.Span, subject.Address("activities", first.Id!.Value), $"the lesson starts with '{first.Phase}', so nothing comes before it in which the limits are said");
        }
    }
}
