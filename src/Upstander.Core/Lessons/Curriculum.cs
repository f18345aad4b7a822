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

    /// <summary>Published addresses.</summary>
    public SiteAddresses? Site { get; } = fields.OptionalMap("site", f => new SiteAddresses(f), "Where the sites are published; for canonical links and site maps.", For.Everyone);

    /// <summary>About.</summary>
    public Prose? About { get; } = fields.OptionalProse("about", "More about the course, for the home page.", For.Everyone);

    /// <summary>Stance.</summary>
    public IReadOnlyList<Stance> Stance { get; } = fields.List("stance", f => new Stance(f), "What the course stands for, on the home page.", For.Everyone);

    /// <summary>Agreements.</summary>
    public IReadOnlyList<Prose> Agreements { get; } = fields.Proses("agreements", "Agreements of every group, with the right to pass.", For.Learners);

    /// <summary>If someone tells.</summary>
    public IReadOnlyList<Prose> DisclosureResponse { get; } = fields.Proses("disclosure_response", "Steps for an adult to whom somebody tells something: what 'standard' means in lessons.");

    /// <summary>Before the first lesson.</summary>
    public IReadOnlyList<Advice> Preparation { get; } = fields.List("preparation", f => new Advice(f), "What everyone who leads lessons does before the first one, in order.");

    /// <summary>Self-care.</summary>
    public IReadOnlyList<Prose> SelfCare { get; } = fields.Proses("self_care", "How those who lead lessons look after themselves.");

    /// <summary>For those who decide.</summary>
    public Adoption? Adoption { get; } = fields.OptionalMap("adoption", f => new Adoption(f), "What school boards and families ask before a course is taught.", For.Families);

    /// <summary>Words before helplines.</summary>
    public Prose? SupportMessage { get; } = fields.OptionalProse("support_message", "Words before the list of services on learner pages.", For.Everyone);

    /// <summary>Quick exit.</summary>
    public Located<string>? QuickExit { get; } = fields.OptionalFormat("quick_exit", TextFormat.Url, "Where the quick exit leads; a weather page when left out.", For.Everyone);

    /// <summary>Quick exit on ordinary pages.</summary>
    public Located<bool>? QuickExitEverywhere { get; } = fields.Flag("quick_exit_everywhere", "Whether every page for learners has the quick exit, ordinary lessons too; else those from sensitivity 2 on.", For.Everyone);

    /// <summary>More words.</summary>
    public IReadOnlyList<Term> Glossary { get; } = fields.List("glossary", f => new Term(f), "Words of the glossary beside those of the lessons.", For.Learners);

    /// <summary>Local slots.</summary>
    public IReadOnlyList<SlotValue> Slots { get; } = fields.List("slots", f => new SlotValue(f), SlotValue.AboutList);

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

/// <summary>Where each site is published. An audience knows its own address only.</summary>
public sealed class SiteAddresses(MapReader fields) : Item(fields)
{
    /// <summary>That of learners.</summary>
    public Located<string>? Learner { get; } = fields.OptionalFormat("learner", TextFormat.SiteAddress, "Address at which the folder learner/ is published.", For.Learners);

    /// <summary>That of families.</summary>
    public Located<string>? Family { get; } = fields.OptionalFormat("family", TextFormat.SiteAddress, "Address at which the folder family/ is published.", For.Families);

    /// <summary>That of facilitators.</summary>
    public Located<string>? Facilitator { get; } = fields.OptionalFormat("facilitator", TextFormat.SiteAddress, "Address at which the folder facilitator/ is published; search engines are asked to leave it out.");

    /// <summary>The address of one audience with a slash at its end, or null.</summary>
    public string? Of(Audience audience) =>
        (audience switch { Audience.Learner => Learner, Audience.Family => Family, _ => Facilitator })?.Value is { } address ? address.TrimEnd('/') + "/" : null;
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

/// <summary>A piece of advice under a heading.</summary>
public sealed class Advice(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the advice.");

    /// <summary>In a few words.</summary>
    public Located<string> Title { get; } = fields.Text("title", "In a few words.", For.Facilitators, 80);

    /// <summary>The advice.</summary>
    public Prose Text { get; } = fields.Prose("text", "What to do, and why.");
}

/// <summary>What those ask who decide whether a course is taught.</summary>
public sealed class Adoption(MapReader fields) : Item(fields)
{
    /// <summary>Why it is taught.</summary>
    public Prose Why { get; } = fields.Prose("why", "Why the course is taught, with sources for facts.", For.Families);

    /// <summary>How it was made.</summary>
    public IReadOnlyList<Prose> Design { get; } = fields.Proses("design", "What the course follows, point by point.", For.Families);

    /// <summary>What is left out.</summary>
    public IReadOnlyList<Prose> LeftOut { get; } = fields.Proses("left_out", "What the course does not do.", For.Families);

    /// <summary>Families.</summary>
    public IReadOnlyList<Prose> Families { get; } = fields.Proses("families", "How families see materials, choose, and say what they think.", For.Families);

    /// <summary>Review.</summary>
    public Prose? Review { get; } = fields.OptionalProse("review", "Who has reviewed it, and what is still open.", For.Families);

    /// <summary>Questions.</summary>
    public IReadOnlyList<AdoptionQuestion> Questions { get; } = fields.List("questions", f => new AdoptionQuestion(f), "Questions that boards and families ask, with answers.", For.Families);

    /// <summary>Sources.</summary>
    public IReadOnlyList<Citation> Cites { get; } = fields.List("cites", f => new Citation(f), "Sources of what is said here.", For.Families);
}

/// <summary>A question of a board or a family.</summary>
public sealed class AdoptionQuestion(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the question.");

    /// <summary>The question.</summary>
    public Prose Question { get; } = fields.Prose("question", "The question, as it is asked.", For.Families);

    /// <summary>The answer.</summary>
    public Prose Answer { get; } = fields.Prose("answer", "An honest answer.", For.Families);
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
