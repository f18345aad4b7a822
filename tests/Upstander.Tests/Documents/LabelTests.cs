namespace Upstander.Tests.Documents;

/// <summary><c>templates/labels.yaml</c> of a project, laid over that of the tool label by label.</summary>
public class LabelTests
{
    [Fact]
    public void A_label_of_the_project_takes_the_place_of_one_and_leaves_the_others()
    {
        using var project = new Project()
            .Write("templates/labels.yaml", "myth: Mito\nnav: { lessons: Lecciones }\nours: { deep: { label: Hola } }\n")
            .Write("templates/html/home.html.scriban", "{{ labels.myth }}|{{ labels.fact }}|{{ labels.nav.lessons }}|{{ labels.nav.words }}|{{ labels.ours.deep.label }}");

        Assert.Equal("Mito|Fact|Lecciones|Words|Hola", project.Pages()["learner/index.html"]);
    }

    [Theory]
    [InlineData("myth: [a]\n", "1:7: error UP1606: the label 'myth' must be a text or a map of labels")]
    [InlineData("nav:\n  lessons: [a]\n", "2:12: error UP1606: the label 'lessons' must be a text or a map of labels")]
    [InlineData("myth:\n", "1:6: error UP1606: the label 'myth' must be a text or a map of labels")]
    public void A_label_is_a_text_or_a_map_of_labels(string text, string finding)
    {
        using var project = new Project().Write("templates/labels.yaml", text);

        Assert.StartsWith($"templates/labels.yaml:{finding}", Assert.Single(project.Findings()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_is_text_and_never_markup()
    {
        using var project = new Project().Write("templates/labels.yaml", "myth: a < b\n").Write("templates/html/home.html.scriban", "{{ labels.myth }}");

        Assert.Equal("a &lt; b", project.Pages()["learner/index.html"]);
    }

    [Fact]
    public void A_misspelt_label_in_a_template_is_an_error_at_its_place()
    {
        using var project = new Project().Write("templates/html/home.html.scriban", "ok\n{{ labels.mytth }}");

        Assert.StartsWith("templates/html/home.html.scriban:2:11: error UP1403: ", Assert.Single(project.Findings()), StringComparison.Ordinal);
    }
}
