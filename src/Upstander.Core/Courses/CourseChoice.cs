using System.IO.Enumeration;

namespace Upstander.Courses;

/// <summary>Part of a course: the lessons of some units, and some lessons besides. Two empty lists choose all of it.</summary>
/// <param name="Units">Ids of units, with <c>*</c> and <c>?</c>.</param>
/// <param name="Lessons">Ids of lessons, with <c>*</c> and <c>?</c>.</param>
public sealed record CourseChoice(IReadOnlyList<string> Units, IReadOnlyList<string> Lessons)
{
    /// <summary>The whole course.</summary>
    public static CourseChoice All { get; } = new([], []);

    /// <summary>Whether it leaves anything out.</summary>
    public bool IsNarrow => Units.Count + Lessons.Count > 0;

    /// <summary>
    /// A course of the chosen lessons only: nothing in it knows of the others, so that pages made from it name nothing that is not there. Lessons and
    /// units keep the numbers that they have in the whole. Names that the course does not have choose nothing.
    /// </summary>
    public Course Of(Course course)
    {
        if (!IsNarrow)
        {
            return course;
        }

        IReadOnlyList<LessonSummary> lessons = [.. course.Lessons.Where(Has)];
        IReadOnlyList<CourseUnit> units = [.. course.Units
            .Select(u => u with { Lessons = [.. u.Lessons.Where(Has)] })
            .Where(u => u.Lessons.Count > 0)];

        // Made anew: a copy by 'with' would keep the look-ups of the whole course.
        return new Course(course.Curriculum, course.Brand, units, course.Services, course.Standards, lessons) { AskedPaper = course.AskedPaper, Edition = course.Edition, Slots = course.Slots };
    }

    private bool Has(LessonSummary lesson) =>
        Lessons.Any(l => Matches(l, lesson.Id)) || (lesson.UnitId is { } unit && Units.Any(u => Matches(u, unit)));

    /// <summary>Whether an id is meant by a pattern.</summary>
    public static bool Matches(string pattern, string id) => FileSystemName.MatchesSimpleExpression(pattern, id, ignoreCase: false);
}
