using Upstander.Documents;

namespace Upstander.Tests.Documents;

/// <summary>What the search of the site knows: <c>search-index.js</c> of each audience. What it does with it is told by the browser tests.</summary>
public sealed class SearchIndexTests
{
    private const string Index = "learner/search-index.js";

    private static Project Two() => new Project().AddLesson("another");

    [Fact]
    public void An_index_holds_titles_topics_words_and_sheets_with_their_addresses()
    {
        using var project = Two().AddUnit().AddToLesson("""
            topics: [borrowing]
            big_idea: Whoever ASKS hears an answer.
            vocabulary: [{ term: limit, definition: What is fine. }]
            handouts:
              - { id: the-poster, kind: poster, title: Ask first, body: Ask. }
              - { id: the-key, kind: key, title: Every answer, body: Because. }
            """);

        var pages = project.Pages();

        Assert.Contains(
            """
            {id:"asking-first",title:"Asking first",page:"*index.html",unit:"first-unit",band:"g68",minutes:20,
            topics:["borrowing"],
            sheets:[["Ask first","*the-poster.html","Poster"],],
            words:[["limit","limit"],],
            text:"learners ask before borrow whoever asks hears answer borrowing"},
            """,
            pages[Index],
            StringComparison.Ordinal);
        Assert.Contains("\"first-unit\": [\"First unit\",\"units/first-unit.html\"],", pages[Index], StringComparison.Ordinal);
        Assert.Contains("<script src=\"search-index.js\" data-index defer></script>", pages["learner/index.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_audience_finds_what_is_its_own()
    {
        using var project = Two()
            .ChangeLesson("{ id: ask, text: Ask before borrowing., domain: skill }", "{ id: ask, text: Ask before borrowing., domain: skill, standards: ['casel-5:CASEL.SA'] }")
            .AddToLesson("""
                vocabulary: [{ term: limit, definition: What is fine. }]
                handouts:
                  - { id: a-letter, kind: letter, title: Dear family, body: Ask. }
                  - { id: the-key, kind: key, title: Every answer, body: Because. }
                """);

        var pages = project.Pages();

        Assert.Equal(["facilitator"], Holders("Every answer"));
        Assert.Equal(["facilitator"], Holders("CASEL.SA"));
        Assert.Equal(["facilitator", "family"], Holders("Dear family"));
        Assert.Equal(["facilitator", "learner"], Holders("\"limit\""));
        Assert.Equal(["facilitator", "family", "learner"], Holders("Asking first"));
        Assert.DoesNotContain(pages.Where(p => p.Key.EndsWith(".js", StringComparison.Ordinal)), p => p.Value.Contains("Know the group", StringComparison.OrdinalIgnoreCase) || p.Value.Contains(" know ", StringComparison.Ordinal));

        IEnumerable<string> Holders(string text) =>
            pages.Where(p => p.Key.EndsWith("/search-index.js", StringComparison.Ordinal) && p.Value.Contains(text, StringComparison.Ordinal)).Select(p => p.Key.Split('/')[0]);
    }

    [Fact]
    public void No_text_of_a_lesson_gets_out_of_its_quotation_marks()
    {
        using var project = Two().ChangeLesson("title: Asking first", "title: \"\\\"]};alert(1)//</script><!-- \\\\\"");

        var index = project.Pages()[Index];

        Assert.Contains("""title:"\u0022]};alert(1)//\u003C/script\u003E\u003C!-- \\",""", index, StringComparison.Ordinal);
        Assert.DoesNotContain('<', index);
        Assert.DoesNotContain('\u2028', index);
    }

    [Theory]
    [InlineData("Ask, then WAIT.", "ask then wait")]
    [InlineData("Don’t say “it's fine” twice", "don’t say it's fine twice")]
    [InlineData("Grades 6–8: Élan, e\u0301lan", "grades 6 8 élan élan")]
    [InlineData("同意について、考える。", "同意について 考える")]
    [InlineData("  ", "")]
    public void Words_of_a_text(string text, string words) => Assert.Equal(words, string.Join(' ', SearchModel.In(text)));

    [Theory]
    [InlineData("[html]", true)]
    [InlineData("[script]", true)]
    [InlineData("[print, markdown]", false)]
    public void The_index_is_made_where_the_pages_are_that_load_it(string formats, bool made)
    {
        using var project = Two();
        project.Write("curriculum.yaml", Project.Curriculum + $"outputs: {{ formats: {formats} }}\n");

        Assert.Equal(made, project.Pages().ContainsKey(Index));
    }

    [Fact]
    public void Without_an_index_the_filters_are_left()
    {
        using var project = Two().Write("templates/documents.yaml", "documents: 1\nlist:\n  - { id: search-index, off: true }\n");

        var pages = project.Pages();

        Assert.DoesNotContain(Index, pages.Keys);
        Assert.DoesNotContain("search-index", pages["learner/index.html"], StringComparison.Ordinal);
        Assert.Contains("assets/search.js", pages["learner/index.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void One_lesson_needs_no_search()
    {
        using var project = new Project();

        var pages = project.Pages();

        Assert.DoesNotContain(Index, pages.Keys);
        Assert.DoesNotContain("search.js", pages["learner/index.html"], StringComparison.Ordinal);
        Assert.DoesNotContain("#find", pages["learner/resources.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_says_which_words_count_for_nothing()
    {
        using var project = Two().Write("templates/labels.yaml", "search: { skip: learners before }\n");

        Assert.Contains("text:\"ask they borrow borrowing\"", project.Pages()[Index], StringComparison.Ordinal);
    }
}
