using System.Text;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Overlays;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander;

/// <summary>Begins overlays: empty ones on a base, and such as say what the edited copy of a curriculum says.</summary>
public static class EditionStart
{
    private const string Schema = "# yaml-language-server: $schema=schema/overlay.schema.json\n";

    /// <summary>The <c>overlay.yaml</c> of a new overlay without patches; null after a finding about the base.</summary>
    /// <param name="folder">The folder to come.</param>
    /// <param name="id">Id of the overlay.</param>
    /// <param name="base">Folder or zip of the base, as the user names it; or the address of a git repository.</param>
    /// <param name="commit">The commit, for a git repository; else null.</param>
    /// <param name="toolFolder">The folder of the tool's own files.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static SourceFile? Empty(string folder, string id, string @base, string? commit, string toolFolder, DiagnosticBag problems)
    {
        string below;
        var title = $"{id} edition";
        if (commit is not null)
        {
            if ((TextFormat.GitAddress.Pattern.IsMatch(@base), TextFormat.Commit.Pattern.IsMatch(commit)) is not (true, true))
            {
                problems.Add(OverlayProblems.NoBase.At(SourceSpan.Whole(@base), "a git base needs the address of a repository and the whole id of a commit", TextFormat.GitAddress.Hint));
                return null;
            }

            below = $"{{ git: {YamlWriter.InQuotes(@base)}, at: {commit} }}";
        }
        else
        {
            if (OverlayStack.OpenAt(@base, toolFolder, problems) is not { } project || TitleOf(BaseTrees.Of(project, below: false, new DiagnosticBag()).Trees) is not { } known)
            {
                return null;
            }

            title = $"{known}: {id} edition";
            below = YamlWriter.Quoted(PathFrom(folder, @base));
        }

        return File($$"""
            {{Schema}}# Your edition of somebody else's curriculum: what is different in it stands here, and the rest comes from the base.
            # docs/overlays.md explains each part; 'upstander show ADDRESS' prints what the base says at an address.
            overlay: 1
            id: {{id}}
            title: {{YamlWriter.Quoted(title.Length <= 120 ? title : id)}}
            base: {{below}}
            # region: US-OR

            patches: []
            #  - at: a-clear-yes/activities/quick-draw
            #    set: { title: Quick doodles, minutes: { typical: 6 } }

            """);
    }

    /// <summary>Compares an edited copy of a curriculum with the curriculum, and makes the overlay that turns one into the other.</summary>
    /// <param name="fork">Folder of the copy.</param>
    /// <param name="base">Folder or zip of the curriculum that it was copied from.</param>
    /// <param name="folder">The folder to come.</param>
    /// <param name="id">Id of the overlay.</param>
    /// <param name="toolFolder">The folder of the tool's own files.</param>
    /// <param name="problems">Gets what is wrong with either.</param>
    public static Adoption? Adopt(string fork, string @base, string folder, string id, string toolFolder, DiagnosticBag problems)
    {
        if (OverlayStack.OpenAt(@base, toolFolder, problems) is not { } project || OverlayStack.Open(fork, toolFolder, problems) is not { } copy)
        {
            return null;
        }

        if (copy.Top is not null)
        {
            problems.Add(OverlayProblems.NoBase.At(SourceSpan.Whole(fork), "this is an overlay already", "adopt takes a copy of a curriculum"));
            return null;
        }

        var then = BaseTrees.Of(project, below: false, problems).Trees;
        var now = BaseTrees.Of(copy, below: false, problems).Trees;
        if (problems.HasErrors || TitleOf(now) is not { } title)
        {
            return null;
        }

        var text = new StringBuilder($"""
            {Schema}# Made by 'upstander overlay adopt' from a copy of the base. Comments of the copy are not taken over.
            # Say why where something is removed; 'upstander check' names the patches that need a reason, a reviewer and a last day.
            overlay: 1
            id: {id}
            title: {YamlWriter.Quoted(title)}
            base: {YamlWriter.Quoted(PathFrom(folder, @base))}

            """.ReplaceLineEndings("\n"));
        var (patches, safety) = (0, 0);
        foreach (var root in then.Keys)
        {
            var drafts = now.TryGetValue(root, out var tree) ? PatchText.Of(root, then[root], tree)
                : root is "curriculum" or "resources" ? [] : [PatchText.Removal(root)];
            text.Append(drafts.Count == 0 ? "" : patches == 0 ? "\npatches:\n" : "\n");
            foreach (var draft in drafts)
            {
                text.Append(draft.IsSafety ? "  # This is safety content: add reason, reviewer and until.\n" : "");
                var lines = YamlWriter.Read(new YamlList([draft.Tree], draft.Tree.Span)).TrimEnd('\n').Split('\n');
                text.AppendJoin("", lines.Select(l => $"  {l}\n"));
                patches++;
                safety += draft.IsSafety ? 1 : 0;
            }
        }

        text.Append(patches == 0 ? "\npatches: []\n" : "");
        var overlay = File(text.ToString());
        Prove(overlay, then, now, problems);
        var (own, lost) = Files(project.Workspace, copy.Workspace, then, problems);
        return problems.HasErrors ? null : new Adoption([overlay, .. own], patches, safety, lost);
    }

    // What was written is read again and held against the copy: nobody loses a sentence on the way.
    private static void Prove(SourceFile file, SortedDictionary<string, YamlMap> then, SortedDictionary<string, YamlMap> now, DiagnosticBag problems)
    {
        var unheard = new DiagnosticBag();
        var patches = YamlLoader.Load(file, unheard) is { } map
            ? Binder.Bind(map, f => new Overlay(f), unheard).Patches.ToLookup(p => TreeAddress.Split(p.At.Value).Root, StringComparer.Ordinal)
            : Enumerable.Empty<Patch>().ToLookup(p => "");
        foreach (var (root, tree) in now.Where(n => then.ContainsKey(n.Key)))
        {
            if (!TreeAddress.Same(new TreePatcher(root, then[root], unheard).Apply([.. patches[root]]), tree))
            {
                problems.Add(OverlayProblems.WrongPatch.At(tree.Span, $"no patches can be written that turn '{root}' of the base into this one", "give every item of its lists an id of its own"));
            }
        }
    }

    private static (List<SourceFile> Own, IReadOnlyList<string> Lost) Files(Workspace below, Workspace copy, SortedDictionary<string, YamlMap> then, DiagnosticBag problems)
    {
        var own = new List<SourceFile>();
        foreach (var file in copy.Project)
        {
            if (Workspace.Read(file, problems) is not { } source)
            {
                continue;
            }

            // Trees that the base has are in the patches.
            var isTree = file.Kind == WorkspaceFileKind.Source && YamlLoader.Load(source, new DiagnosticBag()) is { } map && TreeAddress.RootOf(file.Name, map) is { } root && then.ContainsKey(root);
            if (!isTree && (below.Find(file.Name) is not { } old || Workspace.Read(old, problems) is not { } known || !known.Bytes.Span.SequenceEqual(source.Bytes.Span)))
            {
                own.Add(source with { Path = file.Name });
            }
        }

        return (own, [.. below.Project.Where(f => f.Kind is not (WorkspaceFileKind.Source or WorkspaceFileKind.License or WorkspaceFileKind.Lock) && copy.Find(f.Name) is null).Select(f => f.Name)]);
    }

    private static string? TitleOf(SortedDictionary<string, YamlMap> trees) =>
        trees.TryGetValue("curriculum", out var map) && map["title"] is YamlScalar title ? title.Text : null;

    private static string PathFrom(string folder, string @base)
    {
        var path = System.IO.File.Exists(@base) && !@base.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? Path.GetDirectoryName(Path.GetFullPath(@base))! : Path.GetFullPath(@base);
        return Path.GetRelativePath(Path.GetFullPath(folder), path).Replace(Path.DirectorySeparatorChar, '/');
    }

    private static SourceFile File(string text) => new(Workspace.OverlayName, Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))) { Name = Workspace.OverlayName };
}

/// <summary>An overlay made from an edited copy of its base.</summary>
/// <param name="Files">Its files.</param>
/// <param name="Patches">How many patches it has.</param>
/// <param name="Safety">How many of them need a reason, a reviewer and a last day.</param>
/// <param name="Lost">Files of the base that the copy does not have, which an overlay cannot take away.</param>
public sealed record Adoption(IReadOnlyList<SourceFile> Files, int Patches, int Safety, IReadOnlyList<string> Lost);
