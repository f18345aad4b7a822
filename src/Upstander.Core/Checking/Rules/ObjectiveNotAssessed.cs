using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Checking.Rules;

/// <summary>An objective that nothing in the run serves, or that no question tests.</summary>
public sealed class ObjectiveNotAssessed() : LessonRule(
    "CU009",
    "objective-not-assessed",
    RuleKind.Curriculum,
    Severity.Warning,
    "What learners do not practice they do not learn, and what nobody asks about nobody sees.",
    "Name the objective in an activity of the run and in a question of the exit ticket or the assessment.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var lesson = subject.Lesson;
        var taught = lesson.Activities.Where(a => a.Core?.Value == true).SelectMany(a => a.Objectives).Select(o => o.Value).ToHashSet(StringComparer.Ordinal);
        var asked = lesson.Assessment.Items.Select(i => i.Objective)
            .Concat(lesson.Handouts.SelectMany(h => h.Items).Select(i => i.Objective))
            .Select(o => o?.Value)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < lesson.Objectives.Count; i++)
        {
            var objective = lesson.Objectives[i];
            if (Missing(objective, taught, asked) is { } missing)
            {
                yield return At(objective.Id?.Span ?? objective.Text.Span, subject.AddressOf("objectives", objective, i), missing);
            }
        }
    }

    private static string? Missing(Objective objective, HashSet<string> taught, HashSet<string> asked)
    {
        if (objective.Id is not { } id)
        {
            return "without an id no activity and no question can name this objective";
        }

        // What learners hold dear is theirs: it is talked about, and not marked.
        var untested = objective.Domain.Value != "attitude" && !asked.Contains(id.Value);
        return (taught.Contains(id.Value), untested) switch
        {
            (false, true) => $"no activity of the run serves '{id}', and no question tests it",
            (false, false) => $"no activity of the run serves '{id}'",
            (true, true) => $"no question tests '{id}'",
            _ => null,
        };
    }
}
