using System.Text;

namespace Upstander.Rendering;

/// <summary>What a block of text is.</summary>
public enum ReadKind
{
    /// <summary>A paragraph.</summary>
    Paragraph,

    /// <summary>An item of a list.</summary>
    Item,

    /// <summary>A heading.</summary>
    Heading,

    /// <summary>A cell of a table.</summary>
    Cell,

    /// <summary>A paragraph that the author marked as somebody else's words: <c>&gt;</c> in Markdown.</summary>
    Quote,

    /// <summary>The alternative of a picture.</summary>
    Picture,
}

/// <summary>
/// One block of a text as a reader sees it: markup, line wraps, soft hyphens and kinds of quotes are folded away, white space is one
/// blank. Every character knows where in the written text it stands.
/// </summary>
public sealed class ReadText
{
    private readonly int[] starts;

    private ReadText(string text, int[] starts, ReadKind kind, IReadOnlyList<(int Start, int Length)> links)
    {
        Text = text;
        this.starts = starts;
        Kind = kind;
        Links = links;
    }

    /// <summary>The text: straight quotes, single blanks, no markup, composed characters.</summary>
    public string Text { get; }

    /// <summary>What the block is.</summary>
    public ReadKind Kind { get; }

    /// <summary>The stretches of <see cref="Text"/> that are links.</summary>
    public IReadOnlyList<(int Start, int Length)> Links { get; }

    /// <summary>Where a stretch of <see cref="Text"/> stands in the written text: its start and its length there.</summary>
    public (int Start, int Length) Written(int start, int length)
    {
        if (starts.Length == 0)
        {
            return (0, 0);
        }

        var from = starts[Math.Clamp(start, 0, starts.Length - 1)];
        var last = starts[Math.Clamp(start + Math.Max(length, 1) - 1, 0, starts.Length - 1)];
        return (from, Math.Max(last - from, 0) + 1);
    }

    /// <summary>Collects the characters of a block.</summary>
    internal sealed class Builder(ReadKind kind)
    {
        private const int Usual = 128;

        private readonly StringBuilder text = new(Usual);
        private readonly List<int> starts = new(Usual);
        private readonly List<(int Start, int Length)> links = [];

        public int Length => text.Length;

        /// <summary>Adds a character that stands at a place of the written text.</summary>
        public void Add(char c, int at)
        {
            switch (c)
            {
                case '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\u200E' or '\u200F' or '\u061C' or '\uFEFF':
                    // Soft hyphens, joiners and marks of direction: nobody reads them.
                    return;
                case '\u2018' or '\u2019' or '\u201A' or '\u201B' or '\u02BC' or '\u2032' or '\u00B4' or '`':
                    Put('\'', at);
                    return;
                case '\u201C' or '\u201D' or '\u201E' or '\u201F' or '\u00AB' or '\u00BB' or '\u2033':
                    Put('"', at);
                    return;
                case '\u2010' or '\u2011':
                    Put('-', at);
                    return;
                case '\u2013' or '\u2014' or '\u2015' or '\u2212':
                    Put('\u2014', at);
                    return;
                case '\u2026':
                    Put('.', at);
                    Put('.', at);
                    Put('.', at);
                    return;
            }

            if (char.IsWhiteSpace(c))
            {
                if (text.Length > 0 && text[^1] != ' ')
                {
                    Put(' ', at);
                }

                return;
            }

            if (c >= '\u0300' && char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark && Composed(c) is { } composed)
            {
                text[^1] = composed;
                return;
            }

            Put(c, at);
        }

        /// <summary>Adds a stretch of the written text as it stands.</summary>
        public void Add(ReadOnlySpan<char> written, int at)
        {
            for (var i = 0; i < written.Length; i++)
            {
                Add(written[i], at + i);
            }
        }

        /// <summary>Adds text that stands for a stretch of another length, such as an escape: all of it is placed at the start.</summary>
        public void AddInstead(ReadOnlySpan<char> read, int at)
        {
            foreach (var c in read)
            {
                Add(c, at);
            }
        }

        /// <summary>Says that everything from a length on is a link.</summary>
        public void Link(int from)
        {
            if (text.Length > from)
            {
                links.Add((from, text.Length - from));
            }
        }

        /// <summary>The block; null when there is nothing to read in it.</summary>
        public ReadText? Done()
        {
            while (text.Length > 0 && text[^1] == ' ')
            {
                text.Length--;
                starts.RemoveAt(starts.Count - 1);
            }

            return text.Length == 0 ? null : new ReadText(text.ToString(), [.. starts], kind, [.. links.Where(l => l.Start + l.Length <= text.Length)]);
        }

        private void Put(char c, int at)
        {
            text.Append(c);
            starts.Add(at);
        }

        private char? Composed(char mark) =>
            text.Length > 0 && string.Concat(text[^1].ToString(), mark.ToString()).Normalize(NormalizationForm.FormC) is [var one] ? one : null;
    }
}
