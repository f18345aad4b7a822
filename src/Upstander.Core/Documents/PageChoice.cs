using Upstander.Binding;
using Upstander.Courses;
using Upstander.Diagnostics;

namespace Upstander.Documents;

/// <summary>Which pages of a plan are wanted: what the curriculum's <c>outputs</c> say, narrowed by the command line. Empty lists choose all.</summary>
/// <param name="Lessons">Lesson ids, with <c>*</c> and <c>?</c>.</param>
/// <param name="Audiences">Names of audiences.</param>
/// <param name="Documents">Ids of documents.</param>
/// <param name="Formats">Formats.</param>
public sealed record PageChoice(
    IReadOnlyList<string> Lessons, IReadOnlyList<string> Audiences, IReadOnlyList<string> Documents, IReadOnlyList<string> Formats)
{
    /// <summary>Everything.</summary>
    public static PageChoice All { get; } = new([], [], [], []);

    /// <summary>Ids of documents that are not wanted, whatever else is.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Whether it leaves anything out.</summary>
    public bool IsNarrow => Lessons.Count + Audiences.Count + Documents.Count + Formats.Count + Without.Count > 0;

    /// <summary>Whether a page is wanted.</summary>
    public bool Wants(Page page) => Wants(For.NameOf(page.Audience), page.Document.Id, page.Format, page.LessonId);

    /// <summary>Whether a page that an earlier build made is wanted, told by its path and by what <see cref="Page.Maker"/> was.</summary>
    public bool Wants(string outputPath, string maker) =>
        maker.Split(' ') is [var document, var format, var lesson]
        && Wants(outputPath.Split('/')[0], document, format, lesson == "-" ? null : lesson);

    /// <summary>
    /// What a curriculum builds: its <c>outputs</c>, and beyond them the audiences and formats that were asked for by name. Where it has none, all
    /// but PDF and DOCX.
    /// </summary>
    public PageChoice Beyond(Upstander.Lessons.OutputChoice? outputs) => new(
        [],
        outputs is { Audiences.Count: > 0 } ? [.. outputs.Audiences.Select(a => a.Value), .. Audiences] : [],
        [],
        [.. outputs is { Formats.Count: > 0 } ? outputs.Formats.Select(a => a.Value) : Upstander.Lessons.Names.Formats, .. Formats]);

    private bool Wants(string audience, string document, string format, string? lesson) =>
        (Audiences.Count == 0 || Audiences.Contains(audience, StringComparer.Ordinal))
        && (Documents.Count == 0 || Documents.Contains(document, StringComparer.Ordinal))
        && !Without.Contains(document, StringComparer.Ordinal)
        && (Formats.Count == 0 || Formats.Contains(format, StringComparer.Ordinal) || (format == "script" && Formats.Contains("html", StringComparer.Ordinal)))
        && (Lessons.Count == 0 || (lesson is not null && Lessons.Any(pattern => CourseChoice.Matches(pattern, lesson))));

    /// <summary>Reports every part of the choice that matches nothing of a course.</summary>
    public void Check(Course course, PagePlan plan, DiagnosticBag problems)
    {
        Check("lesson", Lessons, [.. course.Lessons.Select(l => l.Id)], CourseChoice.Matches, problems);
        Check("audience", Audiences, [.. For.Names.Select(n => n.Name)], string.Equals, problems);
        Check("document", Documents, [.. plan.Documents.Select(d => d.Id)], string.Equals, problems);
        Check("format", Formats, [.. plan.Documents.Select(d => d.Format).Distinct(), .. Upstander.Lessons.Names.DerivedFormats], string.Equals, problems);
    }

    /// <summary>Reports every unit and lesson of a part that the course does not have.</summary>
    public static void Check(CourseChoice part, Course course, DiagnosticBag problems)
    {
        Check("unit", part.Units, [.. course.Units.Select(u => u.Id)], CourseChoice.Matches, problems);
        Check("lesson", part.Lessons, [.. course.Lessons.Select(l => l.Id)], CourseChoice.Matches, problems);
    }

    private static void Check(string option, IReadOnlyList<string> chosen, string[] known, Func<string, string, bool> matches, DiagnosticBag problems)
    {
        foreach (var choice in chosen.Where(c => !known.Any(k => matches(c, k))))
        {
            problems.Add(DocumentProblems.NothingChosen.At(
                SourceSpan.Whole($"--{option}"), $"there is no {option} '{choice}'", Nearest.Hint(choice, known)));
        }
    }
}
