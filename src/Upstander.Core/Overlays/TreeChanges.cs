using Upstander.Yaml;

namespace Upstander.Overlays;

/// <summary>What has changed in one tree.</summary>
/// <param name="Root">Its address.</param>
/// <param name="Then">The tree before; null when it is new.</param>
/// <param name="Now">The tree after; null when it is gone.</param>
/// <param name="Changes">The differences where there are both.</param>
public sealed record TreeChanges(string Root, YamlMap? Then, YamlMap? Now, IReadOnlyList<TreeChange> Changes)
{
    /// <summary>The trees that differ, in ordinal order of their addresses.</summary>
    public static IReadOnlyList<TreeChanges> Between(BaseTrees then, BaseTrees now)
    {
        var all = new List<TreeChanges>();
        foreach (var root in then.Trees.Keys.Union(now.Trees.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (old, young) = (then.Trees.GetValueOrDefault(root), now.Trees.GetValueOrDefault(root));
            var changes = old is not null && young is not null ? TreeDiff.Of(old, young) : [];
            if (old is null || young is null || changes.Count > 0)
            {
                all.Add(new TreeChanges(root, old, young, changes));
            }
        }

        return all;
    }

    /// <summary>A change in the words of a curriculum: <c>activity “Quick draw”: minutes: typical</c>, <c>new handout “Poster”</c>.</summary>
    /// <param name="change">One of <see cref="Changes"/>.</param>
    public string Words(TreeChange change)
    {
        var places = Places(change).ToList();
        var last = places.Count == 0 ? "" : places[^1];
        return change.Kind switch
        {
            ChangeKind.Added => Joined([.. places[..^1], $"new {last}"]),
            ChangeKind.Removed => Joined([.. places[..^1], $"{last} is gone"]),
            ChangeKind.Moved => Joined([.. places[..^1], $"{last} stands elsewhere"]),
            _ => Joined(places) + (change.Then is null ? ": new" : change.Now is null ? ": gone" : ""),
        };
    }

    private static string Joined(IReadOnlyList<string> places) => string.Join(": ", places);

    // Lists are named by their items: activities/quick-draw is “activity “Quick draw””.
    private IEnumerable<string> Places(TreeChange change)
    {
        var (then, now) = ((YamlNode?)Then, (YamlNode?)Now);
        var list = "";
        foreach (var step in change.Steps)
        {
            var isItem = (now ?? then) is YamlList;
            then = then is null ? null : TreeAddress.Step(then, step);
            now = now is null ? null : TreeAddress.Step(now, step);
            if ((now ?? then) is YamlList && !ReferenceEquals(step, change.Steps[^1]))
            {
                list = step;
                continue;
            }

            yield return isItem ? $"{One(list)} {Name(now ?? then, step)}" : step.Replace('_', ' ');
        }
    }

    private static string Name(YamlNode? item, string id) =>
        item is YamlMap map && (map["title"] ?? map["name"] ?? map["term"] ?? map["item"]) is YamlScalar title ? $"“{title.Text}”" : $"'{id}'";

    private static string One(string list) => list.Replace('_', ' ') switch
    {
        var name when name.EndsWith("ies", StringComparison.Ordinal) => name[..^3] + "y",
        var name when name.EndsWith('s') => name[..^1],
        var name => name,
    };
}
