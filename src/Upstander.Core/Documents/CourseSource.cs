namespace Upstander.Documents;

/// <summary>
/// What of a course a page may come from beside its own lesson and the files that are no lessons. Which lessons and pages there are, and in which order, is
/// not among it: when that changes, every page is made again.
/// </summary>
internal static class CourseSource
{
    /// <summary>What lists say of all lessons.</summary>
    public const string Lessons = "lessons";

    /// <summary>What is noted of all lessons for the scorecard.</summary>
    public const string Facts = "facts";

    private const string LessonPrefix = "lesson ";
    private const string UnitPrefix = "unit ";

    /// <summary>What lists say of the lessons of a unit.</summary>
    public static string Unit(string id) => UnitPrefix + id;

    /// <summary>What lists say of one lesson.</summary>
    public static string Lesson(string id) => LessonPrefix + id;

    /// <summary>The unit that is meant, or null.</summary>
    public static string? UnitOf(string source) => source.StartsWith(UnitPrefix, StringComparison.Ordinal) ? source[UnitPrefix.Length..] : null;

    /// <summary>The lesson that is meant, or null.</summary>
    public static string? LessonOf(string source) => source.StartsWith(LessonPrefix, StringComparison.Ordinal) ? source[LessonPrefix.Length..] : null;
}
