using System.Globalization;
using System.Text;

namespace Upstander.Tests.Packs;

/// <summary>Small PDFs as a browser lays them out: a classic table, pages with streams and a shared font, a structure for screen readers.</summary>
internal static class SmallPdf
{
    /// <summary>A PDF with a page for each text, 612 by 792 points.</summary>
    public static byte[] Of(params string[] pages)
    {
        List<string> objects =
        [
            "<</Title (Small)>>",
            $"<</Type /Catalog /Pages 3 0 R /StructTreeRoot 5 0 R>>",
            $"<</Type /Pages /MediaBox [0 0 612 792] /Count {Text(pages.Length)} /Kids [{string.Join(' ', pages.Select((_, i) => $"{Text(6 + (2 * i))} 0 R"))}]>>",
            "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
            "<</Type /StructTreeRoot /K [6 0 R]>>",
        ];
        foreach (var page in pages)
        {
            var content = $"BT /F1 24 Tf 72 700 Td ({page}) Tj ET";
            objects.Add($"<</Type /Page /Parent 3 0 R /StructParents 0 /Annots [<</Type /Annot /Subtype /Link /Dest [6 0 R /Fit]>>] /Resources <</Font <</F1 4 0 R>>>> /Contents {Text(objects.Count + 2)} 0 R>>");
            objects.Add($"<</Length {Text(content.Length)}>> stream\n{content}\nendstream");
        }

        var pdf = new StringBuilder("%PDF-1.4\n%\u00d3\u00eb\u00e9\u00e1\n");
        List<int> places = [];
        foreach (var (number, text) in objects.Index())
        {
            places.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{number + 1} 0 obj\n{text}\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        places.ForEach(p => pdf.Append(CultureInfo.InvariantCulture, $"{p:D10} 00000 n \n"));
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Count + 1}\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
