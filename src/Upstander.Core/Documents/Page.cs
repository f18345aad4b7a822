using Upstander.Binding;

namespace Upstander.Documents;

/// <summary>One file that a build makes.</summary>
/// <param name="Document">What it is.</param>
/// <param name="Audience">Whose it is.</param>
/// <param name="UnitId">The unit it is about, for unit pages.</param>
/// <param name="LessonId">The lesson it is about, for pages of lessons and handouts.</param>
/// <param name="HandoutId">The handout it is about.</param>
/// <param name="Path">Where it goes inside the audience's folder.</param>
public sealed record Page(Document Document, Audience Audience, string? UnitId, string? LessonId, string? HandoutId, string Path)
{
    /// <summary>The page it is made from, for PDF and DOCX; else null.</summary>
    public Page? Source { get; private init; }

    /// <summary>What the file is: the document's format, or pdf or docx where it is made from that.</summary>
    public string Format { get; private init; } = Document.Format;

    /// <summary>The file that is made from this one when somebody asks: PDF from print, DOCX from Markdown; null for other pages.</summary>
    public Page? Derived => Document.Format switch
    {
        "print" => this with { Source = this, Format = "pdf", Path = WithEnding("pdf") },
        "markdown" => this with { Source = this, Format = "docx", Path = WithEnding("docx") },
        _ => null,
    };

    /// <summary>Where it goes inside the output folder.</summary>
    public string OutputPath => $"{For.NameOf(Audience)}/{Path}";

    /// <summary>What made the file, for the manifest: document, format and lesson.</summary>
    public string Maker => $"{Document.Id} {Format} {LessonId ?? "-"}";

    /// <summary>The way from the page to the audience's folder: <c>../</c> for each folder it lies in.</summary>
    public string Root => string.Concat(Enumerable.Repeat("../", Path.Count(c => c == '/')));

    /// <summary>The address of another file of the same audience, as seen from this page.</summary>
    public string AddressOf(string path)
    {
        var from = Path.Split('/')[..^1];
        var to = path.Split('/');
        var shared = 0;
        while (shared < from.Length && shared < to.Length - 1 && from[shared] == to[shared])
        {
            shared++;
        }

        return string.Concat(Enumerable.Repeat("../", from.Length - shared)) + string.Join('/', to[shared..]);
    }

    /// <summary>A file that is mailed around says what it is: <c>index.html</c> becomes <c>family-letter.pdf</c>.</summary>
    private string WithEnding(string ending)
    {
        var folder = Path[..(Path.LastIndexOf('/') + 1)];
        var name = Path[folder.Length..];
        var stem = name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : name;
        return $"{folder}{(stem == "index" ? Document.Id : stem)}.{ending}";
    }
}
