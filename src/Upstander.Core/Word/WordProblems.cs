using Upstander.Diagnostics;

namespace Upstander.Word;

/// <summary>What can be wrong with what a word processor file is made from.</summary>
public static class WordProblems
{
    /// <summary>UP2001</summary>
    public static Problem BadDirection { get; } = new("UP2001", Severity.Error, "A comment of a template starts with 'docx:' and is no direction for word processor files.");

    /// <summary>UP2002</summary>
    public static Problem PictureLeftOut { get; } = new("UP2002", Severity.Warning, "A picture that a word processor file cannot hold.");

    /// <summary>UP2003</summary>
    public static Problem BadReference { get; } = new("UP2003", Severity.Error, "A reference.docx that cannot be used.");

    /// <summary>UP2004</summary>
    public static Problem TooDeep { get; } = new("UP2004", Severity.Error, "A Markdown document that is nested too deeply for a word processor file.");

    /// <summary>UP2005</summary>
    public static Problem LogoLeftOut { get; } = new("UP2005", Severity.Info, "A logo that a word processor file cannot hold.");

    /// <summary>Every one of them.</summary>
    public static IReadOnlyList<Problem> All { get; } = [BadDirection, PictureLeftOut, BadReference, TooDeep, LogoLeftOut];
}
