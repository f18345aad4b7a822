using System.Globalization;
using System.Text;

namespace Upstander.Packs;

/// <summary>
/// Reads the objects of a PDF that a browser made: a classic cross-reference table, no encryption, objects one by one. What else PDF can be is refused.
/// </summary>
internal sealed class PdfReader
{
    private const int MaxDepth = 60;
    private const int MaxPages = 10_000;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly Dictionary<int, int> offsets = [];

    /// <summary>Opens a PDF.</summary>
    /// <exception cref="InvalidDataException">It is not of the kind that can be read here.</exception>
    public PdfReader(ReadOnlyMemory<byte> bytes)
    {
        this.bytes = bytes;
        if (!bytes.Span.StartsWith("%PDF-"u8))
        {
            throw new InvalidDataException("does not begin like a PDF");
        }

        var start = bytes.Span.LastIndexOf("startxref"u8);
        if (start < 0)
        {
            throw new InvalidDataException("has no end");
        }

        var reader = new Cursor(this, start + 9);
        PdfMap? newest = null;
        HashSet<int> tables = [];
        for (int? at = reader.Integer(); at is { } table && tables.Add(table);)
        {
            var trailer = ReadTable(table);
            newest ??= trailer;
            at = trailer["Prev"] is { } previous ? Integer(previous) : null;
        }

        if (newest!["Encrypt"] is not null)
        {
            throw new InvalidDataException("is encrypted");
        }

        Pages = [.. PagesBelow(Map(Map(newest["Root"])["Pages"]), [], 0)];
    }

    /// <summary>Its pages in order, each with what it inherits.</summary>
    public IReadOnlyList<PdfMap> Pages { get; }

    /// <summary>An object by its number.</summary>
    public PdfValue Object(int number)
    {
        if (!offsets.TryGetValue(number, out var at))
        {
            throw new InvalidDataException($"has no object {number.ToString(CultureInfo.InvariantCulture)}");
        }

        var reader = new Cursor(this, at);
        if (reader.Integer() != number)
        {
            throw new InvalidDataException("has a table that does not fit its objects");
        }

        reader.Integer();
        reader.Expect("obj"u8);
        return reader.ObjectValue();
    }

    /// <summary>The value that a reference leads to, or the value itself.</summary>
    public PdfValue? Resolved(PdfValue? value)
    {
        for (var steps = 0; value is PdfReference reference; steps++)
        {
            value = steps < MaxDepth ? Object(reference.Number) : throw new InvalidDataException("has references in a circle");
        }

        return value;
    }

    private PdfMap Map(PdfValue? value) => Resolved(value) as PdfMap ?? throw new InvalidDataException("lacks a dictionary that every PDF has");

    private int Integer(PdfValue? value) =>
        Resolved(value) is PdfToken token && int.TryParse(token.Bytes.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException("has something else where a number belongs");

    private IEnumerable<PdfMap> PagesBelow(PdfMap node, IReadOnlyList<KeyValuePair<string, PdfValue>> inherited, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidDataException("has a tree of pages without end");
        }

        string[] inheritable = ["Resources", "MediaBox", "CropBox", "Rotate"];
        IReadOnlyList<KeyValuePair<string, PdfValue>> handed =
            [.. inherited.Where(i => node[i.Key] is null), .. node.Entries.Where(e => inheritable.Contains(e.Key))];
        if (node["Kids"] is null)
        {
            yield return new PdfMap([.. node.Entries, .. inherited.Where(i => node[i.Key] is null)]);
            yield break;
        }

        var count = 0;
        foreach (var kid in (Resolved(node["Kids"]) as PdfArray ?? throw new InvalidDataException("has no list of pages")).Items)
        {
            foreach (var page in PagesBelow(Map(kid), handed, depth + 1))
            {
                yield return ++count <= MaxPages ? page : throw new InvalidDataException("has too many pages");
            }
        }
    }

    private PdfMap ReadTable(int at)
    {
        var reader = new Cursor(this, at);
        reader.Expect("xref"u8);
        while (reader.TryInteger() is { } first)
        {
            var count = reader.Integer();
            for (var i = 0; i < count; i++)
            {
                var offset = reader.Integer();
                reader.Integer();

                // The newest table is read first, and counts.
                if (reader.Word() is "n")
                {
                    offsets.TryAdd(first + i, offset);
                }
                else
                {
                    offsets.TryAdd(first + i, -1);
                }
            }
        }

        reader.Expect("trailer"u8);
        return reader.Value(0) as PdfMap ?? throw new InvalidDataException("has no trailer");
    }

    /// <summary>A place in the file that moves forward.</summary>
    private struct Cursor(PdfReader file, int at)
    {
        private int at = at >= 0 && at < file.bytes.Length ? at : throw new InvalidDataException("points outside itself");

        private readonly ReadOnlySpan<byte> Bytes => file.bytes.Span;

        public int Integer() => TryInteger() ?? throw new InvalidDataException("has something else where a number belongs");

        public int? TryInteger()
        {
            var before = at;
            if (int.TryParse(WordBytes(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            at = before;
            return null;
        }

        public string Word() => Encoding.Latin1.GetString(WordBytes());

        public void Expect(ReadOnlySpan<byte> word)
        {
            if (!WordBytes().SequenceEqual(word))
            {
                throw new InvalidDataException($"lacks '{Encoding.ASCII.GetString(word)}' where it belongs");
            }
        }

        /// <summary>What stands between obj and endobj.</summary>
        public PdfValue ObjectValue()
        {
            var value = Value(0);
            var before = at;
            if (value is not PdfMap map || !WordBytes().SequenceEqual("stream"u8))
            {
                at = before;
                return value;
            }

            at += Bytes[at] == '\r' ? 2 : 1;
            var length = file.Integer(map["Length"]);
            if (length < 0 || at + length > Bytes.Length)
            {
                throw new InvalidDataException("has a stream that goes on after its end");
            }

            var data = new PdfData(map, file.bytes.Slice(at, length));
            at += length;
            Expect("endstream"u8);
            return data;
        }

        public PdfValue Value(int depth)
        {
            if (depth > MaxDepth)
            {
                throw new InvalidDataException("is nested too deeply");
            }

            SkipSpace();
            var start = at;
            switch (Peek())
            {
                case (byte)'<' when Peek(1) == '<':
                    return Dictionary(depth);
                case (byte)'[':
                    return List(depth);
                case (byte)'(':
                    SkipText();
                    return new PdfToken(file.bytes[start..at]);
                case (byte)'<':
                    while (Peek() != '>')
                    {
                        at++;
                    }

                    at++;
                    return new PdfToken(file.bytes[start..at]);
                case (byte)'/':
                    at++;
                    WordBytes(skipSpace: false);
                    return new PdfToken(file.bytes[start..at]);
                default:
                    return NumberOrWord(start);
            }
        }

        private PdfMap Dictionary(int depth)
        {
            at += 2;
            List<KeyValuePair<string, PdfValue>> entries = [];
            for (SkipSpace(); Peek() != '>'; SkipSpace())
            {
                if (Peek() != '/')
                {
                    throw new InvalidDataException("has a dictionary without a name");
                }

                at++;
                var name = Encoding.Latin1.GetString(WordBytes(skipSpace: false));
                entries.Add(new(name, Value(depth + 1)));
            }

            at += 2;
            return new PdfMap(entries);
        }

        private PdfArray List(int depth)
        {
            at++;
            List<PdfValue> items = [];
            for (SkipSpace(); Peek() != ']'; SkipSpace())
            {
                items.Add(Value(depth + 1));
            }

            at++;
            return new PdfArray(items);
        }

        // "12 0 R" is a reference, and "12" alone a number.
        private PdfValue NumberOrWord(int start)
        {
            if (TryInteger() is { } number && number >= 0)
            {
                var end = at;
                if (TryInteger() is >= 0 && WordBytes().SequenceEqual("R"u8))
                {
                    return new PdfReference(number);
                }

                at = end;
                return new PdfToken(file.bytes[start..at]);
            }

            at = start;
            return WordBytes().Length > 0 ? new PdfToken(file.bytes[start..at]) : throw new InvalidDataException("has a character where no value can be");
        }

        private void SkipText()
        {
            var open = 0;
            do
            {
                switch (Peek())
                {
                    case (byte)'\\':
                        at++;
                        break;
                    case (byte)'(':
                        open++;
                        break;
                    case (byte)')':
                        open--;
                        break;
                }

                at++;
            }
            while (open > 0);
        }

        private ReadOnlySpan<byte> WordBytes(bool skipSpace = true)
        {
            if (skipSpace)
            {
                SkipSpace();
            }

            var start = at;
            while (at < Bytes.Length && !IsSpace(Bytes[at]) && !"()<>[]{}/%"u8.Contains(Bytes[at]))
            {
                at++;
            }

            return Bytes[start..at];
        }

        private void SkipSpace()
        {
            while (at < Bytes.Length && (IsSpace(Bytes[at]) || Bytes[at] == '%'))
            {
                if (Bytes[at] == '%')
                {
                    while (at < Bytes.Length && Bytes[at] is not ((byte)'\n' or (byte)'\r'))
                    {
                        at++;
                    }
                }
                else
                {
                    at++;
                }
            }
        }

        private readonly byte Peek(int ahead = 0) => at + ahead < Bytes.Length ? Bytes[at + ahead] : throw new InvalidDataException("ends in the middle");

        private static bool IsSpace(byte value) => value is 0 or 9 or 10 or 12 or 13 or 32;
    }
}
