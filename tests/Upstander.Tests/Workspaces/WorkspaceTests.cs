using System.Diagnostics;
using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Tests.Workspaces;

public sealed class WorkspaceTests : IDisposable
{
    private readonly TempFolder temp = new();
    private readonly DiagnosticBag problems = new();

    public void Dispose() => temp.Dispose();

    private Workspace? Open(string folder = "p", string? tool = null) =>
        Workspace.Open(temp[folder], tool is null ? null : temp[tool], problems);

    private IEnumerable<string> Codes() => problems.Sorted().Select(d => d.Code);

    private static IEnumerable<string> Names(IEnumerable<WorkspaceFile> files) => files.Select(f => f.Name);

    private static string Text(SourceFile? file) => System.Text.Encoding.UTF8.GetString(file!.Bytes.Span);

    [Fact]
    public void Lists_every_kind_of_file_in_ordinal_order()
    {
        temp.Write("p/curriculum.yaml").Write("p/resources.yaml").Write("p/g68/b.yaml").Write("p/g68/a.yaml").Write("p/Z.yaml").Write("p/README.md")
            .Write("p/templates/documents.yaml").Write("p/templates/html/x.html.scriban").Write("p/templates/assets/screen.css")
            .Write("p/assets/logo.png").Write("p/assets/voice.woff2").Write("p/rules/mine.yaml").Write("p/standards/x.yaml");

        var workspace = Open()!;

        Assert.Empty(problems.Sorted());
        Assert.Equal(["Z.yaml", "curriculum.yaml", "g68/a.yaml", "g68/b.yaml", "resources.yaml", "standards/x.yaml"], Names(workspace.Sources));
        Assert.Equal(["templates/documents.yaml", "templates/html/x.html.scriban"], Names(workspace.Templates));
        Assert.Equal([WorkspaceFileKind.TemplateData, WorkspaceFileKind.Template], workspace.Templates.Select(f => f.Kind));
        Assert.Equal(["templates/assets/screen.css"], Names(workspace.TemplateAssets));
        Assert.Equal(["assets/logo.png", "assets/voice.woff2"], Names(workspace.Assets));
        Assert.Equal(["rules/mine.yaml"], Names(workspace.Rules));
        Assert.Empty(workspace.Standards);
    }

    [Fact]
    public void Skips_other_projects_outputs_and_what_is_nobodys()
    {
        temp.Write("p/curriculum.yaml")
            .Write("p/other/curriculum.yaml").Write("p/other/deep/a.yaml")
            .Write("p/edition/overlay.yaml").Write("p/edition/a.yaml")
            .Write("p/out/.upstander-manifest.json").Write("p/out/learner/a.yaml")
            .Write("p/half/.upstander-journal.json").Write("p/half/a.yaml")
            .Write("p/now/.upstander-lock").Write("p/now/a.yaml")
            .Write("p/.git/a.yaml").Write("p/node_modules/a.yaml").Write("p/.hidden.yaml").Write("p/g68/notes.txt");

        Assert.Equal(["curriculum.yaml"], Names(Open()!.Sources));
        Assert.Empty(problems.Sorted());
    }

    [Fact]
    public void Reads_what_a_file_holds()
    {
        temp.Write("p/curriculum.yaml", "title: café\n").Write("p/empty.yaml");
        var workspace = Open()!;

        Assert.Equal("title: café\n", Text(Workspace.Read(workspace.Find("curriculum.yaml")!, problems)));
        Assert.Equal("", Text(Workspace.Read(workspace.Find("empty.yaml")!, problems)));
        Assert.Null(workspace.Find("missing.yaml"));
        Assert.Empty(problems.Sorted());
    }

    [Fact]
    public void Project_files_replace_those_of_the_tool_by_path()
    {
        temp.Write("p/curriculum.yaml").Write("p/templates/html/a.scriban", "mine").Write("p/templates/html/c.scriban", "new").Write("p/rules/framing.yaml", "mine")
            .Write("tool/templates/documents.yaml", "shipped").Write("tool/templates/html/a.scriban", "shipped").Write("tool/templates/html/b.scriban", "shipped")
            .Write("tool/templates/assets/print.css").Write("tool/rules/framing.yaml").Write("tool/rules/blame.yaml").Write("tool/standards/nses-2.yaml")
            .Write("tool/lessons/curriculum.yaml").Write("tool/README.md");

        var workspace = Open(tool: "tool")!;

        Assert.Equal(
            ["templates/documents.yaml", "templates/html/a.scriban", "templates/html/b.scriban", "templates/html/c.scriban"],
            Names(workspace.Templates));
        Assert.Equal(
            ["(built-in) templates/documents.yaml", temp["p"] + "/templates/html/a.scriban", "(built-in) templates/html/b.scriban", temp["p"] + "/templates/html/c.scriban"],
            workspace.Templates.Select(f => f.Path));
        Assert.Equal("mine", Text(Workspace.Read(workspace.Templates[1], problems)));
        Assert.Equal("templates/html/b.scriban", Workspace.Read(workspace.Templates[2], problems)!.Name);
        Assert.Equal("(built-in) templates/html/b.scriban", Workspace.Read(workspace.Templates[2], problems)!.Path);
        Assert.Equal("shipped", Text(Workspace.Read(workspace.FindBuiltIn("templates/html/a.scriban")!, problems)));
        Assert.Equal([true, true, false], workspace.Rules.Select(f => f.BuiltIn));
        Assert.Equal(["standards/nses-2.yaml"], Names(workspace.Standards));
        Assert.Equal(["templates/assets/print.css"], Names(workspace.TemplateAssets));
        Assert.Equal(["curriculum.yaml"], Names(workspace.Sources));
        Assert.Empty(problems.Sorted());
    }

    [Fact]
    public void A_curriculum_file_stands_for_its_folder()
    {
        temp.Write("p/curriculum.yaml");

        var workspace = Open("p/curriculum.yaml")!;

        Assert.Equal(temp["p"], workspace.Folder);
        Assert.Equal(temp["p"] + "/curriculum.yaml", workspace.Sources[0].Path);
    }

    [Theory]
    [InlineData("p", "p/g68/a.yaml")]
    [InlineData("p/", "p/g68/a.yaml")]
    [InlineData("./p", "p/g68/a.yaml")]
    [InlineData("p/curriculum.yaml", "p/g68/a.yaml")]
    [InlineData("p/g68/..", "p/g68/../g68/a.yaml")]
    public void Paths_read_as_the_user_would_write_them(string given, string shown)
    {
        temp.Write("p/curriculum.yaml").Write("p/g68/a.yaml");
        var relative = Path.GetRelativePath(".", temp.Path);
        var prefix = given.StartsWith("./", StringComparison.Ordinal) ? "./" : "";

        var workspace = Workspace.Open(prefix + relative + "/" + given[prefix.Length..], null, problems)!;

        Assert.Equal(relative + "/" + shown, workspace.Sources[1].Path);
    }

    [Fact]
    public void A_missing_folder_is_named_with_the_nearest_there_is()
    {
        temp.Write("lessons/curriculum.yaml");

        Assert.Null(Open("lesons"));

        Assert.Equal(["UP1001"], Codes());
        Assert.Equal("did you mean 'lessons'?", problems.Sorted()[0].Hint);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("no\0pe")]
    [InlineData("/dev/null")]
    [InlineData("no/such/folder/anywhere")]
    public void Odd_arguments_are_findings(string folder)
    {
        Assert.Null(Workspace.Open(folder, null, problems));
        Assert.Single(problems.Sorted());
    }

    [Fact]
    public void Another_file_is_no_curriculum()
    {
        temp.Write("p/curriculum.yaml").Write("p/g68/a.yaml");

        Assert.Null(Open("p/g68/a.yaml"));
        Assert.Equal(["UP1001"], Codes());
        Assert.Contains("the folder above it has one", problems.Sorted()[0].Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_curriculum_hints_at_the_one_meant()
    {
        temp.Write("repo/lessons/curriculum.yaml").Write("repo/lessons/g68/a.yaml").Write("none/a.txt").Write("edition/overlay.yaml");

        Assert.Null(Open("repo"));
        Assert.EndsWith("repo/lessons'?", problems.Sorted()[0].Hint, StringComparison.Ordinal);

        var inside = new DiagnosticBag();
        Assert.Null(Workspace.Open(temp["repo/lessons/g68"], null, inside));
        Assert.EndsWith("repo/lessons", inside.Sorted()[0].Hint, StringComparison.Ordinal);

        var none = new DiagnosticBag();
        Assert.Null(Workspace.Open(temp["none"], null, none));
        Assert.Contains("upstander new", none.Sorted()[0].Hint, StringComparison.Ordinal);

        var overlay = new DiagnosticBag();
        Assert.True(Workspace.Open(temp["edition"], null, overlay)!.IsOverlay);
        Assert.Empty(overlay.Sorted());
    }

    [Fact]
    public void Links_are_named_and_not_followed()
    {
        temp.Write("p/curriculum.yaml").Write("secret.yaml", "secret").Write("elsewhere/a.yaml");
        File.CreateSymbolicLink(temp["p/a.yaml"], temp["secret.yaml"]);
        Directory.CreateSymbolicLink(temp["p/folder"], temp["elsewhere"]);
        Directory.CreateSymbolicLink(temp["p/loop"], temp["p"]);
        File.CreateSymbolicLink(temp["p/dangling.yaml"], temp["nothing"]);
        File.CreateSymbolicLink(temp["p/zero.yaml"], "/dev/zero");
        File.CreateSymbolicLink(temp["p/README"], temp["secret.yaml"]);

        Assert.Equal(["curriculum.yaml"], Names(Open()!.Sources));
        Assert.Equal(Enumerable.Repeat("UP1003", 5), Codes());
        Assert.Equal(["a.yaml", "dangling.yaml", "folder", "loop", "zero.yaml"], problems.Sorted().Select(d => Path.GetFileName(d.Span.File)));
    }

    [Fact]
    public void The_project_folder_itself_may_be_a_link()
    {
        temp.Write("real/curriculum.yaml");
        Directory.CreateSymbolicLink(temp["p"], temp["real"]);

        Assert.Equal(["curriculum.yaml"], Names(Open()!.Sources));
    }

    [Fact]
    public void A_curriculum_that_is_a_link_is_a_finding_and_no_source()
    {
        temp.Write("secret.yaml").Write("p/a.yaml");
        File.CreateSymbolicLink(temp["p/curriculum.yaml"], temp["secret.yaml"]);

        Assert.Null(Open()?.Find("curriculum.yaml"));
        Assert.Equal(["UP1003"], Codes());
    }

    [Fact(Timeout = 20_000)]
    public async Task Pipes_and_sockets_are_never_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "needs pipes");
        temp.Write("p/curriculum.yaml").Write("p/a.yaml");
        MakePipe("p/pipe.yaml");
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(temp["p/socket.yaml"]));

        await Task.Run(
            () =>
            {
                var workspace = Open()!;
                Assert.Equal(["a.yaml", "curriculum.yaml"], Names(workspace.Sources));
                Assert.Equal(["UP1004", "UP1004"], Codes());

                // A pipe that takes a file's place after the listing.
                File.Delete(temp["p/a.yaml"]);
                MakePipe("p/a.yaml");
                Assert.Null(Workspace.Read(workspace.Find("a.yaml")!, problems));
                Assert.Equal(3, problems.Sorted().Count);
            },
            TestContext.Current.CancellationToken);
    }

    private void MakePipe(string name)
    {
        using var process = Process.Start("mkfifo", [temp[name]]);
        process.WaitForExit();
    }

    [Fact]
    public void A_file_replaced_by_a_link_after_the_listing_is_not_followed()
    {
        temp.Write("p/curriculum.yaml").Write("secret.yaml", "secret");
        var workspace = Open()!;
        File.Delete(temp["p/curriculum.yaml"]);
        Assert.Null(Workspace.Read(workspace.Sources[0], problems));
        File.CreateSymbolicLink(temp["p/curriculum.yaml"], temp["secret.yaml"]);
        Assert.Null(Workspace.Read(workspace.Sources[0], problems));

        Assert.Equal(["UP1003", "UP1008"], Codes());
    }

    [Theory]
    [InlineData(2 * 1024 * 1024, true)]
    [InlineData((2 * 1024 * 1024) + 1, false)]
    [InlineData(200 * 1024 * 1024, false)]
    public void Files_hold_two_megabytes_at_most(int length, bool read)
    {
        temp.Write("p/curriculum.yaml");
        using (var file = File.Create(temp["p/curriculum.yaml"]))
        {
            file.SetLength(length);
        }

        Assert.Equal(read, Workspace.Read(Open()!.Sources[0], problems) is { Bytes.Length: var got } && got == length);
        Assert.Equal(read ? [] : ["UP1005"], Codes());
    }

    [Theory]
    [InlineData("con.yaml", "reserved")]
    [InlineData("a:b.yaml", "':'")]
    [InlineData("a\\b.yaml", "'\\'")]
    [InlineData("a\nb.yaml", "U+000A")]
    [InlineData("a\u202eb.yaml", "U+202E")]
    [InlineData(" a.yaml", "starts with a space")]
    [InlineData("a*.yaml", "'*'")]
    [InlineData("a$(x).yaml", "'$'")]
    [InlineData("nul/a.yaml", "reserved")]
    [InlineData("folder./a.yaml", "ends with")]
    public void Names_that_break_elsewhere_are_refused(string name, string because)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows refuses them itself");
        temp.Write("p/curriculum.yaml").Write("p/" + name);

        Assert.Equal(["curriculum.yaml"], Names(Open()!.Sources));
        Assert.Equal(["UP1006"], Codes());
        Assert.Contains(because, problems.Sorted()[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sí es sí.yaml")]
    [InlineData("same (copy 2), old.yaml")]
    [InlineData("同意.yaml")]
    public void Names_in_any_language_are_fine(string name)
    {
        temp.Write("p/" + name).Write("p/curriculum.yaml");

        Assert.Contains(name, Names(Open()!.Sources));
        Assert.Empty(problems.Sorted());
    }

    [Fact]
    public void Names_are_composed_and_still_found_on_disk()
    {
        temp.Write("p/curriculum.yaml").Write("p/cafe\u0301.yaml", "x");
        var workspace = Open()!;

        Assert.Equal("x", Text(Workspace.Read(workspace.Find("caf\u00e9.yaml")!, problems)));
    }

    [Theory]
    [InlineData("g68/a.yml", "a.yaml")]
    [InlineData("g68/a.YAML", "a.yaml")]
    [InlineData("templates/x.html", "x.html.scriban")]
    public void A_file_that_is_nearly_a_source_is_named(string name, string better)
    {
        temp.Write("p/curriculum.yaml").Write("p/" + name);

        Open();

        Assert.Equal(["UP1009"], Codes());
        Assert.False(problems.HasErrors);
        Assert.Contains(better, problems.Sorted()[0].Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("assets/dance.gif", "flash")]
    [InlineData("assets/photo.PNG", ".PNG")]
    [InlineData("assets/tool.exe", ".exe")]
    [InlineData("assets/page.html", ".html")]
    [InlineData("templates/assets/x.html", ".html")]
    public void Assets_of_other_kinds_are_refused(string name, string because)
    {
        temp.Write("p/curriculum.yaml").Write("p/" + name);

        Assert.Empty(Open()!.Assets);
        Assert.Equal(["UP1010"], Codes());
        Assert.Contains(because, problems.Sorted()[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Assets_must_be_what_their_names_say()
    {
        temp.Write("p/curriculum.yaml").Write("p/assets/a.png", "<svg onload=alert(1)>").Write("p/assets/b.webp", "RIFF....WEBP").Write("p/assets/c.woff2", "wOF2").Write("p/assets/d.jpg", "");
        File.WriteAllBytes(temp["p/assets/e.jpeg"], [0xFF, 0xD8, 0xFF, 0xE0]);
        File.WriteAllBytes(temp["p/assets/f.png"], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00]);

        var good = Open()!.Assets.Where(f => Workspace.Read(f, problems) is not null).ToList();

        Assert.Equal(["assets/b.webp", "assets/c.woff2", "assets/e.jpeg", "assets/f.png"], Names(good));
        Assert.Equal(["UP1010", "UP1010"], Codes());
    }

    [Fact]
    public void Too_deep_and_too_many_are_findings()
    {
        temp.Write("p/curriculum.yaml").Write("p/" + string.Join('/', Enumerable.Repeat("d", 16)) + "/fine.yaml").Write("p/" + string.Join('/', Enumerable.Repeat("e", 17)) + "/deep.yaml");

        Assert.Equal(2, Open()!.Sources.Count);
        Assert.Equal(["UP1007"], Codes());

        var many = new DiagnosticBag();
        temp.Write("q/curriculum.yaml");
        for (var i = 0; i < 20_001; i++)
        {
            using var file = File.Create(temp[$"q/{i}.txt"]);
        }

        Assert.NotNull(Workspace.Open(temp["q"], null, many));
        Assert.Equal(["UP1007"], many.Sorted().Select(d => d.Code));
    }

    [Fact]
    public void What_the_system_does_not_let_us_read_is_a_finding()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may read everything");
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("needs Unix permissions");
            return;
        }

        temp.Write("p/curriculum.yaml").Write("p/a.yaml", "x").Write("p/closed/b.yaml");
        File.SetUnixFileMode(temp["p/a.yaml"], UnixFileMode.None);
        File.SetUnixFileMode(temp["p/closed"], UnixFileMode.None);

        var workspace = Open()!;
        Assert.Null(Workspace.Read(workspace.Find("a.yaml")!, problems));
        Assert.Equal(["UP1008", "UP1008"], Codes());
        File.SetUnixFileMode(temp["p/closed"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void Source_folders_are_those_an_output_must_not_cover()
    {
        temp.Write("p/curriculum.yaml").Write("p/g68/a.yaml").Write("p/g68/b.yaml").Write("p/templates/html/x.scriban").Write("p/empty/notes.txt");

        Assert.Equal([temp["p"], temp["p/g68"], temp["p/templates/html"]], Open()!.SourceFolders);
    }

    [Fact]
    public void The_tools_files_are_found_beside_the_program_or_above_it()
    {
        Assert.Null(ToolFiles.Find(temp.Path));
        temp.Write("repo/Tool.sln").Write("repo/templates/documents.yaml").Write("repo/bin/debug/upstander.dll");
        Assert.Equal(temp["repo"], ToolFiles.Find(temp["repo/bin/debug"]));
        temp.Write("repo/bin/debug/content/templates/documents.yaml");
        Assert.Equal(temp["repo/bin/debug/content"], ToolFiles.Find(temp["repo/bin/debug"]));
    }
}
