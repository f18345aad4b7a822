using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Rendering;

namespace Upstander.Documents.Fitting;

/// <summary>The place of a card. Both of its sides have the same, so that a back lies behind its front.</summary>
/// <param name="Index">Which card of the deck it is, from 0.</param>
/// <param name="PerPage">How many of its size stand on a page; 0 where it is longer than a page and flows over several.</param>
/// <param name="Size">Size of its front's text in points.</param>
/// <param name="BackSize">Size of its back's text in points; 0 where the answer is too long for a page and stands apart.</param>
/// <param name="Extras">What its back says beyond the answer: 4 everything, 3 not what to take from it, 2 nor harmful lines, 1 nor what others can do, 0 nor who chose what.</param>
/// <param name="IsForBack">Whether only its back needs more room than its author asked for.</param>
internal sealed record CardPlace(int Index, int PerPage, double Size, double BackSize, int Extras, bool IsForBack);

/// <summary>
/// Finds the place of every card of a deck: the grid its author asked for, with the largest letters that fit, else the next larger card.
/// A card is measured as its facilitator's edition prints it, whoever gets it, so that learners' cards are those that the backs belong to.
/// </summary>
internal static class CardFit
{
    /// <summary>Slack in millimetres, for roundings of the browser.</summary>
    private const double Slack = 1;

    /// <summary>Finds the places.</summary>
    /// <param name="faces">The faces of the deck, as facilitators see them.</param>
    /// <param name="asked">How many the author wants on a page.</param>
    /// <param name="hasBacks">Whether there is an edition with backs.</param>
    /// <param name="paper">The paper.</param>
    /// <param name="band">Band of the learners.</param>
    /// <param name="foot">The line at the foot of a card.</param>
    public static IReadOnlyList<CardPlace> Places(IReadOnlyList<View> faces, int asked, bool hasBacks, PaperRoom paper, string band, string foot) =>
        [.. faces.Select((face, index) => Place(new Card(face), index, asked, hasBacks, paper, band, foot))];

    /// <summary>Whether anything is printed on the back of a face, as facilitators see it.</summary>
    public static bool HasBack(View face) => BackFields.Any(f => face.Has(f) && face[f] is not null);

    private static readonly string[] BackFields = ["key", "answer", "better_line", "responsible", "category_title", "source", "harmful_lines", "debrief"];

    /// <summary>The whole of a back, see <see cref="CardPlace.Extras"/>.</summary>
    private const int Everything = 4;

    private static CardPlace Place(Card card, int index, int asked, bool hasBacks, PaperRoom paper, string band, string foot)
    {
        var isForBack = false;
        foreach (var grid in CardGrid.From(asked))
        {
            var room = grid.RoomOn(paper);
            if (Largest(PaperRoom.Sizes(grid.Sizes, band), size => Front(card, grid, room, size, band, foot)) is not { } size)
            {
                continue;
            }

            if (!hasBacks)
            {
                return new(index, grid.PerPage, size, 0, 0, false);
            }

            for (var extras = grid.IsSmall ? 0 : Everything; extras >= 0; extras--)
            {
                var last = extras == 0;
                if (Largest(last ? grid.BackSizes : [.. grid.BackSizes.Where(s => s >= 10)], at => Back(card, grid, room, at, extras, band, foot)) is { } back)
                {
                    return new(index, grid.PerPage, size, back, extras, isForBack);
                }
            }

            isForBack |= grid.PerPage == asked;
        }

        // The front may well fit somewhere: then only the answer stands apart.
        foreach (var grid in CardGrid.From(asked))
        {
            if (Largest(PaperRoom.Sizes(grid.Sizes, band), size => Front(card, grid, grid.RoomOn(paper), size, band, foot)) is { } size)
            {
                return new(index, grid.PerPage, size, 0, 0, isForBack);
            }
        }

        return new(index, 0, PaperRoom.LeastSize(band), 0, Everything, false);

        double? Largest(IEnumerable<double> sizes, Func<double, double> height)
        {
            foreach (var size in sizes)
            {
                if (height(size) is >= 0 and < TextSize.Never)
                {
                    return size;
                }
            }

            return null;
        }
    }

    /// <summary>What is left of a card's height when its front is set in this size; negative or never where it does not fit.</summary>
    private static double Front(Card card, CardGrid grid, PaperRoom room, double size, string band, string foot)
    {
        var least = PaperRoom.LeastSize(band);
        var page = new TextSize(Face.Sans, size, 1.4);
        var voice = new TextSize(Face.Voice, size, 1.4);
        var stack = new Stack(room, grid.Gap + 0.01);
        stack.Add(Top(card, grid, room, band));
        if (card.Picture is { } picture)
        {
            var words = new TextSize(Face.Sans, 8.5, 1.25);
            stack.Add(Math.Max(Math.Max(18, room.Height * 0.3), words.HeightOf(picture, room.Width - 4.8) + 4.8));
        }

        if (card.Myth is not null)
        {
            var inside = room.Width - 6.8;
            var tag = new TextSize(Face.Sans.Bold, 9, 1.3).HeightOf("Tag", inside);
            var myth = page with { Points = Math.Max(size * 0.85, least) };
            stack.Add(9 + (2 * tag) + myth.HeightOf(card.Myth, inside) + page.Bold.HeightOf(card.Fact, inside));
        }
        else if (card.Text is not null)
        {
            stack.Add(voice.HeightOf(card.Text, room.Width));
        }

        if (card.Questions is { Count: > 0 } questions)
        {
            var ask = (page with { Points = Math.Max(size * 0.8, least), Leading = 1.35 }).Bold;
            stack.Add(2 + questions.Sum(q => ask.HeightOf(q, room.Width)) + ((questions.Count - 1) * 0.25 * ask.Em));
        }

        stack.Add(FootHeight(foot, room));
        return stack.Left - Slack;
    }

    /// <summary>The same for its back.</summary>
    private static double Back(Card card, CardGrid grid, PaperRoom room, double size, int extras, string band, string foot)
    {
        var page = new TextSize(Face.Sans, size, 1.35);
        var voice = new TextSize(Face.Voice, size, 1.35);
        var verdict = new TextSize(Face.Sans.Bold, grid.Head * 0.78, 1.2);
        var head = new TextSize(Face.Sans.Bold, 9.5, 1.3).HeightOf("Head", room.Width) + 0.4;
        var stack = new Stack(room, grid.Gap + 0.01);
        stack.Add(Top(card, grid, room, band));
        stack.AddText(verdict.HeightOf(card.Category, room.Width));
        stack.AddText(verdict.HeightOf(card.Answer, room.Width));
        stack.AddText(page.HeightOf(card.Key, room.Width));
        if (card.Source is not null)
        {
            stack.Add(page.Bold.HeightOf($"Source: {card.Source}", room.Width));
        }

        foreach (var (who, line, debrief) in extras > 2 ? card.HarmfulLines : [])
        {
            var says = new TextSize(Face.Sans.Bold, 9.5, 1.3).HeightOf(who, room.Width) + 0.4;
            stack.Add(says + voice.HeightOf(line, room.Width) + head + page.HeightOf(debrief, room.Width));
        }

        if (card.Responsible is not null && extras > 0)
        {
            stack.Add(head + page.HeightOf(card.Responsible, room.Width));
        }

        if (card.BetterLine is not null)
        {
            stack.Add(head + voice.HeightOf(card.BetterLine, room.Width));
        }

        if (card.Moves is { Count: > 0 } moves && extras > 1)
        {
            stack.Add(head + moves.Sum(m => page.Bold.HeightOf(m, room.Width)) + ((moves.Count - 1) * 0.25 * page.Em));
        }

        if (card.Debrief is not null && extras > 3)
        {
            stack.Add(head + page.HeightOf(card.Debrief, room.Width));
        }

        if (card.Leaves(extras))
        {
            stack.Add(new TextSize(Face.Sans, 8, 1.3).HeightOf("More about this case is in the guide and the answer key.", room.Width));
        }

        stack.Add(FootHeight(foot + ", answers", room));
        return stack.Left - Slack;
    }

    private static double Top(Card card, CardGrid grid, PaperRoom room, string band)
    {
        var (arch, high, pad) = grid.IsSmall ? (7.5, 8.6, 1.6 + (1.25 * TextSize.Point)) : (10.5, 12.5, 2.6 + (2 * TextSize.Point));
        var width = room.Width - arch - 4;
        var number = new TextSize(Face.Sans.Bold, grid.IsSmall ? 8 : 9, 1.3).HeightOf("Answer to card 9999", width);
        return Math.Max(high, number + 0.6 + new TextSize(Face.Sans.Bold, Math.Max(grid.Head, PaperRoom.LeastSize(band)), 1.05).HeightOf(card.Title, width)) + pad;
    }

    /// <summary>The line that keeps a loose card findable.</summary>
    internal static double FootHeight(string foot, PaperRoom room) => 1.4 + (0.5 * TextSize.Point) + new TextSize(Face.Sans, 7, 1.2).HeightOf(foot, room.Width);

    /// <summary>What the two sides of a card say, with the shapes of its texts read once.</summary>
    private sealed class Card(View face)
    {
        public string? Title { get; } = Value(face, "title") as string;

        public string? Picture { get; } = Value(face, "picture") as string;

        public string? Category { get; } = Value(face, "category_title") as string;

        public string? Answer { get; } = Value(face, "answer") as string;

        public IReadOnlyList<ProseShape>? Text { get; } = Shapes(face, "text");

        public IReadOnlyList<ProseShape>? Myth { get; } = Shapes(face, "myth");

        public IReadOnlyList<ProseShape>? Fact { get; } = Shapes(face, "fact");

        public IReadOnlyList<ProseShape>? Key { get; } = Shapes(face, "key");

        public IReadOnlyList<ProseShape>? BetterLine { get; } = Shapes(face, "better_line");

        public IReadOnlyList<ProseShape>? Responsible { get; } = Shapes(face, "responsible");

        public string? Source { get; } = Value(face, "source") as string;

        public IReadOnlyList<ProseShape>? Debrief { get; } = Shapes(face, "debrief");

        /// <summary>Harmful lines, each with who says it and what is wrong about it.</summary>
        public IReadOnlyList<(string Who, IReadOnlyList<ProseShape>? Line, IReadOnlyList<ProseShape>? Debrief)> HarmfulLines { get; } =
            Value(face, "harmful_lines") is IEnumerable<object?> list
                ? [.. list.Cast<View>().Select(l => ($"{l["who"] ?? "Someone"} says", Shapes(l, "line"), Shapes(l, "debrief")))]
                : [];

        public IReadOnlyList<IReadOnlyList<ProseShape>>? Questions { get; } = List(face, "questions", q => Shapes((View)q!, "question")!);

        /// <summary>What others can do, each on one line of thought with the name of the move before it.</summary>
        public IReadOnlyList<string>? Moves { get; } = Value(face, "upstander_moves") is IEnumerable<object?> list
            ? [.. list.Cast<View>().Select(m => $"Some kind of move: {(m["text"] is Prose text ? MarkdownRenderer.ToPlain(text).ReplaceLineEndings(" ") : "")}")]
            : null;

        /// <summary>Whether a back with so many extras leaves anything out.</summary>
        public bool Leaves(int extras) =>
            (extras < 1 && Responsible is not null) || (extras < 3 && HarmfulLines.Count > 0) || (extras < 2 && Moves is { Count: > 0 }) || (extras < 4 && Debrief is not null);

        private static object? Value(View face, string name) => face.Has(name) ? face[name] : null;

        private static IReadOnlyList<ProseShape>? Shapes(View face, string name) => Value(face, name) is Prose prose ? ProseShape.Of(prose) : null;

        private static IReadOnlyList<IReadOnlyList<ProseShape>>? List(View face, string name, Func<object?, IReadOnlyList<ProseShape>> read) =>
            Value(face, name) is IEnumerable<object?> list ? [.. list.Select(read)] : null;
    }
}
