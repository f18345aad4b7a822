using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A unit for children that families hear nothing of, or whose letter hides the materials.</summary>
public sealed class NoFamilyLink() : UnitRule(
    "CU019",
    "no-family-link",
    RuleKind.Curriculum,
    Severity.Info,
    "Families carry what learners practice into everyday life, and many laws give them a right to see the materials.",
    "Write a short plain letter that says what learners do and where families can read all of it.")
{
    private static readonly string[] WaysToRead =
        ["read every", "read all", "read the", "see every", "see all", "see the", "look at", "look through", "view", "a copy", "copies", "link", "materials", "online", "website"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(UnitSubject subject)
    {
        var unit = subject.Unit.Unit;
        if (unit.Band.Value == "college" || subject.Unit.IsDraft)
        {
            yield break;
        }

        if (unit.FamilyLetter is not { } letter)
        {
            if (subject.Lessons.All(l => !l.ReachesFamilies))
            {
                yield return At(unit.Title.Span, subject.Address("family_letter"), "the unit has no letter to families, and none of its lessons has anything for them");
            }
        }
        else if (Languages.IsEnglish(subject.Course.Curriculum.Language.Value) && !WaysToRead.Any(w => letter.Markdown.Contains(w, StringComparison.OrdinalIgnoreCase)))
        {
            yield return At(letter.Span, subject.Address("family_letter"), "the letter does not say where families can read the materials");
        }
    }
}
