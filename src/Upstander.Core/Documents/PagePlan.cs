using System.Collections.Concurrent;
using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Rendering;

namespace Upstander.Documents;

/// <summary>
/// Which pages a course has, told before any of them is made, so that each can link to every other. The path and the condition
/// of a lesson's page see the lesson's own fields, as its audience may see them; those of other pages see the curriculum too.
/// </summary>
public sealed class PagePlan(DocumentList list)
{
    private readonly IReadOnlyList<Document> documents = list.Documents;
    private readonly ConcurrentDictionary<string, IReadOnlyList<Page>> lessonPages = new(StringComparer.Ordinal);
    private readonly List<Page> coursePages = [];
    private Dictionary<string, LessonSummary> planned = [];
    private PageChoice? made;
    private ILookup<(Audience Audience, string Document, string? Id), Page> coursePagesByTarget = Enumerable.Empty<Page>().ToLookup(Target);

    /// <summary>Every document.</summary>
    public IReadOnlyList<Document> Documents => documents;

    /// <summary>Ids that a link may name.</summary>
    public IReadOnlySet<string> DocumentIds => list.Ids;

    /// <summary>Pages of the curriculum and its units.</summary>
    public IReadOnlyList<Page> CoursePages => coursePages;

    /// <summary>Pages of a lesson and its handouts.</summary>
    public IReadOnlyList<Page> PagesOf(LessonSummary lesson) =>
        lessonPages.GetValueOrDefault(lesson.Id)
        ?? (Known is null ? [] : lessonPages.GetOrAdd(lesson.Id, (_, unread) => [.. Known.PagesOf(unread).Where(p => made?.Wants(p) != false)], lesson));

    /// <summary>What is known of the plan from an earlier build; null where it is planned anew.</summary>
    internal KnownPlan? Known { get; init; }

    /// <summary>Every page of a course: its own first, then lesson by lesson.</summary>
    public IEnumerable<Page> All(Course course) => coursePages.Concat(course.Lessons.SelectMany(PagesOf));

    /// <summary>The page of a document about something, for one audience; null when it is not made.</summary>
    /// <param name="audience">For whom.</param>
    /// <param name="document">Id of the document.</param>
    /// <param name="id">The lesson or unit it is about; null for the curriculum.</param>
    /// <param name="handout">The handout it is about, or null.</param>
    /// <param name="derived">pdf or docx for the file that is made from the page; null for the page itself.</param>
    public Page? Find(Audience audience, string document, string? id, string? handout, string? derived = null) =>
        Among(coursePagesByTarget[(audience, document, id)], audience, document, handout, derived)
        ?? (id is not null && planned.TryGetValue(id, out var lesson) ? Among(PagesOf(lesson), audience, document, handout, derived) : null);

    /// <summary>Adds the pages of a lesson. May be called from several threads.</summary>
    public void AddLesson(string id, IReadOnlyList<Page> pages) => lessonPages[id] = pages;

    /// <summary>The pages that a lesson has. May be called from several threads.</summary>
    public IReadOnlyList<Page> PlanLesson(LessonSummary summary, Lesson lesson, DiagnosticBag problems)
    {
        List<Page> pages = [];
        foreach (var (_, audience) in For.Names)
        {
            if (!documents.Any(d => d.Per is "lesson" or "handout" && d.Audiences.Contains(audience)))
            {
                continue;
            }

            var hasKeys = audience == Audience.Facilitator ? LessonModel.HasKeys(lesson) : (bool?)null;
            var brief = Brief("lesson", summary.Id, hasKeys is { } keys ? ("has_keys", keys) : null);
            var whole = new Lazy<FrozenView>(() => WholeLesson(summary, lesson, audience, hasKeys));
            foreach (var document in Of("lesson", audience))
            {
                AddPage(pages, document, audience, null, summary.Id, null, [brief], () => [whole.Value], problems);
            }

            foreach (var handout in lesson.Handouts.Where(h => (h.VisibleTo & audience) != 0))
            {
                var sheet = Brief("handout", handout.Id!.Value, ("kind", handout.Kind.Value));
                var wholeSheet = new Lazy<FrozenView>(() => FrozenView.Freeze(new View().Set("handout", Projector.Project(handout, audience))));
                foreach (var document in Of("handout", audience))
                {
                    AddPage(pages, document, audience, null, summary.Id, handout.Id!.Value, [brief, sheet], () => [whole.Value, wholeSheet.Value], problems);
                }
            }
        }

        return pages;
    }

    /// <summary>Plans the pages of the curriculum and its units, and completes the plan.</summary>
    /// <param name="course">The course.</param>
    /// <param name="models">The course as each audience may see it.</param>
    /// <param name="wanted">What is built at all: pages beyond it are left out of the plan, and nothing links to them.</param>
    /// <param name="problems">Gets what paths and conditions report.</param>
    internal void AddCourse(Course course, IEnumerable<CourseModel> models, PageChoice wanted, DiagnosticBag problems)
    {
        made = wanted;
        coursePages.AddRange(Known?.CoursePages ?? []);
        foreach (var model in Known is null ? models : [])
        {
            var audience = model.Audience;
            var globals = model.Globals;
            foreach (var document in Of("curriculum", audience))
            {
                AddPage(coursePages, document, audience, null, null, null, [globals], null, problems);
            }

            foreach (var unit in course.Units)
            {
                var view = FrozenView.Freeze(model.ForUnit(unit));
                foreach (var document in Of("unit", audience))
                {
                    AddPage(coursePages, document, audience, unit.Id, null, null, [globals, view], null, problems);
                }
            }
        }

        coursePages.RemoveAll(p => !wanted.Wants(p));
        foreach (var (lesson, pages) in lessonPages)
        {
            lessonPages[lesson] = [.. pages.Where(wanted.Wants)];
        }

        coursePagesByTarget = coursePages.ToLookup(Target);
        planned = course.Lessons.ToDictionary(l => l.Id, StringComparer.Ordinal);
    }

    private static (Audience Audience, string Document, string? Id) Target(Page page) => (page.Audience, page.Document.Id, page.UnitId);

    // A lesson has a few dozen pages: looking through them beats a table of all pages, which would have to be made after each change.
    private static Page? Among(IEnumerable<Page> pages, Audience audience, string document, string? handout, string? derived)
    {
        foreach (var page in pages)
        {
            if (page.Audience == audience && page.Document.Id == document && page.HandoutId == handout && (page.Source is null ? derived is null : page.Format == derived))
            {
                return page;
            }
        }

        return null;
    }

    /// <summary>The few fields of a lesson or handout that paths and conditions name nearly always.</summary>
    private static FrozenView Brief(string name, string id, (string Name, object Value)? other)
    {
        var view = new View().Set("id", id);
        if (other is { } field)
        {
            view.Set(field.Name, field.Value);
        }

        return FrozenView.Freeze(new View().Set(name, view));
    }

    private static FrozenView WholeLesson(LessonSummary summary, Lesson lesson, Audience audience, bool? hasKeys)
    {
        var seen = Projector.Project(lesson, audience)!.Set("id", summary.Id);
        if (hasKeys is { } keys)
        {
            seen.Set("has_keys", keys);
        }

        return FrozenView.Freeze(new View().Set("lesson", seen));
    }

    /// <summary>The course pages of an earlier plan with the same documents, as <see cref="Names"/> told them.</summary>
    /// <exception cref="InvalidDataException">There is no such document.</exception>
    internal static IReadOnlyList<Page> CoursePagesOf(IReadOnlyList<PageName> names, IReadOnlyList<Document> documents)
    {
        var byId = documents.ToDictionary(d => d.Id, StringComparer.Ordinal);
        return [.. names.Select(name =>
        {
            var document = byId.GetValueOrDefault(name.Document) ?? throw new InvalidDataException("no such document");
            var page = new Page(document, name.Audience, name.Unit, null, null, name.Path);
            return !name.IsDerived ? page : page.Derived ?? throw new InvalidDataException("no such file");
        })];
    }

    /// <summary>Tells its course pages, for an earlier build to be known by.</summary>
    internal IReadOnlyList<PageName> Names() =>
        [.. coursePages.Select(p => new PageName(p.Document.Id, p.Audience, p.UnitId, (p.Source ?? p).Path, p.Source is not null))];

    private IEnumerable<Document> Of(string per, Audience audience) => documents.Where(d => d.Per == per && d.Audiences.Contains(audience));

    /// <summary>Adds a page, if there is to be one.</summary>
    /// <param name="pages">Gets the page, and the file that is made from it.</param>
    /// <param name="document">What it is.</param>
    /// <param name="audience">Whose it is.</param>
    /// <param name="unit">The unit it is about, or null.</param>
    /// <param name="lesson">The lesson it is about, or null.</param>
    /// <param name="handout">The handout it is about, or null.</param>
    /// <param name="seen">What its path and its condition see: the few fields that nearly all of them name, or everything.</param>
    /// <param name="whole">Everything they see, for those that name more; null where they do already.</param>
    /// <param name="problems">Gets what they report.</param>
    private static void AddPage(
        List<Page> pages,
        Document document,
        Audience audience,
        string? unit,
        string? lesson,
        string? handout,
        IReadOnlyList<FrozenView> seen,
        Func<IReadOnlyList<FrozenView>>? whole,
        DiagnosticBag problems)
    {
        if (document.When is { } when && (when.PlainCondition(seen) ?? when.Condition(whole?.Invoke() ?? seen, problems)) is false)
        {
            return;
        }

        if ((document.Path.PlainText(seen) ?? document.Path.Text(whole?.Invoke() ?? seen, problems)) is not { } path)
        {
            return;
        }

        var page = new Page(document, audience, unit, lesson, handout, path);
        pages.Add(page);
        if (page.Derived is { } derived)
        {
            pages.Add(derived);
        }
    }
}

/// <summary>What is known of a plan from an earlier build.</summary>
/// <param name="PagesOf">Gives the pages of a lesson that was not read.</param>
/// <param name="CoursePages">Pages of the curriculum and its units.</param>
internal sealed record KnownPlan(Func<LessonSummary, IReadOnlyList<Page>> PagesOf, IReadOnlyList<Page> CoursePages);

/// <summary>Names a page of the curriculum or of a unit.</summary>
/// <param name="Document">Id of its document.</param>
/// <param name="Audience">Whose it is.</param>
/// <param name="Unit">The unit it is about, or null.</param>
/// <param name="Path">Where it goes inside the audience's folder, or where that goes which it is made from.</param>
/// <param name="IsDerived">Whether it is the PDF or DOCX that is made from that page.</param>
internal sealed record PageName(string Document, Audience Audience, string? Unit, string Path, bool IsDerived);
