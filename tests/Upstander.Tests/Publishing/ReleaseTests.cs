using System.Diagnostics;
using System.Text.RegularExpressions;
using Upstander.Publishing;
using Upstander.Tests.Cli;

namespace Upstander.Tests.Publishing;

/// <summary>Releases of a site beside one another: <c>build --release … --releases …</c>.</summary>
public sealed partial class ReleaseTests : IDisposable
{
    private readonly Project project = new();

    private string Saved => Path.Combine(Path.GetDirectoryName(project.Output)!, "saved");

    [Theory]
    [InlineData("1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.0.1 1.2.0 1.10.0 2.0.0-1 2.0.0")]
    public void Versions_have_the_order_of_semver(string ordered)
    {
        var versions = ordered.Split(' ').Select(v => ReleaseVersion.Parse(v)!).ToList();

        Assert.Equal(versions, Enumerable.Reverse(versions).Order(ReleaseVersion.Order));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.0")]
    [InlineData("v1.0.0")]
    [InlineData("01.0.0")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0-a..b")]
    [InlineData("1.0.0-01")]
    [InlineData("1.0.0-a.")]
    [InlineData("1.0.0+build")]
    [InlineData("1.0.0\n")]
    [InlineData("../1.0.0")]
    [InlineData("1.0.0/x")]
    public void What_is_no_version_is_none(string text) => Assert.Null(ReleaseVersion.Parse(text));

    [Fact]
    public void Without_a_release_there_is_no_word_of_versions()
    {
        var files = project.Pages();

        Assert.DoesNotContain(files.Keys, f => f.StartsWith("versions", StringComparison.Ordinal));
        Assert.DoesNotContain(files.Values, t => t.Contains("versions/index.html", StringComparison.Ordinal));
    }

    [Fact]
    public void A_release_stands_at_the_top_and_under_its_number_and_every_link_leads_somewhere()
    {
        var ran = Release("1.0.0");

        Assert.Equal("OUT/versions/index.html", ran.OutLines[^1]);
        var files = project.Files();

        // The entrance leads into the newest; the list of versions leads into each.
        string[] top = [.. files.Keys.Where(f => !SiteVersions.Holds(f) && f != "index.html")];
        Assert.Equal(top.Select(f => "versions/1.0.0/" + f).Append("versions/index.html").Order(StringComparer.Ordinal), files.Keys.Where(SiteVersions.Holds));
        Assert.All(top.Where(f => !f.EndsWith(".html", StringComparison.Ordinal)), f => Assert.Equal(files[f], files["versions/1.0.0/" + f]));
        Assert.Contains("Version 1.0.0: <a href=\"../../versions/index.html\">All versions</a>", files["learner/asking-first/index.html"], StringComparison.Ordinal);
        Assert.Contains("Version 1.0.0: <a href=\"../../../index.html\">All versions</a>", files["versions/1.0.0/learner/asking-first/index.html"], StringComparison.Ordinal);
        Assert.Equal(
            files["learner/asking-first/index.html"],
            files["versions/1.0.0/learner/asking-first/index.html"].Replace("../../../index.html", "../../versions/index.html", StringComparison.Ordinal));
        AssertLinksResolve();
    }

    [Fact]
    public void Earlier_releases_are_copied_as_they_are_and_listed_newest_first()
    {
        Save("1.0.0", "1.10.0-rc.1", "1.9.0");
        var before = Bytes(Saved);
        project.ChangeLesson("title: Asking first", "title: Asking again");

        var ran = Release("1.10.0", "--releases", Saved);

        Assert.Contains("Release 1.10.0, with 3 other versions beside it", ran.ErrorLines);
        var after = Bytes(Path.Combine(project.Output, "versions"));
        Assert.All(before.Where(f => f.Key != "index.html"), f => Assert.Equal(f.Value, after[f.Key]));
        var list = project.Files()["versions/index.html"];
        Assert.Equal(["1.10.0", "1.10.0-rc.1", "1.9.0", "1.0.0"], Rows().Matches(list).Select(m => m.Groups["version"].Value));
        Assert.Contains("<a href=\"1.0.0/learner/index.html\">", list, StringComparison.Ordinal);
        Assert.Contains("<a href=\"../learner/index.html\">", list, StringComparison.Ordinal);
        AssertLinksResolve();
    }

    [Fact]
    public void A_second_build_writes_nothing_also_from_the_versions_of_the_first()
    {
        Save("1.0.0");
        Release("1.1.0", "--releases", Saved);

        Assert.Contains("0 new, 0 changed, 0 removed", Release("1.1.0", "--releases", Saved).Error, StringComparison.Ordinal);
        Assert.Contains("0 new, 0 changed, 0 removed", Release("1.1.0", "--releases", Path.Combine(project.Output, "versions")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_that_is_taken_out_goes_and_one_that_was_edited_is_told()
    {
        Save("1.0.0", "1.1.0");
        Release("1.2.0", "--releases", Saved);
        Directory.Delete(Path.Combine(Saved, "1.0.0"), true);
        Release("1.2.0", "--releases", Saved);

        Assert.False(Directory.Exists(Path.Combine(project.Output, "versions", "1.0.0")));
        Assert.True(Directory.Exists(Path.Combine(project.Output, "versions", "1.1.0")));

        File.AppendAllText(Path.Combine(project.Output, "versions", "1.1.0", "learner", "index.html"), "edited");
        var ran = Command.Build(project, "--release", "1.2.0", "--releases", Saved);

        Assert.Equal(1, ran.Exit);
        Assert.Contains("OUT/versions/1.1.0/learner/index.html: error UP1709", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_choice_of_pages_without_a_release_leaves_versions_alone_and_a_whole_build_takes_them_out()
    {
        Release("1.0.0");
        Command.Build(project, "--document", "home");

        Assert.Contains("versions/1.0.0/learner/index.html", project.Files().Keys);

        Command.Build(project);

        Assert.DoesNotContain(project.Files().Keys, SiteVersions.Holds);
    }

    [Fact]
    public void Who_builds_for_learners_publishes_no_guides_of_earlier_releases()
    {
        Save("1.0.0");

        Release("1.1.0", "--releases", Saved, "--audience", "learner");

        Assert.Contains("versions/1.0.0/learner/index.html", project.Files().Keys);
        Assert.DoesNotContain(project.Files().Keys, f => f.Contains("facilitator", StringComparison.Ordinal));
        AssertLinksResolve();
    }

    [Fact]
    public void A_released_version_does_not_change()
    {
        Save("1.0.0");
        SetVersion("1.0.0");
        Assert.Equal(0, Command.Build(project, "--release", "1.0.0", "--releases", Saved).Exit);
        var before = project.Files();
        project.ChangeLesson("Ask and answer", "Ask and listen");

        var ran = Command.Build(project, "--release", "1.0.0", "--releases", Saved);

        Assert.Equal(1, ran.Exit);
        Assert.Contains("error UP1718: version 1.0.0 was released already", ran.Error, StringComparison.Ordinal);
        Assert.Equal(before, project.Files());
    }

    [Fact]
    public void A_file_that_a_released_version_does_not_have_is_a_change_too()
    {
        Save("1.0.0");
        SetVersion("1.0.0");
        File.Delete(Path.Combine(Saved, "1.0.0", "learner", "resources.html"));

        var ran = Command.Build(project, "--release", "1.0.0", "--releases", Saved);

        Assert.Contains("1.0.0/learner/resources.html: error UP1718", ran.Error, StringComparison.Ordinal);
        Assert.Contains("this file is new", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--release: error UP1715: 'v1.0.0' is no version such as 1.0.0 (the curriculum has version 1.0.0: --release 1.0.0)", "--release", "v1.0.0")]
    [InlineData(2, "--releases: error UP1715: --releases names earlier releases", "--releases", "saved")]
    [InlineData(2, "--release: error UP1715: a release has all lessons and documents", "--release", "1.0.0", "--document", "home")]
    [InlineData(2, "nowhere: error UP1001", "--release", "1.0.0", "--releases", "nowhere")]
    [InlineData(1, "curriculum.yaml:5:10: error UP1716: the curriculum has version 1.0.0, and --release says 1.2.0", "--release", "1.2.0")]
    public void A_wrong_request_is_told(int exit, string expected, params string[] args)
    {
        var ran = Command.Build(project, args);

        Assert.Equal(exit, ran.Exit);
        Assert.Contains(expected, ran.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(project.Output));
    }

    [Fact]
    public void A_newer_release_beside_it_is_a_warning_and_one_before_its_release_is_none()
    {
        Save("2.0.0-rc.1");
        Assert.DoesNotContain("UP1719", Release("1.0.0", "--releases", Saved).Error, StringComparison.Ordinal);

        Save("2.0.0");
        Assert.Contains("warning UP1719: version 1.0.0 would stand at the top of the site, and 2.0.0 is newer", Release("1.0.0", "--releases", Saved).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("odd/learner/index.html", "saved/odd: error UP1717: the name of this folder is no version")]
    [InlineData("notes.txt", "saved/notes.txt: error UP1717: this file belongs to no release")]
    [InlineData("1.1.0/readme.txt", "saved/1.1.0: error UP1717: this is no release")]
    [InlineData("1.0.0/versions/index.html", "saved/1.0.0/versions: error UP1717: this release has releases of its own")]
    [InlineData("1.0.0/learner/a b.html", "saved/1.0.0/learner/a b.html: error UP1707")]
    [InlineData("1.0.0/a/b/c/d/e/f/g.html", "error UP1707")]
    public void What_no_build_has_published_is_told_with_its_place(string name, string expected)
    {
        Save("1.0.0");
        var path = Path.Combine(Saved, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "x");
        SetVersion("3.0.0");

        var ran = Command.Build(project, "--release", "3.0.0", "--releases", Saved);

        Assert.Equal(1, ran.Exit);
        Assert.Contains(expected, ran.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(project.Output, "versions", "3.0.0")));
    }

    [Fact]
    public void Links_and_pipes_are_refused_and_what_begins_with_a_dot_is_left_out()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links and pipes are made by other means there.");
        Save("1.0.0");
        File.CreateSymbolicLink(Path.Combine(Saved, "1.0.0", "learner", "secret.html"), "/etc/hostname");
        Directory.CreateSymbolicLink(Path.Combine(Saved, "1.5.0"), Path.Combine(Saved, "1.0.0"));
        using (var made = Process.Start("mkfifo", [Path.Combine(Saved, "1.0.0", "pipe")]))
        {
            made.WaitForExit();
        }

        File.WriteAllText(Path.Combine(Saved, ".git"), "gitdir: elsewhere");
        SetVersion("3.0.0");

        var ran = Command.Build(project, "--release", "3.0.0", "--releases", Saved);

        Assert.Equal(1, ran.Exit);
        Assert.Contains("saved/1.0.0/learner/secret.html: error UP1003", ran.Error, StringComparison.Ordinal);
        Assert.Contains("saved/1.5.0: error UP1003", ran.Error, StringComparison.Ordinal);
        Assert.Contains("saved/1.0.0/pipe: error UP1004", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(".git", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_larger_than_any_page_is_refused_before_it_is_read()
    {
        Save("1.0.0");
        using (var large = File.Create(Path.Combine(Saved, "1.0.0", "learner", "large.pdf")))
        {
            large.SetLength((64 * 1024 * 1024) + 1);
        }

        SetVersion("3.0.0");

        Assert.Contains("saved/1.0.0/learner/large.pdf: error UP1005: the file is larger than 64 MB", Command.Build(project, "--release", "3.0.0", "--releases", Saved).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_earlier_release_that_two_systems_would_read_differently_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "There the two are one folder already.");
        Save("1.0.0-rc", "1.0.0-RC");
        SetVersion("3.0.0");

        Assert.Contains("are one name on Windows and macOS", Command.Build(project, "--release", "3.0.0", "--releases", Saved).Error, StringComparison.Ordinal);
    }

    public void Dispose() => project.Dispose();

    /// <summary>Puts releases of these numbers where the next build finds them, as somebody who keeps the folders of builds would.</summary>
    private void Save(params string[] versions)
    {
        foreach (var version in versions)
        {
            Release(version);
            Directory.CreateDirectory(Saved);
            Directory.Move(Path.Combine(project.Output, "versions", version), Path.Combine(Saved, version));
            Directory.Delete(project.Output, true);
        }
    }

    private Ran Release(string version, params string[] args)
    {
        SetVersion(version);
        var ran = Command.Build(project, ["--release", version, .. args]);
        Assert.True(ran.Exit == 0, ran.Error);
        return ran;
    }

    private void SetVersion(string version) =>
        project.Write("curriculum.yaml", Version().Replace(project.Text("curriculum.yaml"), $"version: {version}"));

    private void AssertLinksResolve()
    {
        var pages = project.Files().Where(f => f.Key.EndsWith(".html", StringComparison.Ordinal)).ToList();
        var seen = 0;
        foreach (var (page, text) in pages)
        {
            foreach (var address in Addresses().Matches(text).Select(m => m.Groups["address"].Value).Where(a => !a.Contains(':', StringComparison.Ordinal) && a[0] != '#'))
            {
                var target = Path.GetFullPath(Path.Combine(project.Output, Path.GetDirectoryName(page)!, address.Split('#')[0]));
                Assert.True(File.Exists(target), $"{page}: {address}");
                seen++;
            }
        }

        Assert.True(seen > pages.Count);
    }

    private static SortedDictionary<string, string> Bytes(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            f => Path.GetRelativePath(folder, f).Replace('\\', '/'),
            f => Convert.ToHexString(File.ReadAllBytes(f))),
        StringComparer.Ordinal);

    [GeneratedRegex(@"(?<=\n)version: \S+")]
    private static partial Regex Version();

    [GeneratedRegex(@"\s(?:href|src)=""(?<address>[^""]+)""")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"id=""v-(?<version>[^""]+)""")]
    private static partial Regex Rows();
}
