using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A unit that is not measured before and after, or a lesson that nobody looks back at.</summary>
public sealed class NoEvaluation() : CourseRule(
    "CU003",
    "no-evaluation",
    RuleKind.Curriculum,
    Severity.Warning,
    "Who asks before and after can see whether anything changed, and can show it to others.",
    "Ask the same few questions before and after, without names, and end each lesson with an exit ticket or a checklist.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        foreach (var lesson in subject.Lessons.Where(l => !l.IsAssessed))
        {
            yield return At(lesson.AssessmentSpan, $"{lesson.Summary.Id}/assessment", "the lesson ends without an exit ticket, and no checklist says what to look for");
        }

        foreach (var unit in subject.Course.Units.Where(u => !u.IsDraft))
        {
            var evaluation = unit.Unit.Evaluation;
            var missing = evaluation is null ? "before or after" : evaluation.Pre is null ? "before" : evaluation.Post is null ? "after" : null;
            if (missing is not null)
            {
                yield return At(evaluation?.Span ?? unit.Unit.Title.Span, $"units/{unit.Id}/evaluation", $"the unit does not say what is asked {missing} it");
            }
        }
    }
}
