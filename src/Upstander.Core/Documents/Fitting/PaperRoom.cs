namespace Upstander.Documents.Fitting;

/// <summary>The part of a paper inside its margins, in millimetres, as sheets.css has it.</summary>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
internal readonly record struct PaperRoom(double Width, double Height)
{
    private const double Sides = 24;
    private const double Side = 0.8;

    // 12 mm above, 20 below, where the running foot stands, and a hair, so that a full page is never two. Cards have feet of their own, so the foot
    // of their page has one line and 14 mm.
    private const double Ends = 32.4;
    private const double EndsOfDeck = 26.4;

    /// <summary>The room of <c>letter</c> or <c>a4</c>.</summary>
    public static PaperRoom Of(string paper) => Of(paper, Ends);

    /// <summary>The room of a page of cards, tickets or heads.</summary>
    public static PaperRoom OfDeck(string paper) => Of(paper, EndsOfDeck);

    private static PaperRoom Of(string paper, double ends) => paper == "a4" ? new(210 - Sides - Side, 297 - ends) : new(215.9 - Sides - Side, 279.4 - ends);

    /// <summary>The least size of what learners read, in points: young children get larger letters.</summary>
    public static double LeastSize(string band) => band == "k2" ? 14 : 12;

    /// <summary>The sizes of a ladder that are not too small for a band, largest first; its least size where all are.</summary>
    public static IReadOnlyList<double> Sizes(IReadOnlyList<double> ladder, string band)
    {
        var least = LeastSize(band);
        double[] sizes = [.. ladder.Where(s => s >= least)];
        return sizes.Length == 0 ? [least] : sizes;
    }
}
