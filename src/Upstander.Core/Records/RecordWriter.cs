using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Upstander.Diagnostics;

namespace Upstander.Records;

/// <summary>Writes a record: numbers in as few bytes as they need, texts in UTF-8 with their length before them.</summary>
/// <param name="home">The file that most places of the record are in: they do not name it.</param>
internal sealed class RecordWriter(string home)
{
    private readonly ArrayBufferWriter<byte> bytes = new(4096);

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => bytes.WrittenSpan;

    public void Number(long value)
    {
        // Seven bits a byte, the lowest first; small negative numbers are short too.
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var span = bytes.GetSpan(10);
        var length = 0;
        for (; rest >= 0x80; rest >>= 7)
        {
            span[length++] = (byte)(rest | 0x80);
        }

        span[length++] = (byte)rest;
        bytes.Advance(length);
    }

    public void Flag(bool value) => Number(value ? 1 : 0);

    public void Fixed(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.GetSpan(8), value);
        bytes.Advance(8);
    }

    public void Fraction(double value) => Fixed(BitConverter.DoubleToUInt64Bits(value));

    public void Text(string? value)
    {
        if (value is null)
        {
            Number(-1);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        Encoding.UTF8.GetBytes(value, bytes.GetSpan(length));
        bytes.Advance(length);
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        bytes.Write(value);
    }

    public void Texts(IReadOnlyCollection<string> values) => List(values, Text);

    public void Hash(string hexadecimal) => bytes.Write(Convert.FromHexString(hexadecimal));

    public void List<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        Number(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    public void Span(SourceSpan span)
    {
        // A file as a whole has line 0; every other line is one more.
        var isHome = span.File == home;
        Number((span.Line << 1) | (isHome ? 1 : 0));
        if (!isHome)
        {
            Text(span.File);
        }

        Number(span.Column);
        Number(span.EndLine - span.Line);
        Number(span.EndColumn - span.Column);
    }

    public void Finding(Diagnostic finding)
    {
        Text(finding.Code);
        Number((int)finding.Severity);
        Span(finding.Span);
        Text(finding.Message);
        Text(finding.Hint);
        Text(finding.Why);
        Text(finding.Address);
        Text(finding.Phrase);
    }
}

/// <summary>Reads what <see cref="RecordWriter"/> wrote.</summary>
/// <param name="bytes">The record.</param>
/// <param name="home">The file that most places are in.</param>
internal sealed class RecordReader(ReadOnlyMemory<byte> bytes, string home)
{
    private int at;

    /// <exception cref="InvalidDataException">The record does not hold that.</exception>
    public long Number()
    {
        var span = bytes.Span;
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var one = Take(span, 1)[0];
            value |= (ulong)(one & 0x7f) << shift;
            if (one < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw Damaged();
    }

    public int Whole() => Number() is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw Damaged();

    public bool Flag() => Number() != 0;

    public ulong Fixed() => BinaryPrimitives.ReadUInt64LittleEndian(Take(bytes.Span, 8));

    public double Fraction() => BitConverter.UInt64BitsToDouble(Fixed());

    public string? OptionalText() => Whole() switch
    {
        -1 => null,
        0 => "",
        var length => Encoding.UTF8.GetString(Take(bytes.Span, length)),
    };

    public string Text() => OptionalText() ?? throw Damaged();

    /// <summary>A part of the record itself, not a copy.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        var length = Whole();
        _ = Take(bytes.Span, length);
        return bytes.Slice(at - length, length);
    }

    public string[] Texts() => List(Text);

    public string Hash() => Convert.ToHexStringLower(Take(bytes.Span, 32));

    public T[] List<T>(Func<T> read)
    {
        var count = Whole();
        if (count < 0 || count > bytes.Length - at)
        {
            throw Damaged();
        }

        var items = count == 0 ? [] : new T[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = read();
        }

        return items;
    }

    public SourceSpan Span()
    {
        var first = Whole();
        var file = (first & 1) == 1 ? home : Text();
        var line = first >> 1;
        var column = Whole();
        return new SourceSpan(file, line, column, line + Whole(), column + Whole());
    }

    public Diagnostic Finding() => new(Text(), (Severity)Whole(), Span(), Text(), OptionalText()) { Why = OptionalText(), Address = OptionalText(), Phrase = OptionalText() };

    private ReadOnlySpan<byte> Take(ReadOnlySpan<byte> span, int length)
    {
        if (length < 0 || length > span.Length - at)
        {
            throw Damaged();
        }

        at += length;
        return span.Slice(at - length, length);
    }

    private static InvalidDataException Damaged() => new("a record of the cache is damaged");
}
