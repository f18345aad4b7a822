using System.Collections.Concurrent;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Rendering;

namespace Upstander.Word;

/// <summary>Makes word processor files from Markdown documents. May be used from several threads.</summary>
public sealed class WordWriter
{
    private const string Office = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private const string Namespaces = StyleSheet.Namespaces
        + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
        + " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
        + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
        + " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" mc:Ignorable=\"w14\"";

    private const int StandardSize = 11;

    private static readonly Margins Standard = new(1020, 1080, 960, 1080, 520, 460);
    private static readonly Margins ForCards = new(720, 720, 760, 720, 340, 340);
    private static readonly string[] RightToLeft = ["ar", "fa", "he", "iw", "ps", "ur", "yi"];

    private static readonly WordPart Root = WordPart.Of(
        "_rels/.rels",
        null,
        new WordXml().Raw("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>"
            + "<Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
            + "</Relationships>").ToBytes());

    private readonly Course course;
    private readonly Reference? reference;
    private readonly DiagnosticBag problems;
    private readonly Pictures pictures;
    private readonly WordPart theme;
    private readonly ConcurrentDictionary<Look, StyleSheet> styles = new();
    private readonly ConcurrentDictionary<string, WordPart> settings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string, string), bool> reported = new();

    /// <summary>A writer for one course.</summary>
    /// <param name="course">Its brand and names.</param>
    /// <param name="assets">Its pictures.</param>
    /// <param name="reference">Styles in place of the tool's, or null.</param>
    /// <param name="problems">Gets what cannot be written as its template says.</param>
    public WordWriter(Course course, Assets assets, Reference? reference, DiagnosticBag problems)
    {
        (this.course, this.reference, this.problems) = (course, reference, problems);
        pictures = new Pictures(assets, problems);
        theme = reference?.Theme is { } own ? Theme.Of(own) : Theme.Of((course.Brand?.Colors?.Print ?? course.Brand?.Colors?.Light)?.Value);
    }

    /// <summary>The DOCX of a Markdown page. The same page gives the same bytes.</summary>
    public byte[] Write(MadePage page)
    {
        if (TextTreeReader.Read(page.Text) is not { } tree)
        {
            problems.Add(WordProblems.TooDeep.At(TemplateOf(page), $"the Markdown of {page.Page.OutputPath} is nested too deeply"));
            return [];
        }

        var directions = tree.Blocks.OfType<TextComment>().Where(c => Direction.IsMeant(c.Text)).Select(c => Direction.Read(c.Text)).OfType<Direction>().ToList();
        var grid = directions.Find(d => d.Kind is DirectionKind.Cards or DirectionKind.Copies);
        var isRightToLeft = RightToLeft.Contains(page.Language.Split('-')[0]);
        var size = directions.Find(d => d.Kind == DirectionKind.Base)?.Amount ?? StandardSize;
        var style = styles.GetOrAdd(new Look(size, grid is { Kind: DirectionKind.Cards } ? grid.Amount : 0, page.Language, isRightToLeft), look => StyleSheet.Of(look, reference));
        var margins = reference?.Margins ?? (grid is null ? Standard : ForCards);
        var (width, height) = page.Paper == "a4" ? (11906, 16838) : (12240, 15840);

        var links = new Links("");
        var numbering = new Numbering();
        links.ToPart("styles", "styles.xml");
        links.ToPart("numbering", "numbering.xml");
        links.ToPart("settings", "settings.xml");
        links.ToPart("theme", "theme/theme1.xml");
        var xml = new WordXml().Raw($"<w:document {Namespaces}><w:body>");
        var runs = new WordRuns(xml, links, pictures, style, isRightToLeft);
        var sheet = new Sheet(width - margins.Left - margins.Right, height - margins.Top - margins.Bottom, isRightToLeft, xml.Length);
        var body = new WordBody(xml, runs, style, numbering, sheet, tree.Blocks, comment => Report(page, comment));
        body.Write(tree.Blocks, new Place(sheet.Width));

        List<WordPart> parts = [Root, Core(page), style.Part, theme, numbering.ToPart()];
        if (runs.Notes.Count > 0)
        {
            links.ToPart("footnotes", "footnotes.xml");
            parts.AddRange(Notes(tree, runs.Notes, page, style, numbering, sheet));
        }

        parts.Add(settings.GetOrAdd(runs.Notes.Count > 0 ? "notes" : "", Settings));
        parts.AddRange(Margin("header", style, sheet, margin => Head(margin, page, grid is not null, sheet)));
        parts.AddRange(Margin("footer", style, sheet, margin => Foot(margin, body.Foot, sheet)));
        xml.Raw($"<w:sectPr><w:headerReference w:type=\"default\" r:id=\"{links.ToPart("header", "header1.xml")}\"/><w:footerReference w:type=\"default\" r:id=\"{links.ToPart("footer", "footer1.xml")}\"/>");
        xml.Raw($"<w:pgSz w:w=\"{width}\" w:h=\"{height}\"/><w:pgMar w:top=\"{margins.Top}\" w:right=\"{margins.Right}\" w:bottom=\"{margins.Bottom}\" w:left=\"{margins.Left}\" w:header=\"{margins.Head}\" w:footer=\"{margins.Foot}\" w:gutter=\"0\"/>");
        xml.Raw($"{(isRightToLeft ? "<w:bidi/>" : "")}</w:sectPr></w:body></w:document>");
        parts.Add(WordPart.Of("word/document.xml", Office + "document.main+xml", xml.ToBytes()));
        parts.Add(WordPart.Of("word/_rels/document.xml.rels", null, links.ToBytes()));
        parts.AddRange(links.Pictures.Select(p => p.Value.Part with { Name = p.Key }));
        return WordPackage.Write([Types(parts), .. parts]);
    }

    private void Report(MadePage page, string comment)
    {
        // Once for each template: the same comment would be reported of every lesson.
        if (reported.TryAdd((page.Page.Document.Id, comment), true))
        {
            problems.Add(WordProblems.BadDirection.At(TemplateOf(page), $"'{comment}' is no direction for word processor files, or what it is about does not follow it", Direction.Hint(comment)));
        }
    }

    private static SourceSpan TemplateOf(MadePage page) => SourceSpan.Whole("templates/" + page.Page.Document.Template);

    private WordPart Core(MadePage page)
    {
        var xml = new WordXml().Raw("<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>")
            .Text(page.Title).Raw("</dc:title><dc:creator>")
            .Text(string.Join("; ", page.Authors.Count > 0 ? page.Authors : [.. course.Curriculum.Authors.Select(a => a.Value)])).Raw("</dc:creator><dc:language>")
            .Text(page.Language).Raw("</dc:language></cp:coreProperties>");
        return WordPart.Of("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", xml.ToBytes());
    }

    private static WordPart Settings(string notes) => WordPart.Of(
        "word/settings.xml",
        Office + "settings+xml",
        new WordXml().Raw($"<w:settings {StyleSheet.Namespaces}><w:defaultTabStop w:val=\"720\"/>{(notes.Length > 0 ? "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>" : "")}<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>").ToBytes());

    private IEnumerable<WordPart> Notes(TextTree tree, List<int> called, MadePage page, StyleSheet style, Numbering numbering, Sheet sheet)
    {
        var links = new Links("note-");
        var xml = new WordXml().Raw($"<w:footnotes {Namespaces}><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>");
        var runs = new WordRuns(xml, links, pictures, style, sheet.RightToLeft);
        for (var i = 0; i < called.Count; i++)
        {
            xml.Raw($"<w:footnote w:id=\"{i + 1}\"><w:p><w:pPr><w:pStyle w:val=\"{style.Id("FootnoteText")}\"/></w:pPr><w:r><w:rPr><w:rStyle w:val=\"{style.Id("FootnoteReference")}\"/></w:rPr><w:footnoteRef/></w:r>");
            runs.Text(" ");
            var blocks = tree.Notes.GetValueOrDefault(called[i]) ?? [];
            var rest = blocks;
            if (blocks is [TextParagraph first, ..])
            {
                runs.Write(first.Parts, sheet.Width);
                rest = [.. blocks.Skip(1)];
            }

            xml.Raw("</w:p>");
            new WordBody(xml, runs, style, numbering, sheet, rest, comment => Report(page, comment)).Write(rest, new Place(sheet.Width) { Style = "FootnoteText" });
            xml.Raw("</w:footnote>");
        }

        yield return WordPart.Of("word/footnotes.xml", Office + "footnotes+xml", xml.Raw("</w:footnotes>").ToBytes());
        if (!links.IsEmpty)
        {
            yield return WordPart.Of("word/_rels/footnotes.xml.rels", null, links.ToBytes());
        }

        foreach (var (name, picture) in links.Pictures)
        {
            yield return picture.Part with { Name = name };
        }
    }

    /// <summary>A head or a foot, with what it refers to.</summary>
    private List<WordPart> Margin(string kind, StyleSheet style, Sheet sheet, Action<WordRuns> write)
    {
        var links = new Links(kind + "-");
        var root = kind == "header" ? "hdr" : "ftr";
        var xml = new WordXml().Raw($"<w:{root} {Namespaces}><w:p><w:pPr><w:pStyle w:val=\"{style.Id(kind == "header" ? "Header" : "Footer")}\"/><w:tabs><w:tab w:val=\"right\" w:pos=\"{sheet.Width}\"/></w:tabs></w:pPr>");
        write(new WordRuns(xml, links, pictures, style, sheet.RightToLeft));
        List<WordPart> parts = [WordPart.Of($"word/{kind}1.xml", Office + kind + "+xml", xml.Raw($"</w:p></w:{root}>").ToBytes())];
        if (!links.IsEmpty)
        {
            parts.Add(WordPart.Of($"word/_rels/{kind}1.xml.rels", null, links.ToBytes()));
        }

        parts.AddRange(links.Pictures.Select(p => p.Value.Part with { Name = p.Key }));
        return parts;
    }

    private void Head(WordRuns runs, MadePage page, bool isNarrow, Sheet sheet)
    {
        const int LogoHeight = 480;
        var brand = course.Brand;
        if (!isNarrow && brand?.Logo is { } logo && pictures.Find(logo) is { } picture)
        {
            runs.Drawing("header-logo", picture, brand.Organization?.Value ?? brand.Name?.Value ?? course.Curriculum.Title.Value, sheet.Width / 3, LogoHeight);
            runs.Text("  ");
        }

        runs.Text(brand?.Name?.Value ?? course.Curriculum.Title.Value);
        if (page.Page.LessonId is { } id && course.Lesson(id) is { } lesson)
        {
            runs.Tab();
            runs.Text(lesson.Card.Title);
        }
    }

    private static void Foot(WordRuns runs, TextParagraph? foot, Sheet sheet)
    {
        if (foot is not null)
        {
            runs.Write(foot.Parts, sheet.Width);
        }

        runs.Tab();
        runs.Field("PAGE");
        runs.Text(" / ");
        runs.Field("NUMPAGES");
    }

    private static WordPart Types(IEnumerable<WordPart> parts)
    {
        var xml = new WordXml().Raw("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>");
        foreach (var part in parts.Where(p => p.Type is not null))
        {
            xml.Raw($"<Override PartName=\"/{part.Name}\" ContentType=\"{part.Type}\"/>");
        }

        return WordPart.Of("[Content_Types].xml", null, xml.Raw("</Types>").ToBytes());
    }
}
