namespace Upstander.Word;

/// <summary>The lists of a document: bullets share one, each numbered list has its own and so begins at its own number.</summary>
internal sealed class Numbering
{
    public const int Bullets = 1;
    public const int Unmarked = 2;

    private const int Numbers = 0;
    private const int FirstOwn = 3;
    private const int Levels = 9;

    private readonly List<(int Level, int Start)> numbered = [];

    /// <summary>A new numbered list; gives back what its paragraphs name.</summary>
    public int Add(int level, int start)
    {
        numbered.Add((Math.Min(level, Levels - 1), start));
        return FirstOwn + numbered.Count - 1;
    }

    public WordPart ToPart()
    {
        var xml = new WordXml().Raw($"<w:numbering {StyleSheet.Namespaces}>");
        Abstract(xml, Numbers, level => (level % 3) switch { 0 => "decimal", 1 => "lowerLetter", _ => "lowerRoman" }, level => $"%{level + 1}.");
        Abstract(xml, Bullets, _ => "bullet", level => (level % 3) switch { 0 => "•", 1 => "–", _ => "▪" });
        // A mark that nobody sees: readers take paragraphs with none at all for a part of the item before them.
        Abstract(xml, Unmarked, _ => "bullet", _ => "\u200B");
        xml.Raw($"<w:num w:numId=\"{Bullets}\"><w:abstractNumId w:val=\"{Bullets}\"/></w:num>");
        xml.Raw($"<w:num w:numId=\"{Unmarked}\"><w:abstractNumId w:val=\"{Unmarked}\"/></w:num>");
        for (var i = 0; i < numbered.Count; i++)
        {
            var (level, start) = numbered[i];
            xml.Raw($"<w:num w:numId=\"{FirstOwn + i}\"><w:abstractNumId w:val=\"{Numbers}\"/><w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride></w:num>");
        }

        return WordPart.Of("word/numbering.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml", xml.Raw("</w:numbering>").ToBytes());
    }

    private static void Abstract(WordXml xml, int id, Func<int, string> format, Func<int, string> mark)
    {
        xml.Raw($"<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"multilevel\"/>");
        for (var level = 0; level < Levels; level++)
        {
            xml.Raw($"<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format(level)}\"/>{(id == Unmarked ? "<w:suff w:val=\"nothing\"/>" : "")}<w:lvlText w:val=\"{mark(level)}\"/><w:lvlJc w:val=\"left\"/>");
            xml.Raw($"<w:pPr><w:ind w:left=\"{(level + 1) * 400}\" w:hanging=\"400\"/></w:pPr></w:lvl>");
        }

        xml.Raw("</w:abstractNum>");
    }
}
