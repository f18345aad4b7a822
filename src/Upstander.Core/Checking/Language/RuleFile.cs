using Upstander.Binding;
using Upstander.Lessons;

namespace Upstander.Checking.Language;

/// <summary>A file below <c>rules/</c>: language rules as data, and the sets of words and the guards that they are made of.</summary>
public sealed class RuleFile(MapReader fields) : Item(fields)
{
    private const int Many = 2000;

    /// <summary>Version of the file format.</summary>
    public Located<int> FormatVersion { get; } = fields.Number("rules", "Version of the rules format: 1. First key of the file.", For.Facilitators, 1, 1);

    /// <summary>What the rules of the file have in common.</summary>
    public Located<string>? Group { get; } = fields.OptionalFormat("group", TextFormat.Slug, "What the rules of this file are about, for example victim-blaming; needed where there is a list.");

    /// <summary>Where rules come from.</summary>
    public IReadOnlyList<RuleSource> Sources { get; } = fields.List("sources", f => new RuleSource(f), "Sources that rules name by id.");

    /// <summary>Sets of words.</summary>
    public IReadOnlyList<ConceptEntry> Concepts { get; } = fields.List("concepts", f => new ConceptEntry(f), "Sets of words with all their forms; a pattern names one in braces, as in {harm}.");

    /// <summary>Guards.</summary>
    public IReadOnlyList<GuardEntry> Guards { get; } = fields.List("guards", f => new GuardEntry(f), "What keeps a rule silent, for several rules to name.");

    /// <summary>The rules.</summary>
    public IReadOnlyList<RuleEntry> List { get; } = fields.List("list", f => new RuleEntry(f), "The rules.", max: Many);
}

/// <summary>A source that rules name.</summary>
public sealed class RuleSource(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.RequiredId("Id of the source.");

    /// <summary>Title.</summary>
    public Located<string> Title { get; } = fields.Text("title", "Title and publisher.", For.Facilitators, 300);

    /// <summary>Address.</summary>
    public Located<string>? Url { get; } = fields.OptionalFormat("url", TextFormat.Url, "Where it is.");
}

/// <summary>A set of words with all their forms.</summary>
public sealed class ConceptEntry(MapReader fields) : Item(fields), IHasId
{
    private const int Many = 1000;

    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.RequiredId("What patterns call the set: {harm} for all its forms, {harm.past} for one.");

    /// <summary>What belongs in it.</summary>
    public Prose About { get; } = fields.Prose("about", "What belongs in the set.");

    /// <summary>Verbs.</summary>
    public IReadOnlyList<Prose> Verbs { get; } = fields.Proses("verbs", "Verbs in their base form; only the first word is inflected. Forms: base, s, ing, past, pp.", max: Many);

    /// <summary>Nouns.</summary>
    public IReadOnlyList<Prose> Nouns { get; } = fields.Proses("nouns", "Nouns in the singular; only the last word is inflected. Forms: one, many.", max: Many);

    /// <summary>Words that have one form.</summary>
    public IReadOnlyList<Prose> Words { get; } = fields.Proses("words", "Words and phrases that stand as they are.", max: Many);

    /// <summary>Patterns.</summary>
    public IReadOnlyList<Prose> Patterns { get; } = fields.Proses("patterns", "Patterns, where words are not enough.", max: Many);

    /// <summary>Other sets.</summary>
    public IReadOnlyList<Located<string>> Include { get; } = fields.References("include", "Ids of sets that belong in it.");
}

/// <summary>What keeps a rule silent.</summary>
public sealed class GuardEntry(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.RequiredId("Id of the guard.");

    /// <summary>What it is for.</summary>
    public Prose About { get; } = fields.Prose("about", "When a rule keeps silent, and why.");

    /// <summary>Anywhere in the sentence.</summary>
    public IReadOnlyList<Prose> Sentence { get; } = fields.Proses("sentence", "Patterns that keep it silent anywhere in the sentence.");

    /// <summary>In front.</summary>
    public IReadOnlyList<Prose> Before { get; } = fields.Proses("before", "Patterns that keep it silent in the sentence up to the match; $ is the place where the match begins.");

    /// <summary>Behind.</summary>
    public IReadOnlyList<Prose> After { get; } = fields.Proses("after", "Patterns that keep it silent in the rest of the sentence; ^ is the place where the match ends.");

    /// <summary>In the next sentence.</summary>
    public IReadOnlyList<Prose> Next { get; } = fields.Proses("next", "Patterns that keep it silent in the next sentence.");

    /// <summary>In the sentence before.</summary>
    public IReadOnlyList<Prose> Previous { get; } = fields.Proses("previous", "Patterns that keep it silent in the sentence before.");
}

/// <summary>One language rule.</summary>
public sealed class RuleEntry(MapReader fields) : Item(fields)
{
    private const int Many = 500;

    /// <summary>Code.</summary>
    public Located<string> Code { get; } = fields.Format("code", TextFormat.RuleCode, "Stable code that is never used again: letters, then three digits.");

    /// <summary>Name.</summary>
    public Located<string> Name { get; } = fields.Format("name", TextFormat.Slug, "What it flags, in a few words that read well after 'allow'.");

    /// <summary>Severity.</summary>
    public Located<string> Severity { get; } = fields.Choice("severity", RuleSeverity.Names, "error, warning or info.");

    /// <summary>What is said of the words found.</summary>
    public Located<string> Message { get; } = fields.Text("message", "What is said of the words it finds; the words stand in front of it, in quotes.", For.Facilitators, 120);

    /// <summary>Why it matters.</summary>
    public Prose Why { get; } = fields.Prose("why", "Why it matters, in one sentence.");

    /// <summary>Better wording.</summary>
    public Prose Suggest { get; } = fields.Prose("suggest", "A better wording, in one sentence.");

    /// <summary>What it looks for.</summary>
    public Prose? About { get; } = fields.OptionalProse("about", "What it looks for, in words: the page of the rule prints it.");

    /// <summary>For whose texts.</summary>
    public IReadOnlyList<Located<string>> Scope { get; } = fields.Choices("scope", Names.Audiences, "Whose texts it reads; those of all audiences when left out.");

    /// <summary>Bands.</summary>
    public IReadOnlyList<Located<string>> Bands { get; } = fields.Choices("bands", Names.Bands, "Age bands it is for; all when left out.");

    /// <summary>Only there.</summary>
    public IReadOnlyList<Located<string>> Only { get; } = fields.Choices("only", TextTags.Names, "Kinds of text it reads; all but names and link texts when left out.");

    /// <summary>Not there.</summary>
    public IReadOnlyList<Located<string>> Exempt { get; } = fields.Choices("exempt", TextTags.Names, "Kinds of text it passes over.");

    /// <summary>Quotations.</summary>
    public Located<bool>? Quoted { get; } = fields.Flag("quoted", "true: it reads words in quotation marks too, even where the text only reports them.");

    /// <summary>Upper and lower case.</summary>
    public Located<bool>? CaseSensitive { get; } = fields.Flag("case_sensitive", "true: upper and lower case matter.");

    /// <summary>Patterns.</summary>
    public IReadOnlyList<Prose> Any { get; } = fields.Proses("any", "Patterns; one of them has to match within a sentence.", max: Many, min: 1);

    /// <summary>Patterns that must be there as well.</summary>
    public IReadOnlyList<Prose> Requires { get; } = fields.Proses("requires", "Patterns of which one has to match in the same sentence as well.", max: Many);

    /// <summary>Guards by id.</summary>
    public IReadOnlyList<Located<string>> Guards { get; } = fields.References("guards", "Ids of guards that keep it silent.");

    /// <summary>Anywhere in the sentence.</summary>
    public IReadOnlyList<Prose> Unless { get; } = fields.Proses("unless", "Patterns that keep it silent anywhere in the sentence.", max: Many);

    /// <summary>In front.</summary>
    public IReadOnlyList<Prose> UnlessBefore { get; } = fields.Proses("unless_before", "Patterns that keep it silent in the sentence up to the match.", max: Many);

    /// <summary>Behind.</summary>
    public IReadOnlyList<Prose> UnlessAfter { get; } = fields.Proses("unless_after", "Patterns that keep it silent in the rest of the sentence.", max: Many);

    /// <summary>In the next sentence.</summary>
    public IReadOnlyList<Prose> UnlessNext { get; } = fields.Proses("unless_next", "Patterns that keep it silent in the next sentence.", max: Many);

    /// <summary>In the sentence before.</summary>
    public IReadOnlyList<Prose> UnlessPrevious { get; } = fields.Proses("unless_previous", "Patterns that keep it silent in the sentence before.", max: Many);

    /// <summary>Known limits.</summary>
    public IReadOnlyList<Prose> Traps { get; } = fields.Proses("traps", "Where it may be wrong, for its page.");

    /// <summary>Sources.</summary>
    public IReadOnlyList<Located<string>> Source { get; } = fields.References("source", "Ids of its sources; 'general' for common knowledge of the field.");

    /// <summary>Sentences that it must find.</summary>
    public IReadOnlyList<Prose> Flags { get; } = fields.Proses("flags", "Sentences that it must find.", max: Many, min: 1);

    /// <summary>Sentences that it must pass.</summary>
    public IReadOnlyList<Prose> Passes { get; } = fields.Proses("passes", "Sentences that it must pass.", max: Many, min: 1);
}
