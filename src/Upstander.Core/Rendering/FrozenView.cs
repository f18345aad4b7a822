using System.Collections;
using System.Collections.Concurrent;
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

/// <summary>
/// An object that no template can change or turn into text. A large course has hundreds of thousands of a few kinds: those of a kind share their names, and each
/// holds its values only.
/// </summary>
internal sealed class FrozenObject : IScriptObject, IFormattable, IEnumerable<KeyValuePair<string, object?>>
{
    private readonly FieldNames names;
    private readonly object?[] values;

    public FrozenObject(IReadOnlyCollection<KeyValuePair<string, object?>> entries)
    {
        names = FieldNames.Of(entries);
        values = new object?[names.Count];
        foreach (var (name, value) in entries)
        {
            values[names.Find(name)] = value;
        }
    }

    public int Count => values.Length;

    /// <summary>Always.</summary>
    public bool IsReadOnly
    {
        get => true;
        set
        {
            // It stays so.
        }
    }

    public IEnumerable<string> GetMembers() => names.InOrder;

    public bool Contains(string member) => names.Find(member) >= 0;

    public bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        var place = names.Find(member);
        if (place < 0)
        {
            value = null;
            return false;
        }

        value = values[place] is FrozenLater later ? later.Read() : values[place];
        return true;
    }

    public bool CanWrite(string member) => false;

    public bool TrySetValue(TemplateContext? context, SourceSpan span, string member, object? value, bool readOnly) => false;

    public bool Remove(string member) => false;

    public void SetReadOnly(string member, bool readOnly)
    {
        // It is already.
    }

    public IScriptObject Clone(bool deep) => this;

    /// <summary>Scriban's own text of an object follows references without a limit; messages ask for it.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) => "an object";

    public override string ToString() => "an object";

    /// <summary>Every name and value; all of them are read.</summary>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        foreach (var name in names.InOrder)
        {
            if (TryGetValue(null, default, name, out var value))
            {
                yield return new(name, value);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Names of fields in their order, shared by all objects that have the same ones.</summary>
internal sealed class FieldNames
{
    private const int MostKnown = 10_000;

    private static readonly FieldNames None = new(null, "");
    private static int known;

    private readonly FieldNames? shorter;
    private readonly string last;
    private readonly int steps;

    // Most have one that is longer by a name, and few have more.
    private FieldNames? next;
    private ConcurrentDictionary<string, FieldNames>? others;
    private Dictionary<string, int>? places;

    private FieldNames(FieldNames? shorter, string last) => (this.shorter, this.last, steps) = (shorter, last, shorter is null ? 0 : shorter.steps + 1);

    public IEnumerable<string> InOrder => Places.Keys;

    public int Count => Places.Count;

    // Whoever is second makes an equal one: there is nothing to wait for.
    private Dictionary<string, int> Places => places ??= MakePlaces();

    /// <summary>Those of some entries, each once.</summary>
    public static FieldNames Of(IReadOnlyCollection<KeyValuePair<string, object?>> entries)
    {
        // Step by step: those with one name more. A stranger's names must not fill the memory of a process that goes on for days.
        var names = None;
        foreach (var (name, _) in entries)
        {
            names = names.With(name);
        }

        return names;
    }

    private FieldNames With(string name)
    {
        if (Volatile.Read(ref next) is { } one && one.last == name)
        {
            return one;
        }

        if (Volatile.Read(ref others) is { } some && some.TryGetValue(name, out var other))
        {
            return other;
        }

        var made = new FieldNames(this, name);
        if (Volatile.Read(ref known) >= MostKnown)
        {
            return made;
        }

        Interlocked.Increment(ref known);
        var before = Interlocked.CompareExchange(ref next, made, null);
        return before is null ? made
            : before.last == name ? before
            : LazyInitializer.EnsureInitialized(ref others, () => new ConcurrentDictionary<string, FieldNames>(StringComparer.Ordinal)).GetOrAdd(name, made);
    }

    /// <summary>The place of a name; -1 where it is none of these.</summary>
    public int Find(string name) => Places.GetValueOrDefault(name, -1);

    private Dictionary<string, int> MakePlaces()
    {
        var all = new string[steps];
        for (var at = this; at.shorter is not null; at = at.shorter)
        {
            all[at.steps - 1] = at.last;
        }

        // A dictionary from which nothing is taken gives its keys in the order in which they came.
        var found = new Dictionary<string, int>(all.Length, StringComparer.Ordinal);
        foreach (var name in all)
        {
            found.TryAdd(name, found.Count);
        }

        return found;
    }
}

/// <summary>The functions that every template sees, in the one form that Scriban takes them in.</summary>
internal sealed class FrozenFunctions : ScriptObject
{
    public FrozenFunctions(IEnumerable<TemplateFunction> functions, IEnumerable<KeyValuePair<string, object?>> others)
        : base(0, autoImportStaticsFromThisType: false)
    {
        foreach (var (name, function) in functions.Select(f => new KeyValuePair<string, object?>(f.Name, f)).Concat(others))
        {
            SetValue(name, function, readOnly: true);
        }

        IsReadOnly = true;
    }

    /// <summary>Scriban's own text of an object follows references without a limit; messages ask for it.</summary>
    public override string ToString(string? format, IFormatProvider? formatProvider) => "an object";

    public override bool TrySetValue(TemplateContext? context, SourceSpan span, string member, object? value, bool readOnly) => false;
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
