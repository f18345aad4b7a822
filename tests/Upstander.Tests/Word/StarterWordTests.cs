using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Upstander.Rendering;

namespace Upstander.Tests.Word;

/// <summary>The word processor files of the starter curriculum as a whole.</summary>
public sealed partial class StarterWordTests(StarterFiles starter) : IClassFixture<StarterFiles>
{
    /// <summary>Directions that put something in place of what follows them, or repeat it, or move it.</summary>
    private static readonly string[] Replacing = ["docx: write", "docx: draw", "docx: skip", "docx: fill"];

    [Fact]
    public void Every_file_is_valid() =>
        Lists.AssertEmpty(starter.Files.SelectMany(f => WordFiles.Faults(f.Value).Select(fault => $"{f.Key}: {fault}")));

    [Fact]
    public void No_text_of_the_Markdown_is_lost()
    {
        var lost =
            from file in starter.Files
            let words = Words(WordFiles.Text(file.Value)).GroupBy(w => w).ToDictionary(g => g.Key, g => g.Count())
            from word in Words(Told(TextTreeReader.Read(starter.Markdown(file.Key))!.Blocks)).GroupBy(w => w)
            where words.GetValueOrDefault(word.Key) < word.Count()
            select $"{file.Key}: '{word.Key}' {word.Count()} times, not {words.GetValueOrDefault(word.Key)}";

        Lists.AssertEmpty(lost);
    }

    [Fact]
    public void Learners_read_12_points_or_more_and_the_youngest_14()
    {
        var small =
            from file in starter.Files
            where file.Key.StartsWith("learner/", StringComparison.Ordinal) && !file.Key.EndsWith("support-card.docx", StringComparison.Ordinal)
            let size = int.Parse(WordFiles.Part(file.Value, "word/styles.xml").Descendants(WordFiles.W + "rPrDefault").Descendants(WordFiles.W + "sz").Single().Attribute(WordFiles.W + "val")!.Value, System.Globalization.CultureInfo.InvariantCulture)
            where size < (file.Key.Contains("ask-wait-listen", StringComparison.Ordinal) ? 28 : 24)
            select $"{file.Key}: {size}";

        Lists.AssertEmpty(small);
    }

    [Fact]
    public void Pandoc_reads_back_the_headings_lists_and_tables_of_the_Markdown()
    {
        Assert.SkipUnless(Finds("pandoc"), "pandoc is not installed");
        using var folder = new Folder();
        List<string> differences = [];

        // One of each kind of document; cards and copies are tables there, so they are not compared.
        foreach (var (path, file) in starter.Files.Where(f => f.Key.Contains("/a-clear-yes/", StringComparison.Ordinal) || f.Key.Contains("/who-did-what/", StringComparison.Ordinal)))
        {
            var markdown = starter.Markdown(path);
            if (markdown.Contains("docx: cards", StringComparison.Ordinal) || markdown.Contains("docx: copies", StringComparison.Ordinal))
            {
                continue;
            }

            File.WriteAllBytes(folder.File("in.docx"), file);
            using var read = JsonDocument.Parse(Run("pandoc", "-f", "docx", "-t", "json", folder.File("in.docx")));
            var expected = Outline.Of(TextTreeReader.Read(markdown)!.Blocks);
            var actual = Outline.Of(read.RootElement);
            if (expected != actual)
            {
                differences.Add($"{path}:\n  {expected}\n  {actual}");
            }
        }

        Lists.AssertEmpty(differences);
    }

    [Fact]
    public void LibreOffice_prints_a_file_of_each_kind()
    {
        Assert.SkipUnless(Finds("soffice"), "LibreOffice is not installed");
        using var folder = new Folder();
        foreach (var (path, file) in starter.Files.Where(f => f.Key.Contains("/a-clear-yes/", StringComparison.Ordinal) || f.Key.Contains("/ask-wait-listen/", StringComparison.Ordinal) || f.Key.Contains("/everyone-counts/", StringComparison.Ordinal)))
        {
            File.WriteAllBytes(folder.File(path.Replace('/', '_')), file);
        }

        var names = Directory.EnumerateFiles(folder.Path, "*.docx").Order(StringComparer.Ordinal).ToArray();

        Run("soffice", ["-env:UserInstallation=" + new Uri(folder.File("profile")), "--headless", "--convert-to", "pdf", "--outdir", folder.Path, .. names]);

        Assert.NotEmpty(names);
        Assert.Equal(names.Select(n => Path.ChangeExtension(n, ".pdf")), Directory.EnumerateFiles(folder.Path, "*.pdf").Order(StringComparer.Ordinal));
    }

    /// <summary>The text of blocks, less what a direction replaces.</summary>
    private static string Told(IReadOnlyList<TextBlock> blocks) => string.Join('\n', blocks.Select((b, i) => b switch
    {
        _ when i > 0 && blocks[i - 1] is TextComment before && Replacing.Any(r => before.Text.StartsWith(r, StringComparison.Ordinal)) => "",
        _ when i > 0 && blocks[i - 1] is TextComment { Text: "docx: match" } && b is TextTable match => string.Join('\n', match.Rows.Skip(1).SelectMany(r => r.Select(TextTreeReader.Plain))),
        TextHeading heading => TextTreeReader.Plain(heading.Parts),
        TextParagraph paragraph => TextTreeReader.Plain(paragraph.Parts),
        TextList list => string.Join('\n', list.Items.Select(Told)),
        TextQuote quote => Told(quote.Blocks),
        TextTable table => string.Join('\n', table.Rows.SelectMany(r => r.Select(TextTreeReader.Plain))),
        TextCode code => code.Text,
        _ => "",
    }));

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(m => m.Value);

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();

    private static bool Finds(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromMinutes(3)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not end");
        }

        Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
        return output;
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("upstander-word-").FullName;

        public string File(string name) => System.IO.Path.Combine(Path, name);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
