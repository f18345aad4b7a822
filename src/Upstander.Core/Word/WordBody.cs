using Upstander.Rendering;

namespace Upstander.Word;

/// <summary>Writes the blocks of a document into its body, as the directions of its template say.</summary>
internal sealed class WordBody
{
    private const int Step = 400;
    private const int StepOfPlan = 1_500;
    private const int WritingLine = 482;
    private const int EdgeOfCell = 108;
    private const int EdgeOfCard = 200;
    private const int Slack = 240;
    private const string Quiet = "6B8079";

    private readonly WordXml xml;
    private readonly WordRuns runs;
    private readonly StyleSheet styles;
    private readonly Numbering numbering;
    private readonly Sheet sheet;
    private readonly Action<string> report;
    private readonly Dictionary<TextHeading, int> bookmarks = new(ReferenceEqualityComparer.Instance);
    private readonly bool hasTitle;
    private bool titleSaid;

    /// <param name="xml">Where to.</param>
    /// <param name="runs">Writes what stands in lines.</param>
    /// <param name="styles">The names of styles.</param>
    /// <param name="numbering">Gets the numbered lists.</param>
    /// <param name="sheet">The room on a page.</param>
    /// <param name="blocks">The whole document, for its contents.</param>
    /// <param name="report">Gets a comment that is no direction, or stands in the wrong place.</param>
    public WordBody(WordXml xml, WordRuns runs, StyleSheet styles, Numbering numbering, Sheet sheet, IReadOnlyList<TextBlock> blocks, Action<string> report)
    {
        (this.xml, this.runs, this.styles, this.numbering, this.sheet, this.report) = (xml, runs, styles, numbering, sheet, report);
        hasTitle = blocks.OfType<TextHeading>().Count(h => h.Level == 1) == 1;
        foreach (var heading in blocks.OfType<TextHeading>())
        {
            if (LevelOf(heading) is 1 or 2)
            {
                bookmarks.Add(heading, bookmarks.Count + 1);
            }
        }
    }

    /// <summary>The paragraph that stands in the foot of every page, or null.</summary>
    public TextParagraph? Foot { get; private set; }

    /// <summary>Writes blocks one after another.</summary>
    public void Write(IReadOnlyList<TextBlock> blocks, Place place)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is TextComment comment)
            {
                i = Follow(comment, blocks, i, place);
            }
            else
            {
                Write(blocks[i], place, LeadsTo(blocks, i + 1));
            }
        }
    }

    /// <summary>Whether what stands before this place must not be the last on its page.</summary>
    private static bool LeadsTo(IReadOnlyList<TextBlock> blocks, int at, int further = 2) => at < blocks.Count && blocks[at] switch
    {
        // A question may have a second paragraph before the room for its answer.
        TextParagraph => further > 0 && at + 1 < blocks.Count && blocks[at + 1] is TextComment && LeadsTo(blocks, at + 1, further - 1),
        TextList or TextTable or TextCode => true,
        TextComment comment when Direction.IsMeant(comment.Text) => Direction.Read(comment.Text)?.Kind
            is DirectionKind.Write or DirectionKind.Draw or DirectionKind.Choose or DirectionKind.Scale or DirectionKind.Match or DirectionKind.Answers or DirectionKind.Steps,
        _ => false,
    };

    /// <summary>Does what a comment says; gives back the place of the last block that it is about.</summary>
    private int Follow(TextComment comment, IReadOnlyList<TextBlock> blocks, int at, Place place)
    {
        if (!Direction.IsMeant(comment.Text))
        {
            return at;
        }

        if (Direction.Read(comment.Text) is not { } direction)
        {
            report(comment.Text);
            return at;
        }

        var next = at + 1 < blocks.Count ? blocks[at + 1] : null;
        switch (direction.Kind)
        {
            case DirectionKind.Base:
                return at;
            case DirectionKind.Page:
                xml.Raw($"<w:p><w:pPr><w:pStyle w:val=\"{styles.Id("Spacer")}\"/></w:pPr><w:r><w:br w:type=\"page\"/></w:r></w:p>");
                return at;
            case DirectionKind.Contents:
                Contents(direction.Amount);
                return at;
            case DirectionKind.Skip when next is not null:
                return at + 1;
            case DirectionKind.Subtitle when next is TextParagraph paragraph:
                Paragraph(paragraph.Parts, place with { Style = "Subtitle" });
                return at + 1;
            case DirectionKind.Small when next is not null:
                Write(next, place with { Style = "SmallPrint" }, LeadsTo(blocks, at + 2));
                return at + 1;
            case DirectionKind.Foot:
                var after = next is TextRule ? at + 2 : at + 1;
                if (after < blocks.Count && blocks[after] is TextParagraph foot)
                {
                    Foot = foot;
                    return after;
                }

                break;
            case DirectionKind.Fill when next is TextParagraph paragraph:
                Fill(paragraph.Parts, place);
                return at + 1;
            case DirectionKind.Fill when next is TextList list:
                foreach (var item in list.Items)
                {
                    Fill(item.OfType<TextParagraph>().FirstOrDefault()?.Parts ?? [], place);
                }

                return at + 1;
            case DirectionKind.Write when direction.Amount == 0 && next is TextParagraph paragraph:
                Frame(direction.Height, TextTreeReader.Plain(paragraph.Parts).TrimEnd('_', ' ', ':'), [], place);
                return at + 1;
            case DirectionKind.Write when next is TextParagraph:
                Lines(direction, place);
                return at + 1;
            case DirectionKind.Write when next is TextList list:
                foreach (var item in list.Items)
                {
                    foreach (var block in item)
                    {
                        Write(WithoutBlank(block), place, keepNext: true);
                    }

                    if (direction.Amount == 0)
                    {
                        Frame(direction.Height, "", [], place);
                    }
                    else
                    {
                        Lines(direction, place);
                    }
                }

                return at + 1;
            case DirectionKind.Draw when next is TextParagraph paragraph:
                Frame(direction.Height, TextTreeReader.Plain(paragraph.Parts), [], place);
                return at + 1;
            case DirectionKind.Box when next is not null:
                Frame(direction.Height, "", [next], place);
                return at + 1;
            case DirectionKind.Choose when next is TextList list:
                List(list, place, isRound: true);
                return at + 1;
            case DirectionKind.Scale when next is TextTable table:
                Scale(table, place);
                return at + 1;
            case DirectionKind.Match when next is TextTable table:
                Match(table, place);
                return at + 1;
            case DirectionKind.Answers when next is TextTable table:
                Table(table, place, direction.Height);
                return at + 1;
            case DirectionKind.Steps when next is TextList list:
                Steps(list, place);
                return at + 1;
            case DirectionKind.Cards or DirectionKind.Copies:
                var ending = direction.Kind == DirectionKind.Cards ? DirectionKind.EndCards : DirectionKind.EndCopies;
                var end = Enumerable.Range(at + 1, blocks.Count - at - 1)
                    .FirstOrDefault(i => blocks[i] is TextComment c && Direction.IsMeant(c.Text) && Direction.Read(c.Text)?.Kind == ending, -1);
                if (end > 0)
                {
                    TextBlock[] inside = [.. blocks.Take(end).Skip(at + 1)];
                    Grid(direction, direction.Kind == DirectionKind.Cards ? Cards(inside) : [.. Enumerable.Repeat((IReadOnlyList<TextBlock>)inside, direction.Amount)]);
                    return end;
                }

                break;
        }

        report(comment.Text);
        return at;
    }

    private void Write(TextBlock block, Place place, bool keepNext)
    {
        switch (block)
        {
            case TextHeading heading:
                Heading(heading, place);
                break;
            case TextParagraph paragraph:
                Paragraph(paragraph.Parts, place, keepNext);
                break;
            case TextList list:
                List(list, place, isRound: false);
                break;
            case TextQuote quote:
                Write(quote.Blocks, place with { Style = "Quote" });
                break;
            case TextTable table:
                Table(table, place, 0);
                break;
            case TextCode code:
                foreach (var line in code.Text.Split('\n'))
                {
                    Open("SourceCode", place);
                    runs.Text(line);
                    Close();
                }

                break;
            case TextRule:
                xml.Raw($"<w:p><w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"{Quiet}\"/></w:pBdr><w:spacing w:before=\"120\" w:after=\"120\"/></w:pPr></w:p>");
                break;
        }
    }

    /// <summary>The level of a heading in the document: where the only heading of level 1 is the title, the others move up.</summary>
    private int LevelOf(TextHeading heading) => hasTitle ? heading.Level - 1 : heading.Level;

    private void Heading(TextHeading heading, Place place)
    {
        var level = LevelOf(heading);
        var style = place.IsCard ? "CardHeading" : level == 0 ? "Title" : $"Heading{Math.Min(level, 5)}";
        titleSaid |= level == 0;
        Open(style, place with { Style = null });
        if (!place.IsCard && bookmarks.TryGetValue(heading, out var number))
        {
            xml.Raw($"<w:bookmarkStart w:id=\"{number}\" w:name=\"_Toc{number}\"/>");
            runs.Write(heading.Parts, place.Width);
            xml.Raw($"<w:bookmarkEnd w:id=\"{number}\"/>");
        }
        else
        {
            runs.Write(heading.Parts, place.Width);
        }

        Close();
    }

    private void Paragraph(IReadOnlyList<TextPart> parts, Place place, bool keepNext = false)
    {
        Open(place.Style ?? place.Text, place, keepNext && !place.IsCard ? "<w:keepNext/>" : "");
        runs.Write(parts, place.Width - place.Indent);
        Close();
    }

    private void Open(string? style, Place place, string first = "", string last = "")
    {
        xml.Raw("<w:p>");
        var begins = place.BeginsPage.Take() ? "<w:pageBreakBefore/>" : "";
        if (style is not null || place.Indent > 0 || first.Length > 0 || last.Length > 0 || begins.Length > 0)
        {
            var indent = last.Contains("<w:ind", StringComparison.Ordinal) || place.Indent == 0 ? "" : $"<w:ind w:left=\"{place.Indent}\"/>";
            xml.Raw($"<w:pPr>{(style is null ? "" : $"<w:pStyle w:val=\"{styles.Id(style)}\"/>")}{first}{begins}{last}{indent}</w:pPr>");
        }
    }

    private void Close() => xml.Raw("</w:p>");

    private void List(TextList list, Place place, bool isRound)
    {
        var number = list.Start is { } start ? numbering.Add(place.Level, start) : Numbering.Bullets;
        for (var i = 0; i < list.Items.Count; i++)
        {
            Item(list.Items[i], place, number, list.Start is null ? "ListBullet" : "ListNumber", isRound, isLast: i + 1 == list.Items.Count && place.Level == 0);
        }
    }

    private void Item(IReadOnlyList<TextBlock> item, Place place, int number, string style, bool isRound, bool isLast)
    {
        var inside = place with { Indent = place.Indent + Step, Level = Math.Min(place.Level + 1, 8) };
        var rest = item;
        var parts = item is [TextParagraph paragraph, ..] ? paragraph.Parts : [];
        rest = item is [TextParagraph, ..] ? [.. item.Skip(1)] : item;
        var box = isRound || parts is [BoxPart, ..];
        Open(
            box ? "Choices" : place.Style ?? (place.IsCard ? place.Text : style),
            inside,
            !place.IsCard && (box || LeadsTo(rest, 0)) ? "<w:keepNext/><w:keepLines/>" : "",
            $"<w:numPr><w:ilvl w:val=\"{place.Level}\"/><w:numId w:val=\"{(box ? Numbering.Unmarked : number)}\"/></w:numPr>{(box ? $"<w:tabs><w:tab w:val=\"left\" w:pos=\"{inside.Indent}\"/></w:tabs>" : "")}{(isLast && rest.Count == 0 ? "<w:spacing w:after=\"120\"/>" : "")}<w:ind w:left=\"{inside.Indent}\" w:hanging=\"{Step}\"/>");
        if (box)
        {
            runs.Control(parts is [BoxPart { Checked: true }, ..], isRound);
            runs.Tab();
            parts = isRound ? WithoutStart(parts, "( )") : WithoutStart([.. parts.Skip(1)], "");
        }

        runs.Write(parts, inside.Width - inside.Indent);
        Close();
        Write(rest, inside with { Style = null });
    }

    /// <summary>The steps of a plan: the word that says what to do stands at the side, the rest beside it.</summary>
    private void Steps(TextList list, Place place)
    {
        var inside = place with { Indent = place.Indent + StepOfPlan, Level = 1 };
        foreach (var item in list.Items)
        {
            var parts = item is [TextParagraph paragraph, ..] ? paragraph.Parts : [];
            TextBlock[] rest = item is [TextParagraph, ..] ? [.. item.Skip(1)] : [.. item];
            Open(
                "Step",
                inside,
                LeadsTo(rest, 0) ? "<w:keepNext/>" : "",
                $"<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{Numbering.Unmarked}\"/></w:numPr><w:tabs><w:tab w:val=\"left\" w:pos=\"{inside.Indent}\"/></w:tabs><w:ind w:left=\"{inside.Indent}\" w:hanging=\"{StepOfPlan}\"/>");
            if (parts is [MarkedPart { Mark: TextMark.Strong } word, ..])
            {
                runs.Write([word], inside.Width);
                parts = WithoutStart([.. parts.Skip(1)], "");
            }

            runs.Tab();
            runs.Write(parts, inside.Width - inside.Indent);
            Close();
            Write(rest, inside);
        }
    }

    /// <summary>Parts without a text at their beginning, and without space there.</summary>
    private static IReadOnlyList<TextPart> WithoutStart(IReadOnlyList<TextPart> parts, string start)
    {
        if (parts is not [PlainPart plain, ..])
        {
            return parts;
        }

        var text = plain.Text.StartsWith(start, StringComparison.Ordinal) ? plain.Text[start.Length..] : plain.Text;
        return [new PlainPart(text.TrimStart()), .. parts.Skip(1)];
    }

    /// <summary>A paragraph without the underscores at its end that stand for room in Markdown.</summary>
    private static TextBlock WithoutBlank(TextBlock block) => block is TextParagraph { Parts: [.., PlainPart last] } paragraph
        ? new TextParagraph([.. paragraph.Parts.SkipLast(1), new PlainPart(last.Text.TrimEnd('_', ' '))])
        : block;

    /// <summary>A word and a line to fill in, up to the edge.</summary>
    private void Fill(IReadOnlyList<TextPart> parts, Place place)
    {
        var label = ((TextParagraph)WithoutBlank(new TextParagraph(parts))).Parts;
        Open("FillIn", place, "", $"<w:tabs><w:tab w:val=\"right\" w:leader=\"underscore\" w:pos=\"{place.Width}\"/></w:tabs>");
        runs.Write(label, place.Width);
        runs.Text(" ");
        runs.Tab();
        Close();
    }

    private void Lines(Direction direction, Place place)
    {
        var height = direction.Height > 0 ? direction.Height : WritingLine;
        var count = direction.Amount;
        for (var i = 0; i < count; i++)
        {
            Open(
                "WritingLine",
                place,
                i + 1 < count && count <= 8 && !place.IsCard ? "<w:keepNext/>" : "",
                height == WritingLine ? "" : $"<w:spacing w:after=\"0\" w:line=\"{height}\" w:lineRule=\"exact\"/>{(place.Indent > 0 ? $"<w:ind w:left=\"{place.Indent}\"/>" : "")}");
            Close();
        }

        Spacer();
    }

    private void Spacer() => xml.Raw($"<w:p><w:pPr><w:pStyle w:val=\"{styles.Id("Spacer")}\"/></w:pPr></w:p>");

    /// <summary>A frame of one cell: of a height to draw in, or around blocks.</summary>
    private void Frame(int height, string description, IReadOnlyList<TextBlock> blocks, Place place)
    {
        OpenTable("TableGrid", [place.Width - place.Indent], place, description, edge: blocks.Count > 0 ? EdgeOfCell : 0);
        xml.Raw($"<w:tr><w:trPr><w:cantSplit/>{(height > 0 ? $"<w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/>" : "")}</w:trPr>");
        OpenCell(place.Width - place.Indent);
        if (blocks.Count == 0)
        {
            xml.Raw("<w:p/>");
        }
        else
        {
            Write(blocks, place with { Width = place.Width - place.Indent - (2 * EdgeOfCell), Indent = 0 });
            Spacer();
        }

        xml.Raw("</w:tc></w:tr></w:tbl>");
        Spacer();
    }

    private void OpenTable(string style, IReadOnlyList<int> widths, Place place, string description = "", string borders = "", int edge = 0)
    {
        xml.Raw($"<w:tbl><w:tblPr><w:tblStyle w:val=\"{styles.Id(style)}\"/>{(sheet.RightToLeft ? "<w:bidiVisual/>" : "")}<w:tblW w:w=\"{widths.Sum()}\" w:type=\"dxa\"/>{(place.Indent > 0 ? $"<w:tblInd w:w=\"{place.Indent}\" w:type=\"dxa\"/>" : "")}{borders}<w:tblLayout w:type=\"fixed\"/>");
        if (edge > 0)
        {
            xml.Raw($"<w:tblCellMar><w:top w:w=\"{edge}\" w:type=\"dxa\"/><w:left w:w=\"{edge}\" w:type=\"dxa\"/><w:bottom w:w=\"{edge / 2}\" w:type=\"dxa\"/><w:right w:w=\"{edge}\" w:type=\"dxa\"/></w:tblCellMar>");
        }

        xml.Raw("<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>");
        if (description.Length > 0)
        {
            xml.Raw("<w:tblDescription w:val=\"").Text(description).Raw("\"/>");
        }

        xml.Raw("</w:tblPr><w:tblGrid>");
        foreach (var width in widths)
        {
            xml.Raw($"<w:gridCol w:w=\"{width}\"/>");
        }

        xml.Raw("</w:tblGrid>");
    }

    private void OpenCell(int width, string more = "") => xml.Raw($"<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{more}</w:tcPr>");

    private void OpenRow(bool isHeader, int height = 0) => xml.Raw(
        $"<w:tr><w:trPr><w:cantSplit/>{(height > 0 ? $"<w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/>" : "")}{(isHeader ? "<w:tblHeader/>" : "")}</w:trPr>");

    private void Cell(IReadOnlyList<TextPart> parts, int width, ColumnSide side, bool keepNext, string more = "")
    {
        OpenCell(width, more);
        var justified = side switch { ColumnSide.Middle => "<w:jc w:val=\"center\"/>", ColumnSide.End => "<w:jc w:val=\"right\"/>", _ => "" };
        xml.Raw($"<w:p><w:pPr><w:pStyle w:val=\"{styles.Id("TableText")}\"/>{(keepNext ? "<w:keepNext/>" : "")}{justified}</w:pPr>");
        runs.Write(parts, width - (2 * EdgeOfCell));
        xml.Raw("</w:p></w:tc>");
    }

    /// <summary>A table. Its header is repeated on every page that it reaches.</summary>
    private void Table(TextTable table, Place place, int answerHeight)
    {
        const int Short = 6;
        if (table.Rows.Count == 0 || table.Columns.Count == 0)
        {
            return;
        }

        var widths = Widths(table, place.Width - place.Indent, answerHeight > 0);
        OpenTable("HandoutTable", widths, place);
        for (var row = 0; row < table.Rows.Count; row++)
        {
            OpenRow(row == 0, row > 0 && table.Rows[row].Any(c => c.Count == 0) ? answerHeight : 0);
            for (var column = 0; column < widths.Length; column++)
            {
                Cell(table.Rows[row][column], widths[column], table.Columns[column], row == 0 || (table.Rows.Count <= Short && row + 1 < table.Rows.Count));
            }

            xml.Raw("</w:tr>");
        }

        xml.Raw("</w:tbl>");
        Spacer();
    }

    /// <summary>Columns as wide as their text asks for; columns to write in are equally wide.</summary>
    private static int[] Widths(TextTable table, int width, bool toWriteIn)
    {
        const int WidthOfLetter = 125;
        var wishes = new double[table.Columns.Count];
        var words = new int[table.Columns.Count];
        for (var column = 0; column < wishes.Length; column++)
        {
            foreach (var row in table.Rows)
            {
                var text = TextTreeReader.Plain(row[column]);
                wishes[column] = Math.Max(wishes[column], Math.Min(text.Length, 90));
                foreach (var range in text.AsSpan().Split(' '))
                {
                    words[column] = Math.Max(words[column], range.End.Value - range.Start.Value);
                }
            }

            wishes[column] = toWriteIn && table.Rows.Skip(1).All(r => r[column].Count == 0) ? 40 : Math.Pow(Math.Max(wishes[column], 3), 0.85);
            words[column] = (Math.Min(words[column], 22) * WidthOfLetter) + (2 * EdgeOfCell);
        }

        // Every column holds its longest word; what is left is shared out by the length of the texts.
        var least = words.Sum();
        if (least >= width)
        {
            return Fitted([.. words.Select(w => (int)((long)w * width / least))], width);
        }

        var all = wishes.Sum();
        return Fitted([.. words.Select((w, i) => w + (int)((width - least) * wishes[i] / all))], width);
    }

    private static int[] Fitted(int[] widths, int width)
    {
        widths[^1] += width - widths.Sum();
        return widths;
    }

    /// <summary>A scale: what is rated, and a circle for each step.</summary>
    private void Scale(TextTable table, Place place)
    {
        const int Dot = 720;
        var width = place.Width - place.Indent;
        var dot = Math.Min(Dot, width / 2 / Math.Max(1, table.Columns.Count - 1));
        int[] widths = [width - (dot * (table.Columns.Count - 1)), .. Enumerable.Repeat(dot, table.Columns.Count - 1)];
        OpenTable("HandoutTable", widths, place);
        for (var row = 0; row < table.Rows.Count; row++)
        {
            OpenRow(row == 0);
            for (var column = 0; column < widths.Length; column++)
            {
                var parts = table.Rows[row][column];
                var keepNext = row + 1 < table.Rows.Count && table.Rows.Count <= 10;
                if (TextTreeReader.Plain(parts).Trim() == "( )")
                {
                    OpenCell(widths[column], "<w:vAlign w:val=\"center\"/>");
                    xml.Raw($"<w:p><w:pPr><w:pStyle w:val=\"{styles.Id("TableText")}\"/>{(keepNext ? "<w:keepNext/>" : "")}<w:jc w:val=\"center\"/></w:pPr>");
                    runs.Control(isChecked: false, isRound: true);
                    xml.Raw("</w:p></w:tc>");
                }
                else
                {
                    Cell(parts, widths[column], column == 0 ? ColumnSide.Start : ColumnSide.Middle, keepNext, "<w:vAlign w:val=\"center\"/>");
                }
            }

            xml.Raw("</w:tr>");
        }

        xml.Raw("</w:tbl>");
        Spacer();
    }

    /// <summary>Two sides with room between them for lines that join what belongs together. Heads say nothing here.</summary>
    private void Match(TextTable table, Place place)
    {
        var width = place.Width - place.Indent;
        var side = width * 2 / 5;
        int[] widths = [side, width - (2 * side), side];
        OpenTable("TableNormal", widths, place);
        foreach (var row in table.Rows.Skip(1))
        {
            const string Framed = "<w:tcBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"" + Quiet + "\"/><w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"" + Quiet + "\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"" + Quiet + "\"/><w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"" + Quiet + "\"/></w:tcBorders><w:vAlign w:val=\"center\"/>";
            OpenRow(isHeader: false, 640);
            Cell(row[0], widths[0], ColumnSide.Start, keepNext: true, Framed);
            OpenCell(widths[1], "<w:vAlign w:val=\"center\"/>");
            xml.Raw($"<w:p><w:pPr><w:pStyle w:val=\"{styles.Id("TableText")}\"/><w:keepNext/><w:tabs><w:tab w:val=\"right\" w:pos=\"{widths[1] - (2 * EdgeOfCell)}\"/></w:tabs></w:pPr>");
            runs.Text("●");
            runs.Tab();
            runs.Text("●");
            xml.Raw("</w:p></w:tc>");
            Cell(row.Count > 1 ? row[1] : [], widths[2], ColumnSide.Start, keepNext: true, Framed);
            xml.Raw("</w:tr>");
        }

        xml.Raw("</w:tbl>");
        Spacer();
    }

    /// <summary>Blocks card by card: a heading begins one.</summary>
    private static List<IReadOnlyList<TextBlock>> Cards(IReadOnlyList<TextBlock> blocks)
    {
        List<IReadOnlyList<TextBlock>> cards = [];
        List<TextBlock>? card = null;
        foreach (var block in blocks)
        {
            if (card is null || block is TextHeading)
            {
                card = [];
                cards.Add(card);
            }

            card.Add(block);
        }

        return cards;
    }

    /// <summary>Cards in a grid that fills pages of its own. A card too full for its place grows instead of losing text.</summary>
    private void Grid(Direction direction, List<IReadOnlyList<TextBlock>> cards)
    {
        var (columns, rows) = direction.Amount switch
        {
            1 => (1, 1),
            2 => (1, 2),
            4 => (2, 2),
            6 => (2, 3),
            8 => (2, 4),
            _ => (3, 3),
        };
        var width = sheet.Width / columns;
        var height = (sheet.Height - Slack) / rows;
        var borders = direction.Cut ? $"<w:tblBorders>{StyleSheet.Borders("dashed", 6, Quiet)}</w:tblBorders>" : "<w:tblBorders>" + StyleSheet.Borders("none", 0, "auto") + "</w:tblBorders>";

        // On the first page the cards follow what stands above them, if anything does.
        var begins = new Once(titleSaid || xml.Length > sheet.Begin);
        OpenTable("TableGrid", [.. Enumerable.Repeat(width, columns)], new Place(sheet.Width), "", borders, EdgeOfCard);
        for (var first = 0; first < cards.Count; first += columns)
        {
            OpenRow(isHeader: false, height);
            for (var column = 0; column < columns; column++)
            {
                OpenCell(width);
                var card = first + column < cards.Count ? cards[first + column] : [];
                Write(card, new Place(width - (2 * EdgeOfCard)) { IsCard = true, Text = "CardText", BeginsPage = begins });
                Spacer();
                xml.Raw("</w:tc>");
            }

            xml.Raw("</w:tr>");
        }

        xml.Raw("</w:tbl>");
        xml.Raw("<w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/><w:rPr><w:sz w:val=\"2\"/></w:rPr></w:pPr></w:p>");
    }

    /// <summary>
    /// A field that the word processor can bring up to date, with its entries in it already. It tells no page numbers: they are known only
    /// where the document is laid out, and a field that asked to be brought up to date would greet every reader with a question.
    /// </summary>
    private void Contents(int levels)
    {
        var first = true;
        xml.Raw("<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>");
        foreach (var (heading, number) in bookmarks.Where(b => LevelOf(b.Key) <= levels))
        {
            xml.Raw($"<w:p><w:pPr><w:pStyle w:val=\"{styles.Id($"TOC{LevelOf(heading)}")}\"/></w:pPr>");
            if (first)
            {
                xml.Raw("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-").Raw($"{levels}\" \\n \\h \\z </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
                first = false;
            }

            xml.Raw($"<w:hyperlink w:anchor=\"_Toc{number}\" w:history=\"1\">");
            runs.Text(TextTreeReader.Plain(heading.Parts));
            xml.Raw("</w:hyperlink>");
            Close();
        }

        xml.Raw(first ? "<w:p/>" : "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>").Raw("</w:sdtContent></w:sdt>");
    }
}

/// <summary>The room on a page inside its margins, in twips.</summary>
/// <param name="Width">Across.</param>
/// <param name="Height">Down.</param>
/// <param name="RightToLeft">Whether lines run from right to left.</param>
/// <param name="Begin">How much is written before the first block.</param>
internal sealed record Sheet(int Width, int Height, bool RightToLeft, int Begin);

/// <summary>Where blocks stand.</summary>
/// <param name="Width">The room across, in twips.</param>
internal sealed record Place(int Width)
{
    /// <summary>How far in, in twips.</summary>
    public int Indent { get; init; }

    /// <summary>How deep in lists, from 0.</summary>
    public int Level { get; init; }

    /// <summary>The style of all paragraphs here; null for each its own.</summary>
    public string? Style { get; init; }

    /// <summary>The style of plain paragraphs here; null for the standard one.</summary>
    public string? Text { get; init; }

    /// <summary>Whether this is a card.</summary>
    public bool IsCard { get; init; }

    /// <summary>Set where the first paragraph begins a new page.</summary>
    public Once BeginsPage { get; init; } = Once.Never;
}

/// <summary>Something that happens the first time only.</summary>
internal sealed class Once(bool open)
{
    private bool open = open;

    public static Once Never { get; } = new(false);

    public bool Take() => open && !(open = false);
}
