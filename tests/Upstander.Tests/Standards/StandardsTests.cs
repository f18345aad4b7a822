using Upstander.Standards;

namespace Upstander.Tests.Standards;

public class StandardsTests
{
    private const string Own = """
        standards: 1
        id: our-state
        name: Our state's standards
        code_pattern: '^OS\.[0-9]+$'
        codes:
          - { code: OS.1, title: Ask first, verified: true }
          - { code: ODD, title: A code of another form }

        """;

    [Theory]
    [InlineData("nses2:CHR.8.CC.4", "error UP1316: there is no framework 'nses2' (did you mean 'nses-2'?)")]
    [InlineData("nses-2:CHR.8.CX.4", "error UP1316: nses-2 has no standard 'CHR.8.CX.4' (did you mean 'CHR.8.CC.4'?)")]
    public void A_claim_names_a_standard(string claim, string finding)
    {
        using var project = new Project().ChangeLesson("domain: skill }", $"domain: skill, standards: ['{claim}'] }}");

        Assert.Equal([$"asking-first.yaml:13:72: {finding}"], project.Findings());
    }

    [Fact]
    public void A_claim_of_the_whole_lesson_is_checked_at_its_code()
    {
        using var project = new Project().AddToLesson("standards: [{ framework: us-law, code: ERIM }]");

        Assert.Equal(["asking-first.yaml:43:40: error UP1316: us-law has no standard 'ERIM' (did you mean 'ERIN'?)"], project.Findings());
    }

    [Theory]
    [InlineData("nses-2:CHR.8.CC.4")]
    [InlineData("us-law:ERIN")]
    [InlineData("our-state:OS.1")]
    [InlineData("our-state:ODD")]
    public void A_listed_standard_is_fine(string claim)
    {
        using var project = new Project().Write("our-state.yaml", Own).ChangeLesson("domain: skill }", $"domain: skill, standards: ['{claim}'] }}");

        Assert.Equal([], project.Findings());
    }

    [Fact]
    public void A_standard_has_a_title_when_its_framework_lists_it()
    {
        using var project = new Project().Write("our-state.yaml", Own);

        var library = project.Survey().Course.Standards;

        Assert.Equal(new Standard("our-state", "Our state's standards", "OS.1", "Ask first", true), library.Find("our-state", "OS.1"));
        Assert.Equal(new Standard("our-state", "Our state's standards", "OS.2", null, false), library.Find("our-state", "OS.2"));
        Assert.Null(library.Find("our-state", "XX"));
        Assert.Null(library.Find("their-state", "OS.1"));
    }

    [Fact]
    public void A_code_with_an_age_band_takes_the_title_of_the_code_before_it()
    {
        using var project = new Project();

        var library = project.Survey().Course.Standards;

        Assert.Equal(library.Find("itgse-2018", "ITGSE.5.2")!.Title, library.Find("itgse-2018", "ITGSE.5.2@12-15")!.Title);
        Assert.NotNull(library.Find("itgse-2018", "ITGSE.5.2@12-15")!.Title);
    }

    [Fact]
    public void A_framework_of_the_project_takes_the_place_of_one_with_its_id()
    {
        using var project = new Project().Write("law.yaml", Own.Replace("id: our-state", "id: us-law", StringComparison.Ordinal));

        var library = project.Survey().Course.Standards;

        Assert.Null(library.Find("us-law", "ERIN"));
        Assert.NotNull(library.Find("us-law", "OS.1"));
    }

    [Theory]
    [InlineData("(unclosed")]
    [InlineData("(?=look)around")]
    public void A_pattern_that_is_none_is_refused(string pattern)
    {
        using var project = new Project().Write("our-state.yaml", Own.Replace(@"^OS\.[0-9]+$", pattern, StringComparison.Ordinal));

        Assert.Equal(
            ["our-state.yaml:4:15: error UP1203: code_pattern must be a regular expression without look-around or back references"],
            project.Findings());
    }

    [Fact]
    public void Every_framework_of_the_tool_lists_codes_of_its_own_form()
    {
        using var project = new Project();
        var library = project.Survey().Course.Standards;

        Assert.Equal(["casel-5", "itgse-2018", "nine-principles", "nses-1", "nses-2", "rshe-england", "stop-sv", "us-law"], library.Ids);
        Assert.All(library.Ids, id => Assert.NotEmpty(library.CodesOf(id)));
    }
}
