namespace Upstander.Packs;

/// <summary>A value in a PDF file: a dictionary, a list, a reference, or anything else as it is written.</summary>
internal abstract record PdfValue;

/// <summary>A number, name, text, truth value or null, kept as its bytes: what it means does not matter for copying it.</summary>
internal sealed record PdfToken(ReadOnlyMemory<byte> Bytes) : PdfValue;

/// <summary>The object of this number.</summary>
internal sealed record PdfReference(int Number) : PdfValue;

/// <summary>A list.</summary>
internal sealed record PdfArray(IReadOnlyList<PdfValue> Items) : PdfValue;

/// <summary>A dictionary: names without their slash.</summary>
internal sealed record PdfMap(IReadOnlyList<KeyValuePair<string, PdfValue>> Entries) : PdfValue
{
    /// <summary>The value of a name, or null.</summary>
    public PdfValue? this[string name] => Entries.FirstOrDefault(e => e.Key == name).Value;
}

/// <summary>A dictionary with bytes behind it.</summary>
internal sealed record PdfData(PdfMap Map, ReadOnlyMemory<byte> Bytes) : PdfValue;
