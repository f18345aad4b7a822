using System.Globalization;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Yaml;

namespace Upstander.Overlays;

/// <summary>Finds values of a tree by fields and ids.</summary>
public static class TreeAddress
{
    /// <summary>The address of a file's tree: a lesson's id, <c>units/</c> and an id, or the kind of file; null for files that no patch reaches.</summary>
    /// <param name="fileName">Name of the file, which may give the id.</param>
    /// <param name="map">Its tree.</param>
    public static string? RootOf(string fileName, YamlMap map)
    {
        var id = map["id"] is YamlScalar { Text.Length: > 0 } given ? given.Text : Path.GetFileNameWithoutExtension(fileName);
        return map.Entries.Count == 0 ? null : map.Entries[0].Key.Text switch
        {
            "lesson" => id,
            "unit" => $"units/{id}",
            "curriculum" or "resources" => map.Entries[0].Key.Text,
            _ => null,
        };
    }

    /// <summary>The part of an address that names a tree, and the rest.</summary>
    public static (string Root, string[] Steps) Split(string address)
    {
        var parts = address.Split('/');
        var deep = parts[0] == "units" && parts.Length > 1 ? 2 : 1;
        return (string.Join('/', parts.Take(deep)), [.. parts.Skip(deep)]);
    }

    /// <summary>The value that a step leads to: a field of a map, an item of a list by its id; null when there is none.</summary>
    public static YamlNode? Step(YamlNode from, string step) => from switch
    {
        YamlMap map => map[step],
        YamlList list => list.Items.FirstOrDefault(i => IdOf(i) == step),
        _ => null,
    };

    /// <summary>The value that steps lead to, or null.</summary>
    public static YamlNode? Find(YamlMap tree, IEnumerable<string> steps) => steps.Aggregate((YamlNode?)tree, (at, step) => at is null ? null : Step(at, step));

    /// <summary>The values on the way that steps lead, the tree first; null after a finding that names the nearest.</summary>
    /// <param name="root">Address of the tree.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="steps">Fields and ids from there.</param>
    /// <param name="where">Where the address was written.</param>
    /// <param name="problems">Gets what is not there.</param>
    internal static List<YamlNode>? Way(string root, YamlMap tree, IReadOnlyList<string> steps, SourceSpan where, DiagnosticBag problems)
    {
        var way = new List<YamlNode> { tree };
        foreach (var step in steps)
        {
            if (Step(way[^1], step) is not { } next)
            {
                var before = string.Join('/', steps.Take(way.Count - 1).Prepend(root));
                problems.Add(OverlayProblems.NoTarget.At(where, $"there is no '{step}' at '{before}'", Hint(way[^1], step, before)));
                return null;
            }

            way.Add(next);
        }

        return way;
    }

    /// <summary>Names that a step could be called.</summary>
    public static IReadOnlyCollection<string> Names(YamlNode from) => from switch
    {
        YamlMap map => [.. map.Entries.Select(e => e.Key.Text)],
        YamlList list => [.. list.Items.Select(IdOf).OfType<string>()],
        _ => [],
    };

    /// <summary>The id of an item, or null; an item that is the id of something else, such as a lesson in a unit, is its own.</summary>
    public static string? IdOf(YamlNode item) => item switch
    {
        YamlMap map => map["id"] is YamlScalar id ? id.Text : null,
        YamlScalar scalar => TextFormat.Slug.Pattern.IsMatch(scalar.Text) ? scalar.Text : null,
        _ => null,
    };

    /// <summary>Whether two trees say the same, wherever they stand.</summary>
    public static bool Same(YamlNode? a, YamlNode? b) => (a, b) switch
    {
        (YamlScalar x, YamlScalar y) => x.Text == y.Text,
        (null or YamlNothing, null or YamlNothing) => true,
        (YamlList x, YamlList y) => x.Items.Count == y.Items.Count && x.Items.Zip(y.Items).All(p => Same(p.First, p.Second)),
        (YamlMap x, YamlMap y) => x.Entries.All(e => Same(e.Value, y[e.Key.Text])) && y.Entries.All(e => e.Value is YamlNothing || x[e.Key.Text] is not null),
        _ => false,
    };

    /// <summary>What stands at a place, in the words of messages.</summary>
    public static string Kind(YamlNode node) => node switch
    {
        YamlMap => "a map",
        YamlList list => string.Create(CultureInfo.InvariantCulture, $"a list of {list.Items.Count}"),
        YamlNothing => "nothing",
        _ => "a text",
    };

    /// <summary>A hint that names what was probably meant.</summary>
    public static string? Hint(YamlNode from, string step, string before) =>
        Nearest.To(step, Names(from)) is { } near ? $"did you mean '{before}/{near}'?" : Nearest.Hint(step, Names(from));
}
