using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace Upstander.Tests.Cli;

/// <summary>What a person does with an overlay from its first day to the second version of its base.</summary>
public sealed class OverlayCommandTests : IDisposable
{
    private const string Head = """
        overlay: 1
        id: riverside
        title: Riverside edition
        base: ../course
        base_version: ">=1.0.0 <2.0.0"
        patches:
          - at: asking-first/activities/opening
            set: { title: A question with a drum }
          - at: asking-first/activities/practice
            replace: { title: In threes, phase: practice, minutes: { min: 8, typical: 10, max: 12 }, core: true, method: role_play }
          - at: asking-first/materials
            insert: { items: [{ item: Drum, quantity: 1, per: class }] }

        """;

    private readonly Project project = new();

    private string Edition => Path.GetFullPath(Path.Combine(project.Folder, "..", "edition"));

    public void Dispose() => project.Dispose();

    [Fact]
    public void A_year_with_an_overlay()
    {
        project.Write("../edition/overlay.yaml", Head);
        Assert.Equal((1, "3 patches: 3 not locked."), Last("overlay", "status", Edition));
        Assert.Equal(1, Do("build", Edition, "--locked", "-o", project.Output).Exit);
        Assert.Equal(0, Do("overlay", "accept", "--curriculum", Edition).Exit);
        Assert.Equal((0, "3 patches: 3 current."), Last("overlay", "status", Edition));
        Assert.Equal(0, Do("build", Edition, "--locked", "-o", project.Output).Exit);

        // The base gets better: where a patch is, where none is, and in a file that holds no lesson.
        project.Change("asking-first.yaml", "title: Ask and answer", "title: Ask, answer, thank");
        project.Change("asking-first.yaml", "title: What we will do", "title: What we will do next");
        project.Change("curriculum.yaml", "version: 1.0.0", "version: 1.1.0");
        var status = Do("overlay", "status", Edition);
        Assert.Equal(1, status.Exit);
        Assert.Equal(
            ["Riverside edition, on test-course 1.1.0 (locked: 1.0.0)", "  base changed  asking-first/activities/practice: replace", "3 patches: 2 current, 1 base changed.", "The base has changed: 2 lessons or files changed. 'upstander overlay diff' shows it."],
            Lines(status.Out));

        var diff = Do("overlay", "diff", "--curriculum", Edition).Out;
        Assert.Contains("~ title: Ask and answer", diff, StringComparison.Ordinal);
        Assert.Contains("| title: Ask, answer, thank", diff, StringComparison.Ordinal);
        Assert.Contains("    title: In threes", diff, StringComparison.Ordinal);
        Assert.Contains("  activity “What we will do next”: title: What we will do → What we will do next", diff, StringComparison.Ordinal);
        Assert.Contains("  version: 1.0.0 → 1.1.0", diff, StringComparison.Ordinal);
        Assert.DoesNotContain("asking-first/activities/opening", diff, StringComparison.Ordinal);

        var check = Do("check", Edition, "--strict");
        Assert.Equal(1, check.Exit);
        Assert.Contains("overlay.yaml:9:9: warning UP2221: the base has changed what this patch changes (replace)", check.Error, StringComparison.Ordinal);
        Assert.Contains("upstander.lock:3:", Do("build", Edition, "--locked", "-o", project.Output).Error, StringComparison.Ordinal);

        Assert.Equal(2, Do("overlay", "accept", "asking-first/activities/practise", "--curriculum", Edition).Exit);
        Assert.Equal(0, Do("overlay", "accept", "asking-first/activities/practice", "--curriculum", Edition).Exit);
        Assert.Equal((0, "3 patches: 3 current."), Last("overlay", "status", Edition));
        Assert.Equal(0, Do("check", Edition, "--strict", "--locked").Exit);
        Assert.Single(Directory.GetFiles(Path.Combine(Edition, ".upstander", "bases")));
    }

    [Fact]
    public void A_base_of_another_version_is_refused_and_a_target_that_is_gone_is_named()
    {
        project.Write("../edition/overlay.yaml", Head);
        Assert.Equal(0, Do("overlay", "accept", "--curriculum", Edition).Exit);
        project.Change("curriculum.yaml", "version: 1.0.0", "version: 2.0.0").Change("asking-first.yaml", "id: practice", "id: practicing");

        var status = Do("overlay", "status", Edition);
        Assert.Contains("overlay.yaml:5:15: error UP2220: the base has version 2.0.0, and this overlay is written for >=1.0.0 <2.0.0", status.Error, StringComparison.Ordinal);
        Assert.Contains("  target gone   asking-first/activities/practice: replace", status.Out, StringComparison.Ordinal);
        var accept = Do("overlay", "accept", "--curriculum", Edition);
        Assert.Equal((1, "Not locked, because there is nothing at its address: asking-first/activities/practice"), (accept.Exit, accept.ErrorLines[^1]));
    }

    [Fact]
    public void What_was_accepted_one_by_one_remembers_its_own_base()
    {
        project.Write("../edition/overlay.yaml", Head);
        Assert.Equal(0, Do("overlay", "accept", "--curriculum", Edition).Exit);
        project.Change("asking-first.yaml", "title: A question", "title: One question").Change("asking-first.yaml", "title: Ask and answer", "title: Ask, answer, thank");
        Assert.Equal(0, Do("overlay", "accept", "asking-first/activities/opening", "--curriculum", Edition).Exit);

        Assert.Equal(2, Directory.GetFiles(Path.Combine(Edition, ".upstander", "bases")).Length);
        var diff = Do("overlay", "diff", "asking-first/activities/practice", "--curriculum", Edition).Out;
        Assert.Contains("~ title: Ask and answer", diff, StringComparison.Ordinal);
        Assert.DoesNotContain("One question", diff, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lock_says_so_when_it_was_edited_or_its_base_was_not_kept()
    {
        project.Write("../edition/overlay.yaml", Head);
        Assert.Equal(0, Do("overlay", "accept", "--curriculum", Edition).Exit);
        Directory.Delete(Path.Combine(Edition, ".upstander"), recursive: true);
        project.Change("asking-first.yaml", "title: Ask and answer", "title: Ask, answer, thank");
        Assert.Contains("how the base was is not kept here", Do("overlay", "diff", "--curriculum", Edition).Out, StringComparison.Ordinal);

        project.Change("../edition/upstander.lock", "lock: 1", "lock: 2").Change("../edition/upstander.lock", "does: \"replace\"", "does: \"remove\"");
        var check = Do("check", Edition);
        Assert.Contains("upstander.lock:2:7: error", check.Error, StringComparison.Ordinal);
        Assert.Contains("UP2222: there is no patch at 'asking-first/activities/practice' that does this (remove)", Do("check", Edition).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_made_of_a_curriculum_is_the_same_base()
    {
        project.Write("../edition/overlay.yaml", Head);
        Assert.Equal(0, Do("overlay", "accept", "--curriculum", Edition).Exit);
        Assert.Equal(0, Do("build", Edition, "-o", project.Output).Exit);
        var pages = project.Files();
        Assert.Equal(0, Do("pack", project.Folder, "--source", "-o", Path.Combine(Edition, "base.zip")).Exit);
        project.Write("../edition/overlay.yaml", Head.Replace("../course", "base.zip", StringComparison.Ordinal));
        Directory.Delete(project.Folder, recursive: true);

        Assert.Equal((0, "3 patches: 3 current."), Last("overlay", "status", Edition));
        Assert.Equal(0, Do("build", Edition, "--locked", "--strict", "-o", project.Output).Exit);
        Assert.Equal(pages, project.Files());
    }

    [Theory]
    [InlineData("damaged", "UP2201: the zip 'base.zip' cannot be read: it is damaged, or no zip")]
    [InlineData("changed", "base.zip/asking-first.yaml: error UP1012: the file is not what the zip's upstander-pack.json says of it")]
    [InlineData("empty", "base.zip: error UP1002: the zip holds no curriculum.yaml")]
    [InlineData("folder", "base.zip: error UP1002: the zip holds no curriculum.yaml (it is at course/curriculum.yaml: pack the folder's content, not the folder)")]
    [InlineData("escaping", "base.zip/../evil.yaml: error UP1006")]
    [InlineData("backslash", "base.zip/C:\\evil.yaml: error UP1006")]
    [InlineData("link", "base.zip/link.yaml: error UP1012: the file is a link, and links are not followed")]
    [InlineData("bomb", "base.zip/bomb.yaml: error UP1005")]
    [InlineData("lost", "UP2201: there is no file 'base.zip'")]
    public void A_zip_that_cannot_be_a_base_is_named(string fault, string finding)
    {
        project.Write("../edition/overlay.yaml", Head.Replace("../course", "base.zip", StringComparison.Ordinal));
        var path = Path.Combine(Edition, "base.zip");
        if (fault is "changed" or "damaged")
        {
            Assert.Equal(0, Do("pack", project.Folder, "--source", "-o", path).Exit);
        }

        if (fault == "damaged")
        {
            File.WriteAllBytes(path, [.. File.ReadAllBytes(path).Take(300)]);
        }
        else if (fault != "lost")
        {
            using var zip = ZipFile.Open(path, File.Exists(path) ? ZipArchiveMode.Update : ZipArchiveMode.Create);
            if (fault == "changed")
            {
                zip.GetEntry("asking-first.yaml")!.Delete();
                Put(zip, "asking-first.yaml", Project.Lesson + "# more\n");
            }
            else if (fault is not "empty")
            {
                Put(zip, fault == "folder" ? "course/curriculum.yaml" : "curriculum.yaml", Project.Curriculum);
                Put(zip, fault switch { "escaping" => "../evil.yaml", "backslash" => "C:\\evil.yaml", "link" => "link.yaml", "bomb" => "bomb.yaml", _ => "note.txt" }, fault == "bomb" ? new string(' ', 4 << 20) : "a: 1\n");
            }
            else
            {
                Put(zip, "note.txt", "a");
            }
        }

        var check = Do("check", Edition);
        Assert.NotEqual(0, check.Exit);
        Assert.Contains(finding, check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_commit_of_a_repository_is_a_base_once_it_was_fetched()
    {
        var repository = Path.GetFullPath(Path.Combine(project.Folder, ".."));
        if (Git(repository, "init", "--quiet", "--initial-branch=main") is null)
        {
            Assert.Skip("there is no git on this machine");
        }

        Git(repository, "add", "course");
        Git(repository, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "One");
        var commit = Git(repository, "rev-parse", "HEAD")!.Trim();
        project.Change("asking-first.yaml", "title: Ask and answer", "title: Not committed");
        var edition = Path.Combine(repository, "elsewhere", "edition");
        project.Write("../elsewhere/edition/overlay.yaml", Head.Replace("../course", $"{{ git: ../.., at: {commit}, folder: course }}", StringComparison.Ordinal));

        var before = Do("check", edition);
        Assert.Contains("UP2201: this commit has not been fetched yet (run 'upstander overlay fetch", before.Error, StringComparison.Ordinal);
        Assert.Equal((0, "The base is here now."), LastError("overlay", "fetch", edition));
        Assert.Equal((0, "Nothing to fetch."), LastError("overlay", "fetch", edition));
        Assert.Equal(0, Do("check", edition, "--strict").Exit);
        Assert.Contains("title: Ask and answer", Do("show", "asking-first/activities/practice", "--curriculum", project.Folder).Out.Replace("Not committed", "Ask and answer", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains($"../..@{commit[..12]}/course/asking-first.yaml:", Do("show", "asking-first/summary", "--curriculum", edition).Out, StringComparison.Ordinal);

        project.Change("../elsewhere/edition/overlay.yaml", commit, new string('0', 40));
        var refused = Do("overlay", "fetch", edition);
        Assert.Equal(3, refused.Exit);
        Assert.Contains("overlay.yaml:4:", refused.Error, StringComparison.Ordinal);
        Assert.Contains("UP2224: git could not bring it", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ext::sh -c whoami")]
    [InlineData("--upload-pack=whoami")]
    [InlineData("http://example.org/a.git")]
    public void An_address_that_git_would_take_for_something_else_is_refused(string address)
    {
        project.Write("../edition/overlay.yaml", Head.Replace("../course", $"{{ git: \"{address}\", at: {new string('a', 40)} }}", StringComparison.Ordinal));

        var ran = Do("overlay", "fetch", Edition);
        Assert.Equal(1, ran.Exit);
        Assert.Contains("git must be the address of a git repository", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_comes_back_as_an_overlay_that_says_the_same()
    {
        var copy = Path.GetFullPath(Path.Combine(project.Folder, "..", "copy"));
        foreach (var (name, text) in new[] { ("curriculum.yaml", Project.Curriculum), ("asking-first.yaml", Project.Lesson), ("resources.yaml", Project.Resources) })
        {
            project.Write($"../copy/{name}", text);
        }

        project.Change("../copy/curriculum.yaml", "title: Test course", "title: River course");
        project.Change("../copy/asking-first.yaml", "title: Ask and answer", "title: 'Ask \"and\" answer: twice'");
        project.Change("../copy/asking-first.yaml", "resources: [us-help]", "resources: [us-help, river]");
        project.Write("../copy/resources.yaml", Project.Resources + "  - { id: river, name: River line, country: US, channels: [{ kind: phone, number: 555-0100 }], verified_on: 2026-09-01 }\n");
        project.Write("../copy/second.yaml", Project.Lesson.Replace("Asking first", "Second", StringComparison.Ordinal));
        project.Write("../copy/brand.yaml", "brand: 1\nname: River\n");

        var ran = Do("overlay", "adopt", copy, "--base", project.Folder, "-o", Edition);
        Assert.Equal((0, Edition), (ran.Exit, ran.Out.Trim()));
        Assert.Contains("4 patches and 2 files of its own", ran.Error, StringComparison.Ordinal);
        Assert.Equal((0, "4 patches: 4 current."), Last("overlay", "status", Edition));

        Assert.Equal(0, Do("build", copy, "-o", project.Output).Exit);
        var pages = project.Files();
        Assert.Equal(0, Do("build", Edition, "-o", project.Output).Exit);
        Assert.Equal(pages, project.Files());
        Assert.Equal(2, Do("overlay", "adopt", copy, "--base", project.Folder, "-o", Edition).Exit);
    }

    [Fact]
    public void A_copy_that_lost_safety_content_is_told()
    {
        project.Write("../copy/curriculum.yaml", Project.Curriculum).Write("../copy/resources.yaml", Project.Resources);
        project.Write("../copy/asking-first.yaml", Project.Lesson.Replace("Ask before you borrow.", "Ask sometimes.", StringComparison.Ordinal));

        var ran = Do("overlay", "adopt", Path.Combine(project.Folder, "..", "copy"), "--base", project.Folder, "-o", Edition);
        Assert.Equal(0, ran.Exit);
        Assert.Contains("1 patch of them change safety content", ran.Error.Replace("changes", "change", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("# This is safety content: add reason, reviewer and until.", project.Text("../edition/overlay.yaml"), StringComparison.Ordinal);
        Assert.Contains("UP2208", Do("check", Edition).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void New_makes_an_overlay_that_builds()
    {
        var ran = Do("new", Edition, "--overlay-of", project.Folder);
        Assert.Equal((0, Edition), (ran.Exit, ran.Out.Trim()));
        Assert.Contains("base: ../course\n", project.Text("../edition/overlay.yaml"), StringComparison.Ordinal);
        Assert.Equal(0, Do("check", Edition, "--strict", "--locked").Exit);
        Assert.Equal((0, "No patches."), Last("overlay", "status", Edition));

        Assert.Equal(2, Do("new", Path.Combine(Edition, "..", "other"), "--overlay-of", Path.Combine(project.Folder, "nowhere")).Exit);
        Assert.False(Directory.Exists(Path.Combine(Edition, "..", "other")));
        var git = Do("new", Path.Combine(Edition, "..", "git"), "--overlay-of", "https://example.org/course.git", "--commit", new string('a', 40));
        Assert.Equal(0, git.Exit);
        Assert.Contains($"base: {{ git: \"https://example.org/course.git\", at: {new string('a', 40)} }}", project.Text("../git/overlay.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Show_names_the_place_that_wrote_each_value()
    {
        project.Write("../edition/overlay.yaml", Head);

        var lines = Lines(Do("show", "asking-first/activities/opening", "--curriculum", Edition).Out);
        Assert.Contains(lines, l => l.StartsWith("title: A question with a drum  # ", StringComparison.Ordinal) && l.EndsWith("edition/overlay.yaml:8", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("phase: opening  # ", StringComparison.Ordinal) && l.EndsWith("course/asking-first.yaml:22", StringComparison.Ordinal));
        Assert.Equal("title: A question with a drum", Lines(Do("show", "asking-first/activities/opening", "--curriculum", Edition, "--bare").Out)[1]);
        var unknown = Do("show", "asking-first/activities/openning", "--curriculum", Edition);
        Assert.Equal(2, unknown.Exit);
        Assert.Contains("did you mean 'asking-first/activities/opening'?", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lesson_can_be_taken_out_of_the_course()
    {
        project.Write("unit.yaml", Project.Unit.Replace("[asking-first]", "[asking-first, second]", StringComparison.Ordinal)).Change("curriculum.yaml", "region: US", "region: US\nunits: [unit]");
        project.Write("second.yaml", Project.Lesson.Replace("Asking first", "Second", StringComparison.Ordinal));
        var removal = Head[..Head.IndexOf("patches:", StringComparison.Ordinal)] + "patches:\n  - at: second\n    remove: { reason: Not for us. }\n";
        project.Write("../edition/overlay.yaml", removal);
        Assert.Contains("there is no lesson 'second'", Do("check", Edition).Error, StringComparison.Ordinal);

        project.Write("../edition/overlay.yaml", removal + "  - at: units/unit/lessons/second\n    remove: { reason: Not for us. }\n");
        var ran = Do("check", Edition);
        Assert.Equal((0, "Checked 1 lesson: nothing to report."), (ran.Exit, ran.ErrorLines[^1].Split(" Passing")[0]));

        project.Write("../edition/overlay.yaml", removal + "  - { at: second, set: { title: A } }\n  - { at: curriculum, remove: { reason: No. } }\n");
        var both = Do("check", Edition).Error;
        Assert.Contains("UP2206: another patch takes 'second' out of the course", both, StringComparison.Ordinal);
        Assert.Contains("UP2204: 'curriculum' cannot be removed", both, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_composed_one_by_one_are_the_stack()
    {
        project.Write("../edition/overlay.yaml", Head);
        project.Write("../local/overlay.yaml", """
            overlay: 1
            id: local
            title: Local edition
            base: ../edition
            patches:
              - at: asking-first/activities/practice
                set: { title: In fours }
              - at: asking-first/activities
                insert: { after: practice, items: [{ id: extra, title: Extra, phase: practice, minutes: { min: 1, typical: 2, max: 3 }, core: false, method: game }] }

            """);
        var local = Path.GetFullPath(Path.Combine(project.Folder, "..", "local"));
        Assert.Equal(0, Do("build", local, "-o", project.Output).Exit);
        var stacked = project.Files();

        // The lower overlay written out as a curriculum of its own, and the upper one on that.
        foreach (var root in new[] { "curriculum", "asking-first", "resources" })
        {
            project.Write($"../flat/{root}.yaml", Do("show", root, "--curriculum", Edition, "--bare").Out);
        }

        project.Change("../local/overlay.yaml", "../edition", "../flat");
        Assert.Equal(0, Do("build", local, "-o", project.Output).Exit);
        Assert.Equal(stacked, project.Files());
    }

    [Fact]
    public void Services_of_several_layers_take_patches_where_they_stand()
    {
        project.Write("../edition/overlay.yaml", Head);
        project.Write("../edition/resources.yaml", "resources: 1\nservices:\n  - { id: river, name: River line, country: US, channels: [{ kind: phone, number: 555-0100 }], verified_on: 2026-09-01 }\n");
        const string Local = "overlay: 1\nid: local\ntitle: Local edition\nbase: ../edition\npatches:\n";
        project.Write("../local/overlay.yaml", Local + "  - { at: resources/services/us-help, set: { name: Help line US } }\n  - { at: resources/services/river, set: { name: River help } }\n");
        var local = Path.GetFullPath(Path.Combine(project.Folder, "..", "local"));

        Assert.DoesNotContain("UP22", Do("check", local).Error, StringComparison.Ordinal);
        var shown = Do("show", "resources/services", "--curriculum", local, "--bare").Out;
        Assert.Contains("name: Help line US", shown, StringComparison.Ordinal);
        Assert.Contains("name: River help", shown, StringComparison.Ordinal);

        project.Write("../local/overlay.yaml", Local + "  - { at: resources/services/nobody, set: { name: A } }\n");
        Assert.Contains("UP2203: no file of services below this overlay has 'services/nobody'", Do("check", local).Error, StringComparison.Ordinal);
    }

    // Rules about lessons have tests of their own; three small files would not pass them.
    private static Ran Do(params string[] arguments)
    {
        var ran = Command.Run(arguments[0] is "check" or "build" or "pack" ? [.. arguments, "--today", "2026-11-24", "--except", string.Join(',', Project.StructuralGroups)] : arguments);

        // What a check finds is its answer; here it is a message like any other.
        return arguments[0] == "check" ? ran with { Error = ran.Out + ran.Error } : ran;
    }

    private static (int Exit, string Line) Last(params string[] arguments)
    {
        var ran = Do(arguments);
        return (ran.Exit, Lines(ran.Out)[^1]);
    }

    private static (int Exit, string Line) LastError(params string[] arguments)
    {
        var ran = Do(arguments);
        return (ran.Exit, ran.ErrorLines.Length == 0 ? "" : ran.ErrorLines[^1]);
    }

    private static string[] Lines(string text) => text.TrimEnd('\n').ReplaceLineEndings("\n").Split('\n');

    private static void Put(ZipArchive zip, string name, string text)
    {
        var entry = zip.CreateEntry(name);
        entry.ExternalAttributes = name == "link.yaml" ? 0xA1FF << 16 : 0;
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    private static string? Git(string folder, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, process.StandardError.ReadToEnd());
            return text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
