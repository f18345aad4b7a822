using Upstander.Binding;
using Upstander.Checking;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Publishing;
using Upstander.Workspaces;

namespace Upstander.BrowserTests;

/// <summary>The lessons of this repository, compiled into a folder of its own.</summary>
internal sealed class Site : IDisposable
{
    private readonly DirectoryInfo folder;

    private Site(DirectoryInfo folder, string root, Course course, IReadOnlyList<SitePage> pages) => (this.folder, Root, Course, Pages) = (folder, root, course, pages);

    /// <summary>The output folder, with one folder for each audience.</summary>
    public string Root { get; }

    public Course Course { get; }

    /// <summary>Every page that a browser shows: reading pages and pages to print.</summary>
    public IReadOnlyList<SitePage> Pages { get; }

    /// <summary>The pages of the course and of a lesson of each band, of each sensitivity, which hold every kind of page: for tests that take long on each.</summary>
    public IEnumerable<SitePage> OfSome => Pages.Where(p => p.Lesson is null || Some.Contains(p.Lesson));

    private static readonly string[] Some = ["ask-wait-listen", "how-consent-works", "a-clear-yes", "everyone-counts"];

    /// <summary>One page of each document and kind of handout, for each audience: for what all of them have from the same template.</summary>
    public IEnumerable<SitePage> OfEachKind => Pages.DistinctBy(p => (p.Audience, p.Document, p.Kind));

    public IEnumerable<SitePage> Reading => Pages.Where(p => !p.IsPrint);

    public IEnumerable<SitePage> Printing => Pages.Where(p => p.IsPrint);

    /// <summary>The page of a document, of a lesson where it has one.</summary>
    public SitePage Page(string audience, string document, string? lesson = null) =>
        Pages.Single(p => p.Audience == audience && p.Document == document && p.Lesson == lesson);

    public static Site Compile(string? paper = null)
    {
        var tool = ToolFiles.Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("The repository is not found.");
        var folder = Directory.CreateTempSubdirectory("upstander-browser-");
        var source = Path.Combine(tool, "lessons");
        if (paper is not null)
        {
            source = Copy(source, Path.Combine(folder.FullName, "source"));
            var curriculum = Path.Combine(source, "curriculum.yaml");
            File.WriteAllText(curriculum, File.ReadAllText(curriculum).Replace("paper: letter", $"paper: {paper}", StringComparison.Ordinal));
        }

        return Compile(folder, source, tool, r => r);
    }

    /// <summary>The lessons with a brand: what <paramref name="brand"/> makes of the findings about another one, so that a test can take what they offer.</summary>
    public static Site OfBrand(string refused, Func<IReadOnlyList<Diagnostic>, string> brand)
    {
        var tool = ToolFiles.Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("The repository is not found.");
        var folder = Directory.CreateTempSubdirectory("upstander-brand-");
        var source = Copy(Path.Combine(tool, "lessons"), Path.Combine(folder.FullName, "source"));
        var curriculum = Path.Combine(source, "curriculum.yaml");
        File.WriteAllText(curriculum, File.ReadAllText(curriculum).Replace("A free course", "[A free course](https://example.org)", StringComparison.Ordinal));
        var file = Path.Combine(source, "brand.yaml");
        File.WriteAllText(file, refused);
        var problems = new DiagnosticBag();
        Compiler.Compile(new CompileRequest(source, tool) { Today = new DateOnly(2026, 11, 1), Rules = new RuleChoice(["AC005"], []), Part = new CourseChoice([], ["a-clear-yes"]) }, problems, progress: null, CancellationToken.None);
        File.WriteAllText(file, brand(problems.Sorted()));
        return Compile(folder, source, tool, r => r with { Part = new CourseChoice([], ["a-clear-yes"]) });
    }

    /// <summary>Three of the lessons as if they were written in another language.</summary>
    public static Site OfLanguage(string language)
    {
        var tool = ToolFiles.Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("The repository is not found.");
        var folder = Directory.CreateTempSubdirectory("upstander-language-");
        var source = Copy(Path.Combine(tool, "lessons"), Path.Combine(folder.FullName, "source"));
        var curriculum = Path.Combine(source, "curriculum.yaml");
        File.WriteAllText(curriculum, File.ReadAllText(curriculum).Replace("language: en-US", $"language: {language}", StringComparison.Ordinal));
        return Compile(folder, source, tool, r => r with { Rules = RuleChoice.None, Part = new CourseChoice([], Some) });
    }

    /// <summary>Texts as long as the format allows, for what is cut and hung up.</summary>
    public static Site OfExtremes(string paper)
    {
        var tool = ToolFiles.Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("The repository is not found.");
        var folder = Directory.CreateTempSubdirectory("upstander-extremes-");
        var source = Path.Combine(folder.FullName, "source");
        Extremes.Write(source);
        return Compile(folder, source, tool, r => r with { Paper = paper, Rules = RuleChoice.None, Choice = new PageChoice([], ["learner", "facilitator"], ["handout", "poster-large", "support-card"], ["print"]) });
    }

    private static Site Compile(DirectoryInfo folder, string source, string tool, Func<CompileRequest, CompileRequest> change)
    {
        var problems = new DiagnosticBag();
        var root = Path.Combine(folder.FullName, "out");
        var request = change(new CompileRequest(source, tool) { OutputFolder = root, Today = new DateOnly(2026, 11, 1) });
        var result = Compiler.Compile(request, problems, progress: null, CancellationToken.None);
        if (result is not { Outcome: Outcome.Published, Course: { } course, Pages: { } plan })
        {
            throw new InvalidOperationException($"The lessons do not compile:\n{string.Join('\n', problems.Sorted())}");
        }

        var pages = plan.All(course)
            .Where(p => p.Source is null && p.Document.Format is "html" or "print" && request.Choice.Wants(p))
            .Select(p => new SitePage(root, p, p.LessonId is { } id ? course.Lesson(id) : null))
            .OrderBy(p => p.Path, StringComparer.Ordinal);
        return new Site(folder, root, course, [.. pages]) { Planned = [.. plan.All(course)] };
    }

    /// <summary>Every page of the plan, those without a browser's format too.</summary>
    public IReadOnlyList<Page> Planned { get; private init; } = [];

    public void Dispose() => folder.Delete(recursive: true);

    private static string Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return to;
    }
}

/// <summary>One page of a site.</summary>
internal sealed class SitePage(string root, Page page, LessonSummary? lesson)
{
    public string Path => page.OutputPath;

    public string Audience => For.NameOf(page.Audience);

    public string Document => page.Document.Id;

    public bool IsPrint => page.Document.Format == "print";

    public string? Lesson => page.LessonId;

    public string? Unit => page.UnitId;

    public string? Kind => lesson?.Handouts.FirstOrDefault(h => h.Id == page.HandoutId)?.Kind;

    public string? Handout => page.HandoutId;

    public int? Sensitivity => lesson?.Card.Sensitivity;

    public string File => System.IO.Path.GetFullPath(System.IO.Path.Combine(root, Path));

    /// <summary>The folder of its audience: what a publisher would upload.</summary>
    public string Folder => System.IO.Path.Combine(root, Audience);

    public string Url => new Uri(File).AbsoluteUri;

    public override string ToString() => Path;
}
