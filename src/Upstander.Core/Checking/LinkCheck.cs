using System.Collections.Concurrent;
using System.Net;
using Upstander.Binding;
using Upstander.Checking.Html;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Rendering;

namespace Upstander.Checking;

/// <summary>
/// Whether every link within the sites leads somewhere: to a file that this build makes or an earlier one made for the same plan, and to a place that the page
/// has. Each page is looked at once, while it is there; what is kept of it are hashes. May be used from several threads.
/// </summary>
internal sealed class LinkCheck
{
    private readonly Course course;
    private readonly PagePlan plan;
    private readonly Assets assets;
    private readonly TemplateLibrary templates;
    private readonly LinkReader reader;
    private readonly ConcurrentDictionary<ulong, ulong[]> places = new();
    private readonly ConcurrentDictionary<(string Document, string Written, LinkFault Fault), Cause> dead = new();
    private readonly ConcurrentDictionary<(string Document, ulong Target, ulong Place), Cause> far = new();

    /// <summary>A check of the pages of a plan and of what lies beside them.</summary>
    /// <param name="course">The course.</param>
    /// <param name="plan">Its pages.</param>
    /// <param name="assets">The files beside them.</param>
    /// <param name="templates">The templates that made them.</param>
    /// <param name="above">Files above the sites that every site may lead to.</param>
    public LinkCheck(Course course, PagePlan plan, Assets assets, TemplateLibrary templates, IEnumerable<string> above)
    {
        (this.course, this.plan, this.assets, this.templates) = (course, plan, assets, templates);
        var files = plan.All(course).Select(p => LinkReader.Hash(p.OutputPath)).ToHashSet();
        files.UnionWith(For.Names.SelectMany(n => assets.Names.Select(a => LinkReader.Hash($"{n.Name}/assets/{a}"))));
        files.UnionWith(above.Select(path => LinkReader.Hash(path)));
        reader = new LinkReader(files.Contains);
    }

    /// <summary>Reads a page that was made; null where it has no links that can be told. What it came to counts when it is noted.</summary>
    public PageLinks? Look(PageSubject subject) => Look(subject, reader);

    /// <summary>The same with what is known of the files elsewhere.</summary>
    public static PageLinks? Look(PageSubject subject, LinkReader reader) =>
        subject.Html is { } html ? reader.Read(subject.Page, html)
        : subject.Page.Format == "markdown" ? reader.Read(subject.Page, subject.Text)
        : null;

    /// <summary>Notes what was read of a page.</summary>
    public void Note(PageLinks links)
    {
        var page = links.Page;
        if (links.Ids.Length > 0)
        {
            places[LinkReader.Hash(page.OutputPath)] = links.Ids;
        }

        foreach (var link in links.Dead)
        {
            Add(dead, (page.Document.Id, link.Written, link.Fault), new Cause(page, link));
        }

        foreach (var link in links.Far)
        {
            Add(far, (page.Document.Id, link.Target, link.Place), new Cause(page, new DeadLink(LinkFault.NoPlace, link.Written, link.Path)));
        }
    }

    /// <summary>Reports, when every page was looked at. What many pages share is told once, at the first of them.</summary>
    public void Finish(DiagnosticBag problems)
    {
        // A page that this build did not make may have any place.
        var lost = far.Where(f => places.TryGetValue(f.Key.Target, out var ids) && Array.BinarySearch(ids, f.Key.Place) < 0).Select(f => f.Value);
        var causes = dead.Values.Concat(lost)
            .OrderBy(c => c.Page.OutputPath, StringComparer.Ordinal)
            .ThenBy(c => c.Link.Written, StringComparer.Ordinal)
            .GroupBy(c => (c.Page.Document.Id, c.Link.Written, c.Link.Fault))
            .Select(g => (Cause: g.First() with { Pages = g.Sum(c => c.Pages) }, Span: PlaceOf(g.First())))
            .GroupBy(c => (c.Span, c.Cause.Link.Written, c.Cause.Link.Fault));
        foreach (var cause in causes)
        {
            problems.Add(Tell(cause.First().Cause with { Pages = cause.Sum(c => c.Cause.Pages) }, cause.Key.Span));
        }

        foreach (var (name, file) in assets.Files.Where(f => f.Name.EndsWith(".css", StringComparison.Ordinal)))
        {
            CheckStyle(new AssetSubject(name, file), problems);
        }
    }

    private static void Add<TKey>(ConcurrentDictionary<TKey, Cause> causes, TKey key, Cause cause)
        where TKey : notnull =>
        causes.AddOrUpdate(key, cause, (_, known) => (string.CompareOrdinal(cause.Page.OutputPath, known.Page.OutputPath) < 0 ? cause : known) with { Pages = known.Pages + 1 });

    /// <summary>Where a link was written, as well as that can be told: in a text, in a template of the project, else in what the page is about.</summary>
    private SourceSpan PlaceOf(Cause cause)
    {
        var written = cause.Link.Written;
        var subject = new PageSubject(cause.Page, "", course, plan, templates);
        var fragment = written.IndexOf('#', StringComparison.Ordinal) is >= 0 and var sign ? written[sign..] : "";
        return PlaceInTexts(cause.Page, written)
            ?? subject.PlaceInTemplates($"\"{written}\"", $"({written})", written, WebUtility.HtmlEncode(written), fragment.Length > 1 ? $"{fragment}\"" : "")
            ?? subject.Span;
    }

    private Diagnostic Tell(Cause cause, SourceSpan span)
    {
        var (page, link) = (cause.Page, cause.Link);
        var more = cause.Pages > 1 ? $" and {cause.Pages - 1} more" : "";
        var (problem, message, hint) = link.Fault switch
        {
            LinkFault.Folder => (DocumentProblems.DeadLink, "names a folder, which shows nothing without a web server", $"write the file: '{link.Written.TrimEnd('/')}/index.html'"),
            LinkFault.FromTop => (DocumentProblems.DeadLink, "begins at the top of a server, where the site need not be", "write the way from the page, such as '../index.html'"),
            LinkFault.Outside => (DocumentProblems.DeadLink, $"leads out of the site for {Whom(page.Audience)}", "each audience has a site of its own, and none leads into another"),
            LinkFault.NoPlace => (DocumentProblems.DeadFragment, $"names a place that {link.Target} does not have", link.Nearest is { } id ? $"did you mean '#{id}'?" : "the name behind # is the id of an element of that page"),
            _ => (DocumentProblems.DeadLink, $"leads to {link.Target}, which is not there", HintFor(page, link)),
        };
        return problem.At(span, $"the link '{link.Written}' {message} (document '{page.Document.Id}', {page.OutputPath}{more})", hint);
    }

    private static string Whom(Audience audience) => audience switch { Audience.Learner => "learners", Audience.Family => "families", _ => "facilitators" };

    private string HintFor(Page page, DeadLink link)
    {
        string[] known = [.. plan.All(course).Where(p => p.Audience == page.Audience).Select(p => p.Path), .. assets.Names.Select(a => $"assets/{a}")];
        var path = link.Target[(For.NameOf(page.Audience).Length + 1)..];
        return known.FirstOrDefault(k => k.Equals(path, StringComparison.OrdinalIgnoreCase)) is { } other ? $"capital letters count: '{page.AddressOf(other)}'"
            : Nearest.To(path, known) is { } near ? $"did you mean '{page.AddressOf(near)}'?"
            : known.Where(k => k.EndsWith("/" + path.Split('/')[^1], StringComparison.Ordinal)).ToArray() is [var only] ? $"did you mean '{page.AddressOf(only)}'?"
            : "in a template, ask 'link' for the address: it is null where the page is not made";
    }

    /// <summary>Where an address stands in the texts that a page may print.</summary>
    private SourceSpan? PlaceInTexts(Page page, string written)
    {
        string[] forms = [.. new[] { written, Uri.UnescapeDataString(written) }.Distinct(StringComparer.Ordinal).SelectMany(w => new[] { $"]({w}", $"](<{w}", $"]: {w}" })];
        foreach (var prose in Texts(page))
        {
            foreach (var form in forms)
            {
                if (prose.Markdown.IndexOf(form, StringComparison.Ordinal) is >= 0 and var at)
                {
                    return prose.Source.SpanOf(at + 2, form.Length - 2);
                }
            }
        }

        return null;
    }

    private IEnumerable<Prose> Texts(Page page)
    {
        var unheard = new DiagnosticBag();
        if (page.LessonId is { } id)
        {
            foreach (var prose in course.Lesson(id) is { } summary && LessonSource.Get(summary, unheard) is { } lesson ? Proses.In(lesson) : [])
            {
                yield return prose;
            }
        }

        Item?[] shared = [course.Curriculum, course.Brand, .. course.Units.Select(u => u.Unit), .. course.Services];
        foreach (var prose in shared.OfType<Item>().SelectMany(Proses.In))
        {
            yield return prose;
        }

        // Pages of the course print some texts of each lesson, and those are kept.
        foreach (var summary in page.LessonId is null ? course.Lessons : [])
        {
            foreach (var prose in summary.Objectives.Prepend(summary.Card.Summary).Concat(summary.Vocabulary.SelectMany(Proses.In)).Concat(summary.Family is { } family ? Proses.In(family) : []))
            {
                yield return prose;
            }
        }
    }

    /// <summary>Files that a style sheet names: they lie beside it.</summary>
    private void CheckStyle(AssetSubject subject, DiagnosticBag problems)
    {
        var style = subject.Text;
        foreach (var (start, length) in Requests.Urls(style, 0, style.Length))
        {
            var written = style.Substring(start, length);
            var special = written.AsSpan().IndexOfAny(":/?#");
            if (written.Length == 0 || written[0] == '#' || (special >= 0 && written[special] == ':') || written.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            // Style sheets lie on the top of assets/ or below it; what they name is looked for from there.
            var end = written.AsSpan().IndexOfAny('?', '#');
            List<string> steps = [.. subject.Name.Split('/')[..^1]];
            foreach (var step in Uri.UnescapeDataString(end < 0 ? written : written[..end]).Split('/'))
            {
                if (step == ".." && steps.Count > 0)
                {
                    steps.RemoveAt(steps.Count - 1);
                }
                else if (step != ".")
                {
                    steps.Add(step);
                }
            }

            if (!assets.Names.Contains(string.Join('/', steps)))
            {
                problems.Add(DocumentProblems.DeadLink.At(
                    subject.Span(style, start, length),
                    $"this style sheet names '{written}', which is not among the assets",
                    Nearest.To(string.Join('/', steps), assets.Names) is { } near ? $"did you mean '{near}'?" : "put the file into templates/assets/ or assets/"));
            }
        }
    }

    /// <summary>A link of a document that leads nowhere: the first page that has it, and how many do.</summary>
    private sealed record Cause(Page Page, DeadLink Link, int Pages = 1);
}
