using Upstander.Caching;
using Upstander.Cli;
using Upstander.Cli.Commands;
using Upstander.Tests.Cli;

namespace Upstander.Tests.Caching;

/// <summary>A build in which nothing changed is known as a whole, and tells the same.</summary>
public sealed class WholeBuildTests : IDisposable
{
    private readonly Project project = new();
    private readonly string cache = Directory.CreateTempSubdirectory("upstander-whole-").FullName;

    [Fact]
    public void The_second_build_tells_the_same_and_does_nothing()
    {
        project.AddUnit().AddToLesson("allow:\n  - { rule: VB002, at: asking-first/activities/opening, reason: It is quoted., reviewer: Test authors, expires: 2027-01-01 }");
        var first = Build();
        Assert.Equal(0, first.Exit);
        Assert.Contains("warning", first.Error, StringComparison.Ordinal);
        var files = Golden.Files.In(project.Output);
        var times = Times();

        var second = Build();

        Assert.True(IsKnown());
        Assert.Equal(first.Exit, second.Exit);
        Assert.Equal(first.Out, second.Out);
        Assert.Equal(first.Error.Replace($"{files.Count - 1} new, 0 changed, 0 removed, 0 as", $"0 new, 0 changed, 0 removed, {files.Count - 1} as", StringComparison.Ordinal), second.Error);
        Assert.Equal(times, Times());
    }

    [Fact]
    public void Whatever_changes_is_noticed()
    {
        Build();
        foreach (var change in (Action[])[
            () => project.ChangeLesson("Know the group.", "Know our group."),
            () => project.Write("templates/labels.yaml", "minute_many: minutes or so\n"),
            () => File.Delete(Path.Combine(project.Output, "learner", "asking-first", "index.html")),
            () => File.AppendAllText(Path.Combine(project.Output, ".upstander-manifest.json"), "\n"),
        ])
        {
            Build();
            Assert.True(IsKnown());
            change();
            Assert.False(IsKnown());
        }

        Build();
        Assert.True(IsKnown());
        Assert.False(IsKnown(r => r with { Verify = true }));
        Assert.False(IsKnown(r => r with { Today = r.Today.AddDays(1) }));
        Assert.False(IsKnown(r => r with { Paper = "a4" }));
        Assert.False(IsKnown(r => r with { DryRun = true }));
        Assert.True(IsKnown());
    }

    [Fact]
    public void A_build_during_which_a_file_changed_is_not_known()
    {
        var problems = new Upstander.Diagnostics.DiagnosticBag();
        var request = project.Request with { OutputFolder = project.Output, Cache = new CacheRequest(cache) };
        var changed = 0;
        Compiler.Compile(
            request,
            problems,
            (_, _) =>
            {
                if (Interlocked.Exchange(ref changed, 1) == 0)
                {
                    project.ChangeLesson("Know the group.", "Know our group.");
                }
            },
            CancellationToken.None);

        using var known = BuildCache.Open(request.Cache, request.Build, "course", null, []);
        Assert.Null(WholeBuild.Recall(WholeBuild.Look(request, known, CancellationToken.None), problems));
    }

    [Fact]
    public void What_another_build_leaves_half_done_is_not_known()
    {
        Build();
        File.WriteAllText(Path.Combine(project.Output, ".upstander-journal.json"), "{}");
        Assert.False(IsKnown());
    }

    public void Dispose()
    {
        project.Dispose();
        Directory.Delete(cache, recursive: true);
    }

    private Ran Build() => Command.Build(project, name => name == "UPSTANDER_CACHE" ? cache : null);

    // Asks as the command does, and does nothing with the answer.
    private bool IsKnown(Func<CompileRequest, CompileRequest>? change = null)
    {
        var browser = CompileCommand.Browser(new Terminal(TextWriter.Null, TextWriter.Null) { Variable = _ => null });
        var request = project.Request with
        {
            OutputFolder = project.Output,
            Cache = new CacheRequest(cache),
            Tool = $"upstander {CommandLine.Version}",
            Browser = browser.Found,
            BrowserMissing = browser.Missing,
        };
        request = change?.Invoke(request) ?? request;
        using var known = BuildCache.Open(request.Cache, request.Build, "course", null, []);
        return WholeBuild.Recall(WholeBuild.Look(request, known, CancellationToken.None), new()) is not null;
    }

    private SortedDictionary<string, DateTime> Times() =>
        new(Directory.EnumerateFiles(project.Output, "*", SearchOption.AllDirectories).ToDictionary(f => f, File.GetLastWriteTimeUtc), StringComparer.Ordinal);
}
