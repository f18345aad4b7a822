using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A unit that does not say why it should work.</summary>
public sealed class NoTheoryOfChange() : UnitRule(
    "CU017",
    "no-theory-of-change",
    RuleKind.Curriculum,
    Severity.Info,
    "A unit that says why its activities should change anything can be judged, and mended when they do not.",
    "Say in three sentences which activities change what, why, and for whom: each person, friends, or the whole place.")
{
    /// <summary>Words for the levels on which a unit may work: a person, those around, a place, a society.</summary>
    private static readonly string[] Levels =
    [
        "skill", "attitude", "person", "individual", "friend", "peer", "famil", "relationship", "group", "class", "team", "school", "club", "campus", "communit", "norm", "societ", "culture", "policy", "policies",
    ];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(UnitSubject subject)
    {
        var unit = subject.Unit.Unit;
        if (subject.Unit.IsDraft)
        {
            yield break;
        }

        if (unit.LogicModel is not { } model)
        {
            yield return At(unit.Title.Span, subject.Address("logic_model"), "the unit does not say how it is meant to work");
            yield break;
        }

        (string Field, bool IsMissing)[] fields =
            [("inputs", model.Inputs.Count == 0), ("activities", model.Activities.Count == 0), ("short_term", model.ShortTerm.Count == 0), ("theory", model.Theory is null)];
        var missing = fields.Where(f => f.IsMissing).Select(f => $"'{f.Field}'").ToList();
        if (missing.Count > 0)
        {
            yield return At(model.Span, subject.Address("logic_model"), $"the logic model has no {string.Join(" and no ", missing)}");
        }
        else if (Languages.IsEnglish(subject.Course.Curriculum.Language.Value) && !Levels.Any(l => model.Theory!.Markdown.Contains(l, StringComparison.OrdinalIgnoreCase)))
        {
            yield return At(model.Theory!.Span, subject.Address("logic_model", "theory"), "the theory does not say on which level the unit works");
        }
    }
}
