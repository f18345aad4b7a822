using System.Text;
using Upstander.Checking;
using Upstander.Checking.Language;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Publishing;
using Upstander.Tests.Word;
using Upstander.Workspaces;

namespace Upstander.Tests.Leaks;

/// <summary>
/// Every free text of every format carries a mark; no output of an audience may hold the mark of a field that is not on that
/// audience's list. Case does not count: templates capitalize. Beside the documents of the tool, a probe of every format prints everything that its templates can reach.
/// </summary>
public sealed class LeakTests(LeakTests.Site site) : IClassFixture<LeakTests.Site>
{
    public static TheoryData<string> Audiences => ["learner", "family"];

    /// <summary>Fields that no page has a use for: they are read by checks and reports.</summary>
    private static readonly string[] NotPrinted = ["allow.", "people.gender_key", ".checks.", "scenarios.harm"];

    [Theory]
    [MemberData(nameof(Audiences))]
    public void No_output_holds_what_its_audience_may_not_see(string audience)
    {
        var hidden = site.Project.Marks.Except(site.Project.Seen(audience)).ToList();
        Assert.True(hidden.Count > 60, "the test has lost its marks");

        var leaks =
            from file in site.FilesOf(audience)
            from mark in hidden
            where file.Text.Contains(mark.Value, StringComparison.OrdinalIgnoreCase)
            select $"{mark.Key} in {file.Path}";

        Lists.AssertEmpty(leaks);
    }

    [Theory]
    [MemberData(nameof(Audiences))]
    public void Templates_can_reach_what_the_audience_may_see(string audience)
    {
        var all = string.Concat(site.FilesOf(audience).Select(f => f.Text));

        Lists.AssertEmpty(site.Project.Seen(audience).Where(m => !all.Contains(m.Value, StringComparison.OrdinalIgnoreCase)).Select(m => m.Key));
    }

    [Fact]
    public void Learners_find_every_field_of_theirs_on_a_page_and_in_the_Markdown()
    {
        var seen = site.Project.Seen("learner").Where(m => m.Key.StartsWith("lesson.", StringComparison.Ordinal)).ToList();

        foreach (var ending in (string[])[".html", ".md", ".docx"])
        {
            var all = string.Concat(site.FilesOf("learner").Where(f => f.Path.EndsWith(ending, StringComparison.Ordinal) && !f.Path.Contains("probe", StringComparison.Ordinal)).Select(f => f.Text));
            Lists.AssertEmpty(seen.Where(m => !all.Contains(m.Value, StringComparison.OrdinalIgnoreCase)).Select(m => $"{ending} {m.Key}"));
        }
    }

    [Fact]
    public void Facilitators_find_every_field_of_a_lesson_on_a_page_and_in_the_Markdown()
    {
        foreach (var ending in (string[])[".html", ".md", ".docx"])
        {
            var all = string.Concat(site.FilesOf("facilitator").Where(f => f.Path.EndsWith(ending, StringComparison.Ordinal) && !f.Path.Contains("probe", StringComparison.Ordinal)).Select(f => f.Text));
            Lists.AssertEmpty(site.Project.Marks
                .Where(m => m.Key.StartsWith("lesson.", StringComparison.Ordinal) && !NotPrinted.Any(n => m.Key.Contains(n, StringComparison.Ordinal)))
                .Where(m => !all.Contains(m.Value, StringComparison.OrdinalIgnoreCase))
                .Select(m => $"{ending} {m.Key}"));
        }
    }

    [Fact]
    public void Word_processor_files_with_every_field_are_valid() => Lists.AssertEmpty(site.WordFaults);

    /// <summary>The marked project, compiled once with a probe of every format for every audience.</summary>
    public sealed class Site : IDisposable
    {

        private readonly string folder = Directory.CreateTempSubdirectory("upstander-leaks-").FullName;
        private readonly List<(string Path, string Text)> files = [];
        private readonly List<string> wordFaults = [];

        public Site()
        {
            foreach (var (path, text) in Project.Files)
            {
                Write($"course/{path}", text);
            }

            Write("course/templates/documents.yaml", """
                documents: 1
                list:
                  - { id: probe-lesson, per: lesson, audience: [learner, facilitator, family], format: json, template: probe/lesson.scriban, path: "{{ lesson.id }}/probe.json" }
                  - { id: probe-handout, per: handout, audience: [learner, facilitator, family], format: json, template: probe/handout.scriban, path: "{{ lesson.id }}/{{ handout.id }}-probe.json" }
                  - { id: probe-unit, per: unit, audience: [learner, facilitator, family], format: json, template: probe/unit.scriban, path: "units/{{ unit.id }}-probe.json" }
                  - { id: probe-course, per: curriculum, audience: [learner, facilitator, family], format: json, template: probe/course.scriban, path: probe.json }
                """);
            Write("course/templates/probe/lesson.scriban", "{{ json lesson }}{{ json unit }}{{ json curriculum }}{{ json brand }}{{ json next_lesson }}");
            Write("course/templates/probe/handout.scriban", "{{ json handout }}{{ json lesson }}");
            Write("course/templates/probe/unit.scriban", "{{ json unit }}{{ json curriculum }}");
            Write("course/templates/probe/course.scriban", "{{ json curriculum }}{{ json credits }}{{ json services }}{{ json countries }}{{ json brand }}");
            var problems = new DiagnosticBag();
            var request = new CompileRequest(Path.Combine(folder, "course"), ToolFiles.Find(AppContext.BaseDirectory)!)
            {
                OutputFolder = Path.Combine(folder, "out"),
                Today = new DateOnly(2026, 9, 20),
                Choice = PageChoice.All with { Formats = [.. Lessons.Names.Formats, "docx"] },
                Rules = new RuleChoice([], Tests.Project.StructuralGroups),
            };
            var result = Compiler.Compile(request, problems, null, CancellationToken.None);
            Lists.AssertEmpty(problems.Sorted().Where(p => p.Code != RuleProblems.Unused.Code).Select(p => p.ToString().Replace(folder, "", StringComparison.Ordinal)));
            Assert.Equal(Outcome.Published, result.Outcome);
            foreach (var file in Directory.EnumerateFiles(request.OutputFolder, "*", SearchOption.AllDirectories))
            {
                var isWord = file.EndsWith(".docx", StringComparison.Ordinal);
                if (isWord)
                {
                    wordFaults.AddRange(WordFiles.Faults(File.ReadAllBytes(file)).Select(f => $"{Path.GetFileName(file)}: {f}"));
                }

                files.Add((Path.GetRelativePath(request.OutputFolder, file).Replace('\\', '/'), isWord ? WordFiles.Text(File.ReadAllBytes(file)) : File.ReadAllText(file)));
            }
        }

        internal MarkedProject Project { get; } = new();

        /// <summary>What is not valid about word processor files in which every field is filled in.</summary>
        public IReadOnlyList<string> WordFaults => wordFaults;

        public IEnumerable<(string Path, string Text)> FilesOf(string audience) => files.Where(f => f.Path.StartsWith(audience + "/", StringComparison.Ordinal));

        public void Dispose() => Directory.Delete(folder, recursive: true);

        private void Write(string path, string text)
        {
            var full = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text, new UTF8Encoding(false));
        }
    }
}
