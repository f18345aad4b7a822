namespace Upstander.Tests.Cli;

/// <summary><c>upstander eject</c> copies what a person names, and loses nothing of theirs.</summary>
public class EjectCommandTests
{
    [Fact]
    public void Copies_a_template_and_says_what_to_do_with_it()
    {
        using var project = new Project();

        var ran = Command.Run("eject", "html/guide", "assets/print.css", "--curriculum", project.Folder);

        Assert.Equal((0, $"{project.Folder}/templates/assets/print.css\n{project.Folder}/templates/html/guide.html.scriban\n"), (ran.Exit, ran.Out));
        Assert.StartsWith("Ejected 2 files. Change them as you like, and leave their first line", ran.Error, StringComparison.Ordinal);
        var original = File.ReadAllText(Path.Combine(Project.ToolFolder, "templates", "html", "guide.html.scriban"));
        var lines = project.Text("templates/html/guide.html.scriban").Split('\n', 2);
        Assert.StartsWith("{{~ # ejected from html/guide.html.scriban of upstander ", lines[0], StringComparison.Ordinal);
        Assert.Equal(original, lines[1]);
    }

    [Fact]
    public void Loses_nothing_without_force()
    {
        using var project = new Project().Write("templates/html/guide.html.scriban", "mine");

        var refused = Command.Run("eject", "html/guide", "html/home", "--curriculum", project.Folder);
        Assert.Equal((2, ""), (refused.Exit, refused.Out));
        Assert.Contains("templates/html/guide.html.scriban: error UP1714: this file is there already", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", project.Text("templates/html/guide.html.scriban"));
        Assert.False(File.Exists(Path.Combine(project.Folder, "templates", "html", "home.html.scriban")));

        Assert.Equal(0, Command.Run("eject", "html/guide", "html/home", "--curriculum", project.Folder, "--force").Exit);
        Assert.StartsWith("{{~ # ejected from", project.Text("templates/html/guide.html.scriban"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no template 'html/gude'. Did you mean 'html/guide'?", "html/gude", "html/home")]
    [InlineData("'labels.yaml' is not ejected", "labels.yaml")]
    [InlineData("'own' is this project's own and takes the place of nothing", "own", "html/home")]
    [InlineData("Did you mean '--force'?", "html/guide", "--froce")]
    [InlineData("Required argument 'template' missing")]
    public void A_wrong_word_is_wrong_usage_and_nothing_is_written(string message, params string[] words)
    {
        using var project = new Project().Write("templates/html/own.html.scriban", "own");

        var ran = Command.Run(["eject", "--curriculum", project.Folder, .. words]);

        Assert.Equal((2, ""), (ran.Exit, ran.Out));
        Assert.Contains(message, ran.Error, StringComparison.Ordinal);
        Assert.Equal(["own.html.scriban"], Directory.EnumerateFiles(Path.Combine(project.Folder, "templates"), "*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f)));
    }

    [Fact]
    public void Help_does_not_list_every_template() =>
        Assert.Contains("  <template>  Templates as 'upstander list templates' names them", Command.Run("eject", "--help").Out, StringComparison.Ordinal);

    [Fact]
    public void A_folder_without_a_curriculum_is_wrong_usage()
    {
        using var project = new Project().Remove("curriculum.yaml");

        var ran = Command.Run("eject", "html/guide", "--curriculum", project.Folder);

        Assert.Equal(2, ran.Exit);
        Assert.Contains("UP1002", ran.Error, StringComparison.Ordinal);
    }
}
