using Upstander.Diagnostics;

namespace Upstander.Checking;

/// <summary>What kind of check a rule is: some options and settings treat the kinds apart.</summary>
public enum RuleKind
{
    /// <summary>Reads sentences.</summary>
    Language,

    /// <summary>Looks at the parts of a lesson that keep people safe.</summary>
    Safety,

    /// <summary>Looks at lessons, units and the curriculum as teaching.</summary>
    Curriculum,

    /// <summary>Looks at the pages that are made.</summary>
    Output,
}

/// <summary>What is known of a rule, whatever finds what it flags.</summary>
/// <param name="Code">Stable and never used again.</param>
/// <param name="Name">What it flags, in a few words that read well after "allow".</param>
/// <param name="Group">What it has in common with its neighbours.</param>
/// <param name="Kind">What kind of check it is.</param>
/// <param name="Severity">Its severity unless something else says otherwise.</param>
/// <param name="Why">Why it matters, in one sentence.</param>
/// <param name="Suggestion">What to do instead, in one sentence.</param>
public sealed record RuleInfo(string Code, string Name, string Group, RuleKind Kind, Severity Severity, string Why, string Suggestion)
{
    /// <summary>Its page, in Markdown: what <c>upstander explain</c> prints and <c>docs/rules/</c> holds.</summary>
    public required Func<string> Page { get; init; }

    /// <summary>A finding of this rule.</summary>
    public Diagnostic At(SourceSpan span, string address, string message) =>
        new(Code, Severity, span, message, Suggestion) { Why = Why, Address = address };
}
