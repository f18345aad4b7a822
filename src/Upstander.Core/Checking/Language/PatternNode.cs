using System.Text;

namespace Upstander.Checking.Language;

/// <summary>
/// A pattern taken apart as far as is needed to find words that every match holds. Such words are looked up before a pattern is tried,
/// so that most sentences meet few patterns.
/// </summary>
internal abstract record PatternNode
{
    /// <summary>A mark that is looked up like a word, because few sentences have it.</summary>
    public const char RareMark = '!';

    private static readonly WordSet RareMarkAlone = new([RareMark.ToString()]);

    /// <summary>A blank or another boundary of words, such as a mark.</summary>
    internal sealed record Boundary(char Mark = ' ') : PatternNode;

    /// <summary>Words that may be missing and end in a blank.</summary>
    internal sealed record Nothing : PatternNode;

    /// <summary>A look ahead or behind, or a mark that may be missing.</summary>
    internal sealed record Look : PatternNode;

    /// <summary>Letters; open when more may follow within the word, and it is known which when that is one letter.</summary>
    internal sealed record Letters(string Text, bool IsOpen = false, string? Longer = null) : PatternNode;

    /// <summary>One of a set of words, whole. Made once for all patterns that name the set.</summary>
    internal sealed record Words(IReadOnlyCollection<string> Phrases) : PatternNode
    {
        private WordSet? anchors;
        private WordSet? first;

        /// <summary>Of each phrase, the run of letters that is the rarest: the longest.</summary>
        public WordSet Anchors => anchors ??= Longest(Phrases);

        /// <summary>Of each phrase, the first run of letters; null when one begins with something else.</summary>
        public WordSet? First => first ??= Phrases.All(p => char.IsLetterOrDigit(p[0])) ? new(Phrases.Select(p => Runs(p).First())) : null;
    }

    /// <summary>Anything else.</summary>
    internal sealed record Other : PatternNode;

    /// <summary>Alternatives, each a sequence; optional when it may match nothing. For a named set of words, what is known of it is found out once for all patterns.</summary>
    internal sealed record Group(IReadOnlyList<IReadOnlyList<PatternNode>> Alternatives, bool Optional, KnownWords? Known = null) : PatternNode;

    /// <summary>What was found out of a named set: for each way in which its neighbors leave it free, words of which one is there, and words that it begins with.</summary>
    internal sealed class KnownWords
    {
        public Dictionary<(bool Left, bool Right), WordSet?> Unions { get; } = [];

        public Dictionary<bool, WordSet?> Beginnings { get; } = [];
    }

    /// <summary>
    /// What has to stand in a sentence for a pattern to match, for each of its alternatives: sets of words, of each of which at least one must be
    /// there, whole and in lower case. An alternative of which nothing is known has no set.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<WordSet>> Requirements(IReadOnlyList<IReadOnlyList<PatternNode>> alternatives)
    {
        var all = new List<IReadOnlyList<WordSet>>();
        foreach (var alternative in alternatives)
        {
            var sets = new List<WordSet>();
            Collect(alternative, true, true, sets);
            all.Add(sets);
        }

        return all;
    }

    private static void Collect(IReadOnlyList<PatternNode> nodes, bool left, bool right, List<WordSet> sets)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            switch (nodes[i])
            {
                case Letters letters when LeftIsFree(nodes, i, left):
                    sets.Add(new(WordsOf(letters, RightIsFree(nodes, i, right))));
                    break;
                case Words words:
                    sets.Add(words.Anchors);
                    break;
                case Boundary { Mark: RareMark }:
                    sets.Add(RareMarkAlone);
                    break;
                case Group { Optional: false, Alternatives: [var only] }:
                    Collect(only, LeftIsFree(nodes, i, left), RightIsFree(nodes, i, right), sets);
                    break;
                case Group { Optional: false } group when OneOf(group, LeftIsFree(nodes, i, left), RightIsFree(nodes, i, right)) is { } union:
                    sets.Add(union);
                    break;
            }
        }
    }

    /// <summary>
    /// Words of which one stands where a match begins; null when that cannot be told. A word that ends in * stands for all that begin so.
    /// </summary>
    public static WordSet? Leading(IReadOnlyList<IReadOnlyList<PatternNode>> alternatives) => Leading(alternatives, true);

    private static WordSet? Leading(IReadOnlyList<IReadOnlyList<PatternNode>> alternatives, bool right)
    {
        var all = new List<WordSet>();
        foreach (var alternative in alternatives)
        {
            if (Leading(alternative, right) is not { } words)
            {
                return null;
            }

            all.Add(words);
        }

        return WordSet.Together(all);
    }

    private static WordSet? Leading(Group group, bool right)
    {
        if (group.Known is not { } known)
        {
            return Leading(group.Alternatives, right);
        }

        if (!known.Beginnings.TryGetValue(right, out var words))
        {
            known.Beginnings.Add(right, words = Leading(group.Alternatives, right));
        }

        return words;
    }

    private static WordSet? Leading(IReadOnlyList<PatternNode> nodes, bool right)
    {
        var words = new List<WordSet>();
        for (var i = 0; i < nodes.Count; i++)
        {
            switch (nodes[i])
            {
                case Look:
                    continue;
                case Letters letters:
                    words.Add(new(WordsOf(letters, RightIsFree(nodes, i, right))));
                    return WordSet.Together(words);
                case Words { First: { } first }:
                    words.Add(first);
                    return WordSet.Together(words);
                case Group group when Leading(group, RightIsFree(nodes, i, right)) is { } inner:
                    words.Add(inner);
                    if (group.Optional)
                    {
                        continue;
                    }

                    return WordSet.Together(words);
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>A whole word, two where a letter may be missing, or the beginning of one.</summary>
    private static string[] WordsOf(Letters letters, bool isWhole) =>
        isWhole && letters.Longer is { } longer ? [letters.Text, longer]
        : isWhole && !letters.IsOpen ? [letters.Text]
        : [letters.Text + "*"];

    /// <summary>Words of which one stands in any of the alternatives; null when nothing is known of one of them.</summary>
    private static WordSet? OneOf(Group group, bool left, bool right)
    {
        if (group.Known is not { } known)
        {
            return OneOf(group.Alternatives, left, right);
        }

        if (!known.Unions.TryGetValue((left, right), out var words))
        {
            known.Unions.Add((left, right), words = OneOf(group.Alternatives, left, right));
        }

        return words;
    }

    private static WordSet? OneOf(IReadOnlyList<IReadOnlyList<PatternNode>> alternatives, bool left, bool right)
    {
        var union = new List<WordSet>();
        var sets = new List<WordSet>();
        foreach (var alternative in alternatives)
        {
            sets.Clear();
            Collect(alternative, left, right, sets);
            if (sets.Count == 0)
            {
                return null;
            }

            union.Add(sets.MinBy(s => s.Cost)!);
        }

        return WordSet.Together(union);
    }

    private static bool LeftIsFree(IReadOnlyList<PatternNode> nodes, int at, bool outer) => IsFree(nodes, at, -1, EndsFree, outer);

    private static bool RightIsFree(IReadOnlyList<PatternNode> nodes, int at, bool outer) => IsFree(nodes, at, 1, StartsFree, outer);

    /// <summary>Whether a boundary stands on one side of a node; what may be missing is looked through, and at the end the outer side decides.</summary>
    private static bool IsFree(IReadOnlyList<PatternNode> nodes, int at, int step, Func<IReadOnlyList<PatternNode>, bool> facesFree, bool outer)
    {
        for (var i = at + step; i >= 0 && i < nodes.Count; i += step)
        {
            switch (nodes[i])
            {
                case Boundary:
                    return true;
                case Nothing or Look:
                    continue;
                case Group group when group.Alternatives.All(facesFree):
                    if (!group.Optional)
                    {
                        return true;
                    }

                    continue;
                default:
                    return false;
            }
        }

        return outer;
    }

    private static bool EndsFree(IReadOnlyList<PatternNode> nodes) => nodes.Count > 0 && nodes[^1] is Boundary;

    private static bool StartsFree(IReadOnlyList<PatternNode> nodes) => nodes.Count > 0 && nodes[0] is Boundary;

    // Of a phrase, one run of letters is enough; the longest is the rarest.
    private static WordSet Longest(IEnumerable<string> phrases) => new(phrases.Select(p => Runs(p).MaxBy(r => r.Length) ?? "").Where(r => r.Length > 0));

    private static IEnumerable<string> Runs(string phrase)
    {
        var run = new StringBuilder();
        foreach (var c in phrase)
        {
            if (char.IsLetterOrDigit(c) || c == '_')
            {
                run.Append(c);
            }
            else if (run.Length > 0)
            {
                yield return run.ToString();
                run.Clear();
            }
        }

        if (run.Length > 0)
        {
            yield return run.ToString();
        }
    }
}
