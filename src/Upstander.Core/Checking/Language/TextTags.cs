namespace Upstander.Checking.Language;

/// <summary>What kinds of text there are: rules name the kinds that they read or pass over.</summary>
[Flags]
public enum TextTag
{
    /// <summary>Ordinary text.</summary>
    None = 0,

    /// <summary>A myth, printed together with its fact.</summary>
    Myth = 1,

    /// <summary>Something harmful that somebody in a case says, printed with its debrief.</summary>
    HarmfulLine = 2,

    /// <summary>Words of others, with their source.</summary>
    Quote = 4,

    /// <summary>A term of the law, with its jurisdiction.</summary>
    LegalTerm = 8,

    /// <summary>A case about invented people.</summary>
    Scenario = 16,

    /// <summary>A question that learners may ask.</summary>
    LikelyQuestion = 32,

    /// <summary>What to listen for in answers: learners' words.</summary>
    ListenFor = 64,

    /// <summary>A survey.</summary>
    Survey = 128,

    /// <summary>An objective.</summary>
    Objective = 256,

    /// <summary>A title.</summary>
    Title = 512,

    /// <summary>An id or a file's name.</summary>
    Name = 1024,

    /// <summary>The text of a link.</summary>
    LinkText = 2048,

    /// <summary>A heading inside a text.</summary>
    Heading = 4096,

    /// <summary>A line of a text that is read in parts.</summary>
    Script = 8192,

    /// <summary>Something that others can do.</summary>
    UpstanderMove = 16384,

    /// <summary>A call to action.</summary>
    CallToAction = 32768,

    /// <summary>Has a source beside it.</summary>
    Cited = 65536,
}

/// <summary>The names of <see cref="TextTag"/> in files.</summary>
public static class TextTags
{
    private static readonly (string Name, TextTag Tag)[] All =
    [
        ("myth", TextTag.Myth), ("harmful_line", TextTag.HarmfulLine), ("quote", TextTag.Quote), ("legal_term", TextTag.LegalTerm),
        ("scenario", TextTag.Scenario), ("likely_question", TextTag.LikelyQuestion), ("listen_for", TextTag.ListenFor),
        ("survey", TextTag.Survey), ("objective", TextTag.Objective), ("title", TextTag.Title), ("name", TextTag.Name),
        ("link_text", TextTag.LinkText), ("heading", TextTag.Heading), ("script", TextTag.Script),
        ("upstander_move", TextTag.UpstanderMove), ("call_to_action", TextTag.CallToAction), ("cited", TextTag.Cited),
    ];

    /// <summary>As files write them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(t => t.Name)];

    /// <summary>The kinds of these names together.</summary>
    public static TextTag Of(IEnumerable<string> names) => names.Aggregate(TextTag.None, (all, name) => all | All.First(t => t.Name == name).Tag);
}
