using CsCheck;
using Upstander.Diagnostics;
using Upstander.Overlays;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Tests.Overlays;

/// <summary>Trees like those of lessons: fields of several kinds, lists of items with ids, and of texts.</summary>
internal static class Trees
{
    private static readonly string[] Keys = ["title", "minutes", "activities", "steps", "notes", "resources"];
    private static readonly string[] Ids = ["one", "two", "three", "four", "five", "six"];

    private static readonly string[] Texts =
    [
        "a",
        "Ask first.",
        "010",
        "null",
        "true",
        "- x",
        "a: b",
        "# no",
        "«weiß»",
        "two\nlines",
        "two\n\nparts\n",
        " spaced ",
        "\"quoted\"",
        "tab\there",
        "'",
        "[x]",
        "{y}",
        "\ud83d\ude00 smile",
        "",
        "&a",
        "*b",
        "!c",
        "%d",
        "@e",
        "|",
        ">",
        "1:2",
        "ends:",
        "long words that go on and on, past the width at which a person would begin a new line and then some more of them, until it folds",
    ];

    private static readonly Gen<YamlNode> Scalars = Gen.OneOf(
        Gen.Int[0, 32].Select(i => Texts[i % Texts.Length]),
        Gen.Char.Array[0, 12].Select(c => new string(c)).Where(IsWellFormed))
        .Select(t => (YamlNode)Scalar(t));

    private static readonly Gen<YamlNode> References = Gen.Shuffle(Ids, 0, 4).Select(ids => (YamlNode)new YamlList([.. ids.Select(Scalar)], SourceSpan.Whole("t")));

    public static readonly Gen<YamlMap> Any = Gen.Recursive<YamlMap>((depth, self) => Fields(Value(depth, self)));

    /// <summary>A tree and another that a person might have made of it.</summary>
    public static readonly Gen<(YamlMap Then, YamlMap Now)> Pairs = Any.SelectMany(then => Edited(then).Select(now => (then, (YamlMap)now)));

    /// <summary>A tree and two others that two people might have made of it.</summary>
    public static readonly Gen<(YamlMap Then, YamlMap Ours, YamlMap Theirs)> Forks =
        Any.SelectMany(then => Gen.Select(Edited(then), Edited(then), (ours, theirs) => (then, (YamlMap)ours, (YamlMap)theirs)));

    public static YamlScalar Scalar(string text) => new(text, ScalarStyle.DoubleQuoted, SourceSpan.Whole("t"));

    public static YamlMap Read(string text)
    {
        var problems = new DiagnosticBag();
        var map = YamlLoader.Load(new SourceFile("t.yaml", System.Text.Encoding.UTF8.GetBytes(text)), problems);
        Assert.Empty(problems.Sorted().Select(p => $"{p}\n{text}"));
        return map!;
    }

    // Invisible characters that YAML refuses even in escapes are no text of a lesson.
    private static bool IsWellFormed(string text) => text.All(c => !char.IsSurrogate(c) && c is not '\0' and not '\ufeff' and not '\ufffe' and not '\uffff' && (!char.IsControl(c) || c is '\n' or '\t'));

    private static Gen<YamlNode> Value(int depth, Gen<YamlMap> self) =>
        depth > 2 ? Scalars : Gen.Frequency((4, Scalars), (1, self.Select(m => (YamlNode)m)), (2, Items(self)), (1, Scalars.Array[0, 3].Select(i => (YamlNode)new YamlList(i, SourceSpan.Whole("t")))), (1, References));

    private static Gen<YamlMap> Fields(Gen<YamlNode> value) => Gen.Shuffle(Keys, 1, 3).SelectMany(keys => value.Array[keys.Length].Select(values => Map(keys.Zip(values))));

    private static Gen<YamlNode> Items(Gen<YamlMap> self) => Gen.Shuffle(Ids, 0, 4).SelectMany(ids => self.Array[ids.Length].Select(maps => (YamlNode)new YamlList([.. ids.Zip(maps, WithId)], SourceSpan.Whole("t"))));

    private static YamlMap WithId(string id, YamlMap map) => map with { Entries = [new YamlEntry(Scalar("id"), Scalar(id)), .. map.Entries] };

    private static YamlMap Map(IEnumerable<(string Key, YamlNode Value)> fields) => new([.. fields.Select(f => new YamlEntry(Scalar(f.Key), f.Value))], SourceSpan.Whole("t"));

    /// <summary>Leaves most of it, and changes, adds, drops and reorders here and there.</summary>
    private static Gen<YamlNode> Edited(YamlNode node) => node switch
    {
        YamlMap map => map.Entries.Aggregate(
                Gen.Const(new List<YamlEntry>()),
                (sofar, entry) => sofar.SelectMany(list => Kept(entry).Select(e => e is null ? list : [.. list, e])))
            .SelectMany(list => Gen.Int[0, 3].SelectMany(more => more > 0 ? Gen.Const(list) : Fields(Scalars).Select(extra => (List<YamlEntry>)[.. list, .. extra.Entries.Where(x => list.TrueForAll(e => e.Key.Text != x.Key.Text))])))
            .Select(list => (YamlNode)(map with { Entries = list })),
        YamlList list => list.Items.Aggregate(
                Gen.Const(new List<YamlNode>()),
                (sofar, item) => sofar.SelectMany(items => Gen.Int[0, 5].SelectMany(n => n == 0 ? Gen.Const(items) : Edited(item).Select(i => (List<YamlNode>)[.. items, i]))))
            .SelectMany(items => Gen.Int[0, 2].SelectMany(n => n > 0 ? Gen.Const(items.ToArray()) : Gen.Shuffle(items.ToArray())))
            .SelectMany(items => Gen.Int[0, 2].SelectMany(n => n > 0 || !items.All(i => i is YamlMap) ? Gen.Const(items) : Items(Fields(Scalars)).Select(extra => (YamlNode[])[.. items, .. ((YamlList)extra).Items.Where(x => items.All(i => TreeAddress.IdOf(i) != TreeAddress.IdOf(x)))])))
            .Select(items => (YamlNode)(list with { Items = items })),
        _ => Gen.Int[0, 4].SelectMany(n => n > 0 ? Gen.Const(node) : Scalars),
    };

    private static Gen<YamlEntry?> Kept(YamlEntry entry) =>
        entry.Key.Text == "id" ? Gen.Const((YamlEntry?)entry) : Gen.Int[0, 7].SelectMany(n => n == 0 ? Gen.Const((YamlEntry?)null) : Edited(entry.Value).Select(v => (YamlEntry?)(entry with { Value = v })));
}
