using System.Text;
using Upstander.Checking;
using Upstander.Checking.Language;
using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Tests;

/// <summary>
/// A curriculum in a temporary folder: three small files that are well, of which a test changes what it is about. Findings and
/// outputs are told without the folder's own path.
/// </summary>
internal sealed class Project : IDisposable
{
    public const string Curriculum = """
        curriculum: 1
        id: test-course
        title: Test course
        summary: A course for tests.
        version: 1.0.0
        license: CC-BY-4.0
        authors: [Test authors]
        language: en-US
        region: US

        """;

    public const string Lesson = """
        lesson: 1
        title: Asking first
        summary: Learners ask before they borrow.
        version: 1.0.0
        status: review
        license: CC-BY-4.0
        authors: [Test authors]
        band: g68
        ages: { min: 11, max: 14 }
        sensitivity: 1
        duration: 20
        objectives:
          - { id: ask, text: Ask before borrowing., domain: skill }
        facilitator:
          background: Know the group.
          preparation: [Read the lesson.]
        materials:
          - { item: Pencils, quantity: 1, per: learner }
        activities:
          - id: opening
            title: A question
            phase: opening
            minutes: { min: 3, typical: 5, max: 6 }
            core: true
            method: discussion
          - id: practice
            title: Ask and answer
            phase: practice
            minutes: { min: 8, typical: 10, max: 12 }
            core: true
            method: role_play
          - id: closing
            title: What we will do
            phase: closing
            minutes: { min: 4, typical: 5, max: 7 }
            core: true
            method: writing
        call_to_action:
          - { verb: ask, text: Ask before you borrow., actor: learners, when: this week, how_we_know: By show of thumbs. }
        assessment:
          baseline: How do you know a yes?
        resources: [us-help]

        """;

    public const string Resources = """
        resources: 1
        services:
          - id: us-help
            name: Help line
            country: US
            channels:
              - { kind: phone, number: 800-555-0100 }
            verified_on: 2026-09-01

        """;

    /// <summary>A unit that holds the lesson; the curriculum must list it.</summary>
    public const string Unit = """
        unit: 1
        title: First unit
        summary: One short lesson.
        band: g68
        lessons: [asking-first]

        """;

    public static readonly DateOnly Today = new(2026, 11, 24);

    private readonly string root = Path.Combine(Path.GetTempPath(), "upstander-tests-" + Path.GetRandomFileName());

    public Project()
    {
        Write("curriculum.yaml", Curriculum);
        Write("asking-first.yaml", Lesson);
        Write("resources.yaml", Resources);
    }

    /// <summary>The repository's templates and standards.</summary>
    public static string ToolFolder { get; } = ToolFiles.Find(AppContext.BaseDirectory)!;

    /// <summary>The folder of the curriculum.</summary>
    public string Folder => Path.Combine(root, "course");

    /// <summary>A folder beside it to publish into.</summary>
    public string Output => Path.Combine(root, "out");

    public string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public Project Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public Project Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return this;
    }

    public Project Remove(string name)
    {
        File.Delete(Path.Combine(Folder, name));
        return this;
    }

    /// <summary>Puts one text in place of another that stands exactly once in a file.</summary>
    public Project Change(string name, string from, string to)
    {
        var parts = Text(name).Split(from);
        Assert.True(parts.Length == 2, $"'{from}' stands {parts.Length - 1} times in {name}");
        return Write(name, string.Join(to, parts));
    }

    public Project ChangeLesson(string from, string to) => Change("asking-first.yaml", from, to);

    /// <summary>Adds lines at the end of the lesson.</summary>
    public Project AddToLesson(string lines) => Write("asking-first.yaml", Text("asking-first.yaml") + lines + "\n");

    /// <summary>Another lesson, the same but for its name and title.</summary>
    public Project AddLesson(string id, string extra = "") =>
        Write($"{id}.yaml", Lesson.Replace("title: Asking first", $"title: Lesson {id}", StringComparison.Ordinal) + extra);

    /// <summary>Puts the lessons into a unit that the curriculum lists.</summary>
    public Project AddUnit(string lessons = "[asking-first]") =>
        Write("first-unit.yaml", Unit.Replace("[asking-first]", lessons, StringComparison.Ordinal))
            .Write("curriculum.yaml", Text("curriculum.yaml") + "units: [first-unit]\n");

    /// <summary>What the compiler reports, without making a page where reading has errors.</summary>
    public IReadOnlyList<string> Findings(DateOnly? today = null)
    {
        var problems = new DiagnosticBag();
        Compiler.Compile(Request with { Today = today ?? Today }, problems, null, CancellationToken.None);
        return Told(problems);
    }

    /// <summary>The course as it is read; what is wrong with it is not looked at.</summary>
    public Survey Survey(Func<CompileRequest, CompileRequest>? change = null) =>
        Compiler.Survey(change?.Invoke(Request) ?? Request, new DiagnosticBag(), CancellationToken.None)!;

    /// <summary>
    /// A request without rules about lessons, units and pages: three small files cannot be a good curriculum, and most tests are about other things.
    /// </summary>
    public CompileRequest Request => new(Folder, ToolFolder) { Today = Today, Rules = new RuleChoice([], StructuralGroups), ShippedRules = ShippedRules };

    /// <summary>The tool's language rules, read once for all tests.</summary>
    public static RuleLibrary ShippedRules { get; } = ReadRules();

    /// <summary>The letters of rules in C#.</summary>
    public static string[] StructuralGroups { get; } = [.. RuleCatalogue.Structural.Select(r => r.Info.Code)];

    /// <summary>Builds into <see cref="Output"/>.</summary>
    public BuildResult Build(Func<CompileRequest, CompileRequest>? change = null)
    {
        var problems = new DiagnosticBag();
        var request = Request with { OutputFolder = Output };
        var result = Compiler.Compile(change?.Invoke(request) ?? request, problems, null, TestContext.Current.CancellationToken);
        return new BuildResult(result, Told(problems), Files());
    }

    /// <summary>Builds what must have no findings.</summary>
    public IReadOnlyDictionary<string, string> Pages(Func<CompileRequest, CompileRequest>? change = null)
    {
        var built = Build(change);
        Assert.Equal([], built.Findings);
        return built.Files;
    }

    /// <summary>What was published, by path, without the tool's own records.</summary>
    public SortedDictionary<string, string> Files()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.Exists(Output) ? Directory.EnumerateFiles(Output, "*", SearchOption.AllDirectories) : [])
        {
            var name = Path.GetRelativePath(Output, file).Replace('\\', '/');
            if (name[0] != '.')
            {
                files[name] = File.ReadAllText(file);
            }
        }

        return files;
    }

    /// <summary>A text without the paths of this machine.</summary>
    public string Told(string text) => text.Replace(Folder + "/", "", StringComparison.Ordinal).Replace(Folder, ".", StringComparison.Ordinal).Replace(Output, "OUT", StringComparison.Ordinal);

    public void Dispose()
    {
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static RuleLibrary ReadRules()
    {
        var problems = new DiagnosticBag();
        return RuleLibrary.Read(Workspace.ToolRules(ToolFolder, problems).Select(f => Workspace.Read(f, problems)).OfType<SourceFile>(), problems);
    }

    private IReadOnlyList<string> Told(DiagnosticBag problems) => [.. problems.Sorted().Select(p => Told(p.ToString()))];
}

/// <summary>How a build of a <see cref="Project"/> ended.</summary>
internal sealed record BuildResult(CompileResult Result, IReadOnlyList<string> Findings, IReadOnlyDictionary<string, string> Files);
