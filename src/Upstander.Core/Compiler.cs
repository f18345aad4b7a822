using System.Text;
using Upstander.Binding;
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
    /// <summary>Compiles a curriculum. What is wrong with it goes into the bag; only bugs are exceptions.</summary>
    /// <param name="request">What to compile.</param>
    /// <param name="problems">Gets every finding of every file.</param>
    /// <param name="progress">Called with the lessons done and their number, from several threads.</param>
    /// <param name="cancel">Stops it; before the first file is put in place, nothing has changed then.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static CompileResult Compile(CompileRequest request, DiagnosticBag problems, Action<int, int>? progress, CancellationToken cancel)
    {
        if (Survey(request, problems, cancel) is not { } survey)
        {
            return new CompileResult(problems.Sorted().Any(p => WorkspaceProblems.OfUsage.Any(u => u.Code == p.Code)) ? Outcome.UsageError : Outcome.InputError);
        }

        request.Choice.Check(survey.Course, survey.Pages, problems);
        if (request.OutputFolder is not null && request.Browser is null && request.Choice.Formats.Contains("pdf", StringComparer.Ordinal))
        {
            problems.Add(PdfProblems.NoBrowser.At(SourceSpan.Whole("--format pdf"), $"a browser is needed to make PDF, and {Lack(request)}", PdfProblems.BrowserHint));
            return new CompileResult(Outcome.EnvironmentError, survey.Course, survey.Pages, Inspection: survey.Inspection);
        }

        if (Stops(request, problems))
        {
            survey.Inspection.Finish(problems, pagesWereMade: false);
            CheckProse(survey.Course, problems, cancel);
            return new CompileResult(Outcome.InputError, survey.Course, survey.Pages, Inspection: survey.Inspection);
        }

        if (request.OutputFolder is { } outputFolder)
        {
            return Publish(request, outputFolder, survey, problems, progress, cancel);
        }

        var made = Make(request, survey, request.Choice.Wants, null, problems, progress, cancel);
        return new CompileResult(Stops(request, problems) ? Outcome.InputError : Outcome.Published, survey.Course, survey.Pages, null, made, survey.Inspection);
    }

    /// <summary>Reads and checks everything and plans every page, but makes none. Null when there is no curriculum to survey.</summary>
    public static Survey? Survey(CompileRequest request, DiagnosticBag problems, CancellationToken cancel)
    {
        if (OverlayStack.Open(request.Folder, request.ToolFolder, problems) is not { Workspace: { } workspace } project)
        {
            return null;
        }

        Override.Check(workspace, problems);
        var templates = TemplateLibrary.Load(Read(workspace.Templates.Where(f => f.Kind == WorkspaceFileKind.Template), problems), problems);
        var documents = DocumentList.Read(Layers(workspace, "templates/documents.yaml", problems), templates, problems);
        var labels = Labels.Read(Layers(workspace, "templates/labels.yaml", problems), problems);
        var rules = Rules(workspace, problems, request.ShippedRules);
        RuleExamples.Check(rules.Language, RuleExamples.OfProject, problems);
        var inspection = new Inspection(rules, request.Rules, request.Today, request.Baseline);

        var plan = new PagePlan(documents);
        var course = CourseReader.Read(project, Read(workspace.Standards, problems), Inspect, request.KeptBytes, problems, cancel);
        if (course is null)
        {
            return null;
        }

        LockCheck.Check(project, request.Locked, problems);
        course = course with { AskedPaper = request.Paper };
        OverlayChecks.Check(project, request.Today, problems);
        CourseChecks.Check(course, request.Today, problems);
        var assets = Assets.Read(workspace, course.Brand, problems);
        inspection.Inspect(course, workspace.Find("templates/labels.yaml") is not null, assets);
        inspection.Inspect(assets);
        inspection.Settle(course.Curriculum, problems);
        PageChoice.Check(request.Part, course, problems);
        course = request.Part.Of(course);
        var maker = new PageMaker(
            course, plan, new Renderer(templates), labels, inspection.Scorecard(course), assets.Names, request.Planned ?? Asked(request, course, problems), problems);
        PathChecks.Check(plan, course, assets, path => OutputPath.Normalize(path, out var fault) is null ? fault : null, problems);
        return new Survey(workspace, course, plan, maker, templates, assets, inspection, Reference.Read(workspace, problems));

        void Inspect(LessonSummary summary, Lesson lesson)
        {
            LessonChecks.Check(lesson, problems);
            inspection.Inspect(summary, lesson);
            plan.AddLesson(summary, lesson, problems);
        }
    }

    /// <summary>What is built at all: PDF that only the curriculum asks for is left out where no browser can make it.</summary>
    private static PageChoice Asked(CompileRequest request, Course course, DiagnosticBag problems)
    {
        var asked = request.Choice.Beyond(course.Curriculum.Outputs);
        if (request.OutputFolder is null || request.Browser is not null || course.Curriculum.Outputs?.Formats.FirstOrDefault(f => f.Value == "pdf") is not { } pdf)
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
    public static RuleCatalogue Rules(Workspace workspace, DiagnosticBag problems, RuleLibrary? shipped = null) =>
        new(shipped is not null && workspace.Rules.All(f => f.BuiltIn) ? shipped : RuleLibrary.Read(Read(workspace.Rules, problems), problems));

    private static CompileResult Publish(
        CompileRequest request,
        string outputFolder,
        Survey survey,
        DiagnosticBag problems,
        Action<int, int>? progress,
        CancellationToken cancel)
    {
        var (workspace, course, plan, assets, inspection) = (survey.Workspace, survey.Course, survey.Pages, survey.Assets, survey.Inspection);
        var target = new StageRequest(outputFolder) { Protected = [.. workspace.SourceFolders, request.ToolFolder], DryRun = request.DryRun, Tool = request.Tool };
        using var stage = Stage.Open(target, problems);
        if (stage is null)
        {
            return new CompileResult(PublishingProblems.OutcomeOf(problems.Sorted()) ?? Outcome.EnvironmentError, course, plan, Inspection: inspection);
        }

        // PDF and DOCX hold what they need.
        var audiences = plan.All(course).Where(p => p.Source is null && request.Choice.Wants(p)).Select(p => For.NameOf(p.Audience)).Distinct().Order(StringComparer.Ordinal);
        foreach (var audience in audiences)
        {
            foreach (var (name, file) in assets.Files)
            {
                stage.Add($"{audience}/assets/{name}", EjectMark.Without(name, file.Bytes).Span, "asset");
            }
        }

        var made = Make(request, survey, request.Choice.Wants, stage.Add, problems, progress, cancel);
        if (Stops(request, problems))
        {
            return new CompileResult(PublishingProblems.OutcomeOf(problems.Sorted()) ?? Outcome.InputError, course, plan, null, made, inspection);
        }

        var publishing = stage.Plan(
            entry => !request.Choice.IsNarrow || request.Choice.Wants(entry.Path, entry.Maker),
            request.OverwriteEdited);
        return new CompileResult(Publisher.Apply(publishing, cancel), course, plan, publishing, made, inspection);
    }

    /// <summary>Makes the wanted pages, lessons in parallel, and hands over each as soon as it is made.</summary>
    internal static int Make(
        CompileRequest request,
        Survey survey,
        Func<Page, bool> wants,
        PutPage? put,
        DiagnosticBag problems,
        Action<int, int>? progress,
        CancellationToken cancel)
    {
        var (course, plan, maker, inspection) = (survey.Course, survey.Pages, survey.Maker, survey.Inspection);
        var (made, done) = (0, 0);
        var pages = plan.All(course).Where(wants).ToHashSet();
        using var printer = put is not null && pages.Any(p => p.Format == "pdf")
            ? PdfPrinter.Start(request.Browser!, survey.Assets, problems, new PrintSettings { Tabs = request.Threads }, cancel)
            : null;
        var word = new WordWriter(course, survey.Assets, survey.Reference, problems);
        Action<MadePage> keep = each =>
        {
            var page = each.Page;
            switch (page.Format)
            {
                case "pdf":
                    printer?.Add(each, bytes => put!(page.OutputPath, bytes, page.Maker));
                    break;
                case "docx":
                    // Made in a check too: that is how it finds what is wrong with directions and pictures.
                    var file = word.Write(each);
                    put?.Invoke(page.OutputPath, file, page.Maker);
                    break;
                default:
                    put?.Invoke(page.OutputPath, Encoding.UTF8.GetBytes(each.Text), page.Maker);
                    break;
            }

            // What a file is made from is looked at once.
            if (page.Source is null || !pages.Contains(page.Source))
            {
                inspection.Inspect(new PageSubject(page, each.Text, course, plan, survey.Templates));
            }

            Interlocked.Increment(ref made);
        };

        // The course's own pages are one piece of work among those of the lessons: null stands for it.
        LessonSummary?[] work = [null, .. course.Lessons];
        RenderThreads.ForEach(
            work,
            request.Threads,
            summary =>
            {
                if (summary is null)
                {
                    maker.MakeCoursePages(plan.CoursePages.Where(wants), keep, problems, cancel);
                    return;
                }

                Page[] wanted = [.. plan.PagesOf(summary).Where(wants)];
                if (wanted.Length > 0 && LessonSource.Get(summary, problems) is { } lesson)
                {
                    maker.MakeLessonPages(summary, lesson, wanted, keep, problems, cancel);
                }

                progress?.Invoke(Interlocked.Increment(ref done), course.Lessons.Count);
            },
            cancel);
        printer?.Finish();
        inspection.Settle(course.Curriculum, problems);
        if (!request.Choice.IsNarrow)
        {
            inspection.Finish(problems, pagesWereMade: true);
        }

        return made;
    }

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

    internal delegate void PutPage(string path, ReadOnlySpan<byte> content, string maker);
}
