using Upstander.Binding;

namespace Upstander.Audiences;

/// <summary>
/// What a template may see of something, in neutral form: names in snake case and values that are null, text, a number,
/// true or false, a <see cref="Prose"/>, another view, or a list of such values. A name that is not here does not exist
/// for the template; a name with null behind it is a field left out.
/// </summary>
public sealed class View
{
    // A view has a few dozen names at most: looking through them beats a dictionary in time and in memory.
    private readonly List<KeyValuePair<string, object?>> entries = [];

    /// <summary>Whether it is the same for many pages: it does not change any more, and what templates read of it is made once.</summary>
    public bool IsShared { get; private set; }

    /// <summary>What templates read of a shared view, once somebody has made it.</summary>
    internal object? Made { get; set; }

    /// <summary>Every name and value, in the order in which they were added; some values are made <see cref="Later"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Entries => entries;

    /// <summary>The value behind a name, or null when there is none; <see cref="Has"/> tells the two apart.</summary>
    public object? this[string name] => Place(name) is >= 0 and var place ? Later.Now(entries[place].Value) : null;

    /// <summary>Whether a template may name it.</summary>
    public bool Has(string name) => Place(name) >= 0;

    /// <summary>Says that it is the same for many pages and does not change any more; nor may what lies in it.</summary>
    /// <returns>This view.</returns>
    public View Share()
    {
        IsShared = true;
        return this;
    }

    /// <summary>Adds a value under a name that is still free.</summary>
    public void Add(string name, object? value)
    {
        if (IsShared || Has(name))
        {
            throw new ArgumentException($"'{name}' is there already", nameof(name));
        }

        entries.Add(new(name, value));
    }

    /// <summary>Puts a value behind a name, whether or not there is one already.</summary>
    /// <returns>This view.</returns>
    public View Set(string name, object? value)
    {
        if (IsShared)
        {
            throw new InvalidOperationException($"'{name}' comes too late: others share this view");
        }

        var place = Place(name);
        if (place < 0)
        {
            entries.Add(new(name, value));
        }
        else
        {
            entries[place] = new(name, value);
        }

        return this;
    }

    /// <summary>A list as templates see it: null when it is empty.</summary>
    public static object?[]? ListOf(IEnumerable<object?> items)
    {
        object?[] list = [.. items];
        return list.Length == 0 ? null : list;
    }

    /// <summary>A new view with the entries of both; where both have a name, the value is the other's.</summary>
    public View With(View other)
    {
        var both = new View();
        foreach (var (name, value) in entries)
        {
            both.Add(name, value);
        }

        foreach (var (name, value) in other.entries)
        {
            both.Set(name, value);
        }

        return both;
    }

    private int Place(string name)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Key == name)
            {
                return i;
            }
        }

        return -1;
    }
}
