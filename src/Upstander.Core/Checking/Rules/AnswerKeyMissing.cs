using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Checking.Rules;

/// <summary>Something that tests learners, without what a good answer holds.</summary>
public sealed class AnswerKeyMissing() : LessonRule(
    "CU013",
    "answer-key-missing",
    RuleKind.Curriculum,
    Severity.Error,
    "Who teaches this for the first time needs to know what a good answer is, and how to meet one that blames.",
    "Add a key with the answer and a likely wrong one; for what nobody collects, write that it is private.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        foreach (var (item, i) in subject.Lesson.Assessment.Items.Select((item, i) => (item, i)).Where(p => p.item.Key is null))
        {
            yield return At(item.Prompt.Span, subject.AddressOf("assessment/items", item, i), "this question has no key");
        }

        foreach (var handout in subject.Lesson.Handouts.Where(h => h.Key is null && h.AudienceName == "learner" && h.Kind.Value is not "letter" and not "poster"))
        {
            foreach (var finding in Check(subject, handout))
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<Diagnostic> Check(LessonSubject subject, Handout handout)
    {
        var address = subject.Address("handouts", handout.Id!.Value);
        var tests = handout.Items.Select((item, i) => (Item: item, Index: i)).Where(p => p.Item.Key is null && IsTest(p.Item)).ToList();
        foreach (var (item, i) in tests)
        {
            yield return At(item.Prompt.Span, subject.AddressOf($"handouts/{handout.Id}/items", item, i), "this item tests something and has no key");
        }

        if (tests.Count == 0 && handout.Kind.Value is "worksheet" or "exit-ticket" && handout.Items.Count > 0 && handout.Items.All(i => i.Key is null))
        {
            yield return At(handout.Id.Span, address, $"nothing on '{handout.Id}' has a key");
        }

        if (handout.Kind.Value == "sort" && handout.Cards.FirstOrDefault(c => c.Key is null && c.Category is null) is { } card)
        {
            yield return At(card.Id!.Span, $"{address}/cards/{card.Id}", $"nothing says where the card '{card.Id}' belongs");
        }

        if (handout.From?.Value == "scenarios" && handout.Kind.Value is "cards" or "sort")
        {
            foreach (var scenario in subject.Lesson.Scenarios.Where(s => s.Key is null && s.Answer is null))
            {
                yield return At(scenario.Id!.Span, subject.Address("scenarios", scenario.Id.Value, "key"), $"'{handout.Id}' prints this case as a card, and the case has no key");
            }
        }
    }

    /// <summary>A scale and a drawing have no right answer; an item that names an objective, or matches things, has one.</summary>
    private static bool IsTest(HandoutItem item) => item.AnswerType switch
    {
        "scale" or "draw" => false,
        "match" => true,
        _ => item.Objective is not null,
    };
}
