using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Upstander.Diagnostics;
using Upstander.Overlays;

namespace Upstander.Cli;

/// <summary>
/// What has changed in a curriculum as Markdown, for the summary of a pull request. Titles and texts may come from anybody: nothing in them becomes markup, calls a
/// person or refers to an issue.
/// </summary>
internal static class ChangesMarkdown
{
    // GitHub takes 65,536 characters; what stands around this needs room too.
    private const int MostCharacters = 60_000;
    private const int MostOfOne = 12_000;

    /// <summary>The whole report.</summary>
    public static string Write(CurriculumChanges changes)
    {
        var text = new StringBuilder("# What changed\n\n").Append(PlainMarkdown.Of(ChangesReport.Summary(changes))).Append('\n');
        var left = 0;
        foreach (var part in changes.Trees.Select(Part).Concat(changes.Files.Count == 0 ? [] : [Files(changes.Files)]))
        {
            if (left > 0 || text.Length + part.Length > MostCharacters)
            {
                left++;
                continue;
            }

            text.Append(part);
        }

        if (left > 0)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n{left} more did not fit here: `upstander changes` shows them all.\n");
        }

        return text.ToString();
    }

    private static string Part(TreeChanges tree)
    {
        var name = ChangesReport.Title(tree) is { } title ? $"{PlainMarkdown.Of(title)} ({PlainMarkdown.Of(tree.Root)})" : PlainMarkdown.Of(tree.Root);
        var part = new StringBuilder("\n## ").Append(name).Append("\n\n");
        if (tree.Then is null || tree.Now is null)
        {
            return part.Append(ChangesReport.IsLesson(tree.Root) ? "This lesson " : "This ").Append(ChangesReport.Fate(tree.Then is not null, tree.Now is not null)).Append(".\n").ToString();
        }

        var texts = new StringBuilder();
        foreach (var change in tree.Changes)
        {
            var words = tree.Words(change);
            var brief = ChangesReport.Brief(tree, change);
            part.Append("- ").Append(PlainMarkdown.Of(brief ?? words)).Append('\n');
            if (brief is null && change.Kind != ChangeKind.Moved && texts.Length < MostOfOne)
            {
                texts.Append(Text(words, change));
            }
        }

        return part.Append(texts).ToString();
    }

    private static string Files(IReadOnlyList<FileFate> files) =>
        "\n## Other files\n\n" + string.Concat(files.Select(f => $"- {PlainMarkdown.Of($"{f.Name} {ChangesReport.Fate(f.WasThere, f.IsThere)}")}\n"));

    /// <summary>A changed text, folded away until somebody opens it.</summary>
    private static string Text(string words, TreeChange change)
    {
        var (then, now) = (ChangesReport.Lines(change.Then), ChangesReport.Lines(change.Now));
        var lines = InlineDiffBuilder.Diff(string.Join('\n', then), string.Join('\n', now), ignoreWhiteSpace: false).Lines;
        var shown = new StringBuilder();
        foreach (var line in ChangesReport.Shown(lines).TakeWhile(_ => shown.Length < MostOfOne).Select(i => lines[i]))
        {
            shown.Append(line.Type switch { ChangeType.Inserted => '+', ChangeType.Deleted => '-', _ => ' ' }).Append(' ').Append(Report.Visible(Short(line.Text ?? ""))).Append('\n');
        }

        // A fence ends where one as long as it stands: this one is longer than any in the text.
        var fence = new string('`', Math.Max(3, Longest(shown.ToString()) + 1));
        return $"\n<details><summary>{PlainMarkdown.InHtml(Report.Visible(words))}</summary>\n\n{fence}diff\n{shown}{fence}\n\n</details>\n";
    }

    private static string Short(string line) => line.Length <= 2_000 ? line : line[..2_000] + "…";

    private static int Longest(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
