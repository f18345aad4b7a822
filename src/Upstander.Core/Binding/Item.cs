using Upstander.Diagnostics;

namespace Upstander.Binding;

/// <summary>
/// A map of a file, read: its typed properties are declared by the class that derives from this one, one property and its
/// reading line in one place; <see cref="Fields"/> lists the same values with their audiences, for projection and schemas.
/// </summary>
public abstract class Item(MapReader fields)
{
    /// <summary>Where the map stands.</summary>
    public SourceSpan Span { get; } = fields.Span;

    /// <summary>Every declared field in order of declaration, absent ones with a null value.</summary>
    public IReadOnlyList<BoundField> Fields { get; } = fields.Bound;

    /// <summary>Who may see the item at all, whatever its fields say: a handout made for facilitators, for example.</summary>
    public virtual Audience VisibleTo => For.Everyone;
}

/// <summary>An item that addresses may name.</summary>
public interface IHasId
{
    /// <summary>Unique within the parent; null when the author gave none.</summary>
    Located<string>? Id { get; }
}

/// <summary>One field of an item: its name, who may see it, and its value.</summary>
/// <param name="Name">As written in the file.</param>
/// <param name="Audience">Who may see it.</param>
/// <param name="Type">What it may hold.</param>
/// <param name="Value">Null when absent; else <c>Located&lt;string|int|bool|DateOnly&gt;</c>, <see cref="Prose"/>, <see cref="Item"/> or a list of those.</param>
public readonly record struct BoundField(string Name, Audience Audience, FieldType Type, object? Value);
