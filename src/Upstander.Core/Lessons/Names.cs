namespace Upstander.Lessons;

/// <summary>The names that choices may take, in the order in which they are offered.</summary>
public static class Names
{
    /// <summary>Bands, youngest first.</summary>
    public static IReadOnlyList<string> Bands { get; } = ["k2", "g35", "g68", "g912", "college"];

    /// <summary>How far a lesson is.</summary>
    public static IReadOnlyList<string> Statuses { get; } = ["draft", "review", "released"];

    /// <summary>Where a lesson takes place.</summary>
    public static IReadOnlyList<string> Settings { get; } = ["classroom", "club", "team", "community", "online"];

    /// <summary>What an objective is about.</summary>
    public static IReadOnlyList<string> Domains { get; } = ["knowledge", "attitude", "skill"];

    /// <summary>The skills that this field teaches.</summary>
    public static IReadOnlyList<string> Skills { get; } =
        ["ask", "give", "refuse", "accept_no", "change_mind", "upstander", "seek_help", "support", "media", "other"];

    /// <summary>Where an activity stands in the arc of a lesson.</summary>
    public static IReadOnlyList<string> Phases { get; } = ["opening", "activate", "teach", "practice", "reflect", "closing"];

    /// <summary>Teaching methods.</summary>
    public static IReadOnlyList<string> Methods { get; } =
        ["discussion", "story", "sort", "role_play", "art", "movement", "writing", "media", "project", "lecture", "game", "grounding"];

    /// <summary>How learners sit and work.</summary>
    public static IReadOnlyList<string> Groupings { get; } = ["whole-class", "small-groups", "triads", "pairs", "individual", "circle"];

    /// <summary>What an upstander can do.</summary>
    public static IReadOnlyList<string> Moves { get; } = ["direct", "delegate", "distract", "delay", "document", "support", "proactive"];

    /// <summary>What a learner's question asks for.</summary>
    public static IReadOnlyList<string> QuestionKinds { get; } = ["fact", "value", "personal"];

    /// <summary>For whom one copy is made.</summary>
    public static IReadOnlyList<string> Per { get; } = ["class", "group", "pair", "learner", "family"];

    /// <summary>The kinds of handout.</summary>
    public static IReadOnlyList<string> HandoutKinds { get; } =
        ["worksheet", "cards", "sort", "poster", "letter", "exit-ticket", "survey", "sheet", "key"];

    /// <summary>Lists of a lesson that cards may be made from.</summary>
    public static IReadOnlyList<string> CardSources { get; } = ["scenarios", "myths", "vocabulary"];

    /// <summary>How a learner answers an item of a handout.</summary>
    public static IReadOnlyList<string> ItemTypes { get; } = ["write", "check", "choose", "scale", "match", "draw", "table"];

    /// <summary>The three audiences.</summary>
    public static IReadOnlyList<string> Audiences { get; } = ["learner", "facilitator", "family"];

    /// <summary>Formats of documents: what a template makes. A script is made wherever the pages are that load it.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["html", "print", "markdown", "json", "script", "text"];

    /// <summary>Formats made from those, only where somebody asks for them: PDF from every print document, DOCX from every Markdown one.</summary>
    public static IReadOnlyList<string> DerivedFormats { get; } = ["pdf", "docx"];

    /// <summary>Every format of a file that a build makes.</summary>
    public static IReadOnlyList<string> FileFormats { get; } = [.. Formats, .. DerivedFormats];

    /// <summary>Paper sizes.</summary>
    public static IReadOnlyList<string> Papers { get; } = ["letter", "a4"];

    /// <summary>How families hear of a lesson.</summary>
    public static IReadOnlyList<string> Notices { get; } = ["none", "notify", "opt_out", "opt_in"];

    /// <summary>What a lesson claims of a standard.</summary>
    public static IReadOnlyList<string> Claims { get; } = ["full", "partial"];

    /// <summary>How grave findings of a rule can be.</summary>
    public static IReadOnlyList<string> RuleSeverities { get; } = ["error", "warning", "info", "off"];
}
