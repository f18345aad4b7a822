namespace Upstander.Tests.Cli;

/// <summary>A new curriculum is right from its first minute: it checks clean and builds.</summary>
public class NewCommandTests
{
    [Theory]
    [InlineData()]
    [InlineData("--blank")]
    public void What_new_makes_checks_clean_and_builds(params string[] options)
    {
        using var project = new Project();
        var folder = Path.Combine(project.Folder, "Our Course");

        var made = Command.Run(["new", folder, .. options]);
        Assert.Equal((0, folder + "\n"), (made.Exit, made.Out));
        Assert.Contains($"upstander build \"{folder}\" -o \"{folder}/out\"", made.Error, StringComparison.Ordinal);
        Assert.Contains("\nid: our-course\n", File.ReadAllText(Path.Combine(folder, "curriculum.yaml")), StringComparison.Ordinal);

        var check = Command.Run("check", folder, "--strict", "--today", "2026-11-24");
        Assert.Equal("", check.Out);
        Assert.Equal(0, check.Exit);

        var build = Command.Run("build", folder, "-o", folder + "/out", "--strict", "--today", "2026-11-24");
        Assert.Equal(0, build.Exit);
        Assert.True(File.Exists(Path.Combine(folder, "out", "learner", "index.html")));
    }

    [Fact]
    public void Every_file_names_a_schema_that_is_there()
    {
        using var project = new Project();
        var folder = Path.Combine(project.Folder, "new");
        Command.Run("new", folder);

        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories))
        {
            var first = File.ReadLines(file).First();
            Assert.StartsWith("# yaml-language-server: $schema=", first, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(file)!, first.Split('=')[1])), $"{file}: {first}");
        }
    }

    [Fact]
    public void A_folder_with_something_in_it_is_left_alone()
    {
        using var project = new Project();

        var ran = Command.Run("new", project.Folder);

        Assert.Equal((2, ""), (ran.Exit, ran.Out));
        Assert.Equal(Project.Curriculum, project.Text("curriculum.yaml"));
        Assert.Equal(["asking-first.yaml", "curriculum.yaml", "resources.yaml"], Directory.EnumerateFileSystemEntries(project.Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_empty_folder_is_filled()
    {
        using var project = new Project();
        var folder = Path.Combine(project.Folder, "empty");
        Directory.CreateDirectory(folder);

        Assert.Equal(0, Command.Run("new", folder, "--blank").Exit);
    }
}
