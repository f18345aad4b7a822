using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>Two handouts of a lesson with one title.</summary>
public sealed class SameTitle() : LessonRule(
    "CU024",
    "same-title",
    RuleKind.Curriculum,
    Severity.Warning,
    "In a pile of paper, in a list of files and in browser tabs nobody can tell the two apart.",
    "Say in each title what is special about it, such as “Five steps, our notes” beside the poster “Five steps.”")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var handout in subject.Lesson.Handouts)
        {
            var (title, id) = (handout.Title.Value.Trim(), handout.Id!.Value);
            if (!seen.TryAdd(title, id))
            {
                yield return At(handout.Title.Span, subject.Address("handouts", id), $"'{title}' is also the title of the handout '{seen[title]}'");
            }
        }
    }
}
