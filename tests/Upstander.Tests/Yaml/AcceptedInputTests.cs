using Upstander.Diagnostics;
using Upstander.Yaml;

namespace Upstander.Tests.Yaml;

/// <summary>What files may hold, and the text and places that come of it.</summary>
public class AcceptedInputTests
{
    [Theory]
    [InlineData("No")]
    [InlineData("yes")]
    [InlineData("1.10")]
    [InlineData("010")]
    [InlineData("1_000")]
    [InlineData("12:30")]
    [InlineData("0x1F")]
    [InlineData("2026-01-02")]
    [InlineData("Null")]
    [InlineData("true")]
    [InlineData(".5")]
    [InlineData("-x")]
    [InlineData("a#b")]
    [InlineData("C# and F#")]
    [InlineData("https://example.org/#part")]
    [InlineData("don't")]
    [InlineData("a, b & c * d ! e")]
    [InlineData("שלום\u200f, مرحبا\u200e\u061c 👩\u200d👧")]
    public void A_plain_value_is_the_text_as_written(string text) => Assert.Equal(text, ((YamlScalar)Loading.Good($"a: {text}\n")["a"]!).Text);

    [Theory]
    [InlineData("a:\n")]
    [InlineData("a: null\n")]
    [InlineData("a: ~\n")]
    [InlineData("a: # nothing yet\n")]
    [InlineData("{a: }")]
    [InlineData("{a}")]
    public void A_key_without_a_value_is_nothing(string text) => Assert.IsType<YamlNothing>(Loading.Good(text)["a"]);

    [Theory]
    [InlineData("a: ''\n", "")]
    [InlineData("a: \"null\"\n", "null")]
    [InlineData("a: '~'\n", "~")]
    [InlineData("a: >-\n", "")]
    public void A_quoted_nothing_is_a_text(string text, string expected) => Assert.Equal(expected, ((YamlScalar)Loading.Good(text)["a"]!).Text);

    [Fact]
    public void An_empty_item_of_a_list_is_nothing() =>
        Assert.Equal(
            [typeof(YamlScalar), typeof(YamlNothing), typeof(YamlScalar)],
            ((YamlList)Loading.Good("a:\n- x\n-\n- y\n")["a"]!).Items.Select(i => i.GetType()));

    [Theory]
    [InlineData("a: 1 # minutes\n")]
    [InlineData("# first\na: 1\n# last")]
    [InlineData("a: 1\n#b: 2\nc: 3\n")]
    [InlineData("a:\n  b: 1\n  #c: 2\n")]
    [InlineData("a:\n  - b: x\n    #c: 2\n  #- b: y\n")]
    [InlineData("a: 1\n\n# ------\n#######\nb: 2 #\n")]
    [InlineData("a: |\n  # heading\n  #tag\n  x #y\n")]
    [InlineData("a: 'x #y'\nb: \"x #y\"\n")]
    [InlineData("a: [1, # one\n  2] # two\n")]
    [InlineData("a: text\n# ends here\n\n#b: 1\n")]
    public void Honest_comments_are_welcome(string text) => Loading.Good(text);

    [Theory]
    [InlineData("---\na: 1\n")]
    [InlineData("# c\n---\na: 1\n...\n")]
    [InlineData("a: 1\n...\n# the end\n")]
    [InlineData("a: 1")]
    [InlineData("{a: 1}")]
    [InlineData("\n\n  a: 1\n  b: 2\n")]
    [InlineData("a:\tx\n")]
    [InlineData("a:\n  - [x,\n    \ty]\n")]
    [InlineData("a: |\n  \tx\n  y\tz\n")]
    [InlineData("? a\n: 1\n")]
    [InlineData("'a': 1\n\"b\": 2\n3: x\n")]
    public void Usual_forms_are_read(string text) => Loading.Good(text);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Line_ends_make_no_difference(string lineEnd)
    {
        var text = "a: one\nb: |\n  two\n\n   three\nc: >\n  four\n  five\nd: 'six\n  seven'\ne:\n- x # y\n- f: {g: h}\n";

        var map = Loading.Good(text.Replace("\n", lineEnd, StringComparison.Ordinal));

        Assert.Equal("one|two\n\n three\n|four five\n|six seven", string.Join('|', map.Entries.Take(4).Select(e => ((YamlScalar)e.Value).Text)));
        Assert.Equal(
            ["1:1-1:2", "1:4-1:7", "2:1-2:2", "2:4-5:9", "6:1-6:2", "6:4-8:7", "9:1-9:2", "9:4-10:9", "11:1-11:2", "12:1-13:12"],
            map.Entries.SelectMany(e => new[] { Show(e.Key.Span), Show(e.Value.Span) }));
    }

    [Fact]
    public void Every_node_has_its_place()
    {
        var map = Loading.Good("""
            ages: { min: 11, max: 14 }
            list: [x, [y], k: v]
            items:
              - id: a
                text:
              -
                id: b
            """);

        Assert.Equal("1:1-7:10", Show(map.Span));
        Assert.Equal("1:7-1:27", Show(map["ages"]!.Span));
        Assert.Equal("1:14-1:16", Show(((YamlMap)map["ages"]!)["min"]!.Span));
        var list = (YamlList)map["list"]!;
        Assert.Equal("2:7-2:21", Show(list.Span));
        Assert.Equal(["2:8-2:9", "2:11-2:14", "2:16-2:20"], list.Items.Select(i => Show(i.Span)));
        var items = (YamlList)map["items"]!;
        Assert.Equal("4:3-7:10", Show(items.Span));
        Assert.Equal(["4:5-5:10", "7:5-7:10"], items.Items.Select(i => Show(i.Span)));
        Assert.Equal("5:10-5:10", Show(((YamlMap)items.Items[0])["text"]!.Span));
    }

    [Theory]
    [InlineData("a: see one word\n", "word", "1:12-1:16")]
    [InlineData("a: see\n\n   one\n  word here\n", "word", "4:3-4:7")]
    [InlineData("a: see\n  one word\n", "see one", "1:4-2:6")]
    [InlineData("a: 'it''s a word'\n", "word", "1:13-1:17")]
    [InlineData("a: 'it''s\n   a word'\n", "word", "2:6-2:10")]
    [InlineData("a: \"x\\t\\u00e9\\U0001F600 word\"\n", "word", "1:25-1:29")]
    [InlineData("a: \"x\\\n     y\\\n   \\ word\"\n", "word", "3:6-3:10")]
    [InlineData("a: |\n  x\n\n    y word\n", "word", "4:7-4:11")]
    [InlineData("a: |2-\n    x\n   word\n", "word", "3:4-3:8")]
    [InlineData("a: |-\n\n\n  x\n  word", "word", "5:3-5:7")]
    [InlineData("a: >\n  x\n  y\n\n  z word\n", "word", "5:5-5:9")]
    [InlineData("a: >\n  x\n    deep\n    deep\n  z\n  word\n", "word", "6:3-6:7")]
    [InlineData("a: >\r\n  x\r\n\r\n  y\r\n  word\r\n", "word", "5:3-5:7")]
    [InlineData("a:\n  - b: |\n      😀 word\n", "word", "3:10-3:14")]
    public void A_word_in_a_text_is_found_in_the_file(string text, string word, string place)
    {
        var scalar = Scalars(Loading.Good(text)).Last();

        Assert.Equal(place, Show(scalar.SpanOf(scalar.Text.IndexOf(word, StringComparison.Ordinal), word.Length)));
    }

    [Fact]
    public void A_place_outside_a_text_is_its_end_or_start()
    {
        var scalar = (YamlScalar)Loading.Good("a: word\n")["a"]!;

        Assert.Equal("1:8-1:8", Show(scalar.SpanOf(99, 5)));
        Assert.Equal("1:4-1:4", Show(scalar.SpanOf(0, 0)));
        Assert.Equal("1:4-1:8", Show(scalar.SpanOf(-3, 99)));
    }

    internal static IEnumerable<YamlScalar> Scalars(YamlNode node) => node switch
    {
        YamlScalar scalar => [scalar],
        YamlList list => list.Items.SelectMany(Scalars),
        YamlMap map => map.Entries.SelectMany(e => Scalars(e.Value).Prepend(e.Key)),
        _ => [],
    };

    private static string Show(SourceSpan span) => $"{span.Line}:{span.Column}-{span.EndLine}:{span.EndColumn}";
}
