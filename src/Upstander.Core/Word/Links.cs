namespace Upstander.Word;

/// <summary>What one part of a package refers to: pictures and addresses.</summary>
/// <param name="prefix">Stands before the names of its pictures, so that parts do not share any.</param>
internal sealed class Links(string prefix)
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);
    private readonly WordXml xml = new WordXml().Raw("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");

    /// <summary>Pictures that this part shows, by their names in the package.</summary>
    public Dictionary<string, Picture> Pictures { get; } = new(StringComparer.Ordinal);

    public bool IsEmpty => ids.Count == 0;

    /// <summary>The id of a part of the same folder.</summary>
    public string ToPart(string type, string target) => Add(target, Office + type, isOutside: false);

    /// <summary>The id of an address.</summary>
    public string ToAddress(string url) => Add(url, Office + "hyperlink", isOutside: true);

    /// <summary>The id of a picture.</summary>
    public string ToPicture(string url, Picture picture)
    {
        var known = ids.ContainsKey(url);
        var name = $"media/{prefix}picture{Pictures.Count + 1}.{picture.Ending}";
        if (!known)
        {
            Pictures["word/" + name] = picture;
        }

        return known ? ids[url] : ids[url] = Add(name, Office + "image", isOutside: false);
    }

    public byte[] ToBytes() => new WordXml().Raw(xml.ToString()).Raw("</Relationships>").ToBytes();

    private string Add(string target, string type, bool isOutside)
    {
        if (!ids.TryGetValue(target, out var id))
        {
            id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"r{ids.Count + 1}");
            ids.Add(target, id);
            xml.Raw($"<Relationship Id=\"{id}\" Type=\"{type}\" Target=\"").Text(target).Raw(isOutside ? "\" TargetMode=\"External\"/>" : "\"/>");
        }

        return id;
    }
}
