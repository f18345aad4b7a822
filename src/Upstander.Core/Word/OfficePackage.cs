using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Upstander.Word;

/// <summary>
/// The zip that a word processor file is: parts, their types, and which part leads to which. Targets are names of parts or words, never addresses that
/// anything would open. What cannot be read throws as XML and zip readers do.
/// </summary>
internal sealed class OfficePackage : IDisposable
{
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Leads = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly XElement types;

    public OfficePackage(ReadOnlyMemory<byte> bytes)
    {
        zip = new ZipArchive(new MemoryStream(bytes.ToArray()), ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            parts.TryAdd(entry.FullName, entry);
        }

        types = Load("[Content_Types].xml").Root is { } root && root.Name == Types + "Types" ? root : throw new InvalidDataException("says nothing about its parts");
    }

    public void Dispose() => zip.Dispose();

    /// <summary>What the package says a part is; empty where it says nothing.</summary>
    public string TypeOf(string part) =>
        types.Elements(Types + "Override").FirstOrDefault(t => Is(t, "PartName", "/" + part))?.Attribute("ContentType")?.Value
        ?? types.Elements(Types + "Default").FirstOrDefault(t => Is(t, "Extension", Path.GetExtension(part).TrimStart('.')))?.Attribute("ContentType")?.Value
        ?? "";

    /// <summary>The part of a kind that another part leads to, the whole package for an empty name; null where it is not there.</summary>
    public string? Led(string from, string kind) =>
        Relations(RelationsOf(from)).FirstOrDefault(r => !r.Outside && r.Kind == kind) is { } relation && Resolve(from, relation.Target) is var part && parts.ContainsKey(part) ? part : null;

    /// <summary>Whether a part leads to another one.</summary>
    public bool LeadsOn(string from) => Relations(RelationsOf(from)).Any();

    /// <summary>Kinds of what lies outside of the package and its parts lead to, in ordinal order.</summary>
    public IEnumerable<string> Outside => parts.Keys
        .Where(p => p.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
        .SelectMany(Relations)
        .Where(r => r.Outside)
        .Select(r => r.Kind)
        .Order(StringComparer.Ordinal);

    /// <summary>A part as XML. It can declare nothing.</summary>
    public XDocument Load(string part)
    {
        if (!parts.TryGetValue(part, out var entry))
        {
            throw new InvalidDataException($"has no {part}");
        }

        using var stream = entry.Open();
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XDocument.Load(reader);
    }

    private IEnumerable<Relation> Relations(string rels) =>
        !parts.ContainsKey(rels) ? [] : Load(rels).Root?.Elements(Leads + "Relationship").Select(r => new Relation(
            (string?)r.Attribute("Type") is { } type ? type[(type.LastIndexOf('/') + 1)..] : "",
            (string?)r.Attribute("Target") ?? "",
            (string?)r.Attribute("TargetMode") == "External")) ?? [];

    private static string RelationsOf(string part) => part[..(part.LastIndexOf('/') + 1)] + "_rels/" + part[(part.LastIndexOf('/') + 1)..] + ".rels";

    private static string Resolve(string from, string target)
    {
        List<string> steps = target.StartsWith('/') ? [] : [.. from.Split('/')[..^1]];
        foreach (var step in target.TrimStart('/').Split('/'))
        {
            if (step == ".." && steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step != ".")
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }

    private static bool Is(XElement element, string attribute, string value) => string.Equals((string?)element.Attribute(attribute), value, StringComparison.OrdinalIgnoreCase);

    private sealed record Relation(string Kind, string Target, bool Outside);
}
