using System.Collections.Concurrent;
using System.Text;
using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Caching;
using Upstander.Checking;
using Upstander.Checking.Language;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Lessons;
using Upstander.Overlays;
using Upstander.Overrides;
using Upstander.Pdf;
using Upstander.Publishing;
using Upstander.Rendering;
using Upstander.Word;
using Upstander.Workspaces;

namespace Upstander;

/// <summary>The whole way from a folder of YAML to a folder of pages, as one straight line.</summary>
public static class Compiler
{
    internal const string EntrancePath = "index.html";
    private const string EntranceMaker = "entrance html -";

    /// <summary>Compiles a curriculum. What is wrong with it goes into the bag; only bugs are exceptions.</summary>
    /// <param name="request">What to compile.</param>
    /// <param name="problems">Gets every finding of every file.</param>
    /// <param name="progress">Called with the lessons done and their number, from several threads.</param>
    /// <param name="cancel">Stops it; before the first file is put in place, nothing has changed then.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static CompileResult Compile(CompileRequest request, DiagnosticBag problems, Action<int, int>? progress, CancellationToken cancel)
    {
        foreach (var part in request.Parts.Where(p => !Directory.Exists(Path.Combine(p, BuildCache.PartName))))
        {
            problems.Add(PublishingProblems.NoPart.At(SourceSpan.Whole(part), "this is no part of a build", "a part is the output folder of 'build --shard K/N', with everything in it"));
        }

        if (request.Parts.Count > 0 && problems.HasErrors)
        {
            return new CompileResult(Outcome.UsageError);
        }

        using var cache = request.Memory is null ? BuildCache.Open(request.Cache, request.Build, NameOf(request.Folder), request.Shard, request.Parts) : null;
        var last = WholeBuild.Look(request, cache, cancel);
        if (WholeBuild.Recall(last, problems) is { } known)
        {
            return known;
        }

        if (SmallChange.Compile(request, cache, last, problems, cancel) is { } small)
        {
            cache!.Commit(askedForAll: false);
            return small;
        }

        // What the last build came to takes memory, and nobody needs it any more.
        last = last is null ? null : new LastBuild(last.Input, null);
        var result = Compile(request, cache, problems, progress, cancel);
        WholeBuild.Keep(request, cache, last, result, problems, cancel);
        cache?.Commit();
        return result;
    }

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static CompileResult Compile(CompileRequest request, BuildCache? cache, DiagnosticBag problems, Action<int, int>? progress, CancellationToken cancel)
    {
        if (Survey(request, cache, problems, cancel) is not { } survey)
        {
            return new CompileResult(WorkspaceProblems.IsUsage(problems.Sorted()) ? Outcome.UsageError : Outcome.InputError);
        }

        request.Choice.Check(survey.Course, survey.Pages, problems);
        if (request.OutputFolder is not null && request.Browser is null && request.Parts.Count == 0 && request.Choice.Formats.Contains("pdf", StringComparer.Ordinal))
        {
            problems.Add(PdfProblems.NoBrowser.At(SourceSpan.Whole("--format pdf"), $"a browser is needed to make PDF, and {Lack(request)}", PdfProblems.BrowserHint));
            return new CompileResult(Outcome.EnvironmentError, survey.Course, survey.Pages, Inspection: survey.Inspection);
        }

        var isRelease = request.Release is not null || request.Releases is not null;
        var versions = isRelease ? SiteVersions.Open(request.Release, request.Releases, request.Choice, survey.Course, problems) : null;
        if (Stops(request, problems))
        {
            survey.Inspection.Finish(problems, pagesWereMade: false);
            CheckProse(survey.Course, problems, cancel);
            return new CompileResult((isRelease ? PublishingProblems.OutcomeOf(problems.Sorted()) : null) ?? Outcome.InputError, survey.Course, survey.Pages, Inspection: survey.Inspection);
        }

        if (request.OutputFolder is { } outputFolder)
        {
            return Publish(request, outputFolder, survey, versions, problems, progress, cancel);
        }

        var made = Make(request, survey, request.Choice.Wants, null, problems, progress, cancel);
        return new CompileResult(Stops(request, problems) ? Outcome.InputError : Outcome.Published, survey.Course, survey.Pages, null, made, survey.Inspection);
    }

    /// <summary>Reads and checks everything and plans every page, but makes none. Null when there is no curriculum to survey.</summary>
    public static Survey? Survey(CompileRequest request, DiagnosticBag problems, CancellationToken cancel) => Survey(request, null, problems, cancel);

    private static Survey? Survey(CompileRequest request, BuildCache? cache, DiagnosticBag problems, CancellationToken cancel)
    {
        if (Read(request, cache, null, problems, cancel) is not { } read)
        {
            return null;
        }

        var (memory, workspace, course, inspection) = (request.Memory, read.Project.Workspace, read.Course, read.Inspection);
        LockCheck.Check(read.Project, request.Locked, problems);
        OverlayChecks.Check(read.Project, request.Today, problems);
        CourseChecks.Check(course, request.Today, problems);
        if (request.Shard is null)
        {
            // What spans lessons is told when the parts are put together.
            inspection.Inspect(course, workspace.Find("templates/labels.yaml") is not null, read.Assets, memory is not null ? (file, find) => memory.RecallLater($"words of {file}", file, read.Context, [], find) : cache is null ? null : cache.Words);
            inspection.Inspect(read.Assets);
        }

        inspection.Settle(course.Curriculum, problems);
        PageChoice.Check(request.Part, course, problems);
        read = read with { Course = request.Part.Of(course) };
        var survey = Plan(request, read, cache, problems);
        var paths = memory is null ? null : StepMemory.Recall(memory, "paths", "", problems, _ => new Dictionary<string, (string? Fault, string Folded)>(StringComparer.Ordinal));
        PathChecks.Check(survey.Pages, survey.Course, survey.Assets, path => OutputPath.Normalize(path, out var fault) is null ? fault : null, paths, problems);
        return survey;
    }

    /// <summary>
    /// The survey of a project in which a few lessons changed. The others are not read, and what is to be said of the course as a whole was said before.
    /// </summary>
    internal static Survey? Survey(CompileRequest request, BuildCache cache, UnreadLessons unread, DiagnosticBag problems, CancellationToken cancel) =>
        Read(request, cache, unread, problems, cancel) is { } read ? Plan(request, read, cache, problems) : null;

    private static ReadCourse? Read(CompileRequest request, BuildCache? cache, UnreadLessons? unread, DiagnosticBag problems, CancellationToken cancel)
    {
        if ((unread is null ? OverlayStack.Open(request.Folder, request.ToolFolder, request.Counts, problems) : OverlayStack.Of(unread.Project)) is not { Workspace: { } workspace } project)
        {
            return null;
        }

        var memory = request.Memory;

        // Rules and templates are of one size and know nothing of each other: in a small course they are most of the work before the first page.
        var reading = Task.Run(
            () => StepMemory.Recall(memory, "rules", memory is null ? [] : Read(workspace.Rules, new DiagnosticBag()), "", problems, own => TestedRules(workspace, request.ShippedRules, cache, own)),
            CancellationToken.None);
        Override.Check(workspace, problems);
        var texts = Read(workspace.Templates.Where(f => f.Kind == WorkspaceFileKind.Template), problems);
        var templates = StepMemory.Recall(memory, "templates", texts, "", problems, own => TemplateLibrary.Load(texts, own));
        var lists = Layers(workspace, "templates/documents.yaml", problems);
        var documents = StepMemory.Recall(memory, "documents", lists, string.Join('\n', texts.Select(t => t.Name)), problems, own => DocumentList.Read(lists, templates, own));
        var words = Layers(workspace, "templates/labels.yaml", problems);
        var labels = StepMemory.Recall(memory, "labels", words, "", problems, own => Labels.Read(words, own));
        var inspection = new Inspection(reading.GetAwaiter().GetResult(), request.Rules, request.Today, request.Baseline);

        var plan = new PagePlan(documents) { Known = unread?.PlanOf(documents.Documents) };
        var frameworks = Read(workspace.Standards, problems);
        cache?.Files.Add([.. texts, .. lists, .. words, .. frameworks]);
        var context = (memory?.Files ?? cache?.Files) is { } notes ? ContextOfLessons(workspace, notes, lists, texts) : "";
        var review = new LessonReview<LookedAt>(Look, Note, context)
        {
            Known = cache?.Lessons($"{context} {OptionsOf(request.Rules)}", documents.Documents),
            KeyOf = cache is null ? null : (tree, summary) => LessonRecord.KeyOf(LessonRecord.Kept(tree), summary.UsedInTriads),
            Other = cache is null ? null : file => cache.Files.Add([file]),
            Unread = unread is null ? null : unread.Find,
        };
        var course = CourseReader.Read(project, frameworks, review, memory, problems, cancel);
        if (course is null)
        {
            return null;
        }

        course = course with { AskedPaper = request.Paper };
        return new ReadCourse(project, course, plan, templates, labels, inspection, Assets.Read(workspace, course.Brand, problems), context);

        // With a memory, rules are asked afterwards: who waits for a page does not wait for them.
        LookedAt Look(LessonSummary summary, Lesson lesson, DiagnosticBag own)
        {
            LessonChecks.Check(lesson, own);
            return new LookedAt(Inspection.Look(summary, lesson), plan.PlanLesson(summary, lesson, own), memory is not null ? null : IsOfShard(summary) ? inspection.Ask(summary, lesson) : LessonFindings.None);
        }

        void Note(LessonSummary summary, LookedAt seen)
        {
            plan.AddLesson(summary.Id, seen.Pages);
            inspection.Note(summary, seen.Notes, !IsOfShard(summary) ? LessonFindings.None : seen.Findings ?? memory!.RecallLater($"words of {summary.File.Path}", summary.File.Path, context, LessonFindings.None, () => Ask(summary)));
        }

        bool IsOfShard(LessonSummary summary) => request.Shard?.Holds(summary.Id) != false;

        LessonFindings? Ask(LessonSummary summary) => LessonSource.Get(summary, new DiagnosticBag()) is { } lesson ? inspection.Ask(summary, lesson) : null;
    }

    private static Survey Plan(CompileRequest request, ReadCourse read, BuildCache? cache, DiagnosticBag problems)
    {
        var (workspace, course, inspection) = (read.Project.Workspace, read.Course, read.Inspection);
        var scorecard = new Lazy<View>(() => inspection.Scorecard(course));
        var made = request.Planned ?? Asked(request, course, problems);
        var maker = new PageMaker(course, read.Pages, new Renderer(read.Templates), read.Labels, scorecard, read.Assets.Names, made, problems)
        {
            Release = request.Release is { } release ? (release, page => SiteVersions.WayToList(page.OutputPath)) : null,
            Counts = request.Counts,
        };
        var reference = Reference.Read(workspace, problems);
        (request.Memory?.Files ?? cache?.Files)?.Add([.. read.Assets.Files.Select(f => f.File), .. Layers(workspace, Reference.FileName, problems)]);
        return new Survey(workspace, course, read.Pages, maker, read.Templates, read.Assets, inspection, reference) { Cache = cache };
    }

    /// <summary>What is known of a lesson after it was looked at depends on the rules, on the documents and on the patches of overlays.</summary>
    private static string ContextOfLessons(Workspace workspace, FileNotes notes, List<SourceFile> documents, List<SourceFile> templates)
    {
        var unheard = new DiagnosticBag();
        return ContentHash.Of(string.Join(
            '\n',
            notes.Add(Read(workspace.Rules, unheard)),
            notes.Add(documents),
            string.Join('\n', templates.Select(t => t.Name)),
            notes.Add(Read(workspace.FindAll(Workspace.OverlayName), unheard))));
    }

    /// <summary>What is built at all: PDF that only the curriculum asks for is left out where no browser can make it.</summary>
    private static PageChoice Asked(CompileRequest request, Course course, DiagnosticBag problems)
    {
        var asked = request.Choice.Beyond(course.Curriculum.Outputs);
        if (request.OutputFolder is null || request.Browser is not null || request.Parts.Count > 0 || course.Curriculum.Outputs?.Formats.FirstOrDefault(f => f.Value == "pdf") is not { } pdf)
        {
            return asked;
        }

        if (request.Choice.Formats.Count == 0)
        {
            problems.Add(PdfProblems.NoBrowserForOutputs.At(pdf.Span, $"no PDF is made: that needs a browser, and {Lack(request)}", PdfProblems.BrowserHint));
        }

        return asked with { Formats = [.. asked.Formats.Where(f => f != "pdf")] };
    }

    internal static string Lack(CompileRequest request) =>
        request.BrowserMissing is { } named ? $"there is no program '{named}', which {BrowserSearch.PathVariable} names" : "none was found here";

    /// <summary>The rules of a project together with those of the tool.</summary>
    /// <param name="workspace">The project.</param>
    /// <param name="problems">Gets what is wrong with its rules.</param>
    /// <param name="shipped">The tool's own rules, where they were read before; used where the project adds none.</param>
    public static RuleCatalogue Rules(Workspace workspace, DiagnosticBag problems, RuleLibrary? shipped = null) => Rules(workspace, problems, shipped, null);

    private static RuleCatalogue Rules(Workspace workspace, DiagnosticBag problems, RuleLibrary? shipped, BuildCache? cache)
    {
        if (shipped is not null && workspace.Rules.All(f => f.BuiltIn))
        {
            return new(shipped);
        }

        var files = Read(workspace.Rules, problems);
        return new(RuleLibrary.Read(files, cache?.Rules(cache.Files.Add(files)), problems));
    }

    private static RuleCatalogue TestedRules(Workspace workspace, RuleLibrary? shipped, BuildCache? cache, DiagnosticBag problems)
    {
        var rules = Rules(workspace, problems, shipped, cache);
        RuleExamples.Check(rules.Language, RuleExamples.OfProject, problems);
        return rules;
    }

    private static CompileResult Publish(
        CompileRequest request,
        string outputFolder,
        Survey survey,
        SiteVersions? versions,
        DiagnosticBag problems,
        Action<int, int>? progress,
        CancellationToken cancel)
    {
        var (workspace, course, plan, assets, inspection) = (survey.Workspace, survey.Course, survey.Pages, survey.Assets, survey.Inspection);
        var target = new StageRequest(outputFolder)
        {
            Protected = [.. workspace.SourceFolders, request.ToolFolder],
            DryRun = request.DryRun,
            Verify = request.Verify,
            Tool = request.Tool,
            Counts = request.Counts,
        };
        using var stage = Stage.Open(target, problems);
        if (stage is null)
        {
            return new CompileResult(PublishingProblems.OutcomeOf(problems.Sorted()) ?? Outcome.EnvironmentError, course, plan, Inspection: inspection);
        }

        PutPage put = versions is null ? stage.Add : (path, content, maker) =>
        {
            versions.Put(stage, path, content, maker);
            return null;
        };

        // PDF and DOCX hold what they need.
        var audiences = plan.All(course).Where(p => request.Shard is null && p.Source is null && request.Choice.Wants(p)).Select(p => For.NameOf(p.Audience)).Distinct().Order(StringComparer.Ordinal);
        foreach (var audience in audiences)
        {
            foreach (var (name, file) in assets.Files)
            {
                put($"{audience}/assets/{name}", EjectMark.Without(name, file.Bytes).Span, "asset");
            }
        }

        var made = Make(request, survey, Wants, put, problems, progress, cancel, versions is null ? stage : null);
        var wantsEntrance = request.Shard is null && Homes(plan).All(home => home is not null && request.Choice.Wants(home));
        if (wantsEntrance && Entrance(survey, problems) is { } entrance)
        {
            stage.Add(EntrancePath, Encoding.UTF8.GetBytes(entrance), EntranceMaker);
            made++;
        }

        if (!Stops(request, problems))
        {
            versions?.Finish(stage, plan, survey.Maker, [.. For.Names.Select(n => n.Audience).Where(a => audiences.Contains(For.NameOf(a)))], problems, cancel);
        }

        if (Stops(request, problems))
        {
            return new CompileResult(PublishingProblems.OutcomeOf(problems.Sorted()) ?? Outcome.InputError, course, plan, null, made, inspection);
        }

        // A choice of pages says nothing of versions: all of them belong to a build of a release, and none to any other.
        var publishing = stage.Plan(
            entry => !request.Choice.IsNarrow
                || (SiteVersions.Holds(entry.Path) ? versions is not null
                    : entry.Path == EntrancePath ? wantsEntrance
                    : request.Choice.Wants(entry.Path, entry.Maker)),
            request.OverwriteEdited);
        var outcome = Publisher.Apply(publishing, cancel);
        if (request.Shard is not null && outcome == Outcome.Published && survey.Cache?.FinishPart(stage.Folder) != true)
        {
            problems.Add(PublishingProblems.Refused.At(SourceSpan.Whole(outputFolder), "what is known of this part cannot be written beside it"));
            outcome = Outcome.EnvironmentError;
        }

        return new CompileResult(outcome, course, plan, publishing, made, inspection) { Versions = versions };

        bool Wants(Page page) => request.Choice.Wants(page) && (request.Shard is not { } shard || (page.LessonId is { } id && shard.Holds(id)));
    }

    /// <summary>The page above the sites, which leads to that of learners and that of families; null where not both are built. None leads to answers.</summary>
    internal static string? Entrance(Survey survey, DiagnosticBag problems)
    {
        if (Homes(survey.Pages) is not [{ } learners, { } families])
        {
            return null;
        }

        var file = new BesideFile("html/entrance.html.scriban", OutputKind.Html, Audience.Learner, HasFolder: true, EntrancePath, survey.Course.Curriculum.Title.Value) { Id = "entrance" };
        var sites = new View().Set("learner", learners.OutputPath).Set("family", families.OutputPath);
        return survey.Maker.MakeBeside(file, new View().Set("sites", sites), problems);
    }

    /// <summary>The first pages of the sites that were asked for.</summary>
    public static IEnumerable<Page> HomesOf(PagePlan plan, PageChoice choice) =>
        For.Names.Select(n => plan.Find(n.Audience, "home", null, null)).OfType<Page>().Where(choice.Wants);

    // The sites that the entrance leads to: it stands above both, or it is not there.
    private static Page?[] Homes(PagePlan plan) => [plan.Find(Audience.Learner, "home", null, null), plan.Find(Audience.Family, "home", null, null)];

    /// <summary>Makes the wanted pages, lessons in parallel, and hands over each as soon as it is made.</summary>
    internal static int Make(
        CompileRequest request,
        Survey survey,
        Func<Page, bool> wants,
        PutPage? put,
        DiagnosticBag problems,
        Action<int, int>? progress,
        CancellationToken cancel,
        Stage? stage = null)
    {
        var (course, plan, maker, inspection) = (survey.Course, survey.Pages, survey.Maker, survey.Inspection);
        var (made, done) = (0, 0);
        var pages = plan.All(course).Where(wants).ToHashSet<Page>(ReferenceEqualityComparer.Instance);
        var links = new LinkCheck(course, plan, survey.Assets, survey.Templates, request.Release is null ? [] : [SiteVersions.ListPath]);
        using var printing = new LatePrinter(() => StartPrinter(request, survey, problems, cancel));
        var afterPrinting = new ConcurrentQueue<Action>();
        var madeHere = 0;
        var making = new PageWork(survey, pages, links.Look, put, problems) { Printer = () => printing.Printer };

        // Where nothing is put anywhere, what earlier compilations found on the pages of a lesson is still so while nothing changed that they can see.
        var memory = put is null ? request.Memory : null;
        var context = memory is null ? "" : ContextOfPages(survey, memory);

        // Pages of a release go to two places, and those that a browser makes come when it pleases: neither is remembered.
        var cache = put is null || stage is not null ? survey.Cache : null;
        cache?.Begin(course, plan, inspection, string.Join('\n', put is null ? "checked" : "made", OptionsOf(request.Choice), OptionsOf(request.Rules), request.Paper));

        List<Page> coursePages = [.. plan.CoursePages.Where(wants)];
        var listsLeft = new ConcurrentDictionary<Audience, int>(coursePages.CountBy(p => p.Audience));

        // The course's own pages, the largest of all, are made one after the other by the thread that begins at the front.
        List<Work> work = [.. coursePages.Select(p => new Work(null, p)), .. course.Lessons.Select(l => new Work(l, null))];
        RenderThreads.ForEach(
            work,
            request.Threads,
            each =>
            {
                Page[] wanted = each.Lesson is { } summary ? [.. plan.PagesOf(summary).Where(wants)] : [each.Page!];
                Note(wanted.Length == 0 ? new PageNotes()
                    : cache is not null && (!IsBound(wanted) || request.Shard is not null || request.Parts.Count > 0) ? Remembered(each, wanted)
                    : StepMemory.Recall(
                        each.Lesson is null ? null : memory, $"pages of {each.Lesson?.Id}", each.Lesson?.Hash + context, problems, own => making.Make(each.Lesson, wanted, own, cancel)));
                if (each.Page is { Audience: var audience } && listsLeft.AddOrUpdate(audience, 0, (_, left) => left - 1) == 0)
                {
                    maker.ForgetLists(audience);
                }

                if (each.Lesson is not null)
                {
                    progress?.Invoke(Interlocked.Increment(ref done), course.Lessons.Count);
                }
            },
            cancel);
        printing.Finish();
        foreach (var keep in afterPrinting)
        {
            keep();
        }

        if (request.Parts.Count > 0 && madeHere > 0)
        {
            problems.Add(PublishingProblems.NotInParts.At(
                SourceSpan.Whole("--merge"),
                $"{madeHere} {(madeHere == 1 ? "page" : "pages")} of lessons {(madeHere == 1 ? "is" : "are")} in none of the parts and {(madeHere == 1 ? "was" : "were")} made here",
                "is a part missing, or was one made from other files, with other options or by another version?"));
        }

        if (request.Shard is null)
        {
            links.Finish(problems);
        }

        inspection.Settle(course.Curriculum, problems);
        if (!request.Choice.IsNarrow && request.Shard is null)
        {
            inspection.Finish(problems, pagesWereMade: true);
        }

        return made;

        PageNotes Remembered(Work each, Page[] wanted)
        {
            var bound = IsBound(wanted);
            if (cache!.RecallPages(each.Lesson, each.Page, bound) is { } known && IsThere(known))
            {
                problems.AddRange(known.Record.Findings);
                return known.Record.Notes;
            }

            Interlocked.Add(ref madeHere, each.Lesson is null ? 0 : wanted.Length);
            var own = new DiagnosticBag();
            var (notes, sources) = ReadLog.Of(() => making.Make(each.Lesson, wanted, own, cancel));
            var found = own.Sorted();
            problems.AddRange(found);
            if (bound)
            {
                afterPrinting.Enqueue(KeepThem);
            }
            else
            {
                KeepThem();
            }

            return notes;

            void KeepThem()
            {
                if (notes.Made == wanted.Length && (stage is null || notes.Files.Count == wanted.Length))
                {
                    cache.KeepPages(each.Lesson, each.Page, bound, sources, notes, found);
                }
            }
        }

        // Whether the files are where they belong, or can be taken from the part that holds them; all of them are staged then.
        bool IsThere(KnownPages known)
        {
            var files = known.Record.Notes.Files;
            if (stage is null)
            {
                return true;
            }

            if (files.TrueForAll(f => stage.Holds(f.Path, f.Hash, f.Length)))
            {
                files.ForEach(f => stage.AddHeld(f.Path, f.Hash, f.Maker));
            }
            else if (known.Part is not { } part || !files.TrueForAll(f => stage.CanCopy(Path.Combine(part, f.Path), f.Length)))
            {
                return false;
            }
            else if (!files.TrueForAll(f => stage.TryCopy(f.Path, Path.Combine(part, f.Path), f.Hash, f.Maker)))
            {
                problems.Add(PublishingProblems.DamagedPart.At(SourceSpan.Whole(part), "a file of this part is not what it was made as", "make the part again"));
            }

            return true;
        }

        static bool IsBound(Page[] wanted) => Array.Exists(wanted, p => p.Format == "pdf");

        void Note(PageNotes notes)
        {
            notes.Found.ForEach(inspection.Note);
            notes.Links.ForEach(links.Note);
            Interlocked.Add(ref made, notes.Made);
        }
    }

    private static PdfPrinter? StartPrinter(CompileRequest request, Survey survey, DiagnosticBag problems, CancellationToken cancel)
    {
        if (request.Browser is { } browser)
        {
            return PdfPrinter.Start(browser, survey.Assets, problems, new PrintSettings { Tabs = request.Threads }, cancel);
        }

        problems.Add(PdfProblems.NoBrowser.At(SourceSpan.Whole("--format pdf"), $"a browser is needed to make PDF, and {Lack(request)}", PdfProblems.BrowserHint));
        return null;
    }

    /// <summary>One line for a choice: the same when it is.</summary>
    internal static string OptionsOf(PageChoice choice) => Joined(choice.Lessons, choice.Audiences, choice.Documents, choice.Formats, choice.Without);

    /// <summary>One line for a choice of rules: the same when it is.</summary>
    internal static string OptionsOf(RuleChoice rules) => Joined(rules.Only, rules.Except, [rules.NoCheck ? "no" : "all"]);

    private static string Joined(params IReadOnlyList<string>[] lists) => string.Join(';', lists.Select(l => string.Join(',', l)));

    /// <summary>The file of one page, for who wants to see that one now; null after a finding, or where it is made by a browser.</summary>
    internal static byte[]? MakeOne(Survey survey, Page page, DiagnosticBag problems, CancellationToken cancel)
    {
        byte[]? content = null;
        RenderThreads.ForEach([page], 1, one =>
        {
            if (one.LessonId is null)
            {
                survey.Maker.MakeCoursePages([one], Keep, problems, cancel);
            }
            else if (survey.Course.Lesson(one.LessonId) is { } summary && LessonSource.Get(summary, problems) is { } lesson)
            {
                survey.Maker.MakeLessonPages(summary, lesson, [one], Keep, problems, cancel);
            }
        }, cancel);
        return content;

        void Keep(MadePage made) => content = made.Page.Format switch
        {
            "pdf" => null,
            "docx" => new WordWriter(survey.Course, survey.Assets, survey.Reference, problems).Write(made),
            _ => Encoding.UTF8.GetBytes(made.Text),
        };
    }

    /// <summary>What a page of a lesson can see beside its lesson: every file that is no lesson, what lists say of lessons, and which pages there are.</summary>
    private static string ContextOfPages(Survey survey, StepMemory memory) => ContentHash.Of(string.Join(
        '\n',
        memory.Files.KeyOfAllBut(survey.Course.Lessons.Select(l => l.File.Path).ToHashSet(StringComparer.Ordinal)),
        survey.Maker.KeyOfGlobals(),
        string.Join('\n', survey.Pages.All(survey.Course).Select(p => p.OutputPath))));

    internal static bool Stops(CompileRequest request, DiagnosticBag problems) =>
        problems.HasErrors || (request.Strict && problems.Sorted().Any(p => p.Severity == Severity.Warning));

    /// <summary>Rendering finds what is wrong with Markdown; where it will not happen, this does, so that one run reports everything.</summary>
    internal static void CheckProse(Course course, DiagnosticBag problems, CancellationToken cancel) => RenderThreads.ForEach(
        course.Lessons,
        Environment.ProcessorCount,
        summary =>
        {
            foreach (var prose in LessonSource.Get(summary, problems) is { } lesson ? Proses.In(lesson) : [])
            {
                MarkdownRenderer.Check(prose, problems);
            }
        },
        cancel);

    private static List<SourceFile> Layers(Workspace workspace, string name, DiagnosticBag problems) =>
        Read([.. new[] { workspace.FindBuiltIn(name) }.OfType<WorkspaceFile>(), .. workspace.FindAll(name)], problems);

    private static List<SourceFile> Read(IEnumerable<WorkspaceFile> files, DiagnosticBag problems) =>
        [.. files.Select(f => Workspace.Read(f, problems)).OfType<SourceFile>()];

    internal delegate string? PutPage(string path, ReadOnlySpan<byte> content, string maker);

    /// <summary>A printer that is started when the first page comes.</summary>
    private sealed class LatePrinter(Func<PdfPrinter?> start) : IDisposable
    {
        private readonly Lazy<PdfPrinter?> printer = new(start);

        public PdfPrinter? Printer => printer.Value;

        public void Finish()
        {
            if (printer.IsValueCreated)
            {
                printer.Value?.Finish();
            }
        }

        public void Dispose()
        {
            if (printer.IsValueCreated)
            {
                printer.Value?.Dispose();
            }
        }
    }

    /// <summary>What the files of a project say, before its pages are planned.</summary>
    private sealed record ReadCourse(
        OverlayStack Project, Course Course, PagePlan Pages, TemplateLibrary Templates, View Labels, Inspection Inspection, Assets Assets, string Context);

    /// <summary>A piece of the work of making pages: a lesson, or a page of the course.</summary>
    private sealed record Work(LessonSummary? Lesson, Page? Page);
}
