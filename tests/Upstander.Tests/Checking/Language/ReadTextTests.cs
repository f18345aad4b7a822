using CsCheck;
using Upstander.Rendering;

namespace Upstander.Tests.Checking.Language;

/// <summary>The text as a reader sees it, and the way back to the text as written.</summary>
public sealed class ReadTextTests
{
    [Theory]
    [InlineData("She **had it** coming.", "She had it coming.")]
    [InlineData("un**believ**able", "unbelievable")]
    [InlineData("wrapped\nlines  and   blanks", "wrapped lines and blanks")]
    [InlineData("See [the *whole* page](https://example.org) now", "See the whole page now")]
    [InlineData("“Curly” and ‘single’ don’t", "\"Curly\" and 'single' don't")]
    [InlineData("a\u00A0hard\u00A0blank and a soft\u00ADhyphen", "a hard blank and a softhyphen")]
    [InlineData("e\u0301cole", "école")]
    [InlineData("\\*not emphasis\\*", "*not emphasis*")]
    [InlineData("AT&amp;T &mdash; yes…", "AT&T — yes...")]
    [InlineData("~~old~~ `code`", "old code")]
    [InlineData("One in five.[^a]\n\n[^a]: Survey, 2021.", "One in five.[^1]")]
    public void Markup_is_folded_away(string markdown, string read) => Assert.Equal(read, MarkdownReader.Read(markdown)[0].Text);

    [Fact]
    public void Blocks_are_read_one_by_one() => Assert.Equal(
        ["Heading:A title", "Paragraph:Text.", "Item:one", "Item:two", "Quote:theirs", "Cell:a", "Cell:b", "Cell:c", "Cell:d"],
        MarkdownReader.Read("# A title\n\nText.\n\n- one\n- two\n\n> theirs\n\n| a | b |\n| - | - |\n| c | d |\n").Select(b => $"{b.Kind}:{b.Text}"));

    [Theory]
    [InlineData("She **had it** coming.", "had it coming", "had it** coming")]
    [InlineData("She said “they\nasked” twice", "\"they asked\"", "“they\nasked”")]
    [InlineData("- first\n- a [link here](https://example.org)", "link here", "link here")]
    [InlineData("a \\*star\\* b", "star", "star")]
    [InlineData("soft\u00ADhyphen word", "softhyphen", "soft\u00ADhyphen")]
    public void Every_stretch_finds_its_way_back(string markdown, string read, string written)
    {
        var block = MarkdownReader.Read(markdown).Single(b => b.Text.Contains(read, StringComparison.Ordinal));
        var (start, length) = block.Written(block.Text.IndexOf(read, StringComparison.Ordinal), read.Length);

        Assert.Equal(written, markdown.Substring(start, length));
    }

    [Fact]
    public void Whatever_is_written_places_never_leave_it() => Gen.String[Gen.Char["ab *_[]()<>`~#-+>|\n\\&;1.“’\u00AD"], 0, 120].Sample(markdown =>
        MarkdownReader.Read(markdown).All(block => Enumerable.Range(0, block.Text.Length).All(i =>
        {
            var (start, length) = block.Written(i, 1);
            return start >= 0 && length >= 1 && start + length <= markdown.Length;
        })));
}
