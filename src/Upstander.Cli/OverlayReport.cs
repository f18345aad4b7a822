using Upstander.Diagnostics;
using Upstander.Overlays;
using Upstander.Yaml;

namespace Upstander.Cli;

/// <summary>Prints how an overlay stands to its base, for people: in the words of a curriculum, and texts side by side.</summary>
internal static class OverlayReport
{
    /// <summary>Prints every patch that wants a look, and how many are well; true when one does.</summary>
    public static bool Status(EditionState state, Terminal terminal)
    {
        var (id, version) = state.Project.BaseName!.Value;
        var known = state.Project.Lock?.Base;
        ChangesReport.Line(terminal, $"{state.Project.Top!.Title.Value}, on {id} {version}{(known is null ? " (nothing is locked yet)" : state.IsBaseLocked ? "" : $" (locked: {known.Version.Value})")}");
        foreach (var patch in state.Patches.Where(p => p.Standing != PatchStanding.Current))
        {
            ChangesReport.Line(terminal, $"  {Word(patch.Standing),-13} {patch.At}: {patch.Does}", patch.Standing == PatchStanding.TargetGone ? "red" : "yellow");
        }

        foreach (var row in state.Left)
        {
            ChangesReport.Line(terminal, $"  {"no patch",-13} {row.At.Value}: {row.Does.Value}", "yellow");
        }

        var counts = state.Patches.GroupBy(p => p.Standing).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Word(g.Key)}");
        ChangesReport.Line(terminal, state.Patches.Count == 0 ? "No patches." : $"{Report.Count(state.Patches.Count, "patch", "patches")}: {string.Join(", ", counts)}.");
        if (known is not null && !state.IsBaseLocked)
        {
            ChangesReport.Line(terminal, state.Changes() is not { } changes ? "The base has changed; how it was is not kept here."
                : changes.Count == 0 ? "Files of the base have changed that hold no lessons, or only in how they are written."
                : $"The base has changed: {ChangesReport.Summary(changes)}. 'upstander overlay diff' shows it.");
        }

        return state.Patches.Any(p => p.Standing != PatchStanding.Current) || state.Left.Count > 0;
    }

    /// <summary>Prints what has changed: first below patches, side by side and with what the overlay says; then elsewhere.</summary>
    public static void Diff(EditionState state, IReadOnlyList<string> addresses, bool all, Terminal terminal)
    {
        var shown = state.Patches.Where(p => Editions.IsAt(p.At, addresses) && (all || addresses.Count > 0 || p.Standing is PatchStanding.BaseChanged or PatchStanding.TargetGone)).ToList();
        foreach (var patch in shown)
        {
            ChangesReport.Line(terminal, $"{patch.At}: {patch.Does} ({Word(patch.Standing)})", "bold");
            var then = state.ThenOf(patch);
            if (patch.Standing == PatchStanding.Current)
            {
                Block("base", patch.Target, terminal);
            }
            else if (then is null)
            {
                ChangesReport.Line(terminal, patch.Row is null ? "  it was not locked, so how the base was is not known" : "  how the base was is not kept here");
                Block("base now", patch.Target, terminal);
            }
            else
            {
                ChangesReport.SideBySide("base then", then, "base now", patch.Target, terminal);
            }

            Block("yours", patch.Own, terminal);
            ChangesReport.Line(terminal, "");
        }

        if (state.Changes() is not { } changes)
        {
            ChangesReport.Line(terminal, state.Project.Lock is null ? "Nothing is locked yet: 'upstander overlay accept' remembers the base as it is now." : "How the base was is not kept here.");
            return;
        }

        var any = false;
        foreach (var tree in changes.Where(c => addresses.Count == 0 || addresses.Any(a => TreeAddress.Split(a).Root == c.Root)))
        {
            any |= ChangesReport.Tree(tree, addresses, all || addresses.Count > 0, "the base", terminal);
        }

        if (!any && shown.Count == 0)
        {
            ChangesReport.Line(terminal, changes.Count == 0 ? "The base says what it said when it was locked." : "Nothing has changed there.");
        }
    }

    /// <summary>A message about an address that neither the base nor a patch has; null when all are known.</summary>
    public static string? Unknown(EditionState state, IReadOnlyList<string> addresses)
    {
        foreach (var address in addresses.Where(a => state.Patches.All(p => !Editions.IsAt(p.At, [a]))))
        {
            var (root, steps) = TreeAddress.Split(address);
            var known = new[] { state.Now, state.Then }.OfType<BaseTrees>().Select(t => t.Trees.GetValueOrDefault(root)).OfType<YamlMap>();
            if (!known.Any(tree => TreeAddress.Find(tree, steps) is not null))
            {
                var near = Nearest.To(address, [.. state.Now.Trees.Keys, .. state.Patches.Select(p => p.At)]);
                return $"There is nothing at '{address}'.{(near is null ? "" : $" Did you mean '{near}'?")}";
            }
        }

        return null;
    }

    private static string Word(PatchStanding standing) => standing switch
    {
        PatchStanding.Current => "current",
        PatchStanding.BaseChanged => "base changed",
        PatchStanding.TargetGone => "target gone",
        _ => "not locked",
    };

    private static void Block(string title, YamlNode? node, Terminal terminal)
    {
        if (node is null)
        {
            return;
        }

        ChangesReport.Line(terminal, $"  {title}", "grey");
        foreach (var line in ChangesReport.Lines(node))
        {
            ChangesReport.Line(terminal, $"    {line}");
        }
    }
}
