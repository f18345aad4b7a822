using Upstander.Lessons;
using Upstander.Rendering;

namespace Upstander.Documents.Fitting;

/// <summary>The place of an exit ticket.</summary>
/// <param name="PerPage">How many stand on a page: 4, 2 or 1; 0 where it is longer than a page.</param>
/// <param name="Size">Size of its text in points.</param>
/// <param name="Line">Height of a line to write on, in tenths of a millimetre.</param>
internal sealed record TicketPlace(int PerPage, double Size, int Line);

/// <summary>Finds the place of an exit ticket: as many on a page as its author asks for, else fewer and larger ones.</summary>
internal static class TicketFit
{
    private const double Slack = 1;
    private const double Gap = 2.2;
    private const double Border = 2 * TextSize.Point;

    private static readonly CardGrid[] Grids =
    [
        new(4, 2, 2, 15, Gap, [13, 12], []),
        new(2, 1, 2, 19, Gap, [14, 13, 12], []),
        new(1, 1, 1, 26, Gap, [18, 16, 14, 12], []),
    ];

    /// <summary>Heights of a line to write on, in tenths of a millimetre, the most comfortable first.</summary>
    private static int[] Lines(string band) => band == "k2" ? [100, 90] : [85, 75, 70];

    /// <summary>Finds the place.</summary>
    /// <param name="handout">The ticket.</param>
    /// <param name="paper">The paper.</param>
    /// <param name="band">Band of the learners.</param>
    /// <param name="foot">The line at its foot.</param>
    public static TicketPlace Place(Handout handout, PaperRoom paper, string band, string foot)
    {
        var items = handout.Items.Select(i => new Item(i)).ToList();
        var intro = handout.Intro is { } text ? ProseShape.Of(text) : null;
        foreach (var grid in Grids.Where(g => g.PerPage <= handout.Grid))
        {
            foreach (var size in PaperRoom.Sizes(grid.Sizes, band))
            {
                foreach (var line in Lines(band))
                {
                    if (Left(handout, intro, items, grid, grid.RoomOn(paper), size, line / 10.0, foot) >= Slack)
                    {
                        return new(grid.PerPage, size, line);
                    }
                }
            }
        }

        return new(0, PaperRoom.LeastSize(band), Lines(band)[0]);
    }

    private static double Left(
        Handout handout, IReadOnlyList<ProseShape>? intro, List<Item> items, CardGrid grid, PaperRoom room, double size, double line, string foot)
    {
        var page = new TextSize(Face.Sans, size, 1.35);
        var stack = new Stack(room, Gap);
        var number = new TextSize(Face.Sans.Bold, 9, 1.3).HeightOf("Exit ticket, no name needed", room.Width);
        stack.Add(number + 0.6 + new TextSize(Face.Sans.Bold, grid.Head, 1.05).HeightOf(handout.Title.Value, room.Width) + 2 + (2 * TextSize.Point));
        if (handout.NameLine?.Value == true)
        {
            stack.Add(8);
        }

        stack.AddText(page.HeightOf(intro, room.Width));
        foreach (var item in items)
        {
            stack.Add(0.4 + item.HeightOf(page, room.Width, line));
        }

        stack.AddText(page.Bold.HeightOf(handout.Closing?.Value, room.Width) + (handout.Closing is null ? 0 : 1.5));
        stack.Add(CardFit.FootHeight(foot, room));
        return stack.Left;
    }

    /// <summary>An item of a ticket with the shapes of its texts read once. Its figures are those of <c>.in-ticket</c> in sheets.css.</summary>
    private sealed class Item(HandoutItem item)
    {
        private const double BoxWidth = 6.5;
        private const double WideFrom = 120;
        private const double DotsHeight = 7.5;
        private const double DrawHeight = 28;
        private const double LeastDraw = 18;

        private readonly IReadOnlyList<ProseShape> prompt = ProseShape.Of(item.Prompt);
        private readonly List<IReadOnlyList<ProseShape>> options = [.. item.Options.Select(ProseShape.Of)];
        private readonly List<IReadOnlyList<ProseShape>> starts = [.. item.Starts.Select(ProseShape.Of)];
        private readonly List<(IReadOnlyList<ProseShape> Left, IReadOnlyList<ProseShape> Right)> pairs = [.. item.Pairs.Select(p => (ProseShape.Of(p.Left), ProseShape.Of(p.Right)))];

        /// <summary>How high it is at most.</summary>
        public double HeightOf(TextSize page, double width, double line) =>
            1.1 + page.Bold.HeightOf(prompt, width) + item.AnswerType switch
            {
                "check" or "choose" => Options(page, width) + (item.Space is null ? 0 : Room(line, 1)),
                "scale" => Scale(page, width) + (item.Space is null ? 0 : Room(line, 1)),
                "match" => pairs.Sum(p => Math.Max(page.HeightOf(p.Left, Side(width)), page.HeightOf(p.Right, Side(width))) + 3.2 + Border) + (Math.Max(0, pairs.Count - 1) * 2),
                "draw" => Math.Max(LeastDraw, Millimetres ?? DrawHeight) + Border,
                "table" => Table(page, width),
                _ when starts.Count > 0 => starts.Sum(s => page.HeightOf(s, width) + Room(line, 1)) + ((starts.Count - 1) * 2),
                _ => Options(page, width) + Room(line, 2),
            };

        private double? Millimetres => item.Space?.Value.Split(' ') switch
        {
            [var count, "cm"] => 10 * Count(count),
            [var count, "mm"] => Count(count),
            _ => null,
        };

        private static int Count(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

        private static double Side(double width) => ((width - 18) / 2) - 4.8 - Border;

        private double Room(double line, int usual) =>
            Millimetres + Border ?? line * (item.Space is { } space ? Count(space.Value.Split(' ')[0]) : usual);

        /// <summary>Where a ticket is as wide as the paper, options stand in two columns.</summary>
        private double Options(TextSize page, double width)
        {
            var columns = width > WideFrom ? 2 : 1;
            var height = 0.0;
            foreach (var row in options.Chunk(columns))
            {
                height += row.Max(o => Math.Max(4.7, page.HeightOf(o, ((width - ((columns - 1) * 4)) / columns) - BoxWidth))) + 1;
            }

            return height;
        }

        private double Scale(TextSize page, double width)
        {
            var steps = item.Scale?.Steps.Value ?? 5;
            if ((steps * 7.5) + ((steps - 1) * 3.5) > width)
            {
                return TextSize.Never;
            }

            var labels = new TextSize(Face.Sans, 9, 1.2);
            var ends = item.Scale is { } scale ? 1.2 + Math.Max(labels.HeightOf($"1 {scale.Low}", 25), labels.HeightOf($"{steps} {scale.High}", 25)) : 0;
            return ends + (options.Count == 0 ? DotsHeight + 1.2 : options.Sum(o => page.HeightOf(o, width) + 1.2 + DotsHeight) + ((options.Count - 1) * 1.2));
        }

        private double Table(TextSize page, double width)
        {
            var tall = item.Rows.Count > 8 ? 9.0 : 13;
            var blank = 4;
            if (item.Space is { } space)
            {
                if (Millimetres is { } high)
                {
                    tall = high;
                }
                else if (item.Rows.Count > 0)
                {
                    tall = Count(space.Value.Split(' ')[0]) * 8;
                }
                else
                {
                    blank = Count(space.Value.Split(' ')[0]);
                }
            }

            var columns = Math.Max(1, item.Columns.Count) + (item.Rows.Count > 0 ? 1 : 0);
            var cell = (width / columns) - 4.4;
            var words = page.Bold with { Leading = 1.3 };
            var head = item.Columns.Count == 0 ? 0 : item.Columns.Max(c => words.HeightOf(c.Value, cell)) + 3.2;
            return head + 0.5 + (item.Rows.Count > 0
                ? item.Rows.Sum(r => Math.Max(tall, words.HeightOf(r.Value, cell - 0.5)) + 3.2)
                : blank * (tall + 3.2));
        }
    }
}
