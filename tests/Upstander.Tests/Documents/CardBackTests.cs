namespace Upstander.Tests.Documents;

/// <summary>What facilitators read on the backs of cards that are made from a list of the lesson, and learners do not.</summary>
public sealed class CardBackTests
{
    private const string Lists = """
        cites: [{ id: book, title: A book about asking, year: 2019 }]
        myths:
          - { myth: You can always tell., fact: You can only ask and wait for an answer., cite: book }
          - { myth: Silence is a yes., fact: Only a yes that is said or shown is a yes. }
        scenarios:
          - id: hat
            title: The hat
            text: Sam takes the hat of Kim.
            harmful_lines: [{ who: Sam, line: It was just a hat., debrief: Kim decides about it. }]
            debrief: The hat belongs to Kim.
            key: Kim was not asked, and Sam chose to take it.
        handouts:
          - { id: myths, kind: cards, title: Myths, per_page: 4, from: myths }
          - { id: cases, kind: cards, title: Cases, per_page: 4, from: scenarios }
          - { id: small, kind: cards, title: Small, per_page: 9, from: scenarios }
        """;

    private static readonly IReadOnlyDictionary<string, string> Pages = Build();

    [Theory]
    [InlineData("html", "<b>Source:</b> A book about asking (2019)</p>")]
    [InlineData("md", "- Source: A book about asking (2019)")]
    public void A_myth_tells_the_source_of_its_fact(string extension, string expected)
    {
        Assert.Single(Page("facilitator", "myths", extension).Split(expected)[1..]);
        Assert.DoesNotContain("A book about asking", Page("learner", "myths", extension));
    }

    [Theory]
    [InlineData("html", "<h3>Sam says</h3>", "<h3>Take it apart</h3>", "<h3>What to take from it</h3>")]
    [InlineData("md", "- Sam says: It was just a hat.", "  - Take it apart: Kim decides about it.", "- What to take from it: The hat belongs to Kim.")]
    public void A_case_takes_harmful_lines_apart_and_ends_with_what_to_take_from_it(string extension, string line, string apart, string take)
    {
        Assert.Matches($"(?s){line}.*{apart}.*{take}", Page("facilitator", "cases", extension));
        Assert.DoesNotContain("just a hat", Page("learner", "cases", extension));
    }

    [Fact]
    public void A_small_card_says_where_the_rest_is()
    {
        var page = Page("facilitator", "small", "html");

        Assert.Contains("More about this case is in the guide and the answer key.", page);
        Assert.DoesNotContain("just a hat", page);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("md")]
    public void The_answer_key_has_it_too(string extension)
    {
        var key = Pages.Single(p => p.Key.StartsWith("facilitator/", StringComparison.Ordinal) && p.Key.Contains("answer-key", StringComparison.Ordinal) && p.Key.EndsWith("." + extension, StringComparison.Ordinal)).Value;

        Assert.Matches("(?s)just a hat.*Kim decides.*belongs to Kim", key);
    }

    private static string Page(string audience, string handout, string extension) =>
        Pages.Single(p => p.Key.StartsWith(audience + "/", StringComparison.Ordinal) && p.Key.EndsWith($"/{handout}.{extension}", StringComparison.Ordinal)).Value;

    private static IReadOnlyDictionary<string, string> Build()
    {
        using var project = new Project().AddToLesson(Lists);
        return project.Pages();
    }
}
