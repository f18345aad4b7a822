using System.Globalization;
using Upstander.Binding;

namespace Upstander.Audiences;

/// <summary>
/// Turns an item into what one audience may see of it. A field of another audience is not there at all, so that a template
/// which names it fails; an absent field that the audience may see is null, and so is an empty list.
/// </summary>
public static class Projector
{
    /// <summary>The item as the audience may see it, or null when it may not see it at all.</summary>
    public static View? Project(Item? item, Audience audience)
    {
        if (item is null || (item.VisibleTo & audience) == 0)
        {
            return null;
        }

        var view = new View();
        foreach (var field in item.Fields)
        {
            if ((field.Audience & audience) != 0)
            {
                view.Add(field.Name, ValueOf(field.Value, audience));
            }
        }

        return view;
    }

    /// <summary>The items that the audience may see; null when none is left.</summary>
    public static IReadOnlyList<object?>? List(IEnumerable<Item> items, Audience audience) =>
        View.ListOf(items.Select(item => Project(item, audience)).OfType<View>());

    /// <summary>A date as templates get it: <c>YYYY-MM-DD</c>.</summary>
    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static object? ValueOf(object? value, Audience audience) => value switch
    {
        null => null,
        Located<string> text => text.Value,
        Located<int> number => number.Value,
        Located<bool> flag => flag.Value,
        Located<DateOnly> date => Date(date.Value),
        Prose prose => prose,
        Item item => Project(item, audience),
        WordOrSteps { Word: { } word } => word.Value,
        WordOrSteps { Steps: var steps } => ValueOf(steps, audience),
        IReadOnlyList<Item> items => List(items, audience),
        IReadOnlyList<Prose> { Count: > 0 } proses => proses,
        IReadOnlyList<Located<string>> { Count: > 0 } texts => texts.Select(t => (object?)t.Value).ToArray(),
        IReadOnlyList<object> { Count: 0 } => null,
        _ => throw new InvalidOperationException($"no projection for {value.GetType()}"),
    };
}
