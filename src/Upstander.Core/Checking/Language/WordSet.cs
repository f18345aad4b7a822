namespace Upstander.Checking.Language;

/// <summary>Words of which one has to stand in a sentence; a word that ends in * stands for all that begin so. Not changed once it is made, and shared by all patterns that have it.</summary>
internal sealed class WordSet : HashSet<string>
{
    private int cost;

    public WordSet(IEnumerable<string> words)
        : base(words, StringComparer.Ordinal)
    {
    }

    /// <summary>How common its words are, roughly: short words stand in every other sentence.</summary>
    public int Cost
    {
        get
        {
            if (cost == 0)
            {
                foreach (var word in this)
                {
                    cost += word.Length switch { <= 2 => 400, 3 => 150, 4 => 40, 5 => 12, _ => 5 } * (word[^1] == '*' ? 4 : 1);
                }
            }

            return cost;
        }
    }

    /// <summary>The words of all of them together; of one, that one.</summary>
    public static WordSet Together(IReadOnlyList<WordSet> sets) => sets.Count == 1 ? sets[0] : new(sets.SelectMany(s => s));
}
