using Upstander.Caching;
using Upstander.Checking;
using Upstander.Diagnostics;
using Upstander.Publishing;
using Upstander.Workspaces;

namespace Upstander.Tests.Caching;

/// <summary>A course of a few lessons with every field there is, which is built with a cache, and clean beside it to compare.</summary>
internal sealed class CachedCourse : IDisposable
{
    private static readonly string EveryField = Path.Combine(Project.ToolFolder, "tests", "golden", "every-field", "input");

    private readonly string root = Directory.CreateTempSubdirectory("upstander-cached-").FullName;

    /// <summary>One unit with four lessons, of which one has every field, another one with two, and a lesson of no unit.</summary>
    public CachedCourse()
    {
        foreach (var file in Directory.EnumerateFiles(EveryField, "*", SearchOption.AllDirectories))
        {
            Write(Path.GetRelativePath(EveryField, file), File.ReadAllBytes(file));
        }

        foreach (var id in (string[])["one", "two", "three", "four", "loose"])
        {
            Write($"{id}.yaml", Project.Lesson.Replace("title: Asking first", $"title: Lesson {id}", StringComparison.Ordinal)
                + $"vocabulary:\n  - {{ term: word of {id}, definition: What it means. }}\n");
        }

        Write("second-unit.yaml", Project.Unit.Replace("[asking-first]", "[three, four]", StringComparison.Ordinal).Replace("First unit", "Second unit", StringComparison.Ordinal));
        var unit = Text("first-unit.yaml");
        Write("first-unit.yaml", unit.Replace("lessons: [", "lessons: [one, two, ", StringComparison.Ordinal).Replace("total_minutes: 35", "total_minutes: 75", StringComparison.Ordinal));
        var curriculum = Text("curriculum.yaml");
        Write("curriculum.yaml", curriculum.Replace("units: [", "units: [second-unit, ", StringComparison.Ordinal));
        Assert.NotEqual(unit, Text("first-unit.yaml"));
        Assert.NotEqual(curriculum, Text("curriculum.yaml"));
    }

    public string Folder => Path.Combine(root, "course");

    public string Cache => Path.Combine(root, "cache");

    public string Output => Path.Combine(root, "out");

    public CompileRequest Request => new(Folder, Project.ToolFolder) { Today = Project.Today, Rules = Rules, ShippedRules = Project.ShippedRules, Tool = "upstander tests" };

    /// <summary>Rules that look at words and at pages; a few short lessons are no good curriculum.</summary>
    public RuleChoice Rules { get; set; } = new([], [.. RuleCatalogue.Structural.Where(r => r is not PageRule).Select(r => r.Info.Code)]);

    /// <summary>Whether it is counted what builds do; one that is counted does all there is to do, and is never known as a whole.</summary>
    public bool IsCounted { get; init; } = true;

    public string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public void Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    public void Change(string name, string from, string to)
    {
        var text = Text(name);
        Assert.Contains(from, text, StringComparison.Ordinal);
        Write(name, text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Remove(string name) => File.Delete(Path.Combine(Folder, name));

    /// <summary>Builds with the cache, into the same folder as before.</summary>
    public Built Build(Func<CompileRequest, CompileRequest>? change = null, string? output = null, string tool = "tool 1")
    {
        var request = Request with { OutputFolder = output ?? Output, Cache = new CacheRequest(Cache), Build = tool };
        return Run(change?.Invoke(request) ?? request);
    }

    /// <summary>Checks with the cache.</summary>
    public Built Check() => Run(Request with { Cache = new CacheRequest(Cache), Build = "tool 1" });

    /// <summary>Builds without any cache into an empty folder.</summary>
    public Built Clean(Func<CompileRequest, CompileRequest>? change = null)
    {
        var output = Path.Combine(root, "clean");
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        var request = Request with { OutputFolder = output };
        return Run(change?.Invoke(request) ?? request);
    }

    /// <summary>Holds a build with the cache against a clean one: every byte of every file, the manifest too, and every finding.</summary>
    public Built AssertSame(Func<CompileRequest, CompileRequest>? change = null, string tool = "tool 1")
    {
        var (built, clean) = (Build(change, tool: tool), Clean(change));
        Assert.Equal(clean.Findings, built.Findings);
        Assert.Equal(clean.Outcome, built.Outcome);
        if (clean.Outcome == Outcome.Published)
        {
            Assert.Equal(clean.Files.Keys, built.Files.Keys);
            Lists.AssertEmpty(clean.Files.Where(f => !f.Value.AsSpan().SequenceEqual(built.Files[f.Key])).Select(f => $"{f.Key}: {Difference(f.Value, built.Files[f.Key])}"));
            Assert.Equal(clean.Made, built.Made);
        }

        return built;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static string Difference(byte[] clean, byte[] built)
    {
        var at = clean.AsSpan().CommonPrefixLength(built);
        return $"'{System.Text.Encoding.UTF8.GetString(clean.AsSpan(at)[..Math.Min(60, clean.Length - at)])}' and '{System.Text.Encoding.UTF8.GetString(built.AsSpan(at)[..Math.Min(60, built.Length - at)])}'";
    }

    private Built Run(CompileRequest request)
    {
        var (counts, problems) = (new WorkCounts(), new DiagnosticBag());
        var result = Compiler.Compile(request with { Counts = IsCounted ? counts : null }, problems, null, TestContext.Current.CancellationToken);
        string[] findings = [.. problems.Sorted().Select(p => $"{p} {p.Span} {p.Why} {p.Address} {p.Phrase}".Replace(request.OutputFolder ?? " ", "OUT", StringComparison.Ordinal))];
        return new Built(result.Outcome, findings, request.OutputFolder is null || !Directory.Exists(request.OutputFolder) ? [] : Golden.Files.In(request.OutputFolder), counts, result.Made) { Known = result.Known };
    }
}

/// <summary>How a build ended, what it reported, made and did.</summary>
internal sealed record Built(Outcome Outcome, IReadOnlyList<string> Findings, SortedDictionary<string, byte[]> Files, WorkCounts Did, int Made)
{
    /// <summary>What is told of a build that was known, or was but a small change.</summary>
    public KnownBuild? Known { get; init; }
}
