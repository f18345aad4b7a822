using Upstander.Binding;
using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A task for home that leaves out those for whom home is not safe.</summary>
public sealed class FamilyTaskWithoutAlternative() : LessonRule(
    "TI018",
    "family-task-without-alternative",
    RuleKind.Safety,
    Severity.Error,
    "Home is not safe for everyone, and a task can tell a person who causes harm what was talked about.",
    "Let learners pick any adult they trust, add an alternative that needs nobody at home, and keep take-home words neutral.")
{
    private static readonly string[] AnyAdult =
    [
        "adult you trust", "adults you trust", "grown-up you trust", "trusted adult", "any adult", "any grown-up", "someone you trust", "somebody you trust", "anyone you trust", "a person you trust", "adult of your choice", "person of your choice",
    ];

    private static readonly string[] Family =
    [
        "parent", "parents", "mother", "father", "mom", "mum", "dad", "mommy", "daddy", "guardian", "guardians", "caregiver", "caregivers", "your family", "family member*", "someone at home", "somebody at home", "anyone at home", "people at home", "adult at home",
        "grown-up at home", "grandparent*", "brother or sister", "sibling*",
    ];

    private static readonly string[] OwnLife =
    [
        "happened to you", "hurt you", "touched you", "your own story", "your own experience*", "your experience with", "a time when someone hurt", "a time someone hurt", "made you uncomfortable", "made you feel unsafe", "made you feel uncomfortable", "felt unsafe",
        "crossed your", "ever been hurt", "ever been touched", "ever been harassed", "ever been abused", "ever been assaulted", "has anyone ever", "has anybody ever", "did anyone ever",
    ];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var lesson = subject.Lesson;
        if (lesson.Homework is { } task)
        {
            var address = subject.Address("homework");
            if (task.Alternative is { } other)
            {
                if (Words.In(other, Family) is { } needed && !Words.AreIn(other.Markdown, AnyAdult))
                {
                    yield return At(needed.Span, subject.Address("homework", "alternative"), $"the alternative needs “{needed.Phrase}” too") with { Phrase = needed.Phrase };
                }
            }
            else if (task.WithFamily is { Value: true } with && !Words.AreIn(task.Text.Markdown, AnyAdult))
            {
                yield return At(with.Span, address, "this task involves the family and has no alternative");
            }
            else if (task.WithFamily?.Value != true && Words.In(task.Text, Family) is { } asked && !Words.AreIn(task.Text.Markdown, AnyAdult))
            {
                yield return At(asked.Span, address, $"this task needs “{asked.Phrase}” and has no alternative") with { Phrase = asked.Phrase };
            }

            foreach (var finding in Personal(task.Text, address).Concat(task.Alternative is { } text ? Personal(text, subject.Address("homework", "alternative")) : []))
            {
                yield return finding;
            }
        }

        foreach (var finding in (lesson.Family?.TalkAbout ?? []).SelectMany(t => Personal(t, subject.Address("family", "talk_about"))))
        {
            yield return finding;
        }
    }

    private IEnumerable<Diagnostic> Personal(Prose text, string address) =>
        Words.In(text, OwnLife) is { } found
            ? [At(found.Span, address, $"“{found.Phrase}” asks at home about what somebody lived through") with { Phrase = found.Phrase }]
            : [];
}
