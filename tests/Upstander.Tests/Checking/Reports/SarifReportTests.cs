using System.Text.Json;
using System.Text.RegularExpressions;
using Upstander.Checking.Reports;
using Upstander.Tests.Cli;

namespace Upstander.Tests.Checking.Reports;

/// <summary>Findings as SARIF: valid by the schema of the standard, and every region the words that the finding quotes.</summary>
public sealed partial class SarifReportTests
{
    private const string Words = "She had it coming";

    private static readonly Lazy<Task<NJsonSchema.JsonSchema>> Schema = new(() =>
        NJsonSchema.JsonSchema.FromJsonAsync(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Upstander.Tests", "Checking", "Reports", "sarif-schema-2.1.0.json"))));

    [Fact]
    public async Task A_report_without_findings_is_valid()
    {
        var report = Report([], []);

        Assert.Empty(await Faults(report));
    }

    [Fact]
    public async Task A_report_with_findings_of_every_kind_is_valid()
    {
        using var project = new Project();
        project.AddToLesson($$"""
            big_idea: "{{Words}}, some say. \"It was only a joke\", says Sam."
            space: They had it coming.
            allow:
              - { rule: VB002, at: asking-first/space, reason: "A test: a \"quotation\" & more.", reviewer: Sam Reader, expires: 2099-01-31 }
            """);
        project.AddUnit();
        project.Write("brand.yaml", "brand: 1\ncolors: { light: '#ffffff' }\n");
        project.Write("templates/html/parts/neighbors.html.scriban", "<img src=\"https://a.example/x.png\">\n");
        project.Write("with a blank & ü.yaml", Project.Lesson.Replace("title: Asking first", $"title: Other\nbig_idea: {Words}.", StringComparison.Ordinal));

        var report = Command.Run("check", project.Folder, "--today", "2026-11-24", "--report", "sarif").Out;
        using var json = JsonDocument.Parse(report);
        var results = json.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToList();

        Assert.Empty(await Faults(report));
        Assert.Contains(results, r => r.TryGetProperty("suppressions", out _));
        Assert.Equal(["error", "note", "warning"], results.Select(r => r.GetProperty("level").GetString()).Distinct().Order(StringComparer.Ordinal));
        Assert.True(results.Select(r => r.GetProperty("ruleId").GetString()).Distinct().Count() > 5);
    }

    [Fact]
    public async Task A_finding_about_a_file_as_a_whole_has_no_region()
    {
        using var project = new Project();
        project.Write("b.yaml", [0xff, 0xfe, 0xff]);

        var report = Command.On(project, "check", "--report", "sarif").Out;

        Assert.Empty(await Faults(report));
        Assert.Contains("b.yaml", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_refuses_what_is_no_report()
    {
        var report = Report([new("VB002", Diagnostics.Severity.Error, new Diagnostics.SourceSpan("a.yaml", 1, 1, 1, 2), "x")], []);

        Assert.Empty(await Faults(report));
        Assert.NotEmpty(await Faults(report.Replace("\"level\": \"error\"", "\"level\": \"bad\"", StringComparison.Ordinal)));
        Assert.NotEmpty(await Faults(report.Replace("\"startLine\": 1", "\"startLine\": 0", StringComparison.Ordinal)));
        Assert.NotEmpty(await Faults(report.Replace("\"ruleIndex\"", "\"ruleNumber\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_rule_is_named_once_and_results_point_at_it()
    {
        using var project = new Project();
        project.AddToLesson($"big_idea: {Words}. They asked for it.");
        using var json = JsonDocument.Parse(Command.On(project, "check", "--only", "VB", "--report", "sarif").Out);
        var run = json.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("id").GetString()).ToList();

        Assert.Equal(rules.Distinct().Order(StringComparer.Ordinal), rules);
        Assert.All(run.GetProperty("results").EnumerateArray(), r => Assert.Equal(r.GetProperty("ruleId").GetString(), rules[r.GetProperty("ruleIndex").GetInt32()]));
    }

    /// <summary>Every style of YAML, with line breaks that are folded away and characters of two units before the words.</summary>
    private static readonly string[] Texts =
    [
        "big_idea: Some say she had it coming, and others nod.",
        "big_idea: 'It''s often said: she had it coming, isn''t it?'",
        "big_idea: \"A \\\"quote\\\" \\u00fc: she had it coming, at \\t times.\"",
        "big_idea: |\n  First line.\n  Some say she had it coming.\n\n  Last.",
        "big_idea: >-\n  First line\n  goes on: she had it coming\n  and ends.",
        "big_idea: >-\n  First line, and she had\n  it coming, they say.",
        "big_idea: Some say she\n  had it coming, they\n  say.",
        "big_idea: \"Some say she \\\n  had it coming.\"",
        "big_idea: 'Some say she had\n\n  ok, she had it\n  coming.'",
        "big_idea: 😀 👩‍👩‍👧 some say she had it coming 😀.",
        "big_idea: \"\\U0001F600 😀 she had it coming\"",
        "big_idea: |\n  😀😀\n  😀 she had it coming",
        "big_idea: >\n  👩🏽‍🎓 e\u0301cole: she had\n  it coming",
    ];

    [Fact]
    public async Task A_region_is_the_words_that_the_finding_quotes()
    {
        using var project = new Project();
        foreach (var (lines, i) in Texts.Select((lines, i) => (lines, i)))
        {
            var lesson = Project.Lesson.Replace("title: Asking first", $"title: Lesson {i}", StringComparison.Ordinal) + lines + "\n";
            project.Write($"unix-{i:00}.yaml", lesson.ReplaceLineEndings("\n"));
            project.Write($"windows-{i:00}.yaml", lesson.ReplaceLineEndings("\r\n"));
        }

        var report = Command.On(project, "check", "--only", "VB002", "--report", "sarif").Out;
        using var json = JsonDocument.Parse(report);
        var places = json.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(r => (
            Quoted: Quoted().Match(r.GetProperty("message").GetProperty("text").GetString()!).Groups[1].Value,
            Place: r.GetProperty("locations")[0].GetProperty("physicalLocation"))).ToList();

        Assert.Empty(await Faults(report));
        Assert.Equal(2 * Texts.Length, places.Select(p => p.Place.GetProperty("artifactLocation").GetProperty("uri").GetString()).Distinct().Count());
        Assert.All(places, p =>
        {
            var text = project.Text(p.Place.GetProperty("artifactLocation").GetProperty("uri").GetString()!);

            Assert.Equal("had it coming", p.Quoted);
            Assert.Equal(p.Quoted, Blanks().Replace(In(text, p.Place.GetProperty("region")), " "));
        });
    }

    /// <summary>A region applied to a file as the standard says it: lines and columns from 1, columns in UTF-16 units, the end behind the last one.</summary>
    private static string In(string text, JsonElement region)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                starts.Add(i + 1);
            }
        }

        var from = starts[region.GetProperty("startLine").GetInt32() - 1] + region.GetProperty("startColumn").GetInt32() - 1;
        var to = starts[region.GetProperty("endLine").GetInt32() - 1] + region.GetProperty("endColumn").GetInt32() - 1;
        return text[from..to];
    }

    private static string Report(IReadOnlyList<Diagnostics.Diagnostic> findings, IReadOnlyList<Upstander.Checking.SuppressedFinding> suppressed)
    {
        var catalogue = new Upstander.Checking.RuleCatalogue(Upstander.Checking.Language.RuleLibrary.Read([], new Diagnostics.DiagnosticBag()));
        return SarifReport.Write(new ReportContent(findings, suppressed, 0, "a test", catalogue, "0.1.0"));
    }

    private static async Task<IReadOnlyList<string>> Faults(string report) => [.. (await Schema.Value).Validate(report).Select(e => $"{e.Path}: {e.Kind}")];

    [GeneratedRegex("“([^”]*)”")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"[\s\\]+")]
    private static partial Regex Blanks();
}
