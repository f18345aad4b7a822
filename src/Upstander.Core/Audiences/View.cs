using Upstander.Binding;

namespace Upstander.Audiences;

/// <summary>
/// What a template may see of something, in neutral form: names in snake case and values that are null, text, a number,
/// true or false, a <see cref="Prose"/>, another view, or a list of such values. A name that is not here does not exist
/// for the template; a name with null behind it is a field left out.
/// </summary>
public sealed class View
{
    private readonly List<KeyValuePair<string, object?>> entries = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    /// <summary>Every name and value, in the order in which they were added.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Entries => entries;

    /// <summary>The value behind a name, or null when there is none; <see cref="Has"/> tells the two apart.</summary>
    public object? this[string name] => places.TryGetValue(name, out var place) ? entries[place].Value : null;

    /// <summary>Whether a template may name it.</summary>
    public bool Has(string name) => places.ContainsKey(name);

    /// <summary>Adds a value under a name that is still free.</summary>
    public void Add(string name, object? value)
    {
        places.Add(name, entries.Count);
        entries.Add(new(name, value));
    }

    /// <summary>A new view with the entries of both; where both have a name, the value is the other's.</summary>
    public View With(View other)
    {
        var both = new View();
        foreach (var (name, value) in entries)
        {
            both.Add(name, other.Has(name) ? other[name] : value);
        }

        foreach (var (name, value) in other.entries)
        {
            if (!both.Has(name))
            {
                both.Add(name, value);
            }
        }

        return both;
    }
}
