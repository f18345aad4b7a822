using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Courses;
using Upstander.Lessons;

namespace Upstander.Documents;

/// <summary>What to print for a lesson, as its facilitator's pages show it: the jobs whose page the build makes, with counts for the largest group.</summary>
internal static class PrintListModel
{
    /// <summary>
    /// The global <c>print_list</c>: <c>learners</c> (how many it is reckoned for; null where the lesson says no <c>group_size</c>) and <c>jobs</c>,
    /// each with the counts for them, or with how many each learner, pair, group or class gets where their number is not known.
    /// </summary>
    public static View Of(Course course, PagePlan plan, LessonSummary summary, Lesson lesson)
    {
        var learners = lesson.GroupSize?.Max.Value;
        return new View()
            .Set("learners", learners)
            .Set("jobs", View.ListOf(PrintList.Of(course, summary, lesson, learners ?? 1).Select(job => Job(course, plan, summary, lesson, job, learners)).OfType<View>()));
    }

    private static View? Job(Course course, PagePlan plan, LessonSummary summary, Lesson lesson, PrintJob job, int? learners)
    {
        if (PageOf(plan, summary, job) is not { } page)
        {
            return null;
        }

        var handout = lesson.Handouts.FirstOrDefault(h => h.Id!.Value == job.HandoutId);
        var file = plan.Find(page.Audience, page.Document.Id, summary.Id, job.HandoutId, "pdf") ?? page;
        return new View()
            .Set("document", job.Document)
            .Set("handout", job.HandoutId)
            .Set("title", handout?.Title.Value)
            .Set("kind", handout?.Kind.Value)
            .Set("edition", For.NameOf(page.Audience))
            .Set("per", job.Per)
            .Set("needed", job.Needed)
            .Set("copies", learners is null ? null : job.Copies)
            .Set("two_sided", job.TwoSided)
            .Set("cut", job.Cut)
            .Set("paper", job.Paper == course.Paper ? null : job.Paper)
            .Set("file", file.OutputPath)
            .Set("note", handout?.Note);
    }

    /// <summary>The page of the edition that is meant; where that is not built, the facilitator's copy of it.</summary>
    private static Page? PageOf(PagePlan plan, LessonSummary summary, PrintJob job) =>
        plan.Find(job.Audience, job.Document, summary.Id, job.HandoutId)
        ?? plan.Find(Audience.Facilitator, job.Document == "family-letter" ? "family-letter-copy" : job.Document, summary.Id, job.HandoutId);
}
