namespace Upstander.Rendering;

/// <summary>
/// What of the course was read while something was made on a thread. Templates read from anywhere (members, globals, loops, functions), so that it is noted
/// where values are handed out and belongs to the thread, which makes one page at a time.
/// </summary>
internal static class ReadLog
{
    [ThreadStatic]
    private static HashSet<string>? noted;

    /// <summary>Makes something on this thread and tells what was read for it, in ordinal order.</summary>
    public static (T Made, IReadOnlyList<string> Sources) Of<T>(Func<T> make)
    {
        var outer = noted;
        var own = noted = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            return (make(), [.. own.Order(StringComparer.Ordinal)]);
        }
        finally
        {
            noted = outer;
            outer?.UnionWith(own);
        }
    }

    /// <summary>Notes that something was read.</summary>
    /// <param name="source">What it comes from; null for what is known of every page.</param>
    public static void Note(string? source)
    {
        if (source is not null)
        {
            noted?.Add(source);
        }
    }
}
