using DiffPlex;
using DiffPlex.Renderer;

namespace Upstander.Overrides;

/// <summary>How two texts differ, line by line.</summary>
public static class TextDifference
{
    private const int Context = 3;

    /// <summary>How many lines differ: a line that was changed counts once.</summary>
    public static int Lines(string then, string now) =>
        Differ.Instance.CreateLineDiffs(then, now, ignoreWhitespace: false).DiffBlocks.Sum(b => Math.Max(b.DeleteCountA, b.InsertCountB));

    /// <summary>The difference as a patch, such as <c>diff -u</c> writes it; empty where there is none.</summary>
    public static string Unified(string then, string now, string thenName, string nowName) =>
        then == now
            ? ""
            : UnidiffRenderer.GenerateUnidiff(then, now, thenName, nowName, ignoreWhitespace: false, ignoreCase: false, Context)
                .Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";
}
