using System.CommandLine;
using System.Runtime.InteropServices;
using Upstander.Checking;
using Upstander.Diagnostics;
using Upstander.Overlays;
using Upstander.Overrides;
using Upstander.Publishing;
using Upstander.Workspaces;

namespace Upstander.Cli.Commands;

/// <summary><c>upstander doctor</c>: tells what on this machine and in a project could bite.</summary>
internal static class DoctorCommand
{
    private static readonly string[] Forms = ["text", "json"];

    public static Command Make(Terminal terminal)
    {
        var curriculum = new Argument<string?>("curriculum") { Description = "Folder of the curriculum or overlay; the current folder when left out.", Arity = ArgumentArity.ZeroOrOne };
        var difference = new Option<bool>("--diff") { Description = "Show how templates differ from their originals of today." };
        var accept = CommonOptions.Many("--accept", "Mark this template as compared with its original of today; several by a folder or a pattern.");
        accept.HelpName = "template";
        var form = new Option<string>("--report") { Description = $"Form of the report: {string.Join(" or ", Forms)}.", DefaultValueFactory = _ => "text" };
        form.AcceptOnlyFromAmong(Forms);
        var command = new Command("doctor", "Tell what on this machine and in a curriculum could bite.") { curriculum, difference, accept, form };
        command.SetAction(parsed =>
        {
            if (CompileCommand.ToolFolder(terminal) is not { } tool)
            {
                return ExitCodes.EnvironmentError;
            }

            var folder = parsed.GetValue(curriculum);
            if (parsed.GetValue(accept) is { Length: > 0 } words && Accept(words, folder ?? ".", tool, terminal) is not ExitCodes.Fine and var failed)
            {
                return failed;
            }

            using var interruption = new Interruption();
            return Examine(folder, tool, parsed.GetValue(difference), parsed.GetValue(form) == "json", terminal, interruption.Token);
        });
        return command;
    }

    private static int Accept(string[] words, string folder, string toolFolder, Terminal terminal)
    {
        var problems = new DiagnosticBag();
        if (OverlayStack.Open(folder, toolFolder, problems) is not { Workspace: { } workspace })
        {
            return Unreadable(problems, terminal);
        }

        var own = Override.Of(workspace, new DiagnosticBag()).Where(o => o.File.Layer == workspace.TopLayer).ToList();
        if (EjectCommand.Chosen(words, [.. own.Select(o => o.Name)], terminal) is not { } chosen)
        {
            return ExitCodes.WrongUsage;
        }

        // A folder may hold files that take the place of nothing; they are left out, but not without a word where there is no other.
        var accepted = own.Where(o => chosen.Contains(o.Name) && o.Original is not null).ToList();
        if (accepted.Count == 0)
        {
            terminal.Error.WriteLine($"There is no original to compare {string.Join(", ", chosen.Order(StringComparer.Ordinal))} with.");
            return ExitCodes.WrongUsage;
        }

        problems = new DiagnosticBag();
        var outcome = ProjectFiles.Put(workspace.Folder, workspace.Prefix, [.. accepted.Select(o => o.Accept($"upstander {CommandLine.Version}")!)], force: true, problems);
        Report.Print(problems.Sorted(), terminal.Error, terminal.RichError, all: true);
        foreach (var each in outcome == Outcome.Published ? accepted : [])
        {
            terminal.Error.WriteLine($"Marked as compared: {each.File.Path}");
        }

        return ExitCodes.Of(outcome);
    }

    private static int Examine(string? folder, string toolFolder, bool difference, bool json, Terminal terminal, CancellationToken cancel)
    {
        var problems = new DiagnosticBag();
        var request = new CompileRequest(folder ?? ".", toolFolder) { Rules = RuleChoice.None, Today = CommonOptions.DefaultToday() };
        var project = Doctor.ExamineProject(request, out var asksForPdf, problems, cancel);
        var findings = problems.Sorted();
        var isNone = findings.Any(p => p.Code == WorkspaceProblems.NoCurriculum.Code);
        if (project is null && folder is not null && PublishingProblems.OutcomeOf(findings) == Outcome.UsageError)
        {
            return Unreadable(problems, terminal);
        }

        project ??= folder is null && isNone
            ? [new Sign(Health.Note, "curriculum", "there is none in this folder", "'upstander doctor FOLDER' looks at one elsewhere")]
            : [.. findings.Where(p => p.Severity == Severity.Error).Select(p => new Sign(Health.Look, p.Span.ToString(), $"{p.Code}: {p.Message}", p.Hint))];
        List<Sign> machine =
        [
            .. Doctor.ExamineTool(toolFolder, CommandLine.Version),
            new Sign(Health.Fine, "runtime", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}"),
            .. Letters(terminal),
            .. Doctor.ExamineBrowser(CompileCommand.Browser(terminal), request, asksForPdf, cancel),
        ];
        var worst = machine.Concat(project).Max(s => s.Health);
        var exit = worst switch { Health.Broken => ExitCodes.EnvironmentError, Health.Look => ExitCodes.InputError, _ => ExitCodes.Fine };
        if (json)
        {
            terminal.Out.Write(DoctorReport.ToJson(CommandLine.Version, machine, project, difference));
        }
        else
        {
            DoctorReport.Print("This machine", machine, terminal);
            DoctorReport.Print("This project", project, terminal);
            foreach (var each in difference ? project.Select(s => s.Override).OfType<Override>().Where(o => o.Original is not null) : [])
            {
                terminal.Out.Write(each.Difference.Length > 0 ? "\n" + each.Difference : "");
            }
        }

        var (look, broken) = (machine.Concat(project).Count(s => s.Health == Health.Look), machine.Concat(project).Count(s => s.Health == Health.Broken));
        terminal.Error.WriteLine((look, broken) switch
        {
            (0, 0) => "Nothing that keeps you from working.",
            (_, 0) => $"{Report.Count(look, "thing")} to look at.",
            (0, _) => $"{Report.Count(broken, "thing")} broken.",
            _ => $"{Report.Count(broken, "thing")} broken, {Report.Count(look, "thing")} to look at.",
        });
        return exit;
    }

    private static int Unreadable(DiagnosticBag problems, Terminal terminal)
    {
        var findings = problems.Sorted();
        Report.Print(findings, terminal.Error, terminal.RichError, all: false);
        return ExitCodes.Of(PublishingProblems.OutcomeOf(findings) ?? Outcome.InputError);
    }

    // The tool writes UTF-8 wherever it writes; whether the terminal reads it as such, only its variables tell.
    private static IEnumerable<Sign> Letters(Terminal terminal)
    {
        string[] variables = ["LC_ALL", "LC_CTYPE", "LANG"];
        if (!OperatingSystem.IsWindows()
            && variables.FirstOrDefault(v => terminal.Variable(v) is { Length: > 0 }) is { } set
            && terminal.Variable(set)!.Replace("-", "", StringComparison.Ordinal) is var value
            && !value.Contains("utf8", StringComparison.OrdinalIgnoreCase))
        {
            yield return new Sign(
                Health.Note, "letters", $"{set} is '{terminal.Variable(set)}': a terminal that goes by it may show some letters wrongly", "pages are not concerned: they are UTF-8 everywhere");
        }
    }
}
