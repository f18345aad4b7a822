using Upstander.Checking;
using Upstander.Diagnostics;
using Upstander.Publishing;

namespace Upstander.Tests.Golden;

/// <summary>Whole outputs, byte for byte. <c>UPDATE_GOLDEN=1</c> writes them anew; read the difference before you commit it.</summary>
public class GoldenTests
{
    private static readonly string Folder = Path.Combine(Project.ToolFolder, "tests", "golden");

    public static TheoryData<string> Cases => new(Directory.EnumerateDirectories(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_output_is_as_expected(string name)
    {
        using var output = new OutputOf(Path.Combine(Folder, name, "input"));
        var expected = Path.Combine(Folder, name, "expected");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Update(expected, output.Own());
        }

        var there = Files.In(expected);

        Assert.Equal(there.Keys, output.Own().Keys);
        Lists.AssertEmpty(output.Own().Where(f => !f.Value.AsSpan().SequenceEqual(there[f.Key])).Select(f => $"{name}/expected/{f.Key}: {FirstDifference(there[f.Key], f.Value)}"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Assets_of_the_tool_are_copied_as_they_are(string name)
    {
        using var output = new OutputOf(Path.Combine(Folder, name, "input"));
        var assets = Files.In(Path.Combine(Project.ToolFolder, "templates", "assets"));

        Assert.All(["learner", "facilitator", "family"], audience =>
            Assert.All(assets, asset => Assert.Equal(asset.Value, output.Files[$"{audience}/assets/{asset.Key}"])));
    }

    private static void Update(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var (path, bytes) in files)
        {
            var full = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, bytes);
        }
    }

    private static string FirstDifference(byte[] expected, byte[] actual)
    {
        var at = expected.AsSpan().CommonPrefixLength(actual);
        var line = expected.AsSpan(0, at).Count((byte)'\n') + 1;
        return $"line {line}: expected '{Around(expected, at)}', but made '{Around(actual, at)}'";
    }

    private static string Around(byte[] bytes, int at)
    {
        var from = Math.Max(0, at - 20);
        return System.Text.Encoding.UTF8.GetString(bytes.AsSpan(from, Math.Min(60, bytes.Length - from))).ReplaceLineEndings("\\n");
    }
}

/// <summary>What the compiler publishes of a folder, in a temporary folder.</summary>
internal sealed class OutputOf : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "upstander-golden-" + Path.GetRandomFileName());

    public OutputOf(string input, Func<CompileRequest, CompileRequest>? change = null)
    {
        var problems = new DiagnosticBag();
        var request = new CompileRequest(input, Project.ToolFolder) { OutputFolder = folder, Today = Project.Today, Strict = true, Rules = RuleChoice.None, ShippedRules = Project.ShippedRules };
        var result = Compiler.Compile(change?.Invoke(request) ?? request, problems, null, CancellationToken.None);
        Lists.AssertEmpty(problems.Sorted().Select(p => p.ToString()));
        Assert.Equal(Outcome.Published, result.Outcome);
        Files = Golden.Files.In(folder);
    }

    public SortedDictionary<string, byte[]> Files { get; }

    /// <summary>All but the manifest, which names the version, and but the assets that are the tool's own.</summary>
    public SortedDictionary<string, byte[]> Own() => new(
        Files.Where(f => f.Key[0] != '.' && !File.Exists(Path.Combine(Project.ToolFolder, "templates", f.Key[(f.Key.IndexOf('/', StringComparison.Ordinal) + 1)..])))
            .ToDictionary(f => f.Key, f => f.Value),
        StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

/// <summary>The files of a folder by their path in it.</summary>
internal static class Files
{
    public static SortedDictionary<string, byte[]> In(string folder) => new(
        (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [])
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllBytes),
        StringComparer.Ordinal);
}
