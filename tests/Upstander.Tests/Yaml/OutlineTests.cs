using System.Text;
using Upstander.Diagnostics;
using Upstander.Records;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Tests.Yaml;

/// <summary>A tree from its outline is the tree that YAML gave, with every place.</summary>
public class OutlineTests
{
    [Theory]
    [InlineData("a: b\n")]
    [InlineData("a: |\n  one\n    two\n\n  three\nb: >-\n  folded\n  text\n\n  more\n")]
    [InlineData("a: |\n  | Step | Who |\n  | --- | --- |\n  | One | two |\n")]
    [InlineData("a: \"x\\ty \\u00e9 \\\n  z\"\nb: 'it''s'\n\"c d\": [e, {f: g}, ~]\n")]
    [InlineData("a: \"\U0001F600\\n\U0001F601\"\nb: \"\\U0001F600\U0001F601\"\n")]
    [InlineData("a: one\n  two\n\n  three\n")]
    [InlineData("\ufeffa: b\r\nc: |\r\n  one\r\n  two\r\n")]
    [InlineData("a: |2\n   x\n  y\nb:\n")]
    [InlineData("a: |\n  " + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n  aaaaaaaaaaaaaaaaaaaaaaaaaa\n  aaaaaaaaaaaaaa\n")]
    public void A_tree_comes_back(string text) => Assert.NotNull(IsTheSame(text));

    [Fact]
    public void Every_lesson_comes_back_from_a_fourth_of_its_size()
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "lessons"), "*.yaml", SearchOption.AllDirectories))
        {
            var text = System.IO.File.ReadAllText(path);
            var outline = Assert.IsType<TreeOutline>(IsTheSame(text));

            Assert.InRange(outline.Bytes.Length, 1, 400 + (text.Length / 4));
        }
    }

    [Fact]
    public void An_outline_of_another_text_gives_nothing()
    {
        var file = File(new string('x', 20) + ": y\na:\n  - b\n  - c\n");
        _ = YamlLoader.Load(file, new DiagnosticBag(), out var outline);

        Assert.NotNull(YamlLoader.Load(file, outline()!));
        Assert.Null(YamlLoader.Load(File("a: b"), outline()!));
    }

    [Fact]
    public void A_damaged_outline_gives_nothing()
    {
        var file = File("a:\n  - b\n  - c: |\n      d\n      e\n");
        _ = YamlLoader.Load(file, new DiagnosticBag(), out var outline);
        var bytes = outline()!.Bytes.ToArray();
        for (var i = 0; i < bytes.Length; i++)
        {
            Assert.Null(YamlLoader.Load(file, new TreeOutline(bytes.AsMemory(0, i))));
            byte[] changed = [.. bytes];
            changed[i] ^= 0x55;

            // Something or nothing, but no exception.
            _ = YamlLoader.Load(file, new TreeOutline(changed));
        }
    }

    [Fact]
    public void A_file_with_errors_has_none()
    {
        _ = YamlLoader.Load(File("a: *b\nc: d\n"), new DiagnosticBag(), out var outline);

        Assert.Null(outline());
    }

    /// <summary>Holds a tree against the one from its outline; gives the outline back, or null where the file has none.</summary>
    internal static TreeOutline? IsTheSame(string text)
    {
        var file = File(text);
        var map = YamlLoader.Load(file, new DiagnosticBag(), out var outlined);
        if (outlined() is not { } outline)
        {
            return null;
        }

        Assert.Equal(Everything(map!), Everything(YamlLoader.Load(file, outline)!));
        return outline;
    }

    // A record holds every word and every place.
    private static byte[] Everything(YamlMap map)
    {
        var record = new RecordWriter("");
        TreeRecord.Write(record, map);
        return record.Written.ToArray();
    }

    private static SourceFile File(string text) => new("lesson.yaml", new UTF8Encoding(false, false).GetBytes(text));
}
