using Upstander.Diagnostics;

namespace Upstander.Checking.Language;

/// <summary>What can be wrong with rules, with what the curriculum says about them, and with suppressions.</summary>
public static class RuleProblems
{
    /// <summary>UP1801</summary>
    public static Problem BadPattern { get; } = new("UP1801", Severity.Error, "A pattern of a language rule that cannot be read.");

    /// <summary>UP1802</summary>
    public static Problem SlowPattern { get; } = new("UP1802", Severity.Error, "A pattern of a language rule that takes too long.");

    /// <summary>UP1803</summary>
    public static Problem DuplicateCode { get; } = new("UP1803", Severity.Error, "Two rules with one code.");

    /// <summary>UP1804</summary>
    public static Problem DuplicateName { get; } = new("UP1804", Severity.Error, "Two sets of words, guards or sources with one name.");

    /// <summary>UP1805</summary>
    public static Problem UnknownName { get; } = new("UP1805", Severity.Error, "A set of words, guard or source that no file of rules has.");

    /// <summary>UP1806</summary>
    public static Problem ExampleFails { get; } = new("UP1806", Severity.Error, "An example of a rule that the rule does not treat as it says.");

    /// <summary>UP1807</summary>
    public static Problem NotRules { get; } = new("UP1807", Severity.Error, "A file below rules/ that does not start with 'rules: 1', or a list of rules without a group.");

    /// <summary>UP1808</summary>
    public static Problem UnknownRule { get; } = new("UP1808", Severity.Error, "A suppression or setting that names no rule.");

    /// <summary>UP1809</summary>
    public static Problem Expired { get; } = new("UP1809", Severity.Warning, "A suppression whose last day has passed.");

    /// <summary>UP1810</summary>
    public static Problem Unused { get; } = new("UP1810", Severity.Warning, "A suppression that suppresses nothing.");

    /// <summary>UP1811</summary>
    public static Problem TooWide { get; } = new("UP1811", Severity.Error, "A suppression without a phrase or an address, where one is needed.");

    /// <summary>UP1812</summary>
    public static Problem UnknownAddress { get; } = new("UP1812", Severity.Error, "A suppression whose address is none of its lesson.");

    /// <summary>UP1813</summary>
    public static Problem BaselineForm { get; } = new("UP1813", Severity.Error, "A baseline that cannot be read.");

    /// <summary>UP1814</summary>
    public static Problem BaselineGone { get; } = new("UP1814", Severity.Info, "An entry of the baseline whose finding no longer occurs.");

    /// <summary>Every one of them.</summary>
    public static IReadOnlyList<Problem> All { get; } =
    [
        BadPattern, SlowPattern, DuplicateCode, DuplicateName, UnknownName, ExampleFails, NotRules, UnknownRule, Expired, Unused, TooWide,
        UnknownAddress, BaselineForm, BaselineGone,
    ];
}
