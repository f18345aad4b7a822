using DiffPlex;
using DiffPlex.Renderer;

namespace Upstander.Overrides;

/// <summary>How two texts differ, line by line.</summary>
public static class TextDifference
{
    private const int Context = 3;

    // What is behind the last line end is no line.
    private static readonly char[] End = ['\n'];

    /// <summary>How many lines differ: a line that was changed counts once.</summary>
    public static int Lines(string then, string now) =>
        Differ.Instance.CreateLineDiffs(then.TrimEnd(End), now.TrimEnd(End), ignoreWhitespace: false).DiffBlocks.Sum(b => Math.Max(b.DeleteCountA, b.InsertCountB));

    /// <summary>The difference as a patch, such as <c>diff -u</c> writes it; empty where there is none.</summary>
    public static string Unified(string then, string now, string thenName, string nowName) =>
        Lines(then, now) == 0
            ? ""
            : UnidiffRenderer.GenerateUnidiff(then.TrimEnd(End), now.TrimEnd(End), thenName, nowName, ignoreWhitespace: false, ignoreCase: false, Context)
                .Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";
}
