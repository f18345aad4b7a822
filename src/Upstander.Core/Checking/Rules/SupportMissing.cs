using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Resources;

namespace Upstander.Checking.Rules;

/// <summary>A lesson that leaves some of its learners without an adult close by or without a helpline.</summary>
public sealed class SupportMissing() : CourseRule(
    "TI003",
    "support-missing",
    RuleKind.Safety,
    Severity.Error,
    "A lesson about harm leads some learners to look for help the same day, and each of them needs someone who is there for their age.",
    "Name a local slot such as school-counselor and a helpline of the region for every age in the group; resources.yaml holds them.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        var course = subject.Course;
        foreach (var lesson in course.Lessons)
        {
            // Ids that nothing has, and lessons for which no service at all is left, are errors of their own.
            if (lesson.Services.Count == 0 || lesson.Services.Any(s => !course.ServicesById.ContainsKey(s.Value)))
            {
                continue;
            }

            var (span, address) = (lesson.Services[0].Span, $"{lesson.Id}/resources");
            var left = ServiceChoice.For(course, lesson.Services, lesson.Card.MinAge, lesson.Card.MaxAge);
            if (left.Count == 0)
            {
                continue;
            }

            var severity = lesson.Card.Sensitivity >= 2 ? Severity.Error : Severity.Warning;
            if (!left.Any(IsLocal))
            {
                yield return At(span, address, "no service is an adult close by: there is no local slot such as school-counselor") with { Severity = severity };
            }

            if (Uncovered(lesson, left) is { } ages)
            {
                yield return At(span, address, $"no helpline for {ages} in {course.Curriculum.Region}") with { Severity = severity };
            }
        }
    }

    /// <summary>The ages of a lesson that no helpline is for, in words; null for none.</summary>
    private static string? Uncovered(LessonSummary lesson, IReadOnlyList<ResourceService> left)
    {
        var helplines = left.Where(s => !IsLocal(s)).ToList();
        if (helplines.Any(s => s.Ages is null))
        {
            return null;
        }

        var (min, max) = (lesson.Card.MinAge, lesson.Card.MaxAge);
        var ages = Enumerable.Range(min, Math.Max(0, max - min + 1)).Where(a => !helplines.Any(s => s.Ages!.Min.Value <= a && a <= s.Ages.Max.Value)).ToList();
        return ages switch
        {
            [] => null,
            [var one] => $"age {one}",
            [var first, .., var last] when last - first == ages.Count - 1 => $"ages {first} to {last}",
            _ => $"ages {string.Join(", ", ages)}",
        };
    }

    private static bool IsLocal(ResourceService service) => service.Local?.Value == true;
}
