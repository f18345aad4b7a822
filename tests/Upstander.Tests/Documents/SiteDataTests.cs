using System.Text;
using System.Text.RegularExpressions;

namespace Upstander.Tests.Documents;

/// <summary>What search engines, previews and other programs are told of pages, and the ways between words, codes, sheets and sites.</summary>
public sealed partial class SiteDataTests
{
    private const string Addresses = "site: { learner: 'https://example.org/course', family: 'https://families.example.org', facilitator: 'https://staff.example.org/' }\n";

    [Fact]
    public void Without_an_address_nothing_claims_one()
    {
        using var project = new Project();

        var pages = project.Pages();

        Assert.DoesNotContain(pages.Values, p => p.Contains("canonical", StringComparison.Ordinal) || p.Contains("og:url", StringComparison.Ordinal));
        Assert.DoesNotContain("learner/sitemap.xml", pages.Keys);
        Assert.DoesNotContain("learner/robots.txt", pages.Keys);
    }

    [Fact]
    public void Every_page_says_its_published_address()
    {
        using var project = new Project();
        project.AddUnit();
        project.Write("curriculum.yaml", project.Text("curriculum.yaml") + Addresses);

        var pages = project.Pages();

        Assert.Contains("<link rel=\"canonical\" href=\"https://example.org/course/asking-first/\">", pages["learner/asking-first/index.html"], StringComparison.Ordinal);
        Assert.Contains("<meta property=\"og:url\" content=\"https://example.org/course/asking-first/\">", pages["learner/asking-first/index.html"], StringComparison.Ordinal);
        Assert.Contains("<link rel=\"canonical\" href=\"https://families.example.org/\">", pages["family/index.html"], StringComparison.Ordinal);
        Assert.Contains("<link rel=\"canonical\" href=\"https://staff.example.org/asking-first/at-a-glance.html\">", pages["facilitator/asking-first/at-a-glance.html"], StringComparison.Ordinal);
        Assert.Equal(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
              <url><loc>https://example.org/course/</loc></url>
              <url><loc>https://example.org/course/resources.html</loc></url>
              <url><loc>https://example.org/course/print-center.html</loc></url>
              <url><loc>https://example.org/course/leaving-quickly.html</loc></url>
              <url><loc>https://example.org/course/credits.html</loc></url>
              <url><loc>https://example.org/course/units/first-unit.html</loc></url>
              <url><loc>https://example.org/course/asking-first/</loc></url>
            </urlset>

            """,
            pages["learner/sitemap.xml"]);
        Assert.DoesNotContain("facilitator/sitemap.xml", pages.Keys);
    }

    [Fact]
    public void Robots_are_told_only_where_they_ask()
    {
        using var project = new Project();
        project.Write("curriculum.yaml", project.Text("curriculum.yaml") + Addresses);

        var pages = project.Pages();

        Assert.Equal("User-agent: *\nAllow: /\nSitemap: https://families.example.org/sitemap.xml\n", pages["family/robots.txt"]);
        Assert.DoesNotContain("learner/robots.txt", pages.Keys);
    }

    [Fact]
    public void An_audience_knows_its_own_address_only()
    {
        using var project = new Project();
        project.Write("curriculum.yaml", project.Text("curriculum.yaml") + Addresses);

        var pages = project.Pages();

        Assert.DoesNotContain(pages, p => p.Key.StartsWith("learner/", StringComparison.Ordinal) && (p.Value.Contains("families.example.org", StringComparison.Ordinal) || p.Value.Contains("staff.example.org", StringComparison.Ordinal)));
        Assert.DoesNotContain(pages, p => p.Key.StartsWith("family/", StringComparison.Ordinal) && p.Value.Contains("staff.example.org", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://example.org/")]
    [InlineData("https://example.org/?a=1")]
    [InlineData("https://example.org/#a")]
    [InlineData("https://Example.org/")]
    [InlineData("https://example.org//a")]
    [InlineData("https://example.org/a&b")]
    [InlineData("//example.org")]
    public void An_address_is_https_and_names_a_folder(string address)
    {
        using var project = new Project();
        project.Write("curriculum.yaml", project.Text("curriculum.yaml") + $"site: {{ learner: '{address}' }}\n");

        Assert.Contains("error UP1203", Assert.Single(project.Findings()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_others_see_of_a_lesson_that_names_harm_says_nothing_about_it()
    {
        using var project = new Project();
        project.ChangeLesson("summary: Learners ask before they borrow.", "summary: Learners name what hurts.");
        project.AddLesson("light");

        var everyday = project.Pages()["learner/asking-first/index.html"];
        Assert.Contains("<meta name=\"description\" content=\"Learners name what hurts.\">", everyday, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"robots\"", everyday, StringComparison.Ordinal);

        project.ChangeLesson("sensitivity: 1", "sensitivity: 2\ncontent_note: { topic: A case about rumors., depth: Nobody is hurt., options: [Pass., Read on.] }");
        var pages = project.Pages();
        var head = HeadOf(pages["learner/asking-first/index.html"]);
        Assert.Contains("<meta name=\"description\" content=\"A lesson of Test course.\">", head, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"robots\" content=\"nosnippet\">", head, StringComparison.Ordinal);
        Assert.DoesNotContain("hurts", head, StringComparison.Ordinal);
        Assert.Contains("content=\"Learners ask before they borrow.\"", HeadOf(pages["learner/light/index.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Search_engines_are_asked_to_leave_out_every_page_of_facilitators()
    {
        using var project = new Project();

        var pages = project.Pages().Where(p => p.Key.StartsWith("facilitator/", StringComparison.Ordinal) && p.Key.EndsWith(".html", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(pages);
        Assert.All(pages, p => Assert.Contains("<meta name=\"robots\" content=\"noindex\">", HeadOf(p.Value), StringComparison.Ordinal));
    }

    [Fact]
    public void Programs_learn_what_a_lesson_is()
    {
        using var project = new Project();
        project.ChangeLesson("title: Asking first", "title: 'Asking \"first\" <b>'");
        project.AddToLesson("adapted_from:\n  - { title: An older lesson, owner: Somebody, license: CC-BY-4.0, url: 'https://example.org/older', changes: Shorter. }");

        foreach (var audience in (string[])["learner", "facilitator"])
        {
            var page = project.Pages()[$"{audience}/asking-first/index.html"];
            Assert.Contains("<main id=\"main\" itemscope itemtype=\"https://schema.org/LearningResource\">", page, StringComparison.Ordinal);
            Assert.Contains("<h1 itemprop=\"name\">Asking &quot;first&quot; &lt;b&gt;</h1>", page, StringComparison.Ordinal);
            Assert.Contains("itemprop=\"timeRequired\" content=\"PT20M\"", page, StringComparison.Ordinal);
            Assert.Contains("itemprop=\"educationalLevel\" content=\"Grades 6 to 8\"", page, StringComparison.Ordinal);
            Assert.Contains("<link itemprop=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\">", page, StringComparison.Ordinal);
            Assert.Contains("itemprop=\"isBasedOn\" itemscope itemtype=\"https://schema.org/CreativeWork\"><meta itemprop=\"name\" content=\"An older lesson\"><link itemprop=\"url\" href=\"https://example.org/older\">", page, StringComparison.Ordinal);
            Assert.Matches("itemprop=\"teaches\">Ask before borrowing\\.<", page);
        }
    }

    [Fact]
    public void The_Markdown_of_a_page_is_named_where_it_is_built()
    {
        using var project = new Project();

        Assert.Contains("<link rel=\"alternate\" type=\"text/markdown\" href=\"lesson.md\">", project.Pages()["learner/asking-first/index.html"], StringComparison.Ordinal);
        Assert.Contains("<link rel=\"alternate\" type=\"text/markdown\" href=\"guide.md\">", project.Pages()["facilitator/asking-first/index.html"], StringComparison.Ordinal);

        project.Write("curriculum.yaml", project.Text("curriculum.yaml") + "outputs: { formats: [html, print] }\n");
        Assert.DoesNotContain("rel=\"alternate\"", project.Pages()["learner/asking-first/index.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void Words_lead_to_the_glossary_and_back()
    {
        using var project = new Project();
        project.AddToLesson("vocabulary:\n  - { term: Clear yes, definition: A yes that everybody understands. }");
        project.AddLesson("another", "vocabulary:\n  - { term: Clear yes, definition: A yes said aloud. }\n");

        var pages = project.Pages();

        Assert.Contains("<dt id=\"vocabulary/clear-yes\"><a href=\"../glossary.html#another/vocabulary/clear-yes\">Clear yes</a></dt>", pages["learner/another/index.html"], StringComparison.Ordinal);
        foreach (var lesson in (string[])["another", "asking-first"])
        {
            Assert.Contains($"<span id=\"{lesson}/vocabulary/clear-yes\">Clear yes</span>", pages["learner/glossary.html"], StringComparison.Ordinal);
            Assert.Contains($"<a href=\"{lesson}/index.html#vocabulary/clear-yes\">", pages["learner/glossary.html"], StringComparison.Ordinal);
            Assert.Contains($"<a href=\"{lesson}/index.html#vocabulary/clear-yes\">", pages["facilitator/glossary.html"], StringComparison.Ordinal);
        }

        // On paper nobody can follow a link.
        Assert.DoesNotContain("glossary.html", pages["learner/another/lesson-print.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_of_a_guide_lead_to_their_line_among_the_standards()
    {
        using var project = new Project();
        project.ChangeLesson("domain: skill }", "domain: skill, standards: ['nses-2:CHR.8.CC.4'] }");

        var pages = project.Pages();

        Assert.Contains("href=\"../standards.html#nses-2:CHR.8.CC.4\">CHR.8.CC.4</a>", pages["facilitator/asking-first/index.html"], StringComparison.Ordinal);
        Assert.Contains("<tr id=\"nses-2:CHR.8.CC.4\">", pages["facilitator/standards.html"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("learner")]
    [InlineData("facilitator")]
    public void Every_sheet_is_in_the_print_center(string audience)
    {
        using var output = new Golden.OutputOf(Path.Combine(Repository.Root, "tests", "golden", "every-field", "input"));
        var center = Encoding.UTF8.GetString(output.Files[$"{audience}/print-center.html"]);
        string[] sheets = [.. output.Files
            .Where(f => f.Key.StartsWith(audience + "/", StringComparison.Ordinal) && f.Key.EndsWith(".html", StringComparison.Ordinal))
            .Where(f => Encoding.UTF8.GetString(f.Value).Contains("<body class=\"sheets ", StringComparison.Ordinal))
            .Select(f => f.Key[(audience.Length + 1)..])];

        Assert.NotEmpty(sheets);
        Lists.AssertEmpty(sheets.Where(s => !center.Contains($"href=\"{s}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_entrance_leads_to_learners_and_families_and_to_no_answers()
    {
        using var project = new Project();

        var pages = project.Pages();
        var entrance = pages["index.html"];

        var links = Link().Matches(entrance).Select(m => m.Groups[1].Value).Where(a => !a.Contains(':', StringComparison.Ordinal) && a[0] != '#').ToList();
        Assert.Contains("learner/index.html", links);
        Assert.Contains("family/index.html", links);
        Assert.All(links, a => Assert.Contains(a, pages.Keys));
        Assert.DoesNotContain("facilitator", entrance, StringComparison.Ordinal);
    }

    [Fact]
    public void The_entrance_is_made_where_both_sites_are()
    {
        using var project = new Project();
        project.Write("curriculum.yaml", project.Text("curriculum.yaml") + "outputs: { audiences: [learner, facilitator] }\n");

        Assert.DoesNotContain("index.html", project.Pages().Keys);
    }

    [Fact]
    public void Who_builds_for_learners_and_families_gets_the_entrance_too()
    {
        using var project = new Project();
        Assert.Equal(0, Cli.Command.Build(project, "--audience", "learner").Exit);
        Assert.DoesNotContain("index.html", project.Files().Keys);
        Assert.Equal(0, Cli.Command.Build(project, "--audience", "learner", "--audience", "family").Exit);
        Assert.Contains("index.html", project.Files().Keys);

        // A later choice of pages leaves it where it is.
        Assert.Equal(0, Cli.Command.Build(project, "--audience", "facilitator").Exit);
        Assert.Contains("index.html", project.Files().Keys);
    }

    private static string HeadOf(string page) => page[..page.IndexOf("</head>", StringComparison.Ordinal)];

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Link();
}
