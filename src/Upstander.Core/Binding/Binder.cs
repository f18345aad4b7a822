using Upstander.Diagnostics;
using Upstander.Yaml;

namespace Upstander.Binding;

/// <summary>Binds a map of a file to the class that declares its fields, and reports what is missing, malformed or unknown.</summary>
public static class Binder
{
    /// <summary>The map as a <typeparamref name="T"/>; problems go into the bag, and stand-ins take the place of required values.</summary>
    public static T Bind<T>(YamlMap map, Func<MapReader, T> make, DiagnosticBag problems)
        where T : Item
    {
        var reader = new BindingReader(map, problems, FieldCount<T>.Last);
        var item = make(reader);
        FieldCount<T>.Last = reader.Bound.Count;
        reader.ReportUnknownKeys();
        return item;
    }

    /// <summary>How many fields a class declares, known once one was read: lists of that length waste nothing.</summary>
    private static class FieldCount<T>
    {
        public static int Last { get; set; } = 16;
    }
}

/// <summary>Reads fields from a map of a file.</summary>
internal sealed class BindingReader(YamlMap map, DiagnosticBag problems, int fieldCount) : MapReader
{
    // Looking for the nearest name costs something; a map of thousands of keys is another kind of file, not many misspellings.
    private const int MaxUnknownKeys = 50;

    private readonly List<BoundField> bound = new(fieldCount);

    public override SourceSpan Span => map.Span;

    internal override IReadOnlyList<BoundField> Bound => bound;

    internal override object? Read(FieldShape field)
    {
        object? value = null;
        if (map[field.Name] is { } node)
        {
            value = field.Type.Read(node, field.Name, problems);
        }
        else if (field.Required)
        {
            problems.Add(BindingProblems.Missing.At(
                SourceSpan.At(map.Span.File, map.Span.Line, map.Span.Column), $"'{field.Name}' is missing", $"it must be {field.Type.Expected}"));
        }

        bound.Add(new BoundField(field.Name, field.Audience, field.Type, value));
        return value;
    }

    internal void ReportUnknownKeys()
    {
        List<YamlEntry>? unknown = null;
        foreach (var entry in map.Entries)
        {
            if (!IsKnown(entry.Key.Text))
            {
                (unknown ??= []).Add(entry);
            }
        }

        if (unknown is null)
        {
            return;
        }

        var names = bound.Select(f => f.Name).ToArray();
        var unused = names.Where(n => map[n] is null).ToArray();
        foreach (var (key, value) in unknown.Take(MaxUnknownKeys))
        {
            // Between { and }, a comma ends a text: what follows it becomes a key with nothing behind it.
            if (value is YamlNothing && key.Text.Contains(' ', StringComparison.Ordinal))
            {
                problems.Add(BindingProblems.UnknownKey.At(
                    key.Span, $"there is no field '{key.Text}' here", "if it belongs to the text before it, put that text in quotes: between { and }, a comma ends a text"));
                continue;
            }

            // A field that is still free was more likely meant than one that is there already.
            var hint = Nearest.To(key.Text, unused) is { } near ? $"did you mean '{near}'?" : Nearest.Hint(key.Text, names);
            problems.Add(BindingProblems.UnknownKey.At(key.Span, $"there is no field '{key.Text}' here", hint));
        }

        if (unknown.Count > MaxUnknownKeys)
        {
            problems.Add(BindingProblems.UnknownKey.At(
                unknown[MaxUnknownKeys].Key.Span, $"from here on, {unknown.Count - MaxUnknownKeys} more keys are no fields", "is this another kind of file?"));
        }
    }

    private bool IsKnown(string key)
    {
        foreach (var field in bound)
        {
            if (field.Name == key)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Stands in for a map that is missing: every field of it is absent.</summary>
internal sealed class BlankReader(SourceSpan span) : MapReader
{
    private readonly List<BoundField> bound = [];

    public override SourceSpan Span => span;

    internal override IReadOnlyList<BoundField> Bound => bound;

    internal override object? Read(FieldShape field)
    {
        bound.Add(new BoundField(field.Name, field.Audience, field.Type, null));
        return null;
    }
}

/// <summary>Records the fields that a class declares, without a file.</summary>
internal sealed class ShapeRecorder : MapReader
{
    private readonly List<FieldShape> shapes = [];

    public override SourceSpan Span => default;

    internal override IReadOnlyList<BoundField> Bound => [];

    /// <summary>The fields that a class declares, in order.</summary>
    public static IReadOnlyList<FieldShape> FieldsOf<T>(Func<MapReader, T> make)
    {
        var recorder = new ShapeRecorder();
        make(recorder);
        return recorder.shapes;
    }

    internal override object? Read(FieldShape field)
    {
        shapes.Add(field);
        return null;
    }
}
