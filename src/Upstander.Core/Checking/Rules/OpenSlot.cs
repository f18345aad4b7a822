using Upstander.Courses;
using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A local slot that nobody has filled in, in a lesson or an edition that is released.</summary>
public sealed class OpenSlot() : CourseRule(
    "CU026",
    "open-slot",
    RuleKind.Curriculum,
    Severity.Warning,
    "Names of helpers and local rules are missed in the moment in which somebody needs them.",
    "Fill it in under 'slots' in overlay.yaml or curriculum.yaml: slot and value, for one lesson or for all.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        var course = subject.Course;
        var open =
            from lesson in course.Lessons
            where (course.Edition?.Status ?? lesson.Card.Status) == "released"
            from slot in lesson.LocalSlots
            where slot.Id is { Value.Length: > 0 } && course.Slots.Of(lesson.Id, slot.Id.Value) is null
            group (Lesson: lesson, Slot: slot) by slot.Id!.Value;
        return open.Select(slot => Finding(slot.Key, [.. slot], course.Edition?.Status is not null));
    }

    // One value fills the slot of all lessons, so all of them are one finding.
    private Diagnostic Finding(string id, IReadOnlyList<(LessonSummary Lesson, Lessons.LocalSlot Slot)> open, bool isEdition)
    {
        var (lesson, slot) = open[0];
        var others = open.Count switch { 1 => "", 2 => " and of one other lesson", var n => $" and of {n - 1} other lessons" };
        return At(slot.Id!.Span, $"{lesson.Id}/local_slots/{id}", $"nobody has filled in '{id}' of '{lesson.Id}'{others}, and {(isEdition ? "the edition" : open.Count == 1 ? "the lesson" : "they")} {(open.Count == 1 || isEdition ? "is" : "are")} released");
    }
}
