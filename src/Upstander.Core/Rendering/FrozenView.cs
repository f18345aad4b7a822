using System.Collections;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Upstander.Audiences;
using Upstander.Binding;

namespace Upstander.Rendering;

/// <summary>
/// A view turned once into what Scriban reads, at every level read-only, so that many pages and threads can share it.
/// Its top-level entries become the globals of a page.
/// </summary>
public sealed class FrozenView
{
    private const int MaxDepth = 40;

    private FrozenView(FrozenObject root) => Root = root;

    internal FrozenObject Root { get; }

    /// <summary>Freezes a view. Views and prose that stand in several places are shared, not copied.</summary>
    public static FrozenView Freeze(View view) => new((FrozenObject)new Freezer().Freeze(view, 0)!);

    /// <summary>What stands behind a name as templates read it, with everything that is made later still to be made.</summary>
    internal static object? Freeze(Later later, int depth) => new Freezer().Freeze(later.Value, depth);

    private sealed class Freezer
    {
        private readonly Dictionary<object, object> known = new(ReferenceEqualityComparer.Instance);

        public object? Freeze(object? value, int depth)
        {
            if (depth > MaxDepth)
            {
                throw new ArgumentException("a view must not be nested this deeply", nameof(value));
            }

            switch (value)
            {
                case null or string or bool or int or long or double:
                    return value;
                case Later later:
                    return new FrozenLater(later, depth);
                case Prose prose:
                    return prose.Made ??= new ProseValue(prose);
                case View { IsShared: true } view:
                    // Whoever is second makes an equal one: there is nothing to wait for.
                    return view.Made ??= FreezeEach(view, depth);
                case View view:
                    if (!known.TryGetValue(view, out var frozen))
                    {
                        known.Add(view, frozen = FreezeEach(view, depth));
                    }

                    return frozen;
                case IEnumerable<object?> list:
                    return new FrozenArray(list.Select(item => Freeze(item, depth + 1)));
                default:
                    throw new ArgumentException($"a view cannot hold a {value.GetType().Name}", nameof(value));
            }
        }

        private FrozenObject FreezeEach(View view, int depth)
        {
            var entries = new KeyValuePair<string, object?>[view.Entries.Count];
            for (var i = 0; i < entries.Length; i++)
            {
                entries[i] = new(view.Entries[i].Key, Freeze(view.Entries[i].Value, depth + 1));
            }

            return new FrozenObject(entries);
        }
    }
}

/// <summary>A value that is made when a template first reads it, and noted each time one does.</summary>
internal sealed class FrozenLater(Later later, int depth)
{
    private readonly Lazy<object?> value = new(() => FrozenView.Freeze(later, depth));

    /// <summary>The value, for a template that reads it now.</summary>
    public object? Read()
    {
        ReadLog.Note(later.Source);
        return value.Value;
    }
}

/// <summary>An object that no template can change or turn into text.</summary>
internal sealed class FrozenObject : ScriptObject, IEnumerable<KeyValuePair<string, object?>>
{
    public FrozenObject(IReadOnlyCollection<KeyValuePair<string, object?>> entries)
        : base(entries.Count, autoImportStaticsFromThisType: false)
    {
        foreach (var (name, value) in entries)
        {
            SetValue(name, value, readOnly: true);
        }

        IsReadOnly = true;
    }

    /// <summary>Scriban's own text of an object follows references without a limit; messages ask for it.</summary>
    public override string ToString(string? format, IFormatProvider? formatProvider) => "an object";

    public override bool TrySetValue(TemplateContext? context, SourceSpan span, string member, object? value, bool readOnly) => false;

    public override bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        if (!base.TryGetValue(context!, span, member, out value))
        {
            return false;
        }

        value = value is FrozenLater later ? later.Read() : value;
        return true;
    }

    /// <summary>Every name and value; all of them are read.</summary>
    public new IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        foreach (var name in GetMembers())
        {
            if (TryGetValue(null, default, name, out var value))
            {
                yield return new(name, value);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>
/// A list that no template can change. <see cref="ScriptArray"/> checks its read-only flag only in some of the ways to write;
/// <see cref="IList"/>, which assignments to an index use, is not among them.
/// </summary>
internal sealed class FrozenArray : ScriptArray, IList
{
    public FrozenArray(IEnumerable<object?> items)
        : base(items)
    {
        IsReadOnly = true;
    }

    bool IList.IsReadOnly => true;

    bool IList.IsFixedSize => true;

    object? IList.this[int index]
    {
        get => this[index];
        set => throw Frozen();
    }

    int IList.Add(object? value) => throw Frozen();

    void IList.Clear() => throw Frozen();

    void IList.Insert(int index, object? value) => throw Frozen();

    void IList.Remove(object? value) => throw Frozen();

    void IList.RemoveAt(int index) => throw Frozen();

    private static InvalidOperationException Frozen() => new("this list cannot be changed");
}
