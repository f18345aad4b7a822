using System.Collections.Frozen;
using System.Net;

namespace Upstander.Documents;

/// <summary>
/// The tags of an HTML text with their attributes and what they enclose, found in one pass the way browsers do it: comments, quotes and the
/// raw text of scripts and styles are known. Whatever the text is, it ends and throws nothing.
/// </summary>
public sealed class HtmlScan
{
    // Deeper elements are listed but enclose nothing: a hostile page must not make closing tags search far.
    private const int MaxDepth = 200;

    /// <summary>Names that come up on every page, so that reading one makes no new text.</summary>
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Known = new[]
    {
        "html", "head", "meta", "title", "link", "script", "style", "base", "body", "main", "header", "footer", "nav", "section", "article", "aside", "div",
        "span", "p", "a", "b", "i", "em", "strong", "small", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "img", "picture",
        "source", "table", "caption", "thead", "tbody", "tr", "th", "td", "form", "fieldset", "legend", "label", "input", "select", "option", "textarea", "button",
        "svg", "g", "use", "path", "circle", "rect", "symbol", "image", "text", "blockquote", "figure", "figcaption", "q", "cite", "code", "pre", "kbd", "time",
        "iframe", "object", "embed", "video", "audio", "track", "col", "area", "wbr",
        "id", "class", "href", "src", "alt", "lang", "dir", "rel", "name", "content", "charset", "http-equiv", "type", "value", "for", "role", "hidden", "scope",
        "aria-label", "aria-labelledby", "aria-hidden", "aria-current", "tabindex", "width", "height", "d", "cx", "cy", "r", "x", "y", "rx", "viewbox", "fill",
        "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "transform", "points", "itemprop", "itemscope", "itemtype", "datetime", "defer", "checked",
        "data-foot", "data-topics", "data-one", "data-many", "data-none", "data-leaving", "data-loading", "autocomplete", "preserveaspectratio", "colspan", "target",
    }.ToFrozenDictionary(n => n, n => n, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string> Void =
        new[] { "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Raw =
        new[] { "script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly List<HtmlTag> tags;
    private readonly List<HtmlAttribute> attributes;
    private readonly int[] open = new int[MaxDepth];
    private int depth;
    private int foreign;

    /// <summary>Scans a text.</summary>
    public HtmlScan(string text)
    {
        Text = text;
        tags = new(16 + (text.Length / 24));
        attributes = new(16 + (text.Length / 24));
        for (var at = 0; at < text.Length;)
        {
            var start = text.IndexOf('<', at);
            if (start < 0 || start + 1 == text.Length)
            {
                break;
            }

            at = text[start + 1] switch
            {
                '!' => ReadDeclaration(start),
                '?' => Skip(start, '>'),
                '/' => ReadEnd(start),
                var letter when char.IsAsciiLetter(letter) => ReadStart(start),
                _ => start + 1,
            };
        }

        while (depth > 0)
        {
            Leave(tags.Count - 1);
        }
    }

    /// <summary>The text as a whole.</summary>
    public string Text { get; }

    /// <summary>How many tags and comments there are.</summary>
    public int Count => tags.Count;

    /// <summary>A tag or comment by its number, in the order of the text.</summary>
    public HtmlTag this[int index] => tags[index];

    /// <summary>The attributes of a tag as written, without references resolved.</summary>
    public ReadOnlySpan<HtmlAttribute> AttributesOf(HtmlTag tag) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(attributes).Slice(tag.Attribute, tag.Attributes);

    /// <summary>The value of an attribute as written.</summary>
    public ReadOnlySpan<char> Value(HtmlAttribute attribute) => Text.AsSpan(attribute.Start, attribute.Length);

    /// <summary>The value of the first attribute of a name, with references resolved; null when there is none, empty when it has none.</summary>
    public string? Value(HtmlTag tag, string name)
    {
        foreach (var attribute in AttributesOf(tag))
        {
            if (attribute.Name == name)
            {
                var value = Value(attribute);
                return value.Contains('&') ? WebUtility.HtmlDecode(value.ToString()) : value.ToString();
            }
        }

        return null;
    }

    /// <summary>Whether a tag has an attribute, with or without a value.</summary>
    public bool Has(HtmlTag tag, string name)
    {
        foreach (var attribute in AttributesOf(tag))
        {
            if (attribute.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the value of an attribute is anything but blanks.</summary>
    public bool Says(HtmlTag tag, string name)
    {
        foreach (var attribute in AttributesOf(tag))
        {
            if (attribute.Name == name)
            {
                return !Value(attribute).IsWhiteSpace();
            }
        }

        return false;
    }

    /// <summary>The classes of a tag as written; empty for none.</summary>
    public ReadOnlySpan<char> Classes(HtmlTag tag)
    {
        foreach (var attribute in AttributesOf(tag))
        {
            if (attribute.Name == "class")
            {
                return Value(attribute);
            }
        }

        return default;
    }

    /// <summary>Whether a list of words parted by blanks holds this one.</summary>
    public static bool HasWord(ReadOnlySpan<char> words, ReadOnlySpan<char> word)
    {
        for (var at = 0; at + word.Length <= words.Length;)
        {
            var found = words[at..].IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            var (from, to) = (at + found, at + found + word.Length);
            if ((from == 0 || IsBlank(words[from - 1])) && (to == words.Length || IsBlank(words[to])))
            {
                return true;
            }

            at = from + 1;
        }

        return false;
    }

    /// <summary>What stands between a tag and the next one; of scripts and styles, all they hold.</summary>
    public ReadOnlySpan<char> After(int tag) =>
        tag + 1 < tags.Count ? Text.AsSpan(tags[tag].End, tags[tag + 1].Start - tags[tag].End) : Text.AsSpan(tags[tag].End);

    /// <summary>The tag as written.</summary>
    public string Written(HtmlTag tag) => Text[tag.Start..tag.End];

    private int ReadDeclaration(int start)
    {
        if (!Text.AsSpan(start).StartsWith("<!--", StringComparison.Ordinal))
        {
            return Skip(start, '>');
        }

        // "<!-->" and "<!--->" are whole comments.
        var body = Text.AsSpan(start + 4);
        var end = body.StartsWith(">", StringComparison.Ordinal) ? start + 5
            : body.StartsWith("->", StringComparison.Ordinal) ? start + 6
            : End(start + 4);
        tags.Add(new HtmlTag("!", HtmlTagKind.Other, start, end, attributes.Count, 0, tags.Count));
        return end;

        int End(int from)
        {
            var plain = Text.IndexOf("-->", from, StringComparison.Ordinal);
            var odd = Text.AsSpan(from, (plain < 0 ? Text.Length : plain) - from).IndexOf("--!>", StringComparison.Ordinal);
            return odd >= 0 ? from + odd + 4 : plain >= 0 ? plain + 3 : Text.Length;
        }
    }

    private int Skip(int start, char last)
    {
        var at = Text.IndexOf(last, start + 1);
        var end = at < 0 ? Text.Length : at + 1;
        tags.Add(new HtmlTag("!", HtmlTagKind.Other, start, end, attributes.Count, 0, tags.Count));
        return end;
    }

    private int ReadEnd(int start)
    {
        if (start + 2 == Text.Length || !char.IsAsciiLetter(Text[start + 2]))
        {
            return Skip(start, '>');
        }

        var nameEnd = NameEnd(start + 2);
        var first = attributes.Count;
        var end = ReadAttributes(nameEnd);
        attributes.RemoveRange(first, attributes.Count - first);
        if (end < 0)
        {
            return Text.Length;
        }

        var name = NameOf(Text.AsSpan(start + 2, nameEnd - start - 2));
        tags.Add(new HtmlTag(name, HtmlTagKind.End, start, end, first, 0, tags.Count));
        var place = depth - 1;
        while (place >= 0 && tags[open[place]].Name != name)
        {
            place--;
        }

        // Elements left open inside it end here too.
        while (place >= 0 && depth > place)
        {
            Leave(depth - 1 == place ? tags.Count - 1 : tags.Count - 2);
        }

        return end;
    }

    private int ReadStart(int start)
    {
        var nameEnd = NameEnd(start + 1);
        var first = attributes.Count;
        var end = ReadAttributes(nameEnd);
        if (end < 0)
        {
            attributes.RemoveRange(first, attributes.Count - first);
            return Text.Length;
        }

        var name = NameOf(Text.AsSpan(start + 1, nameEnd - start - 1));
        tags.Add(new HtmlTag(name, HtmlTagKind.Start, start, end, first, attributes.Count - first, tags.Count));
        var isForeign = foreign > 0 || name is "svg" or "math";
        if ((isForeign && Text[end - 2] == '/') || Void.Contains(name))
        {
            return end;
        }

        if (depth < MaxDepth)
        {
            open[depth++] = tags.Count - 1;
            foreign += name is "svg" or "math" ? 1 : 0;
        }

        return foreign == 0 && Raw.Contains(name) ? EndOfRaw(name, end) : end;
    }

    /// <summary>The place of the end tag of an element whose content is no markup.</summary>
    private int EndOfRaw(string name, int from)
    {
        for (var at = from; ;)
        {
            var found = Text.IndexOf("</", at, StringComparison.Ordinal);
            if (found < 0)
            {
                return Text.Length;
            }

            var rest = Text.AsSpan(found + 2);
            if (rest.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (rest.Length == name.Length || IsBlank(rest[name.Length]) || rest[name.Length] is '/' or '>'))
            {
                return found;
            }

            at = found + 2;
        }
    }

    private void Leave(int last)
    {
        var index = open[--depth];
        tags[index] = tags[index] with { Last = last };
        foreign -= tags[index].Name is "svg" or "math" ? 1 : 0;
    }

    private int NameEnd(int at)
    {
        while (at < Text.Length && !IsBlank(Text[at]) && Text[at] is not ('/' or '>'))
        {
            at++;
        }

        return at;
    }

    /// <summary>Reads attributes up to the end of the tag; -1 where the text ends before it does.</summary>
    private int ReadAttributes(int at)
    {
        while (true)
        {
            while (at < Text.Length && (IsBlank(Text[at]) || Text[at] == '/'))
            {
                at++;
            }

            if (at >= Text.Length)
            {
                return -1;
            }

            if (Text[at] == '>')
            {
                return at + 1;
            }

            // The first character is part of the name, whatever it is.
            var name = at++;
            while (at < Text.Length && !IsBlank(Text[at]) && Text[at] is not ('/' or '>' or '='))
            {
                at++;
            }

            var nameEnd = at;
            var sign = PastBlanks(at);
            var (value, length) = (nameEnd, 0);
            if (sign < Text.Length && Text[sign] == '=')
            {
                value = PastBlanks(sign + 1);
                if (value >= Text.Length)
                {
                    return -1;
                }

                if (Text[value] is '"' or '\'')
                {
                    var close = Text.IndexOf(Text[value], value + 1);
                    if (close < 0)
                    {
                        return -1;
                    }

                    value++;
                    length = close - value;
                    at = close + 1;
                }
                else
                {
                    at = value;
                    while (at < Text.Length && !IsBlank(Text[at]) && Text[at] != '>')
                    {
                        at++;
                    }

                    length = at - value;
                }
            }

            attributes.Add(new HtmlAttribute(NameOf(Text.AsSpan(name, nameEnd - name)), value, length));
        }
    }

    private int PastBlanks(int at)
    {
        while (at < Text.Length && IsBlank(Text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsBlank(char c) => c is ' ' or '\n' or '\t' or '\r' or '\f';

    private static string NameOf(ReadOnlySpan<char> name) => Known.TryGetValue(name, out var known) ? known : name.ToString().ToLowerInvariant();
}

/// <summary>What a tag does.</summary>
public enum HtmlTagKind
{
    /// <summary>Begins an element.</summary>
    Start,

    /// <summary>Ends one.</summary>
    End,

    /// <summary>Neither: a comment or a declaration.</summary>
    Other,
}

/// <summary>A tag of a page.</summary>
/// <param name="Name">In small letters; <c>!</c> for comments and declarations.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Start">Where its <c>&lt;</c> stands.</param>
/// <param name="End">The place after its <c>&gt;</c>.</param>
/// <param name="Attribute">The number of its first attribute.</param>
/// <param name="Attributes">How many it has.</param>
/// <param name="Last">The number of the last tag that belongs to its element: its own end tag, or its own number where it encloses nothing.</param>
public readonly record struct HtmlTag(string Name, HtmlTagKind Kind, int Start, int End, int Attribute, int Attributes, int Last)
{
    /// <summary>Whether it begins an element of this name.</summary>
    public bool Begins(string name) => Kind == HtmlTagKind.Start && Name == name;
}

/// <summary>An attribute: its name in small letters, and where its value stands.</summary>
public readonly record struct HtmlAttribute(string Name, int Start, int Length);
