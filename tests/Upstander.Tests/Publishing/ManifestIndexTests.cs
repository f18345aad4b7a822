using System.Text;
using CsCheck;
using Upstander.Publishing;

namespace Upstander.Tests.Publishing;

/// <summary>A manifest in which a few hashes are set is the one that would have been written anew.</summary>
public sealed class ManifestIndexTests
{
    private static readonly Gen<string> Hash = Gen.Char["0123456789abcdef"].Array[64].Select(c => new string(c));

    private static readonly Gen<ManifestEntry> Entry = Gen.Select(
        Gen.String[Gen.Char["ab/-.é\"\\\u2028😀"[..8]], 1, 8].Select(p => $"learner/{p}.html"), Hash, Gen.String[Gen.Char["page htl<-\"é"], 0, 12], (path, hash, maker) => new ManifestEntry(path, hash, maker));

    [Fact]
    public void Entries_are_found_and_set_as_if_the_manifest_was_written_anew() => Gen.Select(Entry.Array[1, 20], Gen.Int[0, 19], Hash).Sample((entries, at, hash) =>
    {
        ManifestEntry[] all = [.. entries.DistinctBy(e => e.Path)];
        var changed = all[at % all.Length] with { Hash = hash };
        var index = ManifestIndex.Of(Manifest.Write(all, "tool"))!;

        Assert.Equal(all.Select(e => e.Path).Order(StringComparer.Ordinal), index.Paths);
        Assert.All(all, e => Assert.Equal(e, index.Find(e.Path)));
        Assert.Null(index.Find("learner/none"));
        var expected = Manifest.Write([.. all.Select(e => e.Path == changed.Path ? changed : e)], "tool");
        Assert.Equal(Encoding.UTF8.GetString(expected.Span), Encoding.UTF8.GetString(index.With([changed]).Span));
    });

    [Fact]
    public void What_it_does_not_list_cannot_be_set()
    {
        var entry = new ManifestEntry("learner/a.html", new string('a', 64), "page html -");
        var index = ManifestIndex.Of(Manifest.Write([entry], "tool"))!;

        Assert.Throws<ArgumentException>(() => index.With([entry with { Path = "learner/b.html" }]));
        Assert.Throws<ArgumentException>(() => index.With([entry with { Maker = "guide html -" }]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{ "manifest": 1, "files": { "b": {}, "a": {} } }""")]
    [InlineData("""{ "manifest": 1, "files": { "a": 1 } }""")]
    [InlineData("""{ "manifest": 1, "files": { "\ud800": {} } }""")]
    public void What_the_tool_did_not_write_has_none(string text) => Assert.Null(ManifestIndex.Of(Encoding.UTF8.GetBytes(text)));
}
