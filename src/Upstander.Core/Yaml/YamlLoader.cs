using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Yaml;

/// <summary>
/// Reads the small, safe part of YAML that lessons need: maps, lists and scalars, one document, every value with its place
/// and as it was written. Anchors, aliases, merge keys, tags and directives are refused; sizes and depth are limited.
/// </summary>
public static class YamlLoader
{
    /// <summary>
    /// The file's map, or null after an error that leaves none. Other errors leave a tree to go on with, so that everything
    /// wrong with a file is found in one run.
    /// </summary>
    public static YamlMap? Load(SourceFile file, DiagnosticBag problems) => Load(file, problems, out _);

    /// <summary>The same, and where everything of the tree stands in the file; null where something is wrong with the file.</summary>
    internal static YamlMap? Load(SourceFile file, DiagnosticBag problems, out Func<TreeOutline?> outline)
    {
        if (TextDecoder.Decode(file, problems) is not { } source)
        {
            outline = () => null;
            return null;
        }

        var map = Read(source);
        while (map is null && source.PassOver())
        {
            // The file is wrong already; reading on without that value only serves to find what else is.
            _ = Read(source);
        }

        source.ReportRest();
        outline = () => map is null || source.HasReports ? null : TreeOutline.Of(map, source);
        return map;
    }

    /// <summary>The map of a file whose outline is known; null where it is of another text. What is wrong with a file was reported when it was outlined.</summary>
    internal static YamlMap? Load(SourceFile file, TreeOutline outline)
    {
        try
        {
            return TextDecoder.Decode(file, new DiagnosticBag()) is { } source ? outline.Read(source) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static YamlMap? Read(SourceText source)
    {
        var builder = new TreeBuilder(source);
        var map = builder.Build();
        if (map is null && !source.HasReports)
        {
            // The parser gave up without saying why.
            var at = Math.Min(builder.Reached, source.Text.Length);
            source.Report(YamlProblems.Syntax, at, at + 1, "YAML cannot read the file from here on", "put texts with special characters in quotes");
        }

        SwallowedText.Report(source, builder.Scalars, builder.Reached);
        return map;
    }
}
