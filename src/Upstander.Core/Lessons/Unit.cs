using Upstander.Binding;

namespace Upstander.Lessons;

/// <summary>A sequence of lessons.</summary>
public sealed class Unit(MapReader fields) : Item(fields), IHasId
{
    /// <summary>Version of the file format.</summary>
    public Located<int> FormatVersion { get; } = fields.Number("unit", "Version of the unit format: 1. First key of the file.", For.Facilitators, 1, 1);

    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the unit; the file's name when left out.");

    /// <summary>Title.</summary>
    public Located<string> Title { get; } = fields.Text("title", "Public and neutral title.", For.Everyone, 60);

    /// <summary>Summary.</summary>
    public Prose Summary { get; } = fields.Prose("summary", "What the unit does, in at most 40 words.", For.Everyone, 40);

    /// <summary>Band.</summary>
    public Located<string> Band { get; } = fields.Choice("band", Names.Bands, "Age band.", For.Everyone);

    /// <summary>Lessons in order.</summary>
    public IReadOnlyList<Located<string>> Lessons { get; } = fields.References("lessons", "Ids of the lessons, in order.", For.Everyone, 1);

    /// <summary>Sessions.</summary>
    public Located<int>? Sessions { get; } = fields.OptionalNumber("sessions", "Number of sessions, when it differs from the number of lessons.", For.Everyone, 1, 200);

    /// <summary>Minutes.</summary>
    public Located<int>? TotalMinutes { get; } = fields.OptionalNumber("total_minutes", "Minutes of all sessions; the lessons' durations add up to it.", For.Everyone, 1, 10_000);

    /// <summary>Booster.</summary>
    public Booster? Booster { get; } = fields.OptionalMap("booster", f => new Booster(f), "What happens some weeks later.");

    /// <summary>Theory of change.</summary>
    public LogicModel? LogicModel { get; } = fields.OptionalMap("logic_model", f => new LogicModel(f), "How the unit is meant to work.");

    /// <summary>Agreements.</summary>
    public IReadOnlyList<Prose> Agreements { get; } = fields.Proses("agreements", "Agreements of the group; the curriculum's when left out.", For.Learners);

    /// <summary>Evaluation.</summary>
    public Evaluation? Evaluation { get; } = fields.OptionalMap("evaluation", f => new Evaluation(f), "How the unit is evaluated.");

    /// <summary>Letter to families.</summary>
    public Prose? FamilyLetter { get; } = fields.OptionalProse("family_letter", "Letter to families about the whole unit.", For.Families);

    /// <summary>What the school does.</summary>
    public IReadOnlyList<Prose> SchoolActions { get; } = fields.Proses("school_actions", "What the school does beyond the classroom.");

    /// <summary>Services.</summary>
    public IReadOnlyList<Located<string>> ResourcePack { get; } = fields.References("resource_pack", "Ids of services for the whole unit.", For.Everyone);
}

/// <summary>What happens some weeks after a unit.</summary>
public sealed class Booster(MapReader fields) : Item(fields)
{
    /// <summary>Weeks.</summary>
    public Located<int> AfterWeeks { get; } = fields.Number("after_weeks", "Weeks after the last lesson.", For.Facilitators, 1, 52);

    /// <summary>Lesson.</summary>
    public Located<string>? Lesson { get; } = fields.Reference("lesson", "Id of the lesson that is taken up again.");

    /// <summary>What to do.</summary>
    public Prose? Text { get; } = fields.OptionalProse("text", "What to do.");
}

/// <summary>How a unit is meant to work.</summary>
public sealed class LogicModel(MapReader fields) : Item(fields)
{
    /// <summary>What goes in.</summary>
    public IReadOnlyList<Prose> Inputs { get; } = fields.Proses("inputs", "What goes in.");

    /// <summary>What is done.</summary>
    public IReadOnlyList<Prose> Activities { get; } = fields.Proses("activities", "What is done.");

    /// <summary>Changes soon.</summary>
    public IReadOnlyList<Prose> ShortTerm { get; } = fields.Proses("short_term", "What changes soon.");

    /// <summary>Changes later.</summary>
    public IReadOnlyList<Prose> LongTerm { get; } = fields.Proses("long_term", "What changes later.");

    /// <summary>Theory.</summary>
    public Prose? Theory { get; } = fields.OptionalProse("theory", "Why one leads to the other.");
}

/// <summary>How a unit is evaluated.</summary>
public sealed class Evaluation(MapReader fields) : Item(fields)
{
    /// <summary>Before.</summary>
    public Prose? Pre { get; } = fields.OptionalProse("pre", "What is asked before.");

    /// <summary>After.</summary>
    public Prose? Post { get; } = fields.OptionalProse("post", "What is asked after.");

    /// <summary>Later.</summary>
    public Located<int>? FollowUpWeeks { get; } = fields.OptionalNumber("follow_up_weeks", "Weeks until it is asked once more.", For.Facilitators, 1, 104);
}
