using Upstander.Yaml;

namespace Upstander.Overlays;

/// <summary>
/// What protects learners and so cannot be taken away, emptied or replaced in passing: content note and choices, support services, what adults do when
/// someone tells them, limits of confidentiality, the closing, the call to action.
/// </summary>
internal static class SafetyContent
{
    private static readonly string[] OfLesson =
        ["content_note", "resources", "facilitator/disclosure_response", "facilitator/confidentiality_limits", "facilitator/mandated_reporting", "call_to_action"];

    private static readonly string[] OfCurriculum = ["agreements", "disclosure_response", "support_message"];

    /// <summary>Whether something of a tree is safety content, holds some or lies in some.</summary>
    /// <param name="root">Address of the tree.</param>
    /// <param name="steps">Fields and ids from there.</param>
    /// <param name="node">What stands there.</param>
    public static bool Touches(string root, IReadOnlyList<string> steps, YamlNode? node)
    {
        var path = string.Join('/', steps);
        var known = root is "curriculum" ? OfCurriculum : root is "resources" || root.StartsWith("units/", StringComparison.Ordinal) ? [] : OfLesson;
        return known.Any(k => path == k || path.StartsWith(k + "/", StringComparison.Ordinal) || (k.StartsWith(path + "/", StringComparison.Ordinal) && Holds(node, k[(path.Length + 1)..])))
            || IsClosing(steps, node);
    }

    /// <summary>Whether a field makes an activity the closing of its lesson, or holds what is done in it or instead of it.</summary>
    public static bool IsOfClosing(YamlMap activity, string field) => field is "phase" or "core" or "steps" or "alternatives" && IsClosing(activity);

    /// <summary>Whether what a patch writes into the variants of a lesson leaves out its closing.</summary>
    /// <param name="lesson">The lesson below the overlay.</param>
    /// <param name="steps">Fields and ids from there to what is written.</param>
    /// <param name="written">What is written.</param>
    public static bool LeavesOut(YamlMap lesson, IReadOnlyList<string> steps, YamlNode written) =>
        steps.Count > 0
        && steps[0] == "variants"
        && Dropped(written, inDrop: steps[^1] == "drop").Any(id =>
            lesson["activities"] is YamlList activities && TreeAddress.Step(activities, id) is YamlMap activity && IsClosing(activity));

    private static IEnumerable<string> Dropped(YamlNode node, bool inDrop) => node switch
    {
        YamlScalar id when inDrop => [id.Text],
        YamlList list => list.Items.SelectMany(i => Dropped(i, inDrop)),
        YamlMap map => map.Entries.SelectMany(e => Dropped(e.Value, e.Key.Text == "drop")),
        _ => [],
    };

    private static bool Holds(YamlNode? node, string path) => node is YamlMap map && TreeAddress.Find(map, path.Split('/')) is not null;

    private static bool IsClosing(IReadOnlyList<string> steps, YamlNode? node) =>
        steps.Count >= 1 && steps[0] == "activities" && (node switch
        {
            YamlMap map when steps.Count == 2 => IsClosing(map),
            YamlList list when steps.Count == 1 => list.Items.Any(i => i is YamlMap map && IsClosing(map)),
            _ => false,
        });

    private static bool IsClosing(YamlMap activity) => activity["phase"] is YamlScalar { Text: "closing" };
}
