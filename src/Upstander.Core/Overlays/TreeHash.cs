using System.Text;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Overlays;

/// <summary>Says what a tree means in a few letters: the same for two trees that say the same, however they are written and in whatever order their fields stand.</summary>
internal static class TreeHash
{
    /// <summary>The first 32 digits of its SHA-256, in lower case.</summary>
    public static string Of(YamlNode node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return ContentHash.Of(text.ToString())[..32];
    }

    // Lengths stand before texts, so that no two trees are written alike.
    private static void Write(YamlNode node, StringBuilder text)
    {
        switch (node)
        {
            case YamlScalar scalar:
                Write(scalar.Text, text);
                break;
            case YamlList list:
                text.Append('[');
                foreach (var item in list.Items)
                {
                    Write(item, text);
                }

                text.Append(']');
                break;
            case YamlMap map:
                text.Append('{');
                foreach (var (key, value) in map.Entries.Where(e => e.Value is not YamlNothing).OrderBy(e => e.Key.Text, StringComparer.Ordinal))
                {
                    Write(key.Text, text);
                    Write(value, text);
                }

                text.Append('}');
                break;
            default:
                text.Append('~');
                break;
        }
    }

    private static void Write(string value, StringBuilder text) => text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{value.Length}:").Append(value);
}
