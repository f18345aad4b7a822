using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Workspaces;

namespace Upstander.Documents;

/// <summary>Files that pages use and that are put as they are into the <c>assets/</c> folder of every audience.</summary>
/// <param name="Files">By name below <c>assets/</c>, in ordinal order.</param>
public sealed record Assets(IReadOnlyList<(string Name, SourceFile File)> Files)
{
    private const string Below = "templates/assets/";

    /// <summary>Their names below <c>assets/</c>.</summary>
    public IReadOnlySet<string> Names { get; } = Files.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Style sheets and scripts of the templates, the project's own pictures and fonts, and the style sheet of its brand.</summary>
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

        if (brand is not null)
        {
            BrandFiles.Check(brand, files, name => workspace.Assets.Any(f => f.Name == "assets/" + name), problems);
        }

        if (BrandFiles.Style(brand, files) is { } style)
        {
            files.TryAdd(BrandFiles.StyleName, style);
        }

        return new Assets([.. files.Select(f => (f.Key, f.Value))]);
    }
}
