using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A unit that gives refusing more time than asking and taking a no, or leaves out a skill of consent.</summary>
public sealed class UnbalancedSkills() : UnitRule(
    "CU020",
    "unbalanced-skills",
    RuleKind.Curriculum,
    Severity.Warning,
    "A person who refuses well does not stop somebody who does not ask: prevention lives in asking and in stopping.",
    "Practice the missing skill, and give asking and taking a no at least as much time as refusing.")
{
    private const int LessonsOfUnit = 3;

    private static readonly string[] Skills = ["ask", "give", "refuse", "accept_no", "change_mind"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(UnitSubject subject)
    {
        var objectives = subject.Lessons.SelectMany(l => l.Objectives).ToList();
        var (asking, refusing) = (Minutes("ask", "accept_no"), Minutes("refuse"));
        if (refusing > asking && objectives.Any(o => o.Skill is "ask" or "accept_no"))
        {
            yield return At(objectives.First(o => o.Skill == "refuse").Span, subject.Address(), $"'refuse' has {refusing} minutes in this unit, but 'ask' and 'accept_no' together have {asking}");
        }

        // A lesson or two on one skill are no course on consent.
        var missing = Skills.Where(s => objectives.All(o => o.Skill != s)).ToList();
        if (missing.Count > 0 && subject.Lessons.Count(l => l.Objectives.Any(o => Skills.Contains(o.Skill))) >= LessonsOfUnit)
        {
            yield return At(subject.Unit.Unit.Lessons[0].Span, subject.Address("lessons"), $"in a unit with {LessonsOfUnit} or more lessons on consent, no objective has the skill {string.Join(" or ", missing.Select(m => $"'{m}'"))}");
        }

        int Minutes(params ReadOnlySpan<string> skills)
        {
            var sum = 0;
            foreach (var objective in objectives)
            {
                sum += skills.Contains(objective.Skill) ? objective.Minutes : 0;
            }

            return sum;
        }
    }
}
