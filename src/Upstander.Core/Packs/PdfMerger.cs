using System.Globalization;
using System.Text;

namespace Upstander.Packs;

/// <summary>
/// Puts PDFs one behind the other into a new one for a printer, each as often as it is needed. Copies share everything but the page itself, so that 28 of
/// them take hardly more room than one. What only a screen has a use for (links, the structure for screen readers) is left out. Objects are written
/// as they come: memory holds one PDF and the places of what was written.
/// </summary>
/// <param name="output">Gets the PDF; is only ever written to.</param>
internal sealed class PdfMerger(Stream output)
{
    private const int Catalog = 1;
    private const int PageTree = 2;
    private const int Information = 3;
    private const int Outline = 4;

    private static readonly string[] ForScreens = ["Annots", "StructParents", "Tabs", "Parent", "Type", "Metadata", "PieceInfo", "AA", "Thumb", "B", "Trans", "Dur"];

    private readonly List<long> places = [0, 0, 0, 0];
    private readonly List<(int Node, int Count)> sections = [];
    private readonly List<(string Title, int FirstPage)> bookmarks = [];
    private readonly StringBuilder text = new();
    private long at;

    /// <summary>Pages so far, blank ones included.</summary>
    public int Pages { get; private set; }

    /// <summary>Bytes so far.</summary>
    public long Size => at;

    /// <summary>Adds the pages of a PDF, all of them so and so often, under one bookmark.</summary>
    /// <param name="pdf">The PDF.</param>
    /// <param name="title">What the bookmark says.</param>
    /// <param name="copies">How often; at least once.</param>
    /// <param name="twoSided">Whether every copy begins on the front of a sheet: a copy with an odd number of pages gets a blank back.</param>
    /// <exception cref="InvalidDataException">It is not the kind of PDF that a browser makes. Nothing was added.</exception>
    public void Add(PdfReader pdf, string title, int copies, bool twoSided)
    {
        var pages = pdf.Pages;
        if (pages.Count == 0 || pages.Any(p => pdf.Resolved(p["MediaBox"]) is not PdfArray))
        {
            throw new InvalidDataException("has no page, or one without a size");
        }

        if (at == 0)
        {
            // The second line says that the file is not text.
            Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        }

        var shared = pages.Select(p => new PdfMap([.. p.Entries.Where(e => !ForScreens.Contains(e.Key, StringComparer.Ordinal))])).ToList();
        var numbers = CopyWhatPagesNeed(pdf, shared);
        var node = NewNumber();
        List<int> made = [];
        for (var copy = 0; copy < copies; copy++)
        {
            foreach (var page in shared)
            {
                made.Add(BeginObject());
                text.Append(CultureInfo.InvariantCulture, $"<</Type /Page /Parent {node} 0 R");
                WriteEntries(page, numbers);
                text.Append(">>");
                EndObject();
            }

            if (twoSided && pages.Count % 2 == 1)
            {
                made.Add(BeginObject());
                text.Append(CultureInfo.InvariantCulture, $"<</Type /Page /Parent {node} 0 R /Resources <<>> /MediaBox ");
                WriteValue(pdf.Resolved(shared[^1]["MediaBox"])!, numbers);
                text.Append(">>");
                EndObject();
            }
        }

        BeginObject(node);
        text.Append(CultureInfo.InvariantCulture, $"<</Type /Pages /Parent {PageTree} 0 R /Count {made.Count} /Kids [{string.Join(' ', made.Select(Reference))}]>>");
        EndObject();
        bookmarks.Add((title, made[0]));
        sections.Add((node, made.Count));
        Pages += made.Count;
    }

    /// <summary>Writes the end. A PDF has at least one page, so something must have been added.</summary>
    /// <param name="title">Title of the whole.</param>
    /// <param name="language">Its language by BCP 47.</param>
    public void Finish(string title, string language)
    {
        BeginObject(PageTree);
        text.Append(CultureInfo.InvariantCulture, $"<</Type /Pages /Count {Pages} /Kids [{string.Join(' ', sections.Select(s => Reference(s.Node)))}]>>");
        EndObject();
        WriteBookmarks();
        BeginObject(Information);
        text.Append(CultureInfo.InvariantCulture, $"<</Title {Text(title)}>>");
        EndObject();
        BeginObject(Catalog);
        text.Append(CultureInfo.InvariantCulture, $"<</Type /Catalog /Pages {PageTree} 0 R /Outlines {Outline} 0 R /PageMode /UseOutlines /Lang {Text(language)} /ViewerPreferences <</DisplayDocTitle true /PrintScaling /None>>>>");
        EndObject();
        var table = at;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
        {
            text.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        }

        text.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {places.Count + 1} /Root {Catalog} 0 R /Info {Information} 0 R>>\nstartxref\n{table}\n%%EOF\n");
        Flush();
    }

    private void WriteBookmarks()
    {
        var first = places.Count + 1;
        for (var i = 0; i < bookmarks.Count; i++)
        {
            var number = BeginObject();
            var (title, page) = bookmarks[i];
            text.Append(CultureInfo.InvariantCulture, $"<</Title {Text(title)} /Parent {Outline} 0 R /Dest [{page} 0 R /Fit]");
            text.Append(i == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" /Prev {number - 1} 0 R"));
            text.Append(i == bookmarks.Count - 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" /Next {number + 1} 0 R"));
            text.Append(">>");
            EndObject();
        }

        BeginObject(Outline);
        text.Append(CultureInfo.InvariantCulture, $"<</Type /Outlines /First {first} 0 R /Last {first + bookmarks.Count - 1} 0 R /Count {bookmarks.Count}>>");
        EndObject();
    }

    // Every object that the pages lead to, once; the numbers that they have in the new file.
    private Dictionary<int, int> CopyWhatPagesNeed(PdfReader pdf, IReadOnlyList<PdfMap> pages)
    {
        Dictionary<int, PdfValue> needed = [];
        Stack<PdfValue> open = new(pages.Reverse());
        List<int> order = [];
        while (open.TryPop(out var value))
        {
            switch (value)
            {
                case PdfReference reference when !needed.ContainsKey(reference.Number):
                    var found = pdf.Object(reference.Number);
                    needed.Add(reference.Number, found);
                    order.Add(reference.Number);
                    open.Push(found);
                    break;
                case PdfArray list:
                    foreach (var item in list.Items.Reverse())
                    {
                        open.Push(item);
                    }

                    break;
                case PdfMap map:
                    foreach (var (_, item) in map.Entries.Reverse())
                    {
                        open.Push(item);
                    }

                    break;
                case PdfData data:
                    open.Push(data.Map);
                    break;
            }
        }

        // Only now is anything written: a PDF that cannot be read has left no trace.
        var numbers = order.ToDictionary(n => n, _ => NewNumber());
        foreach (var number in order)
        {
            BeginObject(numbers[number]);
            WriteValue(needed[number], numbers);
            EndObject();
        }

        return numbers;
    }

    private void WriteValue(PdfValue value, Dictionary<int, int> numbers)
    {
        switch (value)
        {
            case PdfToken token:
                text.Append(Encoding.Latin1.GetString(token.Bytes.Span));
                break;
            case PdfReference reference:
                text.Append(Reference(numbers[reference.Number]));
                break;
            case PdfArray list:
                text.Append('[');
                foreach (var item in list.Items)
                {
                    WriteValue(item, numbers);
                    text.Append(' ');
                }

                text.Append(']');
                break;
            case PdfMap map:
                text.Append("<<");
                WriteEntries(map, numbers);
                text.Append(">>");
                break;
            case PdfData data:
                WriteValue(data.Map, numbers);
                text.Append("\nstream\n");
                Flush();
                output.Write(data.Bytes.Span);
                at += data.Bytes.Length;
                text.Append("\nendstream");
                break;
        }
    }

    private void WriteEntries(PdfMap map, Dictionary<int, int> numbers)
    {
        foreach (var (name, value) in map.Entries)
        {
            text.Append('/').Append(name).Append(' ');
            WriteValue(value, numbers);
        }
    }

    private int NewNumber()
    {
        places.Add(0);
        return places.Count;
    }

    private int BeginObject() => BeginObject(NewNumber());

    private int BeginObject(int number)
    {
        places[number - 1] = at;
        text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n");
        return number;
    }

    private void EndObject()
    {
        text.Append("\nendobj\n");
        Flush();
    }

    private void Write(string more)
    {
        text.Append(more);
        Flush();
    }

    private void Flush()
    {
        var bytes = Encoding.Latin1.GetBytes(text.ToString());
        text.Clear();
        output.Write(bytes);
        at += bytes.Length;
    }

    private static string Reference(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} 0 R");

    // Text in the one encoding that holds everything.
    private static string Text(string value) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(value))}>";
}
