using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Publishing;
using Upstander.Tests.Word;

namespace Upstander.Tests.Overlays;

/// <summary>What an edition says of itself: what it changes, what it was adapted from, and who may read which part of it.</summary>
public sealed class EditionTests
{
    private const string Head = """
        overlay: 1
        id: river
        title: River edition
        base: ../course

        """;

    private const string Reasons = "reason: We close with drums., reviewer: A. Okafor, until: 2027-06-30";

    private const string Handouts = """
        handouts:
          - { id: sheet, title: Sheet, kind: worksheet, items: [{ id: q, prompt: A word?, space: 1 line }] }
          - { id: deck, title: Deck, kind: cards, cards: [{ id: one, text: Ask first. }] }
        """;

    [Fact]
    public void A_plain_curriculum_is_no_edition_and_has_credits_all_the_same()
    {
        using var project = new Project().AddToLesson("""
            adapted_from:
              - { title: An open book, owner: A. Writer, license: CC-BY-4.0, url: "https://example.org/book", changes: Shortened for one lesson. }
            """);
        var pages = project.Pages();

        foreach (var audience in (string[])["learner", "facilitator", "family"])
        {
            var credits = pages[$"{audience}/credits.html"];
            Assert.Contains("Test course, version 1.0.0. Made by Test authors.", credits, StringComparison.Ordinal);
            Assert.Contains("An open book</a>, A. Writer, <a class=\"out\" rel=\"noreferrer\" href=\"https://creativecommons.org/licenses/by/4.0/\">CC BY 4.0</a>. Shortened for one lesson.", credits, StringComparison.Ordinal);
            Assert.DoesNotContain("adapted by", credits, StringComparison.Ordinal);
            Assert.Contains("<a href=\"credits.html\">Credits</a>", pages[$"{audience}/index.html"], StringComparison.Ordinal);
        }

        Assert.Contains("<a href=\"../credits.html\">Credits</a>", pages["learner/asking-first/index.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_are_told_from_the_patches_safety_content_first_and_in_the_order_of_the_file()
    {
        using var project = new Project();
        var changes = Changes(project, $$"""
            patches:
              - { at: asking-first/activities/closing, replace: { title: Drums, phase: closing, minutes: { min: 4, typical: 5, max: 7 }, core: true, method: game }, {{Reasons}} }
              - { at: asking-first/resources, insert: { items: [us-help-two] } }
              - { at: asking-first/activities/practice, set: { title: In threes, minutes: { max: 15 } } }
              - { at: asking-first, set: { title: Ask first } }
              - { at: asking-first/activities/opening, move: { after: practice }, reason: It fits better there. }
            """);

        Assert.Equal(
            [
                "replace activities 'What we will do' [Drums] safety: We close with drums., A. Okafor, 2027-06-30",
                "set  '' [title] : , , ",
                "move activities 'A question' [] : It fits better there., , ",
                "set activities 'Ask and answer' [minutes max, title] : , , ",
                "insert  '' [us-help-two] resources: , , ",
            ],
            changes.Select(c => $"{c.Kind} {c.List} '{c.Title}' [{string.Join(", ", c.Names)}] {c.Field}{(c.IsSafety ? "safety" : "")}: {c.Reason}, {c.Reviewer}, {c.Until:yyyy-MM-dd}"));
        Assert.All(changes, c => Assert.Equal("River edition", c.Edition));
    }

    [Fact]
    public void Guides_say_in_a_persons_words_what_changed_and_nobody_else_reads_it()
    {
        using var project = new Project().AddToLesson(Handouts);
        var files = Built(project, $$"""
            {{Head}}patches:
              - { at: asking-first/activities/closing, set: { phase: closing, steps: [{ do: Drum once around. }] }, {{Reasons}} }
              - { at: asking-first/activities/practice, set: { title: In threes }, reason: Groups are odd here. }
              - { at: curriculum, set: { summary: Another summary. }, reason: Written for the center. }
            """, "docx");

        foreach (var guide in (string[])["facilitator/asking-first/index.html", "facilitator/asking-first/guide-print.html"])
        {
            Assert.Contains("<strong>Safety content.</strong> Activity “What we will do”: steps changed. Why: We close with drums. <span class=\"small\">Looked at by A. Okafor, until <span class=\"nowrap\">30 June 2027</span>.</span>", files[guide], StringComparison.Ordinal);
            Assert.Contains("Activity “Ask and answer”: title changed. Why: Groups are odd here.", files[guide], StringComparison.Ordinal);
            Assert.DoesNotContain("Written for the center", files[guide], StringComparison.Ordinal);
        }

        Assert.Contains("## What this edition changes\n\n- **Safety content.** Activity “What we will do”: steps changed. Why: We close with drums. Looked at by A. Okafor, until 30 June 2027.\n", files["facilitator/asking-first/guide.md"], StringComparison.Ordinal);
        Assert.Contains("We close with drums.", files["facilitator/asking-first/guide.docx"], StringComparison.Ordinal);
        Assert.Contains("The course: summary changed. Why: Written for the center.", files["facilitator/credits.html"], StringComparison.Ordinal);
        Assert.Contains("We close with drums.", files["facilitator/credits.html"], StringComparison.Ordinal);

        var others = files.Where(f => !f.Key.StartsWith("facilitator/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(others);
        foreach (var words in (string[])["We close with drums", "A. Okafor", "Groups are odd here", "Written for the center", "What this edition changes", "30 June 2027"])
        {
            Lists.AssertEmpty(others.Where(f => f.Value.Contains(words, StringComparison.OrdinalIgnoreCase)).Select(f => $"'{words}' in {f.Key}"));
        }

        Assert.Contains("In this lesson: 2 changes.", files["learner/credits.html"], StringComparison.Ordinal);
        Assert.Contains("In the course itself: 1 change.", files["family/credits.html"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("learner-page", "lesson.changes")]
    [InlineData("learner-page", "lesson.open_slots")]
    [InlineData("family-letter", "lesson.changes")]
    public void A_template_for_others_that_names_changes_does_not_build(string document, string field)
    {
        using var project = new Project();
        var template = document == "learner-page" ? "html/learner-page.html.scriban" : "print/family-letter.html.scriban";
        project.Write($"../edition/templates/{template}", "{{ " + field + " }}");

        Assert.Contains(Findings(project, Head), f => f.Contains("UP1403", StringComparison.Ordinal) && f.Contains(field.Split('.')[1], StringComparison.Ordinal));
    }

    [Fact]
    public void Every_sheet_says_what_it_was_adapted_from()
    {
        using var project = new Project().AddToLesson(Handouts);
        project.Write("../edition/brand.yaml", "brand: 1\norganization: River Center\n");
        var files = Built(project, Head + "patches: [{ at: asking-first, set: { duration: 20, big_idea: Ask. } }]\n".Replace("duration: 20, ", "", StringComparison.Ordinal), "docx");
        const string Line = "Adapted from Test course by Test authors, CC BY 4.0; adapted by River Center";

        // A running foot on paper, the last line in Markdown, the foot of every page in Word, a line on the screen.
        var without = files.Keys
            .Where(f => (f.EndsWith(".html", StringComparison.Ordinal) || f.EndsWith(".md", StringComparison.Ordinal) || f.EndsWith(".docx", StringComparison.Ordinal)) && !files[f].Contains(Line, StringComparison.Ordinal));
        Lists.AssertEmpty(without);
        Assert.Contains($"data-foot=\"Asking first, worksheet, asking-first 1.0.0, CC BY 4.0. {Line}\"", files["learner/asking-first/sheet.html"], StringComparison.Ordinal);
        Assert.Contains($"data-foot=\"asking-first. {Line}\"", files["learner/asking-first/deck.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_lesson_without_changes_is_no_adaptation_and_an_own_one_has_its_own_makers()
    {
        using var project = new Project();
        project.Write("../edition/second.yaml", Project.Lesson.Replace("Asking first", "River lesson", StringComparison.Ordinal).Replace("[Test authors]", "[River authors]", StringComparison.Ordinal));
        var files = Built(project, Head);

        Assert.Contains("From Test course by Test authors, CC BY 4.0; edition of River edition", files["learner/asking-first/lesson.md"], StringComparison.Ordinal);
        Assert.DoesNotContain("dapted", files["learner/asking-first/lesson.md"], StringComparison.Ordinal);
        Assert.EndsWith("River lesson, second 1.0.0, River authors, CC BY 4.0\n", files["learner/second/lesson.md"], StringComparison.Ordinal);
        Assert.Contains("Written for this edition.", files["family/credits.html"], StringComparison.Ordinal);
        Assert.Contains("Unchanged.", files["family/credits.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_lesson_that_is_taken_out_is_told_in_the_credits()
    {
        using var project = new Project().AddLesson("other");
        var files = Built(project, Head + "patches: [{ at: other, remove: { reason: We have no time for it. } }]\n");

        Assert.Contains("Lesson “Lesson other”: taken out. Why: We have no time for it.", files["facilitator/credits.html"], StringComparison.Ordinal);
        Assert.Contains("In the course itself: 1 change.", files["learner/credits.html"], StringComparison.Ordinal);
        Assert.DoesNotContain("no time for it", files["learner/credits.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_layer_is_named_that_changed_a_lesson()
    {
        using var project = new Project();
        project.Write("../state/overlay.yaml", Head.Replace("River edition", "State edition", StringComparison.Ordinal) + "version: 2.0.0\nauthors: [State coalition]\npatches: [{ at: asking-first, set: { big_idea: Ask. } }]\n");
        var files = Built(project, Head.Replace("../course", "../state", StringComparison.Ordinal) + "patches: [{ at: asking-first/activities/practice, set: { title: In threes } }]\n");

        Assert.Contains("Adapted from Test course by Test authors, CC BY 4.0; adapted by State coalition, River edition", files["learner/asking-first/lesson.md"], StringComparison.Ordinal);
        Assert.Contains("State edition, version 2.0.0, by State coalition", files["learner/credits.html"], StringComparison.Ordinal);
        Assert.Contains("big idea changed. <span class=\"small\">(State edition)</span>", files["facilitator/asking-first/index.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_line_is_cut_short_where_paper_has_no_room_for_it()
    {
        using var project = new Project().AddToLesson(Handouts);
        var many = string.Join(", ", Enumerable.Range(1, 30).Select(i => $"Author number {i} of the course"));
        project.Change("curriculum.yaml", "[Test authors]", $"[{many}]");
        var files = Built(project, Head.Replace("River edition", new string('R', 60) + " " + new string('r', 59), StringComparison.Ordinal) + "patches: [{ at: asking-first, set: { big_idea: Ask. } }]\n");

        var foot = Foot(files["learner/asking-first/sheet.html"]);
        Assert.StartsWith("Asking first, worksheet, asking-first 1.0.0, CC BY 4.0. Adapted from Test course by Author number 1 of the course and others, CC BY 4.0; adapted by RRRR", foot, StringComparison.Ordinal);
        Assert.InRange(Foot(files["learner/asking-first/deck.html"]).Length, 60, 125);
        Assert.Contains("Author number 30 of the course", files["learner/asking-first/lesson.md"], StringComparison.Ordinal);

        static string Foot(string page) => page.Split("data-foot=\"")[1].Split('"')[0];
    }

    [Theory]
    [InlineData("2026-11-24", false)]
    [InlineData("2026-11-23", true)]
    public void A_change_holds_until_its_last_day(string until, bool isOver)
    {
        using var project = new Project();
        var patch = $"patches:\n  - {{ at: asking-first/activities/closing, set: {{ alternatives: [practice] }}, reason: We drum., reviewer: A. Okafor, until: {until} }}\n";
        var over = Findings(project, Head + patch).Where(f => f.Contains("UP2231", StringComparison.Ordinal)).ToList();

        Assert.Equal(
            isOver ? [$"edition/overlay.yaml:6:125: error UP2231: this change held until {until}, as A. Okafor had agreed, and that day has passed (somebody looks at it again: then give it a new 'until' and say who looked, or remove the patch)"] : [],
            over);
    }

    [Fact]
    public void The_day_changes_findings_and_no_byte()
    {
        using var project = new Project();
        var overlay = $"{Head}patches: [{{ at: asking-first/activities/closing, set: {{ method: game }}, {Reasons} }}]\n";

        Assert.Equal(Built(project, overlay, today: new DateOnly(2026, 11, 24)), Built(project, overlay, today: new DateOnly(2027, 6, 30)));
    }

    [Theory]
    [InlineData("{ at: asking-first, set: { variants: [{ id: short, minutes: 15, drop: [closing] }] } }")]
    [InlineData("{ at: asking-first/variants, insert: { items: [{ id: short, minutes: 15, drop: [closing] }] } }")]
    [InlineData("{ at: asking-first/variants/other, set: { drop: [closing] } }")]
    [InlineData("{ at: asking-first/variants/other, replace: { minutes: 15, drop: [practice, closing] } }")]
    [InlineData("{ at: asking-first/activities/closing, set: { steps: [] } }")]
    [InlineData("{ at: asking-first/activities/closing, set: { alternatives: [practice] } }")]
    [InlineData("{ at: asking-first/activities/closing/steps, remove: { reason: No time. } }")]
    public void Safety_content_does_not_go_by_way_of_variants_or_steps(string patch)
    {
        using var project = new Project()
            .ChangeLesson("    method: writing\n", "    method: writing\n    steps: [{ do: Thank each other. }]\n")
            .AddToLesson("variants: [{ id: other, minutes: 18, drop: [opening] }]");

        Assert.Single(Findings(project, $"{Head}patches:\n  - {patch}\n"), f => f.Contains("UP2208", StringComparison.Ordinal));
        Assert.Single(Findings(project, $"{Head}patches:\n  - {patch[..^1]}, {Reasons} }}\n"), f => f.Contains("UP2209", StringComparison.Ordinal));
    }

    [Fact]
    public void A_variant_that_leaves_out_something_else_is_nobodys_concern()
    {
        using var project = new Project();

        Assert.DoesNotContain(
            Findings(project, Head + "patches: [{ at: asking-first, set: { variants: [{ id: short, minutes: 15, drop: [opening] }] } }]\n"),
            f => f.Contains("UP220", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CC-BY-ND-4.0", "", "6:11: error UP2232: 'asking-first' may not be changed: CC-BY-ND-4.0 does not allow changes to the work (remove the patches, or ask whoever holds the rights for another license)")]
    [InlineData("CC-BY-SA-4.0", "license: CC-BY-4.0\n", "7:10: error UP2232: CC-BY-SA-4.0 asks for the same license, but the overlay has CC-BY-4.0 (use CC-BY-SA-4.0, or leave the license out to take that of the base)")]
    [InlineData("CC-BY-NC-4.0", "license: CC-BY-4.0\n", "7:10: error UP2232: CC-BY-NC-4.0 does not allow commercial use, but the overlay's license CC-BY-4.0 does (use CC-BY-NC-4.0, or leave the license out to take that of the base)")]
    [InlineData("LicenseRef-School", "license: CC-BY-4.0\n", "7:10: error UP2232: nobody can tell from 'LicenseRef-School' whether the work may be passed on under CC-BY-4.0 (leave the license out to take that of the base)")]
    [InlineData("CC-BY-SA-4.0", "", null)]
    [InlineData("CC-BY-4.0", "license: CC-BY-NC-4.0\n", null)]
    [InlineData("CC-BY-SA-4.0", "license: CC-BY-SA-4.0\n", null)]
    public void A_license_that_does_not_allow_it_is_an_error(string work, string license, string? finding)
    {
        using var project = new Project().ChangeLesson("license: CC-BY-4.0", $"license: {work}");
        var told = Findings(project, $"{Head}patches:\n  - {{ at: asking-first, set: {{ big_idea: Ask. }} }}\n{license}").Where(f => f.Contains("UP2232", StringComparison.Ordinal));

        Assert.Equal(finding is null ? [] : [$"edition/overlay.yaml:{finding}"], told);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("license: CC-BY-4.0\n", 1)]
    [InlineData("patches: [{ at: curriculum, set: { title: Mine } }]\n", 1)]
    [InlineData("patches: [{ at: units/first-unit, set: { title: Mine } }]\n", 1)]
    public void A_base_without_changes_may_have_any_license(string more, int errors)
    {
        using var project = new Project().AddUnit().Change("curriculum.yaml", "license: CC-BY-4.0", "license: CC-BY-ND-4.0");

        Assert.Equal(errors, Findings(project, Head + more).Count(f => f.Contains("UP2232", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_license_of_the_overlay_is_that_of_the_course_and_of_what_it_changes()
    {
        using var project = new Project().AddLesson("other");
        var course = Survey(project, Head + "license: CC-BY-NC-4.0\npatches: [{ at: asking-first, set: { big_idea: Ask. } }]\n").Course;

        Assert.Equal("CC-BY-NC-4.0", course.Curriculum.License.Value);
        Assert.Equal(["CC-BY-NC-4.0", "CC-BY-4.0"], course.Lessons.Select(l => l.License));
        Assert.Equal(("CC-BY-4.0", "CC-BY-NC-4.0"), (course.Edition!.Base.License, course.Edition.Overlays[0].License));
        Assert.Equal("CC-BY-4.0", Survey(project, Head).Course.Curriculum.License.Value);
    }

    private static IReadOnlyList<Upstander.Overlays.EditionChange> Changes(Project project, string patches)
    {
        project.Write("resources.yaml", Project.Resources + Project.Resources.Split("services:\n")[1].Replace("us-help", "us-help-two", StringComparison.Ordinal));
        var survey = Survey(project, Head + patches);
        var lesson = survey.Course.Lessons[0];
        Assert.Same(survey.Course.Edition!.Changes, lesson.Project.Changes);
        return lesson.Project.Changes.Of(lesson.Id);
    }

    private static CompileRequest Request(Project project, string overlay)
    {
        project.Write("../edition/overlay.yaml", overlay);
        return project.Request with { Folder = Path.Combine(project.Folder, "..", "edition") };
    }

    private static Survey Survey(Project project, string overlay)
    {
        var problems = new DiagnosticBag();
        return Compiler.Survey(Request(project, overlay), problems, CancellationToken.None) ?? throw new InvalidOperationException(string.Join('\n', problems.Sorted()));
    }

    private static IReadOnlyList<string> Findings(Project project, string overlay)
    {
        var problems = new DiagnosticBag();
        Compiler.Compile(Request(project, overlay), problems, null, CancellationToken.None);
        var root = Path.GetFullPath(Path.Combine(project.Folder, ".."));
        return [.. problems.Sorted().Select(p => p.ToString().Replace($"{project.Folder}/../", "", StringComparison.Ordinal).Replace(root + "/", "", StringComparison.Ordinal))];
    }

    private static SortedDictionary<string, string> Built(Project project, string overlay, string? also = null, DateOnly? today = null)
    {
        var problems = new DiagnosticBag();
        var output = Path.Combine(project.Folder, "..", "edition-out");
        var request = Request(project, overlay) with { OutputFolder = output, Today = today ?? Project.Today };
        request = also is null ? request : request with { Choice = PageChoice.All with { Formats = ["html", "print", "markdown", also] } };
        var result = Compiler.Compile(request, problems, null, CancellationToken.None);
        Assert.True(result.Outcome == Outcome.Published, string.Join('\n', problems.Sorted()));
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith('.')))
        {
            files[Path.GetRelativePath(output, file).Replace('\\', '/')] = file.EndsWith(".docx", StringComparison.Ordinal) ? WordFiles.Text(File.ReadAllBytes(file)) : File.ReadAllText(file);
        }

        Directory.Delete(output, recursive: true);
        return files;
    }
}
