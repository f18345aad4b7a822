using System.Text.RegularExpressions;
using Upstander.Binding;
using Upstander.Diagnostics;

namespace Upstander.Checking;

/// <summary>The form of a rule's code, and the names of severities in files.</summary>
public static partial class RuleCode
{
    /// <summary>Letters for the group, then three digits: <c>VB002</c>. <c>UP</c> belongs to reading and building.</summary>
    public static TextFormat Format { get; } = new("rule code", "a code such as VB002, two to four letters and three digits", Pattern(), "UP is taken by the tool itself");

    /// <summary>From the gravest.</summary>
    public static IReadOnlyList<string> Severities { get; } = ["error", "warning", "info"];

    /// <summary>The severity of a name.</summary>
    public static Severity SeverityOf(string name) => name switch
    {
        "error" => Severity.Error,
        "warning" => Severity.Warning,
        _ => Severity.Info,
    };

    [GeneratedRegex(@"^(?!UP)[A-Z]{2,4}[0-9]{3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
