using System.Collections.Concurrent;
using System.Globalization;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Overlays;

/// <summary>One thing that an overlay changes, as it is told to people: from the patch and what stood there before it.</summary>
public sealed record EditionChange
{
    /// <summary>Title of the overlay.</summary>
    public required string Edition { get; init; }

    /// <summary>Address of the file's tree: a lesson's id, <c>units/</c> and an id, <c>curriculum</c> or <c>resources</c>.</summary>
    public required string Root { get; init; }

    /// <summary>What its file is called below the overlay, or null.</summary>
    public string? RootTitle { get; init; }

    /// <summary>Address, as the patch has it.</summary>
    public required string Address { get; init; }

    /// <summary>What was done: set, replace, insert, remove or move.</summary>
    public required string Kind { get; init; }

    /// <summary>The list that the item stands in, such as <c>activities</c>; null where the file itself is changed.</summary>
    public string? List { get; init; }

    /// <summary>What the item is called below the overlay, or null.</summary>
    public string? Title { get; init; }

    /// <summary>The field of the item that is changed, or null for the item itself.</summary>
    public string? Field { get; init; }

    /// <summary>Fields that were set, or what new items are called.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Why, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Who has looked at it, or null.</summary>
    public string? Reviewer { get; init; }

    /// <summary>Last day on which it holds without another look, or null.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Whether it changes safety content.</summary>
    public bool IsSafety { get; init; }

    /// <summary>Where in the file below the overlay it is; changes are told in that order, whatever the order of patches.</summary>
    internal string Position { get; init; } = "";

    /// <summary>What people call an item: its title or the first of its other names, else its id; null for an item without any.</summary>
    internal static string? TitleOf(YamlNode node)
    {
        if (node is YamlScalar word)
        {
            return Shortened(word.Text);
        }

        return node is YamlMap map
            ? TitleFields.Select(f => map[f]).OfType<YamlScalar>().Select(s => Shortened(s.Text)).FirstOrDefault(t => t.Length > 0)
            : null;
    }

    /// <summary>The place of a node in a tree, by the numbers of fields and items on the way; in ordinal order they are in that of the file.</summary>
    internal static string PositionOf(IReadOnlyList<YamlNode> way)
    {
        var numbers = way.Zip(way.Skip(1), (from, to) => from switch
        {
            YamlMap map => map.Entries.TakeWhile(e => !ReferenceEquals(e.Value, to)).Count(),
            YamlList list => list.Items.TakeWhile(i => !ReferenceEquals(i, to)).Count(),
            _ => 0,
        });
        return string.Join('/', numbers.Select(n => n.ToString("D6", CultureInfo.InvariantCulture)));
    }

    private static readonly string[] TitleFields = ["title", "term", "name", "item", "question", "prompt", "myth", "line", "text", "id"];

    private const int MostLetters = 80;

    private static string Shortened(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MostLetters ? line : line[..(line.LastIndexOf(' ', MostLetters) is > 20 and var cut ? cut : MostLetters)] + "…";
    }
}

/// <summary>What the overlays of a project change, file by file. Filled as files are composed, from several threads.</summary>
public sealed class EditionRecord
{
    // A file that is composed again in the second pass of a build gives the same changes again.
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<(int FileLayer, string File, int Layer), IReadOnlyList<EditionChange>>> changes = new(StringComparer.Ordinal);

    /// <summary>The changes of a file: those of safety content first, then the lowest overlay first and in the order of the file.</summary>
    /// <param name="root">Address of its tree.</param>
    public IReadOnlyList<EditionChange> Of(string root) => Sorted([root]);

    /// <summary>The changes outside of lessons: of the curriculum, of services and of units, and lessons that are taken out.</summary>
    public IReadOnlyList<EditionChange> OfCourse() => Sorted(changes
        .Where(c => c.Key is "curriculum" or "resources" || c.Key.StartsWith("units/", StringComparison.Ordinal) || c.Value.Values.Any(v => v.Any(IsTakenOut)))
        .Select(c => c.Key));

    private static bool IsTakenOut(EditionChange change) => change.Kind == "remove" && change.Address == change.Root;

    /// <summary>The overlays that change a file, by the number of their layer.</summary>
    /// <param name="root">Address of its tree.</param>
    public IReadOnlySet<int> LayersOf(string root) =>
        changes.TryGetValue(root, out var found) ? found.Where(c => c.Value.Count > 0).Select(c => c.Key.Layer).ToHashSet() : new HashSet<int>();

    internal void Set(string root, WorkspaceFile file, int layer, IReadOnlyList<EditionChange> found) =>
        changes.GetOrAdd(root, _ => new()).AddOrUpdate((file.Layer, file.Name, layer), found, (_, _) => found);

    private List<EditionChange> Sorted(IEnumerable<string> roots) =>
    [
        .. roots
            .SelectMany(root => changes.TryGetValue(root, out var found) ? found.ToArray() : [])
            .SelectMany(c => c.Value.Select(change => (c.Key, Change: change)))
            .OrderByDescending(c => c.Change.IsSafety)
            .ThenBy(c => c.Key.Layer)
            .ThenBy(c => c.Change.Root, StringComparer.Ordinal)
            .ThenBy(c => c.Key.FileLayer)
            .ThenBy(c => c.Key.File, StringComparer.Ordinal)
            .ThenBy(c => c.Change.Position, StringComparer.Ordinal)
            .ThenBy(c => c.Change.Kind, StringComparer.Ordinal)
            .ThenBy(c => string.Join('/', c.Change.Names), StringComparer.Ordinal)
            .Select(c => c.Change),
    ];
}
