using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Word;

/// <summary>
/// What is taken from the <c>reference.docx</c> of a curriculum: styles, theme and margins, nothing of its text. It may come from anybody, so it is
/// measured before it is opened, and nothing that it leads to is followed.
/// </summary>
public sealed class Reference
{
    /// <summary>The name it has in the folder of a curriculum.</summary>
    public const string FileName = "reference.docx";

    /// <summary>Stands in <see cref="ParagraphDefaults"/> where the direction of lines belongs.</summary>
    internal const string DirectionGoesHere = "<!--direction-->";

    /// <summary>With <c>document.main+xml</c> or <c>template.main+xml</c> behind it.</summary>
    private const string Kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    private const int MaxEntries = 500;
    private const int MaxBytes = 24 * 1024 * 1024;
    private const int MaxRatio = 200;
    private const int SmallEntry = 256 * 1024;

    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private readonly Dictionary<string, string> ids;

    private Reference(Dictionary<string, string> ids, IReadOnlyList<string> styles)
    {
        this.ids = ids;
        Styles = styles;
    }

    /// <summary>Its styles as XML, in the order of the file.</summary>
    internal IReadOnlyList<string> Styles { get; }

    /// <summary>What runs have unless a style says otherwise, as XML and without a language; null where nothing is said.</summary>
    internal string? RunDefaults { get; private init; }

    /// <summary>The same of paragraphs.</summary>
    internal string? ParagraphDefaults { get; private init; }

    /// <summary>Its theme, or null.</summary>
    internal byte[]? Theme { get; private init; }

    /// <summary>Margins of its last section, in twips; null where it has none.</summary>
    internal Margins? Margins { get; private init; }

    /// <summary>The id of the style that has this name; null where it has none.</summary>
    internal string? IdOf(string name) => ids.GetValueOrDefault(name);

    /// <summary>Reads the reference of a project. Null where there is none, and after a finding.</summary>
    public static Reference? Read(Workspace workspace, DiagnosticBag problems)
    {
        if (workspace.Find(FileName) is not { } file || Workspace.Read(file, problems) is not { } source)
        {
            return null;
        }

        var fault = Measure(source.Bytes);
        try
        {
            if (fault is null && Open(source.Bytes, out fault) is { } reference)
            {
                return reference;
            }
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or ArgumentException or InvalidOperationException or FormatException or OverflowException or IOException)
        {
            fault = "it is no word processor document that can be read";
        }

        problems.Add(WordProblems.BadReference.At(SourceSpan.Whole(file.Path), fault!, "open it in a word processor and save it as a new .docx, or remove it"));
        return null;
    }

    /// <summary>What is wrong with the package as a zip, told by unpacking it with limits; null when nothing is.</summary>
    private static string? Measure(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes.ToArray()), ZipArchiveMode.Read);
            if (zip.Entries.Count > MaxEntries)
            {
                return $"it has {zip.Entries.Count} parts, but at most {MaxEntries} are allowed";
            }

            var (total, buffer) = (0L, new byte[64 * 1024]);
            foreach (var entry in zip.Entries)
            {
                if (entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
                {
                    return "it holds macros";
                }

                using var stream = entry.Open();
                var size = 0L;
                for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
                {
                    size += read;
                    total += read;
                    if (total > MaxBytes || (size > SmallEntry && size > entry.CompressedLength * MaxRatio))
                    {
                        return "it unpacks to far more than a document of styles holds";
                    }
                }
            }

            return null;
        }
        catch (InvalidDataException)
        {
            return "it is not a zip package, as every .docx is";
        }
    }

    private static Reference? Open(ReadOnlyMemory<byte> bytes, out string? fault)
    {
        using var package = new OfficePackage(bytes);
        if (package.Led("", "officeDocument") is not { } main)
        {
            fault = "it holds no document";
            return null;
        }

        var type = package.TypeOf(main);
        if (type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase))
        {
            fault = "it is of a kind that may hold macros";
            return null;
        }

        if (!type.StartsWith(Kind, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"is a file of another program: {type}");
        }

        // Links in its text do no harm: nothing of it is taken.
        if (package.Outside.FirstOrDefault(k => k != "hyperlink") is { } outside)
        {
            fault = $"it leads outside: {outside}";
            return null;
        }

        if (package.Led(main, "styles") is not { } styles)
        {
            fault = "it has no styles";
            return null;
        }

        fault = null;
        return From(package.Load(styles), ThemeOf(package, main), MarginsOf(package.Load(main)));
    }

    /// <summary>A theme without pictures of its own: those would be other parts.</summary>
    private static byte[]? ThemeOf(OfficePackage package, string main)
    {
        if (package.Led(main, "theme") is not { } theme || package.LeadsOn(theme))
        {
            return null;
        }

        using var bytes = new MemoryStream();
        package.Load(theme).Save(bytes, SaveOptions.DisableFormatting);
        return bytes.ToArray();
    }

    private static Margins? MarginsOf(XDocument document)
    {
        var margin = document.Root?.Element(W + "body")?.Descendants(W + "sectPr").LastOrDefault()?.Element(W + "pgMar");
        return Of("top") is { } top && Of("right") is { } right && Of("bottom") is { } bottom && Of("left") is { } left
            ? new Margins(Inside(Math.Abs(top)), Inside(right), Inside(Math.Abs(bottom)), Inside(left), Inside(Of("header") ?? 567), Inside(Of("footer") ?? 567))
            : null;

        int? Of(string side) => (int?)margin?.Attribute(W + side);

        // At most seven centimetres: a column of text remains on every paper.
        static int Inside(int twips) => Math.Clamp(twips, 0, 4_000);
    }

    private static Reference From(XDocument sheet, byte[]? theme, Margins? margins)
    {
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        List<string> styles = [];
        foreach (var style in sheet.Root?.Elements(W + "style") ?? [])
        {
            if ((string?)style.Attribute(W + "styleId") is { } id && (string?)style.Element(W + "name")?.Attribute(W + "val") is { } name && ids.TryAdd(name, id))
            {
                // Lists of the tool have numbers of their own; those of the file's other parts are not there.
                style.Descendants(W + "numPr").ToList().ForEach(n => n.Remove());
                styles.Add(Xml(style));
            }
        }

        var defaults = sheet.Root?.Element(W + "docDefaults");
        var run = defaults?.Element(W + "rPrDefault")?.Element(W + "rPr");
        run?.Element(W + "lang")?.Remove();
        return new Reference(ids, styles)
        {
            RunDefaults = run is null ? null : string.Concat(run.Elements().Select(Xml)),
            ParagraphDefaults = defaults?.Element(W + "pPrDefault")?.Element(W + "pPr") is { } paragraph ? WithDirection(paragraph) : null,
            Theme = theme,
            Margins = margins,
        };
    }

    /// <summary>The order of what stands in a paragraph's properties is fixed: the direction comes before spacing and what follows that.</summary>
    private static string WithDirection(XElement paragraph)
    {
        string[] after = ["adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"];
        paragraph.Element(W + "bidi")?.Remove();
        var parts = paragraph.Elements().ToLookup(e => after.Contains(e.Name.LocalName), Xml);
        return string.Concat(parts[false]) + DirectionGoesHere + string.Concat(parts[true]);
    }

    private static string Xml(XElement element)
    {
        // Extensions of later versions would need their own declarations.
        element.Descendants().Where(e => e.Name.Namespace != W).ToList().ForEach(e => e.Remove());
        element.DescendantsAndSelf().Attributes().Where(a => !a.IsNamespaceDeclaration && a.Name.Namespace != W && a.Name.Namespace != XNamespace.Xml).ToList().ForEach(a => a.Remove());
        element.DescendantsAndSelf().Attributes().Where(a => a.IsNamespaceDeclaration).ToList().ForEach(a => a.Remove());
        element.SetAttributeValue(XNamespace.Xmlns + "w", W.NamespaceName);
        return element.ToString(SaveOptions.DisableFormatting);
    }
}

/// <summary>Margins of a page and the distance of its head and foot from the edge, in twips.</summary>
internal sealed record Margins(int Top, int Right, int Bottom, int Left, int Head, int Foot);
