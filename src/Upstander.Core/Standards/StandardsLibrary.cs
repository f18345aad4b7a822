using System.Text.RegularExpressions;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Standards;

/// <summary>One standard as a page names it.</summary>
/// <param name="Framework">Id of the framework.</param>
/// <param name="FrameworkName">Its full name.</param>
/// <param name="Code">The code as the lesson writes it.</param>
/// <param name="Title">What it asks for, or null when the framework's file does not list the code.</param>
/// <param name="Verified">Whether code and meaning were read together in a public source.</param>
public sealed record Standard(string Framework, string FrameworkName, string Code, string? Title, bool Verified);

/// <summary>All frameworks, by id.</summary>
public sealed class StandardsLibrary
{
    private readonly Dictionary<string, Entry> byId = new(StringComparer.Ordinal);

    /// <summary>The library of these frameworks; a later one of the same id replaces an earlier one.</summary>
    public StandardsLibrary(IEnumerable<Framework> frameworks, DiagnosticBag problems)
    {
        foreach (var framework in frameworks)
        {
            byId[framework.Id!.Value] = new Entry(
                framework,
                PatternOf("code_pattern", framework.CodePattern, problems),
                framework.Codes.DistinctBy(c => c.Code.Value).ToDictionary(c => c.Code.Value, StringComparer.Ordinal),
                [.. framework.Bands.Select(b => new Band(PatternOf("pattern", b.Pattern, problems), [.. b.Bands.Select(n => n.Value)]))]);
        }
    }

    /// <summary>Ids of the frameworks, in ordinal order.</summary>
    public IEnumerable<string> Ids => byId.Keys.Order(StringComparer.Ordinal);

    /// <summary>Codes that a framework lists.</summary>
    public IEnumerable<string> CodesOf(string framework) => byId.TryGetValue(framework, out var entry) ? entry.Codes.Keys : [];

    /// <summary>The two halves of a claim <c>framework:code</c>. Codes may hold colons of their own.</summary>
    public static (string Framework, string Code) Split(string claim)
    {
        var colon = claim.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? ("", claim) : (claim[..colon], claim[(colon + 1)..]);
    }

    /// <summary>The standards that claims <c>framework:code</c> name, without those that name none.</summary>
    public IEnumerable<Standard> FindAll(IEnumerable<string> claims) => claims.Select(Split).Select(c => Find(c.Framework, c.Code)).OfType<Standard>();

    /// <summary>
    /// The standard of that framework and code; null when there is no such framework, or when the code is neither listed
    /// nor of the framework's form. A code with an age band behind <c>@</c> takes the title of the code before it.
    /// </summary>
    public Standard? Find(string framework, string code)
    {
        if (!byId.TryGetValue(framework, out var entry))
        {
            return null;
        }

        var name = entry.Framework.Name.Value;
        if (entry.Codes.TryGetValue(code, out var known) || entry.Codes.TryGetValue(code.Split('@')[0], out known))
        {
            return new Standard(framework, name, code, known.Title.Value, known.Verified?.Value ?? false);
        }

        return entry.Pattern.Value?.IsMatch(code) == true ? new Standard(framework, name, code, null, false) : null;
    }

    /// <summary>The framework of this id, or null.</summary>
    public Framework? FrameworkOf(string framework) => byId.GetValueOrDefault(framework)?.Framework;

    /// <summary>The framework that took the place of another, or null.</summary>
    public string? SuccessorOf(string framework) => byId.GetValueOrDefault(framework)?.Framework.SupersededBy?.Value;

    /// <summary>The bands that a code is meant for; empty for all.</summary>
    public IReadOnlyList<string> BandsOf(string framework, string code) =>
        byId.GetValueOrDefault(framework)?.Bands.FirstOrDefault(b => b.Pattern.Value?.IsMatch(code) == true)?.Names ?? [];

    // Making such an engine takes milliseconds: those of the tool's own frameworks, which are tested, are made when somebody asks.
    private static Lazy<Regex?> PatternOf(string field, Located<string>? written, DiagnosticBag problems)
    {
        var made = new Lazy<Regex?>(Make);
        if (written?.Span.File.StartsWith(WorkspaceFile.BuiltInPrefix, StringComparison.Ordinal) == false)
        {
            _ = made.Value;
        }

        return made;

        Regex? Make()
        {
            if (written is not { } pattern)
            {
                return null;
            }

            try
            {
                // Frameworks may come from others: this engine's time is linear in the code, whatever the pattern.
                return new Regex(pattern.Value, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                problems.Add(BindingProblems.WrongType.At(pattern.Span, $"{field} must be a regular expression without look-around or back references"));
                return null;
            }
        }
    }

    private sealed record Entry(Framework Framework, Lazy<Regex?> Pattern, Dictionary<string, StandardCode> Codes, IReadOnlyList<Band> Bands);

    private sealed record Band(Lazy<Regex?> Pattern, IReadOnlyList<string> Names);
}
