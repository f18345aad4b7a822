using System.Globalization;
using System.Xml.Linq;

namespace Upstander.Tests.Word;

/// <summary>Comments of templates that say what plain Markdown cannot.</summary>
public sealed class DirectionTests
{
    [Theory]
    [InlineData("<!-- docx: write 3 lines -->\nYour answer: ____\n", "WritingLine WritingLine WritingLine", "")]
    [InlineData("<!-- docx: write 2 lines 14 mm -->\n- I can say ____\n- I will ____\n", "WritingLine WritingLine WritingLine WritingLine", "I can say|I will")]
    [InlineData("<!-- docx: draw 5 cm -->\n(Room to draw)\n", "", "")]
    [InlineData("<!-- docx: write 5 cm -->\nYour answer: ____\n", "", "")]
    [InlineData("<!-- docx: fill -->\nName: ____\n", "FillIn", "Name: ")]
    [InlineData("<!-- docx: fill -->\n- Name: ____\n- Day: ____\n", "FillIn FillIn", "Name: |Day: ")]
    [InlineData("<!-- docx: choose -->\n- ( ) Yes\n- ( ) No\n", "Choices Choices", "○Yes|○No")]
    [InlineData("<!-- docx: scale -->\n| 1 low, 2 high | 1 | 2 |\n| --- | --- | --- |\n| Asking | ( ) | ( ) |\n", "TableText TableText TableText TableText TableText TableText", "1 low, 2 high|1|2|Asking|○|○")]
    [InlineData("<!-- docx: match -->\n| Left | Right |\n| --- | --- |\n| a | b |\n", "TableText TableText TableText", "a|●●|b")]
    [InlineData("<!-- docx: steps -->\n- **Say:** Hello.\n  - Listen for: Hi.\n", "Step ListBullet", "Say:Hello.|Listen for: Hi.")]
    [InlineData("<!-- docx: subtitle -->\nFor you\n", "Subtitle", "For you")]
    [InlineData("<!-- docx: small -->\nFor you\n", "SmallPrint", "For you")]
    [InlineData("<!-- docx: skip -->\n## Not this\n\nThis\n", "", "This")]
    [InlineData("<!-- docx: box -->\nIn a frame\n", "", "In a frame")]
    [InlineData("<!-- docx: copies 4 -->\n# Ticket\n<!-- docx: end copies -->\n", "CardHeading CardHeading CardHeading CardHeading", "Ticket|Ticket|Ticket|Ticket")]
    [InlineData("<!-- docx: cards 2 cut -->\n## One\n\na\n\n## Two\n\nb\n<!-- docx: end cards -->\n", "CardHeading CardText CardHeading CardText", "One|a|Two|b")]
    public void A_direction_is_followed(string markdown, string styles, string texts)
    {
        var file = WordFiles.Make(markdown);
        var paragraphs = WordFiles.Part(file).Descendants(WordFiles.W + "p").ToList();
        string[] plumbing = ["Spacer", ""];

        Assert.Empty(WordFiles.Faults(file));
        Assert.Equal(styles, string.Join(' ', paragraphs.Select(Style).Where(s => !plumbing.Contains(s))));
        Assert.Equal(texts, string.Join('|', paragraphs.Select(p => string.Concat(p.Descendants(WordFiles.W + "t").Select(t => t.Value))).Where(t => t.Length > 0)));
    }

    [Theory]
    [InlineData("draw 5 cm", 2834)]
    [InlineData("draw 30 mm", 1700)]
    [InlineData("write 5 cm", 2834)]
    public void Frames_are_as_high_as_they_are_said_to_be(string direction, int twips)
    {
        var row = WordFiles.Part(WordFiles.Make($"<!-- docx: {direction} -->\n(Room)\n")).Descendants(WordFiles.W + "trHeight").Single();

        Assert.Equal(twips, int.Parse(row.Attribute(WordFiles.W + "val")!.Value, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Empty_cells_have_room_for_answers()
    {
        var rows = WordFiles.Part(WordFiles.Make("<!-- docx: answers 20 mm -->\n| | A |\n| --- | --- |\n| one | |\n")).Descendants(WordFiles.W + "tr").ToList();

        Assert.Empty(rows[0].Descendants(WordFiles.W + "trHeight"));
        Assert.Equal("1133", rows[1].Descendants(WordFiles.W + "trHeight").Single().Attribute(WordFiles.W + "val")!.Value);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 2)]
    [InlineData(6, 3)]
    [InlineData(8, 4)]
    [InlineData(9, 3)]
    public void Cards_fill_a_page_and_keep_their_text_whole(int cards, int rows)
    {
        var file = WordFiles.Make($"<!-- docx: copies {cards} cut -->\ntext\n<!-- docx: end copies -->\n");
        var document = WordFiles.Part(file);
        var margin = document.Descendants(WordFiles.W + "pgMar").Single();
        var room = 15840 - Number(margin, "top") - Number(margin, "bottom");
        var heights = document.Descendants(WordFiles.W + "trHeight").ToList();

        Assert.Equal(rows, heights.Count);
        Assert.All(heights, h => Assert.Equal("atLeast", h.Attribute(WordFiles.W + "hRule")!.Value));
        Assert.InRange(heights.Sum(h => Number(h, "val")), room - 300, room - 100);
        Assert.All(document.Descendants(WordFiles.W + "tr"), r => Assert.NotEmpty(r.Elements(WordFiles.W + "trPr").Elements(WordFiles.W + "cantSplit")));
        Assert.All(document.Descendants(WordFiles.W + "tblBorders").Elements(), b => Assert.Equal("dashed", b.Attribute(WordFiles.W + "val")!.Value));
    }

    [Fact]
    public void A_base_sets_the_size_of_running_text()
    {
        var sizes = WordFiles.Part(WordFiles.Make("<!-- docx: base 14 pt -->\ntext\n"), "word/styles.xml").Descendants(WordFiles.W + "rPrDefault").Descendants(WordFiles.W + "sz");

        Assert.Equal("28", sizes.Single().Attribute(WordFiles.W + "val")!.Value);
    }

    [Theory]
    [InlineData("wriet 3 lines", "did you mean 'write 3 lines'?")]
    [InlineData("write 0 lines", null)]
    [InlineData("draw 5 miles", null)]
    [InlineData("cards 5", null)]
    [InlineData("fill", null)]
    [InlineData("end cards", null)]
    [InlineData("copies 4", null)]
    public void What_cannot_be_followed_is_a_finding(string direction, string? hint)
    {
        using var project = new Project();
        var (_, findings) = WordFiles.Make(project, $"text\n\n<!-- docx: {direction} -->\n\n## Heading\n");

        var finding = Assert.Single(findings);
        Assert.Contains(": error UP2001: 'docx: " + direction + "' is no direction", finding, StringComparison.Ordinal);
        Assert.Contains(hint ?? "", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_comments_are_notes_and_other_HTML_is_text()
    {
        var text = WordFiles.Text(WordFiles.Make("<!-- markdownlint-disable MD013 -->\none\n\n<div>two</div>\n\nthree <b>four</b> <!-- five -->\n"));

        Assert.DoesNotContain("markdownlint", text, StringComparison.Ordinal);
        Assert.Contains("<div>two</div>", text, StringComparison.Ordinal);
        Assert.Contains("three <b>four</b> <!-- five -->", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!-- docx: page -->")]
    [InlineData("before\n\n<!-- docx: page -->\n\nafter")]
    [InlineData("before\n\n    <!-- docx: page -->\n\nafter")]
    [InlineData("before\n\n```\n<!-- docx: page -->\n```")]
    [InlineData("before\n\n```\n<!-- docx: page -->")]
    [InlineData("`<!-- docx: page -->`")]
    [InlineData("\\\\<!-- docx: page -->")]
    [InlineData("[a](https://example.org/ \"\n<!-- docx: page -->\n\")")]
    [InlineData("<\n!-- docx: page -->")]
    public void Texts_of_lessons_can_give_no_direction(string prose)
    {
        using var project = new Project();
        project.AddToLesson($"""
            handouts:
              - id: sheet
                kind: sheet
                title: A sheet
                body: |
                    {prose.Replace("\n", "\n        ", StringComparison.Ordinal)}
                closing: The end
            """);
        var problems = new Upstander.Diagnostics.DiagnosticBag();
        var request = project.Request with { OutputFolder = project.Output, Choice = Upstander.Documents.PageChoice.All with { Formats = ["docx", "markdown"] } };
        Compiler.Compile(request, problems, null, TestContext.Current.CancellationToken);

        Assert.Empty(problems.Sorted().Select(p => p.ToString()));
        var file = File.ReadAllBytes(Path.Combine(project.Output, "learner/asking-first/sheet.docx"));
        Assert.Empty(WordFiles.Part(file).Descendants(WordFiles.W + "br"));
        Assert.Contains("The end", WordFiles.Text(file), StringComparison.Ordinal);
    }

    private static string Style(XElement paragraph) => paragraph.Descendants(WordFiles.W + "pStyle").FirstOrDefault()?.Attribute(WordFiles.W + "val")!.Value ?? "";

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(WordFiles.W + name)!.Value, CultureInfo.InvariantCulture);
}
