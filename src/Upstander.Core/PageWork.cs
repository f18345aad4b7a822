using System.Text;
using Upstander.Caching;
using Upstander.Checking;
using Upstander.Checking.Html;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Pdf;
using Upstander.Word;

namespace Upstander;

/// <summary>Makes pages of a course, looks at each while it is there, and hands it over. May be used from several threads.</summary>
/// <param name="survey">The course.</param>
/// <param name="pages">Every page that is made, by reference.</param>
/// <param name="links">Reads the links of a page.</param>
/// <param name="put">Takes the files; null where nobody does.</param>
/// <param name="problems">Gets what is found while pages are printed, and what is not to be known apart.</param>
internal sealed class PageWork(Survey survey, IReadOnlySet<Page> pages, Func<PageSubject, PageLinks?> links, Compiler.PutPage? put, DiagnosticBag problems)
{
    private readonly WordWriter word = new(survey.Course, survey.Assets, survey.Reference, problems);

    /// <summary>Gives the printer of PDF, which may have to be started; null where there is none.</summary>
    public Func<PdfPrinter?> Printer { get; init; } = () => null;

    /// <summary>Makes pages of a lesson, or of the course.</summary>
    /// <param name="lesson">The lesson, or null.</param>
    /// <param name="wanted">The pages.</param>
    /// <param name="own">Gets what is found.</param>
    /// <param name="cancel">Stops it.</param>
    public PageNotes Make(LessonSummary? lesson, IReadOnlyList<Page> wanted, DiagnosticBag own, CancellationToken cancel)
    {
        var notes = new PageNotes();
        var writer = own == problems ? word : new WordWriter(survey.Course, survey.Assets, survey.Reference, own);
        if (lesson is null)
        {
            survey.Maker.MakeCoursePages(wanted, made => Keep(made, writer, notes), own, cancel);
        }
        else if (LessonSource.Get(lesson, own) is { } whole)
        {
            survey.Maker.MakeLessonPages(lesson, whole, wanted, made => Keep(made, writer, notes), own, cancel);
        }

        return notes;
    }

    private void Keep(MadePage made, WordWriter writer, PageNotes notes)
    {
        var page = made.Page;
        switch (page.Format)
        {
            case "pdf":
                if (put is not null)
                {
                    Printer()?.Add(made, bytes => Put(page, bytes, notes));
                }

                break;
            case "docx":
                // Made in a check too: that is how it finds what is wrong with directions and pictures.
                Put(page, writer.Write(made), notes);
                break;
            default:
                Put(page, Encoding.UTF8.GetBytes(made.Text), notes);
                break;
        }

        // What a file is made from is looked at once.
        if (page.Source is null || !pages.Contains(page.Source))
        {
            var subject = new PageSubject(page, made.Text, survey.Course, survey.Pages, survey.Templates);
            notes.Found.AddRange(survey.Inspection.Look(subject));
            notes.Links.AddRange(links(subject) is { } read ? [read] : []);
        }

        notes.Made++;
    }

    private void Put(Page page, byte[] content, PageNotes notes)
    {
        if (put?.Invoke(page.OutputPath, content, page.Maker) is { } hash)
        {
            // Those of the browser come from its threads.
            lock (notes.Files)
            {
                notes.Files.Add(new MadeFile(page.OutputPath, hash, content.Length, page.Maker));
            }
        }
    }
}
