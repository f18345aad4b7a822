using System.Text;
using Upstander.Diagnostics;
using Upstander.Publishing;
using Upstander.Tests.Workspaces;

namespace Upstander.Tests.Publishing;

/// <summary>One build after another into <c>out</c>, as short as a test wants to say it.</summary>
public abstract class PublishingTests : IDisposable
{
    protected const string Manifest = ".upstander-manifest.json";

    protected TempFolder Temp { get; } = new();

    protected DiagnosticBag Problems { get; private set; } = new();

    protected string Out => Temp["out"];

    public void Dispose()
    {
        Temp.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Stage? Open(bool dryRun = false)
    {
        Problems = new();
        return Stage.Open(new StageRequest(Out) { DryRun = dryRun, Protected = [Temp.Path], Tool = "upstander test" }, Problems);
    }

    /// <summary>Each page is its path, or <c>path=content</c>.</summary>
    protected Outcome Build(params string[] pages) => Build(new Options(), pages);

    protected Outcome Build(Options options, params string[] pages)
    {
        using var stage = Open(options.DryRun);
        if (stage is null)
        {
            return PublishingProblems.OutcomeOf(Problems.Sorted())!.Value;
        }

        AddAll(stage, pages);
        var plan = stage.Plan(options.Selected, options.OverwriteEdited);
        options.Seen?.Invoke(plan);
        return Publisher.Apply(plan, options.Token);
    }

    protected static void AddAll(Stage stage, IEnumerable<string> pages)
    {
        foreach (var page in pages)
        {
            var (path, content) = Split(page);
            stage.Add(path, Encoding.UTF8.GetBytes(content), "maker of " + path);
        }
    }

    protected static (string Path, string Content) Split(string page) =>
        page.Split('=', 2) is [var path, var content] ? (path, content) : (page, "content of " + page);

    /// <summary>What a visitor of the output folder sees: <c>path=content</c>.</summary>
    protected IReadOnlyList<string> Published() =>
        [.. Temp.Files("out").Where(f => f != Manifest).Select(f => f.EndsWith('/') ? f : $"{f}={Temp.Read("out/" + f)}")];

    protected IEnumerable<string> Codes() => Problems.Sorted().Select(d => d.Code);

    protected sealed record Options
    {
        public bool DryRun { get; init; }

        public bool OverwriteEdited { get; init; }

        public Func<ManifestEntry, bool>? Selected { get; init; }

        public Action<PublishPlan>? Seen { get; init; }

        public CancellationToken Token { get; init; }
    }
}
