using Upstander.Diagnostics;
using Upstander.Publishing;
using Upstander.Tests.Workspaces;
using Upstander.Workspaces;

namespace Upstander.Tests.Publishing;

public sealed class ProjectFilesTests : IDisposable
{
    private static readonly SourceFile[] Two =
        [new("x", "one"u8.ToArray()) { Name = "templates/html/a.scriban" }, new("y", "two"u8.ToArray()) { Name = "templates/html/b.scriban" }];

    private readonly TempFolder temp = new();
    private readonly DiagnosticBag problems = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Adds_files_and_the_folders_that_they_need()
    {
        temp.Write("p/curriculum.yaml");

        Assert.Equal(Outcome.Published, Put());
        Assert.Equal(["p/curriculum.yaml", "p/templates/html/a.scriban", "p/templates/html/b.scriban"], temp.Files());
        Assert.Equal("two", temp.Read("p/templates/html/b.scriban"));
    }

    [Fact]
    public void Replaces_nothing_unless_it_is_asked_to()
    {
        temp.Write("p/templates/html/b.scriban", "mine");

        Assert.Equal(Outcome.UsageError, Put());
        Assert.Equal(["p/templates/html/b.scriban"], temp.Files());
        Assert.Equal("mine", temp.Read("p/templates/html/b.scriban"));
        Assert.Equal("UP1714", Assert.Single(problems.Sorted()).Code);

        Assert.Equal(Outcome.Published, Put(force: true));
        Assert.Equal("two", temp.Read("p/templates/html/b.scriban"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Follows_no_link(bool force)
    {
        temp.Write("elsewhere/b.scriban", "theirs").Write("p/curriculum.yaml");
        Directory.CreateDirectory(temp["p/templates"]);
        Directory.CreateSymbolicLink(temp["p/templates/html"], temp["elsewhere"]);

        Assert.Equal(Outcome.UsageError, Put(force));
        Assert.Equal(["UP1711", "UP1711"], problems.Sorted().Select(p => p.Code));
        Assert.Equal("theirs", temp.Read("elsewhere/b.scriban"));
        Assert.False(File.Exists(temp["elsewhere/a.scriban"]));
    }

    [Fact]
    public void A_file_in_place_of_a_folder_and_a_folder_in_place_of_a_file_are_left()
    {
        temp.Write("p/templates/html/a.scriban/x").Write("q/templates/html");

        Assert.Equal(Outcome.UsageError, Put(force: true));
        Assert.Equal(Outcome.UsageError, ProjectFiles.Put(temp["q"], temp["q"] + "/", Two, force: true, problems));
        Assert.All(problems.Sorted(), p => Assert.Equal("UP1710", p.Code));
        Assert.Equal(["p/templates/html/a.scriban/x", "q/templates/html"], temp.Files());
    }

    [Fact]
    public void A_name_that_leaves_the_folder_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => ProjectFiles.Put(temp["p"], temp["p"] + "/", [new SourceFile("x", "x"u8.ToArray()) { Name = "../x" }], force: true, problems));

    private Outcome Put(bool force = false) => ProjectFiles.Put(temp["p"], temp["p"] + "/", Two, force, problems);
}
