using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Workspaces;

namespace Upstander.Documents;

/// <summary>Files that pages use and that are copied as they are into the <c>assets/</c> folder of every audience.</summary>
/// <param name="Files">By name below <c>assets/</c>, in ordinal order.</param>
public sealed record Assets(IReadOnlyList<(string Name, SourceFile File)> Files)
{
    private const string Below = "templates/assets/";

    /// <summary>Their names below <c>assets/</c>.</summary>
    public IReadOnlySet<string> Names { get; } = Files.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Style sheets and scripts of the templates, and the project's own pictures.</summary>
    public static Assets Read(Workspace workspace, Brand? brand, DiagnosticBag problems)
    {
        var files = new SortedDictionary<string, SourceFile>(StringComparer.Ordinal);
        foreach (var file in workspace.TemplateAssets)
        {
            if (Workspace.Read(file, problems) is { } source)
            {
                files[file.Name[Below.Length..]] = source;
            }
        }

        foreach (var file in workspace.Assets)
        {
            if (Workspace.Read(file, problems) is { } source)
            {
                files[file.Name["assets/".Length..]] = source;
            }
        }

        if (brand?.Logo is { } logo && !(logo.Value.StartsWith("assets/", StringComparison.Ordinal) && files.ContainsKey(logo.Value["assets/".Length..])))
        {
            problems.Add(DocumentProblems.NoLogo.At(
                logo.Span, $"there is no picture '{logo}'", Nearest.Hint(logo.Value, [.. files.Keys.Select(f => "assets/" + f)]) ?? "put it into assets/ beside curriculum.yaml"));
        }

        return new Assets([.. files.Select(f => (f.Key, f.Value))]);
    }
}
