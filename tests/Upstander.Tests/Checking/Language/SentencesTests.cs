using CsCheck;
using Upstander.Checking.Language;

namespace Upstander.Tests.Checking.Language;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("One. Two? Three! Four", "One.|Two?|Three!|Four")]
    [InlineData("Ask Dr. Rao or Ms. Lee first. Then wait.", "Ask Dr. Rao or Ms. Lee first.|Then wait.")]
    [InlineData("J. R. Diaz wrote it. She left.", "J. R. Diaz wrote it.|She left.")]
    [InlineData("It costs 3.50 in all. Pay at 2.15 p.m. The desk closes then.", "It costs 3.50 in all.|Pay at 2.15 p.m.|The desk closes then.")]
    [InlineData("Bring pens, paper, etc. to class. Thanks.", "Bring pens, paper, etc. to class.|Thanks.")]
    [InlineData("\"Why now?\" he asked. Nobody knew.", "\"Why now?\" he asked.|Nobody knew.")]
    [InlineData("She said \"Stop.\" He stopped.", "She said \"Stop.\"|He stopped.")]
    [InlineData("Really?! Yes... well. (See below.) Done.", "Really?!|Yes... well.|(See below.)|Done.")]
    [InlineData("Some cases, e.g. Sam's, i.e. the hoodie, are easy.", "Some cases, e.g. Sam's, i.e. the hoodie, are easy.")]
    [InlineData("Many do.[^1] Others, too.[^2][^3]", "Many do.[^1]|Others, too.[^2][^3]")]
    [InlineData("That is what I do. I ask.", "That is what I do.|I ask.")]
    public void A_text_is_parted_where_a_reader_would(string text, string sentences) =>
        Assert.Equal(sentences.Split('|'), Sentences.In(text).Select(s => text.Substring(s.Start, s.Length)));

    [Fact]
    public void Nothing_but_blanks_is_lost() => Gen.String[Gen.Char["abc .?!\"'A1()"], 0, 200].Sample(text =>
    {
        var parts = Sentences.In(text);
        var kept = string.Concat(parts.Select(s => text.Substring(s.Start, s.Length)));
        return kept.Replace(" ", "", StringComparison.Ordinal) == text.Replace(" ", "", StringComparison.Ordinal)
            && parts.Zip(parts.Skip(1)).All(p => p.First.End <= p.Second.Start);
    });

    [Fact]
    public void A_sentence_without_end_is_parted_all_the_same() =>
        Assert.All(Sentences.In(string.Concat(Enumerable.Repeat("word ", 5_000))), s => Assert.InRange(s.Length, 1, Sentences.MaxLength + 10));
}
