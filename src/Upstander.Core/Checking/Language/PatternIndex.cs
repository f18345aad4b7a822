using System.Collections.Frozen;

namespace Upstander.Checking.Language;

/// <summary>A pattern to try.</summary>
/// <param name="Pattern">Its number.</param>
/// <param name="First">The first of the places where a match may begin, for <see cref="PatternSearch.StartAt"/>; negative for anywhere.</param>
/// <param name="Count">How many such places there are.</param>
internal readonly record struct Candidate(int Pattern, int First, int Count)
{
    public static Candidate Anywhere(int pattern) => new(pattern, -1, 0);

    public bool IsAnywhere => First < 0;
}

/// <summary>
/// Which patterns a sentence has to meet. Each alternative of a pattern is known by sets of words of each of which one must be there; it is looked at
/// when a word of its rarest set turns up, and tried when all its sets have one.
/// </summary>
internal sealed class PatternIndex
{
    private readonly FrozenDictionary<string, WordEntry>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private readonly FrozenDictionary<string, WordEntry>.AlternateLookup<ReadOnlySpan<char>> byPrefix;
    private readonly int[] prefixLengths;
    private readonly Alternative[] alternatives;
    private readonly int[] always;
    private readonly int[] leading;
    private readonly int setCount;

    private PatternIndex(IReadOnlyList<(LanguageRule Rule, Pattern Pattern)> all, Alternative[] alternatives, int[] always, int[] leading, SetNumbers sets)
    {
        All = all;
        this.alternatives = alternatives;
        this.always = always;
        this.leading = leading;
        setCount = sets.Count;
        var words = sets.Words(alternatives);
        var prefixes = words.Where(w => w.Key[^1] == '*').ToFrozenDictionary(w => w.Key[..^1], w => w.Value, StringComparer.Ordinal);
        prefixLengths = [.. prefixes.Keys.Select(p => p.Length).Distinct().Order()];
        byPrefix = prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
        bySpan = words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Every pattern with its rule, in order of codes.</summary>
    public IReadOnlyList<(LanguageRule Rule, Pattern Pattern)> All { get; }

    /// <summary>How many patterns have to be tried on every sentence.</summary>
    public int AlwaysCount => always.Length;

    public static PatternIndex Of(IReadOnlyList<LanguageRule> rules)
    {
        List<(LanguageRule, Pattern)> all = [.. rules.SelectMany(r => r.Any.Select(p => (r, p)))];
        var sets = new SetNumbers();
        var alternatives = new List<Alternative>();
        var always = new List<int>();
        for (var i = 0; i < all.Count; i++)
        {
            foreach (var requirements in all[i].Item2.Requirements())
            {
                if (requirements.Count == 0)
                {
                    always.Add(i);
                    continue;
                }

                var rarest = requirements.MinBy(r => r.Cost)!;
                alternatives.Add(new Alternative(i, sets.Of(rarest), [.. requirements.Select(sets.Of).Distinct()]));
            }
        }

        int[] leading = [.. all.Select(p => p.Item2.Leading() is { } words ? sets.Of(words) : -1)];
        return new PatternIndex(all, [.. alternatives], [.. always.Distinct()], leading, sets);
    }

    /// <summary>Looks for the patterns to try on a sentence in lower case. Disposing of the search lets the next sentence have its lists.</summary>
    public PatternSearch Search(ReadOnlySpan<char> sentence)
    {
        var search = PatternSearch.Rent(this, setCount, alternatives.Length);
        var start = -1;
        for (var i = 0; i <= sentence.Length; i++)
        {
            if (i < sentence.Length && (char.IsLetterOrDigit(sentence[i]) || sentence[i] == '_'))
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0)
            {
                Look(sentence[start..i], start, search);
                start = -1;
            }

            if (i < sentence.Length && sentence[i] == PatternNode.RareMark)
            {
                Look(sentence.Slice(i, 1), i, search);
            }
        }

        // Alternatives stand in the order of their patterns; so do the patterns that are always tried, and the two are merged.
        var (anywhere, free) = (-1, 0);
        for (var part = 0; part < search.Triggered.Length; part++)
        {
            for (var bits = search.Triggered[part]; bits != 0; bits &= bits - 1)
            {
                var alternative = alternatives[(part << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits)];
                if (alternative.Pattern == anywhere || !search.HasAll(alternative.Sets, 0))
                {
                    continue;
                }

                while (free < always.Length && always[free] <= alternative.Pattern)
                {
                    search.Add(Candidate.Anywhere(always[free++]));
                }

                if (leading[alternative.Pattern] is var set && set < 0)
                {
                    anywhere = alternative.Pattern;
                    search.Add(Candidate.Anywhere(anywhere));
                }
                else
                {
                    search.Add(alternative.Pattern, set, alternative.Sets);
                }
            }
        }

        while (free < always.Length)
        {
            search.Add(Candidate.Anywhere(always[free++]));
        }

        return search;
    }

    private void Look(ReadOnlySpan<char> word, int start, PatternSearch search)
    {
        if (bySpan.TryGetValue(word, out var entry))
        {
            search.Know(start, entry.Sets, entry.Triggers);
        }

        foreach (var length in prefixLengths)
        {
            if (length <= word.Length && byPrefix.TryGetValue(word[..length], out var begun))
            {
                search.Know(start, begun.Sets, begun.Triggers);
            }
        }
    }

    /// <summary>An alternative of a pattern.</summary>
    /// <param name="Pattern">Number of the pattern.</param>
    /// <param name="Trigger">Number of its rarest set.</param>
    /// <param name="Sets">Numbers of all its sets.</param>
    private sealed record Alternative(int Pattern, int Trigger, int[] Sets);

    /// <summary>What is known of a word: the sets that it is in, in order, and the alternatives that it makes worth a look, as parts of a mask.</summary>
    private sealed record WordEntry(int[] Sets, (int Part, ulong Bits)[] Triggers);

    /// <summary>Numbers equal sets of words alike.</summary>
    private sealed class SetNumbers
    {
        private readonly Dictionary<HashSet<string>, int> numbers = new(HashSet<string>.CreateSetComparer());

        // Sets of words are shared by many patterns: the same object is the same set.
        private readonly Dictionary<WordSet, int> seen = new(ReferenceEqualityComparer.Instance);

        public int Count => numbers.Count;

        public int Of(WordSet set)
        {
            if (!seen.TryGetValue(set, out var number))
            {
                if (!numbers.TryGetValue(set, out number))
                {
                    numbers.Add(set, number = numbers.Count);
                }

                seen.Add(set, number);
            }

            return number;
        }

        public Dictionary<string, WordEntry> Words(Alternative[] alternatives)
        {
            var triggers = alternatives.Select((a, i) => (a.Trigger, Number: i)).ToLookup(t => t.Trigger, t => t.Number);
            var byWord = new Dictionary<string, List<int>>(StringComparer.Ordinal);
            foreach (var (set, number) in numbers)
            {
                foreach (var word in set)
                {
                    if (!byWord.TryGetValue(word, out var list))
                    {
                        byWord.Add(word, list = []);
                    }

                    list.Add(number);
                }
            }

            return byWord.ToDictionary(
                w => w.Key,
                w => new WordEntry(
                    [.. w.Value.Order()],
                    [.. w.Value.SelectMany(n => triggers[n]).GroupBy(n => n >> 6).Select(g => (g.Key, g.Aggregate(0UL, (bits, n) => bits | (1UL << (n & 63)))))]),
                StringComparer.Ordinal);
        }
    }
}
