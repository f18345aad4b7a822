using System.Diagnostics;
using Upstander.Publishing;

namespace Upstander.Tests.Publishing;

public class PublisherTests : PublishingTests
{
    [Fact]
    public void Publishes_pages_and_a_manifest_and_nothing_else()
    {
        Assert.Equal(Outcome.Published, Build("learner/index.html=hello", "b.txt=b"));

        Assert.Equal([Manifest, "b.txt", "learner/index.html"], Temp.Files("out"));
        Assert.Equal("hello", Temp.Read("out/learner/index.html"));
        Assert.Empty(Problems.Sorted());
    }

    [Fact]
    public void Manifest_lists_path_hash_and_maker_and_is_the_same_every_time()
    {
        Build("b=2", "a=1");
        var first = Temp.Read("out/" + Manifest);
        Directory.Delete(Out, true);
        Build("a=1", "b=2");

        Assert.Equal(first, Temp.Read("out/" + Manifest));
        Assert.Equal(
            """
            {
              "manifest": 1,
              "tool": "upstander test",
              "files": {
                "a": {
                  "hash": "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
                  "maker": "maker of a"
                },
                "b": {
                  "hash": "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35",
                  "maker": "maker of b"
                }
              }
            }

            """,
            first);
    }

    [Fact]
    public void Writes_only_what_changed_and_deletes_what_is_no_longer_made()
    {
        Build("same", "changed=1", "gone/deep/x", "kept/x");
        var old = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Temp["out/same"], old);
        PublishPlan? plan = null;

        var outcome = Build(new Options { Seen = p => plan = p }, "same", "changed=2", "created", "kept/x");

        Assert.Equal(Outcome.Published, outcome);
        Assert.Equal(["created"], plan!.Created);
        Assert.Equal(["changed"], plan.Changed);
        Assert.Equal(["kept/x", "same"], plan.Unchanged);
        Assert.Equal(["gone/deep/x"], plan.Deleted);
        Assert.Equal(["changed=2", "created=content of created", "kept/x=content of kept/x", "same=content of same"], Published());
        Assert.Equal(old, File.GetLastWriteTimeUtc(Temp["out/same"]));
    }

    [Fact]
    public void A_second_build_of_the_same_touches_nothing_at_all()
    {
        Build("a", "b/c");
        var old = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var file in Temp.Files("out"))
        {
            File.SetLastWriteTimeUtc(Temp["out/" + file], old);
        }

        Assert.Equal(Outcome.Published, Build("a", "b/c"));

        Assert.All(Temp.Files("out"), file => Assert.Equal(old, File.GetLastWriteTimeUtc(Temp["out/" + file])));
    }

    [Fact]
    public void An_empty_build_cleans_the_folder()
    {
        Build("a", "b/c/d");

        Assert.Equal(Outcome.Published, Build());

        Assert.Equal([Manifest], Temp.Files("out"));
    }

    [Fact]
    public void Staging_is_safe_from_many_threads()
    {
        using (var stage = Open()!)
        {
            Parallel.For(0, 500, i => stage.Add($"p{i % 7}/{i}.html", BitConverter.GetBytes(i)));
            Assert.Equal(500, stage.Count);
            Assert.Equal(Outcome.Published, Publisher.Apply(stage.Plan(), TestContext.Current.CancellationToken));
        }

        Assert.Equal(501, Temp.Files("out").Count);
        Assert.All(Enumerable.Range(0, 500), i => Assert.Equal(BitConverter.GetBytes(i), File.ReadAllBytes(Temp[$"out/p{i % 7}/{i}.html"])));
    }

    [Fact]
    public void A_file_edited_by_hand_stops_the_build_and_is_named()
    {
        Build("a=1", "b=1", "c=1");
        Temp.Write("out/a", "mine").Write("out/c", "mine too");

        Assert.Equal(Outcome.InputError, Build("a=2", "b=2"));

        Assert.Equal(["a=mine", "b=1", "c=mine too"], Published());
        Assert.Equal(["UP1709", "UP1709"], Codes());
        Assert.EndsWith("out/a", Problems.Sorted()[0].Span.File, StringComparison.Ordinal);
        Assert.EndsWith("out/c", Problems.Sorted()[1].Span.File, StringComparison.Ordinal);
    }

    [Fact]
    public void Edits_are_lost_only_when_asked_for()
    {
        Build("a=1", "c=1");
        Temp.Write("out/a", "mine").Write("out/c", "mine too");

        Assert.Equal(Outcome.Published, Build(new Options { OverwriteEdited = true }, "a=2"));

        Assert.Equal(["a=2"], Published());
    }

    [Fact]
    public void An_edit_that_says_what_the_build_says_is_no_edit()
    {
        Build("a=1");
        Temp.Write("out/a", "2");

        Assert.Equal(Outcome.Published, Build("a=2"));
        Assert.Equal(Outcome.Published, Build("a=3"));
        Assert.Equal(["a=3"], Published());
    }

    [Fact]
    public void A_deleted_page_comes_back()
    {
        Build("a", "b");
        File.Delete(Temp["out/a"]);

        Assert.Equal(Outcome.Published, Build("a", "b"));
        Assert.Equal(["a=content of a", "b=content of b"], Published());
    }

    [Fact]
    public void A_foreign_file_is_never_touched()
    {
        Build("a/x");
        Temp.Write("out/a/notes.txt", "mine").Write("out/new.html", "mine");

        Assert.Equal(Outcome.InputError, Build(new Options { OverwriteEdited = true }, "new.html"));
        Assert.Equal(["UP1710"], Codes());
        Assert.Equal(["a/notes.txt=mine", "a/x=content of a/x", "new.html=mine"], Published());

        Assert.Equal(Outcome.Published, Build("other.html"));
        Assert.Equal(["a/notes.txt=mine", "new.html=mine", "other.html=content of other.html"], Published());
    }

    [Theory]
    [InlineData("a", "a/b")]
    [InlineData("a/b", "a")]
    public void A_foreign_file_or_folder_on_the_way_is_refused(string foreign, string page)
    {
        Build("x");
        Temp.Write("out/" + foreign, "mine");

        Assert.Equal(Outcome.InputError, Build("x", page));
        Assert.Equal(["UP1710"], Codes());
        Assert.Equal([$"{foreign}=mine", "x=content of x"], Published());
    }

    [Fact]
    public void A_filtered_build_touches_only_what_it_selects()
    {
        Build("learner/a=1", "learner/b=1", "family/a=1");
        PublishPlan? plan = null;

        Build(new Options { Selected = e => e.Path.StartsWith("learner/", StringComparison.Ordinal), Seen = p => plan = p }, "learner/a=2");

        Assert.Equal(["family/a"], plan!.Kept);
        Assert.Equal(["learner/b"], plan.Deleted);
        Assert.Equal(["family/a=1", "learner/a=2"], Published());

        Build("learner/a=2");
        Assert.Equal(["learner/a=2"], Published());
    }

    [Fact]
    public void A_filter_may_ask_who_made_a_file()
    {
        Build("a=1", "b=1");

        Build(new Options { Selected = e => e.Maker == "maker of a" });

        Assert.Equal(["b=1"], Published());
    }

    [Fact]
    public void A_kept_file_edited_by_hand_does_not_disturb_a_filtered_build()
    {
        Build("a=1", "b=1");
        Temp.Write("out/b", "mine");
        var onlyA = new Options { Selected = e => e.Path == "a" };

        Assert.Equal(Outcome.Published, Build(onlyA, "a=2"));
        Assert.Equal(Outcome.InputError, Build("a=2", "b=2"));
        Assert.Equal(["a=2", "b=mine"], Published());
    }

    [Theory]
    [InlineData("a.html", "A.html", "one name")]
    [InlineData("caf\u00e9", "cafe\u0301", "two documents")]
    [InlineData("X/a", "x/b", "one name")]
    [InlineData("a", "a/b", "a file and a folder")]
    [InlineData("a=1", "a=1", "two documents")]
    public void Outputs_that_would_be_one_file_somewhere_are_refused(string one, string other, string because)
    {
        Assert.Equal(Outcome.InputError, Build(one, other, "fine"));

        Assert.Equal(["UP1708"], Codes());
        Assert.Contains(because, Problems.Sorted()[0].Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public void A_filtered_build_must_not_collide_with_what_it_keeps()
    {
        Build("a.html");

        Assert.Equal(Outcome.InputError, Build(new Options { Selected = _ => false }, "A.html"));
        Assert.Equal(["UP1708"], Codes());
    }

    [Fact]
    public void A_page_may_change_the_case_of_its_name()
    {
        Build("a/Index.html=1");

        Assert.Equal(Outcome.Published, Build("a/index.html=1"));
        Assert.Equal(["a/index.html=1"], Published());
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("/etc/passwd")]
    [InlineData("con.html")]
    [InlineData(".upstander-manifest.json")]
    public void A_path_that_leaves_the_folder_publishes_nothing(string path)
    {
        Assert.Equal(Outcome.InputError, Build("fine", path));

        Assert.Equal(["UP1707"], Codes());
        Assert.Empty(Temp.Files());
    }

    [Fact]
    public void A_dry_run_says_what_would_be_done_and_touches_nothing()
    {
        PublishPlan? plan = null;
        Assert.Equal(Outcome.DryRun, Build(new Options { DryRun = true, Seen = p => plan = p }, "a"));
        Assert.Equal(["a"], plan!.Created);
        Assert.Empty(Temp.Files());

        Build("a=1", "b=1", "c=1");
        var before = Temp.Files();
        Assert.Equal(Outcome.DryRun, Build(new Options { DryRun = true, Seen = p => plan = p }, "a=1", "b=2", "d=1"));
        Assert.Equal(["d"], plan.Created);
        Assert.Equal(["b"], plan.Changed);
        Assert.Equal(["a"], plan.Unchanged);
        Assert.Equal(["c"], plan.Deleted);
        Assert.Equal(["a=1", "b=1", "c=1"], Published());
        Assert.Equal(before, Temp.Files());
    }

    [Fact]
    public void A_dry_run_names_the_same_obstacles()
    {
        Build("a=1");
        Temp.Write("out/a", "mine");

        Assert.Equal(Outcome.InputError, Build(new Options { DryRun = true }, "a=2"));
        Assert.Equal(["UP1709"], Codes());
    }

    [Fact]
    public void Errors_found_elsewhere_publish_nothing()
    {
        Build("a=1");
        using (var stage = Open()!)
        {
            AddAll(stage, ["a=2"]);
            Problems.Add(new("UP1201", Upstander.Diagnostics.Severity.Error, default, "bad lesson"));
            Assert.Equal(Outcome.InputError, Publisher.Apply(stage.Plan(), TestContext.Current.CancellationToken));
        }

        Assert.Equal([Manifest, "a"], Temp.Files("out"));
        Assert.Equal(["a=1"], Published());
    }

    [Fact]
    public void Interrupted_before_the_first_change_leaves_all_as_it_was()
    {
        Build("a=1");

        Assert.Equal(Outcome.Interrupted, Build(new Options { Token = new CancellationToken(true) }, "a=2", "b"));

        Assert.Equal([Manifest, "a"], Temp.Files("out"));
        Assert.Equal(["a=1"], Published());
    }

    [Fact]
    public void Interrupted_after_the_first_change_finishes()
    {
        Build("a=1", "b=1", "c=1");
        using var source = new CancellationTokenSource();
        using (var stage = Open()!)
        {
            AddAll(stage, ["a=2", "b=2"]);
            var outcome = Publisher.Apply(stage.Plan(), step => source.CancelAfter(step == "put b" ? 0 : -1), source.Token);
            Assert.Equal(Outcome.Published, outcome);
        }

        Assert.Equal(["a=2", "b=2"], Published());
    }

    [Fact]
    public void A_failure_of_the_disk_half_way_is_mended_by_the_next_build()
    {
        Build("a=1", "b=1");
        using (var stage = Open()!)
        {
            AddAll(stage, ["a=2", "b=2"]);
            var outcome = Publisher.Apply(stage.Plan(), step => Throw(step == "put b"), TestContext.Current.CancellationToken);
            Assert.Equal(Outcome.EnvironmentError, outcome);
            Assert.Equal(["UP1706"], Codes());
        }

        Assert.Equal(["a=2", "b=1"], Published().Where(p => p[0] != '.'));
        Assert.Equal(Outcome.Published, Build("a=3", "b=3"));
        Assert.Equal(["a=3", "b=3"], Published());
    }

    [Fact]
    public void A_failure_of_the_disk_before_the_first_page_is_taken_back()
    {
        using (var stage = Open()!)
        {
            AddAll(stage, ["a/b/c", "d/e"]);
            Assert.Equal(Outcome.EnvironmentError, Publisher.Apply(stage.Plan(), step => Throw(step == "create d"), TestContext.Current.CancellationToken));
        }

        Assert.Empty(Temp.Files());
    }

    [Fact]
    public void A_page_that_cannot_be_staged_is_a_failure_of_the_machine()
    {
        using (var stage = Open()!)
        {
            Directory.Delete(Temp["out/.upstander-staging"]);
            stage.Add("a", "1"u8);
            stage.Add("b", "1"u8);
            Assert.Equal(Outcome.EnvironmentError, Publisher.Apply(stage.Plan(), TestContext.Current.CancellationToken));
        }

        Assert.Equal(["UP1706"], Codes());
        Assert.Equal(Outcome.EnvironmentError, PublishingProblems.OutcomeOf(Problems.Sorted()));
    }

    [Fact]
    public void A_staged_page_that_vanished_is_a_failure_of_the_machine()
    {
        Build("a=1");
        using (var stage = Open()!)
        {
            AddAll(stage, ["a=2", "b=2"]);
            var plan = stage.Plan();
            File.Delete(Directory.GetFiles(Temp["out/.upstander-staging"])[0]);
            Assert.Equal(Outcome.EnvironmentError, Publisher.Apply(plan, TestContext.Current.CancellationToken));
        }

        Assert.Equal(["a=1"], Published());
    }

    [Fact]
    public void A_folder_that_must_not_be_written_is_a_failure_of_the_machine()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may write everything");
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("needs Unix permissions");
            return;
        }

        Build("a/x=1");
        File.SetUnixFileMode(Temp["out/a"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Equal(Outcome.EnvironmentError, Build("a/x=2"));
        Assert.Equal(["UP1706"], Codes());
        Assert.Equal(["a/x=1"], Published());
        File.SetUnixFileMode(Out, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Equal(Outcome.EnvironmentError, Build("a/x=2"));
        Assert.Equal(["UP1706"], Codes());

        var all = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(Out, all);
        File.SetUnixFileMode(Temp["out/a"], all);
        Assert.Equal(["a/x=1"], Published().Where(p => p[0] != '.'));
        Assert.Equal(Outcome.Published, Build("a/x=2"));
        Assert.Equal(["a/x=2"], Published());
    }

    [Fact]
    public void Two_builds_do_not_work_in_one_folder()
    {
        using (var first = Open()!)
        {
            Assert.Equal(Outcome.EnvironmentError, Build("a"));
            Assert.Equal(["UP1705"], Codes());
        }

        Assert.Equal(Outcome.Published, Build("a"));
    }

    [Fact]
    public void Nor_do_two_processes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"), "needs flock");
        Directory.CreateDirectory(Out);
        using var other = Process.Start(new ProcessStartInfo("/usr/bin/flock", [Temp["out/.upstander-lock"], "cat"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        other.StandardInput.WriteLine("ready");
        other.StandardInput.Flush();
        Assert.Equal("ready", other.StandardOutput.ReadLine());

        Assert.Equal(Outcome.EnvironmentError, Build("a"));
        Assert.Equal(["UP1705"], Codes());

        other.StandardInput.Close();
        other.WaitForExit(10_000);
        Assert.Equal(Outcome.Published, Build("a"));
    }

    private static void Throw(bool now)
    {
        if (now)
        {
            throw new IOException("No space left on device");
        }
    }
}
