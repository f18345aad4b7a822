using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Upstander.Diagnostics;

namespace Upstander.Checking.Reports;

/// <summary>Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read.</summary>
public static class SarifReport
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>One run with its rules, their help, and a result for each finding; accepted findings are results with a suppression.</summary>
    public static string Write(ReportContent content) => Json.Write(json =>
    {
        List<string> codes = [.. content.Findings.Concat(content.Suppressed.Select(s => s.Finding)).Select(f => f.Code).Distinct().Order(StringComparer.Ordinal)];
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "upstander");
        json.WriteString("semanticVersion", content.Version);
        json.WriteStartArray("rules");
        foreach (var code in codes)
        {
            WriteRule(json, code, content.Catalogue.Find(code));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var finding in content.Findings)
        {
            WriteResult(json, finding, codes.IndexOf(finding.Code), null);
        }

        foreach (var (finding, allow) in content.Suppressed)
        {
            WriteResult(json, finding, codes.IndexOf(finding.Code), $"{allow.Reason} ({allow.Reviewer}, until {allow.Expires.Value:yyyy-MM-dd})");
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteRule(Utf8JsonWriter json, string code, RuleInfo? rule)
    {
        json.WriteStartObject();
        json.WriteString("id", code);
        if (rule is not null)
        {
            json.WriteString("name", Pascal(rule.Name));
            WriteText(json, "shortDescription", rule.Name.Replace('-', ' '));
            WriteText(json, "fullDescription", rule.Why);
            var page = rule.Page();
            json.WriteStartObject("help");
            json.WriteString("text", page);
            json.WriteString("markdown", page);
            json.WriteEndObject();
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.Severity));
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteStartArray("tags");
            json.WriteStringValue(rule.Group);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Diagnostic finding, int ruleIndex, string? justification)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Code);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", Level(finding.Severity));
        WriteText(json, "message", string.Join(' ', new[] { finding.Message + ".", finding.Why, finding.Hint }.Where(t => t is not null)));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri(finding.Span.File));
        json.WriteEndObject();
        if (finding.Span.Line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", finding.Span.Line);
            json.WriteNumber("startColumn", finding.Span.Column);
            json.WriteNumber("endLine", finding.Span.EndLine);
            json.WriteNumber("endColumn", finding.Span.EndColumn);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (finding.Address is { } address)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("fullyQualifiedName", address);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("finding/v1", Baseline.KeyOf(finding) is var key ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32] : "");
        json.WriteEndObject();
        if (justification is not null)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", "inSource");
            json.WriteString("justification", justification);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };

    private static string Pascal(string name) => string.Concat(name.Split('-').Select(w => w.Length == 0 ? "" : char.ToUpperInvariant(w[0]) + w[1..]));

    private static string Uri(string path) => string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString));
}
