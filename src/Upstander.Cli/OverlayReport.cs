using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Spectre.Console;
using Upstander.Diagnostics;
using Upstander.Overlays;
using Upstander.Yaml;

namespace Upstander.Cli;

/// <summary>Prints how an overlay stands to its base, for people: in the words of a curriculum, and texts side by side.</summary>
internal static class OverlayReport
{
    private const int MostShort = 60;

    // Lines without a change that stand around one.
    private const int Around = 2;

    /// <summary>Prints every patch that wants a look, and how many are well; true when one does.</summary>
    public static bool Status(EditionState state, Terminal terminal)
    {
        var (id, version) = state.Project.BaseName!.Value;
        var known = state.Project.Lock?.Base;
        Line(terminal, $"{state.Project.Top!.Title.Value}, on {id} {version}{(known is null ? " (nothing is locked yet)" : state.IsBaseLocked ? "" : $" (locked: {known.Version.Value})")}");
        foreach (var patch in state.Patches.Where(p => p.Standing != PatchStanding.Current))
        {
            Line(terminal, $"  {Word(patch.Standing),-13} {patch.At}: {patch.Does}", patch.Standing == PatchStanding.TargetGone ? "red" : "yellow");
        }

        foreach (var row in state.Left)
        {
            Line(terminal, $"  {"no patch",-13} {row.At.Value}: {row.Does.Value}", "yellow");
        }

        var counts = state.Patches.GroupBy(p => p.Standing).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Word(g.Key)}");
        Line(terminal, state.Patches.Count == 0 ? "No patches." : $"{Report.Count(state.Patches.Count, "patch", "patches")}: {string.Join(", ", counts)}.");
        if (known is not null && !state.IsBaseLocked)
        {
            Line(terminal, state.Changes() is not { } changes ? "The base has changed; how it was is not kept here."
                : changes.Count == 0 ? "Files of the base have changed that hold no lessons, or only in how they are written."
                : $"The base has changed: {Summary(changes)}. 'upstander overlay diff' shows it.");
        }

        return state.Patches.Any(p => p.Standing != PatchStanding.Current) || state.Left.Count > 0;
    }

    /// <summary>Prints what has changed: first below patches, side by side and with what the overlay says; then elsewhere.</summary>
    public static void Diff(EditionState state, IReadOnlyList<string> addresses, bool all, Terminal terminal)
    {
        var shown = state.Patches.Where(p => Editions.IsAt(p.At, addresses) && (all || addresses.Count > 0 || p.Standing is PatchStanding.BaseChanged or PatchStanding.TargetGone)).ToList();
        foreach (var patch in shown)
        {
            Line(terminal, $"{patch.At}: {patch.Does} ({Word(patch.Standing)})", "bold");
            var then = state.ThenOf(patch);
            if (patch.Standing == PatchStanding.Current)
            {
                Block("base", patch.Target, terminal);
            }
            else if (then is null)
            {
                Line(terminal, patch.Row is null ? "  it was not locked, so how the base was is not known" : "  how the base was is not kept here");
                Block("base now", patch.Target, terminal);
            }
            else
            {
                SideBySide("base then", then, "base now", patch.Target, terminal);
            }

            Block("yours", patch.Own, terminal);
            Line(terminal, "");
        }

        if (state.Changes() is not { } changes)
        {
            Line(terminal, state.Project.Lock is null ? "Nothing is locked yet: 'upstander overlay accept' remembers the base as it is now." : "How the base was is not kept here.");
            return;
        }

        var any = false;
        foreach (var tree in changes.Where(c => addresses.Count == 0 || addresses.Any(a => TreeAddress.Split(a).Root == c.Root)))
        {
            any |= Elsewhere(tree, addresses, all || addresses.Count > 0, terminal);
        }

        if (!any && shown.Count == 0)
        {
            Line(terminal, changes.Count == 0 ? "The base says what it said when it was locked." : "Nothing has changed there.");
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

    private static bool Elsewhere(TreeChanges tree, IReadOnlyList<string> addresses, bool full, Terminal terminal)
    {
        var title = (tree.Now ?? tree.Then)!["title"] is YamlScalar text ? $" “{text.Text}”" : "";
        if (tree.Then is null || tree.Now is null)
        {
            Line(terminal, $"{tree.Root}{title} {(tree.Then is null ? "is new in the base" : "is gone from the base")}", "bold");
            return true;
        }

        var changes = tree.Changes.Where(c => Editions.IsAt($"{tree.Root}/{string.Join('/', c.Steps)}", addresses)).ToList();
        if (changes.Count > 0)
        {
            Line(terminal, $"{tree.Root}{title}", "bold");
        }

        foreach (var change in changes)
        {
            var (then, now) = (YamlWriter.Read(change.Then), YamlWriter.Read(change.Now));
            var words = tree.Words(change);
            if (change.Kind == ChangeKind.Field && then.Length <= MostShort && now.Length <= MostShort && change.Then is YamlScalar && change.Now is YamlScalar)
            {
                Line(terminal, $"  {words}: {then} → {now}");
                continue;
            }

            Line(terminal, $"  {words}");
            if (full && change.Kind != ChangeKind.Moved)
            {
                SideBySide("then", change.Then, "now", change.Now, terminal);
            }
        }

        return changes.Count > 0;
    }

    private static string Summary(IReadOnlyList<TreeChanges> changes)
    {
        var counts = new (int Number, string Words)[]
        {
            (changes.Count(c => c is { Then: not null, Now: not null }), "changed"),
            (changes.Count(c => c.Then is null), "new"),
            (changes.Count(c => c.Now is null), "gone"),
        };
        return string.Join(", ", counts.Where(c => c.Number > 0).Select((c, i) => i == 0 ? $"{Report.Count(c.Number, "lesson or file", "lessons or files")} {c.Words}" : $"{c.Number} {c.Words}"));
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

        Line(terminal, $"  {title}", "grey");
        foreach (var line in Lines(node))
        {
            Line(terminal, $"    {line}");
        }
    }

    private static void SideBySide(string left, YamlNode? then, string right, YamlNode? now, Terminal terminal)
    {
        var width = Math.Clamp((terminal.Width - 7) / 2, 24, 76);
        Line(terminal, $"  {left.PadRight(width)} | {right}", "grey");
        var diff = SideBySideDiffBuilder.Diff(string.Join('\n', Lines(then)), string.Join('\n', Lines(now)), ignoreWhiteSpace: false);
        var changed = Enumerable.Range(0, diff.OldText.Lines.Count).Where(i => diff.OldText.Lines[i].Type != ChangeType.Unchanged).ToList();
        var shown = -1;
        for (var i = 0; i < diff.OldText.Lines.Count; i++)
        {
            if (!changed.Exists(c => Math.Abs(c - i) <= Around))
            {
                continue;
            }

            if (i != shown + 1)
            {
                Line(terminal, $"  {"…".PadRight(width)} | …", "grey");
            }

            shown = i;
            var (old, young) = (diff.OldText.Lines[i], diff.NewText.Lines[i]);
            var mark = old.Type == ChangeType.Unchanged ? ' ' : young.Type == ChangeType.Imaginary ? '-' : old.Type == ChangeType.Imaginary ? '+' : '~';
            var (before, after) = (Folded(old.Text ?? "", width), Folded(young.Text ?? "", width));
            for (var line = 0; line < Math.Max(before.Count, after.Count); line++)
            {
                Line(terminal, $"{mark} {(line < before.Count ? before[line] : "").PadRight(width)} | {(line < after.Count ? after[line] : "")}".TrimEnd(), mark switch { '-' => "red", '+' => "green", '~' => "yellow", _ => null });
            }
        }
    }

    private static string[] Lines(YamlNode? node) => node is null ? [] : YamlWriter.Read(node).TrimEnd('\n').Split('\n');

    private static List<string> Folded(string text, int width)
    {
        var lines = new List<string>();
        while (text.Length > width)
        {
            var at = text.LastIndexOf(' ', width);
            at = at < width / 3 ? width : at;
            lines.Add(text[..at].TrimEnd());
            text = "  " + text[at..].TrimStart();
        }

        lines.Add(text);
        return lines;
    }

    private static void Line(Terminal terminal, string text, string? style = null)
    {
        text = Report.Plain(text);
        if (terminal.RichOut is not { } console || style is null)
        {
            terminal.Out.WriteLine(text);
            return;
        }

        console.Profile.Width = 10_000;
        console.MarkupLine($"[{style}]{Markup.Escape(text)}[/]");
    }
}
