using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Checking.Rules;

/// <summary>A handout that nobody hands out, or whose copies nobody can count.</summary>
public sealed class UnusedPrintable() : LessonRule(
    "CU014",
    "unused-printable",
    RuleKind.Curriculum,
    Severity.Warning,
    "Who prints a lesson needs to know when a page is used, and how many of it.",
    "Name it in 'printables' of an activity and in 'printable' of a material, or take it out.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var lesson = subject.Lesson;
        var materials = lesson.Materials.Where(m => m.Printable is not null).ToLookup(m => m.Printable!.Value, StringComparer.Ordinal);
        var used = lesson.Activities.SelectMany(a => a.Printables).Select(p => p.Value).Append(lesson.Assessment.ExitTicket?.Value ?? "").ToHashSet(StringComparer.Ordinal);
        foreach (var handout in lesson.Handouts.Where(h => h.AudienceName == "learner"))
        {
            if (Fault(handout, [.. materials[handout.Id!.Value]], used) is { } fault)
            {
                yield return At((handout.CopiesPer ?? handout.Id).Span, subject.Address("handouts", handout.Id.Value), fault);
            }
        }
    }

    private static string? Fault(Handout handout, Material[] materials, HashSet<string> used)
    {
        if (materials.Length == 0 && !used.Contains(handout.Id!.Value))
        {
            return $"no activity and no material uses '{handout.Id}'";
        }

        if (handout.CopiesPer is not { } copies)
        {
            return materials.Length == 0 ? $"nothing says for whom '{handout.Id}' is copied" : null;
        }

        return materials.Length > 0 && materials.All(m => m.Per.Value != copies.Value)
            ? $"'{handout.Id}' is copied once per {copies}, but the material says once per {materials[0].Per}"
            : null;
    }
}
