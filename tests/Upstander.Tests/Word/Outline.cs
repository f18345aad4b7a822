using System.Globalization;
using System.Text.Json;
using Upstander.Rendering;

namespace Upstander.Tests.Word;

/// <summary>What a reader can tell of a document without its words: headings with their levels, lists with their items, tables with rows and columns.</summary>
internal static class Outline
{
    /// <summary>Of Markdown, as the word processor file should have it: without the title, headings one level up, and what a direction removes left out.</summary>
    public static string Of(IReadOnlyList<TextBlock> blocks)
    {
        List<string> outline = [];
        for (var i = 0; i < blocks.Count; i++)
        {
            var before = i > 0 && blocks[i - 1] is TextComment comment ? comment.Text : "";
            if (before.StartsWith("docx: skip", StringComparison.Ordinal))
            {
                continue;
            }

            switch (blocks[i])
            {
                case TextHeading { Level: > 1 } heading:
                    outline.Add($"h{Math.Min(heading.Level - 1, 5)}");
                    break;
                case TextList when before.StartsWith("docx: fill", StringComparison.Ordinal) || before.StartsWith("docx: write", StringComparison.Ordinal):
                    break;
                case TextList list:
                    outline.Add($"list({list.Items.Count})");
                    outline.AddRange(list.Items.Select(Of).Where(o => o.Length > 0));
                    break;
                case TextQuote quote when Of(quote.Blocks) is { Length: > 0 } inside:
                    outline.Add(inside);
                    break;
                case TextTable table when before.StartsWith("docx: match", StringComparison.Ordinal):
                    outline.Add(Table(table.Rows.Count - 1, 3));
                    break;
                case TextTable table:
                    outline.Add(Table(table.Rows.Count, table.Columns.Count));
                    break;
                case TextParagraph when before.StartsWith("docx: draw", StringComparison.Ordinal) || (before.StartsWith("docx: write", StringComparison.Ordinal) && !before.Contains("lines", StringComparison.Ordinal)):
                    outline.Add(Table(1, 1));
                    break;
            }
        }

        return string.Join(' ', outline);
    }

    /// <summary>Of what pandoc read.</summary>
    public static string Of(JsonElement document) => string.Join(' ', Blocks(document.GetProperty("blocks")));

    private static IEnumerable<string> Blocks(JsonElement blocks)
    {
        foreach (var block in blocks.EnumerateArray())
        {
            var content = block.TryGetProperty("c", out var c) ? c : default;
            switch (block.GetProperty("t").GetString())
            {
                case "Header":
                    yield return $"h{content[0].GetInt32()}";
                    break;
                case "BulletList":
                    yield return Items(content);
                    break;
                case "OrderedList":
                    yield return Items(content[1]);
                    break;
                case "BlockQuote":
                    foreach (var inside in Blocks(content))
                    {
                        yield return inside;
                    }

                    break;
                case "Div":
                    foreach (var inside in Blocks(content[1]))
                    {
                        yield return inside;
                    }

                    break;
                case "Table":
                    var rows = content[3][1].GetArrayLength() + content[4].EnumerateArray().Sum(b => b[2].GetArrayLength() + b[3].GetArrayLength());
                    yield return Table(rows, content[2].GetArrayLength());
                    break;
            }
        }
    }

    private static string Items(JsonElement items) => string.Join(
        ' ', [string.Create(CultureInfo.InvariantCulture, $"list({items.GetArrayLength()})"), .. items.EnumerateArray().SelectMany(Blocks)]);

    private static string Table(int rows, int columns) => string.Create(CultureInfo.InvariantCulture, $"table({rows}x{columns})");
}
