using Upstander.Binding;

namespace Upstander.Lessons;

/// <summary>What a curriculum is: <c>curriculum.yaml</c>.</summary>
public sealed class Curriculum(MapReader fields) : Item(fields), IHasId
{
    /// <summary>Version of the file format.</summary>
    public Located<int> FormatVersion { get; } = fields.Number("curriculum", "Version of the curriculum format: 1. First key of the file.", For.Facilitators, 1, 1);

    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.RequiredId("Id of the curriculum.");

    /// <summary>Title.</summary>
    public Located<string> Title { get; } = fields.Text("title", "Name of the course.", For.Everyone, 60);

    /// <summary>Headline.</summary>
    public Located<string>? Headline { get; } = fields.OptionalText("headline", "Large line on the home page.", For.Everyone, 80);

    /// <summary>Summary.</summary>
    public Prose Summary { get; } = fields.Prose("summary", "What the course is, in at most 60 words.", For.Everyone, 60);

    /// <summary>Version.</summary>
    public Located<string> Version { get; } = fields.Format("version", TextFormat.Version, "Version of the curriculum, by semver.org.", For.Everyone);

    /// <summary>Licence.</summary>
    public Located<string> License { get; } = fields.Format("license", TextFormat.License, "Licence by its SPDX id.", For.Everyone);

    /// <summary>Authors.</summary>
    public IReadOnlyList<Located<string>> Authors { get; } = fields.Texts("authors", "Who made it, as they want to be named.", For.Everyone, 1);

    /// <summary>Language.</summary>
    public Located<string> Language { get; } = fields.Format("language", TextFormat.Language, "Language by BCP 47.", For.Everyone);

    /// <summary>Region.</summary>
    public Located<string> Region { get; } = fields.Format("region", TextFormat.Region, "Where it is taught, such as US or US-OR; chooses support services.", For.Everyone);

    /// <summary>Paper.</summary>
    public Located<string>? Paper { get; } = fields.OptionalChoice("paper", Names.Papers, "letter or a4; letter when left out.", For.Everyone);

    /// <summary>Units in order.</summary>
    public IReadOnlyList<Located<string>> Units { get; } = fields.References("units", "Ids of the units, in order.", For.Everyone);

    /// <summary>What is built.</summary>
    public OutputChoice? Outputs { get; } = fields.OptionalMap("outputs", f => new OutputChoice(f), "What a build makes when nothing is said on the command line.");

    /// <summary>About.</summary>
    public Prose? About { get; } = fields.OptionalProse("about", "More about the course, for the home page.", For.Everyone);

    /// <summary>Stance.</summary>
    public IReadOnlyList<Stance> Stance { get; } = fields.List("stance", f => new Stance(f), "What the course stands for, on the home page.", For.Everyone);

    /// <summary>Agreements.</summary>
    public IReadOnlyList<Prose> Agreements { get; } = fields.Proses("agreements", "Agreements of every group, with the right to pass.", For.Learners);

    /// <summary>If someone tells.</summary>
    public IReadOnlyList<Prose> DisclosureResponse { get; } = fields.Proses("disclosure_response", "Steps for an adult to whom somebody tells something: what 'standard' means in lessons.");

    /// <summary>Words before helplines.</summary>
    public Prose? SupportMessage { get; } = fields.OptionalProse("support_message", "Words before the list of services on learner pages.", For.Everyone);

    /// <summary>Quick exit.</summary>
    public Located<string>? QuickExit { get; } = fields.OptionalFormat("quick_exit", TextFormat.Url, "Where the quick exit leads; a weather page when left out.", For.Everyone);

    /// <summary>More words.</summary>
    public IReadOnlyList<Term> Glossary { get; } = fields.List("glossary", f => new Term(f), "Words of the glossary beside those of the lessons.", For.Learners);

    /// <summary>Settings of checks.</summary>
    public CheckSettings? Checks { get; } = fields.OptionalMap("checks", f => new CheckSettings(f), "Settings of checks.");
}

/// <summary>What a build makes when nothing is said on the command line.</summary>
public sealed class OutputChoice(MapReader fields) : Item(fields)
{
    /// <summary>Formats.</summary>
    public IReadOnlyList<Located<string>> Formats { get; } = fields.Choices("formats", Names.FileFormats, "Formats; all but pdf and docx when left out.");

    /// <summary>Audiences.</summary>
    public IReadOnlyList<Located<string>> Audiences { get; } = fields.Choices("audiences", Names.Audiences, "Audiences; all when left out.");
}

/// <summary>Something that a course stands for.</summary>
public sealed class Stance(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the point.");

    /// <summary>In a few words.</summary>
    public Located<string> Title { get; } = fields.Text("title", "In a few words.", For.Everyone, 60);

    /// <summary>In a sentence or two.</summary>
    public Prose Text { get; } = fields.Prose("text", "In a sentence or two.", For.Everyone);
}

/// <summary>Settings of checks.</summary>
public sealed class CheckSettings(MapReader fields) : Item(fields)
{
    /// <summary>Severities of rules.</summary>
    public IReadOnlyList<RuleSetting> Rules { get; } = fields.List("rules", f => new RuleSetting(f), "Rules that are graver or lighter here than elsewhere, each with a reason.");

    /// <summary>Suppressions.</summary>
    public IReadOnlyList<Allow> Allow { get; } = fields.List("allow", f => new Allow(f), Lessons.Allow.About);
}

/// <summary>How grave findings of a rule, or of a group of rules, are in this curriculum.</summary>
public sealed class RuleSetting(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the setting.");

    /// <summary>Which rules.</summary>
    public Located<string> Rule { get; } = fields.Text("rule", "Code of a rule, its letters for all of its group, or a name.", For.Facilitators, 60);

    /// <summary>How grave.</summary>
    public Located<string> Severity { get; } = fields.Choice("severity", Names.RuleSeverities, "error, warning, info or off.");

    /// <summary>Why.</summary>
    public Located<string> Reason { get; } = fields.Text("reason", "Why it is right here.", For.Facilitators, 500);
}
