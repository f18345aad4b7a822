using Upstander.Binding;
using Upstander.Lessons;
using Upstander.Resources;

namespace Upstander.Tests.Leaks;

/// <summary>A field of a format by its path, such as <c>lesson.activities.steps.say</c>, with whoever may see it and everything around it.</summary>
internal sealed record ShapeAt(string Path, FieldShape Field, Audience Audience);

/// <summary>Walks the field declarations that the compiler reads files with.</summary>
internal static class Shapes
{
    public static IReadOnlyDictionary<string, IReadOnlyList<FieldShape>> Roots { get; } = new Dictionary<string, IReadOnlyList<FieldShape>>
    {
        ["lesson"] = ShapeRecorder.FieldsOf(f => new Lesson(f)),
        ["unit"] = ShapeRecorder.FieldsOf(f => new Unit(f)),
        ["curriculum"] = ShapeRecorder.FieldsOf(f => new Curriculum(f)),
        ["resources"] = ShapeRecorder.FieldsOf(f => new ResourceFile(f)),
        ["brand"] = ShapeRecorder.FieldsOf(f => new Brand(f)),
    };

    public static IEnumerable<ShapeAt> All() => Roots.SelectMany(root => Under(root.Key, root.Value, For.Everyone));

    /// <summary>The map behind a field, whether it is one or a list of them; null when it holds no map.</summary>
    public static MapType? MapOf(FieldType type) => type switch
    {
        MapType map => map,
        ListType { Element: MapType map } => map,
        _ => null,
    };

    private static IEnumerable<ShapeAt> Under(string path, IReadOnlyList<FieldShape> fields, Audience around)
    {
        foreach (var field in fields)
        {
            var at = new ShapeAt($"{path}.{field.Name}", field, field.Audience & around);
            yield return at;
            foreach (var inner in MapOf(field.Type) is { } map ? Under(at.Path, map.Fields, at.Audience) : [])
            {
                yield return inner;
            }
        }
    }
}
