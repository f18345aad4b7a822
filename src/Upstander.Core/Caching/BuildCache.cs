using System.Collections.Concurrent;
using System.Collections.Frozen;
using Upstander.Checking;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Caching;

/// <summary>
/// What earlier builds came to, so that a lesson that did not change is neither read nor made again. Keys are hashes of all that a record follows from; no
/// time of a file plays a part. It changes speed, never an output or a finding. May be used from several threads.
/// </summary>
internal sealed class BuildCache : IDisposable
{
    private const string Format = "1";

    private const long MostBytes = 2L << 30;

    private readonly CacheFolder folder;
    private readonly CacheRequest request;
    private readonly string tool;
    private readonly ConcurrentDictionary<string, string> keysOfSources = new(StringComparer.Ordinal);
    private FrozenDictionary<string, Document> documents = FrozenDictionary<string, Document>.Empty;
    private FrozenDictionary<string, Page> pages = FrozenDictionary<string, Page>.Empty;
    private FrozenSet<string> lessonFiles = FrozenSet<string>.Empty;
    private Course? course;
    private string lessonContext = "";
    private string pageContext = "";
    private string facts = "";

    private BuildCache(CacheFolder folder, CacheRequest request) => (this.folder, this.request, tool) = (folder, request, request.Tool);

    /// <summary>How many records were of use.</summary>
    public int Hits => folder.Hits;

    /// <summary>How many were added.</summary>
    public int Added => folder.Added;

    /// <summary>Which files were read.</summary>
    public FileNotes Files { get; } = new();

    /// <summary>Opens the cache of a project; null where that is not possible.</summary>
    /// <param name="request">Where it is.</param>
    /// <param name="project">Names the project among those that share the cache: a name that is the same on every machine.</param>
    public static BuildCache? Open(CacheRequest request, string project) =>
        CacheFolder.Open(Path.Combine(request.Folder, ContentHash.Of(project)[..16])) is { } folder ? new BuildCache(folder, request) : null;

    /// <summary>What lessons may be remembered by.</summary>
    /// <param name="context">What looking at a lesson depends on beside it.</param>
    /// <param name="list">Every document.</param>
    public LessonMemory<LookedAt> Lessons(string context, IReadOnlyList<Document> list)
    {
        lessonContext = context;
        documents = list.ToFrozenDictionary(d => d.Id, StringComparer.Ordinal);
        return new LessonMemory<LookedAt>(RecallLesson, KeepLesson);
    }

    /// <summary>Says which course it is whose pages may be remembered, when all of its lessons are known.</summary>
    /// <param name="known">The course.</param>
    /// <param name="plan">Its pages.</param>
    /// <param name="inspection">What is noted of its lessons.</param>
    /// <param name="options">What pages depend on that no file says.</param>
    public void Begin(Course known, PagePlan plan, Inspection inspection, string options)
    {
        course = known;
        pages = plan.All(known).ToFrozenDictionary(p => p.OutputPath, StringComparer.Ordinal);
        lessonFiles = known.Lessons.Select(l => l.File.Path).ToFrozenSet(StringComparer.Ordinal);
        facts = string.Join('\n', inspection.FactsOf(known.Lessons).Select(f => f.Summary.Hash));
        pageContext = ContentHash.Of(string.Join(
            '\n',
            options,
            Files.KeyOfAllBut(lessonFiles),
            string.Join('\n', known.Lessons.Select(l => $"{l.Id} {l.UnitId} {l.Number} {l.Count}")),
            string.Join('\n', plan.All(known).Select(p => p.OutputPath))));
    }

    /// <summary>What making the pages of a lesson, or a page of the course, came to; null where that is not known or may be otherwise now.</summary>
    /// <param name="lesson">The lesson, or null.</param>
    /// <param name="page">The page of the course, or null.</param>
    public PagesRecord? RecallPages(LessonSummary? lesson, Page? page)
    {
        if (folder.Find(KeyOf(lesson, page)) is not { } bytes)
        {
            return null;
        }

        try
        {
            var record = new RecordReader(bytes, lesson?.File.Path ?? "");
            var sources = PagesRecord.ReadSources(record);
            return sources.All(s => KeyOf(s.Source) == s.Key) ? PagesRecord.Read(record, sources, pages.GetValueOrDefault) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Takes what making pages came to. What would point into the file of another lesson is not kept: lines may have moved there.</summary>
    public void KeepPages(LessonSummary? lesson, Page? page, IReadOnlyList<string> sources, PageNotes notes, IReadOnlyList<Diagnostic> findings)
    {
        var home = lesson?.File.Path ?? "";
        if (findings.Concat(notes.Found.Select(f => f.Finding)).Any(f => f.Severity == Severity.Error || (f.Span.File != home && lessonFiles.Contains(f.Span.File))))
        {
            return;
        }

        var record = new PagesRecord([.. sources.Select(s => (s, KeyOf(s)))], notes, findings);
        folder.Add(KeyOf(lesson, page), record.Write(home).Written);
    }

    /// <summary>Puts what was added in place.</summary>
    public void Commit()
    {
        if (folder.Added > 0)
        {
            folder.Commit();
            CacheFolder.Bound(request.Folder, MostBytes, folder.Path);
        }
    }

    public void Dispose() => folder.Dispose();

    private KnownLesson<LookedAt>? RecallLesson(WorkspaceFile file, SourceFile source)
    {
        var hash = ContentHash.Of(source.Bytes.Span);
        if (folder.Find(LessonKey(file.Path, hash)) is not { } bytes)
        {
            return null;
        }

        try
        {
            return LessonRecord.Read(bytes, file, hash, documents);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private void KeepLesson(SourceFile source, YamlMap tree, LessonSummary summary, LookedAt looked, IReadOnlyList<Diagnostic> findings)
    {
        if (findings.All(f => f.Severity != Severity.Error))
        {
            folder.Add(LessonKey(source.Path, summary.Hash), LessonRecord.Write(summary, LessonRecord.Kept(tree), looked, findings).Written);
        }
    }

    private CacheKey LessonKey(string path, string hash) => CacheKey.Of(Format, tool, "lesson", path, hash, lessonContext);

    private CacheKey KeyOf(LessonSummary? lesson, Page? page) => CacheKey.Of(
        Format, tool, "pages", lesson?.Id ?? "", lesson?.File.Path ?? "", lesson?.Hash ?? "", page?.OutputPath ?? "", pageContext);

    // One line for something that a page came from: the same when it says the same.
    private string KeyOf(string source) => keysOfSources.GetOrAdd(source, s =>
        CourseSource.LessonOf(s) is { } id ? course!.Lesson(id)?.Key ?? ""
        : CourseSource.UnitOf(s) is { } unit ? KeyOf(course!.Units.FirstOrDefault(u => u.Id == unit)?.Lessons ?? [])
        : s == CourseSource.Facts ? ContentHash.Of(facts)
        : KeyOf(course!.Lessons));

    private static string KeyOf(IEnumerable<LessonSummary> lessons) => ContentHash.Of(string.Join('\n', lessons.Select(l => $"{l.Id} {l.Key}")));
}

/// <summary>Where the records of earlier builds are kept.</summary>
/// <param name="Folder">The folder; made when it is not there.</param>
/// <param name="Tool">The tool that makes them: another one's records are not used.</param>
public sealed record CacheRequest(string Folder, string Tool);
