using Upstander.Binding;
using Upstander.Checking.Language;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Rendering;

namespace Upstander.Checking;

/// <summary>How hard a text is to read.</summary>
/// <param name="Of">Which text, as in "the learner page".</param>
/// <param name="Address">Its address.</param>
/// <param name="Grade">Its grade of school.</param>
/// <param name="Ceiling">The highest grade it should have.</param>
/// <param name="Hardest">Where its hardest sentence stands.</param>
public sealed record Reading(string Of, string Address, double Grade, double Ceiling, SourceSpan Hardest);

/// <summary>
/// Gathers the running texts of a lesson for whom they are written, and measures each: the learner page, every handout, what families read and
/// what the facilitator reads. Titles, lists, words of others and the lesson's own glossary are passed over.
/// </summary>
internal sealed class Readings
{
    private const TextTag PassedOver = TextTag.Title | TextTag.Name | TextTag.Quote | TextTag.LegalTerm | TextTag.Objective;

    private readonly Dictionary<string, Pool> pools = new(StringComparer.Ordinal);
    private readonly HashSet<string> glossary = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Words that were counted already: a lesson has few words many times.</summary>
    private readonly Dictionary<string, int> counted = new(StringComparer.Ordinal);
    private readonly string id;
    private readonly string band;
    private readonly Dictionary<string, Handout> handouts;

    /// <summary>For one lesson.</summary>
    public Readings(string id, Lesson lesson)
    {
        this.id = id;
        band = lesson.Band.Value;
        handouts = lesson.Handouts.DistinctBy(h => h.Id!.Value).ToDictionary(h => h.Id!.Value, StringComparer.Ordinal);
        foreach (var word in lesson.Vocabulary.SelectMany(t => Readability.Words(t.Word.Value)))
        {
            glossary.Add(word);
        }
    }

    /// <summary>For a text of no lesson.</summary>
    public Readings() => (id, band, handouts) = ("", "", []);

    /// <summary>Takes in a text that was taken apart already.</summary>
    public void Add(Passage passage, IReadOnlyList<ReadText> blocks)
    {
        var parts = passage.Address.Split('/');
        if (!passage.IsMarkdown || (passage.Tags & PassedOver) != 0 || parts.Contains("vocabulary") || parts[^1].All(char.IsAsciiDigit))
        {
            return;
        }

        var pool = PoolOf(passage, parts);
        foreach (var block in blocks.Where(b => b.Kind == ReadKind.Paragraph && b.Text[^1] is '.' or '!' or '?' or ':' or '"' or '\'' or ')'))
        {
            pool.Add(passage, block, SyllablesOf);
        }
    }

    /// <summary>Takes in a letter to families.</summary>
    public void AddLetter(Prose letter, string address)
    {
        var passage = new Passage(address, Audience.Family, TextTag.None, null, letter.Markdown, true, letter.Source.SpanOf);
        var pool = Pooled(address, "the letter to families", Readability.OfFamilies);
        foreach (var block in MarkdownReader.Read(letter.Markdown).Where(b => b.Kind == ReadKind.Paragraph))
        {
            pool.Add(passage, block, SyllablesOf);
        }
    }

    /// <summary>What was measured, of texts that are long enough.</summary>
    public IReadOnlyList<Reading> Done() =>
        [.. pools.Values.Where(p => p.Words >= Readability.LeastWords).OrderBy(p => p.Address, StringComparer.Ordinal).Select(p => p.Measured())];

    private Pool PoolOf(Passage passage, string[] parts)
    {
        if (passage.Readers == Audience.Facilitator)
        {
            return Pooled($"{id}/facilitator", "what the facilitator reads", Readability.OfFacilitators);
        }

        if (parts is [_, "handouts", var name, ..] && handouts.TryGetValue(name, out var handout))
        {
            return Pooled($"{id}/handouts/{name}", $"the handout '{name}'", handout.AudienceName == "family" ? Readability.OfFamilies : Readability.CeilingOf(band));
        }

        return passage.Readers.HasFlag(Audience.Learner)
            ? Pooled(id, "the learner page", Readability.CeilingOf(band))
            : Pooled($"{id}/family", "what families read", Readability.OfFamilies);
    }

    private Pool Pooled(string address, string of, double ceiling) =>
        pools.TryGetValue(address, out var pool) ? pool : pools[address] = new Pool(address, of, ceiling);

    private int SyllablesOf(string word)
    {
        if (counted.TryGetValue(word, out var known))
        {
            return known;
        }

        // A word that the lesson explains is no hurdle any more.
        var count = Readability.Syllables(word);
        var explained = count > 2 && (glossary.Contains(word) || (word.EndsWith('s') && glossary.Contains(word[..^1])));
        return counted[word] = explained ? 2 : count;
    }

    private sealed class Pool(string address, string of, double ceiling)
    {
        private int sentences;
        private int syllables;
        private double hardest = double.MinValue;
        private SourceSpan place;

        public string Address => address;

        public int Words { get; private set; }

        public void Add(Passage passage, ReadText block, Func<string, int> syllablesOf)
        {
            foreach (var stretch in Sentences.In(block.Text))
            {
                var (words, spoken) = (0, 0);
                foreach (var word in Readability.Words(block.Text.Substring(stretch.Start, stretch.Length)))
                {
                    words++;
                    spoken += syllablesOf(word);
                }

                if (words == 0)
                {
                    continue;
                }

                sentences++;
                Words += words;
                syllables += spoken;
                var grade = Readability.Grade(words, 1, spoken);
                if (grade > hardest)
                {
                    hardest = grade;
                    var (start, length) = block.Written(stretch.Start, stretch.Length);
                    place = passage.SpanOf(start, length);
                }
            }
        }

        public Reading Measured() => new(of, address, Readability.Grade(Words, sentences, syllables), ceiling, place);
    }
}
