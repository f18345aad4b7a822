using System.Collections.Concurrent;
using Upstander.Courses;
using Upstander.Documents;
using Upstander.Overlays;
using Upstander.Workspaces;

namespace Upstander.Caching;

/// <summary>Lessons that did not change since an earlier build: each has its place in the course, and the rest comes from its record when somebody asks.</summary>
/// <param name="project">The project, which is no overlay.</param>
/// <param name="cache">The records.</param>
/// <param name="lessons">The lessons by file, each with the hash of that file.</param>
/// <param name="coursePages">The course's own pages.</param>
internal sealed class UnreadLessons(
    Workspace project, BuildCache cache, IReadOnlyDictionary<string, (KnownSummary Lesson, string Hash)> lessons, IReadOnlyList<PageName> coursePages)
{
    private readonly ConcurrentDictionary<string, Lazy<(LessonDetails Details, IReadOnlyList<Page> Pages)>> found = new(StringComparer.Ordinal);

    /// <summary>The project that they are of.</summary>
    public Workspace Project => project;

    /// <summary>The lesson of a file; null where it is none of these.</summary>
    public LessonSummary? Find(OverlayStack project, WorkspaceFile file)
    {
        if (!lessons.TryGetValue(file.Path, out var known))
        {
            return null;
        }

        var (lesson, hash) = known;
        var whole = found[lesson.Id] = new(() => Read(project, file, hash));
        return new LessonSummary(new Lazy<LessonDetails>(() => whole.Value.Details))
        {
            Id = lesson.Id,
            File = file,
            Project = project,
            Band = lesson.Band,
            Hash = hash,
            Key = lesson.Key,
        };
    }

    /// <summary>The plan, as far as it is known.</summary>
    /// <param name="documents">Every document.</param>
    /// <exception cref="InvalidDataException">Here or when it is asked: a record is gone.</exception>
    public KnownPlan PlanOf(IReadOnlyList<Document> documents) => new(PagesOf, PagePlan.CoursePagesOf(coursePages, documents));

    private IReadOnlyList<Page> PagesOf(LessonSummary lesson) => found.TryGetValue(lesson.Id, out var whole) ? whole.Value.Pages : [];

    private (LessonDetails Details, IReadOnlyList<Page> Pages) Read(OverlayStack project, WorkspaceFile file, string hash)
    {
        var known = cache.Lesson(file, hash)?.Lesson ?? throw new InvalidDataException($"nothing is known of {file.Path}");
        var summary = CourseReader.Recalled(project, file, known);
        return (summary.Details.Value, known.Notes(summary).Pages);
    }
}

/// <summary>What is kept of a lesson so that it can take its place in the course without being read.</summary>
/// <param name="File">Its file.</param>
/// <param name="Id">Its id.</param>
/// <param name="Band">For whom it is.</param>
/// <param name="Key">One line for all that lists and other lessons see of it.</param>
internal sealed record KnownSummary(string File, string Id, string Band, string Key);
