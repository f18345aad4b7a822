using CsCheck;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Publishing;

namespace Upstander.Tests.Overlays;

/// <summary>An overlay in a folder beside the curriculum of <see cref="Project"/>.</summary>
public sealed class OverlayTests
{
    private const string Head = """
        overlay: 1
        id: riverside
        title: Riverside edition
        base: ../course

        """;

    [Fact]
    public void An_overlay_without_patches_is_the_curriculum()
    {
        using var project = new Project();

        Assert.Equal(project.Pages(), Built(project, Head));
    }

    [Fact]
    public void Fields_are_merged_and_an_optional_one_goes_with_null()
    {
        using var project = new Project().AddToLesson("big_idea: Ask first.");
        var lesson = Lesson(project, """
            patches:
              - at: asking-first
                set: { title: Ask first, big_idea: null }
              - at: asking-first/activities/practice
                set: { minutes: { max: 15 }, title: In threes }
            """);

        Assert.Equal(("Ask first", null), (lesson.Title.Value, lesson.BigIdea));
        var practice = lesson.Activities[1];
        Assert.Equal(("In threes", 8, 15), (practice.Title.Value, practice.Minutes.Min.Value, practice.Minutes.Max.Value));
    }

    [Fact]
    public void Items_are_inserted_in_the_order_of_the_file_and_replaced()
    {
        using var project = new Project();
        var lesson = Lesson(project, $$"""
            patches:
              - at: asking-first/activities
                insert: { before: practice, items: [{{Extra("one")}}, {{Extra("two")}}] }
              - at: asking-first/activities
                insert: { before: practice, items: [{{Extra("three")}}] }
              - at: asking-first/activities
                insert: { at: end, items: [{{Extra("four")}}] }
              - at: asking-first/activities/opening
                replace: { title: Opening anew, phase: opening, minutes: { min: 3, typical: 5, max: 6 }, core: true, method: game }
            """);

        Assert.Equal(["opening", "one", "two", "three", "practice", "closing", "four"], lesson.Activities.Select(a => a.Id!.Value));
        Assert.Equal("Opening anew", lesson.Activities[0].Title.Value);
    }

    [Fact]
    public void Move_puts_an_item_beside_its_anchor()
    {
        using var project = new Project();
        var lesson = Lesson(project, """
            patches:
              - at: asking-first/activities/opening
                move: { after: practice }
            """);

        Assert.Equal(["practice", "opening", "closing"], lesson.Activities.Select(a => a.Id!.Value));
    }

    [Theory]
    [InlineData("{ at: asking-frist, set: { title: A } }", "6:11: error UP2203: there is no lesson, unit or file 'asking-frist' below this overlay (did you mean 'asking-first'?)")]
    [InlineData("{ at: asking-first/activities/practise, set: { title: A } }", "6:11: error UP2203: there is no 'practise' at 'asking-first/activities' (did you mean 'asking-first/activities/practice'?)")]
    [InlineData("{ at: asking-first, set: { title: Asking first } }", "6:11: error UP2205: this patch changes nothing: all of it is there already (remove the patch)")]
    [InlineData("{ at: asking-first/activities, set: { title: A } }", "6:11: error UP2204: 'set' changes fields, and here stands a list of 3 (name the item that has the field)")]
    [InlineData("{ at: asking-first, set: { title: A }, move: { at: start } }", "6:11: error UP2204: a patch does one thing: set, replace, insert, remove or move (write one patch for each)")]
    [InlineData("{ at: asking-first/activities, insert: { after: nobody, items: [{ id: a }] } }", "6:53: error UP2203: the list has no 'nobody' (one of: opening, practice, closing)")]
    [InlineData("{ at: asking-first/activities/opening, replace: { id: other } }", "6:59: error UP2204: what is replaced keeps its id, 'opening' (leave the id out, or remove the item and insert another)")]
    public void A_patch_that_does_not_fit_is_named(string patch, string finding)
    {
        using var project = new Project();

        Assert.Contains($"edition/overlay.yaml:{finding}", Findings(project, $"{Head}patches:\n  - {patch}\n"));
    }

    [Fact]
    public void Two_patches_may_not_contradict_each_other()
    {
        using var project = new Project();
        var findings = Findings(project, $$"""
            {{Head}}patches:
              - { at: asking-first, set: { title: A } }
              - { at: asking-first, set: { title: B } }
              - { at: asking-first/activities/opening, remove: { reason: No time. } }
              - { at: asking-first/activities/opening, set: { title: C } }
              - { at: asking-first/activities, insert: { after: opening, items: [{{Extra("practice")}}] } }
            """);

        Assert.Equal(3, findings.Count(f => f.Contains("UP2206", StringComparison.Ordinal)));
        Assert.Single(findings, f => f.Contains("UP2207", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ at: asking-first/activities/closing, remove: { reason: No time. } }")]
    [InlineData("{ at: asking-first, set: { call_to_action: null } }")]
    [InlineData("{ at: asking-first, set: { resources: [other] } }")]
    [InlineData("{ at: asking-first/activities/closing, set: { phase: practice } }")]
    [InlineData("{ at: asking-first/activities/closing, replace: { title: A, phase: closing } }")]
    public void Safety_content_does_not_go_in_passing(string patch)
    {
        using var project = new Project();

        Assert.Single(Findings(project, $"{Head}patches:\n  - {patch}\n"), f => f.Contains("UP2208", StringComparison.Ordinal));
        var said = patch[..^1] + ", reason: Our counselor does it., reviewer: A. Person, until: 2027-06-30 }";
        Assert.Single(Findings(project, $"{Head}patches:\n  - {said}\n"), f => f.Contains("UP2209", StringComparison.Ordinal));
        Assert.DoesNotContain(Findings(project, $"{Head}patches:\n  - {said}\n"), f => f.Contains("UP2208", StringComparison.Ordinal));
    }

    [Fact]
    public void Services_and_lessons_of_its_own_come_on_top()
    {
        using var project = new Project();
        project.Write("../edition/resources.yaml", Project.Resources.Replace("Help line", "River line", StringComparison.Ordinal));
        project.Write("../edition/second.yaml", Project.Lesson.Replace("Asking first", "River lesson", StringComparison.Ordinal));
        var survey = Survey(project, Head + "region: GB\n", out var problems);

        Assert.Equal(["asking-first", "second"], survey.Course.Lessons.Select(l => l.Id));
        Assert.Equal("River line", Assert.Single(survey.Course.Services).Name.Value);
        Assert.Equal("GB", survey.Course.Curriculum.Region.Value);
        Assert.DoesNotContain(problems, p => p.Contains("UP22", StringComparison.Ordinal));
    }

    [Fact]
    public void A_lesson_of_its_own_is_no_place_for_a_patch()
    {
        using var project = new Project();
        project.Write("../edition/second.yaml", Project.Lesson);

        Assert.Contains(
            Findings(project, Head + "patches:\n  - { at: second, set: { title: A } }\n"),
            f => f.StartsWith("edition/overlay.yaml:6:11: error UP2203: there is no lesson, unit or file 'second' below this overlay", StringComparison.Ordinal));
    }

    [Fact]
    public void An_overlay_inside_the_folder_of_its_base_is_no_part_of_it()
    {
        using var project = new Project();
        project.Write("editions/river/overlay.yaml", Head.Replace("../course", "../..", StringComparison.Ordinal) + "patches: [{ at: asking-first, set: { title: River title } }]\n");
        var problems = new DiagnosticBag();
        var survey = Compiler.Survey(project.Request with { Folder = Path.Combine(project.Folder, "editions", "river") }, problems, CancellationToken.None)!;

        Assert.Empty(problems.Sorted());
        Assert.Equal("River title", survey.Course.Lessons[0].Card.Title);
        Assert.Equal([], project.Findings());
    }

    [Fact]
    public void Overlays_lie_on_overlays_and_never_in_a_circle()
    {
        using var project = new Project();
        project.Write("../state/overlay.yaml", Head.Replace("riverside", "state", StringComparison.Ordinal) + "patches: [{ at: asking-first, set: { title: State title } }]\n");
        var over = Head.Replace("../course", "../state", StringComparison.Ordinal);

        Assert.Equal("State title", Survey(project, over, out _).Course.Lessons[0].Card.Title);
        Assert.Equal("River title", Survey(project, over + "patches: [{ at: asking-first, set: { title: River title } }]\n", out _).Course.Lessons[0].Card.Title);

        project.Write("../state/overlay.yaml", Head.Replace("../course", "../edition", StringComparison.Ordinal));
        Assert.Contains(Findings(project, over), f => f.Contains("UP2202", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../nowhere", "UP2201")]
    [InlineData("../edition", "UP2202")]
    public void A_base_that_cannot_be_used_is_named(string folder, string code)
    {
        using var project = new Project();

        Assert.Contains(Findings(project, Head.Replace("../course", folder, StringComparison.Ordinal)), f => f.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public void The_order_of_patches_does_not_matter()
    {
        using var project = new Project();
        string[] patches =
        [
            "{ at: asking-first, set: { title: Other } }", "{ at: asking-first, set: { duration: 21 } }", "{ at: asking-first/activities/opening, set: { title: A, minutes: { typical: 6 } } }",
            $"{{ at: asking-first/activities, insert: {{ after: practice, items: [{Extra("new")}] }} }}", "{ at: asking-first/materials, insert: { items: [{ item: Paper, quantity: 1, per: class }] } }",
            "{ at: curriculum, set: { title: Other course } }",
        ];
        var first = Built(project, $"{Head}patches:\n  - {string.Join("\n  - ", patches)}\n");

        Gen.Shuffle(patches).Sample(order => Assert.Equal(first, Built(project, $"{Head}patches:\n  - {string.Join("\n  - ", order)}\n")), iter: 12, threads: 1);
    }

    private static string Extra(string id) => $"{{ id: {id}, title: Extra, phase: practice, minutes: {{ min: 1, typical: 2, max: 3 }}, core: false, method: game }}";

    private static CompileRequest Request(Project project, string overlay)
    {
        project.Write("../edition/overlay.yaml", overlay);
        return project.Request with { Folder = Path.Combine(project.Folder, "..", "edition") };
    }

    private static Survey Survey(Project project, string overlay, out IReadOnlyList<string> told)
    {
        var problems = new DiagnosticBag();
        var survey = Compiler.Survey(Request(project, overlay), problems, CancellationToken.None);
        told = Told(project, problems);
        return survey ?? throw new InvalidOperationException(string.Join('\n', told));
    }

    private static Lesson Lesson(Project project, string patches)
    {
        var survey = Survey(project, Head + patches, out var told);
        Assert.DoesNotContain(told, t => t.Contains("UP22", StringComparison.Ordinal));
        return LessonSource.Get(survey.Course.Lessons[0], new DiagnosticBag())!;
    }

    private static IReadOnlyList<string> Findings(Project project, string overlay)
    {
        var problems = new DiagnosticBag();
        Compiler.Survey(Request(project, overlay), problems, CancellationToken.None);
        return Told(project, problems);
    }

    private static Dictionary<string, string> Built(Project project, string overlay)
    {
        var problems = new DiagnosticBag();
        var output = Path.Combine(project.Folder, "..", "edition-out");
        var result = Compiler.Compile(Request(project, overlay) with { OutputFolder = output }, problems, null, CancellationToken.None);
        Assert.True(result.Outcome == Outcome.Published, string.Join('\n', problems.Sorted()));
        var files = Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith('.')).ToDictionary(f => Path.GetRelativePath(output, f).Replace('\\', '/'), File.ReadAllText);
        Directory.Delete(output, recursive: true);
        return files;
    }

    private static IReadOnlyList<string> Told(Project project, DiagnosticBag problems)
    {
        var root = Path.GetFullPath(Path.Combine(project.Folder, ".."));
        return [.. problems.Sorted().Select(p => p.ToString().Replace($"{project.Folder}/../", "", StringComparison.Ordinal).Replace(root + "/", "", StringComparison.Ordinal))];
    }
}
