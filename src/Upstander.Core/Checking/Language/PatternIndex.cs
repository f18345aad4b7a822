using System.Collections.Frozen;

namespace Upstander.Checking.Language;

/// <summary>A pattern to try.</summary>
/// <param name="Pattern">Its number.</param>
/// <param name="Starts">Where a match may begin, in order; null for anywhere.</param>
internal readonly record struct Candidate(int Pattern, List<int>? Starts);

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
            foreach (var requirements in all[i].Item2.Requirements)
            {
                if (requirements.Count == 0)
                {
                    always.Add(i);
                    continue;
                }

                var rarest = requirements.MinBy(PatternNode.Cost)!;
                alternatives.Add(new Alternative(i, sets.Of(rarest), [.. requirements.Select(sets.Of).Distinct()]));
            }
        }

        int[] leading = [.. all.Select(p => p.Item2.Leading is { } words ? sets.Of(words) : -1)];
        return new PatternIndex(all, [.. alternatives], [.. always.Distinct()], leading, sets);
    }

    /// <summary>The patterns to try on a sentence in lower case, in order, each with the places where a match may begin; null for anywhere.</summary>
    public List<Candidate> Candidates(ReadOnlySpan<char> sentence)
    {
        var known = new List<(int Start, WordEntry Word)>();
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
                Look(sentence[start..i], start, known);
                start = -1;
            }

            if (i < sentence.Length && sentence[i] == PatternNode.RareMark)
            {
                Look(sentence.Slice(i, 1), i, known);
            }
        }

        // Where a word of each set stands last, counted from 1: a match that begins later cannot hold it.
        Span<int> last = stackalloc int[setCount];
        last.Clear();
        Span<ulong> triggered = stackalloc ulong[(alternatives.Length + 63) / 64];
        triggered.Clear();
        foreach (var (at, word) in known)
        {
            foreach (var set in word.Sets)
            {
                last[set] = at + 1;
            }

            foreach (var (part, bits) in word.Triggers)
            {
                triggered[part] |= bits;
            }
        }

        var candidates = new List<Candidate>();
        foreach (var pattern in always)
        {
            candidates.Add(new Candidate(pattern, null));
        }

        var anywhere = -1;
        for (var part = 0; part < triggered.Length; part++)
        {
            for (var bits = triggered[part]; bits != 0; bits &= bits - 1)
            {
                var alternative = alternatives[(part << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits)];
                if (alternative.Pattern != anywhere && IsComplete(alternative.Sets, last, 0) && !AddCandidate(candidates, alternative, known, last))
                {
                    anywhere = alternative.Pattern;
                }
            }
        }

        candidates.Sort((a, b) => a.Pattern.CompareTo(b.Pattern));
        return candidates;
    }

    private void Look(ReadOnlySpan<char> word, int start, List<(int Start, WordEntry Word)> known)
    {
        if (bySpan.TryGetValue(word, out var entry))
        {
            known.Add((start, entry));
        }

        foreach (var length in prefixLengths)
        {
            if (length <= word.Length && byPrefix.TryGetValue(word[..length], out var begun))
            {
                known.Add((start, begun));
            }
        }
    }

    /// <summary>Adds a pattern with the places where this alternative of it may begin; false when that may be anywhere, which is said once.</summary>
    private bool AddCandidate(List<Candidate> candidates, Alternative alternative, List<(int Start, WordEntry Word)> known, ReadOnlySpan<int> last)
    {
        var set = leading[alternative.Pattern];
        if (set < 0)
        {
            candidates.Add(new Candidate(alternative.Pattern, null));
            return false;
        }

        List<int>? starts = null;
        foreach (var (start, word) in known)
        {
            if (word.IsIn(set) && starts?[^1] != start && IsComplete(alternative.Sets, last, start))
            {
                (starts ??= []).Add(start);
            }
        }

        if (starts is not null)
        {
            candidates.Add(new Candidate(alternative.Pattern, starts));
        }

        return true;
    }

    /// <summary>Whether each of the sets has a word at a place or behind it.</summary>
    private static bool IsComplete(int[] sets, ReadOnlySpan<int> last, int start)
    {
        foreach (var set in sets)
        {
            if (last[set] <= start)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An alternative of a pattern.</summary>
    /// <param name="Pattern">Number of the pattern.</param>
    /// <param name="Trigger">Number of its rarest set.</param>
    /// <param name="Sets">Numbers of all its sets.</param>
    private sealed record Alternative(int Pattern, int Trigger, int[] Sets);

    /// <summary>What is known of a word: the sets that it is in, in order, and the alternatives that it makes worth a look, as parts of a mask.</summary>
    private sealed record WordEntry(int[] Sets, (int Part, ulong Bits)[] Triggers)
    {
        public bool IsIn(int set) => Array.BinarySearch(Sets, set) >= 0;
    }

    /// <summary>Numbers equal sets of words alike.</summary>
    private sealed class SetNumbers
    {
        private readonly Dictionary<HashSet<string>, int> numbers = new(HashSet<string>.CreateSetComparer());

        // Sets of words are shared by many patterns: the same object is the same set.
        private readonly Dictionary<HashSet<string>, int> seen = new(ReferenceEqualityComparer.Instance);

        public int Count => numbers.Count;

        public int Of(HashSet<string> set)
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
