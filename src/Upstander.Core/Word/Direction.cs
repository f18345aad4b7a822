using System.Globalization;
using Upstander.Diagnostics;

namespace Upstander.Word;

/// <summary>What a template says about the block after it, in a comment such as <c>docx: write 3 lines</c>.</summary>
/// <param name="Kind">What is said.</param>
/// <param name="Amount">How many, or how large: lines, cards, points; lengths in twips.</param>
/// <param name="Height">The height of a line or a row, in twips; 0 where nothing is said.</param>
/// <param name="Cut">Whether cut lines are drawn.</param>
internal sealed record Direction(DirectionKind Kind, int Amount = 0, int Height = 0, bool Cut = false)
{
    private const string Prefix = "docx:";

    /// <summary>The forms, as documentation and messages show them.</summary>
    public static IReadOnlyList<string> Forms { get; } =
    [
        "base 12 pt", "subtitle", "small", "contents", "contents 2", "foot", "skip", "page", "fill", "write 3 lines", "write 3 lines 14 mm", "write 5 cm", "draw 5 cm",
        "choose", "scale", "match", "answers 15 mm", "steps", "box", "box 5 cm", "cards 4", "cards 4 cut", "end cards", "copies 2", "copies 2 cut", "end copies",
    ];

    /// <summary>Whether a comment is meant for word processor files. All others are notes of the template's author.</summary>
    public static bool IsMeant(string comment) => comment.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The direction; null where a comment is none that this version knows.</summary>
    public static Direction? Read(string comment)
    {
        var words = comment[Prefix.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        int height;
        return words switch
        {
            ["base", var n, "pt"] when Count(n, 9, 24) is { } points => new(DirectionKind.Base, points),
            ["subtitle"] => new(DirectionKind.Subtitle),
            ["small"] => new(DirectionKind.Small),
            ["contents"] => new(DirectionKind.Contents, 1),
            ["contents", var n] when Count(n, 1, 2) is { } levels => new(DirectionKind.Contents, levels),
            ["foot"] => new(DirectionKind.Foot),
            ["skip"] => new(DirectionKind.Skip),
            ["page"] => new(DirectionKind.Page),
            ["fill"] => new(DirectionKind.Fill),
            ["write", var n, "lines"] when Count(n, 1, 60) is { } lines => new(DirectionKind.Write, lines),
            ["write", var n, "lines", var h, var unit] when Count(n, 1, 60) is { } lines && (height = Length(h, unit)) > 0 => new(DirectionKind.Write, lines, height),
            ["write", var n, var unit] when (height = Length(n, unit)) > 0 => new(DirectionKind.Write, 0, height),
            ["draw", var n, var unit] when (height = Length(n, unit)) > 0 => new(DirectionKind.Draw, 0, height),
            ["choose"] => new(DirectionKind.Choose),
            ["scale"] => new(DirectionKind.Scale),
            ["match"] => new(DirectionKind.Match),
            ["answers", var n, var unit] when (height = Length(n, unit)) > 0 => new(DirectionKind.Answers, 0, height),
            ["steps"] => new(DirectionKind.Steps),
            ["box"] => new(DirectionKind.Box),
            ["box", var n, var unit] when (height = Length(n, unit)) > 0 => new(DirectionKind.Box, 0, height),
            ["cards", var n, .. var cut] when Grid(n) is { } cards && cut is [] or ["cut"] => new(DirectionKind.Cards, Grid(n)!.Value, 0, cut.Length > 0),
            ["copies", var n, .. var cut] when Grid(n) is { } copies && cut is [] or ["cut"] => new(DirectionKind.Copies, Grid(n)!.Value, 0, cut.Length > 0),
            ["end", "cards"] => new(DirectionKind.EndCards),
            ["end", "copies"] => new(DirectionKind.EndCopies),
            _ => null,
        };
    }

    /// <summary>The form that was probably meant, or all of them.</summary>
    public static string Hint(string comment)
    {
        var said = comment[Prefix.Length..].Trim();
        return Nearest.Hint(said, Forms) ?? $"write {Prefix} and one of: {string.Join("; ", Forms)}";
    }

    private static int? Count(string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max ? n : null;

    private static int? Grid(string text) => Count(text, 1, 9) is { } n and (1 or 2 or 4 or 6 or 8 or 9) ? n : null;

    /// <summary>In twips; 0 for what is no length of a page.</summary>
    private static int Length(string text, string unit)
    {
        const double TwipsInMillimeter = 1440 / 25.4;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n)
            && unit is "mm" or "cm"
            && n * (unit == "cm" ? 10 : 1) is >= 3 and <= 240 and var millimeters
            ? (int)((double)millimeters * TwipsInMillimeter)
            : 0;
    }
}

/// <summary>What a direction says.</summary>
internal enum DirectionKind
{
    /// <summary>The size of running text, in points.</summary>
    Base,

    /// <summary>The paragraph that follows is the subtitle.</summary>
    Subtitle,

    /// <summary>The paragraph that follows is set small.</summary>
    Small,

    /// <summary>A table of contents stands here, of one level of headings or two.</summary>
    Contents,

    /// <summary>The paragraph that follows, and the line above it, are the foot of every page.</summary>
    Foot,

    /// <summary>The block that follows is for readers of Markdown only.</summary>
    Skip,

    /// <summary>A new page begins.</summary>
    Page,

    /// <summary>The paragraph that follows ends in a line to fill in, for each paragraph of a list too.</summary>
    Fill,

    /// <summary>Lines to write on stand in place of the paragraph that follows, or after each item of a list that follows.</summary>
    Write,

    /// <summary>A frame to draw in stands in place of the paragraph that follows.</summary>
    Draw,

    /// <summary>One of the items that follow is chosen.</summary>
    Choose,

    /// <summary>The table that follows is a scale.</summary>
    Scale,

    /// <summary>The table that follows is two sides to match.</summary>
    Match,

    /// <summary>Empty cells of the table that follows are so high.</summary>
    Answers,

    /// <summary>The list that follows is steps of a plan: each begins with a word in bold that stands out to the side.</summary>
    Steps,

    /// <summary>The block that follows stands in a frame.</summary>
    Box,

    /// <summary>Each heading up to the end begins a card.</summary>
    Cards,

    /// <summary>What stands up to the end is printed several times on a page.</summary>
    Copies,

    /// <summary>The end of cards.</summary>
    EndCards,

    /// <summary>The end of copies.</summary>
    EndCopies,
}
