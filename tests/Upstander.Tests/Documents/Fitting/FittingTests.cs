using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Documents.Fitting;
using Upstander.Rendering;
using Upstander.Yaml;

namespace Upstander.Tests.Documents.Fitting;

/// <summary>How texts are measured and what follows for cards. That the measure holds is seen in the browser, by FitTests.</summary>
public sealed partial class FittingTests
{
    private static readonly TextSize Page12 = new(Face.Sans, 12, 1.4);

    [Theory]
    [InlineData("", 10, 1)]
    [InlineData("one two", 100, 1)]
    [InlineData("one\ntwo", 100, 2)]
    [InlineData("wwwwwwwwww", 3, 4)]
    [InlineData("a wwwwwwwwww", 3, 5)]
    public void Lines_break_at_blanks_and_inside_words_that_are_too_long(string text, double width, int lines) =>
        Assert.Equal(lines, Face.Sans.LinesOf(text, width));

    [Fact]
    public void Wide_letters_and_letters_with_accents_are_known()
    {
        Assert.Equal(Face.Sans.WidthOf(new('e')), Face.Sans.WidthOf(new('é')));
        Assert.True(Face.Sans.WidthOf(new('问')) > 1);
        Assert.True(Face.Sans.Bold.WidthOf(new('e')) > Face.Sans.WidthOf(new('e')));
        Assert.True(Face.Voice.LinesOf(new string('问', 30), 15) > 2);
    }

    [Fact]
    public void A_longer_text_is_never_lower_and_a_wider_column_never_higher() =>
        Gen.Select(Gen.String[Gen.Char["abc WMß问\n"], 0, 400], Gen.Int[1, 40], Gen.Int[60, 200]).Sample((text, more, width) =>
            Page12.HeightOf(text + new string('w', more), width) >= Page12.HeightOf(text, width)
            && Page12.HeightOf(text, width) >= Page12.HeightOf(text, width + 40));

    [Theory]
    [InlineData("one\n\ntwo")]
    [InlineData("- one\n- two")]
    [InlineData("> one\n>\n> two")]
    [InlineData("# one\n\ntwo")]
    [InlineData("| one |\n| --- |\n| two |")]
    [InlineData("one[^1]\n\n[^1]: two")]
    [InlineData("1. one\n2. two")]
    [InlineData("one\\\ntwo")]
    [InlineData("```\none\ntwo\n```")]
    [InlineData("one\n\n***")]
    [InlineData("one ![two](two.png)")]
    public void Every_kind_of_block_has_its_height(string markdown) =>
        Assert.True(Page12.HeightOf(ProseShape.Of(Prose(markdown)), 80) > Page12.HeightOf("one two", 80));

    [Fact]
    public void A_table_with_too_many_columns_has_no_place()
    {
        var row = $"|{string.Concat(Enumerable.Repeat(" word |", 12))}\n";
        var table = ProseShape.Of(Prose(row + $"|{string.Concat(Enumerable.Repeat(" - |", 12))}\n" + row));

        Assert.Equal(TextSize.Never, Page12.HeightOf(table, 60));
        Assert.True(Page12.HeightOf(table, 250) < 40);
    }

    [Fact]
    public void A_card_moves_to_a_larger_one_as_its_text_grows_and_never_back() =>
        Gen.Select(Gen.Int[0, 3_000], Gen.Int[0, 1_500], Gen.Int[0, 5].Select(i => CardGrid.All[i].PerPage), Gen.Bool.Select(b => b ? "letter" : "a4"), Gen.Bool.Select(b => b ? "k2" : "g68")).Sample(
            (length, more, asked, paper, band) =>
            {
                var (small, large) = (Place(Words(length), null, asked, paper, band), Place(Words(length + more), null, asked, paper, band));
                return small.PerPage <= asked && large.PerPage <= small.PerPage && small.Size >= PaperRoom.LeastSize(band) && large.Size >= PaperRoom.LeastSize(band);
            },
            iter: 400);

    [Fact]
    public void Both_sides_of_a_card_have_the_same_place()
    {
        var front = Place("May I?", "Yes.", 9, "letter", "g68");
        var back = Place("May I?", Words(900), 9, "letter", "g68");
        var longest = Place("May I?", Words(20_000), 9, "letter", "g68");

        Assert.Equal((9, false), (front.PerPage, front.IsForBack));
        Assert.True(back is { PerPage: < 9, BackSize: >= 9, IsForBack: true });
        Assert.Equal((9, 0.0), (longest.PerPage, longest.BackSize));
    }

    [Theory]
    [InlineData(2, 100, 4)]
    [InlineData(2, 500, 3)]
    [InlineData(2, 1_000, 2)]
    [InlineData(2, 3_000, 1)]
    [InlineData(9, 10, 0)]
    public void A_back_says_as_much_as_fits_and_the_card_stays_as_it_was_asked_for(int asked, int length, int extras)
    {
        var harmful = new View().Set("who", null).Set("line", Prose("It was just a hat.")).Set("debrief", Prose(Words(length / 2)));
        var move = new View().Set("kind", "direct").Set("text", Prose(Words(length / 2)));
        var place = Place(
            new View().Set("text", Prose("May I?")).Set("key", Prose("No.")).Set("responsible", Prose("Sam chose it."))
                .Set("harmful_lines", View.ListOf([harmful])).Set("upstander_moves", View.ListOf([move])).Set("debrief", Prose(Words(length))),
            asked);

        Assert.Equal((asked, extras), (place.PerPage, place.Extras));
    }

    [Theory]
    [InlineData("source")]
    [InlineData("harmful_lines")]
    [InlineData("debrief")]
    public void What_only_facilitators_need_of_a_myth_or_a_case_makes_a_back(string field) =>
        Assert.True(CardFit.HasBack(new View().Set("text", Prose("May I?")).Set(field, "something")));

    [Fact]
    public void A_source_is_measured()
    {
        var face = new View().Set("myth", Prose("You can tell.")).Set("fact", Prose("You can ask."));

        Assert.Equal(9, Place(face.Set("source", "A book (2019)"), 9).PerPage);
        Assert.True(Place(face.Set("source", Words(2_000)), 9).PerPage < 9);
    }

    [Fact]
    public void What_is_longer_than_a_page_flows() => Assert.Equal(0, Place(Words(60_000), null, 9, "a4", "g68").PerPage);

    [Fact]
    public void Sizes_grids_and_distances_are_those_of_the_style_sheet()
    {
        var css = File.ReadAllText(Path.Combine(Repository.Root, "templates", "assets", "sheets.css"));
        var sizes = Size().Matches(css).Select(m => double.Parse(m.Groups["size"].Value, CultureInfo.InvariantCulture)).ToHashSet();

        Assert.Superset(CardGrid.All.SelectMany(g => g.Sizes.Concat(g.BackSizes)).Concat([12, 14]).ToHashSet(), sizes);
        foreach (var grid in CardGrid.All)
        {
            Assert.Equal(grid.Head, Value(css, grid.PerPage, "head", 19));
            Assert.Equal(grid.Gap, Value(css, grid.PerPage, "gap", 2.6));

            // Small cards keep the distance on both sides, large ones to the cut alone.
            var pad = Value(css, grid.PerPage, "pad", 9) * (grid.IsSmall ? 2 : grid.Columns - 1);
            Assert.Equal((300.0 / grid.Columns) - pad, grid.RoomOn(new(300, 300)).Width, 3);
        }
    }

    private static double Value(string css, int perPage, string name, double usual) =>
        Regex.Match(css, $@"^\.per-{perPage} \{{[^}}]*--{name}: (?<value>[\d.]+)", RegexOptions.Multiline) is { Success: true } match
            ? double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture)
            : usual;

    private static CardPlace Place(string text, string? key, int asked, string paper, string band)
    {
        var face = new View().Set("text", Prose(text)).Set("key", key is null ? null : Prose(key));
        return CardFit.Places([face], asked, key is not null, PaperRoom.Of(paper), band, "A lesson, A deck, a-lesson 1.0.0, CC BY 4.0").Single();
    }

    private static CardPlace Place(View face, int asked) =>
        CardFit.Places([face], asked, true, PaperRoom.Of("letter"), "g68", "A lesson, A deck, a-lesson 1.0.0, CC BY 4.0").Single();

    private static string Words(int length) => string.Concat(Enumerable.Repeat("ask and wait ", (length / 13) + 1))[..length].Trim() + ".";

    private static Prose Prose(string markdown) => new(new YamlScalar(markdown, ScalarStyle.Plain, SourceSpan.Whole("test.yaml")));

    [GeneratedRegex(@"\.pt-(?<size>\d+) \{ --size: \k<size>pt; \}")]
    private static partial Regex Size();
}
