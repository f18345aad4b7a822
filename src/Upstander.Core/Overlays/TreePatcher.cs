using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Yaml;

namespace Upstander.Overlays;

/// <summary>
/// Puts the patches of one overlay into one tree. All of them are looked up in the tree as it is below the overlay, never in each other's work, so their order
/// does not matter; several insertions at one place keep the order of the file. Values keep the place in the file that wrote them.
/// </summary>
/// <param name="root">Address of the tree.</param>
/// <param name="tree">The tree below the overlay.</param>
/// <param name="problems">Gets what is wrong with patches.</param>
internal sealed class TreePatcher(string root, YamlMap tree, DiagnosticBag problems)
{
    private readonly Dictionary<YamlNode, List<YamlEntry>> fields = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<YamlNode, YamlNode> replaced = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<YamlNode, Patch> gone = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<YamlNode> removed = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<YamlNode, List<(Placing Place, YamlNode Item)>> placed = new(ReferenceEqualityComparer.Instance);
    private readonly List<(Patch Patch, YamlNode[] Way)> ways = [];
    private readonly List<EditionChange> changes = [];
    private readonly HashSet<Patch> ofSafety = [];

    /// <summary>Title of the overlay, as changes name it.</summary>
    public string Edition { get; init; } = "";

    /// <summary>What the patches change, in their order; known when they have been applied.</summary>
    public IReadOnlyList<EditionChange> Changes => changes;

    /// <summary>The tree with the patches in it; patches with a finding are left out.</summary>
    public YamlMap Apply(IReadOnlyList<Patch> patches)
    {
        foreach (var patch in patches)
        {
            Take(patch);
        }

        // A value that a patch takes away or puts elsewhere can be no place for another patch.
        foreach (var (patch, way) in ways)
        {
            if (way.FirstOrDefault(n => gone.TryGetValue(n, out var other) && other != patch) is { } lost)
            {
                problems.Add(OverlayProblems.Conflict.At(
                    patch.At.Span, "another patch takes away, replaces or moves what this one changes", $"that is the one at {gone[lost].At.Span}; put both into one patch"));
            }
        }

        return (YamlMap)Rebuild(tree);
    }

    private void Take(Patch patch)
    {
        var (_, steps) = TreeAddress.Split(patch.At.Value);
        if (TreeAddress.Way(root, tree, steps, patch.At.Span, problems) is not { } way)
        {
            return;
        }

        if (new object?[] { patch.Set, patch.Replace, patch.Insert, patch.Remove, patch.Move }.Count(p => p is not null) != 1)
        {
            problems.Add(OverlayProblems.WrongPatch.At(patch.At.Span, "a patch does one thing: set, replace, insert, remove or move", "write one patch for each"));
            return;
        }

        switch (patch)
        {
            case { Set: { } set }:
                Set(patch, steps, way, set);
                break;
            case { Replace: { } replace }:
                Replace(patch, steps, way, replace);
                break;
            case { Insert: { } insert }:
                Insert(patch, steps, way, insert);
                break;
            case { Move: { } move }:
                Move(patch, steps, way, move);
                break;
            default:
                Remove(patch, steps, way);
                break;
        }
    }

    /// <summary>Keeps what a patch does, to be told to people.</summary>
    private void Note(Patch patch, string kind, string[] steps, List<YamlNode> way, IEnumerable<string?> names)
    {
        // The item is the innermost one of a list; what comes behind it are fields of it.
        var item = Enumerable.Range(1, way.Count - 1).LastOrDefault(i => way[i - 1] is YamlList);
        var rest = steps.Skip(item).ToList();
        changes.Add(new EditionChange
        {
            Edition = Edition,
            Root = root,
            RootTitle = EditionChange.TitleOf(tree),
            Address = patch.At.Value,
            Kind = kind,
            List = item > 0 ? steps[item - 2] : null,
            Title = item > 0 ? EditionChange.TitleOf(way[item]) : null,
            Field = rest.Count == 0 ? null : string.Join(' ', rest),
            Names = [.. names.OfType<string>()],
            Reason = patch.Reason?.Value ?? patch.Remove?.Reason.Value,
            Reviewer = patch.Reviewer?.Value,
            Until = patch.Until?.Value,
            IsSafety = ofSafety.Contains(patch),
            Position = EditionChange.PositionOf(way),
        });
    }

    private void Set(Patch patch, string[] steps, List<YamlNode> way, YamlMap set)
    {
        if (way[^1] is not YamlMap target)
        {
            problems.Add(OverlayProblems.WrongPatch.At(patch.At.Span, $"'set' changes fields, and here stands {TreeAddress.Kind(way[^1])}", "name the item that has the field"));
            return;
        }

        List<string> changed = [];
        Merge(target, set, steps, [.. way]);
        if (changed.Count == 0)
        {
            problems.Add(OverlayProblems.NoEffect.At(patch.At.Span, "this patch changes nothing: all of it is there already", "remove the patch"));
            return;
        }

        Note(patch, "set", steps, way, changed.Order(StringComparer.Ordinal));

        void Merge(YamlMap into, YamlMap values, IReadOnlyList<string> path, YamlNode[] sofar)
        {
            foreach (var (key, value) in values.Entries)
            {
                var old = into[key.Text];
                if (value is YamlMap inner && old is YamlMap deeper)
                {
                    Merge(deeper, inner, [.. path, key.Text], [.. sofar, deeper]);
                    continue;
                }

                if (TreeAddress.Same(old, value))
                {
                    continue;
                }

                changed.Add(string.Join(' ', path.Skip(steps.Length).Append(key.Text)));
                if ((old is not null && SafetyContent.Touches(root, [.. path, key.Text], old))
                    || SafetyContent.IsOfClosing(into, key.Text)
                    || SafetyContent.LeavesOut(tree, [.. path, key.Text], value))
                {
                    AskWhy(patch, key.Span);
                }

                var list = fields.TryGetValue(into, out var known) ? known : fields[into] = [];
                if (list.Exists(e => e.Key.Text == key.Text))
                {
                    problems.Add(OverlayProblems.Conflict.At(key.Span, $"another patch sets '{key.Text}' of the same item", $"that is at {list.Find(e => e.Key.Text == key.Text)!.Key.Span}"));
                    continue;
                }

                list.Add(new YamlEntry(key, value));
                ways.Add((patch, sofar));
                if (old is not null)
                {
                    gone.TryAdd(old, patch);
                }
            }
        }
    }

    private void Replace(Patch patch, string[] steps, List<YamlNode> way, YamlMap with)
    {
        if (way.Count < 2 || way[^1] is not YamlMap old)
        {
            problems.Add(OverlayProblems.WrongPatch.At(patch.At.Span, way.Count < 2 ? "a whole file cannot be replaced" : $"'replace' puts one item in the place of another, and here stands {TreeAddress.Kind(way[^1])}", "use 'set' for fields"));
            return;
        }

        if (old["id"] is YamlScalar id)
        {
            if (with["id"] is YamlScalar other && other.Text != id.Text)
            {
                problems.Add(OverlayProblems.WrongPatch.At(other.Span, $"what is replaced keeps its id, '{id.Text}'", "leave the id out, or remove the item and insert another"));
                return;
            }

            with = with["id"] is null ? with with { Entries = [new YamlEntry(new YamlScalar("id", ScalarStyle.Plain, with.Span), id), .. with.Entries] } : with;
        }

        if (TreeAddress.Same(old, with))
        {
            problems.Add(OverlayProblems.NoEffect.At(patch.At.Span, "this patch changes nothing: the same stands there already", "remove the patch"));
            return;
        }

        if (SafetyContent.LeavesOut(tree, steps, with))
        {
            AskWhy(patch, patch.At.Span);
        }

        if (TakesAway(patch, steps, way))
        {
            replaced[old] = with;
            Note(patch, "replace", steps, way, [EditionChange.TitleOf(with)]);
        }
    }

    private void Remove(Patch patch, string[] steps, List<YamlNode> way)
    {
        if (way.Count < 2)
        {
            problems.Add(OverlayProblems.WrongPatch.At(patch.At.Span, $"'{root}' cannot be removed", "lessons and units can"));
        }
        else if (TakesAway(patch, steps, way))
        {
            removed.Add(way[^1]);
            Note(patch, "remove", steps, way, []);
        }
    }

    private void Insert(Patch patch, string[] steps, List<YamlNode> way, Insertion insert)
    {
        if (way[^1] is not YamlList list)
        {
            problems.Add(OverlayProblems.WrongPatch.At(patch.At.Span, $"'insert' needs a list, and here stands {TreeAddress.Kind(way[^1])}", "name the list, such as a-clear-yes/activities"));
            return;
        }

        if (insert.Items is not { Items.Count: > 0 } items)
        {
            problems.Add(OverlayProblems.NoEffect.At(patch.At.Span, "this patch changes nothing: there are no 'items'", "give it the items to insert"));
            return;
        }

        if (!Anchored(list, insert, patch, way))
        {
            return;
        }

        var known = placed.TryGetValue(list, out var others) ? others : placed[list] = [];
        foreach (var item in items.Items)
        {
            if (TreeAddress.IdOf(item) is { } id && (list.Items.Any(i => TreeAddress.IdOf(i) == id) || known.Exists(k => TreeAddress.IdOf(k.Item) == id)))
            {
                problems.Add(OverlayProblems.Duplicate.At(item.Span, $"'{patch.At.Value}' has an item '{id}' already", "give the new one another id, or use 'replace'"));
                continue;
            }

            known.Add((insert, item));
        }

        if (SafetyContent.LeavesOut(tree, steps, items))
        {
            AskWhy(patch, patch.At.Span);
        }

        Note(patch, "insert", steps, way, items.Items.Select(EditionChange.TitleOf));
    }

    private void Move(Patch patch, string[] steps, List<YamlNode> way, Placing place)
    {
        if (way.Count < 2 || way[^2] is not YamlList list)
        {
            problems.Add(OverlayProblems.WrongPatch.At(patch.At.Span, "'move' puts an item elsewhere in its list, and this is no item of a list"));
            return;
        }

        var item = way[^1];
        if (!Anchored(list, place, patch, way[..^1]) || !Marks(patch, way))
        {
            return;
        }

        var at = list.Items.ToList().FindIndex(i => ReferenceEquals(i, item));
        var without = list.Items.Where(i => !ReferenceEquals(i, item)).ToList<YamlNode?>();
        if (IndexIn(without, place) == at)
        {
            problems.Add(OverlayProblems.NoEffect.At(patch.At.Span, "this patch changes nothing: the item stands there already", "remove the patch"));
            return;
        }

        removed.Add(item);
        (placed.TryGetValue(list, out var others) ? others : placed[list] = []).Add((place, item));
        Note(patch, "move", steps, way, []);
    }

    private bool Anchored(YamlList list, Placing place, Patch patch, List<YamlNode> way)
    {
        if (new object?[] { place.Before, place.After, place.At }.Count(p => p is not null) > 1)
        {
            problems.Add(OverlayProblems.WrongPatch.At(patch.At.Span, "one place is enough: before, after or at"));
            return false;
        }

        if ((place.Before ?? place.After) is not { } anchor)
        {
            ways.Add((patch, [.. way]));
            return true;
        }

        if (TreeAddress.Step(list, anchor.Value) is not { } there)
        {
            problems.Add(OverlayProblems.NoTarget.At(anchor.Span, $"the list has no '{anchor.Value}'", Nearest.Hint(anchor.Value, TreeAddress.Names(list))));
            return false;
        }

        ways.Add((patch, [.. way, there]));
        return true;
    }

    private bool TakesAway(Patch patch, string[] steps, List<YamlNode> way)
    {
        if (SafetyContent.Touches(root, steps, way[^1]) || (way[^2] is YamlMap holder && SafetyContent.IsOfClosing(holder, steps[^1])))
        {
            AskWhy(patch, patch.At.Span);
        }

        return Marks(patch, way);
    }

    // What it marks is no place for another patch.
    private bool Marks(Patch patch, List<YamlNode> way)
    {
        ways.Add((patch, [.. way[..^1]]));
        if (gone.TryAdd(way[^1], patch))
        {
            return true;
        }

        problems.Add(OverlayProblems.Conflict.At(patch.At.Span, "another patch takes away, replaces or moves the same item", $"that is the one at {gone[way[^1]].At.Span}"));
        return false;
    }

    private void AskWhy(Patch patch, SourceSpan where)
    {
        ofSafety.Add(patch);
        var reason = patch.Reason?.Value ?? patch.Remove?.Reason.Value;
        if (reason is { Length: > 0 } && patch.Reviewer is { } reviewer && patch.Until is { } until)
        {
            problems.Add(OverlayProblems.SafetyChanged.At(where, $"safety content is changed: {reason} (looked at by {reviewer.Value}, until {until.Value:yyyy-MM-dd})"));
            return;
        }

        problems.Add(OverlayProblems.Safety.At(
            where, "this is safety content: who changes it says why, who has looked at it, and until when", "add 'reason', 'reviewer' and 'until' to the patch"));
    }

    private YamlNode Rebuild(YamlNode node)
    {
        if (replaced.TryGetValue(node, out var other))
        {
            return other;
        }

        switch (node)
        {
            case YamlMap map:
                var set = fields.GetValueOrDefault(map) ?? [];
                var entries = new List<YamlEntry>();
                foreach (var entry in map.Entries)
                {
                    if (set.Find(e => e.Key.Text == entry.Key.Text) is { } changed)
                    {
                        if (changed.Value is not YamlNothing)
                        {
                            entries.Add(changed);
                        }
                    }
                    else if (!removed.Contains(entry.Value))
                    {
                        entries.Add(entry with { Value = Rebuild(entry.Value) });
                    }
                }

                entries.AddRange(set.Where(e => e.Value is not YamlNothing && map[e.Key.Text] is null));
                return map with { Entries = entries };
            case YamlList list:
                var items = list.Items.Where(i => !removed.Contains(i)).Select(i => (Old: (YamlNode?)i, New: Rebuild(i))).ToList();
                foreach (var (place, item) in placed.GetValueOrDefault(list) ?? [])
                {
                    // Those before go behind others that went there first, and so do those behind: the order of the file stays.
                    var olds = items.ConvertAll(i => i.Old);
                    var at = IndexIn(olds, place);
                    while (place.Before is null && at < items.Count && items[at].Old is null)
                    {
                        at++;
                    }

                    items.Insert(at, (null, Rebuild(item)));
                }

                return list with { Items = [.. items.Select(i => i.New)] };
            default:
                return node;
        }
    }

    private static int IndexIn(List<YamlNode?> items, Placing place)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is { } item && TreeAddress.IdOf(item) is { } id)
            {
                if (id == place.Before?.Value)
                {
                    return i;
                }

                if (id == place.After?.Value)
                {
                    return i + 1;
                }
            }
        }

        return place.At?.Value == "start" ? 0 : items.Count;
    }
}
