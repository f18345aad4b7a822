using System.Text;
using Upstander.Checking.Language;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Overlays;
using Upstander.Overrides;
using Upstander.Pdf;
using Upstander.Rendering;
using Upstander.Workspaces;

namespace Upstander;

/// <summary>How something is that the doctor looked at, from well to broken.</summary>
public enum Health
{
    /// <summary>As it should be.</summary>
    Fine,

    /// <summary>Good to know; nobody has to do anything.</summary>
    Note,

    /// <summary>Somebody should look at it.</summary>
    Look,

    /// <summary>Something on this machine keeps the tool from working.</summary>
    Broken,
}

/// <summary>One thing that the doctor looked at.</summary>
/// <param name="Health">How it is.</param>
/// <param name="What">What it is, in a word or by its file.</param>
/// <param name="Says">What there is to say, in a sentence without a full stop.</param>
/// <param name="Hint">What to do, or null.</param>
public sealed record Sign(Health Health, string What, string Says, string? Hint = null)
{
    /// <summary>The template or style sheet that it is about; null for everything else.</summary>
    public Override? Override { get; init; }
}

/// <summary>Looks at what on a machine and in a project could bite, and changes nothing.</summary>
public static class Doctor
{
    private const string Reinstall = "install the tool again: dotnet tool update --global Upstander";
    private const string TokensName = "templates/assets/tokens.css";

    /// <summary>Whether the tool's own files are all there: every folder, and every template that its documents and templates name.</summary>
    public static IReadOnlyList<Sign> ExamineTool(string toolFolder, string version)
    {
        string[] folders = ["templates", "rules", "standards", "lessons", "schema", "starters"];
        var lost = folders.Where(f => !Directory.Exists(Path.Combine(toolFolder, f))).ToList();
        var problems = new DiagnosticBag();
        var files = Workspace.OfTool(toolFolder, problems).Select(f => (File: f, Source: Workspace.Read(f, problems))).Where(f => f.Source is not null).ToList();
        List<SourceFile> Of(WorkspaceFileKind kind) => [.. files.Where(f => f.File.Kind == kind).Select(f => f.Source!)];
        var templates = TemplateLibrary.Load(Of(WorkspaceFileKind.Template), problems);
        DocumentList.Read(Of(WorkspaceFileKind.TemplateData).Where(f => f.Name == "templates/documents.yaml"), templates, problems);
        RuleLibrary.Read(Of(WorkspaceFileKind.Rules), problems);
        var faults = problems.Sorted().Where(p => p.Severity == Severity.Error).Select(p => p.ToString()).ToList();
        return lost.Count + faults.Count == 0
            ? [new Sign(Health.Fine, "tool", $"upstander {version}; none of its own files is missing")]
            :
            [
                .. lost.Select(f => new Sign(Health.Broken, "tool", $"upstander {version} has lost its folder '{f}'", Reinstall)),
                .. faults.Take(5).Select(f => new Sign(Health.Broken, "tool", $"upstander {version} is damaged: {f}", Reinstall)),
            ];
    }

    /// <summary>Whether PDF can be made here, tried with one page, and with which fonts.</summary>
    /// <param name="search">The browser, or what is known about its absence.</param>
    /// <param name="request">The project, whose style sheet names the fonts.</param>
    /// <param name="isNeeded">Whether the project asks for PDF.</param>
    /// <param name="cancel">Stops the trial.</param>
    public static IReadOnlyList<Sign> ExamineBrowser(BrowserSearch search, CompileRequest request, bool isNeeded, CancellationToken cancel)
    {
        const string What = "browser for PDF";
        if (search.Missing is { } named)
        {
            return [new Sign(Health.Broken, What, $"there is no program '{named}', which {BrowserSearch.PathVariable} names", "correct the variable, or take it away to have one looked for")];
        }

        if (search.Found is not { } browser)
        {
            return
            [
                isNeeded
                    ? new Sign(Health.Broken, What, "there is none, and outputs of the curriculum ask for PDF", PdfProblems.BrowserHint)
                    : new Sign(Health.Note, What, "there is none: all but PDF can be made", PdfProblems.BrowserHint),
            ];
        }

        var problems = new DiagnosticBag();
        if (Tokens(request) is not { } tokens || BrowserTrial.Run(browser, tokens, problems, cancel) is not { } trial)
        {
            return
            [
                .. problems.Sorted().Select(p => new Sign(Health.Broken, What, $"{browser.Path}: {p.Message}", p.Hint)).DefaultIfEmpty(new Sign(Health.Broken, What, $"{browser.Path} did not print a page"))
            ];
        }

        List<Sign> signs = [new Sign(Health.Fine, What, $"{browser.Path}; it printed a page")];
        if (!browser.Sandboxed)
        {
            signs.Add(new Sign(
                Health.Note, What, $"it runs without its sandbox: {BrowserSearch.SandboxVariable} is off", "build only lessons and templates that you trust, or take the variable away"));
        }

        signs.Add(trial.Unnamed(tokens) is { Count: > 0 } others
            ? new Sign(
                Health.Note, "fonts", $"pages are printed with {string.Join(" and ", others)}, for want of the fonts that the style sheets name",
                "what fits on a card was measured with those: install Liberation Sans and Liberation Serif, for example")
            : new Sign(Health.Fine, "fonts", $"pages are printed with {string.Join(" and ", trial.Fonts)}"));
        return signs;
    }

    /// <summary>What there is to say about a project. Its own findings are counted; to show them is what a check does.</summary>
    /// <param name="request">The project.</param>
    /// <param name="asksForPdf">Whether its outputs hold PDF.</param>
    /// <param name="problems">Gets the findings; where nothing is given back, they say why.</param>
    /// <param name="cancel">Stops it.</param>
    public static IReadOnlyList<Sign>? ExamineProject(CompileRequest request, out bool asksForPdf, DiagnosticBag problems, CancellationToken cancel)
    {
        asksForPdf = false;
        if (Compiler.Survey(request, problems, cancel) is not { } survey)
        {
            return null;
        }

        var (workspace, curriculum) = (survey.Workspace, survey.Course.Curriculum);
        asksForPdf = curriculum.Outputs?.Formats.Any(f => f.Value == "pdf") == true;
        List<Sign> signs = [];
        foreach (var overlay in OverlayStack.Open(request.Folder, request.ToolFolder, new DiagnosticBag())?.Overlays ?? [])
        {
            signs.Add(new Sign(Health.Fine, "overlay", $"'{overlay.Id}' lies on {(overlay.Base.Map is { } git ? $"{git.Git.Value} at {git.At.Value}" : overlay.Base.Text?.Value)}, {Count(overlay.Patches.Count, "patch", "patches")}"));
        }

        signs.Insert(0, new Sign(Health.Fine, "curriculum", $"{curriculum.Title} {curriculum.Version}, {Count(survey.Course.Lessons.Count, "lesson", "lessons")}"));
        var findings = problems.Sorted().Where(p => OverrideProblems.All.All(o => o.Code != p.Code)).ToList();
        var (errors, warnings) = (findings.Count(f => f.Severity == Severity.Error), findings.Count(f => f.Severity == Severity.Warning));
        if (errors + warnings > 0)
        {
            var count = errors == 0 ? Count(warnings, "warning", "warnings") : warnings == 0 ? Count(errors, "error", "errors") : $"{Count(errors, "error", "errors")} and {Count(warnings, "warning", "warnings")}";
            signs.Add(new Sign(errors > 0 ? Health.Look : Health.Note, "findings", count, "'upstander check' shows them"));
        }

        var overrides = Override.Of(workspace, new DiagnosticBag());
        var texts = Texts(workspace);
        signs.AddRange(overrides.Select(o => SignOf(o, survey.Pages.Documents, texts)));
        signs.AddRange(
            from file in workspace.Assets.Concat(workspace.TemplateAssets)
            where !file.BuiltIn && overrides.All(o => o.File != file) && workspace.FindBuiltIn(file.Name) is null && !IsNamed(file.Name[(file.Name.LastIndexOf('/') + 1)..], file, texts)
            select new Sign(Health.Note, file.Path, "no lesson, template or style sheet names this file", "remove it if it is not needed: it is published all the same"));
        return signs;
    }

    private static Sign SignOf(Override each, IReadOnlyList<Document> documents, IReadOnlyList<(WorkspaceFile File, string Text)> texts)
    {
        var lines = each.Original is null ? "" : Count(each.Differing, "line differs", "lines differ");
        var sign = each.State switch
        {
            OverrideState.Current when each.Differing == 0 => new Sign(
                Health.Note, each.File.Path, $"ejected from {each.Mark!.Origin} and not changed", "delete it, and what it was copied from is used again and gets better by itself"),
            OverrideState.Current => new Sign(Health.Fine, each.File.Path, $"current: ejected from {each.Mark!.Origin}, and the original is still the same; {lines}"),
            OverrideState.Changed => new Sign(
                Health.Look,
                each.File.Path,
                $"original changed since: ejected from {each.Mark!.Origin}; {lines} from the original of today",
                $"--diff shows them; when you have taken over what you want, '{each.AcceptCommand}'"),
            OverrideState.Gone => new Sign(
                Health.Look, each.File.Path, $"original gone: there is no '{each.Mark!.Name}' any more, from which it was ejected", "remove the file if nothing needs it, or its first line to keep it as your own"),
            OverrideState.Unmarked => new Sign(
                Health.Note, each.File.Path, $"without a mark: it takes the place of another and does not say of which version; {lines}", $"'{each.AcceptCommand}' marks it, and from then on changes of the original are told"),
            _ when IsUsed(each, documents, texts) => new Sign(Health.Fine, each.File.Path, "own: it takes the place of nothing"),
            _ => new Sign(Health.Note, each.File.Path, "own, and nothing uses it", "name it in templates/documents.yaml or in a template, or remove it"),
        };
        return sign with { Override = each };
    }

    private static bool IsUsed(Override each, IReadOnlyList<Document> documents, IReadOnlyList<(WorkspaceFile File, string Text)> texts)
    {
        var shortName = each.Name.EndsWith(".scriban", StringComparison.Ordinal) ? each.Name[..^".scriban".Length] : each.Name[(each.Name.LastIndexOf('/') + 1)..];
        return documents.Any(d => d.Template == each.Name || d.Template == shortName) || IsNamed(shortName, each.File, texts);
    }

    // A word is enough: what is told to be of no use must be so.
    private static bool IsNamed(string name, WorkspaceFile by, IReadOnlyList<(WorkspaceFile File, string Text)> texts) =>
        texts.Any(t => t.File != by && t.Text.Contains(name, StringComparison.Ordinal));

    private static IReadOnlyList<(WorkspaceFile File, string Text)> Texts(Workspace workspace)
    {
        var unheard = new DiagnosticBag();
        return
        [
            .. from file in workspace.Sources.Concat(workspace.Templates).Concat(workspace.TemplateAssets.Where(f => EjectMark.CanMark(f.Name)))
               let source = Workspace.Read(file, unheard)
               where source is not null
               select (file, Encoding.UTF8.GetString(source.Bytes.Span)),
        ];
    }

    private static SourceFile? Tokens(CompileRequest request)
    {
        var unheard = new DiagnosticBag();
        var file = OverlayStack.Open(request.Folder, request.ToolFolder, unheard)?.Workspace.TemplateAssets.FirstOrDefault(f => f.Name == TokensName)
            ?? Workspace.OfTool(request.ToolFolder, unheard).FirstOrDefault(f => f.Name == TokensName);
        return file is null ? null : Workspace.Read(file, unheard);
    }

    private static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : FormattableString.Invariant($"{number} {many}");
}
