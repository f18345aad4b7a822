using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Upstander.Pdf;

/// <summary>
/// A PDF as the browser wrote it, taken apart into its objects, so that the same page always becomes the same bytes: the time at which it was printed
/// and the name of the system are left out.
/// </summary>
internal static partial class PdfFile
{
    /// <summary>The same document without what differs from one printing to the next; null when it is no whole PDF.</summary>
    public static byte[]? Settle(byte[] pdf)
    {
        if (!pdf.AsSpan().StartsWith("%PDF-"u8)
            || !pdf.AsSpan().TrimEnd("\r\n "u8).EndsWith("%%EOF"u8)
            || Number(pdf, pdf.AsSpan().LastIndexOf("startxref"u8) + 10) is not { } table
            || table >= pdf.Length
            || Offsets(pdf, table) is not { } offsets
            || pdf.AsSpan(table).IndexOf("trailer"u8) is not (>= 0 and var trailer))
        {
            return null;
        }

        var end = pdf.AsSpan().LastIndexOf("startxref"u8);
        var last = pdf.AsSpan(table + trailer, end - table - trailer);
        var info = last.IndexOf("/Info "u8) is >= 0 and var at ? Number(pdf, table + trailer + at + 6) : null;
        var order = Enumerable.Range(1, offsets.Length - 1).Where(n => offsets[n] > 0).OrderBy(n => offsets[n]).ToArray();
        var ids = Ids(pdf);
        var places = Places(pdf, order, offsets, table, ids);
        var result = new MemoryStream(pdf.Length);
        result.Write(pdf, 0, order.Length == 0 ? table : offsets[order[0]]);
        for (var i = 0; i < order.Length; i++)
        {
            var from = offsets[order[i]];
            var body = pdf.AsSpan(from, (i + 1 < order.Length ? offsets[order[i + 1]] : table) - from);
            offsets[order[i]] = (int)result.Length;
            result.Write(
                order[i] == info ? Info(order[i], body)
                : body.IndexOf("/Limits [(node"u8) >= 0 || body.IndexOf("/Names [(node"u8) >= 0 ? Replaced(body, places)
                : Renumbered(body, ids));
        }

        var start = result.Length;
        Write(result, $"xref\n0 {offsets.Length}\n0000000000 65535 f \n");
        foreach (var offset in offsets.Skip(1))
        {
            Write(result, offset > 0 ? $"{offset:D10} 00000 n \n" : "0000000000 65535 f \n");
        }

        result.Write(last);
        Write(result, $"startxref\n{start}\n%%EOF\n");
        return result.ToArray();
    }

    /// <summary>Where each object stands, by its number; null when the table is not one that browsers write.</summary>
    private static int[]? Offsets(byte[] pdf, int table)
    {
        if (!pdf.AsSpan(table).StartsWith("xref\n0 "u8) || Number(pdf, table + 7) is not { } count)
        {
            return null;
        }

        var first = table + 7 + pdf.AsSpan(table + 7).IndexOf((byte)'\n') + 1;
        if (count < 1 || first + (20L * count) > pdf.Length)
        {
            return null;
        }

        var offsets = new int[count];
        for (var i = 1; i < count; i++)
        {
            var entry = pdf.AsSpan(first + (20 * i), 20);
            if (!int.TryParse(entry[..10], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            {
                return null;
            }

            offsets[i] = entry[17] == 'n' && offset < table ? offset : 0;
        }

        return offsets;
    }

    /// <summary>
    /// Ids of elements, in the order in which the elements stand in the file. Browsers make ids from a counter that goes on from page to page, and
    /// count an element when they first need its id, so neither number nor order is the page's own. They get numbers from 1 here, as long as the old ones.
    /// </summary>
    private static Dictionary<string, byte[]> Ids(byte[] pdf)
    {
        var ids = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var at = 0; pdf.AsSpan(at).IndexOf("/ID (node"u8) is >= 0 and var next;)
        {
            at += next + 4;
            if (IdAt(pdf.AsSpan(at)) is { } id && !ids.ContainsKey(id))
            {
                ids[id] = Encoding.ASCII.GetBytes($"(node{(ids.Count + 1).ToString(CultureInfo.InvariantCulture).PadLeft(id.Length - 6, '0')})");
            }
        }

        return ids;
    }

    /// <summary>
    /// The tree in which readers look ids up, as a list: what stands at each place of it, by the old id there. The tree is in the order of its ids, so
    /// with other ids the same places hold other elements.
    /// </summary>
    private static Dictionary<string, string> Places(byte[] pdf, int[] order, int[] offsets, int table, Dictionary<string, byte[]> ids)
    {
        List<(string Old, string New, string Element)> names = [];
        for (var i = 0; i < order.Length; i++)
        {
            var body = pdf.AsSpan(offsets[order[i]], (i + 1 < order.Length ? offsets[order[i + 1]] : table) - offsets[order[i]]);
            if (body.IndexOf("/Names [(node"u8) is >= 0 and var at)
            {
                names.AddRange(NamedElement().Matches(Encoding.Latin1.GetString(body[at..]))
                    .Select(m => (m.Groups["id"].Value, ids.TryGetValue(m.Groups["id"].Value, out var by) ? Encoding.ASCII.GetString(by) : m.Groups["id"].Value, m.Groups["element"].Value)));
            }
        }

        return names.OrderBy(n => n.Old, StringComparer.Ordinal)
            .Zip(names.OrderBy(n => n.New, StringComparer.Ordinal), (old, now) => (old.Old, Entry: $"{now.New} {now.Element}"))
            .DistinctBy(p => p.Old)
            .ToDictionary(p => p.Old, p => p.Entry, StringComparer.Ordinal);
    }

    /// <summary>A part of that tree with its places filled anew.</summary>
    private static byte[] Replaced(ReadOnlySpan<byte> body, Dictionary<string, string> places)
    {
        var text = NamedElement().Replace(Encoding.Latin1.GetString(body), m => places.GetValueOrDefault(m.Groups["id"].Value, m.Value));
        return Encoding.Latin1.GetBytes(Limits().Replace(text, m => $"/Limits [{IdOf(m.Groups["first"].Value)} {IdOf(m.Groups["last"].Value)}]"));

        string IdOf(string old) => places.TryGetValue(old, out var entry) ? entry[..entry.IndexOf(' ', StringComparison.Ordinal)] : old;
    }

    [GeneratedRegex(@"(?<id>\(node[0-9]+\)) (?<element>[0-9]+ 0 R)")]
    private static partial Regex NamedElement();

    [GeneratedRegex(@"/Limits \[(?<first>\(node[0-9]+\)) (?<last>\(node[0-9]+\))\]")]
    private static partial Regex Limits();

    /// <summary>
    /// An object with other ids: where one is given, and in the lists that name some. Tags that PDF has only since version 2.0 become the one of version
    /// 1.4 for words in a line: readers leave out the words of a tag that they do not know.
    /// </summary>
    private static byte[] Renumbered(ReadOnlySpan<byte> body, Dictionary<string, byte[]> ids)
    {
        var text = body.ToArray();
        var end = body.IndexOf(">> stream"u8) is >= 0 and var stream ? stream : body.Length;
        for (var at = 0; text.AsSpan(at, end - at).IndexOf("(node"u8) is >= 0 and var next; at++)
        {
            at += next;
            var before = text.AsSpan(0, at);
            if ((before.EndsWith("/ID "u8) || before.EndsWith("["u8) || before.EndsWith("R "u8) || before.EndsWith(") "u8))
                && IdAt(text.AsSpan(at)) is { } id
                && ids.TryGetValue(id, out var by))
            {
                by.CopyTo(text, at);
            }
        }

        foreach (var newer in (ReadOnlySpan<string>)["/S /Em\n", "/S /Strong\n"])
        {
            if (text.AsSpan(0, end).IndexOf(Encoding.ASCII.GetBytes(newer)) is >= 0 and var at)
            {
                return [.. text[..at], .. "/S /Span\n"u8, .. text[(at + newer.Length)..]];
            }
        }

        return text;
    }

    private static string? IdAt(ReadOnlySpan<byte> text)
    {
        var length = 5;
        while (length < text.Length && char.IsAsciiDigit((char)text[length]))
        {
            length++;
        }

        return length is > 5 and < 20 && length < text.Length && text[length] == ')' ? Encoding.ASCII.GetString(text[..(length + 1)]) : null;
    }

    /// <summary>What the document says about itself: its title, and what made it.</summary>
    private static byte[] Info(int number, ReadOnlySpan<byte> body)
    {
        var text = new MemoryStream();
        Write(text, $"{number} 0 obj\n<<");
        foreach (var key in (string[])["/Title ", "/Producer "])
        {
            if (body.IndexOf(Encoding.ASCII.GetBytes(key)) is >= 0 and var at)
            {
                text.Write(body.Slice(at, key.Length + LengthOfString(body[(at + key.Length)..])));
                Write(text, "\n");
            }
        }

        Write(text, "/Creator (Upstander)>>\nendobj\n");
        return text.ToArray();
    }

    /// <summary>How long the string is that stands here: in parentheses, which may be nested, or hexadecimal.</summary>
    private static int LengthOfString(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != '(')
        {
            return text.IndexOf((byte)'>') + 1;
        }

        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case (byte)'\\':
                    i++;
                    break;
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')' when --depth == 0:
                    return i + 1;
            }
        }

        return 0;
    }

    private static int? Number(byte[] pdf, int at)
    {
        var end = at;
        while (end < pdf.Length && char.IsAsciiDigit((char)pdf[end]))
        {
            end++;
        }

        return int.TryParse(pdf.AsSpan(at, end - at), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static void Write(MemoryStream stream, string text) => stream.Write(Encoding.ASCII.GetBytes(text));
}
