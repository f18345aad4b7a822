using System.Text;
using Upstander.Archives;
using Upstander.Diagnostics;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Overlays;

/// <summary>All that patches can reach of a curriculum: its trees by address, composed.</summary>
/// <param name="Trees">Lessons by id, units by <c>units/</c> and id, <c>curriculum</c> and <c>resources</c>.</param>
public sealed record BaseTrees(SortedDictionary<string, YamlMap> Trees)
{
    private const string Ending = ".yaml";

    /// <summary>Reads every file of a project.</summary>
    /// <param name="project">The project; its patches know their targets afterwards.</param>
    /// <param name="below">Whether the trees below the highest overlay are wanted; else those with it.</param>
    /// <param name="problems">Gets what is wrong with files and patches.</param>
    public static BaseTrees Of(OverlayStack project, bool below, DiagnosticBag problems)
    {
        var trees = new SortedDictionary<string, YamlMap>(StringComparer.Ordinal);
        foreach (var file in project.Workspace.Sources)
        {
            if (Workspace.Read(file, problems) is not { } source || YamlLoader.Load(source, problems) is not { } map)
            {
                continue;
            }

            var whole = project.Compose(file, map, problems, out var lower);
            var wanted = below ? lower : whole;
            if (wanted is not null && TreeAddress.RootOf(file.Name, wanted) is { } root)
            {
                trees[root] = root == "resources" && trees.TryGetValue(root, out var other) ? Merged(other, wanted) : wanted;
            }
        }

        project.Finish(problems);
        return new BaseTrees(trees);
    }

    /// <summary>Reads trees that <see cref="Pack"/> wrote; null when they are not there or not whole.</summary>
    public static BaseTrees? Read(Stream? zip)
    {
        if (zip is null || ZipContent.Open(zip, out _) is not { } content)
        {
            return null;
        }

        using (content)
        {
            var trees = new SortedDictionary<string, YamlMap>(StringComparer.Ordinal);
            foreach (var name in content.Names.Where(n => n.EndsWith(Ending, StringComparison.Ordinal)))
            {
                var problems = new DiagnosticBag();
                if (content.Read(name, Workspace.MaxBytes, out _) is not { } bytes || YamlLoader.Load(new SourceFile(name, bytes), problems) is not { } map || problems.HasErrors)
                {
                    return null;
                }

                trees[name[..^Ending.Length]] = map;
            }

            return new BaseTrees(trees);
        }
    }

    /// <summary>Writes the trees, so that they can be compared with later ones.</summary>
    internal void Pack(ZipPack zip)
    {
        foreach (var (root, tree) in Trees)
        {
            zip.Add(root + Ending, Encoding.UTF8.GetBytes(YamlWriter.Text(tree)));
        }
    }

    // One of a higher layer takes the place of one of the same id, as it does in the course.
    private static YamlMap Merged(YamlMap lower, YamlMap upper)
    {
        if (lower["services"] is not YamlList old || upper["services"] is not YamlList young)
        {
            return upper;
        }

        var ids = young.Items.Select(TreeAddress.IdOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var all = new YamlList([.. old.Items.Where(i => TreeAddress.IdOf(i) is not { } id || !ids.Contains(id)), .. young.Items], young.Span);
        return upper with { Entries = [.. upper.Entries.Select(e => e.Key.Text == "services" ? e with { Value = all } : e)] };
    }
}
