using Upstander.Cli;
using Upstander.Diagnostics;

namespace Upstander.Tests.Cli;

public class CheckCommandTests
{
    [Fact]
    public void A_clean_course_has_nothing_to_report()
    {
        using var project = new Project();

        var ran = Command.On(project, "check");

        Assert.Equal((0, ""), (ran.Exit, ran.Out));
        Assert.Equal(
            ["Checked 1 lesson: nothing to report. Passing these checks is no certificate that a lesson is safe; people review lessons."],
            ran.ErrorLines);
        Assert.False(Directory.Exists(project.Output));
    }

    [Fact]
    public void Findings_are_the_answer_and_go_to_standard_output()
    {
        using var project = new Project().ChangeLesson("status: review", "status: released").Write("second.yml", "lesson: 1");

        var ran = Command.On(project, "check");

        Assert.Equal(1, ran.Exit);
        Assert.Equal(
            [
                "asking-first.yaml:5:9: error UP1313: a released lesson names who reviewed it (add 'reviewed', or set status: review)",
                "second.yml: warning UP1009: files that end in .yml are not read (rename it to second.yaml)",
            ],
            ran.OutLines);
        Assert.Equal(["Checked 1 lesson: 1 error and 1 warning."], ran.ErrorLines);
    }

    [Fact]
    public void A_warning_fails_a_strict_check_only()
    {
        using var project = new Project().Write("second.yml", "lesson: 1");

        Assert.Equal(0, Command.On(project, "check").Exit);
        Assert.Equal(1, Command.On(project, "check", "--strict").Exit);
    }

    [Fact]
    public void Pages_are_made_to_find_what_is_wrong_with_templates()
    {
        using var project = new Project().Write("templates/html/home.html.scriban", "{{ nothing }}");

        var ran = Command.On(project, "check");

        Assert.Equal(1, ran.Exit);
        Assert.StartsWith("templates/html/home.html.scriban:1:4: error UP1402: ", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Twenty_findings_of_a_file_are_shown_and_all_when_asked()
    {
        using var project = new Project().AddToLesson("requires: [" + string.Join(", ", Enumerable.Range(1, 25).Select(n => $"nothing-like-it-{n}")) + "]");

        var some = Command.On(project, "check");
        Assert.Equal(21, some.OutLines.Length);
        Assert.Equal("asking-first.yaml: and 5 more (--all shows them)", some.OutLines[^1]);
        Assert.Equal("Checked 1 lesson: 25 errors.", some.ErrorLines[^1]);

        var all = Command.On(project, "check", "--all");
        Assert.Equal(25, all.OutLines.Length);
    }

    [Fact]
    public void Of_very_many_findings_a_thousand_are_shown_and_every_error()
    {
        var findings = Enumerable.Range(1, 600)
            .SelectMany(file => Enumerable.Range(1, 3).Select(line =>
                new Diagnostic("UP1", file == 500 && line == 2 ? Severity.Error : Severity.Warning, SourceSpan.At($"lesson-{file:000}.yaml", line, 1), "a finding")))
            .ToList();

        var some = Printed(all: false);
        Assert.Equal(1002 + 1 + 1 + 1, some.Length);
        Assert.Equal("lesson-334.yaml:3:1: warning UP1: a finding", some[1001]);
        Assert.Equal("lesson-500.yaml:2:1: error UP1: a finding", some[1002]);
        Assert.Equal("lesson-500.yaml: and 2 more (--all shows them)", some[1003]);
        Assert.Equal("and 795 more in 265 other files (--all shows them)", some[1004]);
        Assert.Equal(1800, Printed(all: true).Length);

        string[] Printed(bool all)
        {
            using var writer = new StringWriter { NewLine = "\n" };
            Report.Print(findings, writer, null, all);
            return writer.ToString().TrimEnd('\n').Split('\n');
        }
    }

    [Fact]
    public void Twenty_findings_are_shown_whole()
    {
        using var project = new Project().AddToLesson("requires: [" + string.Join(", ", Enumerable.Range(1, 20).Select(n => $"nothing-like-it-{n}")) + "]");

        Assert.Equal(20, Command.On(project, "check").OutLines.Length);
    }

    [Fact]
    public void A_terminal_never_obeys_a_file()
    {
        // Quoted YAML can hold what no editor shows: an escape that clears the screen, a bell, a change of direction.
        using var project = new Project().ChangeLesson("band: g68", "band: \"\\e[2J\\a\\u202Eg68\"");

        var ran = Command.On(project, "check");

        Assert.Equal(1, ran.Exit);
        Assert.DoesNotContain(ran.Out + ran.Error, c => c is '\u001b' or '\u0007' or '\u202e');
        Assert.Contains("\\u001b", ran.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("build")]
    public void A_pipe_gets_no_colours(string command)
    {
        using var project = new Project().ChangeLesson("status: review", "status: released");

        var ran = Command.On(project, command);

        Assert.DoesNotContain('\u001b', ran.Out + ran.Error);
    }

    [Fact]
    public void The_day_is_what_the_option_says()
    {
        using var project = new Project();

        Assert.Equal(0, Command.Run("check", project.Folder, "--strict", "--only", "CU011", "--today", "2027-02-28").Exit);
        Assert.Equal(1, Command.Run("check", project.Folder, "--strict", "--only", "CU011", "--today", "2027-03-01").Exit);
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("2026-9-1")]
    [InlineData("2026-02-30")]
    [InlineData("01.09.2026")]
    public void A_day_has_one_form(string day)
    {
        var ran = Command.Run("check", "--today", day);

        Assert.Equal((2, ""), (ran.Exit, ran.Out));
        Assert.Equal(["--today must be a date such as 2026-09-20", "'upstander check --help' shows how it is used."], ran.ErrorLines);
    }
}
