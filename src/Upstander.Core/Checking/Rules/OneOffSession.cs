using Upstander.Courses;
using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A unit of fewer sessions or minutes than change can be hoped for.</summary>
public sealed class OneOffSession() : CourseRule(
    "CU001",
    "one-off-session",
    RuleKind.Curriculum,
    Severity.Warning,
    "Reviews of prevention programs find no lasting change from one short session.",
    "Plan three sessions or more and come back to them some weeks later, or call the unit an introduction and allow it with that reason.")
{
    private const int LeastSessions = 3;

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        foreach (var unit in subject.Course.Units.Where(u => u.Lessons.Count == u.Unit.Lessons.Count && !u.IsDraft))
        {
            if (Shortness(unit.Unit.Sessions?.Value ?? unit.Lessons.Count, unit.Lessons, unit.Unit.Band.Value) is { } message)
            {
                yield return At((unit.Unit.Sessions?.Span) ?? unit.Unit.Lessons[0].Span, $"units/{unit.Id}/lessons", $"the unit '{unit.Id}' {message}");
            }
        }

        // Lessons beside a unit add to it; a curriculum without units is one sequence.
        var lessons = subject.Course.Lessons;
        if (subject.Course.Units.Count == 0 && lessons.Any(l => l.Card.Status != "draft") && Shortness(lessons.Count, lessons, lessons[0].Card.Band) is { } all)
        {
            yield return At(subject.Course.Curriculum.Title.Span, "curriculum/title", $"the curriculum {all}");
        }
    }

    private static string? Shortness(int sessions, IReadOnlyList<LessonSummary> lessons, string band)
    {
        var minutes = lessons.Sum(l => l.Card.Duration);
        var least = band == "k2" ? 60 : 120;
        return sessions < LeastSessions ? $"has {sessions} {(sessions == 1 ? "session" : "sessions")}, and change takes {LeastSessions} or more"
            : minutes < least ? $"has {minutes} minutes in all, and change takes {least} or more"
            : null;
    }
}
