namespace Upstander.Tests.Documents;

/// <summary><c>templates/documents.yaml</c> of a project, laid over that of the tool.</summary>
public class DocumentListTests
{
    private const string Own = "{ id: words, per: curriculum, audience: learner, format: text, template: text/words.scriban, path: words.txt }";

    [Fact]
    public void An_own_document_with_an_own_template_is_made_beside_the_others()
    {
        using var project = new Project().Write("templates/text/words.scriban", "{{ curriculum.title }}\n").Write("templates/documents.yaml", List(Own));

        var pages = project.Pages();

        Assert.Equal("Test course\n", pages["learner/words.txt"]);
        Assert.Contains("learner/index.html", pages.Keys);
        Assert.DoesNotContain("facilitator/words.txt", pages.Keys);
    }

    [Fact]
    public void One_document_may_be_for_several_audiences()
    {
        using var project = new Project()
            .Write("templates/text/words.scriban", "{{ document.audience }}")
            .Write("templates/documents.yaml", List(Own.Replace("audience: learner", "audience: [family, learner]", StringComparison.Ordinal)));

        var pages = project.Pages(r => r with { Choice = Upstander.Documents.PageChoice.All with { Documents = ["words"] } });

        Assert.Equal(["family", "learner"], pages.Where(p => p.Key.EndsWith("words.txt", StringComparison.Ordinal)).Select(p => p.Value));
    }

    [Fact]
    public void A_document_of_the_same_id_takes_the_place_of_the_built_in_one()
    {
        using var project = new Project()
            .Write("templates/text/words.scriban", "mine")
            .Write("templates/documents.yaml", List(Own.Replace("id: words", "id: glossary", StringComparison.Ordinal)));

        var survey = project.Survey();
        var document = Assert.Single(survey.Pages.Documents, d => d.Id == "glossary");

        Assert.Equal("text/words.scriban", document.Template);
        Assert.Equal("glossary", survey.Pages.Documents[1].Id);
    }

    [Fact]
    public void A_document_that_is_off_is_not_made_and_nothing_links_to_it()
    {
        using var project = new Project().AddToLesson("vocabulary: [{ term: limit, definition: What is fine. }]");
        Assert.Contains("learner/glossary.html", project.Pages().Keys);

        project.Write("templates/documents.yaml", List("{ id: glossary, off: true }"));
        var pages = project.Pages();

        Assert.DoesNotContain("learner/glossary.html", pages.Keys);
        Assert.DoesNotContain("glossary.html", pages["learner/index.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_of_the_project_takes_the_place_of_the_built_in_one()
    {
        using var project = new Project().Write("templates/html/home.html.scriban", "<h1>{{ curriculum.title }}</h1>\n");

        Assert.Equal("<h1>Test course</h1>\n", project.Pages()["learner/index.html"]);
    }

    [Theory]
    [InlineData("{ id: glosary, off: true }", "3:11: error UP1603: there is no document 'glosary' to turn off (did you mean 'glossary'?)")]
    [InlineData("{ id: words, per: curriculum }", "3:11: error UP1601: the document 'words' needs audience, format, template, path")]
    [InlineData("{ id: words, per: curriculum, audience: learner, format: text, template: text/wrods.scriban, path: words.txt }", "3:78: error UP1602: there is no template 'text/wrods.scriban' below templates/")]
    [InlineData("{ id: words, per: curriculum, audience: learner, format: text, template: text/words.scriban, path: index.html }", "3:11: error UP1604: 'words' and 'home' would both be learner/index.html (give them different paths)")]
    [InlineData("{ id: words, per: curriculum, audience: learner, format: text, template: text/words.scriban, path: INDEX.HTML }", "3:11: error UP1604: 'words' and 'home' would both be learner/INDEX.HTML (give them different paths)")]
    [InlineData("{ id: words, per: curriculum, audience: learner, format: text, template: text/words.scriban, path: assets/screen.css }", "3:11: error UP1604: 'words' and the asset screen.css would both be learner/assets/screen.css (give them different paths)")]
    [InlineData("{ id: words, per: curriculum, audience: learner, format: text, template: text/words.scriban, path: ../words.txt }", "3:11: error UP1605: the path '../words.txt' of 'words' holds '..': an output never leaves its folder (use letters, digits, hyphens and dots, and / between folders)")]
    [InlineData("{ id: words, per: curriculum, audience: learner, format: text, template: text/words.scriban, path: a/con.txt }", "3:11: error UP1605: the path 'a/con.txt' of 'words' holds the name 'con.txt', which is reserved on Windows ('con' is a device) (use letters, digits, hyphens and dots, and / between folders)")]
    [InlineData("{ id: words, per: curriculum, audience: learner, format: text, template: text/words.scriban, path: words.txt, when: nothing }", "3:124: error UP1402: there is no variable or function 'nothing'")]
    [InlineData("{ id: words, per: lesson, audience: learner, format: text, template: text/words.scriban, path: '{{ lesson.facilitator.background }}' }", "3:95: error UP1403")]
    public void A_document_that_cannot_be_made_is_told_at_its_place(string entry, string finding)
    {
        using var project = new Project().Write("templates/text/words.scriban", "words").Write("templates/documents.yaml", List(entry));

        Assert.StartsWith($"templates/documents.yaml:{finding}", Assert.Single(project.Findings()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_is_made_where_its_condition_holds()
    {
        using var project = new Project()
            .Write("templates/text/words.scriban", "{{ lesson.id }}")
            .Write("templates/documents.yaml", List("{ id: words, per: lesson, audience: learner, format: text, template: text/words.scriban, path: '{{ lesson.id }}.txt', when: lesson.duration > 20 }"))
            .AddLesson("long");
        project.Change("long.yaml", "duration: 20", "duration: 25").Change("long.yaml", "typical: 10", "typical: 15").Change("long.yaml", "max: 12", "max: 15");

        Assert.Equal(["learner/long.txt"], project.Pages(r => r with { Choice = Upstander.Documents.PageChoice.All with { Documents = ["words"] } }).Keys.Where(k => k.EndsWith(".txt", StringComparison.Ordinal)));
    }

    private static string List(string entry) => $"documents: 1\nlist:\n  - {entry}\n";
}
