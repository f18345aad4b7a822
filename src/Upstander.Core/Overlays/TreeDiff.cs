using Upstander.Yaml;

namespace Upstander.Overlays;

/// <summary>What kind of difference there is between two states of a tree.</summary>
public enum ChangeKind
{
    /// <summary>A field has another value, is new or is gone.</summary>
    Field,

    /// <summary>An item of a list is new.</summary>
    Added,

    /// <summary>An item of a list is gone.</summary>
    Removed,

    /// <summary>An item stands elsewhere in its list.</summary>
    Moved,
}

/// <summary>One difference between two states of a tree.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Steps">Fields and ids that lead there from the root of the tree.</param>
/// <param name="Then">The value before, or null.</param>
/// <param name="Now">The value after, or null.</param>
/// <param name="After">Of an item that is new or elsewhere: the id of the unmoved item before it, or null for the start of the list.</param>
public sealed record TreeChange(ChangeKind Kind, IReadOnlyList<string> Steps, YamlNode? Then, YamlNode? Now, string? After = null);

/// <summary>
/// Compares two states of a tree by what they mean: fields by name, items of lists by their ids, wherever they stand in the file. Lists whose items have no ids are
/// one value each.
/// </summary>
public static class TreeDiff
{
    /// <summary>The differences, in the order of the second tree; none when both say the same.</summary>
    /// <param name="then">The state before.</param>
    /// <param name="now">The state after.</param>
    /// <param name="forPatches">
    /// Whether only differences are wanted that patches of one overlay can make: a list with an item that is both changed and moved is then one changed field.
    /// </param>
    public static IReadOnlyList<TreeChange> Of(YamlMap then, YamlMap now, bool forPatches = false)
    {
        var changes = new List<TreeChange>();
        Maps([], then, now, forPatches, changes);
        return changes;
    }

    private static void Maps(string[] steps, YamlMap then, YamlMap now, bool forPatches, List<TreeChange> changes)
    {
        foreach (var (key, value) in now.Entries)
        {
            string[] here = [.. steps, key.Text];
            var old = then[key.Text];
            if (TreeAddress.Same(old, value))
            {
                continue;
            }

            if (old is YamlMap before && value is YamlMap after)
            {
                Maps(here, before, after, forPatches, changes);
            }
            else if (old is not YamlList left || value is not YamlList right || !Lists(here, left, right, forPatches, changes))
            {
                changes.Add(new TreeChange(ChangeKind.Field, here, Something(old), Something(value)));
            }
        }

        foreach (var (key, value) in then.Entries)
        {
            if (now[key.Text] is null && value is not YamlNothing)
            {
                changes.Add(new TreeChange(ChangeKind.Field, [.. steps, key.Text], value, null));
            }
        }
    }

    private static YamlNode? Something(YamlNode? node) => node is YamlNothing ? null : node;

    // False when the lists can only be compared as a whole.
    private static bool Lists(string[] steps, YamlList then, YamlList now, bool forPatches, List<TreeChange> changes)
    {
        if (Ids(then) is not { } old || Ids(now) is not { } young || then.Items.Concat(now.Items).Select(i => i is YamlScalar).Distinct().Count() > 1)
        {
            return false;
        }

        var common = young.Where(old.Contains).ToList();
        var still = Unmoved([.. common.Select(id => old.IndexOf(id))]).Select(i => common[i]).ToHashSet(StringComparer.Ordinal);
        var moved = common.Where(id => !still.Contains(id)).ToHashSet(StringComparer.Ordinal);
        if (forPatches && (moved.Any(id => !TreeAddress.Same(then.Items[old.IndexOf(id)], now.Items[young.IndexOf(id)])) || IsOfTexts(then, old, young)))
        {
            return false;
        }

        string? after = null;
        for (var i = 0; i < young.Count; i++)
        {
            var (id, item) = (young[i], now.Items[i]);
            var at = old.IndexOf(id);
            if (at < 0)
            {
                changes.Add(new TreeChange(ChangeKind.Added, [.. steps, id], null, item, after));
                continue;
            }

            if (moved.Contains(id))
            {
                changes.Add(new TreeChange(ChangeKind.Moved, [.. steps, id], then.Items[at], item, after));
            }
            else
            {
                after = id;
            }

            if (then.Items[at] is YamlMap before && item is YamlMap now1)
            {
                Maps([.. steps, id], before, now1, forPatches, changes);
            }
        }

        changes.AddRange(old.Where(id => !young.Contains(id)).Select(id => new TreeChange(ChangeKind.Removed, [.. steps, id], then.Items[old.IndexOf(id)], null)));
        return true;
    }

    // A list of ids of others that lost one is short: it reads better as a whole.
    private static bool IsOfTexts(YamlList then, List<string> old, List<string> young) =>
        then.Items.Any(i => i is YamlScalar) && (old.Exists(id => !young.Contains(id)) || !young.Where(old.Contains).SequenceEqual(old, StringComparer.Ordinal));

    // Null when not every item has an id of its own.
    private static List<string>? Ids(YamlList list)
    {
        var ids = list.Items.Select(TreeAddress.IdOf).OfType<string>().ToList();
        return ids.Count == list.Items.Count && ids.Distinct(StringComparer.Ordinal).Count() == ids.Count ? ids : null;
    }

    // The places of a longest rising run: what stands there need not move.
    private static List<int> Unmoved(int[] places)
    {
        var length = new int[places.Length];
        var before = new int[places.Length];
        var best = -1;
        for (var i = 0; i < places.Length; i++)
        {
            (length[i], before[i]) = (1, -1);
            for (var j = 0; j < i; j++)
            {
                if (places[j] < places[i] && length[j] + 1 > length[i])
                {
                    (length[i], before[i]) = (length[j] + 1, j);
                }
            }

            best = best < 0 || length[i] > length[best] ? i : best;
        }

        var run = new List<int>();
        for (var i = best; i >= 0; i = before[i])
        {
            run.Insert(0, i);
        }

        return run;
    }
}
