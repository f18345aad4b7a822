using System.Globalization;
using System.Text.Json;
using Upstander.Diagnostics;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Tests.Schemas;

/// <summary>Reads YAML as an editor does before it looks at a schema: plain scalars become numbers and booleans by YAML's core schema.</summary>
internal static class YamlAsJson
{
    public static string Of(string path, out string kind)
    {
        var problems = new DiagnosticBag();
        var map = YamlLoader.Load(new SourceFile(path, File.ReadAllBytes(path)), problems)!;
        Assert.Empty(problems.Sorted());
        kind = map.Entries[0].Key.Text;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, map);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, YamlNode node)
    {
        switch (node)
        {
            case YamlScalar { Style: ScalarStyle.Plain, Text: "true" or "false" } flag:
                json.WriteBooleanValue(flag.Text == "true");
                break;
            case YamlScalar { Style: ScalarStyle.Plain } plain when double.TryParse(plain.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number):
                json.WriteNumberValue(number);
                break;
            case YamlScalar text:
                json.WriteStringValue(text.Text);
                break;
            case YamlList list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case YamlMap map:
                json.WriteStartObject();
                foreach (var (key, value) in map.Entries)
                {
                    json.WritePropertyName(key.Text);
                    Write(json, value);
                }

                json.WriteEndObject();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
