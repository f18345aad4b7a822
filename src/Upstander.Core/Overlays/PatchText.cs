using Upstander.Diagnostics;
using Upstander.Yaml;

namespace Upstander.Overlays;

/// <summary>Writes the patches that turn one state of a curriculum into another.</summary>
internal static class PatchText
{
    private static readonly SourceSpan Nowhere = SourceSpan.Whole("");

    /// <summary>The patches of one tree, as they stand in <c>overlay.yaml</c>.</summary>
    /// <param name="root">Address of the tree.</param>
    /// <param name="then">The tree of the base.</param>
    /// <param name="now">The tree that is wanted.</param>
    public static IReadOnlyList<PatchDraft> Of(string root, YamlMap then, YamlMap now)
    {
        var changes = TreeDiff.Of(then, now, forPatches: true);
        var drafts = new List<PatchDraft>();
        foreach (var item in changes.Where(c => c.Kind == ChangeKind.Field).GroupBy(c => ItemOf(c.Steps, then), StringComparer.Ordinal))
        {
            var depth = item.Key.Length == 0 ? 0 : item.Key.Split('/').Length;
            drafts.Add(new PatchDraft(Address(root, item.Key), Map(("set", Nested([.. item.Select(c => (Steps: c.Steps.Skip(depth).ToArray(), c.Now))]))), item.Any(c => Protects(root, c))));
        }

        // In the order of the list, so that what goes behind one anchor keeps it.
        foreach (var list in changes.Where(c => c.Kind is ChangeKind.Added or ChangeKind.Moved).GroupBy(c => string.Join('/', c.Steps.SkipLast(1)), StringComparer.Ordinal))
        {
            foreach (var run in Runs([.. list]))
            {
                var place = run[0].After is { } after ? Map(("after", Text(after))) : Map(("at", Text("start")));
                drafts.Add(run[0].Kind == ChangeKind.Moved
                    ? new PatchDraft(Address(root, string.Join('/', run[0].Steps)), Map(("move", place)), Protects(root, run[0]))
                    : new PatchDraft(Address(root, list.Key), Map(("insert", place with { Entries = [.. place.Entries, Entry("items", new YamlList([.. run.Select(c => c.Now!)], Nowhere))] })), IsSafety: false));
            }
        }

        drafts.AddRange(changes.Where(c => c.Kind == ChangeKind.Removed).Select(c => Removal(Address(root, string.Join('/', c.Steps)), Protects(root, c))));
        return drafts;
    }

    /// <summary>A patch that takes something away.</summary>
    public static PatchDraft Removal(string address, bool isSafety = false) =>
        new(address, Map(("remove", Map(("reason", Text("Not in the copy that this overlay was made from."))))), isSafety);

    /// <summary>A map of one field.</summary>
    private static YamlMap Map((string Key, YamlNode Value) field) => new([Entry(field.Key, field.Value)], Nowhere);

    private static YamlEntry Entry(string key, YamlNode value) => new(Text(key), value);

    private static YamlScalar Text(string text) => new(text, ScalarStyle.Plain, Nowhere);

    private static string Address(string root, string steps) => steps.Length == 0 ? root : $"{root}/{steps}";

    private static bool Protects(string root, TreeChange change) =>
        change.Then is not null && (SafetyContent.Touches(root, change.Steps, change.Then) || (change.Kind == ChangeKind.Field && change.Steps is [.., "phase" or "core"]));

    // The nearest item of a list around a field, as the address of a patch that sets it: fields of the file itself have none.
    private static string ItemOf(IReadOnlyList<string> steps, YamlMap tree)
    {
        var item = 0;
        YamlNode? at = tree;
        for (var i = 0; i < steps.Count - 1 && at is not null; i++)
        {
            var isItem = at is YamlList;
            at = TreeAddress.Step(at, steps[i]);
            item = isItem ? i + 1 : item;
        }

        return string.Join('/', steps.Take(item));
    }

    private static YamlMap Nested(IReadOnlyList<(string[] Steps, YamlNode? Now)> fields) => new(
        [.. fields.GroupBy(f => f.Steps[0], StringComparer.Ordinal).Select(g => Entry(
            g.Key,
            g.First() is { Steps.Length: 1 } only ? only.Now ?? new YamlNothing(Nowhere) : Nested([.. g.Select(f => (f.Steps[1..], f.Now))])))],
        Nowhere);

    // New items behind one anchor go in together; what is moved goes alone.
    private static IEnumerable<List<TreeChange>> Runs(List<TreeChange> changes)
    {
        var run = new List<TreeChange>();
        foreach (var change in changes)
        {
            if (run.Count > 0 && (change.Kind == ChangeKind.Moved || run[0].Kind == ChangeKind.Moved || change.After != run[0].After))
            {
                yield return run;
                run = [];
            }

            run.Add(change);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }
}

/// <summary>A patch that was not written by a person.</summary>
/// <param name="At">Its address.</param>
/// <param name="Does">Its one action, as a map of one field.</param>
/// <param name="IsSafety">Whether a person has to say why, who has looked at it and until when.</param>
internal sealed record PatchDraft(string At, YamlMap Does, bool IsSafety)
{
    /// <summary>The patch as a tree.</summary>
    public YamlMap Tree => Does with { Entries = [new YamlEntry(new YamlScalar("at", ScalarStyle.Plain, Does.Span), new YamlScalar(At, ScalarStyle.Plain, Does.Span)), .. Does.Entries] };
}
