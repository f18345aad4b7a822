using Upstander.Diagnostics;
using Upstander.Yaml;

namespace Upstander.Binding;

/// <summary>A value and the place its author wrote it.</summary>
public sealed record Located<T>(T Value, SourceSpan Span)
{
    /// <summary>The scalar it was read from, so that a check can point at a word in it; null for a value that no file holds.</summary>
    public YamlScalar? Source { get; init; }

    /// <summary>By value and place: where the text of the file lies is no part of what a value is.</summary>
    public bool Equals(Located<T>? other) => other is not null && EqualityComparer<T>.Default.Equals(Value, other.Value) && Span == other.Span;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Value, Span);

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Value}");
}

/// <summary>Markdown that an author wrote, with the scalar it came from, so that a check can point at a word in it.</summary>
public sealed record Prose(YamlScalar Source)
{
    /// <summary>The Markdown.</summary>
    public string Markdown => Source.Text;

    /// <summary>Where it stands.</summary>
    public SourceSpan Span => Source.Span;

    /// <summary>What templates read of it, once somebody has made it: the same for all audiences that may see it.</summary>
    internal object? Made { get; set; }

    /// <summary>Equal text and place: what was made of it is no part of what it is.</summary>
    public bool Equals(Prose? other) => other is not null && Source == other.Source;

    /// <inheritdoc/>
    public override int GetHashCode() => Source.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Markdown;
}
