namespace Upstander.Yaml;

/// <summary>A scalar's stretch of the file; <paramref name="Parent"/> is the column (from 0) that its continuation lines must exceed, -1 unless plain in a block.</summary>
internal readonly record struct ScalarPlace(int Start, int End, int Parent);

/// <summary>
/// Finds text that is lost because YAML takes it for a comment: <c>title: Lesson #1</c> is "Lesson". A comment behind or
/// below a value has a space after its <c>#</c>; one without is taken for lost text.
/// </summary>
internal static class SwallowedText
{
    /// <summary>Looks between the scalars of a file, up to where reading got.</summary>
    public static void Report(SourceText source, IReadOnlyList<ScalarPlace> scalars, int reached)
    {
        var at = 0;
        var parent = -1;
        foreach (var scalar in scalars)
        {
            ReportBetween(source, at, scalar.Start, parent);
            at = Math.Max(at, scalar.End);
            parent = scalar.Parent;
        }

        ReportBetween(source, at, Math.Min(reached, source.Text.Length), parent);
    }

    private static void ReportBetween(SourceText source, int from, int to, int parent)
    {
        var text = source.Text;
        while (from < to)
        {
            var hash = text.AsSpan(from, to - from).IndexOf('#');
            if (hash < 0)
            {
                return;
            }

            hash += from;
            var lineStart = text.AsSpan(0, hash).LastIndexOf('\n') + 1;
            var end = source.EndOfLine(hash);
            var firstOnLine = text.AsSpan(lineStart, hash - lineStart).IsWhiteSpace();
            var isText = hash + 1 < end && text[hash + 1] is not (' ' or '\t' or '#');
            if (isText && (firstOnLine ? parent >= 0 && hash - lineStart > parent : IsBlank(text[hash - 1])))
            {
                source.Report(
                    YamlProblems.SwallowedText,
                    hash,
                    end,
                    $"'{source.Excerpt(hash, end)}' would be lost: YAML reads it as a comment",
                    "put quotes around the whole value if this belongs to it; write '# ' with a space if it is a comment");
            }

            from = Math.Max(end, hash + 1);
            if (!firstOnLine)
            {
                // Only what follows a plain value directly could have been meant as its next line.
                parent = -1;
            }
        }
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';
}
