using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Spectre.Console;
using Upstander.Overlays;
using Upstander.Yaml;

namespace Upstander.Cli;

/// <summary>Prints what has changed in a curriculum, for people: in the words of a curriculum, and texts side by side.</summary>
internal static class ChangesReport
{
    private const int MostShort = 60;

    // Lines without a change that stand around one.
    private const int Around = 2;

    /// <summary>Prints all that has changed between two states.</summary>
    /// <param name="changes">What has changed.</param>
    /// <param name="full">Whether changed texts are shown too, side by side.</param>
    /// <param name="terminal">Where to.</param>
    public static void Print(CurriculumChanges changes, bool full, Terminal terminal)
    {
        foreach (var tree in changes.Trees)
        {
            Tree(tree, [], full, null, terminal);
        }

        foreach (var file in changes.Files)
        {
            Line(terminal, $"{file.Name} {Fate(file.WasThere, file.IsThere)}");
        }
    }

    /// <summary>In a line: how many lessons, units and other files are changed, new or gone.</summary>
    public static string Summary(CurriculumChanges changes)
    {
        var parts = new[]
        {
            Counts(changes.Trees.Where(t => IsLesson(t.Root)).Select(t => (t.Then is not null, t.Now is not null)), "lesson", "lessons"),
            Counts(changes.Trees.Where(t => IsUnit(t.Root)).Select(t => (t.Then is not null, t.Now is not null)), "unit", "units"),
            Counts(changes.Trees.Where(t => !IsLesson(t.Root) && !IsUnit(t.Root)).Select(t => (t.Then is not null, t.Now is not null)).Concat(changes.Files.Select(f => (f.WasThere, f.IsThere))), "other file", "other files"),
        };
        return changes.IsEmpty ? "Nothing has changed in what the files say." : string.Join("; ", parts.Where(p => p.Length > 0)) + ".";
    }

    /// <summary>In a line, of trees alone: how many are changed, new or gone.</summary>
    public static string Summary(IReadOnlyList<TreeChanges> changes) =>
        Counts(changes.Select(c => (c.Then is not null, c.Now is not null)), "lesson or file", "lessons or files");

    /// <summary>Prints what has changed in a tree; false when nothing has at these addresses.</summary>
    /// <param name="tree">What has changed in it.</param>
    /// <param name="addresses">Addresses to look at; none for all.</param>
    /// <param name="full">Whether changed texts are shown too, side by side.</param>
    /// <param name="where">What it is part of, for words such as "is new in the base"; null where that goes without saying.</param>
    /// <param name="terminal">Where to.</param>
    public static bool Tree(TreeChanges tree, IReadOnlyList<string> addresses, bool full, string? where, Terminal terminal)
    {
        var title = Title(tree) is { } text ? $" “{text}”" : "";
        if (tree.Then is null || tree.Now is null)
        {
            var (here, from) = where is null ? ("", "") : ($" in {where}", $" from {where}");
            Line(terminal, $"{tree.Root}{title} {(tree.Then is null ? $"is new{here}" : $"is gone{from}")}", "bold");
            return true;
        }

        var changes = tree.Changes.Where(c => Editions.IsAt($"{tree.Root}/{string.Join('/', c.Steps)}", addresses)).ToList();
        if (changes.Count > 0)
        {
            Line(terminal, $"{tree.Root}{title}", "bold");
        }

        foreach (var change in changes)
        {
            if (Brief(tree, change) is { } brief)
            {
                Line(terminal, $"  {brief}");
                continue;
            }

            Line(terminal, $"  {tree.Words(change)}");
            if (full && change.Kind != ChangeKind.Moved)
            {
                SideBySide("then", change.Then, "now", change.Now, terminal);
            }
        }

        return changes.Count > 0;
    }

    /// <summary>The title of what a tree is, as it is now.</summary>
    public static string? Title(TreeChanges tree) => ((tree.Now ?? tree.Then)!["title"] as YamlScalar)?.Text;

    /// <summary>Whether a tree is a lesson: units, the curriculum and resources have addresses of their own.</summary>
    public static bool IsLesson(string root) => !IsUnit(root) && root is not ("curriculum" or "resources");

    /// <summary>What became of something.</summary>
    public static string Fate(bool wasThere, bool isThere) => (wasThere, isThere) switch { (false, _) => "is new", (_, false) => "is gone", _ => "has changed" };

    /// <summary>A change of a short value with both values, on one line; null where the values need more room.</summary>
    public static string? Brief(TreeChanges tree, TreeChange change)
    {
        var (then, now) = (YamlWriter.Read(change.Then), YamlWriter.Read(change.Now));
        return change is { Kind: ChangeKind.Field, Then: YamlScalar, Now: YamlScalar } && then.Length <= MostShort && now.Length <= MostShort && !then.Contains('\n') && !now.Contains('\n')
            ? $"{tree.Words(change)}: {then} → {now}"
            : null;
    }

    /// <summary>Prints two values beside each other, as far as they differ.</summary>
    public static void SideBySide(string left, YamlNode? then, string right, YamlNode? now, Terminal terminal)
    {
        var width = Math.Clamp((terminal.Width - 7) / 2, 24, 76);
        Line(terminal, $"  {left.PadRight(width)} | {right}", "grey");
        var diff = SideBySideDiffBuilder.Diff(string.Join('\n', Lines(then)), string.Join('\n', Lines(now)), ignoreWhiteSpace: false);
        var shown = -1;
        foreach (var i in Shown(diff.OldText.Lines))
        {
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

    /// <summary>Places of the lines of a difference that are worth showing: those that have changed, and a few around each.</summary>
    public static IEnumerable<int> Shown(IReadOnlyList<DiffPiece> lines)
    {
        var changed = new SortedSet<int>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Type != ChangeType.Unchanged)
            {
                changed.UnionWith(Enumerable.Range(i - Around, (2 * Around) + 1));
            }
        }

        return changed.Where(i => i >= 0 && i < lines.Count);
    }

    /// <summary>A value line by line.</summary>
    public static string[] Lines(YamlNode? node) => node is null ? [] : YamlWriter.Read(node).TrimEnd('\n').Split('\n');

    private static bool IsUnit(string root) => root.StartsWith("units/", StringComparison.Ordinal);

    private static string Counts(IEnumerable<(bool WasThere, bool IsThere)> of, string one, string many)
    {
        var all = of.ToList();
        var counts = new (int Number, string Words)[]
        {
            (all.Count(c => c is { WasThere: true, IsThere: true }), "changed"),
            (all.Count(c => !c.WasThere), "new"),
            (all.Count(c => !c.IsThere), "gone"),
        };
        return string.Join(", ", counts.Where(c => c.Number > 0).Select((c, i) => i == 0 ? $"{Report.Count(c.Number, one, many)} {c.Words}" : $"{c.Number} {c.Words}"));
    }

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

    /// <summary>Prints a line, with nothing in it that a terminal would obey.</summary>
    public static void Line(Terminal terminal, string text, string? style = null)
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
