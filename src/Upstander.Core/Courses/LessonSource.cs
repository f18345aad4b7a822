using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Courses;

/// <summary>Gives whole lessons to the second pass of a build.</summary>
public static class LessonSource
{
    /// <summary>The lesson, read again; null after a problem, such as a file that changed since the first pass.</summary>
    public static Lesson? Get(LessonSummary summary, DiagnosticBag problems)
    {
        if (Workspace.Read(summary.File, problems) is not { } source)
        {
            return null;
        }

        if (ContentHash.Of(source.Bytes.Span) != summary.Hash)
        {
            problems.Add(CourseProblems.ChangedMeanwhile.At(SourceSpan.Whole(source.Path), "the file was changed while it was being compiled", "run the command again"));
            return null;
        }

        // The first pass has reported everything that reading can find.
        var unheard = new DiagnosticBag();
        return (Outlined(summary, source) ?? Parsed(summary, source, unheard)) is { } map && summary.Project.Compose(summary.File, map, unheard) is { } composed
            ? Binder.Bind(composed, f => new Lesson(f), unheard)
            : null;
    }

    private static YamlMap? Outlined(LessonSummary summary, SourceFile source) => summary.Outline is { } outline ? YamlLoader.Load(source, outline) : null;

    private static YamlMap? Parsed(LessonSummary summary, SourceFile source, DiagnosticBag problems)
    {
        summary.File.Counts?.Parsed();
        return YamlLoader.Load(source, problems);
    }
}
