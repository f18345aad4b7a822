using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Overlays;
using Upstander.Resources;
using Upstander.Standards;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Courses;

/// <summary>Reads every file of a project and puts the course together.</summary>
public static class CourseReader
{
    private const string FirstKeys = "start the file with lesson: 1, unit: 1, curriculum: 1, resources: 1 or brand: 1";

    // Stands for a file that an overlay takes out of the course: it is not missing.
    private static readonly object Removed = new();

    private static readonly string[] Kinds = ["lesson", "unit", "curriculum", "resources", "brand", "standards", "rules", "overlay"];
    private static readonly string[] ReservedIds = ["units", "resources", "curriculum", "assets"];

    /// <summary>
    /// The course of a project, or null when it has no readable <c>curriculum.yaml</c>. Whole lessons are let go as soon as they were looked at.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="shippedStandards">The tool's frameworks.</param>
    /// <param name="review">What is done with each lesson while it is there as a whole.</param>
    /// <param name="memory">What was read before, or null.</param>
    /// <param name="problems">Gets every finding.</param>
    /// <param name="cancel">Stops it.</param>
    public static Course? Read<T>(
        OverlayStack project,
        IReadOnlyList<SourceFile> shippedStandards,
        LessonReview<T> review,
        StepMemory? memory,
        DiagnosticBag problems,
        CancellationToken cancel)
    {
        var files = ReadAll(project, review, memory, problems, cancel);
        project.Finish(problems);
        var frameworks = StepMemory.Recall(memory, "standards", shippedStandards, "", problems, own => Frameworks(shippedStandards, own))
            .Concat(files.Select(f => f.Content).OfType<Framework>());
        var standards = new StandardsLibrary(frameworks, problems);

        var services = Services(files, problems);
        var brand = Single<Brand>(Highest<Brand>(files), "brand", problems);
        if (Single<Curriculum>(files, "curriculum", problems) is not { } curriculum)
        {
            if (files.FirstOrDefault(f => f.File.Name == "curriculum.yaml") is { Content: not null } other)
            {
                problems.Add(CourseProblems.MissingFile.At(SourceSpan.At(other.File.Path, 1, 1), "no file says what the curriculum is", "start curriculum.yaml with curriculum: 1"));
            }

            return null;
        }

        var lessons = Unique(files.Select(f => f.Content).OfType<LessonSummary>(), problems);
        if (services is null && lessons.Count > 0 && files.All(f => f.File.Name != "resources.yaml"))
        {
            problems.Add(CourseProblems.MissingFile.At(
                curriculum.FormatVersion.Span, "there is no resources.yaml, so no lesson can name people to turn to", "'upstander new' makes one to start from"));
        }

        var (units, placed) = Place(curriculum, files, lessons, problems);
        var brands = files.Where(f => f.Content is Brand).DistinctBy(f => f.File.Layer).ToDictionary(f => f.File.Layer, f => (Brand)f.Content!);
        return new Course(curriculum, brand, units, services ?? [], standards, placed)
        {
            Edition = Edition.Of(project, brands),
            Slots = new SlotValues([curriculum.Slots, .. project.Overlays.Select(o => o.Slots)]),
        };
    }

    private static Framework[] Frameworks(IReadOnlyList<SourceFile> files, DiagnosticBag problems) =>
        [.. files.Select(file => YamlLoader.Load(file, problems) is { } map ? Binder.Bind(map, f => new Framework(f), problems) : null).OfType<Framework>()];

    private static ReadFile[] ReadAll<T>(
        OverlayStack project, LessonReview<T> review, StepMemory? memory, DiagnosticBag problems, CancellationToken cancel)
    {
        var files = project.Workspace.Sources;
        var results = new ReadFile[files.Count];
        var options = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, files.Count, options, i => results[i] = new ReadFile(files[i], ReadOne(files[i])));
        return results;

        object? ReadOne(WorkspaceFile file)
        {
            if (review.Unread?.Invoke(project, file) is { } unread)
            {
                return unread;
            }

            if (Workspace.Read(file, problems) is not { } source)
            {
                return null;
            }

            // What overlays change in a file is known from changing it, so with them it is changed anew each time.
            var isPlain = project.Overlays.Count == 0;
            if (isPlain && review.Known?.Recall(file, source) is { } remembered)
            {
                problems.AddRange(remembered.Findings);
                var recalled = Recalled(project, file, remembered);
                review.Note(recalled, remembered.Notes(recalled));
                return recalled;
            }

            var known = isPlain ? memory : null;
            _ = known is null ? memory?.Note([source]) : null;
            var bound = StepMemory.Recall(known, $"file {file.Path}", [source], review.Context, problems, own => Bind(project, file, source, review, isPlain, own));
            if (bound.Content is not LessonSummary summary)
            {
                review.Other?.Invoke(source);
                return bound.Content;
            }

            summary = summary with { File = file, Project = project };
            review.Note(summary, bound.Notes!);
            return summary;
        }
    }

    private static Bound<T> Bind<T>(
        OverlayStack project, WorkspaceFile file, SourceFile source, LessonReview<T> review, bool isPlain, DiagnosticBag all)
    {
        // Findings of a file go into a bag of their own only where they are to be known again.
        var problems = review.Known is null ? all : new DiagnosticBag();
        try
        {
            return Bind(project, file, source, review, isPlain ? review.Known : null, problems);
        }
        finally
        {
            if (problems != all)
            {
                all.AddRange(problems.Sorted());
            }
        }
    }

    private static Bound<T> Bind<T>(
        OverlayStack project, WorkspaceFile file, SourceFile source, LessonReview<T> review, LessonMemory<T>? memory, DiagnosticBag problems)
    {
        if (YamlLoader.Load(source, problems, out var outline) is not { } map)
        {
            return new Bound<T>(null, default);
        }

        if (project.Compose(file, map, problems) is not { } composed)
        {
            return new Bound<T>(Removed, default);
        }

        map = composed;
        if (map.Entries.Count > 0 && map.Entries[0].Key.Text == "lesson")
        {
            file.Counts?.Parsed();
            var lesson = Binder.Bind(map, f => new Lesson(f), problems);
            var summary = Summarize(project, lesson, file, ContentHash.Of(source.Bytes.Span), lesson.UsedInTriads, outline(), problems);
            summary = summary with { Key = review.KeyOf?.Invoke(map, summary) ?? "" };
            var notes = review.Look(summary, lesson, problems);
            memory?.Keep(source, map, summary, notes, problems.Sorted());
            return new Bound<T>(summary, notes);
        }

        return new Bound<T>(Bind(project, file, map, problems), default);
    }

    private static object? Bind(OverlayStack project, WorkspaceFile file, YamlMap map, DiagnosticBag problems)
    {
        if (map.Entries.Count == 0)
        {
            problems.Add(CourseProblems.UnknownFile.At(map.Span, "the first key of a file says what it is, and this one has no key", FirstKeys));
            return null;
        }

        var kind = map.Entries[0].Key;
        switch (kind.Text)
        {
            case "unit":
                return Binder.Bind(map, f => new Unit(f), problems);
            case "curriculum":
                return Binder.Bind(map, f => new Curriculum(f), problems);
            case "resources":
                return Binder.Bind(map, f => new ResourceFile(f), problems);
            case "brand":
                return Binder.Bind(map, f => new Brand(f), problems);
            case "standards":
                return Binder.Bind(map, f => new Framework(f), problems);
            case "rules":
                problems.Add(CourseProblems.UnknownFile.At(kind.Span, "language rules are read from the folder rules/ only", "move the file to rules/"));
                return null;
            case "overlay":
                if (file.Name != Workspace.OverlayName || project.Overlays.Count == 0)
                {
                    problems.Add(CourseProblems.UnknownFile.At(kind.Span, "an overlay is the file overlay.yaml in a folder without a curriculum.yaml", "move it to a folder of its own"));
                }

                return null;
            default:
                var known = Kinds.FirstOrDefault(k => map[k] is YamlScalar { Text: "1" });
                problems.Add(known is null
                    ? CourseProblems.UnknownFile.At(
                        kind.Span,
                        $"the first key of a file says what it is, and '{kind.Text}' is no kind of file",
                        Nearest.To(kind.Text, Kinds) is { } near ? $"did you mean '{near}: 1'?" : FirstKeys)
                    : CourseProblems.UnknownFile.At(
                        kind.Span, $"the first key of a file says what it is, and this one starts with '{kind.Text}'", $"move the line '{known}: 1' to the top"));
                return null;
        }
    }

    /// <summary>The summary of a lesson that was read before.</summary>
    internal static LessonSummary Recalled<T>(OverlayStack project, WorkspaceFile file, KnownLesson<T> known) =>
        Summarize(project, known.Lesson, file, known.Hash, known.UsedInTriads, known.Outline, new DiagnosticBag()) with { Key = known.Key };

    private static LessonSummary Summarize(
        OverlayStack project, Lesson lesson, WorkspaceFile file, string hash, IReadOnlySet<string> usedInTriads, TreeOutline? outline, DiagnosticBag problems)
    {
        var fileName = Path.GetFileNameWithoutExtension(file.Name);
        var id = lesson.Id?.Value is { Length: > 0 } given ? given : fileName;
        var span = lesson.Id?.Span ?? lesson.FormatVersion.Span;
        if (ReservedIds.Contains(id, StringComparer.Ordinal))
        {
            problems.Add(CourseProblems.BadId.At(span, $"no lesson may be called '{id}': the name is taken by the tool's own pages", "choose another id"));
        }
        else if (lesson.Id is null && !TextFormat.Slug.Pattern.IsMatch(fileName))
        {
            id = Slug.Of(fileName, "a-lesson");
            problems.Add(CourseProblems.BadId.At(span, $"the file's name '{fileName}' is no id", $"rename the file to {id}.yaml or give the lesson an id of its own"));
        }

        var details = new LessonDetails
        {
            Span = span,
            Card = LessonCard.Of(lesson),
            Handouts = [.. lesson.Handouts.Select(h => new HandoutSummary(h.Id!.Value, h.Title.Value, h.Kind.Value, h.VisibleTo))],
            Objectives = [.. lesson.Objectives.Select(o => o.Text)],
            BigIdea = lesson.BigIdea,
            ContentNote = lesson.ContentNote,
            Family = lesson.Family,
            Authors = [.. lesson.Authors.Select(a => a.Value)],
            License = lesson.License.Value,
            AdaptedFrom = lesson.AdaptedFrom,
            LocalSlots = lesson.LocalSlots,
            Vocabulary = lesson.Vocabulary,
            Materials = lesson.Materials,
            UsedInTriads = usedInTriads,
            Learners = lesson.GroupSize?.Max.Value,
            Standards = [.. StandardsOf(lesson).DistinctBy(s => s.Value)],
            Services = lesson.Resources,
            Requires = lesson.Requires,
            Outline = outline,
        };
        return new LessonSummary(new Lazy<LessonDetails>(details))
        {
            Id = id,
            File = file,
            Project = project,
            Band = lesson.Band.Value,
            Hash = hash,
        };
    }

    private static IEnumerable<Located<string>> StandardsOf(Lesson lesson) =>
        lesson.Objectives.SelectMany(o => o.Standards)
            .Concat(lesson.Standards.Select(s => new Located<string>($"{s.Framework.Value}:{s.Code.Value}", s.Code.Span)));

    private static T? Single<T>(ReadFile[] files, string kind, DiagnosticBag problems)
        where T : Item
    {
        T? first = null;
        foreach (var (_, content) in files)
        {
            if (content is not T item)
            {
                continue;
            }

            if (first is not null)
            {
                problems.Add(CourseProblems.SecondFile.At(item.Span, $"a project has one '{kind}:' file, and {first.Span.File} is it already"));
                continue;
            }

            first = item;
        }

        return first;
    }

    private static ReadFile[] Highest<T>(ReadFile[] files)
        where T : Item
    {
        var found = files.Where(f => f.Content is T).ToList();
        return [.. found.Where(f => f.File.Layer == found.Max(o => o.File.Layer))];
    }

    /// <summary>The services of all layers: one of an overlay takes the place of one of the same id below it.</summary>
    private static List<ResourceService>? Services(ReadFile[] files, DiagnosticBag problems)
    {
        List<ResourceService>? all = null;
        foreach (var layer in files.Where(f => f.Content is ResourceFile).GroupBy(f => f.File.Layer).OrderBy(g => g.Key))
        {
            var own = Single<ResourceFile>([.. layer], "resources", problems)!.Services;
            all = [.. (all ?? []).Where(s => own.All(o => o.Id?.Value != s.Id?.Value)), .. own];
        }

        return all;
    }

    private static Dictionary<string, LessonSummary> Unique(IEnumerable<LessonSummary> lessons, DiagnosticBag problems)
    {
        var byId = new Dictionary<string, LessonSummary>(StringComparer.Ordinal);
        foreach (var lesson in lessons)
        {
            if (!byId.TryAdd(lesson.Id, lesson))
            {
                problems.Add(CourseProblems.DuplicateId.At(lesson.Span, $"another lesson has the id '{lesson.Id}'", lesson.File.Layer == byId[lesson.Id].File.Layer ? $"first used in {byId[lesson.Id].Span}" : $"it stands in {byId[lesson.Id].Span}; change that one by patches, or give yours another id"));
            }
        }

        return byId;
    }

    /// <summary>Puts units into the curriculum's order and lessons into their units.</summary>
    private static (IReadOnlyList<CourseUnit> Units, IReadOnlyList<LessonSummary> Lessons) Place(
        Curriculum curriculum, ReadFile[] files, Dictionary<string, LessonSummary> lessons, DiagnosticBag problems)
    {
        var byId = new Dictionary<string, Unit>(StringComparer.Ordinal);
        foreach (var (file, content) in files)
        {
            if (content is not Unit unit)
            {
                continue;
            }

            var id = unit.Id?.Value ?? Path.GetFileNameWithoutExtension(file.Name);
            if (!TextFormat.Slug.Pattern.IsMatch(id))
            {
                problems.Add(CourseProblems.BadId.At(unit.Span, $"the file's name '{id}' is no id", "rename the file or give the unit an id of its own"));
            }
            else if (!byId.TryAdd(id, unit))
            {
                problems.Add(CourseProblems.DuplicateId.At(unit.Id?.Span ?? unit.Span, $"another unit has the id '{id}'", $"see {byId[id].Span}"));
            }
            else if (curriculum.Units.All(u => u.Value != id))
            {
                problems.Add(CourseProblems.UnlistedUnit.At(unit.FormatVersion.Span, $"the curriculum does not list the unit '{id}'", $"add it to 'units' in {curriculum.Span.File}"));
            }
        }

        var unread = files.Where(f => f.Content is null).Select(f => Path.GetFileNameWithoutExtension(f.File.Name)).ToHashSet(StringComparer.Ordinal);
        var taken = new Dictionary<string, Located<string>>(StringComparer.Ordinal);
        var units = new List<CourseUnit>();
        foreach (var reference in curriculum.Units)
        {
            if (!byId.TryGetValue(reference.Value, out var unit))
            {
                problems.Add(CourseProblems.DanglingId.At(reference.Span, $"there is no unit '{reference.Value}'", Nearest.Hint(reference.Value, byId.Keys)));
            }
            else if (units.Any(u => u.Id == reference.Value))
            {
                problems.Add(CourseProblems.InTwoUnits.At(reference.Span, $"the unit '{reference.Value}' is listed twice"));
            }
            else
            {
                units.Add(new CourseUnit(reference.Value, units.Count + 1, unit, LessonsOf(reference.Value, unit)));
            }
        }

        List<string> bands = [.. Names.Bands];
        var loose = lessons.Values
            .Where(l => !taken.ContainsKey(l.Id))
            .OrderBy(l => bands.IndexOf(l.Band))
            .ThenBy(l => l.Id, StringComparer.Ordinal)
            .ToList();
        return (units, [.. units.SelectMany(u => u.Lessons), .. loose.Select((l, i) => l with { Number = i + 1, Count = loose.Count })]);

        IReadOnlyList<LessonSummary> LessonsOf(string id, Unit unit)
        {
            var found = new List<LessonSummary>();
            foreach (var reference in unit.Lessons)
            {
                if (!lessons.TryGetValue(reference.Value, out var lesson))
                {
                    // A lesson whose file cannot be read has been reported there.
                    if (unread.Contains(reference.Value))
                    {
                        continue;
                    }

                    problems.Add(CourseProblems.DanglingId.At(reference.Span, $"there is no lesson '{reference.Value}'", Nearest.Hint(reference.Value, lessons.Keys)));
                }
                else if (!taken.TryAdd(reference.Value, reference))
                {
                    problems.Add(CourseProblems.InTwoUnits.At(reference.Span, $"the lesson '{reference.Value}' is listed already", $"see {taken[reference.Value].Span}"));
                }
                else
                {
                    found.Add(lesson);
                }
            }

            return [.. found.Select((l, i) => l with { UnitId = id, UnitTitle = unit.Title.Value, Number = i + 1, Count = found.Count })];
        }
    }

    private sealed record ReadFile(WorkspaceFile File, object? Content);

    private sealed record Bound<T>(object? Content, T? Notes);
}

/// <summary>What is done with each lesson while it is there as a whole. All parts are called on several threads.</summary>
/// <param name="Look">Looks at a lesson that was read, reports to the bag, and gives back what is to be known of it later. With a memory, it is called for lessons that changed.</param>
/// <param name="Note">Takes what is known of a lesson; called for every one.</param>
/// <param name="Context">What looking depends on beside the lesson: what is remembered under another context is not used.</param>
public sealed record LessonReview<T>(Func<LessonSummary, Lesson, DiagnosticBag, T> Look, Action<LessonSummary, T> Note, string Context)
{
    /// <summary>What earlier compilations know of lessons, or null.</summary>
    public LessonMemory<T>? Known { get; init; }

    /// <summary>One line for what lists and other lessons see of a lesson, from its tree as composed; null where nobody needs it.</summary>
    internal Func<YamlMap, LessonSummary, string>? KeyOf { get; init; }

    /// <summary>Gives a lesson that is known without its file; null for those that are to be read. Null where all are.</summary>
    internal Func<OverlayStack, WorkspaceFile, LessonSummary?>? Unread { get; init; }

    /// <summary>Called with each file that holds something else than a lesson; null where nobody needs it.</summary>
    public Action<SourceFile>? Other { get; init; }
}

/// <summary>What earlier compilations know of lessons in files that no overlay changes.</summary>
/// <param name="Recall">What is known of a lesson whose file holds these bytes; null where nothing is, or where it is no lesson.</param>
/// <param name="Keep">Takes a lesson that was read: its file, its tree, its summary, what is known of it, and what was reported.</param>
public sealed record LessonMemory<T>(
    Func<WorkspaceFile, SourceFile, KnownLesson<T>?> Recall, Action<SourceFile, YamlMap, LessonSummary, T, IReadOnlyList<Diagnostic>> Keep);

/// <summary>A lesson that was read before.</summary>
/// <param name="Lesson">Of its fields, only those that its summary comes from.</param>
/// <param name="UsedInTriads">Ids of handouts that an activity uses in triads.</param>
/// <param name="Key">One line for what lists and other lessons see of it.</param>
/// <param name="Hash">SHA-256 of its file.</param>
/// <param name="Findings">What was reported.</param>
/// <param name="Notes">What is known of it beside, for its summary.</param>
public sealed record KnownLesson<T>(Lesson Lesson, IReadOnlySet<string> UsedInTriads, string Key, string Hash, IReadOnlyList<Diagnostic> Findings, Func<LessonSummary, T> Notes)
{
    /// <summary>Where everything stands in its file; null where that is not known.</summary>
    internal TreeOutline? Outline { get; init; }

    /// <summary>The part of its tree that was kept; null where none was.</summary>
    internal YamlMap? Tree { get; init; }
}
