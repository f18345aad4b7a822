using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Checking.Rules;

/// <summary>A run that does not end in a closing.</summary>
public sealed class NoClosing() : LessonRule(
    "TI007",
    "no-closing",
    RuleKind.Safety,
    Severity.Error,
    "Learners need to leave the topic before they leave the room.",
    "End every session with three minutes or more of grounding, movement, thanks or a look ahead.")
{
    private const int LeastMinutes = 3;

    /// <summary>Methods that lead out of a topic; the others go on with it.</summary>
    private static readonly string[] LeadingOut = ["grounding", "movement", "art", "game", "discussion"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var lesson = subject.Lesson;
        if (lesson.Activities.LastOrDefault(a => a.Core?.Value == true) is not { } last)
        {
            yield break;
        }

        var address = subject.Address("activities", last.Id!.Value);
        if (last.Phase.Value != "closing")
        {
            yield return At(last.Phase.Span, address, $"the lesson ends with '{last.Title}' ({last.Phase}) and not with a closing");
            yield break;
        }

        if (last.Minutes.Typical.Value < LeastMinutes)
        {
            yield return At(last.Minutes.Typical.Span, address, $"the closing has {last.Minutes.Typical} minutes and needs {LeastMinutes} at least");
        }

        if (lesson.Sensitivity.Value >= 2 && !LeadingOut.Contains(last.Method.Value, StringComparer.Ordinal))
        {
            yield return At(last.Method.Span, address, $"a closing by {last.Method} goes on working; after a topic like this it leads out of it");
        }

        for (var i = 0; i < lesson.Variants.Count; i++)
        {
            foreach (var finding in CheckVariant(subject, lesson.Variants[i], i, last))
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<Diagnostic> CheckVariant(LessonSubject subject, Variant variant, int index, Activity closing)
    {
        var address = subject.AddressOf("variants", variant, index);
        if (variant.Drop.FirstOrDefault(d => d.Value == closing.Id!.Value) is { } dropped)
        {
            yield return At(dropped.Span, address, $"this variant leaves out the closing '{dropped}'");
        }

        if (variant.SplitAfter is { } split
            && variant.Note is null
            && subject.Lesson.Activities.FirstOrDefault(a => a.Id!.Value == split.Value)?.Phase.Value != "closing")
        {
            yield return At(split.Span, address, $"nothing says how the session that ends after '{split}' is closed") with { Severity = Severity.Warning };
        }
    }
}
