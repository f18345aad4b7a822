using System.Reflection;
using System.Text;
using Upstander.Binding;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Checking;

/// <summary>
/// A rule in C#, named for what it flags. Its page lies beside it under the same name: what it looks at, what is flagged and what is accepted,
/// with exact findings. The page is documentation, test and what <c>upstander explain</c> prints.
/// </summary>
public abstract class Rule
{
    private protected Rule(string code, string name, RuleKind kind, Severity severity, string why, string suggestion) =>
        Info = new RuleInfo(code, name, Groups[code[..2]], kind, severity, why, suggestion) { Page = Page };

    /// <summary>What its code's letters stand for.</summary>
    private static readonly Dictionary<string, string> Groups = new(StringComparer.Ordinal)
    {
        ["TI"] = "trauma-informed",
        ["CU"] = "curriculum",
        ["AC"] = "output",
        ["RR"] = "risk-reduction",
    };

    /// <summary>What is known of it.</summary>
    public RuleInfo Info { get; }

    /// <summary>A finding of this rule.</summary>
    private protected Diagnostic At(SourceSpan span, string address, string message) => Info.At(span, address, message);

    /// <summary>The page without its head, as the file beside the rule holds it.</summary>
    internal string Body()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{GetType().FullName}.md")
            ?? throw new InvalidOperationException($"{GetType().Name}.md is not beside its rule");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private string Page() =>
        $"""
        # {Info.Code}: {Info.Name.Replace('-', ' ')}

        {Info.Severity.ToString().ToLowerInvariant()} · {Info.Group.Replace('-', ' ')} · `{Info.Name}`

        {Info.Why}

        **Better:** {Info.Suggestion}


        """.ReplaceLineEndings("\n") + Body();
}

/// <summary>A rule about one lesson.</summary>
public abstract class LessonRule(string code, string name, RuleKind kind, Severity severity, string why, string suggestion)
    : Rule(code, name, kind, severity, why, suggestion)
{
    /// <summary>What is wrong with a lesson.</summary>
    public abstract IEnumerable<Diagnostic> Check(LessonSubject subject);
}

/// <summary>A rule about a unit with its lessons.</summary>
public abstract class UnitRule(string code, string name, RuleKind kind, Severity severity, string why, string suggestion)
    : Rule(code, name, kind, severity, why, suggestion)
{
    /// <summary>What is wrong with a unit.</summary>
    public abstract IEnumerable<Diagnostic> Check(UnitSubject subject);
}

/// <summary>A rule about the curriculum as a whole.</summary>
public abstract class CourseRule(string code, string name, RuleKind kind, Severity severity, string why, string suggestion)
    : Rule(code, name, kind, severity, why, suggestion)
{
    /// <summary>What is wrong with a curriculum.</summary>
    public abstract IEnumerable<Diagnostic> Check(CourseSubject subject);
}

/// <summary>A rule about a page that was made.</summary>
public abstract class PageRule(string code, string name, Severity severity, string why, string suggestion)
    : Rule(code, name, RuleKind.Output, severity, why, suggestion)
{
    /// <summary>What is wrong with a page.</summary>
    public abstract IEnumerable<Diagnostic> Check(PageSubject subject);

    /// <summary>What is wrong with what every page takes from the curriculum.</summary>
    public virtual IEnumerable<Diagnostic> Check(CourseSubject subject) => [];

    /// <summary>What is wrong with a file that is copied beside the pages.</summary>
    public virtual IEnumerable<Diagnostic> Check(AssetSubject subject) => [];

    /// <summary>
    /// A finding at the place in the project's templates where one of these texts stands, first text first. Where none does, it names the document.
    /// </summary>
    private protected Diagnostic At(PageSubject page, string message, string? phrase, params ReadOnlySpan<string> texts) =>
        (page.PlaceInTemplates(texts) is { } place
            ? At(place, page.Address, message)
            : At(page.Span, page.Address, $"{message} (document '{page.Page.Document.Id}')")) with
        { Phrase = phrase };
}

/// <summary>A lesson under review.</summary>
/// <param name="Summary">Its id and file.</param>
/// <param name="Lesson">The whole lesson.</param>
/// <param name="Speech">The language rules that also read what people in cases say.</param>
public sealed record LessonSubject(LessonSummary Summary, Lesson Lesson, Language.LanguageChecker Speech)
{
    private IReadOnlyList<Language.Passage>? passages;

    /// <summary>Every text of it, in order; found once for all who ask.</summary>
    public IReadOnlyList<Language.Passage> Passages => passages ??= [.. Language.Passages.In(Lesson, Summary.Id, Lesson.Band.Value)];

    /// <summary>The address of something in it: <c>a-clear-yes/activities/quick-draw</c>.</summary>
    public string Address(params ReadOnlySpan<string> parts) => parts.Length == 0 ? Summary.Id : $"{Summary.Id}/{string.Join('/', parts)}";

    /// <summary>The address of an item in a list of it, by its id, else by its number from 1.</summary>
    public string AddressOf(string list, IHasId item, int index) =>
        Address(list, item.Id?.Value ?? (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>A unit under review.</summary>
/// <param name="Course">The course it belongs to.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Lessons">What was noted of its lessons, in their order.</param>
public sealed record UnitSubject(Course Course, CourseUnit Unit, IReadOnlyList<LessonFacts> Lessons)
{
    /// <summary>The address of something in it: <c>units/friends/evaluation</c>.</summary>
    public string Address(params ReadOnlySpan<string> parts) => parts.Length == 0 ? $"units/{Unit.Id}" : $"units/{Unit.Id}/{string.Join('/', parts)}";
}

/// <summary>A curriculum under review.</summary>
/// <param name="Course">The course.</param>
/// <param name="Lessons">What was noted of its lessons, in the order of teaching.</param>
/// <param name="Today">The day of the review.</param>
public sealed record CourseSubject(Course Course, IReadOnlyList<LessonFacts> Lessons, DateOnly Today)
{
    /// <summary>Whether the project puts words of its own in place of the fixed words of pages.</summary>
    public bool HasOwnLabels { get; init; }

    /// <summary>The style sheets that say which colors pages have, in the order in which pages link to them.</summary>
    public IReadOnlyList<string> ColorSheets { get; init; } = [];

    /// <summary>What was noted of the lessons of a unit, in their order.</summary>
    public IEnumerable<LessonFacts> Of(CourseUnit unit) => unit.Lessons.Select(l => byId.GetValueOrDefault(l.Id)).OfType<LessonFacts>();

    /// <summary>Whether a lesson is written in English: words of other languages are not known to rules.</summary>
    public bool IsEnglish(LessonFacts lesson) => Languages.IsEnglish((lesson.Locale ?? Course.Curriculum.Language).Value);

    private readonly Dictionary<string, LessonFacts> byId = Lessons.ToDictionary(l => l.Summary.Id, StringComparer.Ordinal);
}
