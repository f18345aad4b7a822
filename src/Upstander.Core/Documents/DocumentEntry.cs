using Upstander.Binding;

namespace Upstander.Documents;

/// <summary><c>templates/documents.yaml</c>: every document that a build makes.</summary>
public sealed class DocumentFile(MapReader fields) : Item(fields)
{
    /// <summary>Version of the file format.</summary>
    public Located<int> FormatVersion { get; } = fields.Number("documents", "Version of the documents format: 1. First key of the file.", For.Facilitators, 1, 1);

    /// <summary>The documents.</summary>
    public IReadOnlyList<DocumentEntry> List { get; } = fields.List("list", f => new DocumentEntry(f), "The documents. An entry with the id of a built-in one replaces it.");
}

/// <summary>One document: a template, what it is made for, and where it goes.</summary>
public sealed class DocumentEntry(MapReader fields) : Item(fields), IHasId
{
    /// <summary>What a document can be made for.</summary>
    internal static readonly IReadOnlyList<string> Pers = ["curriculum", "unit", "lesson", "handout"];

    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.RequiredId("Id of the document; options and links name it.");

    /// <summary>Not made.</summary>
    public Located<bool>? Off { get; } = fields.Flag("off", "true: the built-in document of this id is not made. Needs no other key.");

    /// <summary>For what one is made.</summary>
    public Located<string>? Per { get; } = fields.OptionalChoice("per", Pers, "One for the curriculum, or for each unit, lesson or handout.");

    /// <summary>Audiences.</summary>
    public IReadOnlyList<Located<string>> Audience { get; } = fields.ChoiceOrChoices("audience", Lessons.Names.Audiences, "One audience or a list; each gets a file of its own.");

    /// <summary>Format.</summary>
    public Located<string>? Format { get; } = fields.OptionalChoice("format", Lessons.Names.Formats, "What the template makes; decides how values are escaped.");

    /// <summary>Template.</summary>
    public Located<string>? Template { get; } = fields.OptionalText("template", "Path of the template below templates/.");

    /// <summary>Where it goes.</summary>
    public Located<string>? Path { get; } = fields.OptionalText("path", "Path of the file inside the audience's folder; {{ … }} stands for values.");

    /// <summary>Condition.</summary>
    public Located<string>? When { get; } = fields.OptionalText("when", "Expression; the document is made where it is true, and where it is not null or empty.", max: 300);

    /// <summary>Title of the page.</summary>
    public Located<string>? Title { get; } = fields.OptionalText("title", "Title of the page; {{ … }} stands for values.");
}
