using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A lesson or unit that teaches in one way only, without time to practice, or by long talks.</summary>
public sealed class SingleMethod() : CourseRule(
    "CU002",
    "single-method",
    RuleKind.Curriculum,
    Severity.Warning,
    "Programs that work use several methods, and learners practice what they are meant to do.",
    "Add something to do: a sort, a rehearsal, a story, art or a project.")
{
    private const int LeastOfLesson = 2;
    private const int LeastOfUnit = 4;
    private const int LeastPractice = 8;
    private const int LessonsOfUnit = 3;

    /// <summary>Here learners take something in, or come to rest.</summary>
    private static readonly string[] NotActive = ["lecture", "story", "media", "grounding"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        foreach (var lesson in subject.Lessons.Where(l => l.Activities.Count > 0))
        {
            foreach (var finding in Check(lesson))
            {
                yield return finding;
            }
        }

        foreach (var unit in subject.Course.Units.Where(u => u.Lessons.Count >= LessonsOfUnit))
        {
            var methods = subject.Of(unit).SelectMany(MethodsOf).Distinct().ToList();
            if (methods.Count < LeastOfUnit)
            {
                yield return At(
                    unit.Unit.Lessons[0].Span, $"units/{unit.Id}/lessons", $"the {unit.Lessons.Count} lessons of the unit use {methods.Count} methods ({string.Join(", ", methods)}), fewer than {LeastOfUnit}");
            }
        }
    }

    private IEnumerable<Diagnostic> Check(LessonFacts lesson)
    {
        var id = lesson.Summary.Id;
        var methods = MethodsOf(lesson).Distinct().ToList();
        if (methods.Count < LeastOfLesson)
        {
            yield return At(lesson.Activities[0].MethodSpan, $"{id}/activities", methods is [var only] ? $"{only} is the only method of the lesson" : "the lesson uses no method of teaching");
        }

        // A lesson of ten minutes cannot practice for eight.
        var least = Math.Min(LeastPractice, lesson.Summary.Card.Duration / 3);
        if (!lesson.Activities.Any(a => a.Minutes >= least && a.Phase == "practice" && !NotActive.Contains(a.Method)))
        {
            var nearest = lesson.Activities.FirstOrDefault(a => a.Phase == "practice") ?? lesson.Activities[0];
            yield return At(nearest.MethodSpan, $"{id}/activities", $"nowhere in the lesson do learners practice for {least} minutes or more");
        }

        var most = lesson.Summary.Card.Band == "k2" ? 5 : 10;
        foreach (var talk in lesson.Activities.Where(a => a.Method == "lecture" && a.Minutes > most))
        {
            yield return At(talk.MethodSpan, $"{id}/activities/{talk.Id}", $"'{talk.Id}' is a talk of {talk.Minutes} minutes, longer than {most}");
        }
    }

    /// <summary>Coming to rest at the end is good, and no way to teach.</summary>
    private static IEnumerable<string> MethodsOf(LessonFacts lesson) => lesson.Activities.Select(a => a.Method).Where(m => m != "grounding");
}
