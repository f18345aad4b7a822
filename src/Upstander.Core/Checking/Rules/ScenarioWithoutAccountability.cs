using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Checking.Rules;

/// <summary>A case that shows harm and leaves open who chose it, what others can do, or what helps.</summary>
public sealed class ScenarioWithoutAccountability() : LessonRule(
    "TI015",
    "scenario-without-accountability",
    RuleKind.Safety,
    Severity.Error,
    "A case of harm without somebody who chose it and a way on teaches helplessness.",
    "Say who chose what, give two different things others can do, say what supports the person who was harmed, and what to take from it; the backs of cards print it.")
{
    private static readonly string[] RolesOfHarm = ["harms", "harmed", "causes harm", "caused harm", "hurts", "is hurt", "was hurt", "perpetrator", "victim", "survivor"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        foreach (var scenario in subject.Lesson.Scenarios)
        {
            var address = subject.Address("scenarios", scenario.Id!.Value);
            if (scenario.Harm is not { } harm)
            {
                if (scenario.People.FirstOrDefault(p => Words.AreIn(p.Role.Value, RolesOfHarm)) is { } person)
                {
                    yield return At(person.Role.Span, address, $"{person.Name} has the role '{person.Role}', but 'harm' does not say what kind of harm the case shows");
                }
            }
            else if (Missing(scenario) is { Count: > 0 } missing)
            {
                yield return At(harm.Span, address, $"'{scenario.Title}' shows harm and leaves out {string.Join(", and ", missing)}");
            }
        }
    }

    private static List<string> Missing(Scenario scenario)
    {
        List<string> missing = [];
        if (scenario.Responsible is null)
        {
            missing.Add("who chose it (responsible)");
        }

        if (scenario.UpstanderMoves.Select(m => m.Kind.Value).Distinct(StringComparer.Ordinal).Count() < 2)
        {
            missing.Add("two different things others can do (upstander_moves)");
        }

        if (scenario.SupportForHarmed is null)
        {
            missing.Add("what supports the harmed person (support_for_harmed)");
        }

        if (scenario.Debrief is null && scenario.Questions.Count == 0)
        {
            missing.Add("what to take from it (debrief or questions)");
        }

        return missing;
    }
}
