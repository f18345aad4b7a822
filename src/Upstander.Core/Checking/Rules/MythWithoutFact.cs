using Upstander.Checking.Language;
using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Checking.Rules;

/// <summary>A myth that stands alone, or that outweighs its fact.</summary>
public sealed class MythWithoutFact() : LessonRule(
    "TI016",
    "myth-without-fact",
    RuleKind.Safety,
    Severity.Error,
    "A myth on paper spreads the myth unless the fact stands beside it and weighs more.",
    "Move it to 'myths' with its fact, say the fact in full and keep the myth short; a card that is sorted as a myth has the fact as its key.")
{
    private static readonly string[] Labels = ["myth:", "myth**:", "myth*:", "myth —", "myth –", "myth 1:", "myth 2:", "myth 3:", "myth #1", "myth no. 1"];
    private static readonly string[] Facts = ["fact*", "truth", "reality"];
    private static readonly string[] Myths = ["myth", "myths", "false"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var lesson = subject.Lesson;
        for (var i = 0; i < lesson.Myths.Count; i++)
        {
            var myth = lesson.Myths[i];
            if (Words.Count(myth.Fact.Markdown) <= Words.Count(myth.Text.Markdown))
            {
                yield return At(myth.Fact.Span, subject.AddressOf("myths", myth, i), "the fact is no longer than the myth it answers");
            }
        }

        foreach (var passage in subject.Passages)
        {
            // Every label has the word; few texts do.
            if ((passage.Tags & TextTag.Myth) == 0 && passage.Text.Contains("myth", StringComparison.OrdinalIgnoreCase) && Words.Find(passage.Text, Labels) is { } label && !Words.AreIn(passage.Text[label.End..], Facts))
            {
                yield return At(passage.SpanOf(label.Start, label.Length), passage.Address, "a myth stands here without its fact");
            }
        }

        foreach (var (handout, card) in lesson.Handouts.SelectMany(h => h.Cards.Select(c => (h, c))))
        {
            if (card.Key is null && card.Category is { } category && IsMyth(handout, category.Value))
            {
                yield return At(card.Text.Span, subject.Address("handouts", handout.Id!.Value, "cards", card.Id!.Value), "this card is sorted as a myth, and no key says the fact");
            }
        }
    }

    private static bool IsMyth(Handout handout, string category) =>
        handout.Categories.FirstOrDefault(c => c.Id?.Value == category) is { } found && Words.AreIn(found.Title.Value, Myths);
}
