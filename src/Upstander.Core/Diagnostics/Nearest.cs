namespace Upstander.Diagnostics;

/// <summary>Finds the name an author most likely meant.</summary>
public static class Nearest
{
    /// <summary>
    /// The candidate with the smallest optimal-string-alignment distance (Damerau 1964, adjacent swaps count once) to the
    /// name, or null when even the best is further than a third of its length. Ties go to the ordinal first.
    /// </summary>
    public static string? To(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        var least = int.MaxValue;
        foreach (var candidate in candidates)
        {
            // In one or two letters, a change makes another word, not a misspelling.
            var length = Math.Max(name.Length, candidate.Length);
            var limit = length <= 2 ? 0 : Math.Max(1, length / 3);
            var distance = name.Length > 100 ? int.MaxValue : Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance <= limit && (distance < least || (distance == least && string.CompareOrdinal(candidate, best) < 0)))
            {
                (best, least) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>A hint for messages: <c>did you mean 'x'?</c>, or the choices when they are few, or null.</summary>
    public static string? Hint(string name, IReadOnlyCollection<string> candidates)
    {
        if (To(name, candidates) is { } nearest)
        {
            return $"did you mean '{nearest}'?";
        }

        return candidates.Count is > 0 and <= 12 ? $"one of: {string.Join(", ", candidates)}" : null;
    }

    private static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}
