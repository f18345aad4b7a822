using Upstander.Binding;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Standards;

namespace Upstander.Checking.Rules;

/// <summary>A claim of a standard that a committee would ask about.</summary>
public sealed class DoubtfulStandard() : CourseRule(
    "CU010",
    "doubtful-standard",
    RuleKind.Curriculum,
    Severity.Warning,
    "Committees look codes up, and codes of former editions are still going around.",
    "Look the code up in the published framework, then mend it or add it to the list.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        var standards = subject.Course.Standards;
        foreach (var lesson in subject.Course.Lessons)
        {
            var claimed = lesson.Standards.Select(c => StandardsLibrary.Split(c.Value).Framework).ToHashSet(StringComparer.Ordinal);
            foreach (var claim in lesson.Standards)
            {
                if (Doubt(standards, lesson, claimed, claim) is { } doubt)
                {
                    yield return At(claim.Span, $"{lesson.Id}/standards", doubt);
                }
            }
        }
    }

    private static string? Doubt(StandardsLibrary standards, LessonSummary lesson, HashSet<string> claimed, Located<string> claim)
    {
        var (framework, code) = StandardsLibrary.Split(claim.Value);
        if (standards.Find(framework, code) is not { } standard)
        {
            return null;
        }

        if (standard.Title is null)
        {
            return $"'{code}' has the form of {framework}, but the list of its codes does not hold it";
        }

        var bands = standards.BandsOf(framework, code);
        if (bands.Count > 0 && !bands.Contains(lesson.Card.Band, StringComparer.Ordinal))
        {
            return $"'{code}' is meant for {string.Join(" or ", bands)}, but the lesson is for {lesson.Card.Band}";
        }

        return standards.SuccessorOf(framework) is { } successor && !claimed.Contains(successor)
            ? $"{framework} is a former edition, and the lesson names no code of {successor}"
            : null;
    }
}
