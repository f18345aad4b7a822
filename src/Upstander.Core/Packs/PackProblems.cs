using Upstander.Diagnostics;

namespace Upstander.Packs;

/// <summary>What can keep a curriculum from becoming a pack.</summary>
public static class PackProblems
{
    /// <summary>UP2101</summary>
    public static Problem NoPdf { get; } = new("UP2101", Severity.Info, "A pack without PDF, because there is no browser to make it.");

    /// <summary>UP2102</summary>
    public static Problem TooLarge { get; } = new("UP2102", Severity.Error, "A pack that is larger than a zip can be.");

    /// <summary>UP2103</summary>
    public static Problem UnreadablePdf { get; } = new("UP2103", Severity.Error, "A PDF that cannot be put into the files for a print shop.");

    /// <summary>UP2104</summary>
    public static Problem NothingToPrint { get; } = new("UP2104", Severity.Error, "A print order without anything to print.");

    /// <summary>UP2105</summary>
    public static Problem SameName { get; } = new("UP2105", Severity.Error, "Two files of a pack that are one on some systems.");

    /// <summary>UP2106</summary>
    public static Problem NotAZip { get; } = new("UP2106", Severity.Error, "A pack whose name does not end in .zip.");

    /// <summary>Every one of them.</summary>
    public static IReadOnlyList<Problem> All { get; } = [NoPdf, TooLarge, UnreadablePdf, NothingToPrint, SameName, NotAZip];
}
