namespace Upstander.Documents.Fitting;

/// <summary>The part of a paper inside its margins, in millimetres, as sheets.css has it.</summary>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
internal readonly record struct PaperRoom(double Width, double Height)
{
    private const double Margins = 24;
    private const double Side = 0.8;
    private const double Foot = 0.4;

    /// <summary>The room of <c>letter</c> or <c>a4</c>.</summary>
    public static PaperRoom Of(string paper) => paper == "a4" ? new(210 - Margins - Side, 297 - Margins - Foot) : new(215.9 - Margins - Side, 279.4 - Margins - Foot);

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
