using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Upstander.Diagnostics;
using Upstander.Documents;

namespace Upstander.Tests.Word;

/// <summary>Word processor files as tests look at them.</summary>
internal static class WordFiles
{
    public static XNamespace W { get; } = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public static XNamespace W14 { get; } = "http://schemas.microsoft.com/office/word/2010/wordml";

    /// <summary>What the validator of the format's makers says; nothing where a file is as it should be.</summary>
    public static IEnumerable<string> Faults(byte[] file)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        return [.. new[] { FileFormatVersions.Office2019, FileFormatVersions.Microsoft365 }
            .SelectMany(v => new OpenXmlValidator(v).Validate(document))
            .Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}")
            .Distinct()];
    }

    /// <summary>A part of a file as XML.</summary>
    public static XDocument Part(byte[] file, string name = "word/document.xml")
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(file));
        using var stream = zip.GetEntry(name)!.Open();
        return XDocument.Load(stream);
    }

    /// <summary>The text of paragraphs, lists, tables, head, foot and notes; a line for each paragraph.</summary>
    public static string Text(byte[] file)
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(file));
        var text = new StringBuilder();
        foreach (var entry in zip.Entries.Where(e => Path.GetExtension(e.FullName) is ".xml" or ".rels" && !e.FullName.StartsWith('[')))
        {
            using var stream = entry.Open();
            foreach (var paragraph in XDocument.Load(stream).Descendants())
            {
                if (paragraph.Name == W + "p")
                {
                    text.AppendLine(string.Concat(paragraph.Descendants(W + "t").Select(t => t.Value)));
                }
                else if (!paragraph.HasElements && paragraph.Name != W + "t" && paragraph.Value.Length > 0)
                {
                    text.AppendLine(paragraph.Value);
                }

                foreach (var name in paragraph.Attributes().Where(a => a.Name.LocalName is "descr" or "val" or "Target"))
                {
                    text.AppendLine(name.Value);
                }
            }
        }

        return text.ToString();
    }

    /// <summary>The file that is made from a Markdown text, in a small course, and what was found.</summary>
    public static (byte[] File, IReadOnlyList<string> Findings) Make(Project project, string markdown, string language = "en-US", string paper = "letter")
    {
        var survey = project.Survey(r => r with { Choice = PageChoice.All with { Formats = ["docx"] } });
        var problems = new DiagnosticBag();
        var page = survey.Pages.All(survey.Course).First(p => p is { Format: "docx", LessonId: not null });
        var writer = new Upstander.Word.WordWriter(survey.Course, survey.Assets, survey.Reference, problems);
        var file = writer.Write(new MadePage(page, markdown, "A title", language, paper) { Authors = ["Ada & Bo", "Cy"] });
        return (file, [.. problems.Sorted().Select(p => project.Told(p.ToString()))]);
    }

    /// <summary>The same without findings.</summary>
    public static byte[] Make(string markdown, string language = "en-US", string paper = "letter")
    {
        using var project = new Project();
        var (file, findings) = Make(project, markdown, language, paper);
        Assert.Empty(findings);
        return file;
    }
}
