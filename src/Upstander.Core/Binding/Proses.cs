namespace Upstander.Binding;

/// <summary>Finds every Markdown text of an item.</summary>
public static class Proses
{
    /// <summary>Every Markdown text of an item and of what lies in it, in order.</summary>
    public static IEnumerable<Prose> In(Item item) => item.Fields.SelectMany(f => In(f.Value));

    private static IEnumerable<Prose> In(object? value) => value switch
    {
        Prose prose => [prose],
        Item item => In(item),
        WordOrSteps steps => steps.Steps,
        IEnumerable<object> list => list.SelectMany(In),
        _ => [],
    };
}
