using Upstander.Binding;

namespace Upstander.Lessons;

/// <summary>A lesson as its author wrote it. One property and its line are all there is to a field.</summary>
public sealed class Lesson(MapReader fields) : Item(fields), IHasId
{
    /// <summary>Version of the file format.</summary>
    public Located<int> FormatVersion { get; } = fields.Number("lesson", "Version of the lesson format: 1. First key of the file.", For.Facilitators, 1, 1);

    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Neutral id that never changes once released; the file's name when left out.");

    /// <summary>Public title.</summary>
    public Located<string> Title { get; } = fields.Text("title", "Public and neutral: it stands on learners' paper and in browser tabs.", For.Everyone, 60);

    /// <summary>Title for facilitators.</summary>
    public Located<string>? FullTitle { get; } = fields.OptionalText("full_title", "Longer title, for the facilitator guide only.", For.Facilitators, 120);

    /// <summary>What the lesson does.</summary>
    public Prose Summary { get; } = fields.Prose("summary", "What learners do, in at most 40 words.", For.Everyone, 40);

    /// <summary>Semantic version of the lesson.</summary>
    public Located<string> Version { get; } = fields.Format("version", TextFormat.Version, "Version of this lesson, by semver.org.", For.Everyone);

    /// <summary>How far the lesson is.</summary>
    public Located<string> Status { get; } = fields.Choice("status", Names.Statuses, "draft, review or released; released needs 'reviewed'.");

    /// <summary>Licence by SPDX id.</summary>
    public Located<string> License { get; } = fields.Format("license", TextFormat.License, "Licence by its SPDX id.", For.Everyone);

    /// <summary>Who wrote it.</summary>
    public IReadOnlyList<Located<string>> Authors { get; } = fields.Texts("authors", "Who wrote it, as they want to be named.", For.Everyone, 1);

    /// <summary>Works it was adapted from.</summary>
    public IReadOnlyList<AdaptedFrom> AdaptedFrom { get; } = fields.List("adapted_from", f => new AdaptedFrom(f), "Works this lesson was adapted from.", For.Everyone);

    /// <summary>Language, when not the curriculum's.</summary>
    public Located<string>? Locale { get; } = fields.OptionalFormat("locale", TextFormat.Language, "Language by BCP 47; the curriculum's when left out.", For.Everyone);

    /// <summary>Age band.</summary>
    public Located<string> Band { get; } = fields.Choice("band", Names.Bands, "Age band; drives type size, vocabulary and reading level.", For.Everyone);

    /// <summary>Ages in years.</summary>
    public Range Ages { get; } = fields.Map("ages", f => new Range(f), "Ages of the learners in years; filters support services.", For.Everyone);

    /// <summary>1 everyday boundaries, 2 names harm, 3 centres on violence.</summary>
    public Located<int> Sensitivity { get; } = fields.Number("sensitivity", "1 everyday boundaries, 2 names harm, 3 centres on violence.", For.Everyone, 1, 3);

    /// <summary>Minutes.</summary>
    public Located<int> Duration { get; } = fields.Number("duration", "Minutes; the typical minutes of the core activities add up to it.", For.Everyone, 5, 600);

    /// <summary>Ways to run it in another time.</summary>
    public IReadOnlyList<Variant> Variants { get; } = fields.List("variants", f => new Variant(f), "Ways to run the lesson in less time or over several sessions.");

    /// <summary>Where it takes place.</summary>
    public Located<string>? Setting { get; } = fields.OptionalChoice("setting", Names.Settings, "Where the lesson takes place.");

    /// <summary>Number of learners.</summary>
    public Range? GroupSize { get; } = fields.OptionalMap("group_size", f => new Range(f), "Number of learners; copies are counted for the larger.");

    /// <summary>The room.</summary>
    public Located<string>? Space { get; } = fields.OptionalText("space", "What the room must allow.");

    /// <summary>Lessons that come before.</summary>
    public IReadOnlyList<Located<string>> Requires { get; } = fields.References("requires", "Ids of lessons that come before this one.");

    /// <summary>Short topic words.</summary>
    public IReadOnlyList<Located<string>> Topics { get; } = fields.Texts("topics", "Short topic words for lists and filters.", For.Everyone, 0, 6);

    /// <summary>The idea in one sentence.</summary>
    public Prose? BigIdea { get; } = fields.OptionalProse("big_idea", "What learners should remember in a year, in one sentence.", For.Everyone);

    /// <summary>What learners will be able to do.</summary>
    public IReadOnlyList<Objective> Objectives { get; } = fields.List("objectives", f => new Objective(f), "One to four things that learners will be able to do.", For.Everyone, 1, 4);

    /// <summary>Standards of the lesson as a whole.</summary>
    public IReadOnlyList<StandardClaim> Standards { get; } = fields.List("standards", f => new StandardClaim(f), "Standards that the lesson as a whole serves; those of one objective stand there.");

    /// <summary>What is coming, and the choices learners have.</summary>
    public ContentNote? ContentNote { get; } = fields.OptionalMap("content_note", f => new ContentNote(f), "What is coming and which choices learners have; required from sensitivity 2.", For.Everyone);

    /// <summary>For the facilitator.</summary>
    public FacilitatorNotes Facilitator { get; } = fields.Map("facilitator", f => new FacilitatorNotes(f), "What the facilitator needs to know, prepare and answer.");

    /// <summary>Words.</summary>
    public IReadOnlyList<Term> Vocabulary { get; } = fields.List("vocabulary", f => new Term(f), "Words of the lesson; they make up the glossary.", For.Learners);

    /// <summary>What to bring.</summary>
    public IReadOnlyList<Material> Materials { get; } = fields.List("materials", f => new Material(f), "What to bring and how many.", For.Facilitators, 1);

    /// <summary>The run of the lesson.</summary>
    public IReadOnlyList<Activity> Activities { get; } = fields.List("activities", f => new Activity(f), "Three or more, in order; the core ones are the run of the lesson.", For.Learners, 3);

    /// <summary>Cases.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; } = fields.List("scenarios", f => new Scenario(f), "Invented cases about invented people.", For.Learners);

    /// <summary>Quotations with their sources.</summary>
    public IReadOnlyList<Quote> Quotes { get; } = fields.List("quotes", f => new Quote(f), "Words of others, always with their source.", For.Learners);

    /// <summary>Words of the law with where they hold.</summary>
    public IReadOnlyList<LegalTerm> LegalTerms { get; } = fields.List("legal_terms", f => new LegalTerm(f), "Words of the law, always with the place where they hold.", For.Learners);

    /// <summary>Myths with their facts.</summary>
    public IReadOnlyList<Myth> Myths { get; } = fields.List("myths", f => new Myth(f), "Myths, always together with their facts.", For.Learners);

    /// <summary>What happens after the lesson.</summary>
    public IReadOnlyList<CallToAction> CallToAction { get; } = fields.List("call_to_action", f => new CallToAction(f), "What somebody will do after the lesson, when, and how we will know.", For.Learners, 1);

    /// <summary>How learning is seen.</summary>
    public Assessment Assessment { get; } = fields.Map("assessment", f => new Assessment(f), "How learning is seen: before, after and while it happens.", For.Learners);

    /// <summary>A task for home.</summary>
    public Homework? Homework { get; } = fields.OptionalMap("homework", f => new Homework(f), "A task for home, with an alternative for those whom home does not suit.", For.Everyone);

    /// <summary>For families.</summary>
    public FamilyNotes? Family { get; } = fields.OptionalMap("family", f => new FamilyNotes(f), "What families are told, and what they can talk about.", For.Families);

    /// <summary>Support services.</summary>
    public IReadOnlyList<Located<string>> Resources { get; } = fields.References("resources", "Ids of services in resources.yaml; region and ages choose among them.", For.Everyone, 1);

    /// <summary>Sources of facts.</summary>
    public IReadOnlyList<Citation> Cites { get; } = fields.List("cites", f => new Citation(f), "Sources of facts and figures.", For.Learners);

    /// <summary>Printables.</summary>
    public IReadOnlyList<Handout> Handouts { get; } = fields.List("handouts", f => new Handout(f), "Everything that is printed for this lesson.", For.Everyone);

    /// <summary>Who reviewed it.</summary>
    public IReadOnlyList<Review> Reviewed { get; } = fields.List("reviewed", f => new Review(f), "Who reviewed the lesson; at least one from a survivor-serving organisation before release.");

    /// <summary>Blanks that each place fills in.</summary>
    public IReadOnlyList<LocalSlot> LocalSlots { get; } = fields.List("local_slots", f => new LocalSlot(f), "Blanks that each place fills in: names of helpers, policy links, law texts.");

    /// <summary>Suppressions.</summary>
    public IReadOnlyList<Allow> Allow { get; } = fields.List("allow", f => new Allow(f), Lessons.Allow.About);

    /// <summary>Ids of handouts that an activity uses in triads.</summary>
    public IReadOnlySet<string> UsedInTriads =>
        Activities.Where(a => a.Grouping?.Value == "triads").SelectMany(a => a.Printables).Select(p => p.Value).ToHashSet(StringComparer.Ordinal);
}
