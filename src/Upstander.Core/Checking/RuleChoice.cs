using Upstander.Diagnostics;

namespace Upstander.Checking;

/// <summary>Which rules are asked, as the command line says.</summary>
/// <param name="Only">Names of the rules that are asked; empty for all.</param>
/// <param name="Except">Names of rules that are not.</param>
/// <param name="NoCheck">Whether language and curriculum rules are left out; rules of safety and of pages never are.</param>
public sealed record RuleChoice(IReadOnlyList<string> Only, IReadOnlyList<string> Except, bool NoCheck = false)
{
    /// <summary>All rules.</summary>
    public static RuleChoice All { get; } = new([], []);

    /// <summary>No rule at all: none has an empty name.</summary>
    public static RuleChoice None { get; } = new([""], []);

    /// <summary>Names of this choice that are none of any rule, each with the nearest one.</summary>
    public IEnumerable<(string Name, string? Near)> Unknown(RuleCatalogue catalogue) =>
        Only.Concat(Except).Where(n => catalogue.Named(n).Count == 0).Select(n => (n, Nearest.To(n, catalogue.Names)));

    /// <summary>Codes of the rules that are asked.</summary>
    public IReadOnlySet<string> Codes(RuleCatalogue catalogue)
    {
        var chosen = Only.Count == 0 ? catalogue.All : Only.SelectMany(catalogue.Named);
        var except = Except.SelectMany(catalogue.Named).Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
        return chosen
            .Where(r => !except.Contains(r.Code) && !(NoCheck && r.Kind is RuleKind.Language or RuleKind.Curriculum))
            .Select(r => r.Code)
            .ToHashSet(StringComparer.Ordinal);
    }
}
