using System.Text;
using Upstander.Diagnostics;
using Upstander.Records;

namespace Upstander.Yaml;

/// <summary>
/// Where everything of a tree stands in its file: with the text of the file, that is the tree, many times faster than reading YAML again, and in a small part of the
/// memory that the tree takes.
/// </summary>
/// <param name="bytes">The places, one after the other.</param>
internal sealed class TreeOutline(ReadOnlyMemory<byte> bytes)
{
    private const int MaxDepth = 64;

    private enum Kind
    {
        Nothing,
        List,
        Map,
        AsItReads,
        Otherwise,
    }

    /// <summary>The outline in bytes, to be kept.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>The outline of a file's tree; null where the tree holds something that stands otherwise in the file, as it does after errors.</summary>
    public static TreeOutline? Of(YamlMap tree, SourceText source)
    {
        var writer = new Writer(source);
        return writer.Map(tree) ? new TreeOutline(writer.Written) : null;
    }

    /// <summary>The tree, from the text that it was read from.</summary>
    /// <exception cref="InvalidDataException">The outline is of another text.</exception>
    public YamlMap Read(SourceText source)
    {
        try
        {
            return new Reader(bytes, source).Node(0) as YamlMap ?? throw new InvalidDataException("an outline that is no map");
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("an outline of another text", e);
        }
    }

    private static int QuoteOf(ScalarStyle style) => style == ScalarStyle.Plain ? 0 : 1;

    private static int Offset(SourceText source, int line, int column) => source.StartOfLine(line) + column - 1;

    private sealed class Writer(SourceText source)
    {
        private readonly RecordWriter record = new("");
        private int line;

        public byte[] Written => record.Written.ToArray();

        public bool Map(YamlMap map)
        {
            Start(Kind.Map, map.Span);
            End(map.Span);
            record.Number(map.Entries.Count);
            foreach (var entry in map.Entries)
            {
                if (!Scalar(entry.Key) || !Node(entry.Value))
                {
                    return false;
                }
            }

            return true;
        }

        private bool Node(YamlNode node)
        {
            switch (node)
            {
                case YamlMap map:
                    return Map(map);
                case YamlScalar scalar:
                    return Scalar(scalar);
                case YamlList list:
                    Start(Kind.List, list.Span);
                    End(list.Span);
                    record.Number(list.Items.Count);
                    return list.Items.All(Node);
                default:
                    Start(Kind.Nothing, node.Span);
                    End(node.Span);
                    return true;
            }
        }

        private bool Scalar(YamlScalar scalar)
        {
            var span = scalar.Span;
            if (scalar.IsVerbatim)
            {
                var quote = QuoteOf(scalar.Style);
                Start(Kind.AsItReads, span, scalar.Style);
                record.Number(scalar.Text.Length);
                return span.EndLine == span.Line
                    && span.EndColumn == span.Column + scalar.Text.Length + quote + quote
                    && source.Text.AsSpan(Offset(source, span.Line, span.Column) + quote).StartsWith(scalar.Text, StringComparison.Ordinal);
            }

            if (scalar.Source is not { } from)
            {
                return false;
            }

            Start(Kind.Otherwise, span, scalar.Style);
            End(span);
            record.Number(from.Line - span.Line);
            record.Number(from.Column);
            record.Number(from.Length);
            return Pieces(scalar.Text, from.Raw.AsSpan(0, Math.Min(from.Length, from.Raw.Length)));
        }

        /// <summary>
        /// The text as stretches of the file and of what stands between them: pass over so many characters, take so many, add these. Which of the ways to
        /// put it together that is does not matter.
        /// </summary>
        private bool Pieces(string text, ReadOnlySpan<char> raw)
        {
            var (at, done) = (0, 0);
            while (done < text.Length)
            {
                var passed = at;
                if (raw[at..] is var rest && !rest.IsEmpty && rest[0] != text[done])
                {
                    // Indentation, quotes, the header of a block: what comes before the first place where the next few characters stand.
                    var ahead = text.AsSpan(done, Math.Min(12, text.Length - done));
                    var found = rest[..Math.Min(rest.Length, 400)].IndexOf(ahead, StringComparison.Ordinal);
                    at += found < 0 ? 0 : found;
                }

                // The two halves of a character stay together.
                var taken = raw[at..].CommonPrefixLength(text.AsSpan(done));
                taken -= taken > 0 && char.IsHighSurrogate(text[done + taken - 1]) ? 1 : 0;
                record.Number(at - passed);
                record.Number(taken);
                at += taken;
                done += taken;

                // A line break that became a space, an escape: as it reads.
                var added = taken > 0 || done == text.Length ? 0 : Rune.TryGetRuneAt(text, done, out var rune) ? rune.Utf16SequenceLength : -1;
                if (added < 0)
                {
                    return false;
                }

                record.Text(text.Substring(done, added));
                done += added;
            }

            // Nothing is passed over, taken or added: that is the end.
            record.Number(0);
            record.Number(0);
            record.Text("");
            return true;
        }

        private void Start(Kind kind, SourceSpan span, ScalarStyle style = ScalarStyle.Plain)
        {
            record.Number((int)kind + (8 * (int)style));
            record.Number(span.Line - line);
            record.Number(span.Column);
            line = span.Line;
        }

        private void End(SourceSpan span)
        {
            record.Number(span.EndLine - span.Line);
            record.Number(span.EndColumn);
        }
    }

    private sealed class Reader(ReadOnlyMemory<byte> bytes, SourceText source)
    {
        private readonly RecordReader record = new(bytes, "");
        private readonly StringBuilder text = new();
        private int line;

        public YamlNode Node(int depth)
        {
            var head = record.Whole();
            line += record.Whole();
            var column = record.Whole();
            var style = (ScalarStyle)(head / 8);
            return (Kind)(head % 8) switch
            {
                Kind.Nothing => new YamlNothing(End(line, column)),
                Kind.List => List(End(line, column), depth),
                Kind.Map => Map(End(line, column), depth),
                Kind.AsItReads => AsItReads(line, column, style),
                Kind.Otherwise => Otherwise(line, column, style),
                _ => throw new InvalidDataException("a damaged outline"),
            };
        }

        private YamlList List(SourceSpan span, int depth)
        {
            var items = new YamlNode[Count(depth)];
            for (var i = 0; i < items.Length; i++)
            {
                items[i] = Node(depth + 1);
            }

            return new YamlList(items, span);
        }

        private YamlMap Map(SourceSpan span, int depth)
        {
            var entries = new YamlEntry[Count(depth)];
            for (var i = 0; i < entries.Length; i++)
            {
                var key = Node(depth + 1) as YamlScalar ?? throw new InvalidDataException("a key that is no scalar");
                entries[i] = new YamlEntry(key, Node(depth + 1));
            }

            return new YamlMap(entries, span);
        }

        private YamlScalar AsItReads(int start, int column, ScalarStyle style)
        {
            var length = record.Whole();
            var quote = QuoteOf(style);
            return new YamlScalar(
                source.Text.Substring(Offset(source, start, column) + quote, length), style, new SourceSpan(source.Path, start, column, start, column + length + quote + quote))
            {
                IsVerbatim = true,
            };
        }

        private YamlScalar Otherwise(int start, int column, ScalarStyle style)
        {
            var span = End(start, column);
            var (rawLine, rawColumn, length) = (start + record.Whole(), record.Whole(), record.Whole());
            var at = Offset(source, rawLine, rawColumn);
            var raw = source.Text.Substring(at, Math.Min(length + 1, source.Text.Length - at));
            var next = 0;
            while (true)
            {
                next += record.Whole();
                var taken = record.Whole();
                var added = record.Text();
                if (taken == 0 && added.Length == 0)
                {
                    break;
                }

                text.Append(raw.AsSpan(next, taken)).Append(added);
                next += taken;
            }

            var words = text.ToString();
            text.Clear();
            return new YamlScalar(words, style, span) { Source = new ScalarSource(raw, length, rawLine, rawColumn) };
        }

        private SourceSpan End(int start, int column) => new(source.Path, start, column, start + record.Whole(), record.Whole());

        private int Count(int depth) =>
            depth < MaxDepth && record.Whole() is >= 0 and var count && count <= bytes.Length ? count : throw new InvalidDataException("a damaged outline");
    }
}
