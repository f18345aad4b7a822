using System.Text;
using Upstander.Documents;

namespace Upstander.Word;

/// <summary>Fonts and colours by their roles, so that an educator can change all of a document in one place of the word processor.</summary>
internal static class Theme
{
    public const string Type = "application/vnd.openxmlformats-officedocument.theme+xml";

    /// <summary>What text in this colour needs on white to be read by everybody: WCAG 2.2, level AA.</summary>
    private const double Contrast = 4.5;

    private static readonly Rgb White = new(255, 255, 255);

    private const string Standard = "0D4A48";
    private const string Name = "word/theme/theme1.xml";

    /// <summary>The theme of a brand's colour, such as <c>#0d4a48</c>; the tool's own where there is none or where it is too light for text.</summary>
    public static WordPart Of(string? color) => WordPart.Of(Name, Type, Encoding.UTF8.GetBytes(Xml(Accent(color))));

    /// <summary>A theme that somebody else made.</summary>
    public static WordPart Of(byte[] bytes) => WordPart.Of(Name, Type, bytes);

    /// <summary>The colour of headings, as six hexadecimal digits.</summary>
    public static string Accent(string? color) =>
        Rgb.Parse(color) is { } accent && accent.ContrastWith(White) >= Contrast ? accent.ToString()[1..].ToUpperInvariant() : Standard;

    private static string Xml(string accent)
    {
        const string Fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
        const string Stroke = "<a:ln w=\"9525\">" + Fill + "</a:ln>";
        const string Effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
        const string Font = "<a:latin typeface=\"Arial\"/><a:ea typeface=\"\"/><a:cs typeface=\"Arial\"/>";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
            + "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Upstander\"><a:themeElements><a:clrScheme name=\"Upstander\">"
            + Color("dk1", "15292A") + Color("lt1", "FFFFFF") + Color("dk2", "45595A") + Color("lt2", "EEF3EF")
            + Color("accent1", accent) + Color("accent2", "39499C") + Color("accent3", "6A2B62") + Color("accent4", "8A4A00") + Color("accent5", "45630A") + Color("accent6", "0A5F5A")
            + Color("hlink", "0A5C57") + Color("folHlink", "6A2B62")
            + $"</a:clrScheme><a:fontScheme name=\"Upstander\"><a:majorFont>{Font}</a:majorFont><a:minorFont>{Font}</a:minorFont></a:fontScheme>"
            + $"<a:fmtScheme name=\"Upstander\"><a:fillStyleLst>{Fill}{Fill}{Fill}</a:fillStyleLst><a:lnStyleLst>{Stroke}{Stroke}{Stroke}</a:lnStyleLst>"
            + $"<a:effectStyleLst>{Effect}{Effect}{Effect}</a:effectStyleLst><a:bgFillStyleLst>{Fill}{Fill}{Fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>";
    }

    private static string Color(string role, string value) => $"<a:{role}><a:srgbClr val=\"{value}\"/></a:{role}>";
}
