using System.Text;
using Upstander.Diagnostics;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Tests.Yaml;

/// <summary>What a file gave: its tree, if any, and everything found.</summary>
internal sealed record Loaded(YamlMap? Map, IReadOnlyList<Diagnostic> Problems)
{
    /// <summary>The problems as <c>line:column CODE</c>.</summary>
    public IEnumerable<string> Places => Problems.Select(p => $"{p.Span.Line}:{p.Span.Column} {p.Code}");

    public string Text(string key) => Assert.IsType<YamlScalar>(Map![key]).Text;
}

internal static class Loading
{
    public static Loaded Load(string text) => Load(new UTF8Encoding(false, true).GetBytes(text));

    public static Loaded Load(byte[] bytes)
    {
        var problems = new DiagnosticBag();
        var map = YamlLoader.Load(new SourceFile("lesson.yaml", bytes), problems);
        return new Loaded(map, problems.Sorted());
    }

    /// <summary>A file that must be read without a word.</summary>
    public static YamlMap Good(string text)
    {
        var loaded = Load(text);
        Assert.Empty(loaded.Problems.Select(p => p.ToString()));
        return Assert.IsType<YamlMap>(loaded.Map);
    }
}
