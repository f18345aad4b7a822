namespace Upstander.Tests.Cli;

public sealed class PackCommandTests
{
    [Fact]
    public void Packing_prints_the_file_and_tells_its_size_beside_it()
    {
        using var project = new Project();
        Directory.CreateDirectory(project.Output);

        var ran = Pack(project, "-o", project.Output);

        Assert.Equal(0, ran.Exit);
        Assert.Equal(["OUT/test-course-1.0.0.zip"], ran.OutLines);
        Assert.Matches("^Packed 1 lesson: [0-9]+ files, [0-9]+ KB \\([0-9]+ bytes\\)$", ran.ErrorLines[^1]);
    }

    [Theory]
    [InlineData("--lesson", "asking-frist", "--lesson: error UP1607: there is no lesson 'asking-frist' (did you mean 'asking-first'?)")]
    [InlineData("--unit", "first", "--unit: error UP1607: there is no unit 'first'")]
    public void An_unknown_lesson_or_unit_is_an_error_with_the_nearest_name(string option, string name, string message)
    {
        using var project = new Project();
        Directory.CreateDirectory(project.Output);

        var ran = Pack(project, "-o", project.Output, option, name);

        Assert.Equal(1, ran.Exit);
        Assert.Contains(message, ran.Error, StringComparison.Ordinal);
        Assert.Equal("1 error: nothing was packed.", ran.ErrorLines[^1]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(project.Output));
    }

    [Theory]
    [InlineData("--print-order needs to know how many learners there are: add --class-size", "--print-order")]
    [InlineData("--class-size must be a number of learners from 1 to 500", "--class-size", "0")]
    [InlineData("--source packs the whole curriculum as it is, so --lesson has no place beside it", "--source", "--lesson", "asking-first")]
    [InlineData("teacher", "--audience", "teacher")]
    public void Options_that_do_not_fit_are_wrong_usage(string message, params string[] args)
    {
        using var project = new Project();

        var ran = Pack(project, args);

        Assert.Equal(2, ran.Exit);
        Assert.Contains(message, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_print_order_without_a_browser_is_a_failure_of_the_environment()
    {
        using var project = new Project();
        Directory.CreateDirectory(project.Output);

        var ran = Pack(project, "-o", project.Output, "--class-size", "28");

        Assert.Equal(3, ran.Exit);
        Assert.Contains("UP1901", ran.Error, StringComparison.Ordinal);
    }

    // On a machine that has no browser, whatever this one has.
    private static Ran Pack(Project project, params string[] args)
    {
        var ran = Command.Run(
            name => name == "UPSTANDER_BROWSER" ? "/no/browser/here" : null,
            ["pack", project.Folder, "--today", "2026-11-24", "--except", string.Join(',', Project.StructuralGroups), .. args]);
        return ran with { Out = project.Told(ran.Out), Error = project.Told(ran.Error) };
    }
}
