using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Courses;

/// <summary>
/// What stands in the local slots of lessons. The highest layer that fills a slot counts, and within a layer a value for one lesson before one for all.
/// </summary>
/// <param name="layers">The values of the curriculum, then those of each overlay from the lowest to the highest.</param>
public sealed class SlotValues(IReadOnlyList<IReadOnlyList<SlotValue>> layers)
{
    /// <summary>No slot is filled.</summary>
    public static SlotValues None { get; } = new([]);

    /// <summary>What stands in a slot, or null.</summary>
    /// <param name="lesson">Id of the lesson.</param>
    /// <param name="slot">Id of the slot.</param>
    public string? Of(string lesson, string slot)
    {
        foreach (var layer in layers.Reverse())
        {
            var values = layer.Where(v => v.Slot.Value == slot && (v.Lesson is null || v.Lesson.Value == lesson)).ToList();
            if ((values.Find(v => v.Lesson is not null) ?? values.FirstOrDefault()) is { } found)
            {
                return found.Value.Value;
            }
        }

        return null;
    }

    /// <summary>Reports values for lessons and slots that there are not, and slots that are filled twice.</summary>
    /// <param name="lessons">Every lesson.</param>
    /// <param name="problems">Gets the findings.</param>
    public void Check(IReadOnlyList<LessonSummary> lessons, DiagnosticBag problems)
    {
        var slots = lessons.ToDictionary(l => l.Id, l => Ids(l.LocalSlots), StringComparer.Ordinal);
        string[] all = [.. slots.Values.SelectMany(s => s).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (var layer in layers)
        {
            var filled = new Dictionary<(string?, string), SlotValue>();
            foreach (var value in layer.Where(v => v.Slot.Value.Length > 0))
            {
                CheckTarget(value, slots, all, problems);
                if (!filled.TryAdd((value.Lesson?.Value, value.Slot.Value), value))
                {
                    var first = filled[(value.Lesson?.Value, value.Slot.Value)];
                    problems.Add(CourseProblems.SlotTwice.At(value.Slot.Span, $"'{value.Slot}' is filled already{(value.Lesson is { } lesson ? $" for '{lesson}'" : "")}", $"see {first.Slot.Span}; keep one of them"));
                }
            }
        }
    }

    private static void CheckTarget(SlotValue value, Dictionary<string, string[]> slots, string[] all, DiagnosticBag problems)
    {
        var slot = value.Slot.Value;
        if (value.Lesson is null)
        {
            if (!all.Contains(slot, StringComparer.Ordinal))
            {
                problems.Add(CourseProblems.DanglingId.At(value.Slot.Span, $"no lesson has a local slot '{slot}'", Nearest.Hint(slot, all)));
            }
        }
        else if (!slots.TryGetValue(value.Lesson.Value, out var own))
        {
            problems.Add(CourseProblems.DanglingId.At(value.Lesson.Span, $"there is no lesson '{value.Lesson}'", Nearest.Hint(value.Lesson.Value, slots.Keys)));
        }
        else if (!own.Contains(slot, StringComparer.Ordinal))
        {
            problems.Add(CourseProblems.DanglingId.At(
                value.Slot.Span,
                $"'{value.Lesson}' has no local slot '{slot}'",
                Nearest.Hint(slot, own) ?? (all.Contains(slot, StringComparer.Ordinal) ? "other lessons have it: leave 'lesson' out to fill it there" : null)));
        }
    }

    private static string[] Ids(IReadOnlyList<LocalSlot> slots) => [.. slots.Select(s => s.Id?.Value).OfType<string>().Where(id => id.Length > 0)];
}
