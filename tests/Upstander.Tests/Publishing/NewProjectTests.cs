using Upstander.Diagnostics;
using Upstander.Publishing;
using Upstander.Tests.Workspaces;
using Upstander.Workspaces;

namespace Upstander.Tests.Publishing;

public sealed class NewProjectTests : IDisposable
{
    private static readonly SourceFile[] Starter = [new("curriculum.yaml", "x"u8.ToArray()), new("(built-in) lessons/g68/a.yaml", "y"u8.ToArray()) { Name = "g68/a.yaml" }];

    private readonly TempFolder temp = new();
    private readonly DiagnosticBag problems = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Writes_every_file_by_its_name()
    {
        Assert.Equal(Outcome.Published, NewProject.Create(temp["my/course"], Starter, problems));
        Assert.Equal(["my/course/curriculum.yaml", "my/course/g68/a.yaml"], temp.Files());
        Assert.Equal("y", temp.Read("my/course/g68/a.yaml"));
    }

    [Fact]
    public void Fills_an_empty_folder()
    {
        Directory.CreateDirectory(temp["here"]);

        Assert.Equal(Outcome.Published, NewProject.Create(temp["here"], Starter, problems));
    }

    [Fact]
    public void Refuses_a_folder_that_holds_something()
    {
        temp.Write("p/.git/config").Write("file");

        Assert.Equal(Outcome.UsageError, NewProject.Create(temp["p"], Starter, problems));
        Assert.Equal(Outcome.UsageError, NewProject.Create(temp["file"], Starter, problems));
        Assert.Equal(Outcome.UsageError, NewProject.Create("", Starter, problems));
        Assert.Equal(["UP1704", "UP1704", "UP1713"], problems.Sorted().Select(d => d.Code).Order());
        Assert.Equal(["file", "p/.git/config"], temp.Files());
    }

    [Fact]
    public void Takes_back_what_a_failure_leaves_half_done()
    {
        SourceFile[] clash = [.. Starter, new("g68", "a file where a folder is"u8.ToArray())];

        Assert.Equal(Outcome.EnvironmentError, NewProject.Create(temp["p/q"], clash, problems));
        Assert.Equal(["UP1706"], problems.Sorted().Select(d => d.Code));
        Assert.Empty(temp.Files());
    }
}
