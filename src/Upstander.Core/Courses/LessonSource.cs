using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Courses;

/// <summary>Gives whole lessons to the second pass of a build.</summary>
public static class LessonSource
{
    /// <summary>The same for who is the last to need it: what was kept is let go, with all that pages made of its texts.</summary>
    public static Lesson? Take(LessonSummary summary, DiagnosticBag problems) => summary.Waiting?.Take() ?? Get(summary, problems);

    /// <summary>The lesson, kept or read again; null after a problem, such as a file that changed since the first pass.</summary>
    public static Lesson? Get(LessonSummary summary, DiagnosticBag problems)
    {
        if (summary.Kept is { } kept)
        {
            return kept;
        }

        if (Workspace.Read(summary.File, problems) is not { } source)
        {
            return null;
        }

        if (ContentHash.Of(source.Bytes.Span) != summary.Hash)
        {
            problems.Add(CourseProblems.ChangedMeanwhile.At(SourceSpan.Whole(source.Path), "the file was changed while it was being compiled", "run the command again"));
            return null;
        }

        summary.File.Counts?.Parsed();

        // The first pass has reported everything that reading can find.
        var unheard = new DiagnosticBag();
        return YamlLoader.Load(source, unheard) is { } map && summary.Project.Compose(summary.File, map, unheard) is { } composed
            ? Binder.Bind(composed, f => new Lesson(f), unheard)
            : null;
    }
}
