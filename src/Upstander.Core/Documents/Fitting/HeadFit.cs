using Upstander.Rendering;

namespace Upstander.Documents.Fitting;

/// <summary>A head that cards are laid under, as it is measured.</summary>
/// <param name="Title">Name of the category.</param>
/// <param name="Text">What belongs there; null where nothing is said.</param>
/// <param name="Cards">The cards that belong there, by number, each with the first words of it.</param>
internal sealed record Head(string Title, IReadOnlyList<ProseShape>? Text, IReadOnlyList<(int Number, string Words)> Cards);

/// <summary>The place of a head.</summary>
/// <param name="Title">Size of its title in points.</param>
/// <param name="Text">Size of its text in points.</param>
/// <param name="Back">Size of the list on its back in points; 0 where only numbers have room.</param>
internal sealed record HeadPlace(double Title, double Text, double Back);

/// <summary>Finds how many heads stand on a page, and the size of their letters.</summary>
internal static class HeadFit
{
    /// <summary>Between heads, in millimetres.</summary>
    public const double Gap = 5;

    private const double PadX = 16 + (5 * TextSize.Point);
    private const double PadY = 8 + (5 * TextSize.Point);
    private const double Slack = 1;

    private static readonly (double Title, double Text)[] Sizes = [(44, 18), (38, 16), (30, 14), (24, 13), (20, 12)];

    /// <summary>The heads on a page and the place of each; null for heads that flow over pages of their own.</summary>
    public static (int PerPage, IReadOnlyList<HeadPlace?> Places) Places(IReadOnlyList<Head> heads, PaperRoom paper, string band, string foot)
    {
        // Three and two look better than four and one.
        var most = heads.Count == 0 ? 1 : (heads.Count + ((heads.Count + 3) / 4) - 1) / ((heads.Count + 3) / 4);
        for (var perPage = most; ; perPage--)
        {
            IReadOnlyList<HeadPlace?> places = [.. heads.Select(h => Place(h, perPage, paper, band, foot))];
            if (perPage == 1 || places.All(p => p is not null))
            {
                return (perPage, places);
            }
        }
    }

    private static HeadPlace? Place(Head head, int perPage, PaperRoom paper, string band, string foot)
    {
        var room = new PaperRoom(paper.Width - PadX, ((paper.Height - ((perPage - 1) * Gap)) / perPage) - PadY);
        var least = PaperRoom.LeastSize(band);
        foreach (var (title, text) in Sizes.Where(s => s.Text >= least || s == Sizes[^1]))
        {
            var stack = new Stack(room, 3);
            stack.Add(new TextSize(Face.Sans.Bold, title, 1.02).HeightOf(head.Title, room.Width));
            stack.AddText(new TextSize(Face.Sans, Math.Max(text, least), 1.3).HeightOf(head.Text, room.Width));
            stack.Add(CardFit.FootHeight(foot, room));
            if (stack.Left >= Slack)
            {
                return Back(head, room, foot) is >= 0 and var back ? new(title, Math.Max(text, least), back) : null;
            }
        }

        return null;
    }

    /// <summary>The size of the list on a back in points, 0 for numbers alone, -1 where not even those have room.</summary>
    private static double Back(Head head, PaperRoom room, string foot)
    {
        var label = new TextSize(Face.Sans.Bold, 9, 1.3).HeightOf("Here belong", room.Width);
        foreach (var size in (ReadOnlySpan<double>)[12, 11, 10, 9])
        {
            // Two columns of entries that are not broken: the longer column may be an entry higher than half of them.
            var entry = new TextSize(Face.Sans.Bold, size, 1.3);
            var all = head.Cards.Select(c => entry.HeightOf($"{c.Number} {c.Words}", (room.Width - 8) / 2) + 1.1).ToList();
            if (Fits((all.Sum() / 2) + all.DefaultIfEmpty().Max()))
            {
                return size;
            }
        }

        return Fits(new TextSize(Face.Sans.Bold, 12, 1.3).HeightOf(string.Join(", ", head.Cards.Select(c => c.Number)), room.Width)) ? 0 : -1;

        bool Fits(double list)
        {
            var stack = new Stack(room, 3);
            stack.Add(label);
            stack.Add(list);
            stack.Add(CardFit.FootHeight(foot + ", answers", room));
            return stack.Left >= Slack;
        }
    }
}
