using System.Text;
using System.Text.RegularExpressions;
using Upstander.Diagnostics;

namespace Upstander.Checking.Language;

/// <summary>The words of a set in one form, as a pattern uses them.</summary>
/// <param name="Expression">A regular expression for any of them, as whole words.</param>
/// <param name="Alternatives">The words, and the patterns taken apart.</param>
internal sealed record ConceptForm(string Expression, IReadOnlyList<IReadOnlyList<PatternNode>> Alternatives)
{
    /// <summary>What is known of its words, as it is found out.</summary>
    public PatternNode.KnownWords Known { get; } = new();
}

/// <summary>Sets of words with their forms, from all files of rules.</summary>
internal sealed class ConceptLibrary
{
    private const int MaxDepth = 8;

    private readonly Dictionary<string, ConceptEntry> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string Form), ConceptForm> made = [];

    /// <summary>Collects the sets; a second one of a name is a finding.</summary>
    public ConceptLibrary(IEnumerable<RuleFile> files, DiagnosticBag problems)
    {
        foreach (var entry in files.SelectMany(f => f.Concepts))
        {
            if (!entries.TryAdd(entry.Id!.Value, entry))
            {
                problems.Add(RuleProblems.DuplicateName.At(entry.Id.Span, $"another set of words is called '{entry.Id}'", $"see {entries[entry.Id.Value].Id!.Span}"));
            }
        }

        foreach (var entry in entries.Values)
        {
            foreach (var other in entry.Include.Where(o => !entries.ContainsKey(o.Value)))
            {
                problems.Add(RuleProblems.UnknownName.At(other.Span, $"there is no set of words '{other}'", Nearest.Hint(other.Value, entries.Keys)));
            }
        }
    }

    /// <summary>A set in a form (empty: all forms), or null with what is wrong.</summary>
    public ConceptForm? Find(string name, string form, out string? fault, out string? hint)
    {
        (fault, hint) = (null, null);
        if (!entries.TryGetValue(name, out var entry))
        {
            (fault, hint) = ($"there is no set of words '{name}'", Nearest.Hint(name, entries.Keys) ?? "declare it below 'concepts'");
            return null;
        }

        if (form.Length > 0 && !Inflection.Forms.Contains(form, StringComparer.Ordinal))
        {
            (fault, hint) = ($"'{form}' is no form of words", Nearest.Hint(form, Inflection.Forms) ?? $"forms are {string.Join(", ", Inflection.Forms)}");
            return null;
        }

        if (made.TryGetValue((name, form), out var known))
        {
            return known;
        }

        var phrases = new SortedSet<string>(StringComparer.Ordinal);
        var patterns = new List<string>();
        Collect(entry, form, phrases, patterns, 0);
        if (phrases.Count == 0 && patterns.Count == 0)
        {
            (fault, hint) = ($"the set '{name}' has no words of the form '{form}'", "base, s, ing, past and pp are forms of verbs, one and many of nouns");
            return null;
        }

        // Where one word begins another, the longer is tried first: sorted backwards.
        var expressions = phrases.Reverse().Select(Escaped).ToList();
        List<IReadOnlyList<PatternNode>> alternatives = phrases.Count == 0 ? [] : [[new PatternNode.Words(phrases)]];
        foreach (var pattern in patterns)
        {
            var parser = new PatternReader.Parser(pattern, this);
            alternatives.AddRange(parser.Parse());
            expressions.Insert(0, string.Concat(parser.Pieces));
        }

        return made[(name, form)] = new ConceptForm($@"\b(?:{string.Join('|', expressions)})\b", alternatives);
    }

    private void Collect(ConceptEntry entry, string form, SortedSet<string> phrases, List<string> patterns, int depth)
    {
        IEnumerable<string> verbForms = form.Length == 0 ? ["base", "s", "ing", "past", "pp"] : form is "one" or "many" ? [] : [form];
        IEnumerable<string> nounForms = form.Length == 0 ? ["one", "many"] : form is "one" or "many" ? [form] : [];
        foreach (var verb in entry.Verbs)
        {
            phrases.UnionWith(verbForms.SelectMany(f => Inflection.Verb(Read(verb), f)));
        }

        foreach (var noun in entry.Nouns)
        {
            phrases.UnionWith(nounForms.Select(f => Inflection.Noun(Read(noun), f)));
        }

        if (form.Length == 0)
        {
            phrases.UnionWith(entry.Words.Select(Read));
            patterns.AddRange(entry.Patterns.Select(p => p.Markdown.TrimEnd('\n')));
        }

        foreach (var other in entry.Include)
        {
            if (depth < MaxDepth && entries.TryGetValue(other.Value, out var included))
            {
                Collect(included, form, phrases, patterns, depth + 1);
            }
        }
    }

    private static string Read(Binding.Prose phrase) => phrase.Markdown.Trim().ToLowerInvariant().Replace('\u2019', '\'');

    private static string Escaped(string phrase)
    {
        var escaped = new StringBuilder(phrase.Length + 8);
        foreach (var c in phrase)
        {
            escaped.Append(c switch
            {
                ' ' => ",? ",
                '-' => "[- ]",
                _ when char.IsLetterOrDigit(c) => c.ToString(),
                _ => Regex.Escape(c.ToString()),
            });
        }

        return escaped.ToString();
    }
}
