using Upstander.Checking.Language;

namespace Upstander.Tests.Checking.Language;

public sealed class InflectionTests
{
    [Theory]
    [InlineData("rape", "rapes raping raped raped")]
    [InlineData("grope", "gropes groping groped groped")]
    [InlineData("harass", "harasses harassing harassed harassed")]
    [InlineData("bully", "bullies bullying bullied bullied")]
    [InlineData("grab", "grabs grabbing grabbed grabbed")]
    [InlineData("stalk", "stalks stalking stalked stalked")]
    [InlineData("permit", "permits permitting permitted permitted")]
    [InlineData("lie", "lies lying lay lain")]
    [InlineData("take advantage of", "takes advantage of,taking advantage of,took advantage of,taken advantage of")]
    [InlineData("agree", "agrees agreeing agreed agreed")]
    [InlineData("free", "frees freeing freed freed")]
    [InlineData("traffic", "traffics trafficking trafficked trafficked")]
    [InlineData("fix", "fixes fixing fixed fixed")]
    [InlineData("stay", "stays staying stayed stayed")]
    public void Verbs_have_their_forms(string verb, string forms)
    {
        var expected = forms.Contains(',', StringComparison.Ordinal) ? forms.Split(',') : forms.Split(' ');

        Assert.Equal(expected, new[] { "s", "ing", "past", "pp" }.Select(f => Inflection.Verb(verb, f).First()));
    }

    [Theory]
    [InlineData("victimize", "pp", "victimized victimised")]
    [InlineData("travel", "ing", "travelling traveling")]
    [InlineData("be", "past", "was were")]
    [InlineData("get", "pp", "got gotten")]
    [InlineData("learn", "past", "learned learnt")]
    public void Both_spellings_count(string verb, string form, string forms) => Assert.Equal(forms.Split(' '), Inflection.Verb(verb, form));

    [Theory]
    [InlineData("girl", "girls")]
    [InlineData("woman", "women")]
    [InlineData("young lady", "young ladies")]
    [InlineData("boy", "boys")]
    [InlineData("coach", "coaches")]
    [InlineData("wife", "wives")]
    [InlineData("rape victim", "rape victims")]
    public void Nouns_have_a_plural(string noun, string plural) => Assert.Equal(plural, Inflection.Noun(noun, "many"));
}
