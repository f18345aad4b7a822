using Upstander.Rendering;

namespace Upstander.Documents.Fitting;

/// <summary>
/// A way to set text: face, size and leading. Its figures are those of <c>.fit</c> in sheets.css, which sets everything inside a text in
/// parts of its size; a test holds them together.
/// </summary>
/// <param name="Face">The face.</param>
/// <param name="Points">Size in points.</param>
/// <param name="Leading">Height of a line in parts of the size.</param>
internal readonly record struct TextSize(Face Face, double Points, double Leading)
{
    /// <summary>Millimetres in a point.</summary>
    public const double Point = 25.4 / 72;

    private const double BetweenBlocks = 0.5;
    private const double BetweenItems = 0.25;
    private const double BulletIndent = 1.2;
    private const double NumberIndent = 1.9;
    private const double QuoteIndent = 1;
    private const double CellPad = 0.4;
    private const double NarrowCellPad = 0.1;
    private const double Border = 0.75 * Point;

    /// <summary>From this many columns on, cells are padded less.</summary>
    private const int ManyColumns = 9;

    /// <summary>A column of fewer em than this is no place for words.</summary>
    private const double LeastWidth = 3;

    /// <summary>No picture in a text is higher, in millimetres.</summary>
    private const double PictureHeight = 30;

    /// <summary>What does not fit at all.</summary>
    public const double Never = double.PositiveInfinity;

    /// <summary>Millimetres in an em.</summary>
    public double Em => Points * Point;

    /// <summary>The same in bold.</summary>
    public TextSize Bold => this with { Face = Face.Bold };

    /// <summary>How high a line of words is at most, set over as many lines as it needs, in millimetres.</summary>
    public double HeightOf(string? text, double width) =>
        string.IsNullOrEmpty(text) ? 0 : width < LeastWidth * Em ? Never : Face.LinesOf(text, width / Em) * Leading * Em;

    /// <summary>How high a text is at most, in millimetres; <see cref="Never"/> where it has no place at this width, whatever the height.</summary>
    public double HeightOf(IReadOnlyList<ProseShape>? shapes, double width) => HeightOf(shapes ?? [], width, BetweenBlocks);

    private double HeightOf(IReadOnlyList<ProseShape> shapes, double width, double gap)
    {
        var height = Math.Max(0, shapes.Count - 1) * gap * Em;
        foreach (var shape in shapes)
        {
            height += HeightOf(shape, width);
        }

        return height;
    }

    private double HeightOf(ProseShape shape, double width) => shape.Kind switch
    {
        _ when width < LeastWidth * Em => Never,
        ShapeKind.Words => (shape.IsHeavy ? Face.Bold : Face).LinesOf(shape.Text, width / Em) * Leading * Em,
        ShapeKind.Bullets => HeightOf(shape.Inner, width - (BulletIndent * Em), BetweenItems),
        ShapeKind.Numbers => HeightOf(shape.Inner, width - (NumberIndent * Em), BetweenItems),
        ShapeKind.Box => Math.Max(Leading * Em, HeightOf(shape.Inner, width, BetweenItems)),
        ShapeKind.Quote => HeightOf(shape.Inner, width - (QuoteIndent * Em) - (1.5 * Point), BetweenItems),
        ShapeKind.Table => TableHeight(shape, width),
        ShapeKind.Line => Em,
        ShapeKind.Picture => PictureHeight,
        _ => throw new InvalidOperationException($"{shape.Kind} stands inside another shape"),
    };

    private double TableHeight(ProseShape table, double width)
    {
        var columns = table.Inner.Max(row => row.Inner.Count);
        var pad = columns < ManyColumns ? CellPad : NarrowCellPad;
        var cell = ((width - Border) / columns) - (2 * pad * Em) - Border;
        var height = Border;
        foreach (var row in table.Inner)
        {
            var highest = Leading * Em;
            foreach (var box in row.Inner)
            {
                highest = Math.Max(highest, HeightOf(box, cell));
            }

            height += highest + (2 * CellPad / 2 * Em) + Border;
        }

        return height;
    }
}
