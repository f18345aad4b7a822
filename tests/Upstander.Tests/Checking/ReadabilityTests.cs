using System.Globalization;
using CsCheck;
using Upstander.Checking;
using Upstander.Diagnostics;

namespace Upstander.Tests.Checking;

/// <summary>The reading level: syllables of words, the formula, and which texts of a lesson are measured.</summary>
public sealed class ReadabilityTests
{
    /// <summary>Words by the syllables that dictionaries give them; ours must be right for all of these.</summary>
    public static TheoryData<int, string> Known { get; } = new()
    {
        { 1, "a I you the be he she we friend through straight school house like likes asked walked rule rules while change they're yes stopped called pulled curled named" },
        { 1, "played tried tied rhyme don't can't won't I'll you've squeeze league queue thought eyes eye fruit build guide true blue need please these there strength" },
        { 2, "asking limit table people little being going saying trying changes houses places wanted needed settled handled didn't couldn't isn't James's" },
        { 2, "someone something homework sometimes careful useful safety moment statement lonely only maybe before beyond player quiet science unique language" },
        { 2, "answer upstand harmful respect borrow lesson fifteen argue create react hundred business moving question social special million region ourselves" },
        { 2, "rhythm poem evening reasons consent agree agreed follow followed apply early window" },
        { 3, "everyone everything anyone anything another family important consider upstander bystander agreement however idea area period serious" },
        { 3, "boundary example company survivor obvious violence violent media radio video happier easiest usual actual racism sexism continue musical" },
        { 3, "practices exercise tomorrow different remember invented government awareness audience" },
        { 4, "activity community autonomy situation experience education material society anxiety information ability facilitate" },
        { 5, "university individual opportunity electricity" },
        { 5, "vocabulary curiosity international" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Syllables_are_counted_as_dictionaries_do(int syllables, string words)
    {
        foreach (var word in words.Split(' '))
        {
            Assert.Equal($"{word} {syllables}", $"{word} {Readability.Syllables(word)}");
        }
    }

    [Fact]
    public void A_word_with_a_hyphen_has_the_syllables_of_its_parts() =>
        Gen.Select(Gen.String[Gen.Char["abcdeilmnorstuy"], 1, 10], Gen.String[Gen.Char["abcdeilmnorstuy"], 1, 10])
            .Sample((a, b) => Readability.Syllables($"{a}-{b}") == Readability.Syllables(a) + Readability.Syllables(b));

    [Fact]
    public void Every_word_has_a_syllable_and_no_more_than_letters() =>
        Gen.String.Sample(word => Readability.Syllables(word) >= 1 && Readability.Syllables(word) <= Math.Max(2, 2 * word.Length));

    [Theory]
    [InlineData("'")]
    [InlineData("-'-")]
    [InlineData("...")]
    [InlineData("")]
    public void What_has_only_marks_has_one(string word) =>
        Assert.Equal(1, Readability.Syllables(word));

    [Fact]
    public void Case_makes_no_difference() =>
        Gen.String[Gen.Char["abcdeghilmnorstuvy'"], 1, 12].Sample(word => Readability.Syllables(word) == Readability.Syllables(word.ToUpperInvariant()));

    [Fact]
    public void Longer_sentences_and_longer_words_are_harder() =>
        Gen.Select(Gen.Int[1, 500], Gen.Int[1, 50], Gen.Int[1, 1500])
            .Sample((words, sentences, syllables) =>
                Readability.Grade(words, sentences, syllables) > Readability.Grade(words, sentences + 1, syllables)
                && Readability.Grade(words, sentences, syllables + 1) > Readability.Grade(words, sentences, syllables)
                && Math.Abs(Readability.Grade(words * 2, sentences * 2, syllables * 2) - Readability.Grade(words, sentences, syllables)) < 0.001);

    [Theory]
    [InlineData(10, 1, 13, "3.7")]
    [InlineData(100, 5, 150, "9.9")]
    [InlineData(0, 0, 0, "0.0")]
    public void The_grade_is_that_of_the_formula(int words, int sentences, int syllables, string grade) =>
        Assert.Equal(grade, Readability.Grade(words, sentences, syllables).ToString("0.0", CultureInfo.InvariantCulture));

    [Fact]
    public void Marks_are_no_part_of_words() =>
        Assert.Equal(["Wait", "said", "Bo's", "ten-year-old", "friend", "and", "asked", "for", "3", "cards"], Readability.Words("\"Wait,\" said Bo's ten-year-old friend \u2014 and asked for (3) cards..."));

    [Fact]
    public void Every_lesson_of_the_tool_is_measured_and_none_is_too_hard()
    {
        var survey = Compiler.Survey(new CompileRequest(Path.Combine(Repository.Root, "lessons"), Project.ToolFolder) { Today = Project.Today }, new DiagnosticBag(), TestContext.Current.CancellationToken)!;
        var lessons = survey.Inspection.FactsOf(survey.Course.Lessons);

        Assert.All(lessons, l => Assert.Superset(new HashSet<string> { l.Summary.Id, $"{l.Summary.Id}/facilitator", $"{l.Summary.Id}/family" }, l.Readings.Select(r => r.Address).ToHashSet()));
        Assert.All(lessons.SelectMany(l => l.Readings), r => Assert.InRange(r.Grade, -2, r.Ceiling));
    }

    [Fact]
    public void Lists_titles_words_of_others_and_the_glossary_are_not_measured()
    {
        var sentence = string.Concat(Enumerable.Repeat("    Incomprehensible institutional responsibilities notwithstanding. ", 60));
        using var project = new Project().AddToLesson(
            $"""
            quotes:
              - quote: >-
                {sentence}
                source: Somebody, 2020
            vocabulary:
              - term: word
                definition: >-
                    {sentence}
            homework:
              text: |
                - {sentence}
            """);

        Assert.Equal([], Measured(project));
    }

    [Fact]
    public void A_word_that_the_lesson_explains_counts_as_short()
    {
        var text = string.Concat(Enumerable.Repeat("Autonomy is yours. ", 40));
        using var project = new Project().AddToLesson($"homework: {{ text: {text} }}");
        using var explained = new Project().AddToLesson($"homework: {{ text: {text} }}\nvocabulary: [{{ term: autonomy, definition: Being in charge of yourself. }}]");

        var (hard, easy) = (Measured(project).Single(), Measured(explained).Single());

        // Two syllables fewer in every third word of the text, which makes 7.9; the lesson has a few words beside it.
        Assert.InRange(hard.Grade - easy.Grade, 6.5, 8);
    }

    [Fact]
    public void What_is_too_short_is_not_measured()
    {
        using var project = new Project().AddToLesson($"homework: {{ text: {string.Concat(Enumerable.Repeat("It is. ", 40))} }}");

        Assert.Equal([], Measured(project));
    }

    private static IReadOnlyList<Reading> Measured(Project project)
    {
        // Texts are measured where a rule asks about them.
        var survey = project.Survey(r => r with { Rules = new RuleChoice(["CU006"], []) });
        return survey.Inspection.FactsOf(survey.Course.Lessons).Single().Readings;
    }
}
