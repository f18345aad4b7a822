using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Resources;

namespace Upstander.Checking.Rules;

/// <summary>A curriculum that has nobody to call in its region, for some of its learners, or in its language.</summary>
public sealed class RegionWithoutSupport() : CourseRule(
    "CU012",
    "region-without-support",
    RuleKind.Safety,
    Severity.Error,
    "A page with numbers of elsewhere, or of people who turn the caller away, is worse than one without.",
    "Find out who helps learners of this age there, and add them to resources.yaml; until then set status: draft.")
{
    /// <summary>These do not say how old somebody is, but who it is for beside age.</summary>
    private static readonly string[] Particular = ["lgbtq", "men", "deaf"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        var course = subject.Course;
        var lessons = course.Lessons.Where(l => l.Card.Status != "draft").ToList();
        if (lessons.Count == 0 || course.Services.Count == 0)
        {
            yield break;
        }

        var region = course.Curriculum.Region;
        var here = course.Services.Where(s => s.Local?.Value != true && ServiceChoice.Serves(s, region.Value)).ToList();
        if (here.Count == 0)
        {
            yield return At(region.Span, "curriculum/region", $"resources.yaml holds no helpline of {region}");
            yield break;
        }

        var language = course.Curriculum.Language;
        if (here.All(s => s.Languages.Count > 0 && s.Languages.All(l => Languages.Names(l.Value, language.Value) == false)))
        {
            yield return At(language.Span, "curriculum/language", $"no helpline of {region} in resources.yaml is offered in the language of the course ({language})") with { Severity = Severity.Warning };
        }

        foreach (var lesson in lessons)
        {
            if (Uncovered(course, lesson) is { } ages)
            {
                yield return At(lesson.Services[0].Span, $"{lesson.Id}/resources", $"no helpline of '{lesson.Id}' in {region} is for learners of {ages}");
            }
        }
    }

    /// <summary>The ages of a lesson that none of its helplines is for; null where there are none, or no helpline at all.</summary>
    private static string? Uncovered(Course course, LessonSummary lesson)
    {
        var (min, max) = (lesson.Card.MinAge, lesson.Card.MaxAge);
        var lines = ServiceChoice.For(course, lesson.Services, min, max).Where(s => s.Local?.Value != true && !s.ForWhom.Any(w => Particular.Contains(w.Value))).ToList();
        if (lines.Count == 0 || max < min || max - min > 100)
        {
            return null;
        }

        var left = Enumerable.Range(min, max - min + 1).Where(age => !lines.Any(s => IsFor(s, age))).ToList();
        return left.Count switch
        {
            0 => null,
            1 => $"{left[0]} years",
            _ => $"{left[0]} to {left[^1]} years",
        };
    }

    private static bool IsFor(ResourceService service, int age)
    {
        var groups = service.ForWhom.Select(w => w.Value).Where(w => w is "child" or "teen" or "adult" or "everyone").ToList();
        return (service.Ages is not { } ages || (age >= ages.Min.Value && age <= ages.Max.Value))
            && (service.Ages is not null || groups.Count == 0 || groups.Any(g => g switch { "child" => age <= 12, "teen" => age is >= 13 and <= 19, "adult" => age >= 18, _ => true }));
    }
}
