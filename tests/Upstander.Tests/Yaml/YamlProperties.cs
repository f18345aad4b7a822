using System.Text;
using CsCheck;
using Upstander.Yaml;

namespace Upstander.Tests.Yaml;

/// <summary>What holds for any file.</summary>
public class YamlProperties
{
    private static readonly Gen<string> Pieces = Gen.OneOf<string>(
        "a", "b", "z", "1", "0", ".", " ", " ", "  ", ",", ":", ": ", "#", " #", "- ", "-", "?", "'", "\"", "\\", "[", "]", "{", "}", "&", "*", "!", "|",
        ">", "%", "@", "`", "~", "null", "é", "ש", "😀", "👩\u200d👧", "\u200e", "word", "\n", "\n\n", "\t", "<<", "=", "/", "---", "...");

    private static readonly Gen<string> Texts = Pieces.Array[0, 12].Select(string.Concat);

    /// <summary>A tree: a text, a list of trees or a map of trees.</summary>
    private static readonly Gen<object> Trees = Gen.Recursive<object>((depth, self) =>
    {
        var texts = Texts.Select(object (t) => t);
        return depth > 4
            ? texts
            : Gen.Frequency(
                (4, texts),
                (1, self.List[1, 4].Select(object (t) => t)),
                (2, Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 8], self)[1, 5].Select(object (t) => t)));
    });

    private static readonly Gen<Dictionary<string, object>> Files = Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 8], Trees)[1, 6];

    [Fact]
    public void Random_bytes_never_throw() =>
        Gen.Byte.Array[0, 200].Sample(bytes => { Loading.Load(bytes); }, iter: 20_000);

    [Fact]
    public void Random_pieces_of_yaml_never_throw_and_always_give_a_tree_or_a_reason() =>
        Gen.Frequency(
                (3, Pieces),
                (2, Gen.OneOf<string>("\n  ", "\n", "\n    ", "a: ", "b: ", "\n- ", "c:\n", "\r\n", "\t", "\r", "\0", "\uFEFF", "\u2028", "\"\n", "\\x", "\\U0010", "|2", ">-")))
            .Array[0, 40]
            .Select(string.Concat)
            .Sample(
                text =>
                {
                    var loaded = Loading.Load(text);
                    OutlineTests.IsTheSame(text);
                    Assert.True(loaded.Map is not null || loaded.Problems.Count > 0, "neither a tree nor a reason");
                    Assert.All(loaded.Problems, p => Assert.True(IsIn(text, p.Span.Line, p.Span.Column), p.ToString()));
                },
                iter: 30_000);

    [Fact]
    public void A_printed_tree_loads_as_itself_and_every_character_is_found_in_the_file() =>
        Gen.Select(Files, Gen.Int[0, int.MaxValue], Gen.Bool)
            .Sample(
                (tree, seed, windows) =>
                {
                    var file = new Printer(seed).Print(tree).Replace("\n", windows ? "\r\n" : "\n", StringComparison.Ordinal);
                    var map = Loading.Good(file);
                    Same(tree, map);
                    OutlineTests.IsTheSame(file);
                    var lines = file.Split('\n');
                    foreach (var scalar in AcceptedInputTests.Scalars(map))
                    {
                        PointsAtItsText(scalar, lines);
                    }
                },
                iter: 5_000);

    private static void Same(object tree, YamlNode node)
    {
        switch (tree)
        {
            case string text:
                Assert.Equal(text, Assert.IsType<YamlScalar>(node).Text);
                break;
            case List<object> list:
                var items = Assert.IsType<YamlList>(node).Items;
                Assert.Equal(list.Count, items.Count);
                for (var i = 0; i < items.Count; i++)
                {
                    Same(list[i], items[i]);
                }

                break;
            case Dictionary<string, object> map:
                var entries = Assert.IsType<YamlMap>(node).Entries;
                Assert.Equal(map.Keys, entries.Select(e => e.Key.Text));
                foreach (var entry in entries)
                {
                    Same(map[entry.Key.Text], entry.Value);
                }

                break;
            default:
                Assert.Fail("no such tree");
                break;
        }
    }

    private static void PointsAtItsText(YamlScalar scalar, string[] lines)
    {
        for (var i = 0; i < scalar.Text.Length; i++)
        {
            var c = scalar.Text[i];
            if (c is ' ' or '\n' || char.IsLowSurrogate(c))
            {
                continue;
            }

            var span = scalar.SpanOf(i, 1);
            Assert.False(span == scalar.Span && scalar.Text.Length > 1, $"the place of character {i} of '{scalar.Text}' is not known");
            var written = lines[span.Line - 1][span.Column - 1];
            Assert.True(written == c || (written == '\\' && scalar.Style == ScalarStyle.DoubleQuoted), $"'{c}' of '{scalar.Text}' is placed at '{written}'");
        }
    }

    private static bool IsIn(string text, int line, int column)
    {
        var lines = (text.StartsWith('\uFEFF') ? text[1..] : text).Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        return line == 0 || (line <= lines.Length && column >= 1 && column <= lines[line - 1].Length + 2);
    }

    /// <summary>Prints a tree as YAML, choosing among all the ways there are.</summary>
    private sealed class Printer(int seed)
    {
        private readonly Random random = new(seed);
        private readonly StringBuilder output = new();

        public string Print(Dictionary<string, object> map)
        {
            if (random.Next(5) == 0)
            {
                output.Append("---\n");
            }

            Block(map, 0);
            return output.ToString();
        }

        private void Block(object node, int indent)
        {
            switch (node)
            {
                case Dictionary<string, object> map:
                    foreach (var (key, value) in map)
                    {
                        Comment(indent);
                        output.Append(' ', indent).Append(random.Next(3) == 0 ? $"'{key}'" : key).Append(':');
                        Value(value, indent);
                    }

                    break;
                case List<object> list:
                    foreach (var item in list)
                    {
                        Comment(indent);
                        output.Append(' ', indent).Append('-');
                        Value(item, indent);
                    }

                    break;
                default:
                    break;
            }
        }

        private void Value(object value, int indent)
        {
            if (value is string text)
            {
                output.Append(' ');
                Scalar(text, indent + 1 + random.Next(4));
                return;
            }

            if (random.Next(3) == 0)
            {
                output.Append(' ');
                Flow(value);
                output.Append('\n');
                return;
            }

            output.Append('\n');
            Block(value, indent + 1 + random.Next(4));
        }

        private void Flow(object node)
        {
            if (node is string text)
            {
                output.Append(IsPlain(text) && text.IndexOfAny([',', '[', ']', '{', '}', ':']) < 0 ? text : random.Next(2) == 0 && IsOneLine(text) ? Single(text, 80) : Double(text, 80));
                return;
            }

            var first = true;
            output.Append(node is List<object> ? '[' : '{');
            foreach (var (key, value) in node as Dictionary<string, object> ?? ((List<object>)node).Select(v => KeyValuePair.Create("", v)))
            {
                output.Append(first ? "" : random.Next(4) == 0 ? ",\n" + new string(' ', 80) : ", ");
                first = false;
                output.Append(key.Length > 0 ? $"{key}: " : "");
                Flow(value);
            }

            output.Append(node is List<object> ? ']' : '}');
        }

        private void Scalar(string text, int indent)
        {
            var written = random.Next(5) switch
            {
                0 when IsPlain(text) => Fold(text, indent),
                1 when IsOneLine(text) => Single(text, indent),
                2 when text.Trim('\n').Length > 0 => Literal(text, indent),
                3 when IsFoldable(text) => Folded(text, indent),
                _ => Double(text, indent),
            };
            output.Append(written);
            if (written[^1] != '\n')
            {
                output.Append(random.Next(4) == 0 && written[0] is not ('|' or '>') ? " # why\n" : "\n");
            }
        }

        private void Comment(int indent)
        {
            // A comment right behind a block would belong to it.
            if (random.Next(6) == 0 && output.Length == 0)
            {
                output.Append(' ', indent).Append("# a comment: with 'this' and [that\n");
            }
        }

        private string Single(string text, int indent) => $"'{Fold(text, indent).Replace("'", "''", StringComparison.Ordinal)}'";

        private string Double(string text, int indent) =>
            "\"" + Fold(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("é", random.Next(2) == 0 ? "é" : "\\u00e9", StringComparison.Ordinal), indent) + "\"";

        private string Literal(string text, int indent)
        {
            var body = text.TrimEnd('\n');
            var ends = text.Length - body.Length;
            var header = (body[0] is ' ' or '\n' or '\t' ? null : random.Next(3) == 0 ? null : "|") ?? "|";
            var needsIndicator = body[0] is ' ' or '\n' or '\t';
            if (needsIndicator)
            {
                // An indicator counts from the parent, which is not known here: quotes do as well.
                return Double(text, indent);
            }

            header += ends switch { 0 => "-", 1 => "", _ => "+" };
            return header + "\n" + string.Join("\n", body.Split('\n').Select(l => l.Length == 0 ? "" : new string(' ', indent) + l)) + new string('\n', Math.Max(1, ends));
        }

        private string Folded(string text, int indent)
        {
            var body = text.TrimEnd('\n');
            var lines = body.Split('\n').Select(l => l.Length == 0 ? "" : new string(' ', indent) + FoldOnce(l, indent));
            var written = new StringBuilder();
            var before = false;
            foreach (var line in lines)
            {
                written.Append(before && line.Length > 0 ? "\n\n" : line.Length == 0 ? "\n" : "").Append(line);
                before = line.Length > 0;
            }

            return (text.Length > body.Length ? ">\n" : ">-\n") + written + "\n";
        }

        /// <summary>Breaks a text at some single spaces, which the reader folds back.</summary>
        private string Fold(string text, int indent)
        {
            var folded = new StringBuilder();
            for (var i = 0; i < text.Length; i++)
            {
                var isBetweenWords = text[i] == ' ' && i > 0 && i + 1 < text.Length && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]);
                folded.Append(isBetweenWords && random.Next(3) == 0 ? "\n" + new string(' ', indent) : text[i].ToString());
            }

            return folded.ToString();
        }

        private string FoldOnce(string line, int indent) => Fold(line, indent);

        private static bool IsOneLine(string text) => !text.Contains('\n', StringComparison.Ordinal);

        private static bool IsPlain(string text) =>
            text.Length > 0 && char.IsLetter(text[0]) && text is not ("null" or "~") && IsOneLine(text) && text.Trim() == text
            && !text.Contains(" #", StringComparison.Ordinal) && !text.Contains(": ", StringComparison.Ordinal) && !text.EndsWith(':')
            && !text.Contains('\t', StringComparison.Ordinal);

        private static bool IsFoldable(string text)
        {
            var body = text.TrimEnd('\n');
            return body.Length > 0 && text.Length - body.Length <= 1 && !body.Contains("\n\n", StringComparison.Ordinal) && body[0] != '\n'
                && body.Split('\n').All(l => l.Length > 0 && l[0] is not (' ' or '\t'));
        }
    }
}
