using Upstander.Lessons;
using Upstander.Rendering;

namespace Upstander.Documents.Fitting;

/// <summary>The place of a poster.</summary>
/// <param name="Step">Size of its letters and drawings in hundredths of the design; 0 where it is longer than a page.</param>
internal sealed record PosterPlace(int Step);

/// <summary>Finds the largest step of a poster's size that fits. Figures are those of <c>.poster</c> in sheets.css.</summary>
internal static class PosterFit
{
    private const double Slack = 1.5;

    private static readonly int[] Steps = [100, 90, 80, 70, 60, 50, 42, 36];

    /// <summary>The room of a poster glued from two sheets laid crosswise, in the measure of the poster on one sheet, and how much it is enlarged.</summary>
    public static (PaperRoom Room, double Zoom) Large(string paper)
    {
        // Two landscape sheets one below the other; the lower gives ten millimetres for the glue.
        var (one, zoom) = paper == "a4" ? (new PaperRoom(273, 178), 1.47) : (new PaperRoom(255.4, 183.9), 1.334);
        return (new(PaperRoom.Of(paper).Width, ((2 * (one.Height - 0.4)) - 10) / zoom), zoom);
    }

    /// <summary>Finds the step.</summary>
    /// <param name="handout">The poster.</param>
    /// <param name="room">The room it has, foot included.</param>
    /// <param name="zoom">How much it is enlarged after it is set: small letters may be smaller before.</param>
    /// <param name="band">Band of the learners.</param>
    /// <param name="foot">The line at its foot.</param>
    public static PosterPlace Place(Handout handout, PaperRoom room, double zoom, string band, string foot)
    {
        var poster = new Poster(handout, band, zoom, foot);
        return new(Steps.FirstOrDefault(step => poster.Left(room, step / 100.0) >= Slack));
    }

    /// <summary>The least size of a poster's text in points: it is read from further away than a page.</summary>
    public static double LeastSize(string band, double zoom) => (band == "k2" ? 16 : 14) / (zoom > 1 ? 1.25 : 1);

    private sealed class Poster(Handout handout, string band, double zoom, string foot)
    {
        private readonly IReadOnlyList<ProseShape>? intro = handout.Intro is { } text ? ProseShape.Of(text) : null;
        private readonly IReadOnlyList<ProseShape>? body = handout.Body is { } text ? ProseShape.Of(text) : null;
        private readonly List<IReadOnlyList<ProseShape>?> means = [.. handout.Points.Select(p => p.Text is { } text ? ProseShape.Of(text) : null)];

        public double Left(PaperRoom room, double k)
        {
            var least = LeastSize(band, zoom);
            var (width, count) = (room.Width, handout.Points.Count);
            var height = new TextSize(Face.Sans.Bold, Math.Max(57 * k, 24), 1).HeightOf(handout.Title.Value, width);
            height += Part(new TextSize(Face.Sans, Math.Max(18 * k, least), 1.3).HeightOf(intro, width), 4);
            height += count is 2 or 4 ? 7 + Arches(width, k, least, count) : count > 0 ? 7 + Rows(width, k, least, count) : 0;
            height += Part(new TextSize(Face.Sans, Math.Max((count == 0 ? 24 : 17) * k, least), 1.32).HeightOf(body, width), 6);
            height += Part(new TextSize(Face.Sans.Bold, Math.Max(22 * k, least), 1.2).HeightOf(handout.Closing?.Value, width), 5);
            height += 2.5 + new TextSize(Face.Sans, 7.5, 1.3).HeightOf(foot, width);
            return room.Height - height;
        }

        private static double Part(double height, double gap) => height > 0 ? height + gap : 0;

        /// <summary>Arches of the same height, one or two in a row.</summary>
        private double Arches(double width, double k, double least, int count)
        {
            var inside = (count == 4 ? (width - 7) / 2 : width) - 10 - (5 * TextSize.Point);
            var word = new TextSize(Face.Sans.Bold, Math.Max(27 * k, least), 1.05);
            var (points, room) = count == 4 ? (14.0, 62.0) : (18.0, 120.0);
            var mean = new TextSize(Face.Sans, Math.Max(points * k, least), 1.3);
            var highest = 0.0;
            for (var i = 0; i < count; i++)
            {
                var picture = handout.Points[i].Icon is null ? 20 * k : 37 * k;
                highest = Math.Max(
                    highest,
                    picture + 2.5 + word.HeightOf(handout.Points[i].Title.Value, inside) + (means[i] is null ? 0 : 1.5 + Math.Max(2.6 * mean.Em, mean.HeightOf(means[i], Math.Min(inside, room)))));
            }

            return (2 * (highest + ((9 + 7) * Math.Max(k, 0.5)) + (5 * TextSize.Point))) + 6;
        }

        /// <summary>Rows, each as high as its words or its arch.</summary>
        private double Rows(double width, double k, double least, int count)
        {
            var (arch, points) = count switch { 1 or 3 => (56.0, 46.0), 5 => (32, 26), 6 => (28, 23), 7 => (23, 20), 8 => (20, 18), _ => (42, 34) };
            arch *= k;
            var word = new TextSize(Face.Sans.Bold, Math.Max(points * k, least), 1.05);
            var mean = new TextSize(Face.Sans, Math.Max(points * 0.53 * k, least), 1.3);
            var inside = width - arch - 9;
            var height = (count - 1) * 5.0;
            for (var i = 0; i < count; i++)
            {
                height += Math.Max(
                    arch * 0.8,
                    word.HeightOf(handout.Points[i].Title.Value, inside) + (means[i] is null ? 0 : 1.5 + mean.HeightOf(means[i], inside)));
            }

            return height;
        }
    }
}
