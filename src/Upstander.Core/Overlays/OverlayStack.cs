using System.Collections.Concurrent;
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

    private OverlayStack(Workspace workspace, Workspace own, Workspace? below, IReadOnlyList<Layer> layers) =>
        (Workspace, Own, Base, this.layers) = (workspace, own, below, layers);

    /// <summary>All files, those of the base too.</summary>
    public Workspace Workspace { get; }

    /// <summary>The files of the highest overlay alone, or of the curriculum.</summary>
    public Workspace Own { get; }

    /// <summary>All files below the highest overlay; null in a plain curriculum.</summary>
    public Workspace? Base { get; }

    /// <summary>The overlays, the lowest first.</summary>
    public IReadOnlyList<Overlay> Overlays => [.. layers.Select(l => l.Overlay)];

    /// <summary>What the overlays change; complete when every file has been composed.</summary>
    public EditionRecord Changes { get; } = new();

    /// <summary>The curriculum at the bottom, without any overlay; null as long as it has not been composed, and where nothing lies on it.</summary>
    public Curriculum? Origin { get; private set; }

    /// <summary>The highest overlay, or null in a plain curriculum.</summary>
    public Overlay? Top => layers.Count == 0 ? null : layers[^1].Overlay;

    /// <summary>What the patches of the highest overlay were written against, or null where it has no lock.</summary>
    public OverlayLock? Lock { get; private init; }

    /// <summary>Id and version of the curriculum below the highest overlay; null before it was composed.</summary>
    public (string Id, string Version)? BaseName { get; private set; }

    /// <summary>Opens a folder with a curriculum or an overlay, and everything that it lies on. Null after a finding that leaves nothing to compile.</summary>
    /// <param name="folder">The folder, as the user names it.</param>
    /// <param name="toolFolder">The folder of the tool's own files, or null.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static OverlayStack? Open(string folder, string? toolFolder, DiagnosticBag problems) => Open(folder, toolFolder, null, problems);

    /// <summary>A project that is no overlay.</summary>
    internal static OverlayStack Of(Workspace plain) => new(plain, plain, null, []);

    internal static OverlayStack? Open(string folder, string? toolFolder, WorkCounts? counts, DiagnosticBag problems) => Open(new BaseSpot.OnDisk(folder), toolFolder, [], counts, problems);

    /// <summary>Opens a folder or a zip that a user names, as a base.</summary>
    public static OverlayStack? OpenAt(string path, string? toolFolder, DiagnosticBag problems)
    {
        if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) || Directory.Exists(path))
        {
            return Open(path, toolFolder, problems);
        }

        return BaseSpot.Zip(Path.GetFullPath(path), path, "", SourceSpan.Whole(path), problems) is { } zip ? Open(zip, toolFolder, [], null, problems) : null;
    }

    private static OverlayStack? Open(BaseSpot spot, string? toolFolder, List<string> above, WorkCounts? counts, DiagnosticBag problems)
    {
        if (spot.Open(toolFolder, counts, problems) is not { } own)
        {
            return null;
        }

        if (!own.IsOverlay)
        {
            return Of(own);
        }

        if (OverlayOf(own, problems) is not { } overlay || spot.Below(overlay, own, problems) is not { } lower)
        {
            return null;
        }

        above.Add(spot.Key);
        if (above.Contains(lower.Key, StringComparer.Ordinal) || above.Count > MostLayers)
        {
            problems.Add(OverlayProblems.Circle.At(
                overlay.Base.Span, above.Count > MostLayers ? $"more than {MostLayers} overlays lie on each other" : "this overlay lies on itself, by way of others or not"));
            return null;
        }

        if (Open(lower, toolFolder, above, counts, problems) is not { } below)
        {
            return null;
        }

        return new OverlayStack(own.Over(below.Workspace), own, below.Workspace, [.. below.layers, new Layer(overlay, below.layers.Count + 1)])
        {
            Lock = own.Find(Workspace.LockName) is { } file && Workspace.Read(file, problems) is { } source && YamlLoader.Load(source, problems) is { } map
                ? Binder.Bind(map, f => new OverlayLock(f), problems)
                : null,
        };
    }

    /// <summary>What the overlay of a folder says, whether or not its base is there; null after a finding, or where the folder holds none.</summary>
    public static Overlay? OverlayOf(Workspace own, DiagnosticBag problems) =>
        own.IsOverlay && Workspace.Read(own.Find(Workspace.OverlayName)!, problems) is { } source && YamlLoader.Load(source, problems) is { } map
            ? Binder.Bind(map, f => new Overlay(f), problems)
            : null;

    /// <summary>A file as the overlays above it make it; null when one takes it out of the course. Safe to call from several threads.</summary>
    /// <param name="file">The file.</param>
    /// <param name="map">Its tree.</param>
    /// <param name="problems">Gets what is wrong with patches.</param>
    public YamlMap? Compose(WorkspaceFile file, YamlMap map, DiagnosticBag problems) => Compose(file, map, problems, out _);

    /// <summary>The same, and the file as it is below the highest overlay: null when there it is none, or an overlay below takes it out.</summary>
    internal YamlMap? Compose(WorkspaceFile file, YamlMap map, DiagnosticBag problems, out YamlMap? below)
    {
        below = null;
        if (layers.Count == 0 || TreeAddress.RootOf(file.Name, map) is not { } root)
        {
            return map;
        }

        if (root == "curriculum")
        {
            // What is wrong with it is told when it is read as composed.
            Origin = Binder.Bind(map, f => new Curriculum(f), new DiagnosticBag());
        }

        foreach (var layer in layers.Where(l => l.Number > file.Layer))
        {
            if (layer == layers[^1])
            {
                below = map;
                BaseName = root == "curriculum" ? (TextOf(map, "id"), TextOf(map, "version")) : BaseName;
            }

            var (composed, changes) = layer.Apply(root, map, problems);
            Changes.Set(root, file, layer.Number, changes);
            if (composed is null)
            {
                return null;
            }

            map = composed;
        }

        return map;
    }

    /// <summary>A map with a value that is the overlay's own, as it is without one.</summary>
    internal static YamlMap With(YamlMap map, string field, Located<string>? value)
    {
        if (value is not { Value.Length: > 0 })
        {
            return map;
        }

        var own = new YamlEntry(new YamlScalar(field, ScalarStyle.Plain, value.Span), new YamlScalar(value.Value, ScalarStyle.Plain, value.Span));
        return map with { Entries = [.. map.Entries.Where(e => e.Key.Text != field), own] };
    }

    /// <summary>Reports patches of files that there are not; call it when every file has been composed.</summary>
    public void Finish(DiagnosticBag problems)
    {
        foreach (var layer in layers)
        {
            layer.Finish(problems);
        }
    }

    /// <summary>How each patch of the highest overlay stands to the lock, in the order of the file; call it when every file has been composed.</summary>
    public IReadOnlyList<PatchState> States()
    {
        if (layers.Count == 0)
        {
            return [];
        }

        var rows = (Lock?.Patches ?? []).DistinctBy(p => (p.At.Value, p.Does.Value)).ToDictionary(p => (p.At.Value, p.Does.Value));
        return [.. layers[^1].Overlay.Patches.Where(p => p.At.Value.Length > 0).Select(patch =>
        {
            var does = PatchTarget.Does(patch);
            return new PatchState(patch, does, layers[^1].TargetOf(patch), rows.GetValueOrDefault((patch.At.Value, does)));
        })];
    }

    private static string TextOf(YamlMap map, string field) => map[field] is YamlScalar scalar ? scalar.Text : "";

    private sealed class Layer(Overlay overlay, int number)
    {
        private readonly ConcurrentDictionary<string, byte> seen = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<Patch, YamlNode> targets = new();
        private readonly ILookup<string, Patch> patches = overlay.Patches.ToLookup(p => TreeAddress.Split(p.At.Value).Root, StringComparer.Ordinal);

        public Overlay Overlay => overlay;

        public int Number => number;

        public YamlNode? TargetOf(Patch patch) => targets.GetValueOrDefault(patch);

        /// <summary>A tree with what the overlay changes in it, and what that is; no tree where the overlay takes the file out of the course.</summary>
        public (YamlMap? Tree, IReadOnlyList<EditionChange> Changes) Apply(string root, YamlMap below, DiagnosticBag problems)
        {
            seen.TryAdd(root, 0);
            var map = root == "curriculum" ? AtCurriculum(below, problems) : below;
            List<EditionChange> changes = TextOf(below, "region") == TextOf(map, "region") ? [] : [Change(root, below) with { Kind = "set", Names = ["region"] }];
            var own = patches[root].ToList();
            foreach (var patch in own)
            {
                if (PatchTarget.Of(patch, map) is { } target)
                {
                    targets[patch] = target;
                }
            }

            // Several files may hold services; each takes the patches of what it has.
            own = root == "resources" ? own.FindAll(p => TreeAddress.Find(map, TreeAddress.Split(p.At.Value).Steps) is not null) : own;
            if (TakesOut(root, own, problems) is { } removal)
            {
                return (null, [Change(root, below) with { Kind = "remove", Reason = removal.Reason?.Value ?? removal.Remove?.Reason.Value }]);
            }

            if (own.Count > 0)
            {
                var patcher = new TreePatcher(root, map, problems) { Edition = overlay.Title.Value };
                map = patcher.Apply(own);
                changes.AddRange(patcher.Changes);
            }

            return (EditionLicense.Apply(overlay, root, below, map, own, problems), changes);
        }

        private EditionChange Change(string root, YamlMap below) =>
            new() { Edition = overlay.Title.Value, Root = root, RootTitle = EditionChange.TitleOf(below), Address = root, Kind = "" };

        public void Finish(DiagnosticBag problems)
        {
            foreach (var patch in overlay.Patches.Where(p => p.At.Value.Length > 0))
            {
                var (root, _) = TreeAddress.Split(patch.At.Value);
                if (!seen.ContainsKey(root))
                {
                    problems.Add(OverlayProblems.NoTarget.At(patch.At.Span, $"there is no lesson, unit or file '{root}' below this overlay", Nearest.Hint(root, [.. seen.Keys])));
                }
                else if (root == "resources" && !targets.ContainsKey(patch))
                {
                    problems.Add(OverlayProblems.NoTarget.At(patch.At.Span, $"no file of services below this overlay has '{patch.At.Value["resources".Length..].TrimStart('/')}'"));
                }
            }
        }

        private YamlMap AtCurriculum(YamlMap map, DiagnosticBag problems)
        {
            var version = TextOf(map, "version");
            if (overlay.BaseVersion is { } range && TextFormat.Version.Pattern.IsMatch(version) && !VersionRange.Holds(range.Value, version))
            {
                problems.Add(OverlayProblems.BaseVersion.At(range.Span, $"the base has version {version}, and this overlay is written for {range.Value}", "take another version of the base; or look at what has changed with 'upstander overlay diff', and then widen the range"));
            }

            return With(map, "region", overlay.Region);
        }

        private static Patch? TakesOut(string root, List<Patch> patches, DiagnosticBag problems)
        {
            if (root is "curriculum" or "resources" || patches.Find(p => p.At.Value == root && p.Remove is not null) is not { } removal)
            {
                return null;
            }

            foreach (var other in patches.Where(p => p != removal))
            {
                problems.Add(OverlayProblems.Conflict.At(other.At.Span, $"another patch takes '{root}' out of the course", $"that is the one at {removal.At.Span}"));
            }

            return removal;
        }
    }
}

/// <summary>How a patch stands to the lock.</summary>
public enum PatchStanding
{
    /// <summary>What it changes is what it was written against.</summary>
    Current,

    /// <summary>What it changes is not what it was written against.</summary>
    BaseChanged,

    /// <summary>What it changes is not there.</summary>
    TargetGone,

    /// <summary>The lock does not know it.</summary>
    NotLocked,
}

/// <summary>A patch and how it stands to the lock.</summary>
/// <param name="Patch">The patch.</param>
/// <param name="Does">What it does, in few words.</param>
/// <param name="Target">What it changes as the base has it now, or null.</param>
/// <param name="Row">What the lock says of it, or null.</param>
public sealed record PatchState(Patch Patch, string Does, YamlNode? Target, LockedPatch? Row)
{
    /// <summary>Its address.</summary>
    public string At => Patch.At.Value;

    /// <summary>What the overlay puts there: fields, an item or a list of items; null where it only takes away or moves.</summary>
    public YamlNode? Own => Patch switch
    {
        { Set: { } set } => set,
        { Replace: { } replace } => replace,
        { Insert.Items: { } items } => items,
        _ => null,
    };

    /// <summary>Hash of what it changes, or null when that is not there.</summary>
    public string? Hash { get; } = Target is null ? null : TreeHash.Of(Target);

    /// <summary>How it stands.</summary>
    public PatchStanding Standing =>
        Hash is null ? PatchStanding.TargetGone : Row is null ? PatchStanding.NotLocked : Row.Target.Value == Hash ? PatchStanding.Current : PatchStanding.BaseChanged;
}
