using Upstander.Diagnostics;
using Upstander.Documents.Fitting;
using Upstander.Lessons;

namespace Upstander.Checking.Rules;

/// <summary>A card, an exit ticket or a poster whose text needs more paper than was asked for.</summary>
public sealed class CardOutgrown() : LessonRule(
    "CU023",
    "card-outgrown",
    RuleKind.Curriculum,
    Severity.Info,
    "Nothing is cut off and letters stay large enough to read, so a long text gets a larger card: a deck of two sizes, and more paper to print and cut.",
    "Shorten the text, or choose a smaller 'per_page' for all of them.")
{
    private static readonly string[] BothPapers = ["letter", "a4"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var lesson = subject.Lesson;
        foreach (var handout in lesson.Handouts)
        {
            var papers = handout.Paper is { } own ? [own.Value] : BothPapers;
            switch (handout.Kind.Value)
            {
                case "cards" or "sort":
                    foreach (var finding in Cards(subject, handout, papers))
                    {
                        yield return finding;
                    }

                    break;
                case "exit-ticket":
                    var tickets = papers.Min(p => PrintFit.Tickets(subject.Summary.Id, lesson, handout, p));
                    if (tickets < handout.Grid)
                    {
                        yield return At(handout.PerPage?.Span ?? handout.Id!.Span, subject.Address("handouts", handout.Id!.Value), $"a ticket needs {Part(tickets)}, not {Part(handout.Grid)}");
                    }

                    break;
                case "poster" when papers.Any(p => !PrintFit.IsOnePage(subject.Summary.Id, lesson, handout, p)):
                    yield return At(handout.Body?.Span ?? handout.Id!.Span, subject.Address("handouts", handout.Id!.Value), "this poster is longer than a page and flows over several");
                    break;
            }
        }
    }

    private IEnumerable<Diagnostic> Cards(LessonSubject subject, Handout handout, IReadOnlyList<string> papers)
    {
        var places = papers.Select(p => PrintFit.Cards(subject.Summary.Id, subject.Lesson, handout, p)).ToList();
        for (var i = 0; i < places[0].Count; i++)
        {
            var place = places.Select(p => p[i]).MinBy(p => p.PerPage)!;
            if (place.PerPage < handout.Grid)
            {
                var side = place.IsForBack ? "the back of " : "";
                yield return At(
                    SpanOf(subject.Lesson, handout, i, place.IsForBack),
                    subject.Address("handouts", handout.Id!.Value),
                    $"{side}card {i + 1} needs {Part(place.PerPage)}, not {Part(handout.Grid)}");
            }
        }
    }

    /// <summary>Where the text of a card stands: in the handout, or in the list of the lesson that cards are made from.</summary>
    private static SourceSpan SpanOf(Lesson lesson, Handout handout, int index, bool isBack)
    {
        if (index < handout.Cards.Count)
        {
            var card = handout.Cards[index];
            return (isBack ? card.Key ?? card.Text : card.Text).Span;
        }

        index -= handout.Cards.Count;
        return handout.From?.Value switch
        {
            "scenarios" when lesson.Scenarios[index] is var scenario => (isBack ? scenario.Key ?? scenario.BetterLine ?? scenario.Responsible ?? scenario.Text : scenario.Text).Span,
            "myths" => lesson.Myths[index].Text.Span,
            _ => lesson.Vocabulary[index].Definition.Span,
        };
    }

    private static string Part(int perPage) => perPage switch
    {
        0 => "more than a page",
        1 => "a whole page",
        2 => "half a page",
        4 => "a quarter of a page",
        6 => "a sixth of a page",
        8 => "an eighth of a page",
        _ => "a ninth of a page",
    };
}
