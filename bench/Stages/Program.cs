// What one lesson costs in each stage, in time and in memory.
//   dotnet run -c Release --project bench/Stages -- --filter '*'             all of it
//   dotnet run -c Release --project bench/Stages -- --filter '*Read*'        some of it
//   dotnet run -c Release --project bench/Stages -- --quick --filter '*'     a few minutes, and less exact
// The lesson is one of lessons/, the overlay that of lessons/examples/riverside. Writing goes to the folder for temporary files: on a disk, that measures the disk.
using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Upstander.Binding;
using Upstander.Checking;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Lessons;
using Upstander.Overlays;
using Upstander.Publishing;
using Upstander.Rendering;
using Upstander.StageBench;
using Upstander.Workspaces;
using Upstander.Yaml;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// In this process: a project that is generated for the benchmark would be built by the rules of this repository.
var job = args.Contains("--quick") ? Job.ShortRun : Job.Default;
var config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(job.WithToolchain(InProcessEmitToolchain.Instance))
    .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(60))
    .WithArtifactsPath(Path.Combine(Sample.Tool, "artifacts", "benchmarks"));
return BenchmarkSwitcher.FromAssembly(typeof(Sample).Assembly).Run([.. args.Where(a => a != "--quick")], config).Any(s => s.HasCriticalValidationErrors) ? 1 : 0;

namespace Upstander.StageBench
{
    /// <summary>The lesson that is measured, and the course around it.</summary>
    internal static class Sample
    {
        private const string File = "g68/a-clear-yes.yaml";

        public static string Tool { get; } = ToolFiles.Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("The files of the tool are not there.");

        public static CompileRequest Request { get; } = new(Path.Combine(Tool, "lessons"), Tool) { Today = new DateOnly(2026, 9, 30), Threads = 1 };

        public static WorkspaceFile FileIn(Workspace workspace) => workspace.Sources.First(f => f.Name == File);

        public static Survey Survey() => Compiler.Survey(Request, new DiagnosticBag(), CancellationToken.None)!;

        public static LessonSummary SummaryIn(Survey survey) => survey.Course.Lessons.First(l => l.File.Name == File);

        public static OverlayStack Open(string folder) => OverlayStack.Open(folder, Tool, new DiagnosticBag())!;
    }

    /// <summary>From bytes on disk to a lesson.</summary>
    [MemoryDiagnoser]
    public class Reading
    {
        private readonly WorkspaceFile file;
        private readonly SourceFile source;
        private readonly YamlMap map;

        public Reading()
        {
            file = Sample.FileIn(Sample.Open(Sample.Request.Folder).Workspace);
            source = Workspace.Read(file, new DiagnosticBag())!;
            map = YamlLoader.Load(source, new DiagnosticBag())!;
        }

        [Benchmark]
        public object? ReadFile() => Workspace.Read(file, new DiagnosticBag());

        [Benchmark]
        public object? ReadYaml() => YamlLoader.Load(source, new DiagnosticBag());

        [Benchmark]
        public object Bind() => Binder.Bind(map, f => new Lesson(f), new DiagnosticBag());
    }

    /// <summary>The patches of an overlay, put into the tree of a lesson.</summary>
    [MemoryDiagnoser]
    public class Composing
    {
        private readonly OverlayStack project = Sample.Open(Path.Combine(Sample.Tool, "lessons", "examples", "riverside"));
        private readonly WorkspaceFile file;
        private readonly YamlMap map;

        public Composing()
        {
            file = Sample.FileIn(project.Workspace);
            map = YamlLoader.Load(Workspace.Read(file, new DiagnosticBag())!, new DiagnosticBag())!;
        }

        [Benchmark]
        public object? Compose() => project.Compose(file, map, new DiagnosticBag());
    }

    /// <summary>What is looked for in one lesson.</summary>
    [MemoryDiagnoser]
    public class Checks
    {
        private readonly Survey survey = Sample.Survey();
        private readonly LessonSummary summary;
        private readonly Lesson lesson;

        public Checks()
        {
            summary = Sample.SummaryIn(survey);
            lesson = LessonSource.Get(summary, new DiagnosticBag())!;
        }

        [Benchmark]
        public void Structure() => LessonChecks.Check(lesson, new DiagnosticBag());

        [Benchmark]
        public object Rules() => survey.Inspection.Ask(summary, lesson);
    }

    /// <summary>A lesson as an audience sees it, ready for templates.</summary>
    [MemoryDiagnoser]
    public class Projecting
    {
        private readonly Survey survey = Sample.Survey();
        private readonly LessonSummary summary;
        private readonly Lesson lesson;

        public Projecting()
        {
            summary = Sample.SummaryIn(survey);
            lesson = LessonSource.Get(summary, new DiagnosticBag())!;
        }

        [Params("learner", "facilitator", "family")]
        public string Audience { get; set; } = "learner";

        [Benchmark]
        public object Project() =>
            FrozenView.Freeze(LessonModel.Of(survey.Maker.ModelFor(For.Names.First(n => n.Name == Audience).Audience), summary, lesson));
    }

    /// <summary>Each document of a lesson, projected and rendered alone; a build projects once for all documents of an audience.</summary>
    [MemoryDiagnoser]
    public class Documents
    {
        private readonly Survey survey = Sample.Survey();
        private readonly LessonSummary summary;
        private readonly Lesson lesson;
        private Page page = null!;

        public Documents()
        {
            summary = Sample.SummaryIn(survey);
            lesson = LessonSource.Get(summary, new DiagnosticBag())!;
        }

        [ParamsSource(nameof(All))]
        public string Document { get; set; } = "";

        // One of a kind: a lesson has many handouts.
        public IEnumerable<string> All => Pages.Keys;

        private Dictionary<string, Page> Pages => survey.Pages.PagesOf(summary).Where(p => p.Source is null)
            .DistinctBy(p => (p.Document.Id, p.Audience)).ToDictionary(p => $"{p.Document.Id} ({For.NameOf(p.Audience)})");

        [GlobalSetup]
        public void Choose() => page = Pages[Document];

        [Benchmark]
        public int Render()
        {
            var length = 0;
            survey.Maker.MakeLessonPages(summary, lesson, [page], made => length += made.Text.Length, new DiagnosticBag(), CancellationToken.None);
            return length;
        }
    }

    /// <summary>Pages to a folder: staged, planned, put in place. The time is that of one page of a hundred.</summary>
    [MemoryDiagnoser]
    public class Writing
    {
        private const int Count = 100;

        private readonly byte[] content = [.. Enumerable.Range(0, 12_000).Select(i => (byte)('a' + (i % 26)))];
        private string folder = "";

        [IterationSetup]
        public void Make() => folder = Directory.CreateTempSubdirectory("upstander-stages-").FullName;

        [IterationCleanup]
        public void Remove() => Directory.Delete(folder, recursive: true);

        [Benchmark(OperationsPerInvoke = Count)]
        public object WriteNew() => Publish();

        private Outcome Publish()
        {
            using var stage = Stage.Open(new StageRequest(Path.Combine(folder, "out")), new DiagnosticBag())!;
            for (var i = 0; i < Count; i++)
            {
                stage.Add(string.Create(CultureInfo.InvariantCulture, $"learner/lesson-{i}/index.html"), content, "page html -");
            }

            return Publisher.Apply(stage.Plan(), CancellationToken.None);
        }
    }
}
