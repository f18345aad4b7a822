using Upstander.Archives;
using Upstander.Courses;
using Upstander.Packs;
using Upstander.Publishing;

namespace Upstander;

/// <summary>What to pack, and how.</summary>
/// <param name="Compile">The curriculum and how it is read, checked and made; its output folder and choice of pages are not looked at.</param>
public sealed record PackRequest(CompileRequest Compile)
{
    /// <summary>The file to write, or a folder that is there, in which the file gets <see cref="PackAudiences.NameOf"/> as its name.</summary>
    public string Output { get; init; } = ".";

    /// <summary>The lessons that are packed.</summary>
    public CourseChoice Part { get; init; } = CourseChoice.All;

    /// <summary>Names of the audiences; none for a facilitator's pack.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>For how many learners a print order is added; null for none.</summary>
    public int? ClassSize { get; init; }

    /// <summary>Whether the pack is the print order and nothing else.</summary>
    public bool OnlyPrintOrder { get; init; }

    /// <summary>Whether a file may be replaced that the tool did not write.</summary>
    public bool Force { get; init; }
}

/// <summary>How packing ended.</summary>
/// <param name="Outcome">In the terms of exit codes.</param>
/// <param name="Path">The file that was written, below the folder that the user gave; null when there is none.</param>
/// <param name="Files">The files in it.</param>
/// <param name="Bytes">The size of the pack.</param>
/// <param name="Lessons">How many lessons are in it.</param>
public sealed record PackResult(Outcome Outcome, string? Path = null, IReadOnlyList<PackedFile>? Files = null, long Bytes = 0, int Lessons = 0);
