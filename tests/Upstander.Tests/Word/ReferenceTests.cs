using System.IO.Compression;
using System.Text;

namespace Upstander.Tests.Word;

/// <summary><c>reference.docx</c>: what is taken from it, and what keeps it from being used.</summary>
public sealed class ReferenceTests
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private const string Markdown = "# Title\n\n## Heading\n\ntext\n\n- one\n\n1. two\n\n| a | b |\n| --- | --- |\n| c | d |\n";

    /// <summary>Styles as a word processor in German writes them: its own ids, the names that the format fixes.</summary>
    private const string GermanStyles = """
        <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">
          <w:docDefaults>
            <w:rPrDefault><w:rPr><w:rFonts w:ascii="Garamond" w:hAnsi="Garamond"/><w:sz w:val="26"/><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault>
            <w:pPrDefault><w:pPr><w:spacing w:after="200"/></w:pPr></w:pPrDefault>
          </w:docDefaults>
          <w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
          <w:style w:type="paragraph" w:styleId="berschrift1" w15:x="1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr><w:rPr><w:color w:val="C00000"/></w:rPr></w:style>
          <w:style w:type="paragraph" w:customStyle="1" w:styleId="Haus"><w:name w:val="House"/><w:basedOn w:val="Standard"/></w:style>
        </w:styles>
        """;

    [Fact]
    public void Its_styles_come_first_and_the_tool_fills_in_the_others()
    {
        using var project = new Project();
        project.Write("reference.docx", Changed(("word/styles.xml", GermanStyles)));
        var (file, findings) = WordFiles.Make(project, Markdown, "ar");
        var styles = WordFiles.Part(file, "word/styles.xml").Descendants(WordFiles.W + "style").ToDictionary(s => s.Attribute(WordFiles.W + "styleId")!.Value);
        var used = WordFiles.Part(file).Descendants(WordFiles.W + "pStyle").Select(s => s.Attribute(WordFiles.W + "val")!.Value).ToList();

        Assert.Empty(findings);
        Assert.Empty(WordFiles.Faults(file));
        Assert.Contains("berschrift1", used);
        Assert.All(used, u => Assert.Contains(u, styles.Keys));
        Assert.Equal("C00000", styles["berschrift1"].Descendants(WordFiles.W + "color").Single().Attribute(WordFiles.W + "val")!.Value);
        Assert.Empty(styles["berschrift1"].Descendants(WordFiles.W + "numPr"));
        Assert.Equal("Standard", styles["Title"].Element(WordFiles.W + "basedOn")!.Attribute(WordFiles.W + "val")!.Value);
        Assert.DoesNotContain("Heading1", styles.Keys);
        Assert.DoesNotContain("Normal", styles.Keys);
        var defaults = WordFiles.Part(file, "word/styles.xml").Descendants(WordFiles.W + "docDefaults").Single();
        Assert.Equal("ar", defaults.Descendants(WordFiles.W + "lang").Single().Attribute(WordFiles.W + "val")!.Value);
        Assert.Contains("Garamond", defaults.ToString(), StringComparison.Ordinal);
        Assert.Single(defaults.Descendants(WordFiles.W + "bidi"));
    }

    [Fact]
    public void Its_margins_hold_and_the_paper_is_still_the_curriculums()
    {
        using var project = new Project();
        project.Write("reference.docx", Changed(("word/document.xml", """
            <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Not taken</w:t></w:r></w:p>
            <w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1134" w:bottom="1418" w:left="1985" w:header="600" w:footer="610" w:gutter="0"/></w:sectPr></w:body></w:document>
            """)));
        var (file, findings) = WordFiles.Make(project, "# T\n");
        var margin = WordFiles.Part(file).Descendants(WordFiles.W + "pgMar").Single().Attributes().Select(a => a.Value);

        Assert.Empty(findings);
        Assert.Equal(["1701", "1134", "1418", "1985", "600", "610", "0"], margin);
        Assert.Equal("12240", WordFiles.Part(file).Descendants(WordFiles.W + "pgSz").Single().Attribute(WordFiles.W + "w")!.Value);
        Assert.DoesNotContain("Not taken", WordFiles.Text(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_theme_of_its_own_is_taken()
    {
        using var project = new Project();
        var theme = Entry(WordFiles.Make("x\n"), "word/theme/theme1.xml").Replace("\"0D4A48\"", "\"123456\"", StringComparison.Ordinal);
        project.Write("reference.docx", Changed(("word/theme/theme1.xml", theme)));
        var (file, _) = WordFiles.Make(project, "# T\n");

        Assert.Contains("123456", Entry(file, "word/theme/theme1.xml"), StringComparison.Ordinal);
        Assert.Empty(WordFiles.Faults(file));
    }

    [Fact]
    public void A_template_will_do_parts_may_be_named_from_the_top_and_links_of_its_text_do_no_harm_however_they_are_written()
    {
        using var project = new Project();
        var types = Entry(WordFiles.Make("x\n"), "[Content_Types].xml").Replace("document.main+xml", "template.main+xml", StringComparison.Ordinal).Replace("/word/styles.xml", "/Word/Styles.xml", StringComparison.Ordinal);
        project.Write("reference.docx", Changed(
            ("[Content_Types].xml", types),
            ("word/styles.xml", GermanStyles),
            ("word/_rels/document.xml.rels", $"""
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Relations}styles" Target="/word/./../Word/styles.xml"/>
                <Relationship Id="r2" Type="{Relations}hyperlink" Target="mailto:one@example.org..;two@@[" TargetMode="External"/></Relationships>
                """)));
        var (file, findings) = WordFiles.Make(project, Markdown);

        Assert.Empty(findings);
        Assert.Contains("Garamond", Entry(file, "word/styles.xml"), StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Bad { get; } = new()
    {
        { "it is not a zip package, as every .docx is", "not a zip"u8.ToArray() },
        { "it holds macros", Changed(("word/vbaProject.bin", "x")) },
        { "it is of a kind that may hold macros", Changed(("[Content_Types].xml", Entry(WordFiles.Make("x\n"), "[Content_Types].xml").Replace("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml", StringComparison.Ordinal))) },
        { "it leads outside: attachedTemplate", Changed(("word/_rels/settings.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Relations}attachedTemplate" Target="https://example.org/evil.dotm" TargetMode="External"/></Relationships>""")) },
        { "it is no word processor document that can be read", Changed(("[Content_Types].xml", Entry(WordFiles.Make("x\n"), "[Content_Types].xml").Replace("wordprocessingml.document.main", "spreadsheetml.sheet.main", StringComparison.Ordinal))) },
        { "it holds no document", Changed(("_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>""")) },
        { "it has no styles", Changed(("word/_rels/document.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>""")) },
        { "it is no word processor document that can be read", Changed(("word/_rels/document.xml.rels", "<Relationships")) },
        { "it is no word processor document that can be read", Changed(("word/document.xml", """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:sectPr><w:pgMar w:top="99999999999"/></w:sectPr></w:body></w:document>""")) },
        { "it unpacks to far more than a document of styles holds", Changed(("word/media/big.png", new string('0', 26 * 1024 * 1024))) },
        { "it is no word processor document that can be read", Changed(("word/styles.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>")) },
        { "it is no word processor document that can be read", Changed(("[Content_Types].xml", "<nothing/>")) },
        { "it has 600 parts, but at most 500 are allowed", Many() },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_one_is_a_finding_with_the_reason(string reason, byte[] bytes)
    {
        using var project = new Project();
        project.Write("reference.docx", bytes);

        var built = project.Build(r => r with { Choice = Upstander.Documents.PageChoice.All with { Formats = ["docx"] } });

        Assert.Equal([$"reference.docx: error UP2003: {reason} (open it in a word processor and save it as a new .docx, or remove it)"], built.Findings);
        Assert.Empty(built.Files);
    }

    [Fact]
    public void A_project_with_one_builds_without_a_finding_and_publishes_nothing_of_it()
    {
        using var project = new Project();
        project.Write("reference.docx", Changed());

        Assert.DoesNotContain(project.Pages().Keys, k => k.Contains("reference", StringComparison.Ordinal));
    }

    /// <summary>A file of the tool with some of its parts replaced or added.</summary>
    private static byte[] Changed(params (string Name, string Text)[] parts)
    {
        var bytes = new MemoryStream();
        bytes.Write(WordFiles.Make("# Reference\n"));
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                zip.GetEntry(name)?.Delete();
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(text.Trim()));
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Many()
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 600; i++)
            {
                zip.CreateEntry($"part{i}.xml");
            }
        }

        return bytes.ToArray();
    }

    private static string Entry(byte[] file, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
