using System.Globalization;
using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Courses;
using Upstander.Documents;

namespace Upstander.Packs;

/// <summary>What the first page, the READ-ME and the licence of a pack know of it: the global <c>pack</c> of their templates.</summary>
/// <param name="course">The course, with the lessons of the pack only.</param>
/// <param name="pages">The plan of its pages.</param>
/// <param name="maker">What made them.</param>
/// <param name="audiences">Whose folders it holds.</param>
/// <param name="sizes">Sizes in bytes of the files in it, by path.</param>
internal sealed class PackModel(Course course, PagePlan pages, PageMaker maker, PackAudiences audiences, IReadOnlyDictionary<string, long> sizes)
{
    // The same thing on a screen, on paper and as text stands in one line.
    private static readonly string[] Variants = ["-md", "-print"];

    /// <summary>The pack as templates see it.</summary>
    /// <param name="part">Whether it is less than the whole curriculum.</param>
    /// <param name="order">The print order as templates see it; null without one.</param>
    public View Make(bool part, View? order) => new View().Set("pack", new View()
        .Set("has_keys", audiences.HasKeys)
        .Set("is_part", part)
        .Set("has_pdf", sizes.Keys.Any(p => p.EndsWith(".pdf", StringComparison.Ordinal)))
        .Set("has_docx", sizes.Keys.Any(p => p.EndsWith(".docx", StringComparison.Ordinal)))
        .Set("folders", View.ListOf(audiences.Audiences.Select(a => new View()
            .Set("audience", For.NameOf(a))
            .Set("home", pages.Find(a, "home", null, null)?.OutputPath))))
        .Set("lessons", View.ListOf(course.Lessons.Select(Lesson)))
        .Set("around", Groups(a => Rows(Around(a), p => course.Units.FirstOrDefault(u => u.Id == p.UnitId)?.Unit.Title.Value)))
        .Set("unreviewed", audiences.HasKeys ? View.ListOf(course.Lessons.Where(l => l.Card.Status != "released").Select(l => l.Card.Title)) : null)
        // Whoever passes a lesson on passes on who made it, under which licence and from what.
        .Set("works", maker.ModelFor(audiences.Main).Edition.Credits(withChanges: false)["works"])
        .Set("order", order));

    /// <summary>A size in words: <c>84 KB</c>, <c>1.2 MB</c>.</summary>
    public static string SizeText(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (bytes + 500) / 1000)} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:0.0} MB");

    /// <summary>What the labels say of a document; null where they do not know it, as it is the project's own.</summary>
    public static object? Named(PageMaker maker, string document, string what) =>
        (((maker.Labels["pack"] as View)?["documents"] as View)?[Stem(document)] as View)?[what];

    private View Lesson(LessonSummary lesson) => new View()
        .Set("summary", maker.ModelFor(audiences.Main).LessonSummary(lesson.Id))
        .Set("groups", Groups(a => Rows(pages.PagesOf(lesson).Where(p => p.Audience == a), _ => null, lesson)));

    private object?[]? Groups(Func<Audience, object?[]?> rows) => View.ListOf(audiences.Audiences
        .Select(a => new View().Set("audience", For.NameOf(a)).Set("rows", rows(a)))
        .Where(g => g["rows"] is not null));

    /// <summary>What is on paper for the course and its units; their other pages are reached from the first one.</summary>
    private IEnumerable<Page> Around(Audience audience)
    {
        Page[] all = [.. pages.All(course).Where(p => p.LessonId is null && p.Audience == audience)];
        var onPaper = all.Where(p => p.Format == "print").Select(p => Stem(p.Document.Id)).ToHashSet(StringComparer.Ordinal);
        return all.Where(p => onPaper.Contains(Stem(p.Document.Id)));
    }

    private object?[]? Rows(IEnumerable<Page> listed, Func<Page, string?> partOf, LessonSummary? lesson = null) => View.ListOf(listed
        .Where(p => sizes.ContainsKey(p.OutputPath))
        .GroupBy(p => (Document: Stem(p.Document.Id), p.UnitId, p.HandoutId))
        .Select(g =>
        {
            var handout = lesson?.Handouts.FirstOrDefault(h => h.Id == g.Key.HandoutId);
            return new View()
                .Set("part_of", partOf(g.First()))
                .Set("document", g.Key.Document)
                .Set("title", handout?.Title ?? Named(maker, g.Key.Document, "name"))
                .Set("kind", handout?.Kind)
                .Set("use", Named(maker, g.Key.Document, "use"))
                .Set("open", File(g, "html") ?? File(g, "print"))
                .Set("pdf", File(g, "pdf"))
                .Set("docx", File(g, "docx"))
                .Set("markdown", File(g, "markdown"))
                .Set("other", File(g, "json") ?? File(g, "text"));
        }));

    private View? File(IEnumerable<Page> pages, string format) => pages.FirstOrDefault(p => p.Format == format) is { } page
        ? new View().Set("href", page.OutputPath).Set("size", SizeText(sizes[page.OutputPath]))
        : null;

    // The two that are not named after what they are an edition of come first.
    private static string Stem(string document) => document switch
    {
        "lesson-print" => "learner-page",
        "family-letter-copy" => "family-letter",
        _ => WithoutVariant(document),
    };

    private static string WithoutVariant(string document) =>
        Variants.FirstOrDefault(v => document.EndsWith(v, StringComparison.Ordinal)) is { } variant ? document[..^variant.Length] : document;
}
