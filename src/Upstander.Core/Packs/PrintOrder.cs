using Upstander.Audiences;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;

namespace Upstander.Packs;

/// <summary>
/// Everything that a class needs on paper, for whoever prints it: one PDF for each paper and for one and two sides, with every sheet in the order of teaching
/// and as often as it is needed.
/// </summary>
internal sealed class PrintOrder
{
    private readonly IReadOnlyList<Job> jobs;
    private readonly int learners;

    private PrintOrder(IReadOnlyList<Job> jobs, int learners)
    {
        this.jobs = jobs;
        this.learners = learners;
    }

    /// <summary>The PDFs that it is put together from.</summary>
    public IReadOnlySet<Page> Pages => jobs.Select(j => j.Page).ToHashSet();

    /// <summary>What a class of this size needs of the documents that are planned; null after a finding when that is nothing.</summary>
    /// <param name="course">The course, with the chosen lessons only.</param>
    /// <param name="pages">The plan of its pages: what it does not have is not ordered.</param>
    /// <param name="audiences">Whose sheets are printed.</param>
    /// <param name="learners">How many learners there are.</param>
    /// <param name="problems">Gets what goes wrong.</param>
    public static PrintOrder? Of(Course course, PagePlan pages, PackAudiences audiences, int learners, DiagnosticBag problems)
    {
        List<Job> jobs = [];
        foreach (var summary in course.Lessons)
        {
            if (LessonSource.Get(summary, problems) is not { } lesson)
            {
                continue;
            }

            foreach (var job in PrintList.Of(course, summary, lesson, learners).Where(j => j.Copies > 0 && audiences.Audiences.Contains(j.Audience)))
            {
                if (pages.Find(job.Audience, job.Document, summary.Id, job.HandoutId, "pdf") is { } page)
                {
                    jobs.Add(new Job(summary, job, page));
                }
            }
        }

        if (jobs.Count == 0)
        {
            problems.Add(PackProblems.NothingToPrint.At(SourceSpan.Whole("--class-size"), "the chosen lessons have nothing to print for this audience", "leave out --audience, or choose other lessons"));
            return null;
        }

        return new PrintOrder(jobs, learners);
    }

    /// <summary>Puts the files for the print shop into a pack that holds the PDFs, and tells what they are.</summary>
    /// <param name="course">The course.</param>
    /// <param name="maker">Knows the words for documents.</param>
    /// <param name="sink">The pack.</param>
    /// <param name="folder">Where in it: a path that ends in a slash, or nothing.</param>
    /// <param name="problems">Gets what cannot be read.</param>
    /// <param name="cancel">Stops it.</param>
    public View Write(Course course, PageMaker maker, PackSink sink, string folder, DiagnosticBag problems, CancellationToken cancel)
    {
        // Counting comes first: a sheet of one page has no second side, whatever is said of it.
        var counted = jobs.Select(j => (Job: j, Count: Read(j, sink, problems)?.Pages.Count ?? 0)).Where(j => j.Count > 0);
        var files = counted
            .GroupBy(j => (j.Job.What.Paper, TwoSided: j.Job.What.TwoSided && j.Count > 1))
            .OrderBy(g => g.Key.Paper == course.Paper ? 0 : 1)
            .ThenBy(g => g.Key.Paper, StringComparer.Ordinal)
            .ThenBy(g => g.Key.TwoSided ? 0 : 1)
            .ToList();
        return new View()
            .Set("learners", learners)
            .Set("folder", folder)
            .Set("files", View.ListOf(files.Select(f => File(f.Key.Paper, f.Key.TwoSided, [.. f.Select(j => j.Job)]))));

        View File(string paper, bool twoSided, IReadOnlyList<Job> ordered)
        {
            var name = $"{paper}-{(twoSided ? "two" : "one")}-sided.pdf";
            var pages = 0;
            var size = 0L;
            List<View> lines = [];
            sink.Add(folder + name, output =>
            {
                var merger = new PdfMerger(output);
                foreach (var job in ordered)
                {
                    cancel.ThrowIfCancellationRequested();
                    if (Read(job, sink, problems) is not { } pdf)
                    {
                        continue;
                    }

                    var first = merger.Pages + 1;
                    var number = lines.Count + 1;
                    if (Try(job, problems, () => merger.Add(pdf, $"{number}. {job.Lesson.Card.Title}: {job.What.Title}", job.What.Copies, twoSided)))
                    {
                        lines.Add(Line(maker, number, job, pdf.Pages.Count, first, merger.Pages));
                    }
                }

                if (merger.Pages > 0)
                {
                    merger.Finish($"{course.Curriculum.Title}: {name}", course.Curriculum.Language.Value);
                }

                (pages, size) = (merger.Pages, merger.Size);
            });
            return new View()
                .Set("name", name)
                .Set("href", folder + name)
                .Set("paper", paper)
                .Set("two_sided", twoSided)
                .Set("pages", pages)
                .Set("sheets", twoSided ? pages / 2 : pages)
                .Set("size", PackModel.SizeText(size))
                .Set("lines", View.ListOf(lines));
        }
    }

    private static View Line(PageMaker maker, int number, Job job, int pages, int first, int last) => new View()
        .Set("number", number)
        .Set("lesson", job.Lesson.Card.Title)
        .Set("document", job.What.Document)
        .Set("title", job.What.HandoutId is null ? PackModel.Named(maker, job.What.Document, "name") : job.What.Title)
        .Set("kind", job.What.HandoutId is null ? null : job.What.Kind)
        .Set("audience", Binding.For.NameOf(job.What.Audience))
        .Set("per", job.What.Per)
        .Set("needed", job.What.Needed)
        .Set("copies", job.What.Copies)
        .Set("pages", pages)
        .Set("first", first)
        .Set("last", last)
        .Set("cut", job.What.Cut);

    private static PdfReader? Read(Job job, PackSink sink, DiagnosticBag problems)
    {
        // A page that the browser could not print was reported by it.
        if (sink.Zip.Read(job.Page.OutputPath) is not { } bytes)
        {
            return null;
        }

        PdfReader? pdf = null;
        Try(job, problems, () => pdf = new PdfReader(bytes));
        return pdf;
    }

    private static bool Try(Job job, DiagnosticBag problems, Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (InvalidDataException e)
        {
            problems.Add(PackProblems.UnreadablePdf.At(
                SourceSpan.Whole(job.Page.OutputPath), $"the PDF that the browser made cannot be put with others: it {e.Message}", "name another browser in UPSTANDER_BROWSER"));
            return false;
        }
    }

    /// <summary>Something to print, with the lesson it is for and the PDF that it is.</summary>
    private sealed record Job(LessonSummary Lesson, PrintJob What, Page Page);
}
