using Upstander.Binding;

namespace Upstander.Resources;

/// <summary>Support services: <c>resources.yaml</c>.</summary>
public sealed class ResourceFile(MapReader fields) : Item(fields)
{
    /// <summary>Whom a service may be for.</summary>
    internal static readonly IReadOnlyList<string> Audiences = ["child", "teen", "adult", "lgbtq", "men", "deaf", "family", "everyone"];

    /// <summary>How a service is reached.</summary>
    internal static readonly IReadOnlyList<string> Channels = ["phone", "text", "chat", "email", "in-person"];

    /// <summary>Version of the file format.</summary>
    public Located<int> FormatVersion { get; } = fields.Number("resources", "Version of the resources format: 1. First key of the file.", For.Facilitators, 1, 1);

    /// <summary>Services.</summary>
    public IReadOnlyList<ResourceService> Services { get; } = fields.List("services", f => new ResourceService(f), "Services, each with the day on which it was last verified.", For.Everyone, 1);
}

/// <summary>A support service.</summary>
public sealed class ResourceService(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.RequiredId("Id of the service; lessons name it.");

    /// <summary>Name.</summary>
    public Located<string> Name { get; } = fields.Text("name", "Name of the service.", For.Everyone, 100);

    /// <summary>What it does.</summary>
    public Prose? About { get; } = fields.OptionalProse("about", "Who it is for and when it can be reached, in one or two sentences.", For.Everyone);

    /// <summary>A local slot.</summary>
    public Located<bool>? Local { get; } = fields.Flag("local", "true: a helper whom each place names itself, such as a school counselor.", For.Everyone);

    /// <summary>Country.</summary>
    public Located<string>? Country { get; } = fields.OptionalFormat("country", TextFormat.Region, "Country by ISO 3166-1; none for a local slot.", For.Everyone);

    /// <summary>Region.</summary>
    public Located<string>? Region { get; } = fields.OptionalFormat("region", TextFormat.Region, "Part of the country by ISO 3166-2, when it does not serve all of it.", For.Everyone);

    /// <summary>Whom it is for.</summary>
    public IReadOnlyList<Located<string>> ForWhom { get; } = fields.Choices("audience", ResourceFile.Audiences, "Whom it is for.", For.Everyone);

    /// <summary>Ages.</summary>
    public Lessons.Range? Ages { get; } = fields.OptionalMap("ages", f => new Lessons.Range(f), "Ages in years; all when left out. A lesson whose learners are all outside does not print it.", For.Everyone);

    /// <summary>Channels.</summary>
    public IReadOnlyList<Channel> Channels { get; } = fields.List("channels", f => new Channel(f), "How to reach it.", For.Everyone);

    /// <summary>Hours.</summary>
    public Located<string>? Hours { get; } = fields.OptionalText("hours", "When it can be reached.", For.Everyone);

    /// <summary>Languages.</summary>
    public IReadOnlyList<Located<string>> Languages { get; } = fields.Texts("languages", "Languages it is offered in.", For.Everyone);

    /// <summary>Free.</summary>
    public Located<bool>? Free { get; } = fields.Flag("free", "Whether it costs nothing.", For.Everyone);

    /// <summary>What it may leave behind.</summary>
    public Located<string>? LeavesTraceNote { get; } = fields.OptionalText("leaves_trace_note", "What a call may leave behind, such as a line on a bill.", For.Everyone);

    /// <summary>Web page.</summary>
    public Located<string>? Url { get; } = fields.OptionalFormat("url", TextFormat.Url, "Web page of the service.", For.Everyone);

    /// <summary>Verified on.</summary>
    public Located<DateOnly>? VerifiedOn { get; } = fields.OptionalDate("verified_on", "The day on which somebody last verified it; none only for a local slot.", For.Everyone);

    /// <summary>Verified by.</summary>
    public Located<string>? VerifiedBy { get; } = fields.OptionalText("verified_by", "Who verified it.");

    /// <summary>Source.</summary>
    public Located<string>? Source { get; } = fields.OptionalText("source", "Where it was verified.");

    /// <summary>Level of verification.</summary>
    public Located<string>? Level { get; } = fields.OptionalChoice("level", ["A", "B", "C"], "A: the operator's or a government page was read; B: press or a third party; C: found in public data only.", For.Everyone);

    /// <summary>Former id.</summary>
    public Located<string>? Replaces { get; } = fields.Reference("replaces", "Id of the service that it replaces.");
}

/// <summary>One way to reach a service.</summary>
public sealed class Channel(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the channel.");

    /// <summary>Kind.</summary>
    public Located<string> Kind { get; } = fields.Choice("kind", ResourceFile.Channels, "phone, text, chat, email or in-person.", For.Everyone);

    /// <summary>Number.</summary>
    public Located<string>? Number { get; } = fields.OptionalText("number", "Number as people dial it; the link is made from it.", For.Everyone, 30);

    /// <summary>Keyword of a text message.</summary>
    public Located<string>? Keyword { get; } = fields.OptionalText("keyword", "What to text, when the service wants a word.", For.Everyone, 30);

    /// <summary>Address.</summary>
    public Located<string>? Url { get; } = fields.OptionalFormat("url", TextFormat.Url, "Address of a chat.", For.Everyone);
}
