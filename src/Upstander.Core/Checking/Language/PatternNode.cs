using System.Text;

namespace Upstander.Checking.Language;

/// <summary>
/// A pattern taken apart as far as is needed to find words that every match holds. Such words are looked up before a pattern is tried,
/// so that most sentences meet few patterns.
/// </summary>
internal abstract record PatternNode
{
    /// <summary>A blank or another boundary of words.</summary>
    internal sealed record Boundary : PatternNode;

    /// <summary>Matches nothing of its own: a look ahead or behind, an anchor, or words that may be missing and end in a blank.</summary>
    internal sealed record Nothing : PatternNode;

    /// <summary>Letters.</summary>
    internal sealed record Letters(string Text) : PatternNode;

    /// <summary>One of a set of words, whole.</summary>
    internal sealed record Words(IReadOnlyCollection<string> Phrases) : PatternNode;

    /// <summary>Anything else.</summary>
    internal sealed record Other : PatternNode;

    /// <summary>Alternatives, each a sequence; optional when it may match nothing.</summary>
    internal sealed record Group(IReadOnlyList<IReadOnlyList<PatternNode>> Alternatives, bool Optional) : PatternNode;

    /// <summary>Words of which every match holds at least one as a whole word; null when that cannot be told.</summary>
    public static IReadOnlyCollection<string>? Anchors(IReadOnlyList<IReadOnlyList<PatternNode>> alternatives) => AnchorsOfAny(alternatives, true, true);

    private static HashSet<string>? AnchorsOfAny(IReadOnlyList<IReadOnlyList<PatternNode>> alternatives, bool left, bool right)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var alternative in alternatives)
        {
            if (AnchorsOfSequence(alternative, left, right) is not { } words)
            {
                return null;
            }

            all.UnionWith(words);
        }

        return all.Count == 0 ? null : all;
    }

    private static IReadOnlyCollection<string>? AnchorsOfSequence(IReadOnlyList<PatternNode> nodes, bool left, bool right)
    {
        IReadOnlyCollection<string>? best = null;
        var least = int.MaxValue;
        for (var i = 0; i < nodes.Count; i++)
        {
            var found = nodes[i] switch
            {
                Letters letters when LeftIsFree(nodes, i, left) && RightIsFree(nodes, i, right) => [letters.Text],
                Words words => Longest(words.Phrases),
                Group { Optional: false } group => AnchorsOfAny(group.Alternatives, LeftIsFree(nodes, i, left), RightIsFree(nodes, i, right)),
                _ => null,
            };
            if (found is not null && Cost(found) is var cost && cost < least)
            {
                (best, least) = (found, cost);
            }
        }

        return best;
    }

    private static bool LeftIsFree(IReadOnlyList<PatternNode> nodes, int at, bool outer)
    {
        for (var i = at - 1; i >= 0; i--)
        {
            switch (nodes[i])
            {
                case Boundary:
                    return true;
                case Nothing:
                    continue;
                case Group group when group.Alternatives.All(EndsFree):
                    if (!group.Optional)
                    {
                        return true;
                    }

                    continue;
                default:
                    return false;
            }
        }

        return outer;
    }

    private static bool RightIsFree(IReadOnlyList<PatternNode> nodes, int at, bool outer)
    {
        for (var i = at + 1; i < nodes.Count; i++)
        {
            switch (nodes[i])
            {
                case Boundary:
                    return true;
                case Nothing:
                    continue;
                case Group group when group.Alternatives.All(StartsFree):
                    if (!group.Optional)
                    {
                        return true;
                    }

                    continue;
                default:
                    return false;
            }
        }

        return outer;
    }

    private static bool EndsFree(IReadOnlyList<PatternNode> nodes) => nodes.Count > 0 && nodes[^1] is Boundary;

    private static bool StartsFree(IReadOnlyList<PatternNode> nodes) => nodes.Count > 0 && nodes[0] is Boundary;

    // Of a phrase, one run of letters is enough; the longest is the rarest.
    private static HashSet<string> Longest(IEnumerable<string> phrases) => [.. phrases.Select(p => Runs(p).MaxBy(r => r.Length) ?? "").Where(r => r.Length > 0)];

    private static IEnumerable<string> Runs(string phrase)
    {
        var run = new StringBuilder();
        foreach (var c in phrase)
        {
            if (char.IsLetterOrDigit(c) || c == '_')
            {
                run.Append(c);
            }
            else if (run.Length > 0)
            {
                yield return run.ToString();
                run.Clear();
            }
        }

        if (run.Length > 0)
        {
            yield return run.ToString();
        }
    }

    // Short words stand in every other sentence.
    private static int Cost(IEnumerable<string> words) => words.Sum(w => w.Length switch { <= 2 => 400, 3 => 150, 4 => 40, 5 => 12, _ => 5 });
}
