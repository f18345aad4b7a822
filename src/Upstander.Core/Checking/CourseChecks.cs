using Upstander.Binding;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Resources;
using Upstander.Standards;

namespace Upstander.Checking;

/// <summary>What can be told only from all files together: services, standards and the order of lessons.</summary>
public static class CourseChecks
{
    /// <summary>Reports what does not fit together in a course, on a given day.</summary>
    public static void Check(Course course, DateOnly today, DiagnosticBag problems)
    {
        var lessonIds = course.Lessons.Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
        var serviceIds = course.Services.Select(s => s.Id!.Value).ToHashSet(StringComparer.Ordinal);
        var frameworks = course.Standards.Ids.ToList();
        foreach (var lesson in course.Lessons)
        {
            CheckServices(course, lesson, serviceIds, problems);
            CheckStandards(course.Standards, frameworks, lesson, problems);
            foreach (var required in lesson.Requires)
            {
                LessonChecks.Resolve("lesson", required, lessonIds, problems);
            }
        }

        foreach (var unit in course.Units)
        {
            CheckUnit(unit, lessonIds, serviceIds, problems);
        }

        foreach (var service in course.Services)
        {
            CheckService(service, today, problems);
        }

        course.Slots.Check(course.Lessons, problems);
        CheckCircles(course, problems);
    }

    private static void CheckServices(Course course, LessonSummary lesson, HashSet<string> serviceIds, DiagnosticBag problems)
    {
        // Without a list of services that could be read, the finding is about that list.
        if (course.Services.Count == 0)
        {
            return;
        }

        foreach (var service in lesson.Services)
        {
            LessonChecks.Resolve("service", service, serviceIds, problems);
        }

        if (lesson.Services.Count == 0 || lesson.Services.Any(s => !serviceIds.Contains(s.Value)))
        {
            return;
        }

        var left = ServiceChoice.For(course, lesson.Services, lesson.Card.MinAge, lesson.Card.MaxAge);
        if (left.Count == 0)
        {
            problems.Add(CourseProblems.NoService.At(
                lesson.Services[0].Span,
                $"no service of '{lesson.Id}' is for ages {lesson.Card.MinAge} to {lesson.Card.MaxAge} in {course.Curriculum.Region}",
                "add one of that region, or a local slot such as school-counselor"));
        }
    }

    private static void CheckStandards(StandardsLibrary standards, List<string> frameworks, LessonSummary lesson, DiagnosticBag problems)
    {
        foreach (var claim in lesson.Standards)
        {
            var (framework, code) = StandardsLibrary.Split(claim.Value);
            if (!frameworks.Contains(framework, StringComparer.Ordinal))
            {
                problems.Add(CourseProblems.UnknownStandard.At(claim.Span, $"there is no framework '{framework}'", Nearest.Hint(framework, frameworks)));
            }
            else if (standards.Find(framework, code) is null)
            {
                var codes = standards.CodesOf(framework).ToList();
                problems.Add(CourseProblems.UnknownStandard.At(claim.Span, $"{framework} has no standard '{code}'", Nearest.Hint(code, codes)));
            }
        }
    }

    private static void CheckUnit(CourseUnit unit, HashSet<string> lessonIds, HashSet<string> serviceIds, DiagnosticBag problems)
    {
        LessonChecks.Resolve("lesson", unit.Unit.Booster?.Lesson, lessonIds, problems);
        foreach (var service in serviceIds.Count == 0 ? [] : unit.Unit.ResourcePack)
        {
            LessonChecks.Resolve("service", service, serviceIds, problems);
        }

        var total = unit.Lessons.Sum(l => l.Card.Duration);
        if (unit.Unit.TotalMinutes is { } minutes && minutes.Value != total && unit.Lessons.Count == unit.Unit.Lessons.Count)
        {
            problems.Add(CourseProblems.WrongMinutes.At(minutes.Span, $"the lessons last {total} minutes together, but total_minutes is {minutes}"));
        }
    }

    private static void CheckService(ResourceService service, DateOnly today, DiagnosticBag problems)
    {
        LessonChecks.CheckRange(service.Ages, problems);
        if (service.Local?.Value == true)
        {
            return;
        }

        var id = service.Id!;
        if (service.Channels.Count == 0)
        {
            problems.Add(CourseProblems.NoContact.At(id.Span, $"'{id}' has no channel, so nobody can reach it", "add a phone, text or chat channel, or 'local: true' for a slot that each place fills"));
        }

        foreach (var channel in service.Channels.Where(c => c.Number is null && c.Url is null && c.Kind.Value != "in-person"))
        {
            problems.Add(CourseProblems.NoContact.At(channel.Span, $"this {channel.Kind} channel has neither a number nor an address", "add 'number' or 'url'"));
        }

        foreach (var channel in service.Channels.Where(c => c.Number is { } n && !n.Value.Any(char.IsAsciiDigit)))
        {
            problems.Add(CourseProblems.NoContact.At(channel.Number!.Span, $"'{channel.Number}' holds no digit to dial"));
        }

        if (service.Country is null)
        {
            problems.Add(CourseProblems.NoContact.At(id.Span, $"'{id}' has no country, so no lesson would print it", "add 'country', for example US"));
        }

        CheckVerification(service, id, today, problems);
    }

    private static void CheckVerification(ResourceService service, Located<string> id, DateOnly today, DiagnosticBag problems)
    {
        if (service.VerifiedOn is not { } on)
        {
            problems.Add(CourseProblems.NoContact.At(id.Span, $"nobody has said when '{id}' was last verified", "call or read its page, then write verified_on: YYYY-MM-DD"));
        }
        else if (on.Value > today)
        {
            problems.Add(CourseProblems.VerifiedInFuture.At(on.Span, $"'{id}' was verified on a day that has not come yet"));
        }
    }

    private static void CheckCircles(Course course, DiagnosticBag problems)
    {
        var byId = course.Lessons.ToDictionary(l => l.Id, StringComparer.Ordinal);
        var state = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var lesson in course.Lessons)
        {
            Visit(lesson);
        }

        // Iterative: a chain of a thousand lessons must not need a thousand frames.
        void Visit(LessonSummary start)
        {
            var path = new Stack<(LessonSummary Lesson, int Next)>();
            if (state.TryAdd(start.Id, false))
            {
                path.Push((start, 0));
            }

            while (path.TryPop(out var top))
            {
                if (top.Next >= top.Lesson.Requires.Count)
                {
                    state[top.Lesson.Id] = true;
                    continue;
                }

                var required = top.Lesson.Requires[top.Next];
                path.Push((top.Lesson, top.Next + 1));
                if (!byId.TryGetValue(required.Value, out var next))
                {
                    continue;
                }

                if (state.TryAdd(next.Id, false))
                {
                    path.Push((next, 0));
                }
                else if (!state[next.Id])
                {
                    problems.Add(CourseProblems.Circle.At(required.Span, next == top.Lesson ? $"'{next.Id}' requires itself" : $"'{top.Lesson.Id}' requires '{next.Id}', which requires it in turn"));
                }
            }
        }
    }
}
