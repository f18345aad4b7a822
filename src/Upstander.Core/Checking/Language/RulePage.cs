using System.Globalization;
using System.Text;

namespace Upstander.Checking.Language;

/// <summary>The page of a language rule, made from its entry.</summary>
internal static class RulePage
{
    public static string Of(RuleEntry rule, string group, IReadOnlyList<GuardEntry> guards, IReadOnlyDictionary<string, RuleSource> sources)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {rule.Code}: {rule.Name.Value.Replace('-', ' ')}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"{rule.Severity} · {group.Replace('-', ' ')} · `{rule.Name}`\n\n");
        page.Append(CultureInfo.InvariantCulture, $"{Line(rule.Why)}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"**Better:** {Line(rule.Suggest)}\n\n");
        if (rule.About is { } about)
        {
            page.Append(CultureInfo.InvariantCulture, $"## What it looks for\n\n{about.Markdown.Trim()}\n\n");
        }

        var reads = Reads(rule);
        if (reads.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"It reads {string.Join("; ", reads)}.\n\n");
        }

        page.Append("## Flagged\n\n");
        AppendList(page, rule.Flags);
        page.Append("## Accepted\n\n");
        AppendList(page, rule.Passes);
        if (guards.Count > 0)
        {
            page.Append("## When it keeps silent\n\n");
            AppendList(page, guards.Select(g => g.About));
        }

        if (rule.Traps.Count > 0)
        {
            page.Append("## Where it may be wrong\n\n");
            AppendList(page, rule.Traps);
        }

        page.Append("If it is wrong about your text, say so with a reason:\n\n```yaml\nallow:\n");
        page.Append(CultureInfo.InvariantCulture, $"  - {{ rule: {rule.Code}, phrase: the words, reason: why they are right here, reviewer: who agreed, expires: YYYY-MM-DD }}\n```\n");
        List<RuleSource> named = [.. rule.Source.Select(s => sources.GetValueOrDefault(s.Value)).OfType<RuleSource>()];
        if (named.Count > 0)
        {
            page.Append("\n## Sources\n\n");
            foreach (var source in named)
            {
                page.Append(CultureInfo.InvariantCulture, $"- {(source.Url is { } url ? $"[{source.Title}]({url})" : source.Title)}\n");
            }
        }

        return page.ToString();
    }

    private static List<string> Reads(RuleEntry rule)
    {
        var reads = new List<string>();
        if (rule.Scope.Count > 0)
        {
            reads.Add($"texts for {string.Join(" and ", rule.Scope)}");
        }

        if (rule.Bands.Count > 0)
        {
            reads.Add($"lessons of the bands {string.Join(", ", rule.Bands)}");
        }

        if (rule.Only.Count > 0)
        {
            reads.Add($"only these kinds of text: {string.Join(", ", rule.Only.Select(t => t.Value.Replace('_', ' ')))}");
        }

        if (rule.Exempt.Count > 0)
        {
            reads.Add($"everything but these kinds of text: {string.Join(", ", rule.Exempt.Select(t => t.Value.Replace('_', ' ')))}");
        }

        return reads;
    }

    private static void AppendList(StringBuilder page, IEnumerable<Binding.Prose> items)
    {
        foreach (var item in items)
        {
            page.Append(CultureInfo.InvariantCulture, $"- {Line(item)}\n");
        }

        page.Append('\n');
    }

    private static string Line(Binding.Prose prose) => string.Join(' ', prose.Markdown.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
