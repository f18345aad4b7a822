using System.Text.Json;
using Upstander.Checking.Language;
using Upstander.Checking.Reports;
using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Checking;

/// <summary>
/// Findings that were there when somebody began to use the tool: they do not fail a check. Only findings of rules can be known; what cannot be
/// read has to be mended.
/// </summary>
/// <param name="File">The file, as messages name it.</param>
/// <param name="Entries">How often each finding is known, by its key.</param>
public sealed record Baseline(string File, IReadOnlyDictionary<string, int> Entries)
{
    /// <summary>A baseline that knows nothing yet.</summary>
    public static Baseline Empty(string file) => new(file, new Dictionary<string, int>(StringComparer.Ordinal));

    internal const char Separator = '\u001f';

    /// <summary>What makes a finding the same one when lines move: rule, address (the file where there is none) and words.</summary>
    public static string KeyOf(Diagnostic finding) => string.Join(Separator, finding.Code, finding.Address ?? finding.Span.File, finding.Phrase ?? finding.Message);

    /// <summary>Reads a baseline; null after a finding.</summary>
    public static Baseline? Read(SourceFile file, DiagnosticBag problems)
    {
        try
        {
            using var json = JsonDocument.Parse(file.Bytes);
            if (json.RootElement.GetProperty("baseline").GetInt32() != 1)
            {
                return Malformed(file, problems, "its format is one that this version does not know");
            }

            var entries = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var entry in json.RootElement.GetProperty("findings").EnumerateArray())
            {
                var key = string.Join(Separator, Text(entry, "code"), Text(entry, "at"), Text(entry, "text"));
                entries[key] = entries.GetValueOrDefault(key) + entry.GetProperty("count").GetInt32();
            }

            return new Baseline(file.Path, entries);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return Malformed(file, problems, "it is not of the form that --update-baseline writes");
        }

        static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString() ?? "";
    }

    /// <summary>The text of a baseline that knows these findings, in an order that is easy to merge.</summary>
    public static string Write(IEnumerable<Diagnostic> findings) => Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("baseline", 1);
        json.WriteStartArray("findings");
        foreach (var known in findings.GroupBy(KeyOf).OrderBy(g => g.First().Address ?? g.First().Span.File, StringComparer.Ordinal).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            var finding = known.First();
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("at", finding.Address ?? finding.Span.File);
            json.WriteString("text", finding.Phrase ?? finding.Message);
            json.WriteNumber("count", known.Count());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static Baseline? Malformed(SourceFile file, DiagnosticBag problems, string what)
    {
        problems.Add(RuleProblems.BaselineForm.At(SourceSpan.Whole(file.Path), $"this baseline cannot be read: {what}", "make it anew with --update-baseline"));
        return null;
    }
}

/// <summary>Takes out findings that a baseline knows. Not for several threads.</summary>
public sealed class BaselineSieve(Baseline baseline)
{
    private readonly Dictionary<string, int> left = new(baseline.Entries, StringComparer.Ordinal);

    /// <summary>How many findings were known.</summary>
    public int Known { get; private set; }

    /// <summary>Whether a finding is known; each entry knows as many as it counts.</summary>
    public bool Knows(Diagnostic finding)
    {
        var key = Baseline.KeyOf(finding);
        if (left.GetValueOrDefault(key) == 0)
        {
            return false;
        }

        left[key]--;
        Known++;
        return true;
    }

    /// <summary>A finding for each entry that knew nothing.</summary>
    public IEnumerable<Diagnostic> Gone() =>
        left.Where(e => e.Value > 0).OrderBy(e => e.Key, StringComparer.Ordinal).Select(e =>
        {
            var parts = e.Key.Split(Baseline.Separator);
            return RuleProblems.BaselineGone.At(
                SourceSpan.Whole(baseline.File), $"{parts[0]} “{parts[2]}” in {parts[1]} no longer occurs{(e.Value > 1 ? $" ({e.Value} times)" : "")}", "run again with --update-baseline to take it out");
        });
}
