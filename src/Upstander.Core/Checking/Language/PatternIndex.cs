using System.Collections.Frozen;
using Upstander.Diagnostics;
using Upstander.Records;
using Upstander.Workspaces;
using Upstander.Yaml;

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

    private readonly IReadOnlyDictionary<string, WordEntry> words;

    private PatternIndex(
        IReadOnlyList<(LanguageRule Rule, int Place)> all, Alternative[] alternatives, int[] always, int[] leading, int setCount, IReadOnlyDictionary<string, WordEntry> words)
    {
        All = all;
        this.alternatives = alternatives;
        this.always = always;
        this.leading = leading;
        this.setCount = setCount;
        this.words = words;
        var prefixes = words.Where(w => w.Key[^1] == '*').ToFrozenDictionary(w => w.Key[..^1], w => w.Value, StringComparer.Ordinal);
        prefixLengths = [.. prefixes.Keys.Select(p => p.Length).Distinct().Order()];
        byPrefix = prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
        bySpan = words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Every pattern, by its rule and its place there, in order of codes.</summary>
    public IReadOnlyList<(LanguageRule Rule, int Place)> All { get; }

    /// <summary>How many patterns have to be tried on every sentence.</summary>
    public int AlwaysCount => always.Length;

    /// <summary>The index of rules: made before, or made now and kept. It costs more than everything else that a text of a few pages needs.</summary>
    public static PatternIndex Of(IReadOnlyList<LanguageRule> rules, RuleMemory? memory)
    {
        List<(LanguageRule, int)> all = [.. rules.SelectMany(r => Enumerable.Range(0, r.AnyCount).Select(place => (r, place)))];
        try
        {
            if (memory?.FindIndex() is { } record)
            {
                return Read(all, record);
            }
        }
        catch (InvalidDataException)
        {
            // A record that cannot be read is none.
        }

        var made = Of(all);
        if (memory is not null)
        {
            var written = new RecordWriter("");
            made.Write(written);
            memory.KeepIndex(written);
        }

        return made;
    }

    private static PatternIndex Of(List<(LanguageRule Rule, int Place)> all)
    {
        var sets = new SetNumbers();
        var alternatives = new List<Alternative>();
        var triggers = new List<(int Set, int Alternative)>();
        var always = new List<int>();
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Rule.AnyAt(all[i].Place) is not { } pattern)
            {
                continue;
            }

            foreach (var requirements in pattern.Requirements())
            {
                if (requirements.Count == 0)
                {
                    always.Add(i);
                    continue;
                }

                var rarest = requirements.MinBy(r => r.Cost)!;
                triggers.Add((sets.Of(rarest), alternatives.Count));
                alternatives.Add(new Alternative(i, [.. requirements.Select(sets.Of).Distinct()]));
            }
        }

        int[] leading = [.. all.Select(p => p.Rule.AnyAt(p.Place)?.Leading() is { } words ? sets.Of(words) : -1)];
        return new PatternIndex(all, [.. alternatives], [.. always.Distinct()], leading, sets.Count, sets.Words(triggers));
    }

    private void Write(RecordWriter record)
    {
        record.Number(All.Count);
        record.Number(setCount);
        record.List(alternatives, alternative =>
        {
            record.Number(alternative.Pattern);
            Numbers(alternative.Sets);
        });
        Numbers(always);
        Numbers(leading);
        record.List([.. words.OrderBy(w => w.Key, StringComparer.Ordinal)], word =>
        {
            record.Text(word.Key);
            Numbers(word.Value.Sets);
            record.List(word.Value.Triggers, trigger =>
            {
                record.Number(trigger.Part);
                record.Fixed(trigger.Bits);
            });
        });

        void Numbers(int[] numbers) => record.List(numbers, n => record.Number(n));
    }

    private static PatternIndex Read(List<(LanguageRule Rule, int Place)> all, RecordReader record)
    {
        if (record.Whole() != all.Count)
        {
            throw Wrong();
        }

        var setCount = record.Whole();
        var alternatives = record.List(() => new Alternative(Below(all.Count), Numbers(0, setCount)));
        var always = Numbers(0, all.Count);
        var leading = Numbers(-1, setCount);
        var parts = (alternatives.Length + 63) / 64;
        var words = new Dictionary<string, WordEntry>(StringComparer.Ordinal);
        foreach (var (word, entry) in record.List(() => (record.Text(), new WordEntry(Numbers(0, setCount), record.List(() => (Below(parts), record.Fixed()))))))
        {
            words[word] = word.Length > 0 ? entry : throw Wrong();
        }

        // Bits behind the last alternative would lead to none.
        var last = alternatives.Length % 64 is > 0 and var used ? (1UL << used) - 1 : ulong.MaxValue;
        return leading.Length == all.Count && !words.Values.Any(w => w.Triggers.Any(t => t.Part == parts - 1 && (t.Bits & ~last) != 0))
            ? new PatternIndex(all, alternatives, always, leading, setCount, words)
            : throw Wrong();

        int Below(int most) => record.Whole() is >= 0 and var number && number < most ? number : throw Wrong();

        int[] Numbers(int least, int most) => record.List(() => record.Whole() is var number && number >= least && number < most ? number : throw Wrong());

        static InvalidDataException Wrong() => new("this is the index of other rules");
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
    /// <param name="Sets">Numbers of all its sets.</param>
    private sealed record Alternative(int Pattern, int[] Sets);

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

        public Dictionary<string, WordEntry> Words(IEnumerable<(int Set, int Alternative)> rarest)
        {
            var triggers = rarest.ToLookup(t => t.Set, t => t.Alternative);
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

/// <summary>What is known of files of rules.</summary>
/// <param name="FindIndex">Gives the record of the index of the very same rules, or null.</param>
/// <param name="KeepIndex">Takes it.</param>
/// <param name="Load">Gives the tree of a file, and reports what is wrong with it; null where it is none.</param>
internal sealed record RuleMemory(Func<RecordReader?> FindIndex, Action<RecordWriter> KeepIndex, Func<SourceFile, DiagnosticBag, YamlMap?> Load);
