using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A lesson before what it builds on: one that it requires, or, where it centres on violence, consent and ways to get help.</summary>
public sealed class OutOfOrder() : CourseRule(
    "CU016",
    "out-of-order",
    RuleKind.Curriculum,
    Severity.Info,
    "Learners need the picture of how it goes well, and the way to help, before they study harm.",
    "Move the lesson, or name in 'requires' the lessons that learners have had before.")
{
    private static readonly string[] Consent = ["ask", "give", "refuse", "accept_no", "change_mind"];
    private static readonly string[] Help = ["seek_help", "support"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        var course = subject.Course;
        var places = course.Units.SelectMany(u => u.Lessons).Select((l, i) => (l.Id, Place: i)).ToDictionary(p => p.Id, p => p.Place, StringComparer.Ordinal);
        foreach (var lesson in course.Lessons.Where(l => places.ContainsKey(l.Id)))
        {
            foreach (var required in lesson.Requires.Where(r => places.TryGetValue(r.Value, out var place) && place > places[lesson.Id]))
            {
                yield return At(required.Span, $"{lesson.Id}/requires", $"'{lesson.Id}' requires '{required}', which is taught after it") with { Severity = Severity.Warning };
            }
        }

        var (consent, help) = (Reached(subject, Consent), Reached(subject, Help));
        foreach (var facts in subject.Lessons.Where(l => l.Summary.Card.Sensitivity == 3))
        {
            var id = facts.Summary.Id;
            var missing = (consent.Contains(id), help.Contains(id)) switch
            {
                (false, false) => "consent or about getting help",
                (false, true) => "consent",
                (true, false) => "getting help",
                _ => null,
            };
            if (missing is not null)
            {
                yield return At(facts.Summary.Span, id, $"'{id}' centres on violence, and nothing before it is about {missing}");
            }
        }
    }

    /// <summary>The lessons that come after one with such a skill: in its band by the order of teaching, or because they require it.</summary>
    private static HashSet<string> Reached(CourseSubject subject, string[] skills)
    {
        var having = subject.Lessons.Where(l => l.Objectives.Any(o => skills.Contains(o.Skill))).Select(l => l.Summary.Id).ToHashSet(StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var bands = new HashSet<string>(StringComparer.Ordinal);
        foreach (var lesson in subject.Course.Units.SelectMany(u => u.Lessons))
        {
            if (bands.Contains(lesson.Card.Band))
            {
                reached.Add(lesson.Id);
            }

            if (having.Contains(lesson.Id))
            {
                bands.Add(lesson.Card.Band);
            }
        }

        var followers = subject.Course.Lessons.SelectMany(l => l.Requires.Select(r => (r.Value, l.Id))).ToLookup(p => p.Value, p => p.Id, StringComparer.Ordinal);
        var open = new Queue<string>(having.Concat(reached));
        while (open.TryDequeue(out var id))
        {
            foreach (var follower in followers[id].Where(reached.Add))
            {
                open.Enqueue(follower);
            }
        }

        return reached;
    }
}
