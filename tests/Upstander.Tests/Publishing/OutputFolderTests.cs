using Upstander.Publishing;

namespace Upstander.Tests.Publishing;

public class OutputFolderTests : PublishingTests
{
    [Fact]
    public void A_folder_with_files_of_somebody_else_is_refused()
    {
        Temp.Write("out/thesis.docx", "three years of work");

        Assert.Equal(Outcome.UsageError, Build("a"));

        Assert.Equal(["UP1702"], Codes());
        Assert.Equal(["out/thesis.docx"], Temp.Files());
    }

    [Fact]
    public void An_empty_folder_and_what_file_managers_leave_is_fine()
    {
        Temp.Write("out/.DS_Store", "x");

        Assert.Equal(Outcome.Published, Build("a"));
        Assert.Equal(["out/.DS_Store", "out/" + Manifest, "out/a"], Temp.Files());
    }

    [Fact]
    public void The_project_what_lies_above_it_home_and_root_are_refused()
    {
        Directory.CreateDirectory(Temp["project/g68"]);
        string[] folders =
        [
            Temp["project"], Temp["project/g68"], Temp["project/g68/.."], Temp.Path, Temp["project"] + "/", "/",
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        ];
        foreach (var folder in folders)
        {
            var problems = new Upstander.Diagnostics.DiagnosticBag();
            Assert.Null(Stage.Open(new StageRequest(folder) { Protected = [Temp["project"], Temp["project/g68"]] }, problems));
            Assert.Equal(["UP1701"], problems.Sorted().Select(d => d.Code));
            Assert.Equal(Outcome.UsageError, PublishingProblems.OutcomeOf(problems.Sorted()));
        }

        Assert.Equal(["project/g68/"], Temp.Files());
    }

    [Fact]
    public void A_link_does_not_hide_the_project()
    {
        Directory.CreateDirectory(Temp["project"]);
        Directory.CreateSymbolicLink(Temp["out"], Temp["project"]);
        var problems = new Upstander.Diagnostics.DiagnosticBag();

        Assert.Null(Stage.Open(new StageRequest(Out) { Protected = [Temp["project"]] }, problems));
        Assert.Equal(["UP1701"], problems.Sorted().Select(d => d.Code));
    }

    [Fact]
    public void A_looping_link_is_a_finding()
    {
        Directory.CreateSymbolicLink(Temp["out"], Temp["loop/x"]);
        Directory.CreateSymbolicLink(Temp["loop"], Temp["out"]);

        Assert.NotEqual(Outcome.Published, Build("a"));
        Assert.Single(Problems.Sorted());
    }

    [Fact]
    public void An_output_folder_below_the_project_is_fine()
    {
        using var stage = Stage.Open(new StageRequest(Temp["project/out"]) { Protected = [Temp["project"]] }, Problems);

        Assert.NotNull(stage);
    }

    [Theory]
    [InlineData("out")]
    [InlineData("out/deeper")]
    public void A_file_is_no_folder(string folder)
    {
        Temp.Write("out", "a file");
        var problems = new Upstander.Diagnostics.DiagnosticBag();

        Assert.Null(Stage.Open(new StageRequest(Temp[folder]), problems));
        Assert.Equal(["UP1704"], problems.Sorted().Select(d => d.Code));
    }

    [Fact]
    public void A_folder_made_for_nothing_goes_again()
    {
        using (var stage = Stage.Open(new StageRequest(Temp["x/y/z"]), Problems))
        {
            stage!.Add("a", "1"u8);
            Assert.True(Directory.Exists(Temp["x/y/z"]));
        }

        Assert.Empty(Temp.Files());
    }

    [Fact]
    public void Staging_of_a_dead_build_is_cleared_and_strange_files_in_it_are_not()
    {
        Build("a");
        Temp.Write("out/.upstander-staging/0000002a", "half a pa").Write("out/.upstander-staging/mine.txt", "?").Write("out/.upstander-lock");

        Assert.Equal(Outcome.Published, Build("a", "b"));

        Assert.Equal([Manifest, ".upstander-staging/mine.txt", "a", "b"], Temp.Files("out"));
    }

    [Fact]
    public void Links_in_the_folder_are_never_followed()
    {
        Build("a/x=1", "b=1", "c/y=1");
        Temp.Write("elsewhere/x", "1").Write("elsewhere/y", "1").Write("target", "1");
        Directory.Delete(Temp["out/a"], true);
        Directory.CreateSymbolicLink(Temp["out/a"], Temp["elsewhere"]);
        File.Delete(Temp["out/b"]);
        File.CreateSymbolicLink(Temp["out/b"], Temp["target"]);
        Directory.Delete(Temp["out/c"], true);
        Directory.CreateSymbolicLink(Temp["out/c"], Temp["elsewhere"]);

        // What is to be written is refused; what is to be deleted is forgotten.
        Assert.Equal(Outcome.InputError, Build(new Options { OverwriteEdited = true }, "a/x=2", "b=2"));
        Assert.Equal(["UP1711", "UP1711"], Codes());
        Assert.Equal(Outcome.Published, Build("d=1"));
        Assert.Equal("1", Temp.Read("elsewhere/x"));
        Assert.Equal("1", Temp.Read("elsewhere/y"));
        Assert.Equal("1", Temp.Read("target"));
    }

    [Theory]
    [InlineData(".upstander-lock", "UP1711")]
    [InlineData(".upstander-staging", "UP1711")]
    [InlineData(".upstander-journal.json", "UP1703")]
    [InlineData(".upstander-manifest.json", "UP1703")]
    public void Links_in_place_of_our_own_files_are_refused(string name, string code)
    {
        Build("a");
        Temp.Write("target", "mine");
        File.Delete(Temp["out/" + name]);
        File.CreateSymbolicLink(Temp["out/" + name], Temp["target"]);

        Assert.NotEqual(Outcome.Published, Build("b"));

        Assert.Equal([code], Codes());
        Assert.Equal("mine", Temp.Read("target"));
        Assert.True(File.Exists(Temp["out/a"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"manifest": 2, "files": {}}""")]
    [InlineData("""{"manifest": "1", "files": {}}""")]
    [InlineData("""{"manifest": 99999999999, "files": {}}""")]
    [InlineData("""{"manifest": 1, "files": []}""")]
    [InlineData("""{"manifest": 1, "files": {"\ud800": 1}}""")]
    public void A_damaged_manifest_stops_the_build(string text)
    {
        Temp.Write("out/" + Manifest, text).Write("out/a", "mine");

        Assert.Equal(Outcome.UsageError, Build("a"));

        Assert.Equal(["UP1703"], Codes());
        Assert.Equal([Manifest, "a"], Temp.Files("out"));
        Assert.Equal("mine", Temp.Read("out/a"));
    }

    [Fact]
    public void A_deeply_nested_manifest_stops_the_build()
    {
        Temp.Write("out/" + Manifest, new string('[', 1_000_000));

        Assert.Equal(Outcome.UsageError, Build("a"));
    }

    [Fact]
    public void A_hostile_manifest_reaches_nothing_outside_the_folder()
    {
        // The hash of "1", which a stranger can know.
        const string Hash = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b";
        Temp.Write("victim", "1").Write("out/own", "1").Write("out/.hidden", "1").Write("out/upper", "1");
        string[] paths = ["../victim", Temp["victim"], "x/../../victim", ".hidden", "..\\victim", "own/../own", "con", "./own", "a//b", ""];
        var entries = paths.Select(p => $$"""{{System.Text.Json.JsonSerializer.Serialize(p)}}: {"hash": "{{Hash}}", "maker": ""}""")
            .Append($$""" "upper": {"hash": "{{Hash.ToUpperInvariant()}}", "maker": ""} """)
            .Append($$""" "short": {"hash": "1", "maker": ""} """)
            .Append(""" "odd": 7 """)
            .Append(""" "empty": {} """)
            .Append($$""" "twice": {"hash": "{{Hash}}", "maker": ""} """)
            .Append($$""" "twice": {"hash": "{{Hash}}", "maker": ""} """);
        Temp.Write("out/" + Manifest, $$"""{"manifest": 1, "files": { {{string.Join(',', entries)}} } }""");

        Assert.Equal(Outcome.Published, Build("new"));

        Assert.Equal(["UP1712"], Codes());
        Assert.Contains("15 entries", Problems.Sorted()[0].Message, StringComparison.Ordinal);
        Assert.Equal(["out/.hidden", "out/" + Manifest, "out/new", "out/own", "out/upper", "victim"], Temp.Files());
    }

    [Fact]
    public void A_hostile_journal_reaches_nothing_outside_the_folder()
    {
        const string Hash = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b";
        Build("a");
        Temp.Write("victim", "1");
        Temp.Write("out/.upstander-journal.json", $$"""{"journal": 1, "files": {"../victim": {"maker": "", "hashes": ["{{Hash}}"]}, "x": {"maker": "", "hashes": [7]}, "y": {"maker": "", "hashes": []} } }""");

        Assert.Equal(Outcome.Published, Build("b"));
        Assert.Equal(["UP1712"], Codes());
        Assert.Equal(["out/" + Manifest, "out/b", "victim"], Temp.Files());
    }

    [Fact]
    public void A_damaged_journal_is_no_journal()
    {
        Build("a");
        Temp.Write("out/.upstander-journal.json", "{");

        Assert.Equal(Outcome.Published, Build("b"));
        Assert.Equal(["out/" + Manifest, "out/b"], Temp.Files());
    }
}
