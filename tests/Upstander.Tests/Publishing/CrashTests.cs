using CsCheck;
using Upstander.Publishing;

namespace Upstander.Tests.Publishing;

public class CrashTests : PublishingTests
{
    private sealed class Killed : Exception;

    // True when the process died before it had got through.
    private bool BuildAndDie(int atStep, Func<ManifestEntry, bool>? selected, params string[] pages)
    {
        var stage = Open()!;
        AddAll(stage, pages);
        var plan = stage.Plan(selected);
        var step = 0;
        try
        {
            Publisher.Apply(plan, _ => Die(step++ == atStep), default);
            stage.Dispose();
            return false;
        }
        catch (Killed)
        {
            stage.Abandon();
            return true;
        }
    }

    private static void Die(bool now)
    {
        if (now)
        {
            throw new Killed();
        }
    }

    private void AssertWhole(params string[][] builds)
    {
        var whole = builds.SelectMany(b => b).Select(p => Split(p)).Select(p => $"{p.Path}={p.Content}").ToHashSet();
        Assert.All(
            Published().Where(p => !p.StartsWith(".upstander", StringComparison.Ordinal) && !p.EndsWith('/')),
            page => Assert.Contains(page, whole));
    }

    private static readonly string[] Before = ["changed/a=1", "changed/b=1", "same=1", "gone/a=1", "gone/deep/b=1", "Case=1"];
    private static readonly string[] After = ["changed/a=2", "changed/b=2", "same=1", "created/x=2", "created/y=2", "case=2"];
    private static readonly string[] Later = ["changed/a=3", "created/x=3", "third=3"];

    [Fact]
    public void Killed_at_any_step_every_file_is_whole_and_the_next_build_mends_the_set()
    {
        var steps = 0;
        for (var died = true; died; steps++)
        {
            foreach (var next in new[] { Before, After, Later })
            {
                Build();
                Assert.Equal(Outcome.Published, Build(Before));
                died = BuildAndDie(steps, null, After);
                AssertWhole(Before, After);

                Assert.Equal(Outcome.Published, Build(next));
                Assert.Empty(Problems.Sorted());
                Assert.Equal(next.Order(StringComparer.Ordinal), Published());
            }
        }

        // Journal and manifest two steps each, and each page and folder one.
        Assert.InRange(steps, 15, 25);
    }

    [Fact]
    public void Killed_at_any_step_of_the_first_build_the_next_one_mends_the_set()
    {
        var died = true;
        for (var step = 0; died; step++)
        {
            Directory.CreateDirectory(Out);
            died = BuildAndDie(step, null, After);
            Assert.Equal(Outcome.Published, Build(Later));
            Assert.Equal(Later.Order(StringComparer.Ordinal), Published());
            Directory.Delete(Out, true);
        }
    }

    [Fact]
    public void Killed_and_then_killed_again_while_mending()
    {
        var died = true;
        for (var first = 0; died; first++)
        {
            var again = true;
            for (var second = first % 4; again; second += 4)
            {
                Build();
                Build(Before);
                died = BuildAndDie(first, null, After);
                again = BuildAndDie(second, e => !e.Path.StartsWith("changed/b", StringComparison.Ordinal), Later);
                AssertWhole(Before, After, Later);

                Assert.Equal(Outcome.Published, Build(After));
                Assert.Equal(After.Order(StringComparer.Ordinal), Published());
            }
        }
    }

    [Fact]
    public void A_filtered_build_after_a_crash_keeps_what_it_does_not_select_as_ours()
    {
        var died = true;
        for (var step = 0; died; step++)
        {
            Build();
            Build("a=1", "b=1", "c=1");
            died = BuildAndDie(step, null, "a=2", "b=2", "d=2");

            Assert.Equal(Outcome.Published, Build(new Options { Selected = e => e.Path == "a" }, "a=3"));
            Assert.False(File.Exists(Temp["out/.upstander-journal.json"]));
            Assert.Equal(Outcome.Published, Build("a=4", "b=4"));
            Assert.Equal(["a=4", "b=4"], Published());
        }
    }

    [Fact]
    public void An_edit_made_after_the_crash_is_still_an_edit()
    {
        Build("a=1", "b=1");
        Assert.True(BuildAndDie(4, null, "a=2", "b=2"));
        Temp.Write("out/b", "mine");

        Assert.Equal(Outcome.InputError, Build("a=3", "b=3"));
        Assert.Equal(["UP1709"], Codes());
        Assert.Equal("mine", Temp.Read("out/b"));
    }

    [Fact]
    public void A_file_made_after_the_crash_where_a_page_was_to_go_is_a_strangers()
    {
        Build("a=1");
        Assert.True(BuildAndDie(2, null, "a=1", "new=2", "other=2"));
        Temp.Write("out/new", "mine").Write("out/other", "mine too");

        Assert.Equal(Outcome.InputError, Build(new Options { OverwriteEdited = true }, "a=1", "new=3"));
        Assert.Equal(["UP1710"], Codes());

        Assert.Equal(Outcome.Published, Build(new Options { Selected = e => e.Path == "a" }, "a=3"));
        Assert.Equal(Outcome.Published, Build(new Options { OverwriteEdited = true }, "a=4"));
        Assert.Equal(["a=4", "new=mine", "other=mine too"], Published());
    }

    [Fact]
    public void A_dry_run_after_a_crash_leaves_the_mending_to_others()
    {
        Build("a=1", "b=1");
        BuildAndDie(4, null, "a=2", "b=2");
        var before = Temp.Files();

        Assert.Equal(Outcome.DryRun, Build(new Options { DryRun = true }, "a=2", "b=2"));
        Assert.Equal(before, Temp.Files());
        Assert.True(File.Exists(Temp["out/.upstander-journal.json"]));
    }

    [Fact]
    public void Whatever_builds_died_before_a_whole_build_gives_exactly_its_pages()
    {
        var page = Gen.Select(Gen.OneOf("a", "b", "d/e", "d/f", "D/e", "g"), Gen.Int[1, 3]);
        var build = Gen.Select(page.Array[0, 5], Gen.Int[0, 14], Gen.Int[0, 3]);
        build.Array[1, 6].Sample(
            builds =>
            {
                if (Directory.Exists(Out))
                {
                    Directory.Delete(Out, true);
                }

                foreach (var (pages, die, filter) in builds)
                {
                    var selected = (ManifestEntry e) => filter != 0 || e.Path.StartsWith('d');
                    BuildAndDie(die, selected, Distinct(pages));
                    Assert.DoesNotContain(Codes(), code => code is "UP1709" or "UP1710" or "UP1706");
                }

                var last = Distinct(builds[^1].Item1);
                Assert.Equal(Outcome.Published, Build(last));
                Assert.Equal(last.Order(StringComparer.Ordinal), Published());
            },
            iter: 100,
            threads: 1);
    }

    private static string[] Distinct((string Path, int Version)[] pages) =>
        [.. pages.DistinctBy(p => p.Path.Split('/')[0].ToUpperInvariant() + p.Path).DistinctBy(p => OutputPath.Fold(p.Path))
            .Where((p, _) => !p.Path.StartsWith('D') || pages.All(q => !q.Path.StartsWith('d')))
            .Select(p => $"{p.Path}={p.Version}")];
}
