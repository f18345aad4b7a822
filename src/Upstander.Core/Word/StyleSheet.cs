using System.Globalization;
using System.Text;

namespace Upstander.Word;

/// <summary>What decides how a document looks; documents that share it share their styles.</summary>
/// <param name="Base">Size of running text, in points.</param>
/// <param name="Cards">How many cards stand on a page; 0 where there are none. Copies of a sheet are no cards: their text keeps its size.</param>
/// <param name="Language">By BCP 47.</param>
/// <param name="RightToLeft">Whether lines run from right to left.</param>
internal sealed record Look(int Base, int Cards, string Language, bool RightToLeft);

/// <summary>The styles of a document: the tool's, and in place of those of the same name those of a <c>reference.docx</c>.</summary>
internal sealed class StyleSheet
{
    public const string Namespaces = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    private const string Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml";
    private const string Ink = "15292A";
    private const string Quiet = "45595A";
    private const string Line = "6B8079";
    private const string Tint = "EEF3EF";

    private static readonly string[] Sides = ["top", "left", "bottom", "right", "insideH", "insideV"];

    private readonly Reference? reference;

    private StyleSheet(Look look, Reference? reference)
    {
        this.reference = reference;
        Part = WordPart.Of("word/styles.xml", Type, Encoding.UTF8.GetBytes(Xml(look)));
    }

    /// <summary>The styles part.</summary>
    public WordPart Part { get; }

    public static StyleSheet Of(Look look, Reference? reference) => new(look, reference);

    /// <summary>The id that a style of ours has in this sheet: a reference may call its headings by names of its own language.</summary>
    public string Id(string style) => reference?.IdOf(NameOf(style)) ?? style;

    private static string NameOf(string id) => All.FirstOrDefault(s => s.Id == id)?.Name ?? id;

    private string Xml(Look look)
    {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>")
            .Append(CultureInfo.InvariantCulture, $"<w:styles {Namespaces}>")
            .Append("<w:docDefaults><w:rPrDefault>")
            .Append(Language(reference?.RunDefaults, look))
            .Append("</w:rPrDefault><w:pPrDefault>")
            .Append(Direction(reference?.ParagraphDefaults, look))
            .Append("</w:pPrDefault></w:docDefaults>");
        foreach (var style in All)
        {
            if (reference?.IdOf(style.Name) is null)
            {
                xml.Append(OfTool(style, look));
            }
        }

        foreach (var style in reference?.Styles ?? [])
        {
            xml.Append(style);
        }

        return xml.Append("</w:styles>").ToString();
    }

    private static string Language(string? defaults, Look look)
    {
        var language = $"<w:lang w:val=\"{look.Language}\" w:eastAsia=\"{look.Language}\" w:bidi=\"{(look.RightToLeft ? look.Language : "ar-SA")}\"/>";
        var rest = defaults ?? "<w:rFonts w:asciiTheme=\"minorHAnsi\" w:hAnsiTheme=\"minorHAnsi\" w:eastAsiaTheme=\"minorEastAsia\" w:cstheme=\"minorBidi\"/>"
            + $"<w:color w:val=\"{Ink}\"/><w:sz w:val=\"{Half(look.Base)}\"/><w:szCs w:val=\"{Half(look.Base)}\"/>";
        return $"<w:rPr>{rest}{language}</w:rPr>";
    }

    private static string Direction(string? defaults, Look look) =>
        $"<w:pPr>{defaults?.Replace(Reference.DirectionGoesHere, look.RightToLeft ? "<w:bidi/>" : "", StringComparison.Ordinal) ?? (look.RightToLeft ? "<w:bidi/>" : "")}</w:pPr>";

    private string OfTool(Style style, Look look)
    {
        var link = style.BasedOn is { } based ? $"<w:basedOn w:val=\"{Id(based)}\"/>" : "";
        var next = style.Next is { } follows ? $"<w:next w:val=\"{Id(follows)}\"/>" : "";
        var standard = style.Id is "Normal" or "TableNormal" ? " w:default=\"1\"" : "";
        return $"<w:style w:type=\"{style.Type}\"{standard} w:styleId=\"{style.Id}\"><w:name w:val=\"{style.Name}\"/>{link}{next}"
            + $"<w:uiPriority w:val=\"{style.Rank}\"/>{(style.InGallery ? "<w:qFormat/>" : "")}{style.Look(look)}</w:style>";
    }

    private static string Half(double points) => ((int)Math.Round(points * 2)).ToString(CultureInfo.InvariantCulture);

    private static string Size(double points) => $"<w:sz w:val=\"{Half(points)}\"/><w:szCs w:val=\"{Half(points)}\"/>";

    private static Style Heading(int level, int before, Func<int, double> size, bool accent) => new(
        "paragraph",
        $"Heading{level}",
        $"heading {level}",
        "Normal",
        look => $"<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"{before}\" w:after=\"80\" w:line=\"240\" w:lineRule=\"auto\"/><w:outlineLvl w:val=\"{level - 1}\"/></w:pPr>"
            + $"<w:rPr><w:rFonts w:asciiTheme=\"majorHAnsi\" w:hAnsiTheme=\"majorHAnsi\" w:cstheme=\"majorBidi\"/><w:b/><w:bCs/>{(accent ? Accent : "")}{Size(size(look.Base))}</w:rPr>")
    {
        Next = "Normal",
        Rank = 9,
        InGallery = true,
    };

    private const string Accent = "<w:color w:val=\"0D4A48\" w:themeColor=\"accent1\"/>";

    /// <summary>Text on a card grows with the card, and is never smaller than running text.</summary>
    private static int CardSize(Look look) => look.Cards switch
    {
        1 => look.Base + 8,
        2 => look.Base + 4,
        4 => look.Base + 2,
        6 => look.Base + 1,
        _ => look.Base,
    };

    private static Style Contents(int level) => new(
        "paragraph",
        $"TOC{level}",
        $"toc {level}",
        "Normal",
        look => $"<w:pPr><w:spacing w:after=\"20\"/><w:ind w:left=\"{(level - 1) * 360}\"/></w:pPr>{(level == 1 ? "<w:rPr><w:b/><w:bCs/></w:rPr>" : "")}")
    {
        Rank = 39,
    };

    private static readonly Style[] All =
    [
        new("paragraph", "Normal", "Normal", null, _ => "<w:pPr><w:widowControl/><w:spacing w:after=\"110\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr>") { Rank = 0, InGallery = true },
        new("character", "DefaultParagraphFont", "Default Paragraph Font", null, _ => "") { Rank = 1 },
        new("table", "TableNormal", "Normal Table", null, _ => "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>") { Rank = 99 },
        new("paragraph", "Title", "Title", "Normal", look => $"<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:rFonts w:asciiTheme=\"majorHAnsi\" w:hAnsiTheme=\"majorHAnsi\" w:cstheme=\"majorBidi\"/><w:b/><w:bCs/>{Accent}{Size(look.Base + 12)}</w:rPr>") { Next = "Normal", Rank = 10, InGallery = true },
        new("paragraph", "Subtitle", "Subtitle", "Normal", look => $"<w:pPr><w:keepNext/><w:spacing w:after=\"200\"/></w:pPr><w:rPr><w:color w:val=\"{Quiet}\"/>{Size(look.Base)}</w:rPr>") { Next = "Normal", Rank = 11, InGallery = true },
        Heading(1, 320, b => b + 4, accent: true),
        Heading(2, 240, b => b + 2, accent: true),
        Heading(3, 200, b => b, accent: false),
        Heading(4, 160, b => b, accent: false),
        Heading(5, 160, b => b, accent: false),
        new("paragraph", "Quote", "Quote", "Normal", _ => "<w:pPr><w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"10\" w:color=\"0D4A48\" w:themeColor=\"accent1\"/></w:pBdr><w:ind w:left=\"284\" w:right=\"284\"/></w:pPr><w:rPr><w:rFonts w:ascii=\"Georgia\" w:hAnsi=\"Georgia\"/></w:rPr>") { Rank = 29, InGallery = true },
        new("paragraph", "Caption", "caption", "Normal", look => $"<w:pPr><w:spacing w:after=\"160\"/></w:pPr><w:rPr><w:color w:val=\"{Quiet}\"/>{Size(look.Base - 2)}</w:rPr>") { Rank = 35, InGallery = true },
        new("paragraph", "SmallPrint", "Small Print", "Normal", look => $"<w:rPr>{Size(look.Base - 2)}</w:rPr>") { InGallery = true },
        new("paragraph", "ListBullet", "List Bullet", "Normal", _ => "<w:pPr><w:spacing w:after=\"60\"/></w:pPr>") { InGallery = true },
        new("paragraph", "ListNumber", "List Number", "Normal", _ => "<w:pPr><w:spacing w:after=\"60\"/></w:pPr>") { InGallery = true },
        new("paragraph", "Choices", "Choices", "Normal", _ => "<w:pPr><w:spacing w:after=\"80\"/></w:pPr>") { InGallery = true },
        new("paragraph", "Step", "Step", "Normal", _ => "<w:pPr><w:spacing w:after=\"80\"/></w:pPr>") { InGallery = true },
        new("paragraph", "WritingLine", "Writing Line", "Normal", look => $"<w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"{Line}\"/><w:between w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"{Line}\"/></w:pBdr><w:spacing w:after=\"0\" w:line=\"482\" w:lineRule=\"exact\"/></w:pPr>") { InGallery = true },
        new("paragraph", "FillIn", "Fill In", "Normal", _ => "<w:pPr><w:spacing w:before=\"160\" w:after=\"160\"/></w:pPr>") { InGallery = true },
        new("paragraph", "CardHeading", "Card Heading", "Heading2", look => $"<w:pPr><w:keepNext w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"80\"/></w:pPr><w:rPr>{Size(look.Base)}</w:rPr>") { Next = "CardText", InGallery = true },
        new("paragraph", "CardText", "Card Text", "Normal", look => $"<w:pPr><w:spacing w:after=\"80\" w:line=\"259\" w:lineRule=\"auto\"/></w:pPr><w:rPr>{Size(CardSize(look))}</w:rPr>") { InGallery = true },
        new("paragraph", "SourceCode", "Source Code", "Normal", look => $"<w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>{Size(look.Base - 1)}</w:rPr>"),
        new("paragraph", "Spacer", "Spacer", "Normal", _ => "<w:pPr><w:spacing w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/></w:pPr><w:rPr><w:sz w:val=\"8\"/><w:szCs w:val=\"8\"/></w:rPr>"),
        new("paragraph", "TableText", "Table Text", "Normal", _ => "<w:pPr><w:spacing w:before=\"40\" w:after=\"40\" w:line=\"252\" w:lineRule=\"auto\"/></w:pPr>") { InGallery = true },
        new("paragraph", "Header", "header", "Normal", _ => $"<w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:color w:val=\"{Quiet}\"/>{Size(8.5)}</w:rPr>"),
        new("paragraph", "Footer", "footer", "Normal", _ => $"<w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:color w:val=\"{Quiet}\"/>{Size(8)}</w:rPr>"),
        new("paragraph", "TOCHeading", "TOC Heading", "Normal", look => $"<w:pPr><w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/></w:pPr><w:rPr><w:b/><w:bCs/>{Accent}{Size(look.Base + 4)}</w:rPr>") { Rank = 39 },
        Contents(1),
        Contents(2),
        new("paragraph", "FootnoteText", "footnote text", "Normal", look => $"<w:pPr><w:spacing w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr>{Size(look.Base - 2)}</w:rPr>"),
        new("character", "FootnoteReference", "footnote reference", null, _ => "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>"),
        new("character", "Hyperlink", "Hyperlink", null, _ => "<w:rPr><w:color w:val=\"0A5C57\" w:themeColor=\"hyperlink\"/><w:u w:val=\"single\"/></w:rPr>"),
        new("character", "VerbatimChar", "Verbatim Char", null, _ => "<w:rPr><w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/></w:rPr>"),
        new("table", "TableGrid", "Table Grid", "TableNormal", _ => $"<w:tblPr><w:tblBorders>{Borders("single", 4, Line)}</w:tblBorders></w:tblPr>") { Rank = 39 },
        new("table", "HandoutTable", "Handout Table", "TableGrid", _ => $"<w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{Tint}\"/></w:tcPr></w:tblStylePr>"),
    ];

    /// <summary>All six borders of a table.</summary>
    public static string Borders(string kind, int eighths, string color) => string.Concat(
        Sides.Select(side =>
            string.Create(CultureInfo.InvariantCulture, $"<w:{side} w:val=\"{kind}\" w:sz=\"{eighths}\" w:space=\"0\" w:color=\"{color}\"/>")));

    private sealed record Style(string Type, string Id, string Name, string? BasedOn, Func<Look, string> Look)
    {
        public string? Next { get; init; }

        public int Rank { get; init; } = 30;

        public bool InGallery { get; init; }
    }
}
