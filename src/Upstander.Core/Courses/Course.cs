using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Overlays;
using Upstander.Resources;
using Upstander.Standards;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Courses;

/// <summary>A curriculum read whole: its own files, and of each lesson only what other pages need to know.</summary>
/// <param name="Curriculum"><c>curriculum.yaml</c>.</param>
/// <param name="Brand"><c>brand.yaml</c>, or null.</param>
/// <param name="Units">In the curriculum's order.</param>
/// <param name="Services">All services, in the order of their file.</param>
/// <param name="Standards">The frameworks that come with the tool and those of the project.</param>
/// <param name="Lessons">In the order of teaching: unit by unit, then those of no unit by band and id.</param>
public sealed record Course(
    Curriculum Curriculum,
    Brand? Brand,
    IReadOnlyList<CourseUnit> Units,
    IReadOnlyList<ResourceService> Services,
    StandardsLibrary Standards,
    IReadOnlyList<LessonSummary> Lessons)
{
    /// <summary>Paper that was asked for on the command line, for everything; null to let curriculum and handouts choose.</summary>
    public string? AskedPaper { get; init; }

    /// <summary>What it is an edition of; null for a plain curriculum.</summary>
    public Edition? Edition { get; init; }

    /// <summary>What stands in the local slots of its lessons.</summary>
    public SlotValues Slots { get; init; } = SlotValues.None;

    /// <summary>Paper of whatever does not choose its own: <c>letter</c> or <c>a4</c>.</summary>
    public string Paper => AskedPaper ?? Curriculum.Paper?.Value ?? "letter";

    /// <summary>Paper of a handout.</summary>
    public string PaperOf(Handout handout) => AskedPaper ?? handout.Paper?.Value ?? Paper;

    /// <summary>Where the quick exit leads: a page about the weather unless the curriculum names another.</summary>
    public string QuickExit => Curriculum.QuickExit?.Value ?? "https://www.weather.gov/";

    /// <summary>Services by id.</summary>
    public IReadOnlyDictionary<string, ResourceService> ServicesById { get; } =
        Services.DistinctBy(s => s.Id!.Value).ToDictionary(s => s.Id!.Value, StringComparer.Ordinal);

    /// <summary>The lessons of no unit.</summary>
    public IReadOnlyList<LessonSummary> Loose { get; } = [.. Lessons.Where(l => l.UnitId is null)];

    /// <summary>The summary of a lesson, or null.</summary>
    public LessonSummary? Lesson(string id) => lessonsById.GetValueOrDefault(id);

    private readonly Dictionary<string, LessonSummary> lessonsById = Lessons.ToDictionary(l => l.Id, StringComparer.Ordinal);
}

/// <summary>A unit and its id, which may come from its file's name.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its place in the curriculum, from 1.</param>
/// <param name="Unit">What its file says.</param>
/// <param name="Lessons">Its lessons in order.</param>
public sealed record CourseUnit(string Id, int Number, Unit Unit, IReadOnlyList<LessonSummary> Lessons)
{
    /// <summary>Whether all of its lessons are still being written, so that it is too early to ask what it lacks as a whole.</summary>
    public bool IsDraft => Lessons.All(l => l.Card.Status == "draft");
}

/// <summary>What is kept of a lesson after it was read: what places it in its course, and the rest, which may be read when somebody first asks.</summary>
/// <param name="Details">The rest.</param>
public sealed record LessonSummary(Lazy<LessonDetails> Details)
{
    /// <summary>Its id, given or taken from the file's name.</summary>
    public required string Id { get; init; }

    /// <summary>The file it stands in.</summary>
    public required WorkspaceFile File { get; init; }

    /// <summary>The project that it belongs to, whose overlays may change it.</summary>
    public required OverlayStack Project { get; init; }

    /// <summary>For whom it is, by band.</summary>
    public required string Band { get; init; }

    /// <summary>SHA-256 of its file, to notice a file that changes during a build.</summary>
    public required string Hash { get; init; }

    /// <summary>SHA-256 of what lists and other lessons may see of it; empty where nobody keeps that.</summary>
    internal string Key { get; init; } = "";

    /// <summary>Id of its unit, or null.</summary>
    public string? UnitId { get; init; }

    /// <summary>Title of its unit, or null.</summary>
    public string? UnitTitle { get; init; }

    /// <summary>Its place in its unit, from 1, or among the lessons of no unit.</summary>
    public int Number { get; init; } = 1;

    /// <summary>How many lessons stand there.</summary>
    public int Count { get; init; } = 1;

    /// <inheritdoc cref="LessonDetails.Span"/>
    public SourceSpan Span => Details.Value.Span;

    /// <inheritdoc cref="LessonDetails.Card"/>
    public LessonCard Card => Details.Value.Card;

    /// <inheritdoc cref="LessonDetails.Handouts"/>
    public IReadOnlyList<HandoutSummary> Handouts => Details.Value.Handouts;

    /// <inheritdoc cref="LessonDetails.Objectives"/>
    public IReadOnlyList<Prose> Objectives => Details.Value.Objectives;

    /// <inheritdoc cref="LessonDetails.BigIdea"/>
    public Prose? BigIdea => Details.Value.BigIdea;

    /// <inheritdoc cref="LessonDetails.ContentNote"/>
    public ContentNote? ContentNote => Details.Value.ContentNote;

    /// <inheritdoc cref="LessonDetails.Family"/>
    public FamilyNotes? Family => Details.Value.Family;

    /// <inheritdoc cref="LessonDetails.Authors"/>
    public IReadOnlyList<string> Authors => Details.Value.Authors;

    /// <inheritdoc cref="LessonDetails.License"/>
    public string License => Details.Value.License;

    /// <inheritdoc cref="LessonDetails.AdaptedFrom"/>
    public IReadOnlyList<AdaptedFrom> AdaptedFrom => Details.Value.AdaptedFrom;

    /// <inheritdoc cref="LessonDetails.LocalSlots"/>
    public IReadOnlyList<LocalSlot> LocalSlots => Details.Value.LocalSlots;

    /// <inheritdoc cref="LessonDetails.Vocabulary"/>
    public IReadOnlyList<Term> Vocabulary => Details.Value.Vocabulary;

    /// <inheritdoc cref="LessonDetails.Materials"/>
    public IReadOnlyList<Material> Materials => Details.Value.Materials;

    /// <inheritdoc cref="LessonDetails.UsedInTriads"/>
    public IReadOnlySet<string> UsedInTriads => Details.Value.UsedInTriads;

    /// <inheritdoc cref="LessonDetails.Learners"/>
    public int? Learners => Details.Value.Learners;

    /// <inheritdoc cref="LessonDetails.Standards"/>
    public IReadOnlyList<Located<string>> Standards => Details.Value.Standards;

    /// <inheritdoc cref="LessonDetails.Services"/>
    public IReadOnlyList<Located<string>> Services => Details.Value.Services;

    /// <inheritdoc cref="LessonDetails.Requires"/>
    public IReadOnlyList<Located<string>> Requires => Details.Value.Requires;

    /// <inheritdoc cref="LessonDetails.Outline"/>
    internal TreeOutline? Outline => Details.Value.Outline;
}

/// <summary>What lists and other lessons see of a lesson.</summary>
public sealed record LessonDetails
{
    /// <summary>Where its id or, without one, its first field stands.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Fields that lists of lessons print.</summary>
    public required LessonCard Card { get; init; }

    /// <summary>Its handouts, in order.</summary>
    public required IReadOnlyList<HandoutSummary> Handouts { get; init; }

    /// <summary>What learners will be able to do.</summary>
    public required IReadOnlyList<Prose> Objectives { get; init; }

    /// <summary>What they should remember, or null.</summary>
    public required Prose? BigIdea { get; init; }

    /// <summary>What is coming, or null.</summary>
    public required ContentNote? ContentNote { get; init; }

    /// <summary>What families are told, or null.</summary>
    public required FamilyNotes? Family { get; init; }

    /// <summary>Who wrote it.</summary>
    public required IReadOnlyList<string> Authors { get; init; }

    /// <summary>Its licence by SPDX id.</summary>
    public required string License { get; init; }

    /// <summary>Works that it was adapted from.</summary>
    public required IReadOnlyList<AdaptedFrom> AdaptedFrom { get; init; }

    /// <summary>Blanks that each place fills in.</summary>
    public required IReadOnlyList<LocalSlot> LocalSlots { get; init; }

    /// <summary>Its words.</summary>
    public required IReadOnlyList<Term> Vocabulary { get; init; }

    /// <summary>Its materials.</summary>
    public required IReadOnlyList<Material> Materials { get; init; }

    /// <summary>Ids of handouts that an activity uses in triads.</summary>
    public required IReadOnlySet<string> UsedInTriads { get; init; }

    /// <summary>The largest group it is for, or null.</summary>
    public required int? Learners { get; init; }

    /// <summary>Standards it claims to serve, as <c>framework:code</c>, each once.</summary>
    public required IReadOnlyList<Located<string>> Standards { get; init; }

    /// <summary>Ids of its services.</summary>
    public required IReadOnlyList<Located<string>> Services { get; init; }

    /// <summary>Ids of lessons before it.</summary>
    public required IReadOnlyList<Located<string>> Requires { get; init; }

    /// <summary>Where everything stands in its file, so that it is read again without reading YAML; null where that is not known.</summary>
    internal TreeOutline? Outline { get; init; }
}

/// <summary>The fields of a lesson that lists of lessons print.</summary>
public sealed record LessonCard(
    string Title, Prose Summary, string Band, int MinAge, int MaxAge, int Duration, int Sensitivity, IReadOnlyList<string> Topics, string Version, string Status)
{
    /// <summary>The fields of this lesson.</summary>
    public static LessonCard Of(Lesson lesson) => new(
        lesson.Title.Value,
        lesson.Summary,
        lesson.Band.Value,
        lesson.Ages.Min.Value,
        lesson.Ages.Max.Value,
        lesson.Duration.Value,
        lesson.Sensitivity.Value,
        [.. lesson.Topics.Select(t => t.Value)],
        lesson.Version.Value,
        lesson.Status.Value);
}

/// <summary>A handout as lists name it.</summary>
public sealed record HandoutSummary(string Id, string Title, string Kind, Audience VisibleTo);
