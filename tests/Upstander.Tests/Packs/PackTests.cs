using System.Text;
using System.Text.RegularExpressions;
using Upstander.Courses;
using Upstander.Publishing;

namespace Upstander.Tests.Packs;

public sealed partial class PackTests
{
    private const string Handout = """
        handouts:
          - id: ticket
            title: Exit ticket
            kind: exit-ticket
            items:
              - { id: q1, prompt: What will you ask?, space: 2 lines, key: Any question. }

        """;

    [Fact]
    public void A_pack_holds_the_folders_of_all_audiences_and_says_what_is_in_them()
    {
        using var project = new Project().AddToLesson(Handout);

        var packed = project.Pack();

        Assert.Equal(Outcome.Published, packed.Result.Outcome);
        Assert.Equal("test-course-1.0.0.zip", Path.GetFileName(packed.Result.Path));
        Assert.Superset(
            new HashSet<string>
            {
                "index.html", "READ-ME.txt", "LICENSE.txt", "facilitator/index.html", "facilitator/asking-first/index.html", "facilitator/assets/tokens.css",
                "learner/asking-first/ticket.html", "learner/asking-first/lesson.md", "family/asking-first/index.html",
            },
            packed.Paths.ToHashSet());
        var index = packed.Text("index.html");
        Assert.Contains("facilitator/asking-first/index.html", index, StringComparison.Ordinal);
        Assert.Contains("Exit ticket", index, StringComparison.Ordinal);
    }

    [Fact]
    public void A_learner_pack_has_the_folder_of_learners_only()
    {
        using var project = new Project().AddToLesson(Handout);

        var packed = project.Pack(r => r with { Audiences = ["learner"] });

        Assert.Equal("test-course-1.0.0-learner.zip", Path.GetFileName(packed.Result.Path));
        Assert.Equal(["LICENSE.txt", "READ-ME.txt", "index.html", "learner"], packed.Paths.Select(p => p.Split('/')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain("Any question.", packed.Text("index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_names_nothing_that_is_not_in_it()
    {
        using var project = new Project().AddLesson("b").AddLesson("c").AddUnit("[asking-first, b]");

        var packed = project.Pack(r => r with { Part = new CourseChoice([], ["asking-first"]) });

        Assert.Equal("test-course-asking-first-1.0.0.zip", Path.GetFileName(packed.Result.Path));
        Assert.Equal(1, packed.Result.Lessons);
        Assert.DoesNotContain(packed.Paths, p => p.Contains("/b/", StringComparison.Ordinal) || p.Contains("/c/", StringComparison.Ordinal) || p.Contains("scorecard", StringComparison.Ordinal));
        Assert.DoesNotContain("Lesson b", string.Concat(packed.Paths.Where(p => p.EndsWith(".html", StringComparison.Ordinal)).Select(packed.Text)), StringComparison.Ordinal);
        AssertLinksLeadSomewhere(packed);
    }

    [Fact]
    public void Units_and_lessons_together_are_all_of_both()
    {
        using var project = new Project().AddLesson("b").AddLesson("c").AddLesson("d").AddUnit("[asking-first, b]");

        var packed = project.Pack(r => r with { Part = new CourseChoice(["first-unit"], ["c"]) });

        Assert.Equal("test-course-part-1.0.0.zip", Path.GetFileName(packed.Result.Path));
        Assert.Equal(3, packed.Result.Lessons);
        AssertLinksLeadSomewhere(packed);
    }

    [Fact]
    public void Every_link_of_a_whole_pack_leads_to_a_file_in_it()
    {
        using var project = new Project().AddToLesson(Handout).AddLesson("b").AddUnit("[asking-first]");

        AssertLinksLeadSomewhere(project.Pack());
    }

    [Fact]
    public void An_error_in_a_lesson_that_is_not_packed_stops_the_pack_and_leaves_nothing()
    {
        using var project = new Project().AddLesson("b");
        project.Change("b.yaml", "duration: 20", "duration: 25");

        var packed = project.Pack(r => r with { Part = new CourseChoice([], ["asking-first"]) });

        Assert.Equal(Outcome.InputError, packed.Result.Outcome);
        Assert.Empty(Directory.EnumerateFileSystemEntries(project.Output));
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes_whatever_the_number_of_threads()
    {
        using var project = new Project().AddToLesson(Handout).AddLesson("b").AddLesson("c");

        var first = project.Pack(r => r with { Compile = r.Compile with { Threads = 1 } }).Bytes;
        var second = project.Pack(r => r with { Compile = r.Compile with { Threads = 4 } }).Bytes;

        Assert.Equal(first, second);
    }

    [Fact]
    public void Plain_texts_end_their_lines_as_every_program_expects()
    {
        using var project = new Project();
        var packed = project.Pack();

        Assert.All(["READ-ME.txt", "LICENSE.txt"], name => Assert.DoesNotMatch("[^\r]\n", packed.Text(name)));
        Assert.Contains("by Test authors\r\nLicense: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/\r\n", packed.Text("LICENSE.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_lesson_was_adapted_from_goes_with_it()
    {
        using var project = new Project().AddToLesson("adapted_from:\n  - { title: Old lesson, owner: Some Center, license: CC-BY-3.0, url: 'https://example.org/old', changes: Shorter. }");

        var license = project.Pack().Text("LICENSE.txt");

        Assert.Contains("Adapted from \"Old lesson\" by Some Center, CC BY 3.0, https://creativecommons.org/licenses/by/3.0/. https://example.org/old\r\nWhat was changed: Shorter.", license, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_browser_the_pack_says_that_there_is_no_PDF()
    {
        using var project = new Project();
        var packed = project.Pack();

        Assert.StartsWith("pack: info UP2101: ", packed.Findings.Single(), StringComparison.Ordinal);
        Assert.Contains("This pack has no PDF files", packed.Text("READ-ME.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_print_order_without_a_browser_fails_as_PDF_does()
    {
        using var project = new Project();
        var packed = project.Pack(r => r with { ClassSize = 28 });

        Assert.Equal(Outcome.EnvironmentError, packed.Result.Outcome);
        Assert.StartsWith("--class-size: error UP1901: ", packed.Findings.Single(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(project.Output));
    }

    [Fact]
    public void A_file_of_somebody_else_stays_unless_it_may_be_lost()
    {
        using var project = new Project();
        var file = Path.Combine(project.Output, "mine.zip");
        Directory.CreateDirectory(project.Output);
        File.WriteAllText(file, "holiday pictures");

        var refused = project.Pack(r => r with { Output = file });
        Assert.Equal(Outcome.UsageError, refused.Result.Outcome);
        Assert.StartsWith("OUT/mine.zip: error UP1714: ", refused.Findings[^1], StringComparison.Ordinal);
        Assert.Equal("holiday pictures", File.ReadAllText(file));

        Assert.Equal(Outcome.Published, project.Pack(r => r with { Output = file, Force = true }).Result.Outcome);

        // Now it is ours, and may be written again.
        Assert.Equal(Outcome.Published, project.Pack(r => r with { Output = file }).Result.Outcome);
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(project.Output));
    }

    [Theory]
    [InlineData("pack.txt", "UP2106")]
    [InlineData("nowhere/pack.zip", "UP1704")]
    public void A_name_that_cannot_be_written_is_wrong_usage(string name, string code)
    {
        using var project = new Project();
        var packed = project.Pack(r => r with { Output = Path.Combine(project.Output, name) });

        Assert.Equal(Outcome.UsageError, packed.Result.Outcome);
        Assert.Contains(code, packed.Findings[^1], StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(project.Output));
    }

    [Fact]
    public void Stopping_leaves_the_old_pack_and_nothing_else()
    {
        using var project = new Project().AddLesson("b");
        var before = project.Pack().Bytes;
        project.ChangeLesson("Ask and answer", "Ask and listen");
        using var stop = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => Packer.Pack(
            new PackRequest(project.Request with { Threads = 1 }) { Output = project.Output }, new Diagnostics.DiagnosticBag(), (_, _) => stop.Cancel(), stop.Token));

        Assert.Equal(["test-course-1.0.0.zip"], Directory.EnumerateFileSystemEntries(project.Output).Select(f => Path.GetFileName(f)));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(project.Output, "test-course-1.0.0.zip")));
    }

    [Fact]
    public void What_a_killed_run_left_is_taken_over()
    {
        using var project = new Project();
        Directory.CreateDirectory(project.Output);
        File.WriteAllText(Path.Combine(project.Output, ".test-course-1.0.0.zip.part"), "half a pack");
        File.WriteAllText(Path.Combine(project.Output, ".test-course-1.0.0.zip.scratch"), "half a pack");

        Assert.Equal(Outcome.Published, project.Pack().Result.Outcome);
        Assert.Equal(["test-course-1.0.0.zip"], Directory.EnumerateFileSystemEntries(project.Output).Select(f => Path.GetFileName(f)));
    }

    [Fact]
    public void Nothing_in_a_pack_tells_of_the_machine_or_the_day()
    {
        using var project = new Project();
        var packed = project.Pack();

        Assert.All(packed.Entries, e => Assert.DoesNotContain(project.Folder, Encoding.UTF8.GetString(e.Bytes), StringComparison.Ordinal));
        Assert.Equal(packed.Bytes, project.Pack(r => r with { Compile = r.Compile with { Today = Project.Today.AddDays(1) } }).Bytes);
    }

    // Every address in every page, looked up from where the page lies.
    private static void AssertLinksLeadSomewhere(Packed packed)
    {
        Assert.Equal(Outcome.Published, packed.Result.Outcome);
        var links =
            from path in packed.Paths
            where path.EndsWith(".html", StringComparison.Ordinal)
            from Match match in Address().Matches(packed.Text(path))
            let address = match.Groups["address"].Value.Split('#')[0]
            where address.Length > 0 && !address.Contains(':', StringComparison.Ordinal)
            select (path, target: new Uri(new Uri("http://pack/" + path), address).AbsolutePath[1..]);
        var all = links.ToList();
        Assert.True(all.Count > 20, "the test finds no links");
        Lists.AssertEmpty(all.Where(l => !packed.Paths.Contains(l.target)).Select(l => $"{l.path} leads to {l.target}").Distinct());
    }

    [GeneratedRegex("(href|src)=\"(?<address>[^\"]*)\"")]
    private static partial Regex Address();
}
