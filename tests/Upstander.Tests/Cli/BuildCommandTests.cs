namespace Upstander.Tests.Cli;

public class BuildCommandTests
{
    [Fact]
    public void A_build_prints_where_to_look_and_tells_the_rest_beside_it()
    {
        using var project = new Project();

        var ran = Command.Build(project);

        Assert.Equal(0, ran.Exit);
        Assert.Equal(["OUT/learner/index.html", "OUT/facilitator/index.html", "OUT/family/index.html"], ran.OutLines);
        Assert.Equal(2, ran.ErrorLines.Length);
        Assert.Matches("^Test course 1\\.0\\.0: 1 lesson, [0-9]+ pages$", ran.ErrorLines[0]);
        Assert.Matches("^Published into OUT/: [0-9]+ new, 0 changed, 0 removed, 0 as they were$", ran.ErrorLines[1]);
        Assert.All(ran.OutLines, line => Assert.True(File.Exists(line.Replace("OUT", project.Output, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_second_build_writes_nothing()
    {
        using var project = new Project();
        Command.Build(project);

        Assert.Matches("0 new, 0 changed, 0 removed, [0-9]+ as they were", Command.Build(project).Error);
    }

    [Fact]
    public void A_dry_run_lists_what_would_be_written_and_writes_nothing()
    {
        using var project = new Project();

        var ran = Command.Build(project, "--dry-run", "--document", "home");

        Assert.Equal(0, ran.Exit);
        Assert.False(Directory.Exists(project.Output));
        Assert.Contains("new\tfamily/index.html", ran.OutLines);
        Assert.All(ran.OutLines, line => Assert.StartsWith("new\t", line, StringComparison.Ordinal));
        Assert.StartsWith($"Would publish into OUT/: {ran.OutLines.Length} new, 0 changed, 0 removed", ran.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_after_a_build_lists_changes_and_removals()
    {
        using var project = new Project().AddLesson("b");
        Command.Build(project);
        var before = project.Files();
        project.Remove("b.yaml").ChangeLesson("Ask and answer", "Ask and listen");

        var ran = Command.Build(project, "--dry-run");

        Assert.Contains("changed\tlearner/asking-first/index.html", ran.OutLines);
        Assert.Contains("removed\tlearner/b/index.html", ran.OutLines);
        Assert.Equal(before, project.Files());
    }

    [Fact]
    public void An_error_keeps_the_last_good_output()
    {
        using var project = new Project();
        Command.Build(project);
        var before = project.Files();
        project.ChangeLesson("duration: 20", "duration: 25");

        var ran = Command.Build(project);

        Assert.Equal(1, ran.Exit);
        Assert.Equal("", ran.Out);
        Assert.Equal(
            [
                "asking-first.yaml:11:11: error UP1310: the core activities take 20 minutes, but the lesson lasts 25 (change 'duration' or the typical minutes of activities with core: true)",
                "1 error: nothing was published.",
            ],
            ran.ErrorLines);
        Assert.Equal(before, project.Files());
    }

    [Fact]
    public void A_warning_is_told_and_stops_only_a_strict_build()
    {
        using var project = new Project().Write("second.yml", "lesson: 1");

        var strict = Command.Build(project, "--strict");
        Assert.Equal(1, strict.Exit);
        Assert.Empty(project.Files());
        Assert.Equal("1 warning: nothing was published.", strict.ErrorLines[^1]);

        var ran = Command.Build(project);
        Assert.Equal(0, ran.Exit);
        Assert.Equal("1 warning.", ran.ErrorLines[^1]);
        Assert.NotEmpty(project.Files());
    }

    [Theory]
    [InlineData("--lesson", "asking-frist", "--lesson: error UP1607: there is no lesson 'asking-frist' (did you mean 'asking-first'?)")]
    [InlineData("--audience", "learners", "--audience: error UP1607: there is no audience 'learners' (did you mean 'learner'?)")]
    [InlineData("--document", "gide", "--document: error UP1607: there is no document 'gide' (did you mean 'guide'?)")]
    [InlineData("--format", "htm", "--format: error UP1607: there is no format 'htm' (did you mean 'html'?)")]
    public void A_choice_of_nothing_is_an_error(string option, string value, string finding)
    {
        using var project = new Project();

        var ran = Command.Build(project, option, value);

        Assert.Equal(1, ran.Exit);
        Assert.Equal([finding, "1 error: nothing was published."], ran.ErrorLines);
    }

    [Fact]
    public void A_narrow_build_makes_what_was_asked_for_and_keeps_the_rest()
    {
        using var project = new Project().AddLesson("b");
        Command.Build(project);
        var before = project.Files();
        project.ChangeLesson("Ask and answer", "Ask and listen");

        var ran = Command.Build(project, "--lesson", "asking-*", "--audience", "facilitator", "--format", "markdown");

        Assert.Equal(0, ran.Exit);
        Assert.Equal("", ran.Out);
        Assert.Contains(" 2 changed, 0 removed", ran.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Contains("not asked for and kept", ran.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Equal(["facilitator/asking-first/at-a-glance.md", "facilitator/asking-first/guide.md"], project.Files().Where(f => before[f.Key] != f.Value).Select(f => f.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_that_somebody_edited_is_replaced_only_when_asked()
    {
        using var project = new Project();
        Command.Build(project);
        var page = Path.Combine(project.Output, "learner", "index.html");
        File.WriteAllText(page, "mine");
        project.Change("curriculum.yaml", "title: Test course", "title: Other course");

        Assert.Equal(1, Command.Build(project).Exit);
        Assert.Equal("mine", File.ReadAllText(page));
        Assert.Equal(0, Command.Build(project, "--overwrite-edited").Exit);
        Assert.NotEqual("mine", File.ReadAllText(page));
    }

    [Fact]
    public void A_folder_of_somebody_else_is_refused()
    {
        using var project = new Project();
        Directory.CreateDirectory(project.Output);
        File.WriteAllText(Path.Combine(project.Output, "thesis.txt"), "mine");

        var ran = Command.Build(project);

        Assert.Equal(2, ran.Exit);
        Assert.Equal(["thesis.txt"], project.Files().Keys);
        Assert.Contains("UP1702", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sources_are_no_output_folder()
    {
        using var project = new Project();

        var ran = Command.On(project, "build", "-o", project.Folder);

        Assert.Equal(2, ran.Exit);
        Assert.Contains("UP1701", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_check_leaves_out_no_check_of_ids_or_safety()
    {
        using var project = new Project().ChangeLesson("sensitivity: 1", "sensitivity: 2");

        var ran = Command.Run("build", project.Folder, "--no-check", "--today", "2026-11-24", "-o", project.Output);

        Assert.Equal(1, ran.Exit);
        Assert.Contains(" TI001: ", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(" CU0", ran.Error, StringComparison.Ordinal);
    }
}
