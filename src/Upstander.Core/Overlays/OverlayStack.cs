using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Overlays;

/// <summary>A project and the overlays in it, the lowest first; a plain curriculum has none.</summary>
public sealed class OverlayStack
{
    private const int MostLayers = 8;

    private readonly IReadOnlyList<Layer> layers;

    private OverlayStack(Workspace workspace, IReadOnlyList<Layer> layers) => (Workspace, this.layers) = (workspace, layers);

    /// <summary>All files, those of the base too.</summary>
    public Workspace Workspace { get; }

    /// <summary>The overlays, the lowest first.</summary>
    public IReadOnlyList<Overlay> Overlays => [.. layers.Select(l => l.Overlay)];

    /// <summary>Opens a folder with a curriculum or an overlay, and everything that it lies on. Null after a finding that leaves nothing to compile.</summary>
    /// <param name="folder">The folder, as the user names it.</param>
    /// <param name="toolFolder">The folder of the tool's own files, or null.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static OverlayStack? Open(string folder, string? toolFolder, DiagnosticBag problems) => Open(folder, toolFolder, [], problems);

    private static OverlayStack? Open(string folder, string? toolFolder, List<string> above, DiagnosticBag problems)
    {
        if (Workspace.Open(folder, toolFolder, problems) is not { } own)
        {
            return null;
        }

        if (!own.IsOverlay)
        {
            return new OverlayStack(own, []);
        }

        if (Workspace.Read(own.Find(Workspace.OverlayName)!, problems) is not { } source || YamlLoader.Load(source, problems) is not { } map)
        {
            return null;
        }

        var overlay = Binder.Bind(map, f => new Overlay(f), problems);
        if (overlay.Base.Value.Length == 0)
        {
            return null;
        }

        above.Add(own.Folder);
        var path = Path.GetFullPath(Path.Combine(own.Folder, overlay.Base.Value));
        if (above.Contains(path, StringComparer.Ordinal) || above.Count > MostLayers)
        {
            problems.Add(OverlayProblems.Circle.At(
                overlay.Base.Span, above.Count > MostLayers ? $"more than {MostLayers} overlays lie on each other" : "this overlay lies on itself, by way of others or not"));
            return null;
        }

        if (!Directory.Exists(path))
        {
            problems.Add(OverlayProblems.NoBase.At(
                overlay.Base.Span,
                $"there is no folder '{overlay.Base.Value}'",
                File.Exists(path) ? "this version takes a folder: unpack it first" : "the path begins at the folder of this file"));
            return null;
        }

        if (Open(Path.Combine(folder, overlay.Base.Value), toolFolder, above, problems) is not { } below)
        {
            return null;
        }

        var all = own.Over(below.Workspace);
        return new OverlayStack(all, [.. below.layers, new Layer(overlay, below.layers.Count + 1)]);
    }

    /// <summary>A file as the overlays above it make it. Safe to call from several threads.</summary>
    /// <param name="file">The file.</param>
    /// <param name="map">Its tree.</param>
    /// <param name="problems">Gets what is wrong with patches.</param>
    public YamlMap Compose(WorkspaceFile file, YamlMap map, DiagnosticBag problems)
    {
        if (layers.Count == 0 || TreeAddress.RootOf(file.Name, map) is not { } root)
        {
            return map;
        }

        foreach (var layer in layers.Where(l => l.Number > file.Layer))
        {
            layer.See(root);
            var patches = layer.Patches[root];
            if (layer.Overlay.Region is { } region && root == "curriculum")
            {
                var value = new YamlScalar(region.Value, ScalarStyle.Plain, region.Span);
                map = map with { Entries = [.. map.Entries.Where(e => e.Key.Text != "region"), new YamlEntry(new YamlScalar("region", ScalarStyle.Plain, region.Span), value)] };
            }

            map = patches.Any() ? new TreePatcher(root, map, problems).Apply([.. patches]) : map;
        }

        return map;
    }

    /// <summary>Knows of a file whose tree was composed before and is used again.</summary>
    internal void See(WorkspaceFile file, string root)
    {
        foreach (var layer in layers.Where(l => l.Number > file.Layer))
        {
            layer.See(root);
        }
    }

    /// <summary>Reports patches of files that there are not; call it when every file has been composed.</summary>
    public void Finish(DiagnosticBag problems)
    {
        foreach (var layer in layers)
        {
            foreach (var patch in layer.Overlay.Patches.Where(p => p.At.Value.Length > 0))
            {
                var (root, _) = TreeAddress.Split(patch.At.Value);
                if (!layer.Seen.Contains(root))
                {
                    problems.Add(OverlayProblems.NoTarget.At(patch.At.Span, $"there is no lesson, unit or file '{root}' below this overlay", Nearest.Hint(root, layer.Seen)));
                }
            }
        }
    }

    private sealed record Layer(Overlay Overlay, int Number)
    {
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);

        /// <summary>Addresses of the files below it.</summary>
        public IReadOnlyCollection<string> Seen => seen;

        public void See(string root)
        {
            lock (seen)
            {
                seen.Add(root);
            }
        }

        public ILookup<string, Patch> Patches { get; } = Overlay.Patches.ToLookup(p => TreeAddress.Split(p.At.Value).Root, StringComparer.Ordinal);
    }
}
