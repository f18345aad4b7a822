using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A lesson that teaches to refuse, where nobody has been taught to ask or to take a no.</summary>
public sealed class RefusalSkillsOnly() : CourseRule(
    "RR009",
    "refusal-skills-only",
    RuleKind.Curriculum,
    Severity.Warning,
    "Drills in refusing make the answer the problem; asking first and taking a no well are what prevents harm.",
    "Pair every practice of refusing with practice in asking first and in taking a no well, here or in an earlier lesson of the unit.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        var facts = subject.Lessons.ToDictionary(l => l.Summary.Id, StringComparer.Ordinal);
        foreach (var unit in subject.Course.Units)
        {
            var isTaught = false;
            foreach (var lesson in unit.Lessons)
            {
                if (facts.TryGetValue(lesson.Id, out var here))
                {
                    isTaught |= Teaches(here, facts);
                    if (!isTaught && Refusing(here) is { } finding)
                    {
                        yield return finding;
                    }
                }
            }
        }

        foreach (var lesson in subject.Course.Loose)
        {
            if (facts.TryGetValue(lesson.Id, out var here) && !Teaches(here, facts) && Refusing(here) is { } finding)
            {
                yield return finding;
            }
        }
    }

    private Diagnostic? Refusing(LessonFacts lesson) =>
        lesson.Objectives.FirstOrDefault(o => o.Skill == "refuse") is { } objective
            ? At(objective.Span, lesson.Summary.Id, "this lesson teaches to refuse, and neither it nor a lesson before it teaches to ask or to take a no")
            : null;

    private static bool Teaches(LessonFacts lesson, Dictionary<string, LessonFacts> facts) =>
        TeachesItself(lesson) || lesson.Summary.Requires.Any(r => facts.TryGetValue(r.Value, out var before) && TeachesItself(before));

    private static bool TeachesItself(LessonFacts lesson) => lesson.Objectives.Any(o => o.Skill is "ask" or "accept_no");
}
