namespace Upstander.Checking.Language;

/// <summary>
/// What one sentence has of the words that patterns look for, and the patterns that are worth a try on it. A sentence takes microseconds, so its
/// lists serve one sentence after the other: a search is rented and given back. For one thread.
/// </summary>
internal sealed class PatternSearch : IDisposable
{
    [ThreadStatic]
    private static PatternSearch? spare;

    private readonly PatternIndex index;
    private readonly List<Candidate> candidates = [];
    private readonly List<int> starts = [];

    // Words known so far by set: for each set a chain through the places where one of its words begins, and the last of those.
    private readonly List<(int Start, int Next)> places = [];
    private readonly int[] first;
    private readonly int[] last;
    private readonly List<int> touched = [];

    private PatternSearch(PatternIndex index, int sets, int alternatives)
    {
        this.index = index;
        first = new int[sets];
        last = new int[sets];
        Array.Fill(last, -1);
        Triggered = new ulong[(alternatives + 63) / 64];
    }

    /// <summary>The patterns to try, in order. A pattern may stand here several times.</summary>
    public IReadOnlyList<Candidate> Candidates => candidates;

    /// <summary>One bit for each alternative that a word made worth a look.</summary>
    public ulong[] Triggered { get; }

    /// <summary>An empty search for an index with so many sets of words and alternatives of patterns.</summary>
    public static PatternSearch Rent(PatternIndex index, int sets, int alternatives)
    {
        if (spare is { } search && search.index == index)
        {
            spare = null;
            return search;
        }

        return new PatternSearch(index, sets, alternatives);
    }

    /// <summary>Where a match of a candidate may begin.</summary>
    public int StartAt(int place) => starts[place];

    /// <summary>Takes in a word that begins at a place: the sets that it is in, and the alternatives that it makes worth a look. Words come in order.</summary>
    public void Know(int start, int[] sets, (int Part, ulong Bits)[] triggers)
    {
        foreach (var set in sets)
        {
            var before = last[set];
            if (before >= 0 && places[before].Start == start)
            {
                continue;
            }

            if (before < 0)
            {
                touched.Add(set);
                first[set] = places.Count;
            }
            else
            {
                places[before] = (places[before].Start, places.Count);
            }

            last[set] = places.Count;
            places.Add((start, -1));
        }

        foreach (var (part, bits) in triggers)
        {
            Triggered[part] |= bits;
        }
    }

    /// <summary>Whether each of the sets has a word at a place or behind it.</summary>
    public bool HasAll(int[] sets, int start)
    {
        foreach (var set in sets)
        {
            if (last[set] is var at && (at < 0 || places[at].Start < start))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds a pattern.</summary>
    public void Add(Candidate candidate) => candidates.Add(candidate);

    /// <summary>Adds a pattern with the places of words of its leading set that have words of all its sets at them or behind; none adds nothing.</summary>
    public void Add(int pattern, int leading, int[] sets)
    {
        var from = starts.Count;
        for (var at = last[leading] < 0 ? -1 : first[leading]; at >= 0; at = places[at].Next)
        {
            if (HasAll(sets, places[at].Start))
            {
                starts.Add(places[at].Start);
            }
        }

        if (starts.Count > from)
        {
            candidates.Add(new Candidate(pattern, from, starts.Count - from));
        }
    }

    /// <summary>Empties it for the next sentence of this thread.</summary>
    public void Dispose()
    {
        foreach (var set in touched)
        {
            last[set] = -1;
        }

        touched.Clear();
        places.Clear();
        starts.Clear();
        candidates.Clear();
        Array.Clear(Triggered);
        spare = this;
    }
}
