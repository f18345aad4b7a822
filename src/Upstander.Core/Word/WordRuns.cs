using Upstander.Rendering;

namespace Upstander.Word;

/// <summary>Writes what stands in a line: text with its marks, links, pictures, boxes to check, footnotes.</summary>
internal sealed class WordRuns(WordXml xml, Links links, Pictures pictures, StyleSheet styles, bool rightToLeft)
{
    private const int EmuInTwip = 635;
    private const int EmuInPixel = 9525;

    private int controls;
    private int drawings;

    /// <summary>Footnotes in the order in which they are called.</summary>
    public List<int> Notes { get; } = [];

    /// <summary>Writes parts into the paragraph that is open.</summary>
    /// <param name="parts">What to write.</param>
    /// <param name="width">Room for pictures, in twips.</param>
    /// <param name="marks">Marks of text around it.</param>
    public void Write(IReadOnlyList<TextPart> parts, int width, Marks marks = default)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case PlainPart plain:
                    Text(plain.Text, marks);
                    break;
                case CodePart code:
                    Text(code.Text, marks with { Style = styles.Id("VerbatimChar") });
                    break;
                case MarkedPart marked:
                    Write(marked.Parts, width, marked.Mark switch
                    {
                        TextMark.Strong => marks with { Strong = true },
                        TextMark.Emphasis => marks with { Emphasis = true },
                        _ => marks with { Strike = true },
                    });
                    break;
                case LinkPart link:
                    Link(link, width, marks);
                    break;
                case PicturePart picture:
                    Show(picture, width, marks);
                    break;
                case BreakPart { Hard: true }:
                    xml.Raw("<w:r><w:br/></w:r>");
                    break;
                case BreakPart:
                    Text(" ", marks);
                    break;
                case BoxPart box:
                    Control(box.Checked, isRound: false);
                    break;
                case NotePart note:
                    Notes.Add(note.Number);
                    xml.Raw($"<w:r><w:rPr><w:rStyle w:val=\"{styles.Id("FootnoteReference")}\"/></w:rPr><w:footnoteReference w:id=\"{Notes.Count}\"/></w:r>");
                    break;
            }
        }
    }

    /// <summary>A run of text.</summary>
    public void Text(string text, Marks marks = default)
    {
        if (text.Length == 0)
        {
            return;
        }

        xml.Raw("<w:r>");
        var isRightToLeft = rightToLeft && text.Any(IsRightToLeft);
        if (marks != default || isRightToLeft)
        {
            xml.Raw($"<w:rPr>{(marks.Style is { } style ? $"<w:rStyle w:val=\"{style}\"/>" : "")}{(marks.Strong ? "<w:b/><w:bCs/>" : "")}{(marks.Emphasis ? "<w:i/><w:iCs/>" : "")}{(marks.Strike ? "<w:strike/>" : "")}{(isRightToLeft ? "<w:rtl/>" : "")}</w:rPr>");
        }

        xml.Raw("<w:t xml:space=\"preserve\">").Text(text).Raw("</w:t></w:r>");
    }

    /// <summary>A field such as PAGE. What it shows before the word processor has counted is 1.</summary>
    public void Field(string code) => xml.Raw($"<w:fldSimple w:instr=\" {code} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");

    public void Tab() => xml.Raw("<w:r><w:tab/></w:r>");

    /// <summary>A box or circle that can be clicked in a word processor and ticked on paper.</summary>
    public void Control(bool isChecked, bool isRound)
    {
        var (on, off) = isRound ? ("25C9", "25CB") : ("2612", "2610");
        var shown = isRound ? (isChecked ? "◉" : "○") : isChecked ? "☒" : "☐";
        xml.Raw($"<w:sdt><w:sdtPr><w:id w:val=\"{++controls}\"/><w14:checkbox><w14:checked w14:val=\"{(isChecked ? 1 : 0)}\"/><w14:checkedState w14:val=\"{on}\" w14:font=\"MS Gothic\"/><w14:uncheckedState w14:val=\"{off}\" w14:font=\"MS Gothic\"/></w14:checkbox></w:sdtPr>");
        xml.Raw($"<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii=\"MS Gothic\" w:eastAsia=\"MS Gothic\" w:hAnsi=\"MS Gothic\" w:hint=\"eastAsia\"/></w:rPr><w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt>");
    }

    /// <summary>A picture of at most this size in twips, in a run of its own.</summary>
    public void Drawing(string url, Picture picture, string alternative, int width, int height)
    {
        var (across, down) = ((long)picture.Width * EmuInPixel, (long)picture.Height * EmuInPixel);
        var shrink = Math.Min(1.0, Math.Min((double)width * EmuInTwip / across, (double)height * EmuInTwip / down));
        var (cx, cy) = (Math.Max(1, (int)(across * shrink)), Math.Max(1, (int)(down * shrink)));
        var id = ++drawings;
        xml.Raw($"<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/><wp:docPr id=\"{id}\" name=\"Picture {id}\" descr=\"").Text(alternative);
        xml.Raw($"\"/><a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"Picture {id}\"/><pic:cNvPicPr/></pic:nvPicPr>");
        xml.Raw($"<pic:blipFill><a:blip r:embed=\"{links.ToPicture(url, picture)}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>");
    }

    private void Show(PicturePart part, int width, Marks marks)
    {
        const int MostHeight = 8_000;
        if (pictures.Find(part.Url) is { } picture)
        {
            Drawing(part.Url, picture, part.Alternative, width, MostHeight);
        }
        else
        {
            Text(part.Alternative, marks with { Emphasis = true });
        }
    }

    /// <summary>A document is mailed around alone: only addresses that lead somewhere from anywhere are links.</summary>
    private void Link(LinkPart link, int width, Marks marks)
    {
        if (!Uri.TryCreate(link.Url, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http" or "mailto" or "tel"))
        {
            Write(link.Parts, width, marks);
            return;
        }

        xml.Raw($"<w:hyperlink r:id=\"{links.ToAddress(link.Url)}\" w:history=\"1\">");
        Write(link.Parts, width, marks with { Style = styles.Id("Hyperlink") });
        xml.Raw("</w:hyperlink>");
    }

    private static bool IsRightToLeft(char c) => c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');
}

/// <summary>How a run is set apart.</summary>
internal readonly record struct Marks(bool Strong, bool Emphasis, bool Strike, string? Style);
