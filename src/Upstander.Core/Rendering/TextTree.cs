namespace Upstander.Rendering;

/// <summary>A Markdown document taken apart, without any library's types: what other formats are made from.</summary>
/// <param name="Blocks">In order.</param>
/// <param name="Notes">Footnotes by their number.</param>
public sealed record TextTree(IReadOnlyList<TextBlock> Blocks, IReadOnlyDictionary<int, IReadOnlyList<TextBlock>> Notes);

/// <summary>Something that stands on lines of its own.</summary>
public abstract record TextBlock;

/// <summary>A heading.</summary>
/// <param name="Level">From 1 to 6.</param>
/// <param name="Parts">Its text.</param>
public sealed record TextHeading(int Level, IReadOnlyList<TextPart> Parts) : TextBlock;

/// <summary>A paragraph.</summary>
/// <param name="Parts">Its text.</param>
public sealed record TextParagraph(IReadOnlyList<TextPart> Parts) : TextBlock;

/// <summary>A list.</summary>
/// <param name="Start">The first number; null where items have no numbers.</param>
/// <param name="Items">Each item's blocks.</param>
public sealed record TextList(int? Start, IReadOnlyList<IReadOnlyList<TextBlock>> Items) : TextBlock;

/// <summary>A quotation.</summary>
/// <param name="Blocks">What it holds.</param>
public sealed record TextQuote(IReadOnlyList<TextBlock> Blocks) : TextBlock;

/// <summary>A table whose first row is its header.</summary>
/// <param name="Columns">How each column stands.</param>
/// <param name="Rows">Cells of text, row by row; every row has a cell for each column.</param>
public sealed record TextTable(IReadOnlyList<ColumnSide> Columns, IReadOnlyList<IReadOnlyList<IReadOnlyList<TextPart>>> Rows) : TextBlock;

/// <summary>To which side a column of a table is set.</summary>
public enum ColumnSide
{
    /// <summary>Where the line starts.</summary>
    Start,

    /// <summary>The middle.</summary>
    Middle,

    /// <summary>Where the line ends.</summary>
    End,
}

/// <summary>A line across.</summary>
public sealed record TextRule : TextBlock;

/// <summary>Text to be shown character by character.</summary>
/// <param name="Text">Its lines.</param>
public sealed record TextCode(string Text) : TextBlock;

/// <summary>An HTML comment, which no reader of Markdown shows.</summary>
/// <param name="Text">What stands between its marks, trimmed.</param>
public sealed record TextComment(string Text) : TextBlock;

/// <summary>Something that stands in a line.</summary>
public abstract record TextPart;

/// <summary>Text.</summary>
/// <param name="Text">As it is read.</param>
public sealed record PlainPart(string Text) : TextPart;

/// <summary>Text that is set apart from its surroundings.</summary>
/// <param name="Mark">How.</param>
/// <param name="Parts">The text.</param>
public sealed record MarkedPart(TextMark Mark, IReadOnlyList<TextPart> Parts) : TextPart;

/// <summary>How text is set apart.</summary>
public enum TextMark
{
    /// <summary>Strong.</summary>
    Strong,

    /// <summary>With emphasis.</summary>
    Emphasis,

    /// <summary>Struck through.</summary>
    Strike,
}

/// <summary>Text to be shown character by character.</summary>
/// <param name="Text">The text.</param>
public sealed record CodePart(string Text) : TextPart;

/// <summary>A link.</summary>
/// <param name="Url">Where it leads.</param>
/// <param name="Parts">Its text.</param>
public sealed record LinkPart(string Url, IReadOnlyList<TextPart> Parts) : TextPart;

/// <summary>A picture.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Alternative">What it shows, in words.</param>
public sealed record PicturePart(string Url, string Alternative) : TextPart;

/// <summary>The end of a line.</summary>
/// <param name="Hard">Whether its author asked for it; others are spaces.</param>
public sealed record BreakPart(bool Hard) : TextPart;

/// <summary>A box to check.</summary>
/// <param name="Checked">Whether it is checked.</param>
public sealed record BoxPart(bool Checked) : TextPart;

/// <summary>Where a footnote is called.</summary>
/// <param name="Number">Its number.</param>
public sealed record NotePart(int Number) : TextPart;
