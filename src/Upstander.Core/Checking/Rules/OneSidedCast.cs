using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>Cases of a unit in which one gender has one part.</summary>
public sealed class OneSidedCast() : UnitRule(
    "CU004",
    "one-sided-cast",
    RuleKind.Curriculum,
    Severity.Warning,
    "When the same kind of person always has the same part, the cast teaches a stereotype that no sentence says.",
    "Change a name or a part in one of the cases; this counts who appears and asks for no quota.")
{
    private const int LeastScenarios = 6;
    private const int LeastPeople = 3;

    private static readonly (string Role, string Who, bool NeedsMen)[] Parts =
        [("harmed", "who are harmed", true), ("harms", "who cause harm", false), ("upstander", "who step in", true)];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(UnitSubject subject)
    {
        if (subject.Lessons.Sum(l => l.Scenarios) < LeastScenarios)
        {
            yield break;
        }

        var people = subject.Lessons.SelectMany(l => l.People).ToList();
        foreach (var (role, who, needsMen) in Parts)
        {
            var all = people.Where(p => p.Role.Equals(role, StringComparison.OrdinalIgnoreCase)).ToList();
            var known = all.Where(p => GenderOf(p) is not null).ToList();
            if (all.Count >= LeastPeople && known.Count * 2 < all.Count)
            {
                yield return At(all.First(p => GenderOf(p) is null).Span, subject.Address(), $"of the {all.Count} people {who} in this unit, {all.Count - known.Count} have no pronouns, so nobody can see whether the cast is mixed");
            }
            else if (known.Count < LeastPeople)
            {
                continue;
            }
            else if (known.Select(GenderOf).Distinct().Count() == 1)
            {
                yield return At(known[0].Span, subject.Address(), $"all {known.Count} people {who} in this unit are '{GenderOf(known[0])}': {Scenarios(known)}");
            }
            else if (needsMen && known.All(p => GenderOf(p) != "he"))
            {
                yield return At(known[0].Span, subject.Address(), $"no boy or man is among the {known.Count} people {who} in this unit: {Scenarios(known)}");
            }
        }
    }

    private static string? GenderOf(PersonFacts person)
    {
        var words = (person.GenderKey ?? person.Pronouns ?? "").ToLowerInvariant().Split([' ', '/', ','], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : words[0] switch
        {
            "he" or "him" or "m" or "male" or "man" or "boy" => "he",
            "she" or "her" or "f" or "female" or "woman" or "girl" => "she",
            var other => other,
        };
    }

    private static string Scenarios(List<PersonFacts> people) => string.Join(", ", people.Select(p => p.Scenario).Distinct());
}
