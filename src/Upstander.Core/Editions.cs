using Upstander.Archives;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Overlays;
using Upstander.Publishing;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander;

/// <summary>What is done with overlays besides building them: looking at what has changed below them, saying that one has looked, starting one.</summary>
public static class Editions
{
    /// <summary>How an overlay stands to its base and to its lock; null after a finding that leaves nothing to say.</summary>
    /// <param name="folder">The folder of the overlay, as the user names it.</param>
    /// <param name="toolFolder">The folder of the tool's own files.</param>
    /// <param name="problems">Gets what is wrong with files and patches.</param>
    public static EditionState? Look(string folder, string toolFolder, DiagnosticBag problems)
    {
        if (OverlayStack.Open(folder, toolFolder, problems) is not { } project)
        {
            return null;
        }

        if (project.Top is null)
        {
            problems.Add(OverlayProblems.NoBase.At(SourceSpan.Whole(project.Own.Shown()), "this is a curriculum, not an overlay", "'upstander new FOLDER --overlay-of CURRICULUM' starts one"));
            return null;
        }

        var now = BaseTrees.Of(project, below: true, problems);
        return project.BaseName is not null && LockCheck.ContentOf(project.Base!, problems) is { } content ? new EditionState(project, now, content) : null;
    }

    /// <summary>
    /// Locks patches as they are: a person has looked at what they change. Without addresses all of them, and the base as it is now; else those at or below the addresses.
    /// What cannot be locked, because it is not there, stays as it was.
    /// </summary>
    /// <param name="state">What <see cref="Look"/> gave.</param>
    /// <param name="addresses">Addresses; none for all.</param>
    /// <param name="problems">Gets what goes wrong.</param>
    /// <returns>How many patches were locked anew, or null after a finding.</returns>
    public static int? Accept(EditionState state, IReadOnlyList<string> addresses, DiagnosticBag problems)
    {
        var known = state.Project.Lock;
        var rows = new Dictionary<(string At, string Does), LockRow>();
        var anew = 0;
        foreach (var patch in state.Patches)
        {
            var old = patch.Row is { } row ? new LockRow(patch.At, patch.Does, row.Target.Value, row.Base.Value) : null;

            // What stands there as before counts as looked at in the new base too.
            var locks = patch.Hash is not null && (IsAt(patch.At, addresses) || patch.Standing == PatchStanding.Current);
            anew += locks && old?.Target != patch.Hash ? 1 : 0;
            if ((locks ? new LockRow(patch.At, patch.Does, patch.Hash!, KeptFiles.NameOf(state.Content)) : old) is { } kept)
            {
                rows.TryAdd((patch.At, patch.Does), kept);
            }
        }

        var isWhole = known is null || state.Patches.All(p => rows.TryGetValue((p.At, p.Does), out var r) && r.Target == p.Hash);
        var (id, version) = state.Project.BaseName!.Value;
        var text = isWhole ? LockText.Of(id, version, state.Content, rows.Values) : LockText.Of(known!.Base.Id.Value, known.Base.Version.Value, known.Base.Content.Value, rows.Values);
        var folder = state.Project.Own.Folder;
        HashSet<string> needed = [.. rows.Values.Select(r => r.Base), KeptFiles.NameOf(isWhole ? state.Content : known!.Base.Content.Value)];
        if ((needed.Contains(KeptFiles.NameOf(state.Content)) && !Keep(state, folder, problems)) || !OneFile.Write(Path.Combine(folder, Workspace.LockName), text, problems))
        {
            return null;
        }

        var names = needed.Select(n => Path.GetFileName(KeptFiles.BasePath(folder, n))).ToHashSet(StringComparer.Ordinal);
        KeptFolder.Tidy(KeptFiles.BasePath(folder, state.Content), name => KeptFiles.IsKept(name) && !names.Contains(name));
        return anew;
    }

    /// <summary>Whether an address is one of these or lies below one; always when there are none.</summary>
    public static bool IsAt(string address, IReadOnlyList<string> addresses) =>
        addresses.Count == 0 || addresses.Any(a => address == a || address.StartsWith(a.TrimEnd('/') + "/", StringComparison.Ordinal));

    /// <summary>Brings a base from git, when it is not there yet. Null after a finding; false when there is nothing to bring.</summary>
    /// <param name="folder">The folder of the overlay, as the user names it.</param>
    /// <param name="problems">Gets what goes wrong.</param>
    /// <param name="cancel">Stops it.</param>
    public static bool? Fetch(string folder, DiagnosticBag problems, CancellationToken cancel)
    {
        if (Workspace.Open(folder, null, problems) is not { } own)
        {
            return null;
        }

        if (OverlayStack.OverlayOf(own, problems)?.Base.Map is not { } git || git.Git.Value.Length == 0 || git.At.Value.Length == 0)
        {
            return problems.HasErrors ? null : false;
        }

        var target = KeptFiles.FetchedPath(own.Folder, git);
        if (File.Exists(target))
        {
            return false;
        }

        if (!KeptFolder.Prepare(own.Folder, target, problems) || !GitFetch.Run(git.Git.Value, git.At.Value, own.Folder, target, git.Git.Span, problems, cancel))
        {
            return null;
        }

        KeptFolder.Tidy(target, name => KeptFiles.IsKept(name) && name != Path.GetFileName(target));
        return true;
    }

    /// <summary>A part of a curriculum as its overlays make it: a tree by its address, every value with the place that wrote it. Null after a finding.</summary>
    /// <param name="folder">The folder of the curriculum or overlay, as the user names it.</param>
    /// <param name="address">The address; empty for the names of all trees.</param>
    /// <param name="toolFolder">The folder of the tool's own files.</param>
    /// <param name="problems">Gets what is wrong with files and patches.</param>
    public static YamlNode? Show(string folder, string address, string toolFolder, DiagnosticBag problems)
    {
        if (OverlayStack.Open(folder, toolFolder, problems) is not { } project)
        {
            return null;
        }

        var trees = BaseTrees.Of(project, below: false, problems).Trees;
        var (root, steps) = TreeAddress.Split(address);
        if (!trees.TryGetValue(root, out var tree))
        {
            problems.Add(OverlayProblems.NoTarget.At(SourceSpan.Whole(address), $"there is no lesson, unit or file '{root}'", Nearest.Hint(root, [.. trees.Keys])));
            return null;
        }

        return TreeAddress.Way(root, tree, steps, SourceSpan.Whole(address), problems)?[^1];
    }

    private static bool Keep(EditionState state, string folder, DiagnosticBag problems)
    {
        var path = KeptFiles.BasePath(folder, state.Content);
        if (File.Exists(path))
        {
            return true;
        }

        if (!KeptFolder.Prepare(folder, path, problems))
        {
            return false;
        }

        using var draft = FileDraft.Open(path, ZipPack.IsOurs, force: false, problems);
        if (draft is null)
        {
            return false;
        }

        try
        {
            var zip = new ZipPack(draft.Scratch);
            state.Now.Pack(zip);
            return draft.Commit(output => zip.WriteTo(output, CancellationToken.None));
        }
        catch (Exception e) when (draft.Refuses(e))
        {
            return false;
        }
    }
}

/// <summary>How an overlay stands to its base and its lock.</summary>
public sealed class EditionState
{
    private readonly Dictionary<string, BaseTrees?> kept = new(StringComparer.Ordinal);

    internal EditionState(OverlayStack project, BaseTrees now, string content)
    {
        (Project, Now, Content) = (project, now, content);
        Patches = project.States();
    }

    /// <summary>The overlay and what it lies on.</summary>
    public OverlayStack Project { get; }

    /// <summary>The base as it is now.</summary>
    public BaseTrees Now { get; }

    /// <summary>One hash of all files of the base as it is now.</summary>
    public string Content { get; }

    /// <summary>The patches in the order of the file.</summary>
    public IReadOnlyList<PatchState> Patches { get; }

    /// <summary>Whether the base is, file by file, the one that was locked.</summary>
    public bool IsBaseLocked => Project.Lock?.Base.Content.Value == Content;

    /// <summary>Lines of the lock for which there is no patch any more.</summary>
    public IReadOnlyList<LockedPatch> Left => [.. (Project.Lock?.Patches ?? []).Where(r => Patches.All(p => p.At != r.At.Value || p.Does != r.Does.Value))];

    /// <summary>The base as it was when everything had been looked at; null without a lock, or where it was not kept.</summary>
    public BaseTrees? Then => Project.Lock is { } known ? Kept(known.Base.Content.Value) : null;

    /// <summary>What a patch was written against, from the base that was kept; null where none was.</summary>
    public YamlNode? ThenOf(PatchState patch)
    {
        var (root, _) = TreeAddress.Split(patch.At);
        return patch.Row is { } row && Kept(row.Base.Value)?.Trees.GetValueOrDefault(root) is { } tree ? PatchTarget.Of(patch.Patch, tree) : null;
    }

    /// <summary>What has changed in the base since everything had been looked at, tree by tree; null where the base was not kept.</summary>
    public IReadOnlyList<TreeChanges>? Changes() => Then is { } then ? TreeChanges.Between(then, Now) : null;

    private BaseTrees? Kept(string content)
    {
        if (!kept.TryGetValue(content, out var trees))
        {
            try
            {
                using var zip = Workspace.OpenLarge(KeptFiles.BasePath(Project.Own.Folder, content));
                trees = BaseTrees.Read(zip);
            }
            catch (Exception e) when (Disk.IsRefusal(e))
            {
                trees = null;
            }

            kept[content] = trees;
        }

        return trees;
    }
}
