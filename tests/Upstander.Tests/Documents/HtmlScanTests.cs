using System.Diagnostics;
using CsCheck;
using Upstander.Documents;

namespace Upstander.Tests.Documents;

/// <summary>The tags of a page, found as browsers find them.</summary>
public sealed class HtmlScanTests
{
    [Theory]
    [InlineData("<p class=\"a b\">x</p>", "p[class=a b] /p")]
    [InlineData("<P CLASS='a'>x</P >", "p[class=a] /p")]
    [InlineData("<img src=a.png alt>", "img[src=a.png,alt=]")]
    [InlineData("<a href = \"x>y\" title='it\"s'>", "a[href=x>y,title=it\"s]")]
    [InlineData("<br/><use href=\"#i\"/>", "br use[href=#i]")]
    [InlineData("a < b <3 <> </>", "!")]
    [InlineData("<!doctype html><!-- <p> --><p>", "! ! p")]
    [InlineData("<!--><p><!---><i>", "! p ! i")]
    [InlineData("<!-- a --!><p>", "! p")]
    [InlineData("<script>if (a < b) '<p>'</script><p>", "script /script p")]
    [InlineData("<style>a > b { content: '</p>' }</STYLE ><p>", "style /style p")]
    [InlineData("<title>a <b> c</title><b>", "title /title b")]
    [InlineData("<svg><title><b></title></svg>", "svg title b /title /svg")]
    [InlineData("<script>never ends <p>", "script")]
    [InlineData("<p class=\"never ends", "")]
    [InlineData("<p", "")]
    [InlineData("<", "")]
    [InlineData("</", "!")]
    [InlineData("<a b=c/>", "a[b=c/]")]
    [InlineData("<a =b c==d>", "a[=b=,c==d]")]
    [InlineData("<x-y on-z=1>", "x-y[on-z=1]")]
    public void Tags_and_attributes_are_those_a_browser_finds(string html, string expected)
    {
        var scan = new HtmlScan(html);

        Assert.Equal(expected, string.Join(' ', Enumerable.Range(0, scan.Count).Select(i => Told(scan, scan[i]))));
    }

    [Theory]
    [InlineData("<div><p>one<p>two</div>after", "div", "onetwo")]
    [InlineData("<ul><li>a<ul><li>b</ul></ul>", "ul", "ab")]
    [InlineData("<a href><b>in</b></a>out", "a", "in")]
    [InlineData("<svg><g><path/></g>in</svg>out", "svg", "in")]
    [InlineData("<b>in</i>side</b>out", "b", "inside")]
    [InlineData("<p>to the end", "p", "to the end")]
    public void An_element_encloses_what_stands_before_its_end(string html, string name, string expected)
    {
        var scan = new HtmlScan(html);
        var index = Enumerable.Range(0, scan.Count).First(i => scan[i].Begins(name));
        var last = scan[index].Last;
        var isClosed = scan[last].Kind == HtmlTagKind.End && scan[last].Name == name;

        Assert.Equal(expected, string.Concat(Enumerable.Range(index, last - index + (isClosed ? 0 : 1)).Select(i => scan.After(i).ToString())));
    }

    [Fact]
    public void References_in_values_are_resolved()
    {
        var scan = new HtmlScan("<a href=\"https&#58;//example.org/?a=1&amp;b=2\" title=''>");

        Assert.Equal("https://example.org/?a=1&b=2", scan.Value(scan[0], "href"));
        Assert.True(scan.Has(scan[0], "title"));
        Assert.False(scan.Says(scan[0], "title"));
        Assert.Null(scan.Value(scan[0], "alt"));
    }

    [Theory]
    [InlineData("sheet long", "sheet", true)]
    [InlineData("sheets", "sheet", false)]
    [InlineData("sheet-head sheet", "sheet", true)]
    [InlineData("a\nsheet\tb", "sheet", true)]
    [InlineData("", "sheet", false)]
    public void A_class_is_a_whole_word(string classes, string word, bool has) => Assert.Equal(has, HtmlScan.HasWord(classes, word));

    [Fact]
    public void Whatever_the_text_is_tags_lie_in_it_one_after_another() =>
        Gen.OneOf(
            Gen.String[Gen.Char["<>/!-=\"' \nabpsvg&;?"], 0, 80],
            Gen.OneOf("<p>", "</p>", "<script>", "</script", "<!--", "-->", "<svg>", "</svg>", "<br/>", " a='", "\"", ">", "<", "x", "<title>", "</style>", "<style>").Array[0, 40].Select(string.Concat),
            Gen.String).Sample(text =>
        {
            var scan = new HtmlScan(text);
            var before = 0;
            for (var i = 0; i < scan.Count; i++)
            {
                var tag = scan[i];
                Assert.InRange(tag.Start, before, tag.End - 1);
                Assert.InRange(tag.End, 0, text.Length);
                Assert.InRange(tag.Last, i, scan.Count - 1);
                Assert.Equal('<', text[tag.Start]);
                foreach (var attribute in scan.AttributesOf(tag))
                {
                    Assert.InRange(attribute.Start, tag.Start, tag.End);
                    Assert.InRange(attribute.Start + attribute.Length, tag.Start, tag.End);
                }

                _ = scan.After(i);
                before = tag.End;
            }
        });

    [Theory]
    [InlineData("<a ")]
    [InlineData("<a>")]
    [InlineData("</a>")]
    [InlineData("<!--")]
    [InlineData("<b></i>")]
    [InlineData("<script>")]
    [InlineData("</script <script>")]
    [InlineData("<svg><p>")]
    [InlineData("<a b='\"'")]
    public void A_hostile_text_takes_no_longer_than_another(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var watch = Stopwatch.StartNew();

        _ = new HtmlScan(text);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{piece}: {watch.Elapsed}");
    }

    private static string Told(HtmlScan scan, HtmlTag tag)
    {
        var attributes = new List<string>();
        foreach (var attribute in scan.AttributesOf(tag))
        {
            attributes.Add($"{attribute.Name}={scan.Value(attribute)}");
        }

        return (tag.Kind == HtmlTagKind.End ? "/" : "") + tag.Name + (attributes.Count == 0 ? "" : $"[{string.Join(',', attributes)}]");
    }
}
