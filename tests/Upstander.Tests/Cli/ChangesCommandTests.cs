namespace Upstander.Tests.Cli;

/// <summary>What <c>changes</c> tells of two states of a curriculum.</summary>
public sealed class ChangesCommandTests : IDisposable
{
    private readonly Project project = new();

    private string Before => Path.GetFullPath(Path.Combine(project.Folder, "..", "before"));

    public ChangesCommandTests()
    {
        foreach (var file in Directory.EnumerateFiles(project.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Before, Path.GetRelativePath(project.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public void Dispose() => project.Dispose();

    [Fact]
    public void Nothing_has_changed_where_only_the_writing_has()
    {
        project.Change("asking-first.yaml", "title: Ask and answer", "title: \"Ask and answer\" # once more");
        var ran = Changes();
        Assert.Equal((0, ""), (ran.Exit, ran.Out));
        Assert.Equal("Nothing has changed in what the files say.\n", ran.Error);
    }

    [Fact]
    public void Changes_are_told_in_the_words_of_a_curriculum()
    {
        project.Change("asking-first.yaml", "title: Ask and answer", "title: Ask, answer, thank");
        project.Write("templates/assets/own.css", "p { color: black }");
        var ran = Changes();
        Assert.Equal(0, ran.Exit);
        Assert.Equal(["asking-first “Asking first”", "  activity “Ask, answer, thank”: title: Ask and answer → Ask, answer, thank", "templates/assets/own.css is new"], ran.Out.Split('\n')[..^1]);
        Assert.Equal("1 lesson changed; 1 other file new.\n", ran.Error);
    }

    [Fact]
    public void A_lesson_that_is_new_and_one_that_is_gone_are_told()
    {
        File.Move(Path.Combine(Before, "asking-first.yaml"), Path.Combine(Before, "asking-once.yaml"));
        var ran = Changes();
        Assert.Contains("asking-first “Asking first” is new\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains("asking-once “Asking first” is gone\n", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_no_lesson_that_is_gone()
    {
        project.Change("asking-first.yaml", "title: Ask and answer", "title: [");
        var ran = Changes();
        Assert.Equal((1, ""), (ran.Exit, ran.Out));
        Assert.Contains("asking-first.yaml:", ran.Error, StringComparison.Ordinal);
        Assert.Equal(2, Command.Run("changes", Path.Combine(Before, "nowhere"), project.Folder).Exit);
    }

    [Fact]
    public void A_zip_of_the_source_is_a_state_too()
    {
        var zip = Path.Combine(Path.GetDirectoryName(Before)!, "before.zip");
        Assert.Equal(0, Command.Run("pack", Before, "--source", "-o", zip).Exit);
        project.Change("asking-first.yaml", "title: Ask and answer", "title: Ask, answer, thank");
        var ran = Command.Run("changes", zip, project.Folder);
        Assert.Equal(0, ran.Exit);
        Assert.Equal("1 lesson changed.\n", ran.Error);
    }

    [Fact]
    public void Markdown_holds_nothing_that_a_code_host_would_obey()
    {
        project.Change("asking-first.yaml", "title: Ask and answer", "title: \"@octocat fixes #12, GH-3 <img src=x> [a](https://x.example)\"");
        project.Change("asking-first.yaml", "title: Asking first", "title: \"`````\\n# Not a heading\"");
        var texts = string.Concat(Enumerable.Repeat("A line with ```` in it and </details> and @octocat.\\n", 5));
        project.Change("asking-first.yaml", "summary: ", $"summary: \"{texts}\" # ");
        var markdown = Changes("--report", "markdown").Out;

        // What stands in a fence is shown as it is; a fence ends only where it should.
        var outside = new List<string>();
        string? fence = null;
        foreach (var line in markdown.Split('\n'))
        {
            var ticks = line.Length - line.TrimStart('`').Length;
            if (fence is null && ticks >= 3)
            {
                fence = line[..ticks];
            }
            else if (fence is not null && line == fence)
            {
                fence = null;
            }
            else if (fence is null)
            {
                outside.Add(line);
            }
        }

        Assert.Null(fence);
        Assert.Equal(outside.Count(l => l.StartsWith("<details>", StringComparison.Ordinal)), outside.Count(l => l == "</details>"));
        var all = string.Join('\n', outside);
        Assert.DoesNotContain("@octocat", all, StringComparison.Ordinal);
        Assert.DoesNotContain("#12", all, StringComparison.Ordinal);
        Assert.DoesNotContain("GH-3", all, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", all, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", all.Replace("\\<img", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("\n# Not", all, StringComparison.Ordinal);
        Assert.Contains("octocat fixes", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_fits_into_a_comment_and_says_what_did_not()
    {
        var lesson = File.ReadAllText(Path.Combine(project.Folder, "asking-first.yaml"));
        for (var i = 0; i < 700; i++)
        {
            project.Write($"more/lesson-{i}.yaml", lesson.Replace("title: Asking first", "title: Asking first, and then asking once more, politely", StringComparison.Ordinal));
        }

        var markdown = Changes("--report", "markdown").Out;
        Assert.InRange(markdown.Length, 30_000, 60_200);
        Assert.Matches(@"\n\d+ more did not fit here: `upstander changes` shows them all\.\n$", markdown);
    }

    private Ran Changes(params string[] args) => Command.Run(["changes", Before, project.Folder, .. args]);
}
