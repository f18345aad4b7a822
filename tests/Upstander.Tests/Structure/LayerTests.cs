using System.Text.RegularExpressions;

namespace Upstander.Tests.Structure;

/// <summary>The folders of Core are its stages: each uses only those before it.</summary>
public sealed partial class LayerTests
{
    private static readonly string[] Order =
    [
        "Diagnostics", "Records", "Archives", "Workspaces", "Overrides", "Yaml", "Binding", "Lessons", "Overlays", "Standards", "Resources", "Courses", "Audiences",
        "Rendering", "Documents", "Pdf", "Word", "Checking", "Caching", "Publishing", "Packs", "Serving", "Schemas",
    ];

    private static string Core => Path.Combine(Repository.Root, "src", "Upstander.Core");

    [Fact]
    public void Every_folder_of_Core_is_a_stage() =>
        Assert.Equal(
            Order.Order(StringComparer.Ordinal),
            Directory.EnumerateDirectories(Core).Select(d => Path.GetFileName(d)).Where(n => n is not ("bin" or "obj")).Order(StringComparer.Ordinal));

    [Fact]
    public void A_stage_uses_only_stages_before_it()
    {
        var wrong =
            from file in Directory.EnumerateFiles(Core, "*.cs", SearchOption.AllDirectories)
            let stage = Path.GetRelativePath(Core, file).Split(Path.DirectorySeparatorChar)[0]
            where Order.Contains(stage)
            from Match line in Using().Matches(File.ReadAllText(file))
            let used = line.Groups["stage"].Value
            where Array.IndexOf(Order, used) > Array.IndexOf(Order, stage)
            select $"{stage} uses {used} in {Path.GetFileName(file)}";

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("YamlDotNet", "Yaml")]
    [InlineData("Scriban", "Rendering")]
    [InlineData("Markdig", "Rendering")]
    [InlineData("System.Net.Sockets", "Serving")]
    public void A_library_has_one_user(string library, string stage)
    {
        var users = Directory.EnumerateFiles(Core, "*.cs", SearchOption.AllDirectories)
            .Where(f => Regex.IsMatch(File.ReadAllText(f), $@"^using {library}\b", RegexOptions.Multiline))
            .Select(f => Path.GetRelativePath(Core, f).Split(Path.DirectorySeparatorChar)[0])
            .Distinct();

        Assert.Equal([stage], users);
    }

    [Fact]
    public void Core_has_no_console_no_clock_no_network_and_no_randomness()
    {
        var wrong =
            from file in Directory.EnumerateFiles(Core, "*.cs", SearchOption.AllDirectories)
            from Match word in Forbidden().Matches(File.ReadAllText(file))
            select $"{Path.GetFileName(file)}: {word.Value}";

        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"^using Upstander\.(?<stage>\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\b(Console\.|DateTime\.(Now|UtcNow|Today)|DateTimeOffset\.(Now|UtcNow)|HttpClient|Random\.|new Random|Guid\.NewGuid|Environment\.MachineName|Environment\.UserName)")]
    private static partial Regex Forbidden();
}
