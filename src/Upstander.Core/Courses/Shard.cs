using System.Globalization;

namespace Upstander.Courses;

/// <summary>One part of a course of many that different machines make: each lesson belongs to exactly one, told by its id alone.</summary>
/// <param name="Number">Which one, from 1.</param>
/// <param name="Of">How many there are.</param>
public sealed record Shard(int Number, int Of)
{
    /// <summary>More parts than this are none that anybody meant.</summary>
    public const int Most = 10_000;

    /// <summary>Reads <c>2/4</c>; null where that is no part.</summary>
    public static Shard? Parse(string text) =>
        text.Split('/') is [var number, var of]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var k)
        && int.TryParse(of, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && k >= 1 && k <= n && n <= Most
            ? new Shard(k, n)
            : null;

    /// <summary>Whether a lesson belongs to it.</summary>
    public bool Holds(string lesson)
    {
        // FNV-1a: the same on every machine, and even enough for a few dozen parts.
        var hash = 2166136261u;
        foreach (var c in lesson)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return hash % (uint)Of == Number - 1;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Of}");
}
