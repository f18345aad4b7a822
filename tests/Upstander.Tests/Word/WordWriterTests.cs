using System.Xml.Linq;

namespace Upstander.Tests.Word;

/// <summary>What a Markdown document becomes in a word processor file.</summary>
public sealed class WordWriterTests
{
    private static XName P => WordFiles.W + "p";

    [Fact]
    public void The_only_heading_of_level_1_is_the_title_and_the_others_move_up() =>
        Assert.Equal(["Title: One", "Heading1: Two", "Heading2: Three", "Heading3: Four"], Styled(WordFiles.Make("# One\n\n## Two\n\n### Three\n\n#### Four\n")));

    [Fact]
    public void Several_headings_of_level_1_keep_their_level() =>
        Assert.Equal(["Heading1: One", "Heading2: Two", "Heading1: Three"], Styled(WordFiles.Make("# One\n\n## Two\n\n# Three\n")));

    [Fact]
    public void Each_numbered_list_begins_at_its_own_number()
    {
        var file = WordFiles.Make("1. a\n2. b\n\ntext\n\n5. c\n6. d\n   1. e\n");
        var numbers = WordFiles.Part(file).Descendants(WordFiles.W + "numId").Select(Value).ToList();
        var starts = WordFiles.Part(file, "word/numbering.xml").Descendants(WordFiles.W + "num")
            .Where(n => n.Descendants(WordFiles.W + "startOverride").Any())
            .ToDictionary(n => n.Attribute(WordFiles.W + "numId")!.Value, n => Value(n.Descendants(WordFiles.W + "startOverride").Single()));

        Assert.Equal(["1", "1", "5", "5", "1"], numbers.Select(n => starts[n]));
        Assert.Equal(3, numbers.Distinct().Count());
        Assert.Equal(["0", "0", "0", "0", "1"], WordFiles.Part(file).Descendants(WordFiles.W + "ilvl").Select(Value));
    }

    [Fact]
    public void The_header_row_of_a_table_is_repeated_and_no_row_is_torn()
    {
        var rows = WordFiles.Part(WordFiles.Make("| A | B |\n| --- | ---: |\n| 1 | 2 |\n| 3 |\n")).Descendants(WordFiles.W + "tr").ToList();

        Assert.Equal([true, false, false], rows.Select(r => r.Descendants(WordFiles.W + "tblHeader").Any()));
        Assert.All(rows, r => Assert.Single(r.Descendants(WordFiles.W + "cantSplit")));
        Assert.All(rows, r => Assert.Equal(2, r.Elements(WordFiles.W + "tc").Count()));
        Assert.Equal("right", Value(rows[1].Descendants(WordFiles.W + "jc").Single()));
    }

    [Fact]
    public void Task_boxes_can_be_clicked()
    {
        var boxes = WordFiles.Part(WordFiles.Make("- [ ] one\n- [x] two\n")).Descendants(WordFiles.W14 + "checkbox").ToList();

        Assert.Equal(["0", "1"], boxes.Select(b => b.Element(WordFiles.W14 + "checked")!.Attribute(WordFiles.W14 + "val")!.Value));
        Assert.Equal(["☐", "☒"], boxes.Select(b => b.Ancestors(WordFiles.W + "sdt").First().Descendants(WordFiles.W + "t").Single().Value));
    }

    [Theory]
    [InlineData("en-US", false)]
    [InlineData("es-MX", false)]
    [InlineData("ar", true)]
    [InlineData("fa-IR", true)]
    [InlineData("he", true)]
    [InlineData("ur-PK", true)]
    public void A_document_knows_its_language_and_direction(string language, bool rightToLeft)
    {
        var file = WordFiles.Make("שלום\n", language);
        var defaults = WordFiles.Part(file, "word/styles.xml").Descendants(WordFiles.W + "docDefaults").Single();

        Assert.Equal(language, Value(defaults.Descendants(WordFiles.W + "lang").Single()));
        Assert.Equal(rightToLeft, defaults.Descendants(WordFiles.W + "bidi").Any());
        Assert.Equal(rightToLeft, WordFiles.Part(file).Descendants(WordFiles.W + "rtl").Any());
        Assert.Empty(WordFiles.Faults(file));
    }

    [Theory]
    [InlineData("letter", "12240", "15840")]
    [InlineData("a4", "11906", "16838")]
    public void The_page_has_the_size_of_the_paper(string paper, string width, string height)
    {
        var size = WordFiles.Part(WordFiles.Make("text\n", paper: paper)).Descendants(WordFiles.W + "pgSz").Single();

        Assert.Equal((width, height), (size.Attribute(WordFiles.W + "w")!.Value, size.Attribute(WordFiles.W + "h")!.Value));
    }

    [Fact]
    public void Only_addresses_that_lead_somewhere_from_anywhere_are_links()
    {
        var file = WordFiles.Make("[a](https://example.org/?a=1&b=2) [b](mailto:b@example.org) [c](tel:+15550100) [d](../other.md) [e](#there) [f](javascript:alert) <https://example.org/g>\n");
        var relations = WordFiles.Part(file, "word/_rels/document.xml.rels").Root!.Elements().Where(r => r.Attribute("TargetMode") is not null);

        Assert.Equal(["https://example.org/?a=1&b=2", "mailto:b@example.org", "tel:+15550100", "https://example.org/g"], relations.Select(r => r.Attribute("Target")!.Value));
        Assert.Equal("abchttps://example.org/g", string.Concat(WordFiles.Part(file).Descendants(WordFiles.W + "hyperlink").Select(h => h.Value)));
        Assert.Contains("a b c d e f", WordFiles.Text(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_of_text_are_kept()
    {
        var runs = WordFiles.Part(WordFiles.Make("**a** *b* ~~c~~ `d` ***e***\n")).Descendants(WordFiles.W + "r")
            .Where(r => r.Value != " ")
            .ToDictionary(r => r.Value, r => string.Join(' ', r.Descendants(WordFiles.W + "rPr").Elements().Select(e => e.Name.LocalName + Value(e))));

        Assert.Equal("b bCs", runs["a"]);
        Assert.Equal("i iCs", runs["b"]);
        Assert.Equal("strike", runs["c"]);
        Assert.Equal("rStyleVerbatimChar", runs["d"]);
        Assert.Equal("b bCs i iCs", runs["e"]);
    }

    [Fact]
    public void Characters_that_XML_cannot_hold_are_replaced()
    {
        var file = WordFiles.Make("a\u0001b \ud800 c\uffff 😀 <&\"' ]]>\n");

        Assert.Empty(WordFiles.Faults(file));
        Assert.Contains("a\ufffdb \ufffd c\ufffd 😀 <&\"' ]]>", WordFiles.Text(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Footnotes_are_footnotes()
    {
        var file = WordFiles.Make("One[^a] and two[^b] and one again[^a].\n\n[^a]: First, see [here](https://example.org/).\n\n    - with a list\n\n[^b]: Second.\n");
        var notes = WordFiles.Part(file, "word/footnotes.xml").Root!.Elements().Select(n => n.Value.Trim()).Where(t => t.Length > 0);

        Assert.Empty(WordFiles.Faults(file));
        Assert.Equal(["1", "2", "3"], WordFiles.Part(file).Descendants(WordFiles.W + "footnoteReference").Select(r => r.Attribute(WordFiles.W + "id")!.Value));
        Assert.Equal(["First, see here.with a list", "Second.", "First, see here.with a list"], notes);
    }

    [Fact]
    public void The_same_page_gives_the_same_bytes_and_a_zip_without_a_day()
    {
        const string Markdown = "# Title\n\n- [ ] one\n\n1. two\n\n[a](https://example.org/)\n";
        var file = WordFiles.Make(Markdown);
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(file));

        Assert.Equal(file, WordFiles.Make(Markdown));
        Assert.Equal("[Content_Types].xml", zip.Entries[0].FullName);
        Assert.All(zip.Entries, e => Assert.Equal(new DateTime(1980, 1, 1), e.LastWriteTime.DateTime));
        Assert.All(zip.Entries, e => Assert.Equal(0, e.ExternalAttributes));
    }

    [Fact]
    public void Properties_name_title_authors_and_language_and_no_day()
    {
        var text = WordFiles.Part(WordFiles.Make("text\n", "en-GB"), "docProps/core.xml").Root!.Elements().Select(e => $"{e.Name.LocalName}: {e.Value}");

        Assert.Equal(["title: A title", "creator: Ada & Bo; Cy", "language: en-GB"], text);
    }

    [Fact]
    public void Head_and_foot_say_what_it_is_and_count_pages()
    {
        var file = WordFiles.Make("text\n\n<!-- docx: foot -->\n\n---\n\nAsking first, version 1\n");
        var foot = WordFiles.Part(file, "word/footer1.xml");

        Assert.Equal("Test courseAsking first", WordFiles.Part(file, "word/header1.xml").Root!.Value);
        Assert.Equal("Asking first, version 11 / 1", foot.Root!.Value);
        Assert.Equal(["PAGE", "NUMPAGES"], foot.Descendants(WordFiles.W + "fldSimple").Select(f => f.Attribute(WordFiles.W + "instr")!.Value.Trim()));
        Assert.Equal(["text"], Styled(file));
    }

    [Fact]
    public void Pictures_of_the_course_are_in_the_file_with_their_words()
    {
        using var project = new Project();
        project.Write("assets/tree.png", Png(200, 100)).Write("assets/photo.webp", "RIFF    WEBPVP8 "u8.ToArray());
        var (file, findings) = WordFiles.Make(project, "![A \"tree\"](../assets/tree.png) ![A photo](../assets/photo.webp) ![No file](../assets/none.png)\n");

        Assert.Empty(WordFiles.Faults(file));
        Assert.Equal(["assets/photo.webp: warning UP2002: word processor files cannot hold this picture; they say in words what it shows (save it as PNG or JPEG)"], findings);
        Assert.Contains("A photo", WordFiles.Text(file), StringComparison.Ordinal);
        Assert.Contains("No file", WordFiles.Text(file), StringComparison.Ordinal);
        var shown = WordFiles.Part(file).Descendants().Single(e => e.Name.LocalName == "docPr");
        Assert.Equal("A \"tree\"", shown.Attribute("descr")!.Value);
        var extent = WordFiles.Part(file).Descendants().Single(e => e.Name.LocalName == "extent");
        Assert.Equal(("1905000", "952500"), (extent.Attribute("cx")!.Value, extent.Attribute("cy")!.Value));
    }

    [Theory]
    [InlineData("light: '#7a1f5c', dark: '#222222'", "7A1F5C")]
    [InlineData("light: '#7a1f5c', dark: '#222222', print: '#1f5c7a'", "1F5C7A")]
    [InlineData("print: '#1f5c7a'", "1F5C7A")]
    [InlineData("light: '#f4b740', dark: '#222222'", "0D4A48")]
    [InlineData(null, "0D4A48")]
    public void Headings_have_the_color_of_the_brand_where_it_can_be_read(string? colors, string expected)
    {
        using var project = new Project();
        project.Write("assets/logo.png", Png(300, 100));
        project.Write("brand.yaml", "brand: 1\nname: Riverside\norganization: Riverside Youth Center\nlogo: assets/logo.png\n" + (colors is null ? "" : $"colors: {{ {colors} }}\n"));
        var (file, _) = WordFiles.Make(project, "# Title\n");

        Assert.Empty(WordFiles.Faults(file));
        Assert.Equal(expected, WordFiles.Part(file, "word/theme/theme1.xml").Descendants().Single(e => e.Name.LocalName == "accent1").Elements().Single().Attribute("val")!.Value);
        Assert.Contains(WordFiles.Part(file, "word/styles.xml").Descendants(WordFiles.W + "style"), s => s.Attribute(WordFiles.W + "styleId")!.Value == "Heading1" && s.Descendants(WordFiles.W + "color").Single().Attribute(WordFiles.W + "themeColor")!.Value == "accent1");
        Assert.Equal("Riverside Youth Center", WordFiles.Part(file, "word/header1.xml").Descendants().Single(e => e.Name.LocalName == "docPr").Attribute("descr")!.Value);
    }

    [Fact]
    public void A_logo_that_word_processors_do_not_share_is_left_out_and_told_once()
    {
        using var project = new Project();
        project.Write("assets/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9v9z\"/></svg>"u8.ToArray());
        project.Write("brand.yaml", "brand: 1\nname: Riverside\nlogo: assets/logo.svg\n");
        var (file, findings) = WordFiles.Make(project, "# Title\n");

        Assert.Empty(WordFiles.Faults(file));
        Assert.Equal(["brand.yaml:3:7: info UP2005: word processor files cannot hold this logo; their heads have the name alone (save it as PNG or JPEG to have it there too)"], findings);
        Assert.StartsWith("Riverside", WordFiles.Part(file, "word/header1.xml").Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Contents_are_a_field_with_its_entries_in_it()
    {
        var file = WordFiles.Make("# T\n\n<!-- docx: contents 2 -->\n\n## First & one\n\ntext\n\n### Below\n\n## Second\n");
        var document = WordFiles.Part(file);

        Assert.Empty(WordFiles.Faults(file));
        Assert.Equal(["Title: T", "TOC1: First & one", "TOC2: Below", "TOC1: Second", "Heading1: First & one", "text", "Heading2: Below", "Heading1: Second"], Styled(file));
        Assert.Contains("TOC \\o \"1-2\"", document.Descendants(WordFiles.W + "instrText").Single().Value, StringComparison.Ordinal);
        Assert.Equal(
            document.Descendants(WordFiles.W + "bookmarkStart").Select(b => b.Attribute(WordFiles.W + "name")!.Value),
            document.Descendants(WordFiles.W + "hyperlink").Select(b => b.Attribute(WordFiles.W + "anchor")!.Value));
    }

    /// <summary>Paragraphs with text, each with its style.</summary>
    private static IEnumerable<string> Styled(byte[] file) => WordFiles.Part(file).Descendants(P)
        .Where(p => string.Concat(p.Descendants(WordFiles.W + "t").Select(t => t.Value)).Length > 0)
        .Select(p => (p.Descendants(WordFiles.W + "pStyle").FirstOrDefault() is { } style ? Value(style) + ": " : "") + string.Concat(p.Descendants(WordFiles.W + "t").Select(t => t.Value)));

    private static string Value(XElement element) => element.Attribute(WordFiles.W + "val")?.Value ?? "";

    /// <summary>The beginning of a PNG of this size; word processors show an empty frame, and the file is valid.</summary>
    internal static byte[] Png(int width, int height)
    {
        byte[] bytes = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        return bytes;
    }
}
