using Upstander.Records;

namespace Upstander.Yaml;

/// <summary>Trees of YAML as records: short, and read several times faster than the file. Every value keeps its place in the file.</summary>
internal static class TreeRecord
{
    private const int MaxDepth = 64;

    private enum Kind
    {
        Nothing,
        Scalar,
        List,
        Map,
    }

    private enum Written
    {
        Nowhere,
        AsItReads,
        Otherwise,
    }

    public static void Write(RecordWriter record, YamlNode node)
    {
        switch (node)
        {
            case YamlScalar scalar:
                record.Number((int)Kind.Scalar);
                Write(record, scalar);
                break;
            case YamlList list:
                record.Number((int)Kind.List);
                record.Span(list.Span);
                record.List(list.Items, item => Write(record, item));
                break;
            case YamlMap map:
                record.Number((int)Kind.Map);
                record.Span(map.Span);
                record.List(map.Entries, entry =>
                {
                    Write(record, entry.Key);
                    Write(record, entry.Value);
                });
                break;
            default:
                record.Number((int)Kind.Nothing);
                record.Span(node.Span);
                break;
        }
    }

    /// <summary>Reads a tree.</summary>
    /// <exception cref="InvalidDataException">The record does not hold that.</exception>
    public static YamlNode Read(RecordReader record)
    {
        return Node(0);

        YamlNode Node(int depth)
        {
            if (depth > MaxDepth)
            {
                throw new InvalidDataException("a tree of the cache is too deep");
            }

            return (Kind)record.Whole() switch
            {
                Kind.Nothing => new YamlNothing(record.Span()),
                Kind.Scalar => Scalar(),
                Kind.List => List(depth),
                Kind.Map => Map(depth),
                _ => throw new InvalidDataException("a tree of the cache is damaged"),
            };
        }

        YamlList List(int depth)
        {
            var span = record.Span();
            return new YamlList(record.List(() => Node(depth + 1)), span);
        }

        YamlMap Map(int depth)
        {
            var span = record.Span();
            return new YamlMap(record.List(() => new YamlEntry(Scalar(), Node(depth + 1))), span);
        }

        YamlScalar Scalar()
        {
            var words = record.Text();
            var style = (ScalarStyle)record.Whole();
            var span = record.Span();
            return (Written)record.Whole() switch
            {
                Written.AsItReads => new YamlScalar(words, style, span) { IsVerbatim = true },
                Written.Otherwise => new YamlScalar(words, style, span) { Source = new ScalarSource(record.Text(), record.Whole(), record.Whole(), record.Whole()) },
                _ => new YamlScalar(words, style, span),
            };
        }
    }

    private static void Write(RecordWriter record, YamlScalar scalar)
    {
        record.Text(scalar.Text);
        record.Number((int)scalar.Style);
        record.Span(scalar.Span);
        record.Number((int)(scalar.IsVerbatim ? Written.AsItReads : scalar.Source is null ? Written.Nowhere : Written.Otherwise));
        if (scalar.Source is { } source)
        {
            record.Text(source.Raw);
            record.Number(source.Length);
            record.Number(source.Line);
            record.Number(source.Column);
        }
    }
}
