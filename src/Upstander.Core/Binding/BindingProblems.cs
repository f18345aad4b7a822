using Upstander.Diagnostics;

namespace Upstander.Binding;

/// <summary>What can be wrong with the keys and values of a file.</summary>
public static class BindingProblems
{
    /// <summary>UP1201</summary>
    public static Problem Missing { get; } = new("UP1201", Severity.Error, "A required field is missing.");

    /// <summary>UP1202</summary>
    public static Problem UnknownKey { get; } = new("UP1202", Severity.Error, "A key that no field has.");

    /// <summary>UP1203</summary>
    public static Problem WrongType { get; } = new("UP1203", Severity.Error, "A value of the wrong kind or form.");

    /// <summary>UP1204</summary>
    public static Problem UnknownChoice { get; } = new("UP1204", Severity.Error, "A value that is none of the names allowed.");

    /// <summary>UP1205</summary>
    public static Problem Empty { get; } = new("UP1205", Severity.Error, "A key whose text is empty.");

    /// <summary>UP1206</summary>
    public static Problem TooLong { get; } = new("UP1206", Severity.Error, "A text longer than its field allows.");

    /// <summary>UP1207</summary>
    public static Problem WrongCount { get; } = new("UP1207", Severity.Error, "A list with too few or too many items.");

    /// <summary>UP1208</summary>
    public static Problem DuplicateId { get; } = new("UP1208", Severity.Error, "Two items of one list with the same id.");

    /// <summary>Every one of them.</summary>
    public static IReadOnlyList<Problem> All { get; } =
        [Missing, UnknownKey, WrongType, UnknownChoice, Empty, TooLong, WrongCount, DuplicateId];
}
