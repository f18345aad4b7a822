using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Yaml;

namespace Upstander.Overlays;

/// <summary>What a patch was written against: the part of the tree below it that its author looked at.</summary>
internal static class PatchTarget
{
    /// <summary>
    /// Of a <c>set</c> the fields it touches, as they are below; of what is replaced, removed or moved the item; of an insertion its anchor. Null when it is not there.
    /// </summary>
    /// <param name="patch">The patch.</param>
    /// <param name="tree">The tree below its overlay.</param>
    public static YamlNode? Of(Patch patch, YamlMap tree)
    {
        var (_, steps) = TreeAddress.Split(patch.At.Value);
        if (TreeAddress.Find(tree, steps) is not { } there)
        {
            return null;
        }

        return patch switch
        {
            { Set: { } set } => there is YamlMap map ? Touched(map, set) : null,
            { Insert: { } insert } => Anchor(there as YamlList, insert),
            _ => there,
        };
    }

    /// <summary>What a patch does, in few words that tell it from others at its address: <c>set minutes/max, title</c>, <c>insert after opening</c>, <c>remove</c>.</summary>
    public static string Does(Patch patch) => patch switch
    {
        { Set: { } set } => $"set {string.Join(", ", Leaves(set, "").Order(StringComparer.Ordinal))}",
        { Replace: not null } => "replace",
        { Remove: not null } => "remove",
        { Insert: { } insert } => $"insert {Place(insert)}",
        { Move: { } move } => $"move {Place(move)}",
        _ => "nothing",
    };

    private static string Place(Placing place) => place switch
    {
        { Before: { } before } => $"before {before.Value}",
        { After: { } after } => $"after {after.Value}",
        { At.Value: "start" } => "at start",
        _ => "at end",
    };

    private static IEnumerable<string> Leaves(YamlMap set, string before) => set.Entries.SelectMany(e => e.Value is YamlMap { Entries.Count: > 0 } map ? Leaves(map, $"{before}{e.Key.Text}/") : [before + e.Key.Text]);

    private static YamlMap Touched(YamlMap map, YamlMap set) => new(
        [.. set.Entries.Select(e => new YamlEntry(e.Key, (map[e.Key.Text], e.Value) switch
        {
            (YamlMap inner, YamlMap deeper) => Touched(inner, deeper),
            ({ } value, _) => value,
            _ => new YamlNothing(map.Span),
        }))],
        map.Span);

    // Where it has no anchor, nothing that changes in the list concerns it.
    private static YamlNode? Anchor(YamlList? list, Placing place) =>
        list is null ? null : (place.Before ?? place.After) is { } anchor ? TreeAddress.Step(list, anchor.Value) : new YamlMap([], SourceSpan.Whole(list.Span.File));
}
