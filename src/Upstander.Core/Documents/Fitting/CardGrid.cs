namespace Upstander.Documents.Fitting;

/// <summary>How many cards stand on a page, and what that leaves for each. Sizes are in millimetres and points, as sheets.css has them.</summary>
/// <param name="PerPage">Cards on a page.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Head">Size of a card's title.</param>
/// <param name="Gap">Between the parts of a card.</param>
/// <param name="Sizes">Sizes of what learners read, largest first.</param>
/// <param name="BackSizes">Sizes of what facilitators read on backs, largest first.</param>
internal sealed record CardGrid(int PerPage, int Columns, int Rows, double Head, double Gap, IReadOnlyList<double> Sizes, IReadOnlyList<double> BackSizes)
{
    /// <summary>Every grid, the one with the smallest cards first.</summary>
    public static IReadOnlyList<CardGrid> All { get; } =
    [
        new(9, 3, 3, 13, 1.8, [12], [10, 9]),
        new(8, 2, 4, 13, 1.8, [12], [10, 9]),
        new(6, 2, 3, 15, 2.6, [13, 12], [10, 9]),
        new(4, 2, 2, 19, 2.6, [15, 14, 13, 12], [11, 10, 9]),
        new(2, 1, 2, 25, 2.6, [20, 18, 16, 14, 12], [14, 12, 11, 10, 9]),
        new(1, 1, 1, 34, 2.6, [26, 22, 18, 16, 14, 12], [16, 14, 12, 11, 10, 9]),
    ];

    /// <summary>Whether cards are small: their heads, numbers and feet are too, and backs leave out what the guide says at length.</summary>
    public bool IsSmall => PerPage > 4;

    /// <summary>The grids that may hold a card whose author asked for so many on a page: that one, then those with larger cards.</summary>
    public static IEnumerable<CardGrid> From(int asked) => All.Where(g => g.PerPage <= asked);

    /// <summary>Room inside a card: the cell less the distance to the cuts.</summary>
    public PaperRoom RoomOn(PaperRoom paper) => new((paper.Width / Columns) - PadX, (paper.Height / Rows) - PadY);

    private double PadX => PerPage switch { 9 => 7, 8 => 8, 6 => 9, 4 => 9, _ => 0 };

    private double PadY => PerPage switch { 9 => 7, 8 => 8, 6 => 9, 1 => 0, _ => 9 };
}
