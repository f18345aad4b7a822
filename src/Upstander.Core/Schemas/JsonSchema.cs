using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Upstander.Binding;
using Upstander.Checking.Language;
using Upstander.Documents;
using Upstander.Lessons;
using Upstander.Resources;
using Upstander.Standards;

namespace Upstander.Schemas;

/// <summary>
/// JSON Schemas (draft 7, which editors know best) of every file format, written from the same field declarations that
/// read the files: an editor completes, describes and checks exactly what the compiler accepts.
/// </summary>
public static class JsonSchema
{
    /// <summary>The formats by name, in the order in which they are listed.</summary>
    public static IReadOnlyList<string> Names { get; } = ["lesson", "unit", "curriculum", "resources", "brand", "documents", "standards", "rules", "overlay"];

    /// <summary>The schema of a format as JSON text that ends with a line end, or null when there is no such format.</summary>
    public static string? Of(string name) => name switch
    {
        "lesson" => Write(name, "A lesson of an Upstander curriculum.", new MapType<Lesson>(f => new Lesson(f))),
        "unit" => Write(name, "A unit: a sequence of lessons.", new MapType<Unit>(f => new Unit(f))),
        "curriculum" => Write(name, "What a curriculum is: curriculum.yaml.", new MapType<Curriculum>(f => new Curriculum(f))),
        "resources" => Write(name, "Support services: resources.yaml.", new MapType<ResourceFile>(f => new ResourceFile(f))),
        "brand" => Write(name, "Whose edition it is: brand.yaml.", new MapType<Brand>(f => new Brand(f))),
        "documents" => Write(name, "Documents that a build makes: templates/documents.yaml.", new MapType<DocumentFile>(f => new DocumentFile(f))),
        "standards" => Write(name, "A framework of standards.", new MapType<Framework>(f => new Framework(f))),
        "rules" => Write(name, "Language rules: a file below rules/.", new MapType<RuleFile>(f => new RuleFile(f))),
        "overlay" => Write(name, "Changes on top of another curriculum: overlay.yaml.", new MapType<Overlay>(f => new Overlay(f))),
        _ => null,
    };

    private static string Write(string name, string about, MapType root)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            json.WriteString("title", $"Upstander {name}");
            json.WriteString("description", about);
            var parts = new SortedDictionary<string, MapType>(StringComparer.Ordinal);
            WriteFields(json, root, parts);
            WriteParts(json, parts);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static void WriteParts(Utf8JsonWriter json, SortedDictionary<string, MapType> parts)
    {
        json.WriteStartObject("definitions");
        var written = new HashSet<string>(StringComparer.Ordinal);
        while (parts.Values.FirstOrDefault(p => !written.Contains(p.Name)) is { } part)
        {
            written.Add(part.Name);
            json.WriteStartObject(part.Name);
            WriteFields(json, part, parts);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, MapType map, SortedDictionary<string, MapType> parts)
    {
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartArray("required");
        foreach (var field in map.Fields.Where(f => f.Required))
        {
            json.WriteStringValue(field.Name);
        }

        json.WriteEndArray();
        json.WriteStartObject("properties");
        foreach (var field in map.Fields)
        {
            json.WriteStartObject(field.Name);
            json.WriteString("description", $"{field.About} ({SeenBy(field.Audience)})");
            WriteType(json, field.Type, parts);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string SeenBy(Audience audience) => audience switch
    {
        For.Everyone => "seen by everyone",
        For.Learners => "seen by learners and facilitators",
        For.Families => "seen by families and facilitators",
        _ => "seen by facilitators only",
    };

    private static void WriteType(Utf8JsonWriter json, FieldType type, SortedDictionary<string, MapType> parts)
    {
        switch (type)
        {
            case TextType text:
                WriteText(json, text);
                break;
            case ProseType:
                WriteScalars(json);
                break;
            case NumberType number:
                json.WriteString("type", "integer");
                json.WriteNumber("minimum", number.Min);
                json.WriteNumber("maximum", number.Max);
                break;
            case FlagType:
                json.WriteString("type", "boolean");
                break;
            case DateType:
                json.WriteString("type", "string");
                json.WriteString("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
                break;
            case ChoiceType choice:
                json.WriteStartArray("enum");
                foreach (var name in choice.Choices)
                {
                    json.WriteStringValue(name);
                }

                json.WriteEndArray();
                break;
            case TreeType tree:
                json.WriteString("type", tree.IsList ? "array" : "object");
                break;
            case MapType map:
                parts[map.Name] = map;

                // Draft 7 ignores everything beside $ref, and editors would lose the description.
                json.WriteStartArray("allOf");
                json.WriteStartObject();
                json.WriteString("$ref", $"#/definitions/{map.Name}");
                json.WriteEndObject();
                json.WriteEndArray();
                break;
            case ListType list:
                json.WriteString("type", "array");
                json.WriteNumber("minItems", list.Min);
                json.WriteNumber("maxItems", list.Max);
                json.WriteStartObject("items");
                WriteType(json, list.Element, parts);
                json.WriteEndObject();
                break;
            case OneOrMoreType { Element: var element }:
                WriteEither(json, element, new ListType<Located<string>>(element, 1, 100), parts);
                break;
            case TextOrMapType { One: var text, Many: var map }:
                WriteEither(json, text, map, parts);
                break;
            case WordOrStepsType { Word: var word }:
                WriteEither(json, new ChoiceType([word]), new ListType<Prose>(ProseType.Any, 1, 20), parts);
                break;
            default:
                throw new InvalidOperationException($"no schema for {type.GetType()}");
        }
    }

    private static void WriteEither(Utf8JsonWriter json, FieldType one, FieldType other, SortedDictionary<string, MapType> parts)
    {
        json.WriteStartArray("anyOf");
        foreach (var type in (ReadOnlySpan<FieldType>)[one, other])
        {
            json.WriteStartObject();
            WriteType(json, type, parts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, TextType text)
    {
        if (text.Form is null)
        {
            WriteScalars(json);
            json.WriteNumber("maxLength", text.Max);
            return;
        }

        json.WriteString("type", "string");
        json.WriteString("pattern", Ecma(text.Form.Pattern));
        json.WriteNumber("maxLength", text.Max);
    }

    /// <summary>A text field takes a scalar as written: 1.10 and true are text there, whatever a YAML editor makes of them.</summary>
    private static void WriteScalars(Utf8JsonWriter json)
    {
        json.WriteStartArray("type");
        json.WriteStringValue("string");
        json.WriteStringValue("number");
        json.WriteStringValue("boolean");
        json.WriteEndArray();
        json.WriteNumber("minLength", 1);
    }

    private static string Ecma(Regex pattern) => pattern.ToString().Replace(@"\z", "$", StringComparison.Ordinal);
}
