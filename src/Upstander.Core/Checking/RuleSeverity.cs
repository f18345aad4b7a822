using Upstander.Diagnostics;

namespace Upstander.Checking;

/// <summary>The names of severities in files of rules.</summary>
public static class RuleSeverity
{
    /// <summary>From the gravest.</summary>
    public static IReadOnlyList<string> Names { get; } = ["error", "warning", "info"];

    /// <summary>The severity of a name.</summary>
    public static Severity Of(string name) => name switch
    {
        "error" => Severity.Error,
        "warning" => Severity.Warning,
        _ => Severity.Info,
    };
}
