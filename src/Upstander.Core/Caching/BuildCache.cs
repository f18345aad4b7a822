using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Upstander.Checking;
using Upstander.Checking.Language;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Records;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Caching;

/// <summary>
/// What earlier builds came to, so that a lesson that did not change is neither read nor made again. Keys are hashes of all that a record follows from; no
/// time of a file plays a part. It changes speed, never an output or a finding. May be used from several threads.
/// </summary>
internal sealed class BuildCache : IDisposable
{
    private const string Format = "3";

    private const long MostBytes = 2L << 30;

    /// <summary>The folder in a part of a build that tells what the part holds.</summary>
    public const string PartName = "upstander-part";

    private readonly CacheFolder? folder;
    private readonly CacheRequest? request;
    private readonly string tool;
    private readonly Shard? shard;
    private readonly IReadOnlyList<(string Folder, CacheFolder Records)> parts;
    private readonly ConcurrentDictionary<CacheKey, byte[]> forPart = new();
    private readonly ConcurrentDictionary<string, string> keysOfSources = new(StringComparer.Ordinal);
    private FrozenDictionary<string, Document> documents = FrozenDictionary<string, Document>.Empty;
    private PagePlan? plan;
    private FrozenSet<string> lessonFiles = FrozenSet<string>.Empty;
    private Course? course;
    private string lessonContext = "";
    private Lazy<string> factsKey = new("");

    private BuildCache(CacheFolder? folder, CacheRequest? request, string tool, Shard? shard, IReadOnlyList<(string Folder, CacheFolder Records)> parts) =>
        (this.folder, this.request, this.tool, this.shard, this.parts) = (folder, request, tool, shard, parts);

    /// <summary>One line for what a page depends on beside its lesson and its sources: known when the pages may be remembered.</summary>
    public string PageContext { get; private set; } = "";

    /// <summary>One line for what is noted of all lessons.</summary>
    public string FactsKey => factsKey.Value;

    /// <summary>Which files were read.</summary>
    public FileNotes Files { get; } = new();

    /// <summary>Opens the cache of a project and parts that were made of it; null where there is neither.</summary>
    /// <param name="request">Where the cache is; null for none.</param>
    /// <param name="tool">The tool that makes the records.</param>
    /// <param name="project">Names the project among those that share the cache: a name that is the same on every machine.</param>
    /// <param name="shard">The part that is made now; null for all.</param>
    /// <param name="partFolders">Folders of parts that were made before.</param>
    public static BuildCache? Open(CacheRequest? request, string tool, string project, Shard? shard, IReadOnlyList<string> partFolders)
    {
        var folder = request is null ? null : CacheFolder.Open(Path.Combine(request.Folder, ContentHash.Of(project)[..16]));
        var parts = partFolders.Select(p => (p, CacheFolder.Open(Path.Combine(p, PartName)))).Where(p => p.Item2 is not null).Select(p => (p.p, p.Item2!)).ToList();
        return folder is null && parts.Count == 0 && shard is null ? null : new BuildCache(folder, request, tool, shard, parts);
    }

    /// <summary>Puts what is known of the lessons of the part that was made beside its files.</summary>
    /// <param name="output">Their folder.</param>
    /// <returns>Whether that was possible.</returns>
    public bool FinishPart(string output)
    {
        using var part = CacheFolder.Open(Path.Combine(output, PartName));
        foreach (var (key, record) in forPart.OrderBy(r => (r.Key.A, r.Key.B)))
        {
            part?.Add(key, record);
        }

        return part?.Commit() == true;
    }

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
    /// <param name="pages">Its pages.</param>
    /// <param name="inspection">What is noted of its lessons.</param>
    /// <param name="options">What pages depend on that no file says.</param>
    public void Begin(Course known, PagePlan pages, Inspection inspection, string options)
    {
        Take(known, pages);
        factsKey = new(() => ContentHash.Of(string.Join('\n', inspection.FactsOf(known.Lessons).Select(LessonRecord.KeyOf).Prepend(KeyOf(known.Lessons)))));

        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(options);
        Add(Files.KeyOfAllBut(lessonFiles));
        foreach (var lesson in known.Lessons)
        {
            Add($"{lesson.Id} {lesson.UnitId} {lesson.Number} {lesson.Count}");
        }

        foreach (var page in pages.All(known))
        {
            Add(page.OutputPath);
        }

        PageContext = Convert.ToHexStringLower(all.GetHashAndReset());

        void Add(string text)
        {
            all.AppendData(Encoding.UTF8.GetBytes(text));
            all.AppendData("\n"u8);
        }
    }

    /// <summary>Says the same of a course in which a few lessons changed, and of them only what nobody else sees.</summary>
    /// <param name="known">The course.</param>
    /// <param name="pages">Its pages.</param>
    /// <param name="context">The <see cref="PageContext"/> before.</param>
    /// <param name="facts">The <see cref="FactsKey"/> before.</param>
    public void Resume(Course known, PagePlan pages, string context, string facts)
    {
        Take(known, pages);
        PageContext = context;
        factsKey = new(facts);
    }

    private void Take(Course known, PagePlan pages)
    {
        course = known;
        plan = pages;
        lessonFiles = known.Lessons.Select(l => l.File.Path).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>A record of another kind.</summary>
    /// <param name="key">What it follows from.</param>
    /// <param name="home">The file that most of its places are in.</param>
    public RecordReader? Find(ReadOnlySpan<string> key, string home) => folder?.Find(CacheKey.Of([Format, tool, .. key])) is { } bytes ? new RecordReader(bytes, home) : null;

    /// <summary>What is known of language rules, by one line for their files.</summary>
    public RuleMemory Rules(string files) => new(() => Find(["patterns", files], ""), record => Add(["patterns", files], record), Load);

    // Read several times faster than YAML. A file with which anything is wrong is read anew each time, for that.
    private YamlMap? Load(SourceFile file, DiagnosticBag problems)
    {
        string[] key = ["tree", file.Path, ContentHash.Of(file.Bytes.Span)];
        if (Find(key, file.Path) is { } known && Read(() => TreeRecord.Read(known) as YamlMap) is { } tree)
        {
            return tree;
        }

        var own = new DiagnosticBag();
        var loaded = YamlLoader.Load(file, own);
        problems.AddRange(own.Sorted());
        if (loaded is not null && own.Sorted().Count == 0)
        {
            var record = new RecordWriter(file.Path);
            TreeRecord.Write(record, loaded);
            Add(key, record);
        }

        return loaded;
    }

    /// <summary>Adds a record of another kind.</summary>
    public void Add(ReadOnlySpan<string> key, RecordWriter record) => folder?.Add(CacheKey.Of([Format, tool, .. key]), record.Written);

    /// <summary>What was found in the texts of a file that is no lesson: found before, or found now and kept.</summary>
    /// <param name="file">The file; it was noted.</param>
    /// <param name="find">Finds it.</param>
    public IReadOnlyList<Diagnostic> Words(string file, Func<IReadOnlyList<Diagnostic>> find)
    {
        var key = CacheKey.Of(Format, tool, "words", file, Files.Files.GetValueOrDefault(file) ?? "", lessonContext);
        if (folder?.Find(key) is { } bytes && Read(() =>
            {
                var record = new RecordReader(bytes, file);
                return record.List(record.Finding);
            }) is { } known)
        {
            return known;
        }

        var found = find();
        var written = new RecordWriter(file);
        written.List(found, written.Finding);
        folder?.Add(key, written.Written);
        return found;
    }

    /// <summary>What making the pages of a lesson, or a page of the course, came to; null where that is not known or may be otherwise now.</summary>
    /// <param name="lesson">The lesson, or null.</param>
    /// <param name="page">The page of the course, or null.</param>
    /// <param name="bound">Whether the pages depend on the machine that makes them: then only those of a part count.</param>
    public KnownPages? RecallPages(LessonSummary? lesson, Page? page, bool bound)
    {
        var key = KeyOf(lesson, page);
        if (Recall(key, bound, PagesIn) is not { } known)
        {
            return null;
        }

        if (known.Part is null)
        {
            Carry(lesson, key, known.Bytes);
        }

        return new KnownPages(known.Value, known.Part);

        PagesRecord? PagesIn(ReadOnlyMemory<byte> bytes)
        {
            var record = new RecordReader(bytes, lesson?.File.Path ?? "");
            var sources = PagesRecord.ReadSources(record);
            return sources.All(s => KeyOf(s.Source) == s.Key) ? PagesRecord.Read(record, sources, PagesOf(lesson, page)) : null;
        }
    }

    /// <summary>Takes what making pages came to. What would point into the file of another lesson is not kept: lines may have moved there.</summary>
    public void KeepPages(LessonSummary? lesson, Page? page, bool bound, IReadOnlyList<string> sources, PageNotes notes, IReadOnlyList<Diagnostic> findings)
    {
        var home = lesson?.File.Path ?? "";
        if (findings.Any(f => f.Severity == Severity.Error) || findings.Concat(notes.Found.Select(f => f.Finding)).Any(f => f.Span.File != home && lessonFiles.Contains(f.Span.File)))
        {
            return;
        }

        var record = new PagesRecord([.. sources.Select(s => (s, KeyOf(s)))], notes, findings);
        var (key, written) = (KeyOf(lesson, page), record.Write(home, PagesOf(lesson, page)));
        if (!bound)
        {
            folder?.Add(key, written.Written);
        }

        Carry(lesson, key, written.Written.ToArray());
    }

    private IReadOnlyList<Page> PagesOf(LessonSummary? lesson, Page? page) => lesson is null ? [page!] : plan!.PagesOf(lesson);

    // What is known of a lesson of the part that is made now goes with the part.
    private void Carry(LessonSummary? lesson, CacheKey key, ReadOnlyMemory<byte> record)
    {
        if (lesson is not null && shard?.Holds(lesson.Id) == true)
        {
            forPart[key] = record.ToArray();
        }
    }

    /// <summary>Puts what was added in place.</summary>
    /// <param name="askedForAll">Whether everything was asked for that is still of use.</param>
    public void Commit(bool askedForAll = true)
    {
        if (folder is { Added: > 0 })
        {
            folder.Commit(askedForAll);
            CacheFolder.Bound(request!.Folder, MostBytes, folder.Path);
        }
    }

    public void Dispose()
    {
        folder?.Dispose();
        foreach (var (_, records) in parts)
        {
            records.Dispose();
        }
    }

    /// <summary>What is known of a lesson whose file had this hash, with one line for all that others see of it and where it stands; null where nothing is.</summary>
    public (KnownLesson<LookedAt> Lesson, string Places)? Lesson(WorkspaceFile file, string hash) =>
        RecallLesson(file, hash) is { } known ? (known.Value, LessonRecord.PlacesIn(known.Bytes)) : null;

    private (KnownLesson<LookedAt> Value, ReadOnlyMemory<byte> Bytes, string? Part)? RecallLesson(WorkspaceFile file, string hash) =>
        Recall(LessonKey(file.Path, hash), bound: false, bytes => LessonRecord.Read(bytes, file, hash, documents));

    private KnownLesson<LookedAt>? RecallLesson(WorkspaceFile file, SourceFile source)
    {
        var hash = ContentHash.Of(source.Bytes.Span);
        if (RecallLesson(file, hash) is not { } known)
        {
            return null;
        }

        return shard is null ? known.Value : known.Value with
        {
            Notes = summary =>
            {
                Carry(summary, LessonKey(file.Path, hash), known.Bytes);
                return known.Value.Notes(summary);
            },
        };
    }

    /// <summary>A record of the cache, else of a part, which the cache then has too; null where there is none that can be read and is of use.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="bound">Whether only parts count, and what they hold stays there.</param>
    /// <param name="read">Reads it; null where it is of no use.</param>
    private (T Value, ReadOnlyMemory<byte> Bytes, string? Part)? Recall<T>(CacheKey key, bool bound, Func<ReadOnlyMemory<byte>, T?> read)
        where T : class
    {
        if (!bound && folder?.Find(key) is { } own && Read(() => read(own)) is { } known)
        {
            return (known, own, null);
        }

        foreach (var (place, records) in parts)
        {
            if (records.Find(key) is { } bytes && Read(() => read(bytes)) is { } made)
            {
                if (!bound)
                {
                    folder?.Add(key, bytes.Span);
                }

                return (made, bytes, place);
            }
        }

        return null;
    }

    // A record that cannot be read is none.
    private static T? Read<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private void KeepLesson(SourceFile source, YamlMap tree, LessonSummary summary, LookedAt looked, IReadOnlyList<Diagnostic> findings)
    {
        // Rules are asked about the lessons of the part that is made now, and about no others.
        if (findings.All(f => f.Severity != Severity.Error) && shard?.Holds(summary.Id) != false)
        {
            var (key, record) = (LessonKey(source.Path, summary.Hash), LessonRecord.Write(summary, LessonRecord.Kept(tree), looked, findings));
            folder?.Add(key, record.Written);
            Carry(summary, key, record.Written.ToArray());
        }
    }

    private CacheKey LessonKey(string path, string hash) => CacheKey.Of(Format, tool, "lesson", path, hash, lessonContext);

    private CacheKey KeyOf(LessonSummary? lesson, Page? page) => CacheKey.Of(
        Format, tool, "pages", lesson?.Id ?? "", lesson?.File.Path ?? "", lesson?.Hash ?? "", page?.OutputPath ?? "", PageContext);

    // One line for something that a page came from: the same when it says the same.
    private string KeyOf(string source) => keysOfSources.GetOrAdd(source, s =>
        CourseSource.LessonOf(s) is { } id ? course!.Lesson(id)?.Key ?? ""
        : CourseSource.UnitOf(s) is { } unit ? KeyOf(course!.Units.FirstOrDefault(u => u.Id == unit)?.Lessons ?? [])
        : s == CourseSource.Facts ? FactsKey
        : KeyOf(course!.Lessons));

    private static string KeyOf(IEnumerable<LessonSummary> lessons) => ContentHash.Of(string.Join('\n', lessons.Select(l => $"{l.Id} {l.Key}")));
}

/// <summary>Pages that need not be made again.</summary>
/// <param name="Record">What making them came to.</param>
/// <param name="Part">The part that holds the files; null where the output folder does, if anything.</param>
internal sealed record KnownPages(PagesRecord Record, string? Part);

/// <summary>Where the records of earlier builds are kept.</summary>
/// <param name="Folder">The folder; made when it is not there.</param>
public sealed record CacheRequest(string Folder);
