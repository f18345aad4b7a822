using System.Text;

namespace Upstander.Yaml;

/// <summary>
/// Writes trees as people write them: blocks, two spaces, quotes only where they are needed, long texts folded. What <see cref="YamlLoader"/> reads of it says the
/// same as what was written.
/// </summary>
public static class YamlWriter
{
    private const int Width = 110;
    private const int MostShort = 80;

    /// <summary>The text of any value as YAML, with a line feed at its end.</summary>
    /// <param name="node">The value.</param>
    /// <param name="note">Words for a comment beside a value; null for none.</param>
    public static string Text(YamlNode node, Func<YamlNode, string?>? note = null)
    {
        var text = new StringBuilder();
        var block = new Block(text, note);
        switch (node)
        {
            case YamlMap map:
                block.Map(map, 0, atLineStart: true);
                break;
            case YamlList list:
                block.Items(list, 0);
                break;
            case YamlScalar scalar:
                block.Scalar(scalar, 2);
                break;
            default:
                break;
        }

        return text.ToString();
    }

    /// <summary>The text of any value: that of a map or list as a block, that of a scalar as it reads, without quotes.</summary>
    public static string Read(YamlNode? node) => node switch
    {
        null or YamlNothing => "",
        YamlScalar scalar => scalar.Text,
        _ => Text(node),
    };

    /// <summary>A scalar on one line, in quotes where it needs them.</summary>
    public static string Quoted(string text) => IsPlain(text) ? text : InQuotes(text);

    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || text is "null" or "Null" or "NULL" or "~" || char.IsWhiteSpace(text[^1]) || text[^1] == ':')
        {
            return false;
        }

        if (!char.IsLetterOrDigit(text[0]) && text[0] is not ('“' or '‘' or '(' or '/') && !text.StartsWith("./", StringComparison.Ordinal) && !text.StartsWith("../", StringComparison.Ordinal))
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (NeedsEscape(c) || c is '\n' or '"' or '\'' or '`' or '\\' or '{' or '}' or '[' or ']' || (c == ':' && text[i + 1] == ' ') || (c == '#' && text[i - 1] == ' '))
            {
                return false;
            }
        }

        return true;
    }

    private static bool NeedsEscape(char c) => (char.IsControl(c) && c != '\n') || c is '\u2028' or '\u2029' or '\ufeff' or '\u00a0' or (>= '\ud800' and <= '\udfff') || (char.IsWhiteSpace(c) && c is not (' ' or '\n'));

    /// <summary>A scalar in double quotes, as it can stand anywhere.</summary>
    public static string InQuotes(string text)
    {
        var quoted = new StringBuilder(text.Length + 8).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                quoted.Append(c).Append(text[++i]);
                continue;
            }

            quoted = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append(@"\n"),
                '\t' => quoted.Append(@"\t"),
                _ when NeedsEscape(c) => quoted.Append(FormattableString.Invariant($"\\u{(int)c:x4}")),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    // A block scalar says what it holds only where no line begins or ends with a space and nothing in it needs an escape.
    private static bool IsBlock(string text)
    {
        var body = text.EndsWith('\n') ? text[..^1] : text;
        return body.Length > 0 && body.Split('\n').All(l => l.Length > 0 && !char.IsWhiteSpace(l[0]) && !char.IsWhiteSpace(l[^1]) && l.All(c => !NeedsEscape(c)) && l[0] is not '#');
    }

    private static bool IsFoldable(string text) => !text.Contains('\n', StringComparison.Ordinal) && IsBlock(text) && !text.Contains("  ", StringComparison.Ordinal);

    private sealed class Block(StringBuilder text, Func<YamlNode, string?>? note)
    {
        public void Map(YamlMap map, int indent, bool atLineStart)
        {
            foreach (var (key, value) in map.Entries)
            {
                if (atLineStart)
                {
                    text.Append(' ', indent);
                }

                text.Append(Quoted(key.Text)).Append(':');
                Value(value, indent);
                atLineStart = true;
            }
        }

        // Behind a key, on its line or below it.
        private void Value(YamlNode value, int indent)
        {
            switch (value)
            {
                case YamlScalar scalar:
                    text.Append(' ');
                    Scalar(scalar, indent + 2);
                    break;
                case YamlMap { Entries.Count: > 0 } map:
                    End(note is null ? null : map);
                    Map(map, indent + 2, atLineStart: true);
                    break;
                case YamlList { Items.Count: > 0 } list when note is null && IsShort(list, indent) is { } line:
                    text.Append(' ').Append(line).Append('\n');
                    break;
                case YamlList { Items.Count: > 0 } list:
                    End(note is null ? null : list);
                    Items(list, indent + 2);
                    break;
                case YamlNothing:
                    End(value);
                    break;
                default:
                    text.Append(value is YamlMap ? " {}" : " []");
                    End(value);
                    break;
            }
        }

        public void Items(YamlList list, int indent)
        {
            foreach (var item in list.Items)
            {
                text.Append(' ', indent).Append('-');
                switch (item)
                {
                    case YamlScalar scalar:
                        text.Append(' ');
                        Scalar(scalar, indent + 2);
                        break;
                    case YamlMap { Entries.Count: > 0 } map:
                        text.Append(' ');
                        Map(map, indent + 2, atLineStart: false);
                        break;
                    default:
                        Value(item, indent);
                        break;
                }
            }
        }

        public void Scalar(YamlScalar scalar, int indent)
        {
            var value = scalar.Text;
            if (value.Contains('\n', StringComparison.Ordinal) && IsBlock(value))
            {
                text.Append(value[^1] == '\n' ? "|" : "|-");
                End(scalar);
                foreach (var line in value.TrimEnd('\n').Split('\n'))
                {
                    text.Append(' ', indent).Append(line).Append('\n');
                }
            }
            else if (value.Length + indent > Width && IsFoldable(value))
            {
                text.Append(">-");
                End(scalar);
                Fold(value, indent);
            }
            else
            {
                text.Append(Quoted(value));
                End(scalar);
            }
        }

        private void Fold(string value, int indent)
        {
            var column = 0;
            foreach (var word in value.Split(' '))
            {
                if (column > 0 && column + 1 + word.Length > Width && word[0] != '#')
                {
                    text.Append('\n');
                    column = 0;
                }

                if (column == 0)
                {
                    text.Append(' ', indent);
                    column = indent;
                }
                else
                {
                    text.Append(' ');
                    column++;
                }

                text.Append(word);
                column += word.Length;
            }

            text.Append('\n');
        }

        // Ids and numbers read better beside each other.
        private static string? IsShort(YamlList list, int indent)
        {
            if (!list.Items.All(i => i is YamlScalar s && IsPlain(s.Text) && !s.Text.Contains(',', StringComparison.Ordinal) && !s.Text.Contains(' ', StringComparison.Ordinal)))
            {
                return null;
            }

            var line = $"[{string.Join(", ", list.Items.Select(i => ((YamlScalar)i).Text))}]";
            return line.Length + indent <= MostShort ? line : null;
        }

        private void End(YamlNode? value)
        {
            if (value is not null && note?.Invoke(value) is { } words)
            {
                text.Append("  # ").Append(words);
            }

            text.Append('\n');
        }
    }
}
