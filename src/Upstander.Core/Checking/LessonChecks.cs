using Upstander.Binding;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Checking;

/// <summary>What can be told from one lesson alone: ids that point inside it, minutes, ranges, and the parts that a kind needs.</summary>
public static class LessonChecks
{
    /// <summary>Reports what does not fit together in a lesson.</summary>
    public static void Check(Lesson lesson, DiagnosticBag problems)
    {
        CheckReferences(lesson, problems);
        CheckMinutes(lesson, problems);
        CheckReview(lesson, problems);
        foreach (var handout in lesson.Handouts)
        {
            HandoutChecks.Check(lesson, handout, problems);
        }
    }

    private static void CheckReferences(Lesson lesson, DiagnosticBag problems)
    {
        var objectives = Ids(lesson.Objectives);
        var activities = Ids(lesson.Activities);
        var handouts = Ids(lesson.Handouts);
        var cites = Ids(lesson.Cites);
        foreach (var activity in lesson.Activities)
        {
            Resolve("objective", activity.Objectives, objectives, problems);
            Resolve("handout", activity.Printables, handouts, problems);
            Resolve("activity", activity.Alternatives, activities, problems);
            foreach (var alternative in activity.Alternatives)
            {
                if (lesson.Activities.FirstOrDefault(a => a.Id!.Value == alternative.Value)?.Core?.Value == true)
                {
                    problems.Add(CourseProblems.NotCore.At(
                        alternative.Span, $"'{alternative.Value}' cannot be an alternative: it is part of the run itself", $"set core: false on '{alternative.Value}', or name another activity"));
                }
            }
        }

        foreach (var variant in lesson.Variants)
        {
            Resolve("activity", variant.Drop, activities, problems);
            Resolve("activity", variant.SplitAfter, activities, problems);
        }

        foreach (var material in lesson.Materials)
        {
            Resolve("handout", material.Printable, handouts, problems);
        }

        foreach (var myth in lesson.Myths)
        {
            Resolve("source", myth.Cite, cites, problems);
        }

        foreach (var item in lesson.Assessment.Items)
        {
            Resolve("objective", item.Objective, objectives, problems);
        }

        Resolve("exit ticket", lesson.Assessment.ExitTicket, [.. lesson.Handouts.Where(h => h.Kind.Value == "exit-ticket").Select(h => h.Id!.Value)], problems);
        foreach (var handout in lesson.Handouts)
        {
            var categories = Ids(handout.Categories);
            foreach (var card in handout.Cards)
            {
                Resolve("category", card.Category, categories, problems);
            }

            foreach (var item in handout.Items)
            {
                Resolve("objective", item.Objective, objectives, problems);
            }
        }
    }

    private static void CheckMinutes(Lesson lesson, DiagnosticBag problems)
    {
        foreach (var activity in lesson.Activities)
        {
            var minutes = activity.Minutes;
            if (minutes.Min.Value > minutes.Typical.Value || minutes.Typical.Value > minutes.Max.Value)
            {
                problems.Add(CourseProblems.WrongRange.At(
                    minutes.Span, $"min {minutes.Min}, typical {minutes.Typical} and max {minutes.Max} must not go down", "write them from the least to the most"));
            }
        }

        CheckRange(lesson.Ages, problems);
        CheckRange(lesson.GroupSize, problems);
        var core = lesson.Activities.Where(a => a.Core?.Value == true).ToList();
        var total = core.Sum(a => a.Minutes.Typical.Value);

        // A duration that is missing or malformed stands where the lesson stands, and has been reported.
        if (lesson.Activities.Count > 0 && total != lesson.Duration.Value && lesson.Duration.Span != lesson.Span)
        {
            problems.Add(CourseProblems.WrongMinutes.At(
                lesson.Duration.Span,
                core.Count == 0 ? "no activity is core, so the lesson has no run" : $"the core activities take {total} minutes, but the lesson lasts {lesson.Duration}",
                core.Count == 0 ? "set core: true on the activities that make up the lesson" : "change 'duration' or the typical minutes of activities with core: true"));
        }
    }

    internal static void CheckRange(Lessons.Range? range, DiagnosticBag problems)
    {
        if (range is not null && range.Min.Value > range.Max.Value)
        {
            problems.Add(CourseProblems.WrongRange.At(range.Span, $"min {range.Min} is above max {range.Max}"));
        }
    }

    private static void CheckReview(Lesson lesson, DiagnosticBag problems)
    {
        if (lesson.Status.Value == "released" && lesson.Reviewed.Count == 0)
        {
            problems.Add(CourseProblems.NotReviewed.At(lesson.Status.Span, "a released lesson names who reviewed it", "add 'reviewed', or set status: review"));
        }
    }

    private static IReadOnlyCollection<string> Ids(IEnumerable<IHasId> items) => [.. items.Select(i => i.Id?.Value).OfType<string>()];

    private static void Resolve(string what, IReadOnlyList<Located<string>> references, IReadOnlyCollection<string> ids, DiagnosticBag problems)
    {
        foreach (var reference in references)
        {
            Resolve(what, reference, ids, problems);
        }
    }

    internal static void Resolve(string what, Located<string>? reference, IReadOnlyCollection<string> ids, DiagnosticBag problems)
    {
        if (reference is { Value.Length: > 0 } && !ids.Contains(reference.Value))
        {
            problems.Add(CourseProblems.DanglingId.At(reference.Span, $"there is no {what} '{reference.Value}' here", Nearest.Hint(reference.Value, ids) ?? (ids.Count == 0 ? $"the lesson has no {what} with an id" : null)));
        }
    }
}
