using System.Diagnostics;
using System.Text.RegularExpressions;
using Upstander.Cli;
using YamlDotNet.RepresentationModel;

namespace Upstander.Tests.Cli;

/// <summary>The action and what the docs say about publishing: read as a code host reads them, and run as it runs them.</summary>
public sealed partial class PublishingWorkflowTests
{
    private static string Docs => File.ReadAllText(Path.Combine(Repository.Root, "docs", "ci.md"));

    private static string LargeCourses => File.ReadAllText(Path.Combine(Repository.Root, "docs", "large-courses.md"));

    private static YamlMappingNode Action => Yaml(File.ReadAllText(Path.Combine(Repository.Root, "action.yml")));

    [Fact]
    public void Nothing_from_outside_becomes_part_of_a_script()
    {
        foreach (var step in Steps())
        {
            if (Text(step, "run") is { } script)
            {
                Assert.DoesNotContain("${{", script, StringComparison.Ordinal);
                Assert.Equal("bash", Text(step, "shell"));
            }

            if (Text(step, "uses") is { } used)
            {
                Assert.Matches(@"^[a-z-]+/[a-z/-]+@v\d+$", used);
            }
        }
    }

    [Fact]
    public void Every_setting_of_the_action_is_used_and_told()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "action.yml"));
        foreach (var input in ((YamlMappingNode)Action["inputs"]).Children.Keys.Select(k => ((YamlScalarNode)k).Value!))
        {
            Assert.Contains($"inputs.{input}", text, StringComparison.Ordinal);
            Assert.Contains($"`{input}`", Docs, StringComparison.Ordinal);
        }

        foreach (Match used in Inputs().Matches(text))
        {
            Assert.True(((YamlMappingNode)Action["inputs"]).Children.ContainsKey(used.Groups[1].Value), used.Value);
        }
    }

    [Fact]
    public void The_workflows_of_the_docs_are_yaml_and_give_settings_that_there_are()
    {
        var blocks = Blocks().Matches(Docs).Where(b => b.Groups[1].Value == "yaml").Select(b => Yaml(b.Groups[2].Value)).ToList();
        Assert.Equal(3, blocks.Count);
        var inputs = ((YamlMappingNode)Action["inputs"]).Children;
        foreach (var step in blocks.SelectMany(b => b.AllNodes).OfType<YamlMappingNode>().Where(n => n.Children.ContainsKey("uses") && n.Children.ContainsKey("with")))
        {
            Assert.All(((YamlMappingNode)step["with"]).Children.Keys, key => Assert.Contains(key, inputs.Keys));
        }

        Assert.DoesNotContain(blocks.SelectMany(b => b.AllNodes).OfType<YamlMappingNode>(), n => n.Children.ContainsKey("pull_request_target"));
    }

    [Fact]
    public void The_jobs_of_the_docs_for_many_machines_are_yaml()
    {
        var blocks = Blocks().Matches(LargeCourses).Where(b => b.Groups[1].Value == "yaml").ToList();
        Assert.Equal(3, blocks.Count);
        var job = Yaml(blocks[2].Groups[2].Value);
        Assert.Equal("Indexed", ((YamlScalarNode)job["spec"]["completionMode"]).Value);
        Assert.Contains(Yaml(blocks[1].Groups[2].Value).AllNodes.OfType<YamlScalarNode>(), n => n.Value?.Contains("--merge", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Every_command_of_the_docs_is_one()
    {
        var commands = Commands().Matches(Docs).Select(m => m.Groups[1].Value).ToList();
        Assert.InRange(commands.Count, 7, 30);
        var parts = Lines().Matches(LargeCourses.Replace("${{ matrix.part }}", "1", StringComparison.Ordinal).Replace("$((JOB_COMPLETION_INDEX + 1))", "1", StringComparison.Ordinal)).Select(m => m.Groups[1].Value).ToList();
        Assert.InRange(parts.Count, 8, 30);
        commands.AddRange(parts);
        foreach (var command in commands)
        {
            var words = command.Split('>')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(CommandLine.Root(new Terminal(TextWriter.Null, TextWriter.Null)).Parse(words).Errors.Count == 0, command);
        }
    }

    [Fact]
    public void The_action_runs_as_a_code_host_runs_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("the scripts are for bash");
            return;
        }

        using var project = new Project();
        var repository = Path.Combine(Path.GetDirectoryName(project.Folder)!, "repository");
        Assert.Equal(0, Command.Run("new", repository, "--blank").Exit);
        var lesson = Path.Combine(repository, "first-lesson.yaml");
        var runner = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(repository)!, "runner")).FullName;
        Git(repository, "init", "--quiet");
        Git(repository, "add", "-A");
        Git(repository, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "first");
        var first = Git(repository, "rev-parse", "HEAD").Trim();
        var written = File.ReadAllText(lesson);
        File.WriteAllText(lesson, written.Replace("\nsummary: ", "\nsummary: \"Some people say she had it coming.\" # ", StringComparison.Ordinal));

        // In place of the step that installs: the tool as it was built for these tests.
        Directory.CreateDirectory(Path.Combine(runner, "upstander"));
        var tool = Path.Combine(runner, "upstander", "upstander");
        File.WriteAllText(tool, $"#!/bin/sh\nexec dotnet \"{typeof(CommandLine).Assembly.Location}\" \"$@\"\n");
        File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var variables = new Dictionary<string, string>
        {
            ["RUNNER_TEMP"] = runner,
            ["GITHUB_STEP_SUMMARY"] = Path.Combine(runner, "summary.md"),
            ["GITHUB_OUTPUT"] = Path.Combine(runner, "output"),
            ["CURRICULUM"] = ".",
            ["STRICT"] = "true",
            ["LOCKED"] = "false",
            ["BASE"] = first,
            ["OUTPUT"] = Path.Combine(runner, "site"),
            ["AUDIENCE"] = "learner,family",
            ["FORMAT"] = "html",
            ["STATUS"] = "1",
        };

        // A finding: told everywhere, and the job fails at its end and not before.
        Assert.Equal(0, Bash("Check", repository, variables, out var annotations));
        Assert.Contains("::warning file=first-lesson.yaml,line=5", annotations, StringComparison.Ordinal);
        Assert.Contains("status=1\n", File.ReadAllText(variables["GITHUB_OUTPUT"]), StringComparison.Ordinal);
        Assert.Contains("VB002", File.ReadAllText(Path.Combine(runner, "upstander.sarif")), StringComparison.Ordinal);
        Assert.Equal(0, Bash("Tell what has changed", repository, variables, out _));
        var summary = File.ReadAllText(variables["GITHUB_STEP_SUMMARY"]);
        Assert.Contains("# Checked", summary, StringComparison.Ordinal);
        Assert.Contains("- summary\n\n<details><summary>summary</summary>", summary, StringComparison.Ordinal);
        Assert.Equal(1, Bash("Fail where the check failed", repository, variables, out _));

        // A lesson in draft may say things badly: without 'strict' it builds. What was there before is replaced.
        variables["STRICT"] = "false";
        Assert.Equal(0, Bash("Check", repository, variables, out _));
        Assert.EndsWith($"status=0\nfindings={runner}/upstander.sarif\n", File.ReadAllText(variables["GITHUB_OUTPUT"]), StringComparison.Ordinal);
        Assert.True(Bash("Build", repository, variables, out var built) == 0, built);
        Assert.True(File.Exists(Path.Combine(runner, "site", "learner", "first-lesson", "index.html")));
        Assert.False(Directory.Exists(Path.Combine(runner, "site", "facilitator")));

        // Somebody who opens the address sees something.
        Assert.EndsWith($"site={runner}/site\n", File.ReadAllText(variables["GITHUB_OUTPUT"]), StringComparison.Ordinal);
        Assert.Contains("learner/index.html", File.ReadAllText(Path.Combine(runner, "site", "index.html")), StringComparison.Ordinal);
        variables["AUDIENCE"] = "learner";
        Assert.Equal(0, Bash("Build", repository, variables, out _));
        Assert.EndsWith($"site={runner}/site/learner\n", File.ReadAllText(variables["GITHUB_OUTPUT"]), StringComparison.Ordinal);
    }

    private static IEnumerable<YamlMappingNode> Steps() => ((YamlSequenceNode)Action["runs"]["steps"]).Children.Cast<YamlMappingNode>();

    private static string? Text(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;

    private static YamlMappingNode Yaml(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static int Bash(string step, string folder, Dictionary<string, string> variables, out string output)
    {
        var script = Path.Combine(variables["RUNNER_TEMP"], "step.sh");
        File.WriteAllText(script, Text(Steps().Single(s => Text(s, "name") == step), "run"));
        return Start("bash", folder, variables, ["--noprofile", "--norc", script], out output);
    }

    private static string Git(string folder, params string[] args)
    {
        Assert.Equal(0, Start("git", folder, [], args, out var output));
        return output;
    }

    private static int Start(string program, string folder, Dictionary<string, string> variables, string[] args, out string output)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        output += errors.GetAwaiter().GetResult();
        return process.ExitCode;
    }

    [GeneratedRegex(@"inputs\.([a-z]+)")]
    private static partial Regex Inputs();

    [GeneratedRegex(@"(?<=\n)```([a-z]+)\n(.*?)\n```\n", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^(?: *- (?:run: )?)?upstander ([^`\n]+)$", RegexOptions.Multiline)]
    private static partial Regex Lines();

    [GeneratedRegex(@"(?:tool/upstander|`upstander) ([^`\n]+)")]
    private static partial Regex Commands();
}
