using System.Collections.Frozen;

namespace Upstander.Checking.Language;

/// <summary>A stretch of a text.</summary>
public readonly record struct Stretch(int Start, int Length)
{
    /// <summary>The place after its last character.</summary>
    public int End => Start + Length;
}

/// <summary>Parts a text into sentences.</summary>
public static class Sentences
{
    /// <summary>A sentence that goes on for longer is parted all the same, so that no pattern meets an endless one.</summary>
    public const int MaxLength = 1200;

    /// <summary>After these, a full stop ends no sentence.</summary>
    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "mr", "mrs", "ms", "mx", "dr", "prof", "st", "sr", "jr", "rev", "fr", "hon", "sgt", "capt", "lt", "gen", "gov", "sen", "rep", "pres",
        "vs", "v", "etc", "e.g", "i.e", "eg", "ie", "cf", "al", "ca", "approx", "no", "nos", "fig", "p", "pp", "ch", "sec", "vol", "ed", "eds",
        "dept", "inc", "ltd", "co", "corp", "univ", "ave", "rd", "blvd", "mt", "ft", "oz", "min", "mins", "hr", "hrs", "approx", "est", "ext", "tel",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>These may end a sentence: what follows decides.</summary>
    private static readonly FrozenSet<string> Undecided =
        new[] { "a.m", "p.m", "am", "pm", "u.s", "u.k", "u.s.a", "etc", "inc", "ltd", "co", "sr", "jr", "no", "min", "mins", "hrs", "p", "sun", "mar", "ed", "sat" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The sentences of a block in order, without the blanks around them. A full stop after an abbreviation, an initial or a
    /// number ends none; nor does a mark inside a quotation that the sentence goes on from.
    /// </summary>
    public static List<Stretch> In(string text)
    {
        var sentences = new List<Stretch>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '.' or '?' or '!')
            {
                var end = i + 1;
                while (end < text.Length && text[end] is '.' or '?' or '!')
                {
                    end++;
                }

                while (end < text.Length && text[end] is '"' or '\'' or ')' or ']')
                {
                    end++;
                }

                end = AfterNotes(text, end);
                if (Ends(text, start, i, end))
                {
                    Add(sentences, text, start, end);
                    start = end;
                }

                i = end - 1;
            }
            else if (i - start >= MaxLength && text[i] == ' ')
            {
                Add(sentences, text, start, i);
                start = i;
            }
        }

        Add(sentences, text, start, text.Length);
        return sentences;
    }

    private static void Add(List<Stretch> sentences, string text, int start, int end)
    {
        while (start < end && text[start] == ' ')
        {
            start++;
        }

        while (end > start && text[end - 1] == ' ')
        {
            end--;
        }

        if (end > start)
        {
            sentences.Add(new Stretch(start, end - start));
        }
    }

    /// <summary>Passes over marks of footnotes, which stand behind the sentence that they belong to.</summary>
    private static int AfterNotes(string text, int at)
    {
        while (at + 1 < text.Length && text[at] == '[' && text[at + 1] == '^' && text.IndexOf(']', at) is var close && close > 0)
        {
            at = close + 1;
        }

        return at;
    }

    /// <summary>Whether marks from <paramref name="mark"/> to <paramref name="end"/> end the sentence that starts at <paramref name="start"/>.</summary>
    private static bool Ends(string text, int start, int mark, int end)
    {
        if (end >= text.Length)
        {
            return true;
        }

        if (text[end] != ' ')
        {
            return false;
        }

        var next = end + 1;
        while (next < text.Length && text[next] is '"' or '\'' or '(' or '[' or '\u2014' or ' ' or '-')
        {
            next++;
        }

        if (next < text.Length && char.IsLower(text[next]))
        {
            return false;
        }

        if (text[mark] != '.' || (end > mark + 1 && text[mark + 1] != '['))
        {
            return true;
        }

        var word = WordBefore(text, start, mark);
        if (word.Length == 0 || (word.Length == 1 && char.IsLetter(word[0]) && word is not "I" and not "a"))
        {
            // An initial, or a number of a list.
            return word.Length == 0;
        }

        return !Abbreviations.Contains(word) || (Undecided.Contains(word) && next < text.Length && char.IsUpper(text[next]) && !IsName(text, next));
    }

    /// <summary>"Inc. Riverside" goes on, "at 3 p.m. The group" does not: short words at the start of a sentence are rarely names.</summary>
    private static bool IsName(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        return !Starters.Contains(text[at..end]);
    }

    private static readonly FrozenSet<string> Starters = new[]
    {
        "The", "A", "An", "This", "That", "These", "Those", "It", "He", "She", "They", "We", "I", "You", "In", "On", "At", "If", "When", "What", "Why", "How",
        "Who", "Where", "Then", "There", "And", "But", "So", "No", "Not", "Our", "Your", "My", "His", "Her", "Their", "Please", "For", "From", "After", "Before",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static string WordBefore(string text, int start, int end)
    {
        var from = end;
        while (from > start && (char.IsLetterOrDigit(text[from - 1]) || (text[from - 1] == '.' && from - 1 > start && char.IsLetter(text[from - 2]))))
        {
            from--;
        }

        return text[from..end];
    }
}
