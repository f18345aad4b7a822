using System.Collections.Concurrent;
using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents.Fitting;
using Upstander.Lessons;
using Upstander.Rendering;
using Upstander.Workspaces;

namespace Upstander.Documents;

/// <summary>Makes the pages of a plan. Everything that many pages share is made once; may be used from several threads.</summary>
public sealed class PageMaker
{
    private readonly Course course;
    private readonly PagePlan plan;
    private readonly Renderer renderer;
    private readonly IReadOnlySet<string> assets;
    private readonly FrozenView labels;
    private readonly Dictionary<Audience, CourseModel> models;
    private readonly ConcurrentDictionary<Audience, Lists> lists = new();
    private readonly Lazy<View>? scorecard;

    /// <summary>The number of the release that the pages are, and the way from each to the list of versions; null where they are no release.</summary>
    internal (string Version, Func<Page, string> WayToList)? Release { get; init; }

    /// <summary>Counts what templates do, where somebody wants to know.</summary>
    internal WorkCounts? Counts { get; init; }

    /// <summary>Makes pages of this course, and plans those of the curriculum and its units.</summary>
    /// <param name="course">The course.</param>
    /// <param name="plan">The pages of its lessons; gets the others.</param>
    /// <param name="renderer">Fills templates.</param>
    /// <param name="labels">Fixed words.</param>
    /// <param name="scorecard">How the course stands, for its facilitators; null where nobody looked.</param>
    /// <param name="assets">Names of files beside the pages.</param>
    /// <param name="made">What is built at all.</param>
    /// <param name="problems">Gets what paths and conditions report.</param>
    public PageMaker(
        Course course, PagePlan plan, Renderer renderer, View labels, Lazy<View>? scorecard, IReadOnlySet<string> assets, PageChoice made, DiagnosticBag problems)
    {
        this.course = course;
        this.plan = plan;
        this.renderer = renderer;
        this.assets = assets;
        this.scorecard = scorecard;
        Labels = labels;
        this.labels = FrozenView.Freeze(new View().Set("labels", labels));
        models = For.Names.Select(n => new CourseModel(course, n.Audience, scorecard, labels)).ToDictionary(m => m.Audience);
        plan.AddCourse(course, For.Names.Select(n => models[n.Audience]), made, problems);
    }

    /// <summary>Makes pages of the curriculum and its units; each goes to <paramref name="put"/> as soon as it is made.</summary>
    public void MakeCoursePages(IEnumerable<Page> pages, Action<MadePage> put, DiagnosticBag problems, CancellationToken cancel)
    {
        foreach (var ofAudience in pages.GroupBy(p => p.Audience))
        {
            var own = lists.GetOrAdd(ofAudience.Key, (audience, maker) => new Lists(new CourseModel(maker.course, audience, maker.scorecard, maker.Labels)), this);
            foreach (var page in ofAudience)
            {
                cancel.ThrowIfCancellationRequested();
                var subject = page.UnitId is null ? own.Whole : FrozenView.Freeze(own.Model.ForUnit(course.Units.First(u => u.Id == page.UnitId)));
                Make(page, own.Model, [subject], course.Curriculum.Language.Value, course.Paper, put, problems);
            }
        }
    }

    /// <summary>Lets go of all that lists of an audience print, when its pages of the curriculum and its units are made: in a large course that is most of the memory.</summary>
    internal void ForgetLists(Audience audience) => lists.TryRemove(audience, out _);

    // Lists have a model of their own: what lessons' pages read of other lessons is little, and stays.
    private sealed class Lists(CourseModel model)
    {
        private readonly Lazy<FrozenView> whole = new(() => FrozenView.Freeze(model.ForCurriculum()));

        public CourseModel Model => model;

        public FrozenView Whole => whole.Value;
    }

    /// <summary>Makes pages of one lesson and its handouts.</summary>
    public void MakeLessonPages(
        LessonSummary summary, Lesson lesson, IEnumerable<Page> pages, Action<MadePage> put, DiagnosticBag problems, CancellationToken cancel)
    {
        foreach (var ofAudience in pages.GroupBy(p => p.Audience))
        {
            var model = models[ofAudience.Key];
            var about = LessonModel.Of(model, summary, lesson);
            var seen = (View)about["lesson"]!;
            seen.Set("wallet", model.Wallet((object?[]?)seen["services"], Labels));
            if (ofAudience.Key == Audience.Facilitator)
            {
                about.Set("print_list", PrintListModel.Of(course, plan, summary, lesson));
            }

            var subject = FrozenView.Freeze(about);
            var language = (lesson.Locale ?? course.Curriculum.Language).Value;
            string[] authors = [.. lesson.Authors.Select(a => a.Value)];
            void PutOfLesson(MadePage made) => put(made with { Authors = authors });
            foreach (var page in ofAudience)
            {
                cancel.ThrowIfCancellationRequested();
                if (page.HandoutId is null)
                {
                    Make(page, model, [subject], language, course.Paper, PutOfLesson, problems);
                }
                else
                {
                    var handout = lesson.Handouts.First(h => h.Id!.Value == page.HandoutId);
                    var own = HandoutModel.Of(course, lesson, handout, page.Audience)!;
                    PrintFit.AddTo(own, summary, lesson, handout, course.PaperOf(handout), seen["foot_credit"] as string);
                    var view = new View().Set("handout", own);
                    Make(page, model, [subject, FrozenView.Freeze(view)], language, course.PaperOf(handout), PutOfLesson, problems);
                }
            }
        }
    }

    /// <summary>Fixed words.</summary>
    internal View Labels { get; }

    /// <summary>One line for what every page sees of the course: the same when all of it is.</summary>
    internal string KeyOfGlobals() => string.Join(' ', models.OrderBy(m => m.Key).Select(m => ViewKey.Of(m.Value.Seen)));

    /// <summary>The course as an audience may see it.</summary>
    internal CourseModel ModelFor(Audience audience) => models[audience];

    /// <summary>
    /// Makes a file that lies beside or above the folders of the audiences, such as the first page of a pack. It sees the curriculum as one audience may, and
    /// where that audience has a folder, its links and style sheets are those in it. Null after a finding.
    /// </summary>
    /// <param name="file">Which one.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="problems">Gets what the template reports.</param>
    internal string? MakeBeside(BesideFile file, View subject, DiagnosticBag problems)
    {
        var up = string.Concat(Enumerable.Repeat("../", file.Path.Count(c => c == '/')));
        var root = file.HasFolder ? $"{up}{For.NameOf(file.Audience)}/" : up;
        var model = models[file.Audience];
        var about = About(file.Id, file.Kind == OutputKind.Html ? "html" : "text", file.Audience, "curriculum", root, file.Path, file.Title, null, null, null);
        var request = new PageRequest(
            file.Template,
            file.Kind,
            [labels, model.Globals, FrozenView.Freeze(model.ForCurriculum()), FrozenView.Freeze(subject), about],
            root,
            (document, id, handout, derived) => file.HasFolder && plan.Find(file.Audience, document, id, handout, derived) is { } target ? up + target.OutputPath : null,
            plan.DocumentIds,
            course.Lessons.Count,
            assets)
        {
            Counts = Counts,
        };
        return renderer.Render(request, problems);
    }

    private void Make(Page page, CourseModel model, IReadOnlyList<FrozenView> subject, string language, string paper, Action<MadePage> put, DiagnosticBag problems)
    {
        IReadOnlyList<FrozenView> seen = [labels, model.Globals, .. subject];
        var title = page.Document.Title is { } declared ? declared.Text(seen, problems) : "";
        if (title is null)
        {
            return;
        }

        var about = About(
            page.Document.Id,
            page.Format,
            page.Audience,
            page.Document.Per,
            page.Root,
            page.Path,
            title,
            model.SiteAddress,
            Release?.Version,
            page.Source is null ? Release?.WayToList(page) : null);
        var request = new PageRequest(
            page.Document.Template,
            page.Document.Kind,
            [.. seen, about],
            page.Root,
            (document, id, handout, derived) => Link(page, document, id, handout, derived),
            plan.DocumentIds,
            course.Lessons.Count,
            assets)
        {
            Counts = Counts,
        };
        if (renderer.Render(request, problems) is { } text)
        {
            put(new MadePage(page, text, title, language, paper));
        }
    }

    /// <summary><c>document</c> and <c>page</c>, which every template sees.</summary>
    private static FrozenView About(
        string document, string format, Audience audience, string per, string root, string path, string title, string? site, string? release, string? releases) => FrozenView.Freeze(new View()
        .Set("document", new View()
            .Set("id", document)
            .Set("format", format)
            .Set("audience", For.NameOf(audience))
            .Set("per", per))
        .Set("page", new View()
            .Set("root", root)
            .Set("path", path)
            .Set("address", site is null ? null : site + PublicPath(path))
            .Set("title", title)
            .Set("release", release)
            .Set("releases", releases)));

    /// <summary>A path as addresses of the web have it: encoded, and the first page of a folder goes by the folder's name.</summary>
    private static string PublicPath(string path)
    {
        var encoded = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return encoded == "index.html" || encoded.EndsWith("/index.html", StringComparison.Ordinal) ? encoded[..^"index.html".Length] : encoded;
    }

    /// <summary>Without an id, a link means the lesson or unit of the page itself. A PDF or DOCX is mailed around alone: nothing in it leads to other files.</summary>
    private string? Link(Page page, string document, string? id, string? handout, string? derived)
    {
        var per = plan.Documents.FirstOrDefault(d => d.Id == document)?.Per;
        var target = per switch
        {
            "curriculum" => plan.Find(page.Audience, document, null, null, derived),
            "unit" => plan.Find(page.Audience, document, id ?? page.UnitId, null, derived),
            "lesson" => plan.Find(page.Audience, document, id ?? page.LessonId, null, derived),
            "handout" => plan.Find(page.Audience, document, id ?? page.LessonId, handout ?? page.HandoutId, derived),
            _ => null,
        };
        return target is null || page.Source is not null ? null : page.AddressOf(target.Path);
    }
}

/// <summary>A file beside or above the folders of the audiences.</summary>
/// <param name="Template">Its template, by name below <c>templates/</c>.</param>
/// <param name="Kind">How values are escaped in it.</param>
/// <param name="Audience">As whom it sees the curriculum.</param>
/// <param name="HasFolder">Whether this audience has a folder there.</param>
/// <param name="Path">Where it goes.</param>
/// <param name="Title">Its title.</param>
internal sealed record BesideFile(string Template, OutputKind Kind, Audience Audience, bool HasFolder, string Path, string Title)
{
    /// <summary>What it goes by, as documents do.</summary>
    public string Id { get; init; } = "pack";
}
