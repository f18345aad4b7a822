using Upstander.Checking.Language;
using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Checking;

/// <summary>An <c>allow</c> of a lesson, an item or the curriculum: which findings it accepts, and whether it is of any use.</summary>
/// <param name="Allow">As written.</param>
/// <param name="Home">Address of what it stands in; empty for the curriculum.</param>
/// <param name="IsWhole">Whether it stands in a lesson or the curriculum as a whole, where it must say what it is about.</param>
internal sealed record Suppression(Allow Allow, string Home, bool IsWhole)
{
    /// <summary>Addresses of everything in its lesson, to tell a misspelt one; null where that is not known.</summary>
    public IReadOnlyCollection<string>? Addresses { get; init; }

    /// <summary>Whether it accepted anything.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Every suppression of a lesson and of what lies in it.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="id">Its id.</param>
    /// <param name="known">Addresses of everything in it, where the lesson is not there as a whole; else null.</param>
    public static IEnumerable<Suppression> In(Lesson lesson, string id, IReadOnlyCollection<string>? known = null)
    {
        Lazy<IReadOnlyCollection<string>> addresses = new(() => known ?? Passages.Addresses(lesson, id).ToHashSet(StringComparer.Ordinal));
        return Of(lesson.Allow, id, true)
            .Concat(lesson.Activities.SelectMany(a => Of(a.Allow, $"{id}/activities/{a.Id}", false)))
            .Concat(lesson.Scenarios.SelectMany(s => Of(s.Allow, $"{id}/scenarios/{s.Id}", false)))
            .Concat(lesson.Handouts.SelectMany(h => Of(h.Allow, $"{id}/handouts/{h.Id}", false)));

        IEnumerable<Suppression> Of(IReadOnlyList<Allow> allows, string home, bool whole) =>
            allows.Select(a => new Suppression(a, home, whole) { Addresses = a.At is null ? null : addresses.Value });
    }

    /// <summary>Whether it accepts a finding on a day.</summary>
    public bool IsAbout(Diagnostic finding, DateOnly today) =>
        finding.Code == Allow.Rule.Value
        && today <= Allow.Expires.Value
        && finding.Address is { } address
        && Holds(Home, address)
        && (Allow.At is null || Holds(Allow.At.Value, address))
        && (Allow.Phrase is null || (finding.Phrase is { } phrase && IsPhrase(Allow.Phrase.Value, phrase)))
        && !(IsWhole && Allow.At is null && Allow.Phrase is null);

    /// <summary>Reports a suppression that is wrong, has ended or accepts nothing.</summary>
    public void Check(RuleCatalogue catalogue, IReadOnlySet<string> asked, DateOnly today, DiagnosticBag problems)
    {
        var rule = Allow.Rule;
        if (catalogue.Find(rule.Value) is null)
        {
            problems.Add(RuleProblems.UnknownRule.At(
                rule.Span,
                $"there is no rule '{rule}'",
                Nearest.Hint(rule.Value, [.. catalogue.All.Select(r => r.Code)]) ?? "a suppression names one rule by its code; 'upstander explain' lists them"));
        }
        else if (IsWhole && Allow.At is null && Allow.Phrase is null)
        {
            problems.Add(RuleProblems.TooWide.At(Allow.Span, $"this suppression would accept every finding of {rule} there is", "say which: 'phrase' (the words) or 'at' (the address of the item)"));
        }
        else if (Allow.At is { } at && Addresses is { } known && !known.Contains(at.Value))
        {
            problems.Add(RuleProblems.UnknownAddress.At(at.Span, $"there is no '{at}' in this lesson", Nearest.Hint(at.Value, known)));
        }
        else if (today > Allow.Expires.Value)
        {
            problems.Add(RuleProblems.Expired.At(
                Allow.Expires.Span, $"this suppression of {rule} ended on {Allow.Expires.Value:yyyy-MM-dd}", "look at it again with its reviewer: give it a new day, or mend what it is about"));
        }
        else if (!IsUsed && asked.Contains(rule.Value))
        {
            problems.Add(RuleProblems.Unused.At(rule.Span, $"this suppression of {rule} suppresses nothing", "remove it"));
        }
    }

    private static bool Holds(string outer, string address) =>
        outer.Length == 0 || address == outer || (address.Length > outer.Length && address[outer.Length] == '/' && address.StartsWith(outer, StringComparison.Ordinal));

    // The words found may be fewer or more than the author copied.
    private static bool IsPhrase(string allowed, string found)
    {
        var (a, f) = (Folded(allowed), Folded(found));
        return a.Contains(f, StringComparison.OrdinalIgnoreCase) || f.Contains(a, StringComparison.OrdinalIgnoreCase);
    }

    private static string Folded(string text) =>
        string.Join(' ', Rendering.MarkdownReader.Paragraphs(text).Select(b => b.Text)).Trim(' ', '"', '.', '\'');
}
