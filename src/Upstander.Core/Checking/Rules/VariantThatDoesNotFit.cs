using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Checking.Rules;

/// <summary>A way to run a lesson that its minutes do not allow, or that leaves out what must stay.</summary>
public sealed class VariantThatDoesNotFit() : LessonRule(
    "CU007",
    "variant-does-not-fit",
    RuleKind.Curriculum,
    Severity.Error,
    "A plan that does not fit its period is cut on the spot, and what is cut is the practice or the closing.",
    "Change the minutes, drop another activity, or split after another one.")
{
    /// <summary>Every further session starts with a word on what was.</summary>
    private const int Reopening = 2;

    /// <summary>Every further session may be longer by an opening and a closing of its own.</summary>
    private const int OfFurtherSession = 10;

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject) =>
        subject.Lesson.Variants.SelectMany((variant, i) => Check(subject, variant, subject.AddressOf("variants", variant, i)));

    private IEnumerable<Diagnostic> Check(LessonSubject subject, Variant variant, string address)
    {
        var run = subject.Lesson.Activities.Where(a => a.Core?.Value == true).ToList();
        var dropped = variant.Drop.Select(d => d.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var drop in variant.Drop.Where(d => subject.Lesson.Activities.Any(a => a.Id!.Value == d.Value) && run.All(a => a.Id!.Value != d.Value)))
        {
            yield return At(drop.Span, $"{address}/drop", $"'{drop}' is no part of the run, so leaving it out saves no time");
        }

        var left = run.Where(a => !dropped.Contains(a.Id!.Value)).ToList();
        foreach (var (phase, what) in Needed(subject.Lesson))
        {
            if (run.Any(a => a.Phase.Value == phase) && left.All(a => a.Phase.Value != phase))
            {
                var drop = variant.Drop.First(d => run.Any(a => a.Id!.Value == d.Value && a.Phase.Value == phase));
                yield return At(drop.Span, $"{address}/drop", $"without '{drop}' the lesson has no {what}");
            }
        }

        foreach (var finding in CheckTime(variant, address, left, subject.Lesson.Activities))
        {
            yield return finding;
        }
    }

    private IEnumerable<Diagnostic> CheckTime(Variant variant, string address, List<Activity> left, IReadOnlyList<Activity> all)
    {
        var (minutes, sessions) = (variant.Minutes.Value, variant.Sessions?.Value ?? 1);
        var time = minutes * sessions;
        var least = left.Sum(a => a.Minutes.Min.Value) + (Reopening * (sessions - 1));
        var extras = all.Where(a => a.Core?.Value != true).Sum(a => a.Minutes.Max.Value);
        var most = left.Sum(a => a.Minutes.Max.Value) + extras + (OfFurtherSession * (sessions - 1));
        if (sessions > 1 && variant.SplitAfter is null)
        {
            yield return At(variant.Sessions!.Span, $"{address}/sessions", $"nothing says where the first of the {sessions} sessions ends");
        }
        else if (sessions == 1 && variant.SplitAfter is { } needless)
        {
            yield return At(needless.Span, $"{address}/split_after", "the lesson is split here, but the variant has one session");
        }

        if (time < least)
        {
            yield return At(variant.Minutes.Span, $"{address}/minutes", $"what is left takes {least} minutes at the least, but the variant has {time}");
        }
        else if (time > most)
        {
            yield return At(variant.Minutes.Span, $"{address}/minutes", $"what is left takes {most} minutes at the most, but the variant has {time}");
        }
        else if (sessions > 1 && variant.SplitAfter is { } split && all.Any(a => a.Id!.Value == split.Value))
        {
            var at = left.FindIndex(a => a.Id!.Value == split.Value);
            if (at < 0)
            {
                yield return At(split.Span, $"{address}/split_after", $"the first session ends with '{split}', which is not part of this run");
                yield break;
            }

            var first = left.Take(at + 1).Sum(a => a.Minutes.Min.Value);
            var rest = left.Skip(at + 1).Sum(a => a.Minutes.Min.Value) + (Reopening * (sessions - 1));
            if (first > minutes)
            {
                yield return At(split.Span, $"{address}/split_after", $"up to '{split}' the lesson takes {first} minutes at the least, but a session has {minutes}");
            }
            else if (rest > minutes * (sessions - 1))
            {
                yield return At(split.Span, $"{address}/split_after", $"after '{split}' the lesson takes {rest} minutes at the least, but {minutes * (sessions - 1)} are left");
            }
        }
    }

    private static IEnumerable<(string Phase, string What)> Needed(Lesson lesson)
    {
        if (lesson.Sensitivity.Value >= 2)
        {
            yield return ("opening", "opening, where learners hear what is coming and which choices they have");
        }

        yield return ("practice", "practice");
        yield return ("closing", "closing");
    }
}
