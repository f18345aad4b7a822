using Upstander.Binding;
using Upstander.Checking.Language;
using Upstander.Diagnostics;

namespace Upstander.Checking;

/// <summary>Finds words of a list in a text, as whole words, whatever their case and their apostrophes. A word that ends in * stands for all that begin so.</summary>
internal static class Words
{
    /// <summary>Whether one of the words stands in the text.</summary>
    public static bool AreIn(string text, IReadOnlyList<string> words) => Find(text, words) is not null;

    /// <summary>Whether one of the words stands in one of the texts.</summary>
    public static bool AreIn(IEnumerable<Prose> texts, IReadOnlyList<string> words) => texts.Any(t => AreIn(t.Markdown, words));

    /// <summary>The first place in the text at which one of the words stands; of several there, the first in the list.</summary>
    public static Stretch? Find(string text, IReadOnlyList<string> words)
    {
        var folded = Folded(text);
        Stretch? first = null;
        foreach (var word in words)
        {
            if (FindOne(folded, word) is { } found && (first is null || found.Start < first.Value.Start))
            {
                first = found;
            }
        }

        return first;
    }

    /// <summary>The words found and where they stand in the file.</summary>
    public static (string Phrase, SourceSpan Span)? In(Prose prose, IReadOnlyList<string> words) =>
        Find(prose.Markdown, words) is { } found ? (prose.Markdown.Substring(found.Start, found.Length), prose.Source.SpanOf(found.Start, found.Length)) : null;

    /// <summary>How many words a text has.</summary>
    public static int Count(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(w => w.Any(char.IsLetterOrDigit));

    private static Stretch? FindOne(string text, string word)
    {
        var isStem = word[^1] == '*';
        var letters = isStem ? word[..^1] : word;
        for (var at = text.IndexOf(letters, StringComparison.Ordinal); at >= 0; at = text.IndexOf(letters, at + 1, StringComparison.Ordinal))
        {
            var end = at + letters.Length;
            if ((at > 0 && char.IsLetterOrDigit(text[at - 1])) || (!isStem && end < text.Length && char.IsLetterOrDigit(text[end])))
            {
                continue;
            }

            while (isStem && end < text.Length && char.IsLetterOrDigit(text[end]))
            {
                end++;
            }

            return new Stretch(at, end - at);
        }

        return null;
    }

    /// <summary>One character for one, so that places stay.</summary>
    private static string Folded(string text) => string.Create(text.Length, text, static (folded, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            folded[i] = text[i] switch
            {
                '\u2019' or '\u2018' => '\'',
                '\u2010' or '\u2011' => '-',
                var c when char.IsWhiteSpace(c) => ' ',
                var c => char.ToLowerInvariant(c),
            };
        }
    });
}
