using Upstander.Binding;
using Upstander.Courses;
using Upstander.Documents.Fitting;
using Upstander.Lessons;

namespace Upstander.Documents;

/// <summary>Something to print before a lesson.</summary>
/// <param name="Document">The document, by the id it has in <c>documents.yaml</c>.</param>
/// <param name="HandoutId">The handout, where it is one; else null.</param>
/// <param name="Audience">Whose edition of it is printed.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Kind">The kind of handout, or the id of the document.</param>
/// <param name="Paper"><c>letter</c> or <c>a4</c>.</param>
/// <param name="Per">For each of whom there is one: class, group, pair, learner, family.</param>
/// <param name="Needed">How many the class needs.</param>
/// <param name="Copies">How many times the whole file is printed for that: fewer where several stand on a page.</param>
/// <param name="TwoSided">Whether it is printed on both sides, flipped on the long edge.</param>
/// <param name="Cut">Whether it is cut apart.</param>
public sealed record PrintJob(
    string Document, string? HandoutId, Audience Audience, string Title, string Kind, string Paper, string Per, int Needed, int Copies, bool TwoSided, bool Cut);

/// <summary>What to print for a lesson, how often and how: in the order in which a person needs it.</summary>
public static class PrintList
{
    /// <summary>Learners in a group, where nothing says how many.</summary>
    private const int GroupOf = 4;

    /// <summary>Copies for a class of this many learners.</summary>
    /// <param name="course">The course.</param>
    /// <param name="summary">Id of the lesson.</param>
    /// <param name="lesson">The lesson.</param>
    /// <param name="learners">How many learners there are.</param>
    public static IReadOnlyList<PrintJob> Of(Course course, LessonSummary summary, Lesson lesson, int learners)
    {
        List<PrintJob> jobs =
        [
            Own("guide-print", Audience.Facilitator, "class", 1, twoSided: true),
            Own("glance", Audience.Facilitator, "class", 1),
            Own("answer-key", Audience.Facilitator, "class", 1, twoSided: true),
        ];
        foreach (var handout in lesson.Handouts)
        {
            if (PrintFit.HasBacks(lesson, handout))
            {
                jobs.Add(Job(handout, Audience.Facilitator, "class", 1, 1, twoSided: true));
            }

            var (per, needed) = Use(lesson, handout, learners);
            var many = handout.Kind.Value == "exit-ticket" ? Math.Max(1, PrintFit.Tickets(summary.Id, lesson, handout, course.PaperOf(handout))) : 1;
            jobs.Add(Job(handout, For.Named(handout.AudienceName), per, needed, (needed + many - 1) / many, TwoSided(handout)));
        }

        jobs.Add(Own("support-card", Audience.Learner, "learner", learners, PrintFit.PocketCards(course, lesson), cut: true));
        jobs.Add(Own("family-letter", Audience.Family, "family", learners, twoSided: true));
        return jobs;

        PrintJob Own(string document, Audience audience, string per, int needed, int perPage = 1, bool twoSided = false, bool cut = false) => new(
            document, null, audience, "", document, course.Paper, per, needed, (needed + perPage - 1) / perPage, twoSided, cut);

        PrintJob Job(Handout handout, Audience audience, string per, int needed, int copies, bool twoSided) => new(
            "handout", handout.Id!.Value, audience, handout.Title.Value, handout.Kind.Value, course.PaperOf(handout), per, needed, copies, twoSided, handout.IsCut);
    }

    /// <summary>How many of something a class needs of which there is one for each class, group, pair, learner or family.</summary>
    public static int Shares(string per, int? groupOf, int learners) => per switch
    {
        "learner" or "family" => learners,
        "pair" => (learners + 1) / 2,
        "group" => (learners + (groupOf ?? GroupOf) - 1) / (groupOf ?? GroupOf),
        _ => 1,
    };

    /// <summary>How many learners share a handout that is for each group: 3 where an activity uses it in triads; null where nothing says so.</summary>
    public static int? GroupFor(Lesson lesson, string? handout) =>
        handout is not null && lesson.UsedInTriads.Contains(handout) ? 3 : null;

    /// <summary>What the author says, in the materials first, then in the handout; else what it is for and what its kind is for.</summary>
    private static (string Per, int Needed) Use(Lesson lesson, Handout handout, int learners)
    {
        var id = handout.Id!.Value;
        Material[] listed = [.. lesson.Materials.Where(m => m.Printable?.Value == id)];
        if (listed.Length > 0)
        {
            return (listed[0].Per.Value, listed.Sum(m => m.Quantity.Value * Shares(m.Per.Value, m.GroupOf?.Value ?? GroupFor(lesson, id), learners)));
        }

        var per = handout.CopiesPer?.Value ?? (handout.AudienceName, handout.Kind.Value) switch
        {
            ("facilitator", _) => "class",
            ("family", _) => "family",
            (_, "poster") => "class",
            (_, "cards" or "sort") => "group",
            _ => "learner",
        };
        return (per, Shares(per, GroupFor(lesson, id), learners));
    }

    /// <summary>What is cut apart has nothing on its back, except the facilitator's cards.</summary>
    private static bool TwoSided(Handout handout) => !handout.IsCut && handout.Kind.Value is "worksheet" or "survey" or "sheet" or "letter" or "key";
}
