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
    private readonly int maskLength;

    private PatternIndex(IReadOnlyList<(LanguageRule Rule, Pattern Pattern)> all, Alternative[] alternatives, int[] always, int[] leading, SetNumbers sets)
    {
        All = all;
        this.alternatives = alternatives;
        this.always = always;
        this.leading = leading;
        maskLength = sets.MaskLength;
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
                alternatives.Add(new Alternative(i, sets.Of(rarest), [.. requirements.Where(s => s != rarest).Select(sets.Of).Distinct()]));
            }
        }

        int[] leading = [.. all.Select(p => p.Item2.Leading is { } words ? sets.Of(words) : -1)];
        return new PatternIndex(all, [.. alternatives], [.. always.Distinct()], leading, sets);
    }

    /// <summary>The patterns to try on a sentence in lower case, in order, each with the places where a match may begin; null for anywhere.</summary>
    public List<Candidate> Candidates(ReadOnlySpan<char> sentence)
    {
        Span<ulong> there = stackalloc ulong[maskLength];
        there.Clear();
        var triggered = new List<int>();
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
        }

        foreach (var (_, word) in known)
        {
            foreach (var (at, bits) in word.Sets)
            {
                there[at] |= bits;
            }

            triggered.AddRange(word.Triggers);
        }

        var candidates = new List<Candidate>();
        foreach (var pattern in always)
        {
            AddCandidate(candidates, pattern, known);
        }

        triggered.Sort();
        var last = -1;
        foreach (var number in triggered)
        {
            var alternative = alternatives[number];
            if (alternative.Pattern != last && IsComplete(alternative.Others, there))
            {
                last = alternative.Pattern;
                AddCandidate(candidates, alternative.Pattern, known);
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

    private void AddCandidate(List<Candidate> candidates, int pattern, List<(int Start, WordEntry Word)> known)
    {
        if (leading[pattern] is not (>= 0 and var set))
        {
            candidates.Add(new Candidate(pattern, null));
            return;
        }

        List<int>? starts = null;
        foreach (var (start, word) in known)
        {
            if (word.IsIn(set) && starts?[^1] != start)
            {
                (starts ??= []).Add(start);
            }
        }

        if (starts is not null)
        {
            candidates.Add(new Candidate(pattern, starts));
        }
    }

    private static bool IsComplete(int[] sets, ReadOnlySpan<ulong> there)
    {
        foreach (var set in sets)
        {
            if ((there[set >> 6] & (1UL << (set & 63))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An alternative of a pattern.</summary>
    /// <param name="Pattern">Number of the pattern.</param>
    /// <param name="Trigger">Number of its rarest set.</param>
    /// <param name="Others">Numbers of its other sets.</param>
    private sealed record Alternative(int Pattern, int Trigger, int[] Others);

    /// <summary>What is known of a word: the sets that it is in, as parts of a mask, and the alternatives that it makes worth a look.</summary>
    private sealed record WordEntry((int At, ulong Bits)[] Sets, int[] Triggers)
    {
        public bool IsIn(int set)
        {
            foreach (var (at, bits) in Sets)
            {
                if (at == set >> 6)
                {
                    return (bits & (1UL << (set & 63))) != 0;
                }
            }

            return false;
        }
    }

    /// <summary>Numbers equal sets of words alike.</summary>
    private sealed class SetNumbers
    {
        private readonly Dictionary<HashSet<string>, int> numbers = new(HashSet<string>.CreateSetComparer());

        // Sets of words are shared by many patterns: the same object is the same set.
        private readonly Dictionary<HashSet<string>, int> seen = new(ReferenceEqualityComparer.Instance);

        public int MaskLength => (numbers.Count + 63) / 64;

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
                    [.. w.Value.GroupBy(n => n >> 6).Select(g => (g.Key, g.Aggregate(0UL, (bits, n) => bits | (1UL << (n & 63)))))],
                    [.. w.Value.SelectMany(n => triggers[n]).Order()]),
                StringComparer.Ordinal);
        }
    }
}
