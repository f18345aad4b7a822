using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Upstander.Publishing;

namespace Upstander.Tests.Packs;

public sealed class SourcePackTests
{
    [Fact]
    public void It_holds_the_files_of_the_curriculum_byte_for_byte_and_nothing_else()
    {
        using var project = new Project()
            .Write("LICENSE.md", "Free to share.\r\n")
            .Write("brand.yaml", "brand: 1\nname: Mine\n")
            .Write("rules/mine.yaml", "rules: 1\n")
            .Write("templates/labels.yaml", "print: Print it\n")
            .Write(".secret", "key")
            .Write("notes.docx", "not a source")
            .Write("old/curriculum.yaml", "another project")
            .Write("deeper/LICENSE", "of something else");
        project.Build(r => r with { OutputFolder = Path.Combine(project.Folder, "out") });

        var packed = project.Pack(source: true);

        Assert.Equal(Outcome.Published, packed.Result.Outcome);
        Assert.Equal("test-course-1.0.0-source.zip", Path.GetFileName(packed.Result.Path));
        Assert.Equal(
            ["LICENSE.md", "asking-first.yaml", "brand.yaml", "curriculum.yaml", "resources.yaml", "rules/mine.yaml", "templates/labels.yaml", "upstander-pack.json"],
            packed.Paths);
        Assert.All(packed.Entries.Where(e => e.Path != "upstander-pack.json"), e => Assert.Equal(File.ReadAllBytes(Path.Combine(project.Folder, e.Path)), e.Bytes));
    }

    [Fact]
    public void Its_manifest_says_what_it_is_and_gives_a_hash_of_each_file_and_of_all()
    {
        using var project = new Project();
        var packed = project.Pack(source: true);

        var manifest = JsonDocument.Parse(packed.Text("upstander-pack.json")).RootElement;

        Assert.Equal(1, manifest.GetProperty("upstander_pack").GetInt32());
        Assert.Equal("test-course", manifest.GetProperty("id").GetString());
        Assert.Equal("1.0.0", manifest.GetProperty("version").GetString());
        Assert.Equal("CC-BY-4.0", manifest.GetProperty("license").GetString());
        var files = manifest.GetProperty("files").EnumerateArray().Select(f => (Path: f.GetProperty("path").GetString()!, Hash: f.GetProperty("sha256").GetString()!)).ToList();
        Assert.Equal(packed.Paths.Where(p => p != "upstander-pack.json"), files.Select(f => f.Path));
        Assert.All(files, f => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(packed.Entries.Single(e => e.Path == f.Path).Bytes)), f.Hash));
        var lines = string.Concat(files.Select(f => $"{f.Hash} {f.Path}\n"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines))), manifest.GetProperty("content").GetString());
    }

    [Fact]
    public void What_is_unpacked_is_the_same_curriculum()
    {
        using var project = new Project().AddLesson("b").AddUnit().Write("templates/labels.yaml", "print: Print it\n");
        var before = project.Pages();
        var packed = project.Pack(source: true);
        using var folder = new Workspaces.TempFolder();
        ZipFile.ExtractToDirectory(packed.Result.Path!, folder["course"]);

        using var copy = new Project();
        Directory.Delete(copy.Folder, recursive: true);
        Directory.Move(folder["course"], copy.Folder);

        Assert.Equal(before.Where(f => !f.Key.EndsWith(".zip", StringComparison.Ordinal)), copy.Pages());
        Assert.Equal(packed.Bytes, copy.Pack(source: true).Bytes);
    }

    [Fact]
    public void A_curriculum_with_errors_is_not_packed()
    {
        using var project = new Project().ChangeLesson("duration: 20", "duration: 25");
        var packed = project.Pack(source: true);

        Assert.Equal(Outcome.InputError, packed.Result.Outcome);
        Assert.Empty(Directory.EnumerateFileSystemEntries(project.Output));
    }
}
