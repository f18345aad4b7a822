using Upstander.Diagnostics;
using Upstander.Yaml;

namespace Upstander.Binding;

/// <summary>
/// Declares the fields of a map. A class reads each of its properties with one call here, and that one line is the single
/// source of what the field is called, what it may hold, who may see it and what the schema says about it: reading a file
/// binds it, describing a format records it.
/// </summary>
/// <remarks>Calls must not depend on values read before: describing runs the same lines without a file.</remarks>
public abstract class MapReader
{
    /// <summary>How long a text on one line may be unless its field says otherwise.</summary>
    internal const int TextLength = 200;

    /// <summary>Where the map stands.</summary>
    public abstract SourceSpan Span { get; }

    internal abstract IReadOnlyList<BoundField> Bound { get; }

    internal abstract object? Read(FieldShape field);

    /// <summary>One line of plain text that must be there.</summary>
    public Located<string> Text(string name, string about, Audience who = For.Facilitators, int max = TextLength) =>
        (Located<string>)Required(name, TextOf(max), who, about);

    /// <summary>One line of plain text.</summary>
    public Located<string>? OptionalText(string name, string about, Audience who = For.Facilitators, int max = TextLength) =>
        (Located<string>?)Optional(name, TextOf(max), who, about);

    /// <summary>One line of plain text in a given form, for example a version or an address.</summary>
    public Located<string>? OptionalFormat(string name, TextFormat format, string about, Audience who = For.Facilitators) =>
        (Located<string>?)Optional(name, new TextType(TextLength, format), who, about);

    /// <summary>One line of plain text in a given form that must be there.</summary>
    public Located<string> Format(string name, TextFormat format, string about, Audience who = For.Facilitators) =>
        (Located<string>)Required(name, new TextType(TextLength, format), who, about);

    /// <summary>The id of this item, when the author gave one.</summary>
    public Located<string>? Id(string about) => OptionalFormat("id", TextFormat.Slug, about, For.Everyone);

    /// <summary>The id of something, which must be there.</summary>
    public Located<string> RequiredId(string about) => Format("id", TextFormat.Slug, about, For.Everyone);

    /// <summary>Markdown that must be there.</summary>
    public Prose Prose(string name, string about, Audience who = For.Facilitators, int maxWords = 0) =>
        (Prose)Required(name, ProseOf(maxWords), who, about);

    /// <summary>Markdown.</summary>
    public Prose? OptionalProse(string name, string about, Audience who = For.Facilitators, int maxWords = 0) =>
        (Prose?)Optional(name, ProseOf(maxWords), who, about);

    /// <summary>A whole number that must be there.</summary>
    public Located<int> Number(string name, string about, Audience who = For.Facilitators, int min = 0, int max = 100_000) =>
        (Located<int>)Required(name, new NumberType(min, max), who, about);

    /// <summary>A whole number.</summary>
    public Located<int>? OptionalNumber(string name, string about, Audience who = For.Facilitators, int min = 0, int max = 100_000) =>
        (Located<int>?)Optional(name, new NumberType(min, max), who, about);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public Located<bool>? Flag(string name, string about, Audience who = For.Facilitators) =>
        (Located<bool>?)Optional(name, FlagType.Instance, who, about);

    /// <summary>A date, <c>YYYY-MM-DD</c>, that must be there.</summary>
    public Located<DateOnly> Date(string name, string about, Audience who = For.Facilitators) =>
        (Located<DateOnly>)Required(name, DateType.Instance, who, about);

    /// <summary>A date, <c>YYYY-MM-DD</c>.</summary>
    public Located<DateOnly>? OptionalDate(string name, string about, Audience who = For.Facilitators) =>
        (Located<DateOnly>?)Optional(name, DateType.Instance, who, about);

    /// <summary>One of a few names, which must be there.</summary>
    public Located<string> Choice(string name, IReadOnlyList<string> names, string about, Audience who = For.Facilitators) =>
        (Located<string>)Required(name, new ChoiceType(names), who, about);

    /// <summary>One of a few names.</summary>
    public Located<string>? OptionalChoice(string name, IReadOnlyList<string> names, string about, Audience who = For.Facilitators) =>
        (Located<string>?)Optional(name, new ChoiceType(names), who, about);

    /// <summary>A list of names out of a few.</summary>
    public IReadOnlyList<Located<string>> Choices(
        string name, IReadOnlyList<string> names, string about, Audience who = For.Facilitators, int min = 0) =>
        ListOf<Located<string>>(name, new ChoiceType(names), about, who, min, 100);

    /// <summary>One name out of a few, or a list of them; empty when absent.</summary>
    public IReadOnlyList<Located<string>> ChoiceOrChoices(
        string name, IReadOnlyList<string> names, string about, Audience who = For.Facilitators) =>
        (IReadOnlyList<Located<string>>?)Optional(name, new OneOrMoreType(new ChoiceType(names)), who, about) ?? [];

    /// <summary>A map that must be there.</summary>
    public T Map<T>(string name, Func<MapReader, T> make, string about, Audience who = For.Facilitators)
        where T : Item =>
        (T)Required(name, new MapType<T>(make), who, about);

    /// <summary>A map.</summary>
    public T? OptionalMap<T>(string name, Func<MapReader, T> make, string about, Audience who = For.Facilitators)
        where T : Item =>
        (T?)Optional(name, new MapType<T>(make), who, about);

    /// <summary>A list of maps; empty when absent.</summary>
    public IReadOnlyList<T> List<T>(
        string name, Func<MapReader, T> make, string about, Audience who = For.Facilitators, int min = 0, int max = 1000)
        where T : Item =>
        ListOf<T>(name, new MapType<T>(make), about, who, min, max);

    /// <summary>A list of Markdown texts; empty when absent.</summary>
    public IReadOnlyList<Prose> Proses(string name, string about, Audience who = For.Facilitators, int min = 0, int max = 100) =>
        ListOf<Prose>(name, ProseType.Any, about, who, min, max);

    /// <summary>A list of plain one-line texts; empty when absent.</summary>
    public IReadOnlyList<Located<string>> Texts(string name, string about, Audience who = For.Facilitators, int min = 0, int max = 100) =>
        ListOf<Located<string>>(name, TextType.Any, about, who, min, max);

    /// <summary>A list of texts in a given form, ids for example; empty when absent.</summary>
    public IReadOnlyList<Located<string>> Formats(
        string name, TextFormat format, string about, Audience who = For.Facilitators, int min = 0, int max = 1000) =>
        ListOf<Located<string>>(name, new TextType(TextLength, format), about, who, min, max);

    /// <summary>A list of ids of other things; empty when absent.</summary>
    public IReadOnlyList<Located<string>> References(string name, string about, Audience who = For.Facilitators, int min = 0) =>
        Formats(name, TextFormat.Slug, about, who, min);

    /// <summary>The id of another thing.</summary>
    public Located<string>? Reference(string name, string about, Audience who = For.Facilitators) =>
        OptionalFormat(name, TextFormat.Slug, about, who);

    /// <summary>A map that is read later, by the format of the place where it goes.</summary>
    internal YamlMap? Tree(string name, string about) => (YamlMap?)Optional(name, TreeType.Map, For.Facilitators, about);

    /// <summary>A list that is read later, by the format of the place where it goes.</summary>
    internal YamlList? Trees(string name, string about) => (YamlList?)Optional(name, TreeType.List, For.Facilitators, about);

    /// <summary>Either one line of plain text or a map, which must be there.</summary>
    public TextOrMap<T> TextOrMap<T>(string name, Func<MapReader, T> make, string about, Audience who = For.Facilitators, int max = TextLength)
        where T : Item =>
        (TextOrMap<T>)Required(name, new TextOrMapType<T>(TextOf(max), new MapType<T>(make)), who, about);

    /// <summary>Either one fixed word or a list of Markdown steps.</summary>
    public WordOrSteps? WordOrSteps(string name, string word, string about, Audience who = For.Facilitators) =>
        (WordOrSteps?)Optional(name, new WordOrStepsType(word), who, about);

    // Declarations run again for each map of a file: what nearly all of them say is there already.
    private static TextType TextOf(int max) => max == TextLength ? TextType.Any : new TextType(max);

    private static ProseType ProseOf(int maxWords) => maxWords == 0 ? ProseType.Any : new ProseType(maxWords);

    private IReadOnlyList<T> ListOf<T>(string name, FieldType element, string about, Audience who, int min, int max)
        where T : class =>
        (IReadOnlyList<T>?)Read(new FieldShape(name, new ListType<T>(element, min, max), min > 0, who, about)) ?? [];

    private object Required(string name, FieldType type, Audience who, string about) =>
        Read(new FieldShape(name, type, true, who, about)) ?? type.Blank(this);

    private object? Optional(string name, FieldType type, Audience who, string about) =>
        Read(new FieldShape(name, type, false, who, about));
}

/// <summary>Either one line of plain text or a map.</summary>
/// <param name="Text">The text, or null.</param>
/// <param name="Map">The map, or null.</param>
public sealed record TextOrMap<T>(Located<string>? Text, T? Map)
    where T : Item
{
    /// <summary>Where it stands.</summary>
    public SourceSpan Span => Text?.Span ?? Map!.Span;
}

/// <summary>Either one fixed word (such as <c>standard</c>) or steps of the author's own.</summary>
/// <param name="Word">The word, or null.</param>
/// <param name="Steps">The steps; empty with a word.</param>
public sealed record WordOrSteps(Located<string>? Word, IReadOnlyList<Prose> Steps);

/// <summary>What is known of a field: the schema, the documentation and the leak test read it.</summary>
/// <param name="Name">As written in files.</param>
/// <param name="Type">What it may hold.</param>
/// <param name="Required">Whether it must be there.</param>
/// <param name="Audience">Who may see it.</param>
/// <param name="About">What it is for, in a sentence or two.</param>
public readonly record struct FieldShape(string Name, FieldType Type, bool Required, Audience Audience, string About);
