using System.Collections.Frozen;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Checking.Language;

/// <summary>The guards of a rule: its own and those that it names.</summary>
/// <param name="Sentence">Anywhere in the sentence.</param>
/// <param name="Before">Up to the match.</param>
/// <param name="After">From the match on.</param>
/// <param name="Next">In the next sentence.</param>
/// <param name="Previous">In the sentence before.</param>
internal sealed record Guards(
    IReadOnlyList<Pattern> Sentence, IReadOnlyList<Pattern> Before, IReadOnlyList<Pattern> After, IReadOnlyList<Pattern> Next, IReadOnlyList<Pattern> Previous);

/// <summary>The patterns of a rule that are asked when one of those of which one has to match does.</summary>
/// <param name="Requires">Of which one has to stand in the sentence too, if there are any.</param>
/// <param name="Guards">What takes the finding back.</param>
internal sealed record FurtherPatterns(IReadOnlyList<Pattern> Requires, Guards Guards);

/// <summary>A language rule, ready to be tried.</summary>
public sealed class LanguageRule
{
    /// <summary>Kinds of text that only rules read which name them.</summary>
    private const TextTag Apart = TextTag.Name | TextTag.LinkText;

    private readonly FrozenSet<string> bands;
    private readonly Audience scope;
    private readonly TextTag only;
    private readonly TextTag exempt;
    private readonly IReadOnlyList<Lazy<Pattern?>> any;
    private readonly Lazy<FurtherPatterns> further;

    internal LanguageRule(RuleEntry entry, RuleInfo info, IReadOnlyList<Lazy<Pattern?>> any, Lazy<FurtherPatterns> further)
    {
        Entry = entry;
        Info = info;
        (this.any, this.further) = (any, further);
        bands = entry.Bands.Select(b => b.Value).ToFrozenSet(StringComparer.Ordinal);
        scope = entry.Scope.Count == 0 ? For.Everyone : entry.Scope.Aggregate(Audience.None, (all, a) => all | For.Named(a.Value));
        only = TextTags.Of(entry.Only.Select(t => t.Value));
        exempt = TextTags.Of(entry.Exempt.Select(t => t.Value));
    }

    /// <summary>As written.</summary>
    public RuleEntry Entry { get; }

    /// <summary>What is known of it.</summary>
    public RuleInfo Info { get; }

    /// <summary>Of which one has to match.</summary>
    internal IReadOnlyList<Pattern> Any => [.. any.Select(p => p.Value).OfType<Pattern>()];

    /// <summary>How many of those are written down, well or not.</summary>
    internal int AnyCount => any.Count;

    /// <summary>One of them, by its place in the rule; null where it is none. Read when it is first asked for.</summary>
    internal Pattern? AnyAt(int place) => any[place].Value;

    internal IReadOnlyList<Pattern> Requires => further.Value.Requires;

    internal Guards Guards => further.Value.Guards;

    /// <summary>All of its patterns, guards included.</summary>
    internal IEnumerable<Pattern> Patterns => Any.Concat(Requires).Concat(Guards.Sentence).Concat(Guards.Before).Concat(Guards.After).Concat(Guards.Next).Concat(Guards.Previous);

    internal bool ReadsQuotations => Entry.Quoted?.Value == true;

    internal bool IsCaseSensitive => Entry.CaseSensitive?.Value == true;

    /// <summary>The finding that one of its patterns takes too long.</summary>
    internal Diagnostic IsSlow(Pattern pattern) => RuleProblems.SlowPattern.At(
        pattern.Source.Span, $"this pattern of {Info.Code} takes longer than a second for one sentence", "make it simpler: no repetition inside a repetition");

    /// <summary>Whether it reads a text of this kind, for these readers.</summary>
    /// <param name="tags">What kind of text it is.</param>
    /// <param name="readers">Whom it is written for.</param>
    /// <param name="band">The age band, or null when it is not known: rules for children alone are left out then.</param>
    public bool Reads(TextTag tags, Audience readers, string? band) =>
        (tags & exempt) == 0
        && (tags & Apart & ~only) == 0
        && (only == 0 || (tags & only) != 0)
        && (readers & scope) != 0
        && (bands.Count == 0 || bands.Contains(band ?? Names.Bands[^2]));
}
