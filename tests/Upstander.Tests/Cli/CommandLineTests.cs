using System.Text.Json;
using Upstander.Cli;
using Upstander.Schemas;

namespace Upstander.Tests.Cli;

public class CommandLineTests
{
    [Fact]
    public void The_version_is_printed()
    {
        var ran = Command.Run("--version");

        Assert.Equal((0, CommandLine.Version + "\n", ""), (ran.Exit, ran.Out, ran.Error));
        Assert.Matches(@"^\d+\.\d+\.\d+", ran.Out);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("build", "--help")]
    [InlineData("check", "-h")]
    [InlineData("list", "--help")]
    [InlineData("new", "--help")]
    [InlineData("schema", "--help")]
    [InlineData("completion", "--help")]
    public void Help_is_an_answer(params string[] args)
    {
        var ran = Command.Run(args);

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Contains("Usage:", ran.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Did you mean 'build'?", "'upstander --help' shows how it is used.", "biuld")]
    [InlineData("Did you mean 'check'?", "'upstander --help' shows how it is used.", "chek", "lessons")]
    [InlineData("Did you mean '--strict'?", "'upstander check --help' shows how it is used.", "check", ".", "--strickt")]
    [InlineData("Did you mean '--dry-run'?", "'upstander build --help' shows how it is used.", "build", ".", "--dryrun")]
    public void What_is_misspelt_is_named_with_what_was_meant(string hint, string help, params string[] args)
    {
        var ran = Command.Run(args);

        Assert.Equal((2, ""), (ran.Exit, ran.Out));
        Assert.Equal([hint, help], ran.ErrorLines[^2..]);
    }

    [Theory]
    [InlineData("list", "lesson")]
    [InlineData("schema", "lessons")]
    [InlineData("completion", "cmd")]
    [InlineData("new")]
    [InlineData("build", "a", "b")]
    [InlineData("build", "--output")]
    public void Wrong_usage_is_exit_code_2(params string[] args)
    {
        var ran = Command.Run(args);

        Assert.Equal((2, ""), (ran.Exit, ran.Out));
        Assert.EndsWith("--help' shows how it is used.\n", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("build")]
    [InlineData("check")]
    [InlineData("list", "lessons")]
    public void A_folder_that_is_not_there_is_exit_code_2(params string[] args)
    {
        using var project = new Project();

        var ran = Command.Run([.. args, project.Folder + "e"]);

        Assert.Equal(2, ran.Exit);
        Assert.Contains("error UP1001: there is no such folder (did you mean 'course'?)", ran.Out + ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("build")]
    [InlineData("check")]
    [InlineData("list", "documents")]
    public void A_folder_without_a_curriculum_is_exit_code_2(params string[] args)
    {
        using var project = new Project().Remove("curriculum.yaml");

        var ran = Command.Run([.. args, project.Folder]);

        Assert.Equal(2, ran.Exit);
        Assert.Contains("error UP1002: the folder holds no curriculum.yaml", ran.Out + ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_lessons_has_a_line_each_with_tabs()
    {
        using var project = new Project().AddLesson("b").AddUnit();

        var ran = Command.Run("list", "lessons", project.Folder, "--today", "2026-11-24");

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Equal(
            ["asking-first\tAsking first\tg68\t20\tfirst-unit\tasking-first.yaml", "b\tLesson b\tg68\t20\t-\tb.yaml"],
            project.Told(ran.Out).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_list_of_documents_names_id_per_audiences_format_and_template()
    {
        using var project = new Project();

        var ran = Command.Run("list", "documents", project.Folder, "--today", "2026-11-24");

        Assert.Equal("home\tcurriculum\tlearner facilitator family\thtml\thtml/home.html.scriban", ran.OutLines[0]);
        Assert.All(ran.OutLines, line => Assert.Equal(5, line.Split('\t').Length));
    }

    [Fact]
    public void A_list_of_templates_says_where_each_comes_from()
    {
        using var project = new Project().Write("templates/html/home.html.scriban", "hello");

        var ran = Command.Run("list", "templates", project.Folder, "--today", "2026-11-24");

        Assert.Contains("templates/html/home.html.scriban\ttemplates/html/home.html.scriban", project.Told(ran.Out), StringComparison.Ordinal);
        Assert.Contains("templates/html/guide.html.scriban\tbuilt-in", ran.OutLines);
    }

    [Fact]
    public void A_list_is_made_of_a_course_with_errors_too()
    {
        using var project = new Project().ChangeLesson("duration: 20", "duration: 25");

        var ran = Command.Run("list", "lessons", project.Folder, "--today", "2026-11-24");

        Assert.Equal(0, ran.Exit);
        Assert.Single(ran.OutLines);
        Assert.Contains("1 error: 'upstander check' shows them.", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Schemas_are_named_and_printed_as_json()
    {
        Assert.Equal(JsonSchema.Names, Command.Run("schema").OutLines);
        Assert.All(JsonSchema.Names, name =>
        {
            var ran = Command.Run("schema", name);
            using var json = JsonDocument.Parse(ran.Out);

            Assert.Equal((0, ""), (ran.Exit, ran.Error));
            Assert.True(json.RootElement.TryGetProperty("properties", out _));
        });
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _upstander_complete upstander")]
    [InlineData("zsh", "compdef _upstander_complete upstander")]
    [InlineData("fish", "complete -c upstander")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public void Each_shell_has_a_completion_script(string shell, string line)
    {
        var ran = Command.Run("completion", shell);

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Contains(line, ran.Out, StringComparison.Ordinal);
        Assert.Contains("[suggest:", ran.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("upstander ", "build", "check", "doctor", "eject", "list", "new")]
    [InlineData("upstander b", "build")]
    [InlineData("upstander build --dr", "--dry-run")]
    [InlineData("upstander list ", "documents", "lessons", "templates")]
    [InlineData("upstander schema l", "lesson")]
    [InlineData("upstander eject html/gu", "html/guide.html.scriban")]
    public void Completion_is_answered(string line, params string[] suggested)
    {
        var ran = Command.Run($"[suggest:{line.Length}]", line);

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Equal(suggested, ran.OutLines.Where(l => suggested.Contains(l, StringComparer.Ordinal)));
    }
}
