namespace Upstander.Audiences;

/// <summary>
/// A value of a view that is made when somebody first reads it, and says what of the course it comes from: whoever reads it depends on that. May be read from
/// several threads.
/// </summary>
/// <param name="source">What it comes from, such as <c>lesson a-clear-yes</c>; null where reading it says nothing that is not known of every page.</param>
/// <param name="make">Makes it.</param>
public sealed class Later(string? source, Func<object?> make)
{
    private readonly Lazy<object?> value = new(make);

    /// <summary>What it comes from, or null.</summary>
    public string? Source => source;

    /// <summary>The value.</summary>
    public object? Value => value.Value;

    /// <summary>A value of a view, made where it is made later.</summary>
    public static object? Now(object? value) => value is Later later ? later.Value : value;
}
