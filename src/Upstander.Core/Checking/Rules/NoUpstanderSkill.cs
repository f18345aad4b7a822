using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A unit in which nobody practices being an upstander.</summary>
public sealed class NoUpstanderSkill() : UnitRule(
    "TI010",
    "no-upstander-skill",
    RuleKind.Curriculum,
    Severity.Warning,
    "What friends and teammates do decides whether harm goes on, and stepping in is a skill that needs practice.",
    "Add an objective with skill: upstander to one lesson, and an activity in which learners practice several moves.")
{
    private static readonly string[] Doing = ["role_play", "game", "project"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(UnitSubject subject)
    {
        if (subject.Lessons.Count == 0)
        {
            yield break;
        }

        var upstanding = subject.Lessons.SelectMany(l => l.Objectives.Where(o => o.Skill == "upstander").Select(o => (Lesson: l, Objective: o))).ToList();
        if (upstanding.Count == 0)
        {
            yield return At(subject.Unit.Unit.Title.Span, subject.Address(), "no objective of the unit has the skill upstander");
        }
        else if (!upstanding.Any(u => u.Objective.Id is { } id && u.Lesson.Activities.Any(a => a.Objectives.Contains(id, StringComparer.Ordinal) && IsPractice(a))))
        {
            yield return At(upstanding[0].Objective.Span, subject.Address(), "no activity in which learners practice serves this objective, nor another one of the unit with the skill upstander");
        }
    }

    private static bool IsPractice(ActivityFacts activity) => activity.Phase == "practice" || Doing.Contains(activity.Method, StringComparer.Ordinal);
}
