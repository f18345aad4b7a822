using System.Globalization;
using System.Text.RegularExpressions;

namespace Upstander.Publishing;

/// <summary>The number of a release in the order of semver.org: by its numbers, and what comes before a release below that release.</summary>
public sealed partial class ReleaseVersion : IEquatable<ReleaseVersion>
{
    private const int MaxLength = 60;

    private readonly int[] numbers;
    private readonly string[] before;

    private ReleaseVersion(string text, int[] numbers, string[] before)
    {
        Text = text;
        this.numbers = numbers;
        this.before = before;
    }

    /// <summary>As it is written: the name of its folder too.</summary>
    public string Text { get; }

    /// <summary>The oldest first.</summary>
    public static IComparer<ReleaseVersion> Order { get; } = Comparer<ReleaseVersion>.Create((a, b) => a.CompareTo(b));

    /// <summary>Whether it comes before a release, such as <c>1.2.0-rc.1</c>.</summary>
    public bool IsPreRelease => before.Length > 0;

    /// <summary>Null for a text that is no version. Build metadata (<c>+…</c>) say nothing of the order, so two folders could be one version: they are none.</summary>
    public static ReleaseVersion? Parse(string text)
    {
        if (text.Length > MaxLength || !Form().IsMatch(text))
        {
            return null;
        }

        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var numbers = (dash < 0 ? text : text[..dash]).Split('.').Select(n => int.Parse(n, CultureInfo.InvariantCulture));
        return new ReleaseVersion(text, [.. numbers], dash < 0 ? [] : text[(dash + 1)..].Split('.'));
    }

    /// <summary>Below zero where the other one is newer, above zero where it is older.</summary>
    public int CompareTo(ReleaseVersion other)
    {
        var order = numbers.Zip(other.numbers, (a, b) => a.CompareTo(b)).FirstOrDefault(c => c != 0);
        if (order == 0 && IsPreRelease != other.IsPreRelease)
        {
            order = IsPreRelease ? -1 : 1;
        }

        order = order != 0 ? order : before.Zip(other.before, ComparePart).FirstOrDefault(c => c != 0);
        return order != 0 ? order : before.Length.CompareTo(other.before.Length);
    }

    /// <inheritdoc/>
    public bool Equals(ReleaseVersion? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ReleaseVersion);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    // Numbers by their value and below words; words by their characters. Without leading zeros, the longer number is the larger one.
    private static int ComparePart(string a, string b)
    {
        var (isNumber, otherIs) = (a.All(char.IsAsciiDigit), b.All(char.IsAsciiDigit));
        return isNumber != otherIs ? (isNumber ? -1 : 1)
            : isNumber && a.Length != b.Length ? a.Length.CompareTo(b.Length)
            : Math.Sign(string.CompareOrdinal(a, b));
    }

    [GeneratedRegex(
        @"^(?:0|[1-9][0-9]{0,5})(?:\.(?:0|[1-9][0-9]{0,5})){2}(?:-(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
