using Upstander.Checking;

namespace Upstander.Tests.Checking;

/// <summary>Words of lists, and who a call to action is for.</summary>
public class WordsTests
{
    [Theory]
    [InlineData("Tell a Counselor today", "counselor*")]
    [InlineData("the counselors’ office", "counselor*")]
    [InlineData("We don’t ask", "don't ask")]
    [InlineData("a line\nbreak between", "line break")]
    [InlineData("pass, passing", "passing")]
    public void A_word_is_found_whole_in_any_case_and_with_any_apostrophe(string text, string word) => Assert.True(Words.AreIn(text, [word]));

    [Theory]
    [InlineData("compass", "pass")]
    [InlineData("passage", "pass")]
    [InlineData("discount", "count*")]
    public void A_part_of_a_word_is_not_found(string text, string word) => Assert.False(Words.AreIn(text, [word]));

    [Fact]
    public void The_first_place_is_found() => Assert.Equal("one two", Of("then one two three one", ["three", "one two", "one"]));

    [Theory]
    [InlineData("learners")]
    [InlineData("Everyone in our class")]
    [InlineData("Friends who see it")]
    [InlineData("each team")]
    [InlineData("students and staff")]
    [InlineData("bystander")]
    [InlineData("You and a grown-up")]
    public void Learners_are_told_by_their_words(string actor) => Assert.True(Actors.AreLearners(actor));

    [Theory]
    [InlineData("school office")]
    [InlineData("class teachers")]
    [InlineData("Coaches of all teams")]
    [InlineData("hall monitors")]
    [InlineData("Adults at school")]
    public void Grown_ups_are_no_learners(string actor) => Assert.True(Actors.AreAdults(actor) && !Actors.AreLearners(actor));

    private static string Of(string text, string[] words) => Words.Find(text, words) is { } found ? text.Substring(found.Start, found.Length) : "";
}
