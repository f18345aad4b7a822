using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Rendering;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Checking.Language;

/// <summary>Checks the language of files that are no lesson: a letter, a web page, a poster's text.</summary>
public static class TextCheck
{
    /// <summary>Files that can be checked on their own, by how their names end.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".md", ".markdown", ".txt"];

    // Markdown is read in pieces, so that a large file costs as much as many small ones.
    private const int PieceLength = 16_000;

    // A line that is shorter, and behind which a capital begins, was not wrapped: it ends what it says.
    private const int ShortLine = 50;

    /// <summary>Reports what the rules find in a file.</summary>
    /// <param name="file">Markdown, or plain text where its name ends in <c>.txt</c>.</param>
    /// <param name="readers">Whom it is written for.</param>
    /// <param name="band">Age band, or null.</param>
    /// <param name="checker">The rules.</param>
    /// <param name="problems">Gets the findings, sorted out by nobody: there is no curriculum to accept any.</param>
    public static void Check(SourceFile file, Audience readers, string? band, LanguageChecker checker, DiagnosticBag problems)
    {
        if (TextDecoder.Decode(file, problems) is not { } source)
        {
            return;
        }

        var isMarkdown = !file.Path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
        var text = source.Text;
        foreach (var piece in Pieces(text, isMarkdown ? FrontMatter(text) : 0))
        {
            var passage = new Passage(
                "",
                readers,
                TextTag.None,
                band,
                text.Substring(piece.Start, piece.Length),
                isMarkdown,
                (start, length) => source.Span(piece.Start + start, Math.Min(piece.Start + start + length, text.Length)));
            var blocks = isMarkdown ? MarkdownReader.Read(passage.Text) : MarkdownReader.Paragraphs(passage.Text, ShortLine);
            checker.Check(passage, blocks, finding => problems.Add(finding with { Address = null }));
        }
    }

    /// <summary>Parts a text at blank lines, where no fence is open.</summary>
    private static IEnumerable<Stretch> Pieces(string text, int start)
    {
        var (from, at, isFenced) = (start, start, false);
        while (at < text.Length)
        {
            var end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end + 1;
            var line = text.AsSpan(at, end - at).Trim();
            isFenced ^= line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal);
            if ((line.IsEmpty && !isFenced && end - from >= PieceLength) || end - from >= 4 * PieceLength)
            {
                yield return new Stretch(from, end - from);
                from = end;
            }

            at = end;
        }

        if (from < text.Length)
        {
            yield return new Stretch(from, text.Length - from);
        }
    }

    /// <summary>Where the text begins behind the front matter of a site generator.</summary>
    private static int FrontMatter(string text)
    {
        if (!text.StartsWith("---\n", StringComparison.Ordinal))
        {
            return 0;
        }

        var end = text.IndexOf("\n---\n", 3, StringComparison.Ordinal);
        return end < 0 ? 0 : end + 5;
    }
}
