using CsCheck;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Overlays;
using Upstander.Yaml;

namespace Upstander.Tests.Overlays;

/// <summary>What holds for any trees: writing and reading, comparing, and patches made from a comparison.</summary>
public sealed class TreeTests
{
    [Fact]
    public void What_is_written_reads_the_same() => Trees.Any.Sample(
        tree => TreeAddress.Same(tree, Trees.Read(YamlWriter.Text(tree))),
        iter: 2_000,
        print: tree => YamlWriter.Text(tree));

    [Fact]
    public void What_is_written_with_notes_reads_the_same() => Trees.Any.Sample(
        tree => TreeAddress.Same(tree, Trees.Read(YamlWriter.Text(tree, _ => "file.yaml:1"))),
        iter: 500,
        print: tree => YamlWriter.Text(tree, _ => "file.yaml:1"));

    [Fact]
    public void Lessons_are_written_as_they_mean()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Project.ToolFolder, "lessons"), "*.yaml", SearchOption.AllDirectories))
        {
            var tree = Trees.Read(File.ReadAllText(file));
            Assert.True(TreeAddress.Same(tree, Trees.Read(YamlWriter.Text(tree))), file);
        }
    }

    [Fact]
    public void A_tree_does_not_differ_from_itself() => Trees.Any.Sample(tree => TreeDiff.Of(tree, tree).Count == 0, iter: 500);

    [Fact]
    public void Trees_that_say_something_else_differ() => Trees.Pairs.Sample(
        (then, now) => TreeAddress.Same(then, now) == (TreeDiff.Of(then, now).Count == 0) && TreeAddress.Same(then, now) == (TreeHash.Of(then) == TreeHash.Of(now)),
        iter: 2_000);

    [Fact]
    public void Patches_made_from_a_copy_make_the_copy() => Trees.Pairs.Sample(
        pair => TreeAddress.Same(Composed(pair.Then, PatchText.Of("lesson-a", pair.Then, pair.Now)), pair.Now),
        iter: 3_000,
        print: pair => $"{YamlWriter.Text(pair.Then)}---\n{YamlWriter.Text(pair.Now)}---\n{Text(PatchText.Of("lesson-a", pair.Then, pair.Now))}");

    [Fact]
    public void The_order_of_patches_does_not_matter_but_for_those_of_one_list() => Gen.Select(Trees.Pairs, Gen.Int[0, 1_000]).Sample(
        (pair, seed) =>
        {
            var drafts = PatchText.Of("lesson-a", pair.Then, pair.Now);
            var random = new Random(seed);

            // What goes into one list keeps its order.
            var keys = drafts.Select(d => d.Does["insert"] is null && d.Does["move"] is null ? d.At + d.Does.Entries[0].Key.Text : "list").Distinct().ToDictionary(k => k, _ => random.Next());
            var other = drafts.OrderBy(d => keys[d.Does["insert"] is null && d.Does["move"] is null ? d.At + d.Does.Entries[0].Key.Text : "list"]).ToList();
            return TreeAddress.Same(Composed(pair.Then, drafts), Composed(pair.Then, other));
        },
        iter: 1_000);

    [Fact]
    public void A_change_of_the_base_under_a_patch_is_told_and_no_other() => Trees.Forks.Sample(
        fork =>
        {
            var changes = TreeDiff.Of(fork.Then, fork.Theirs);
            foreach (var patch in Patches(PatchText.Of("lesson-a", fork.Then, fork.Ours)))
            {
                var (before, after) = (PatchTarget.Of(patch, fork.Then)!, PatchTarget.Of(patch, fork.Theirs));
                var told = after is null || TreeHash.Of(before) != TreeHash.Of(after);
                var looksAt = TouchedBy(patch);
                var isThere = looksAt.Any(t => changes.Any(c => c.Kind != ChangeKind.Moved && Starts(c.Steps, t)));
                var isNear = looksAt.Any(t => changes.Any(c => Starts(c.Steps, t) || Starts(t, c.Steps)));
                if ((isThere && !told && patch.Insert is not { Before: null, After: null }) || (told && !isNear))
                {
                    return false;
                }
            }

            return true;
        },
        iter: 2_000,
        print: fork => $"{YamlWriter.Text(fork.Then)}---\n{YamlWriter.Text(fork.Theirs)}---\n{Text(PatchText.Of("lesson-a", fork.Then, fork.Ours))}");

    private static bool Starts(IReadOnlyList<string> longer, IReadOnlyList<string> shorter) => longer.Take(shorter.Count).SequenceEqual(shorter);

    private static List<IReadOnlyList<string>> TouchedBy(Patch patch)
    {
        var (_, steps) = TreeAddress.Split(patch.At.Value);
        var anchor = (patch.Insert?.After ?? patch.Insert?.Before)?.Value;
        return patch.Set is { } set ? [.. Leaves(set, steps)] : anchor is null ? [steps] : [[.. steps, anchor]];
    }

    private static IEnumerable<IReadOnlyList<string>> Leaves(YamlMap set, string[] before) =>
        set.Entries.SelectMany(e => e.Value is YamlMap { Entries.Count: > 0 } map ? Leaves(map, [.. before, e.Key.Text]) : [[.. before, e.Key.Text]]);

    private static YamlMap Composed(YamlMap tree, IReadOnlyList<PatchDraft> drafts) => new TreePatcher("lesson-a", tree, new DiagnosticBag()).Apply(Patches(drafts));

    private static IReadOnlyList<Patch> Patches(IReadOnlyList<PatchDraft> drafts)
    {
        var problems = new DiagnosticBag();
        var overlay = Binder.Bind(Trees.Read(Text(drafts)), f => new Overlay(f), problems);
        Assert.Empty(problems.Sorted());
        return overlay.Patches;
    }

    private static string Text(IReadOnlyList<PatchDraft> drafts) =>
        "overlay: 1\nid: a\ntitle: A\nbase: ../b\n" + YamlWriter.Text(new YamlMap([new YamlEntry(Trees.Scalar("patches"), new YamlList([.. drafts.Select(d => d.Tree)], SourceSpan.Whole("t")))], SourceSpan.Whole("t")));
}
