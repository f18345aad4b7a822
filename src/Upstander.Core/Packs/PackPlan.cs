using Upstander.Binding;
using Upstander.Courses;
using Upstander.Documents;
using Upstander.Lessons;

namespace Upstander.Packs;

/// <summary>Whose folders a pack holds, in the order in which they are listed.</summary>
/// <param name="Audiences">The audiences, the one whose pack it is first.</param>
public sealed record PackAudiences(IReadOnlyList<Audience> Audiences)
{
    /// <summary>What was asked for: a facilitator's pack holds the folders of all audiences, as there is nothing in them that a facilitator may not see. Names that are none are left out.</summary>
    /// <param name="names">Names of audiences; none for a facilitator's pack.</param>
    public static PackAudiences Of(IReadOnlyList<string> names) => new(
        names.Count == 0 || names.Contains("facilitator", StringComparer.Ordinal)
            ? [Audience.Facilitator, Audience.Learner, Audience.Family]
            : [.. new[] { Audience.Learner, Audience.Family }.Where(a => names.Contains(For.NameOf(a), StringComparer.Ordinal))]);

    /// <summary>The audience whose pack it is.</summary>
    public Audience Main => Audiences[0];

    /// <summary>Whether it is a facilitator's pack, with keys and notes.</summary>
    public bool HasKeys => Main == Audience.Facilitator;

    /// <summary>What is made for it: every format, PDF only where there is a browser.</summary>
    /// <param name="part">The lessons that are chosen.</param>
    /// <param name="pdf">Whether PDF can be made.</param>
    public PageChoice Choice(CourseChoice part, bool pdf) => new(
        [], [.. Audiences.Select(For.NameOf)], [], [.. Names.Formats, "docx", .. pdf ? (string[])["pdf"] : []])
    {
        // How a whole course stands says nothing about one lesson of it.
        Without = part.IsNarrow ? ["scorecard"] : [],
    };

    /// <summary>The name of the file: curriculum, what was chosen of it where that is one thing, version, and for whom unless it is for facilitators.</summary>
    /// <param name="course">The course.</param>
    /// <param name="part">The lessons that are chosen.</param>
    /// <param name="what">What else it is, such as <c>source</c>; null for a pack.</param>
    public string NameOf(Course course, CourseChoice part, string? what) => string.Join(
        '-',
        [
            course.Curriculum.Id!.Value,
            .. (part.Units.Count + part.Lessons.Count, course.Lessons.Count) switch
            {
                (0, _) => Array.Empty<string>(),
                (1, _) when part.Units is [var unit] && !IsPattern(unit) => [unit],
                (_, 1) => [course.Lessons[0].Id],
                _ => ["part"],
            },
            course.Curriculum.Version.Value,
            .. HasKeys ? [] : Audiences.Select(For.NameOf),
            .. what is null ? [] : (string[])[what],
        ]) + ".zip";

    private static bool IsPattern(string id) => id.AsSpan().IndexOfAny('*', '?') >= 0;
}
