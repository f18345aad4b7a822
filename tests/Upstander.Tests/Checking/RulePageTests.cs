using System.Text.RegularExpressions;
using Upstander.Checking;
using Upstander.Diagnostics;

namespace Upstander.Tests.Checking;

/// <summary>
/// The page of a rule is its test. Below "Flagged" and "Accepted" stand examples: fences that say what to change in the small project of the
/// tests, and for what is flagged the exact findings.
/// <list type="bullet">
/// <item><c>yaml lesson</c>: keys at the top level of the lesson; one that is there is replaced. <c># without key</c> takes one away.</item>
/// <item><c>yaml lesson other</c>: a second lesson, the same but for these keys. <c>yaml unit</c>, <c>yaml curriculum</c>, <c>yaml resources</c>: likewise.</item>
/// <item><c>yaml brand</c>: the whole file. <c>template html/home.html.scriban</c>: a template of the project.</item>
/// </list>
/// </summary>
public sealed partial class RulePageTests
{
    public static TheoryData<string> Codes => [.. RuleCatalogue.Structural.Select(r => r.Info.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void What_a_page_shows_is_what_its_rule_does(string code)
    {
        var rule = RuleCatalogue.Structural.Single(r => r.Info.Code == code);
        var examples = ExamplesOf(rule.Body()).ToList();

        Assert.Contains(examples, e => e.Expected is not null);
        Assert.Contains(examples, e => e.Expected is null);
        foreach (var example in examples)
        {
            using var project = new Project();
            foreach (var (info, text) in example.Changes)
            {
                Apply(project, info, text);
            }

            var problems = new DiagnosticBag();
            Compiler.Compile(project.Request with { Rules = new RuleChoice([code], []) }, problems, null, TestContext.Current.CancellationToken);
            var findings = problems.Sorted();


            // Templates of a few lines link to what the rest of a page would have.
            Assert.Equal([], findings.Where(f => f.Severity == Severity.Error && f.Code.StartsWith("UP", StringComparison.Ordinal) && !f.Code.StartsWith("UP162", StringComparison.Ordinal)).Select(f => f.ToString()));
            Assert.Equal(example.Expected ?? "", string.Join('\n', findings.Where(f => f.Code == code).Select(f => Shown(f, project))));
        }
    }

    [Fact]
    public void Rules_are_listed_in_order_of_their_codes_and_none_twice()
    {
        var codes = RuleCatalogue.Structural.Select(r => r.Info.Code).ToList();

        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), codes);
    }

    /// <summary>A finding as pages show it: its address instead of file and line, and the line it points at with a caret below.</summary>
    private static string Shown(Diagnostic finding, Project project)
    {
        var head = $"{finding.Severity.ToString().ToLowerInvariant()} {finding.Code} at {finding.Address}: {finding.Message}";
        var name = project.Told(finding.Span.File);
        if (finding.Span.Line == 0 || !File.Exists(Path.Combine(project.Folder, name)))
        {
            return head;
        }

        var line = project.Text(name).Split('\n')[finding.Span.Line - 1];
        var end = finding.Span.EndLine > finding.Span.Line ? line.Length + 1 : finding.Span.EndColumn;
        return $"{head}\n{line}\n{new string(' ', finding.Span.Column - 1)}{new string('^', Math.Max(1, end - finding.Span.Column))}";
    }

    private static IEnumerable<Example> ExamplesOf(string body)
    {
        var flagged = false;
        var changes = new List<(string, string)>();
        foreach (Match part in Part().Matches(body))
        {
            if (part.Groups["heading"] is { Success: true } heading)
            {
                if (!flagged && changes.Count > 0)
                {
                    yield return new Example([.. changes], null);
                }

                changes.Clear();
                flagged = heading.Value == "Flagged";
                continue;
            }

            var (info, text) = (part.Groups["info"].Value, part.Groups["text"].Value.TrimEnd('\n'));
            if (info == "text")
            {
                yield return new Example([.. changes], text);
                changes.Clear();
            }
            else if (!info.StartsWith("yaml example", StringComparison.Ordinal))
            {
                // Among accepted examples, a new one begins where a file is changed again.
                if (!flagged && changes.Any(c => c.Item1 == info))
                {
                    yield return new Example([.. changes], null);
                    changes.Clear();
                }

                changes.Add((info, text));
            }
        }

        if (!flagged && changes.Count > 0)
        {
            yield return new Example([.. changes], null);
        }
    }

    private static void Apply(Project project, string info, string text)
    {
        switch (info.Split(' '))
        {
            case ["yaml", "lesson"]:
                Merge(project, "asking-first.yaml", text);
                break;
            case ["yaml", "lesson", var other]:
                project.AddLesson(other);
                Merge(project, $"{other}.yaml", text);
                break;
            case ["yaml", "unit"]:
                if (!File.Exists(Path.Combine(project.Folder, "first-unit.yaml")))
                {
                    project.AddUnit();
                }

                Merge(project, "first-unit.yaml", text);
                break;
            case ["yaml", "curriculum"]:
                Merge(project, "curriculum.yaml", text);
                break;
            case ["yaml", "resources"]:
                Merge(project, "resources.yaml", text);
                break;
            case ["yaml", "brand"]:
                project.Write("brand.yaml", text + "\n");
                break;
            case ["template", var name]:
                project.Write($"templates/{name}", text + "\n");
                break;
            default:
                Assert.Fail($"no test knows the fence '{info}'");
                break;
        }
    }

    /// <summary>Puts top-level keys in place of those of the same name, or at the end.</summary>
    private static void Merge(Project project, string name, string keys)
    {
        var file = Blocks(project.Text(name));
        foreach (var (key, lines) in Blocks(keys))
        {
            var at = file.FindIndex(b => b.Key == key);
            if (at >= 0 && lines.Length == 0)
            {
                file.RemoveAt(at);
            }
            else if (at >= 0)
            {
                file[at] = (key, lines);
            }
            else if (lines.Length > 0)
            {
                file.Add((key, lines));
            }
        }

        project.Write(name, string.Concat(file.Select(b => b.Lines)));
    }

    private static List<(string Key, string Lines)> Blocks(string yaml)
    {
        var blocks = new List<(string Key, string Lines)>();
        foreach (var line in yaml.TrimEnd('\n').Split('\n'))
        {
            if (Without().Match(line) is { Success: true } without)
            {
                blocks.Add((without.Groups[1].Value, ""));
            }
            else if (TopKey().Match(line) is { Success: true } key)
            {
                blocks.Add((key.Groups[1].Value, line + "\n"));
            }
            else if (blocks.Count > 0)
            {
                blocks[^1] = (blocks[^1].Key, blocks[^1].Lines + line + "\n");
            }
        }

        return blocks;
    }

    private sealed record Example(IReadOnlyList<(string Info, string Text)> Changes, string? Expected);

    [GeneratedRegex(@"^## (?<heading>[^\n]+)$|^```(?<info>[^\n]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex(@"^([a-z_]+):")]
    private static partial Regex TopKey();

    [GeneratedRegex(@"^# without ([a-z_]+)$")]
    private static partial Regex Without();
}
