using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Upstander.Diagnostics;
using Upstander.Publishing;
using Upstander.Tests.Cli;
using Upstander.Workspaces;

namespace Upstander.Tests.Performance;

/// <summary>
/// How much a compilation does, which no other program on the machine can disturb: a build into an empty folder, the same once more, and a check.
/// Counts are those of <c>tests/golden/work-counts.json</c>, to the last one; memory may differ by a tenth. <c>UPDATE_GOLDEN=1</c> writes the file anew.
/// </summary>
[Collection(nameof(Alone))]
public sealed class WorkCountTests : IDisposable
{
    private const int Copies = 6;
    private const string Allocated = "allocated";
    private const double Tolerance = 0.1;

    // What rules say about a course that is made up to have one of each.
    private static readonly string[] LoudRules = ["CU007", "TI006", "TI007", "TI012", "TI015", "TI016"];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly string Golden = Path.Combine(Project.ToolFolder, "tests", "golden", "work-counts.json");

    private readonly string folder = Directory.CreateTempSubdirectory("upstander-work-").FullName;

    [Fact]
    public void A_compilation_does_as_much_as_is_known()
    {
        WriteCourse(Path.Combine(folder, "course"));
        var build = new CompileRequest(Path.Combine(folder, "course"), Project.ToolFolder) { Today = Project.Today, Threads = 1 };

        // What is made once in a process, such as patterns and templates of documents, is no work of a compilation.
        Measure(build with { OutputFolder = Path.Combine(folder, "first") });
        var done = new SortedDictionary<string, SortedDictionary<string, long>>(StringComparer.Ordinal)
        {
            ["cold"] = Measure(build with { OutputFolder = Path.Combine(folder, "out") }),
            ["again"] = Measure(build with { OutputFolder = Path.Combine(folder, "out") }),
            ["check"] = Measure(build),
        };
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Golden, JsonSerializer.Serialize(done, Written) + "\n");
        }

        Lists.AssertEmpty(Differences(JsonNode.Parse(File.ReadAllText(Golden))!.AsObject(), done));
    }

    [Fact]
    public void A_difference_says_what_it_was_and_what_it_is_now()
    {
        var known = JsonNode.Parse("""{ "cold": { "allocated": 1000, "files_read": 20, "gone": 1 } }""")!.AsObject();
        SortedDictionary<string, SortedDictionary<string, long>> Done(long allocated, long read) => new() { ["cold"] = new() { ["allocated"] = allocated, ["files_read"] = read, ["gone"] = 1 } };

        Assert.Empty(Differences(known, Done(1099, 20)));
        Assert.Empty(Differences(known, Done(901, 20)));
        Assert.Equal(["cold: files_read was 20 and is 21; if that is meant, UPDATE_GOLDEN=1 accepts it"], Differences(known, Done(1000, 21)));
        Assert.Equal(["cold: allocated was 1000 and is 1200, 20.0 % more; if that is meant, UPDATE_GOLDEN=1 accepts it"], Differences(known, Done(1200, 20)));
        Assert.Equal(["cold: allocated was 1000 and is 800, 20.0 % less; if that is meant, UPDATE_GOLDEN=1 accepts it"], Differences(known, Done(800, 20)));
        Assert.Equal(["cold: gone was 1 and is not counted; if that is meant, UPDATE_GOLDEN=1 accepts it"], Differences(known, new() { ["cold"] = new() { ["allocated"] = 1000, ["files_read"] = 20 } }));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static SortedDictionary<string, long> Measure(CompileRequest request)
    {
        var counts = new WorkCounts();
        var problems = new DiagnosticBag();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = Compiler.Compile(request with { Counts = counts }, problems, null, CancellationToken.None);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.True(result.Outcome == Outcome.Published, string.Join('\n', problems.Sorted()));
        return new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            [Allocated] = allocated,
            ["bytes_written"] = counts.BytesWritten,
            ["files_hashed"] = counts.FilesHashed,
            ["files_read"] = counts.FilesRead,
            ["files_written"] = counts.FilesWritten,
            ["lessons_parsed"] = counts.LessonsParsed,
            ["pages_rendered"] = counts.PagesRendered,
            ["template_steps"] = counts.TemplateSteps,
        };
    }

    private static List<string> Differences(JsonObject known, SortedDictionary<string, SortedDictionary<string, long>> done)
    {
        List<string> found = [];
        foreach (var name in known.Select(k => k.Key).Union(done.Keys).Order(StringComparer.Ordinal))
        {
            var (before, now) = (known[name]?.AsObject(), done.GetValueOrDefault(name));
            foreach (var what in (before?.Select(b => b.Key) ?? []).Union(now?.Keys.AsEnumerable() ?? []).Order(StringComparer.Ordinal))
            {
                var was = before?[what]?.GetValue<long>();
                long? becomes = now is not null && now.TryGetValue(what, out var counted) ? counted : null;
                if (was == becomes)
                {
                    continue;
                }

                var more = "";
                if (what == Allocated && was is > 0 and { } old && becomes is { } fresh)
                {
                    var share = (double)(fresh - old) / old;
                    if (Math.Abs(share) <= Tolerance)
                    {
                        continue;
                    }

                    more = string.Create(CultureInfo.InvariantCulture, $", {Math.Abs(share) * 100:0.0} % {(share > 0 ? "more" : "less")}");
                }

                found.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {what} {Said("was", was)} and {Said("is", becomes)}{more}; if that is meant, UPDATE_GOLDEN=1 accepts it"));
            }
        }

        return found;

        static string Said(string verb, long? number) => number is { } n ? string.Create(CultureInfo.InvariantCulture, $"{verb} {n}") : $"{verb} not counted";
    }

    /// <summary>The course with every field of the format, with its lessons several times: what a lesson costs counts more than what a course costs.</summary>
    private static void WriteCourse(string folder)
    {
        var from = Path.Combine(Project.ToolFolder, "tests", "golden", "every-field", "input");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        // Errors would stop it before its pages.
        var curriculum = Path.Combine(folder, "curriculum.yaml");
        var settings = LoudRules.Select(rule => $"    - {{ rule: {rule}, severity: warning, reason: The course is made up for tests. }}\n");
        File.WriteAllText(curriculum, File.ReadAllText(curriculum).Replace("checks:\n  rules:\n", $"checks:\n  rules:\n{string.Concat(settings)}", StringComparison.Ordinal), Utf8);

        var lesson = File.ReadAllText(Path.Combine(folder, "sample.yaml"));
        for (var i = 1; i <= Copies; i++)
        {
            File.WriteAllText(
                Path.Combine(folder, $"sample-{i}.yaml"),
                lesson.Replace("\nid: sample\n", $"\nid: sample-{i}\n", StringComparison.Ordinal).Replace("\ntitle: A sample\n", $"\ntitle: A sample, number {i}\n", StringComparison.Ordinal),
                Utf8);
        }
    }
}
