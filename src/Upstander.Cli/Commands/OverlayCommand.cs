using System.CommandLine;
using Upstander.Diagnostics;
using Upstander.Overlays;
using Upstander.Publishing;
using Upstander.Workspaces;

namespace Upstander.Cli.Commands;

/// <summary><c>upstander overlay</c>: looks at what has changed below an overlay, says that somebody has looked, and takes in bases and copies.</summary>
internal static class OverlayCommand
{
    public static Command Make(Terminal terminal) => new("overlay", "Keep an overlay and its base together.")
    {
        Status(terminal),
        Diff(terminal),
        Accept(terminal),
        Fetch(terminal),
        Adopt(terminal),
    };

    private static Argument<string> Folder() => new("overlay") { Description = "Folder of the overlay; the current folder when left out.", DefaultValueFactory = _ => "." };

    private static Argument<string[]> Addresses(string about) => new("address") { Description = about, Arity = ArgumentArity.ZeroOrMore };

    private static Command Status(Terminal terminal)
    {
        var folder = Folder();
        var command = new Command("status", "Say how the overlay stands to its base: which patches are current, and which should be looked at.") { folder };
        command.SetAction(parsed => Looked(parsed.GetValue(folder)!, terminal, (state, problems) => OverlayReport.Status(state, terminal) ? ExitCodes.InputError : Code(problems)));
        return command;
    }

    private static Command Diff(Terminal terminal)
    {
        var addresses = Addresses("Only at or below these addresses; any of the base, with a patch or without.");
        var folder = CommonOptions.CurriculumOption("Folder of the overlay.");
        var all = new Option<bool>("--all") { Description = "Patches too whose target has not changed, and every change of the base in full." };
        var command = new Command("diff", "Show what has changed in the base since it was last looked at: then, now, and what yours says.") { addresses, folder, all };
        command.SetAction(parsed => Looked(parsed.GetValue(folder)!, terminal, (state, problems) =>
        {
            var given = Trimmed(parsed.GetValue(addresses)!);
            if (OverlayReport.Unknown(state, given) is { } unknown)
            {
                terminal.Error.WriteLine(unknown);
                return ExitCodes.WrongUsage;
            }

            OverlayReport.Diff(state, given, parsed.GetValue(all), terminal);
            return Code(problems);
        }));
        return command;
    }

    private static Command Accept(Terminal terminal)
    {
        var addresses = Addresses("Only patches at or below these addresses.");
        var folder = CommonOptions.CurriculumOption("Folder of the overlay.");
        var command = new Command("accept", "Lock patches to the base as it is now: you have looked at what they change.") { addresses, folder };
        command.SetAction(parsed => Looked(parsed.GetValue(folder)!, terminal, (state, problems) =>
        {
            var given = Trimmed(parsed.GetValue(addresses)!);
            var stray = given.Find(a => state.Patches.All(p => !Editions.IsAt(p.At, [a])));
            if (stray is not null)
            {
                terminal.Error.WriteLine($"There is no patch at '{stray}'.{(Nearest.To(stray, [.. state.Patches.Select(p => p.At)]) is { } near ? $" Did you mean '{near}'?" : "")}");
                return ExitCodes.WrongUsage;
            }

            var heard = problems.Sorted().Count;
            if (Editions.Accept(state, given, problems) is not { } anew)
            {
                Report.Print([.. problems.Sorted().Skip(heard)], terminal.Error, terminal.RichError, all: true);
                return ExitCodes.EnvironmentError;
            }

            var gone = state.Patches.Where(p => p.Standing == PatchStanding.TargetGone && Editions.IsAt(p.At, given)).ToList();
            terminal.Error.WriteLine($"{Report.Count(anew, "patch", "patches")} locked anew in {state.Project.Own.Shown(Workspace.LockName)}.");
            gone.ForEach(p => terminal.Error.WriteLine($"Not locked, because there is nothing at its address: {p.At}"));
            return gone.Count > 0 ? ExitCodes.InputError : ExitCodes.Fine;
        }));
        return command;
    }

    private static Command Fetch(Terminal terminal)
    {
        var folder = Folder();
        var command = new Command("fetch", "Bring the base from its git repository, by the git of this machine. Nothing else in this tool uses the network.") { folder };
        command.SetAction(parsed =>
        {
            var problems = new DiagnosticBag();
            using var interruption = new Interruption();
            var brought = Editions.Fetch(parsed.GetValue(folder)!, problems, interruption.Token);
            Report.Print(problems.Sorted(), terminal.Error, terminal.RichError, all: true);
            if (brought is null)
            {
                return problems.Sorted().Any(p => p.Code == OverlayProblems.NotFetched.Code) ? ExitCodes.EnvironmentError
                    : WorkspaceProblems.IsUsage(problems.Sorted()) ? ExitCodes.WrongUsage
                    : ExitCodes.InputError;
            }

            terminal.Error.WriteLine(brought.Value ? "The base is here now." : "Nothing to fetch.");
            return ExitCodes.Fine;
        });
        return command;
    }

    private static Command Adopt(Terminal terminal)
    {
        var copy = new Argument<string>("copy") { Description = "Folder of the edited copy." };
        var below = new Option<string>("--base") { Description = "The curriculum that it was copied from: a folder, or a zip made by 'pack --source'.", Required = true };
        var output = new Option<string>("--output", "-o") { Description = "Folder to make; it must not be there, or be empty.", Required = true };
        var command = new Command("adopt", "Turn an edited copy of a curriculum into an overlay of it: the patches that make one into the other.") { copy, below, output };
        command.SetAction(parsed => CompileCommand.ToolFolder(terminal) is { } tool
            ? Adopt(parsed.GetValue(copy)!, parsed.GetValue(below)!, parsed.GetValue(output)!, tool, terminal)
            : ExitCodes.EnvironmentError);
        return command;
    }

    private static int Adopt(string copy, string below, string folder, string toolFolder, Terminal terminal)
    {
        var problems = new DiagnosticBag();
        var adoption = EditionStart.Adopt(copy, below, folder, NewCommand.NameOf(folder), toolFolder, problems);
        var outcome = adoption is null || problems.HasErrors ? Outcome.InputError : NewProject.Create(folder, [.. adoption.Files, .. NewCommand.Schemas], problems);
        if (outcome == Outcome.Published)
        {
            var unheard = new DiagnosticBag();
            outcome = Editions.Look(folder, toolFolder, unheard) is { } state && Editions.Accept(state, [], problems) is not null ? outcome : Outcome.EnvironmentError;
        }

        Report.Print(problems.Sorted(), terminal.Error, terminal.RichError, all: false);
        if (outcome != Outcome.Published)
        {
            return ExitCodes.Of(outcome);
        }

        terminal.Out.WriteLine(folder);
        terminal.Error.WriteLine($"Made {folder}: {Report.Count(adoption!.Patches, "patch", "patches")} and {Report.Count(adoption.Files.Count - 1, "file")} of its own. Composed again, they say what the copy says.");
        if (adoption.Safety > 0)
        {
            terminal.Error.WriteLine($"{Report.Count(adoption.Safety, "patch", "patches")} of them change safety content: add a reason, a reviewer and a last day.");
        }

        foreach (var name in adoption.Lost)
        {
            terminal.Error.WriteLine($"The copy has no {name}; an overlay cannot take it away, so the base's will be used.");
        }

        terminal.Error.WriteLine($"Next: upstander check {NewCommand.Quoted(folder)}");
        return ExitCodes.Fine;
    }

    private static int Looked(string folder, Terminal terminal, Func<EditionState, DiagnosticBag, int> then)
    {
        if (CompileCommand.ToolFolder(terminal) is not { } tool)
        {
            return ExitCodes.EnvironmentError;
        }

        var problems = new DiagnosticBag();
        var state = Editions.Look(folder, tool, problems);
        var findings = problems.Sorted();
        Report.Print([.. findings.Where(f => f.Severity != Severity.Info)], terminal.Error, terminal.RichError, all: false);
        return state is null
            ? WorkspaceProblems.IsUsage(findings) ? ExitCodes.WrongUsage : ExitCodes.InputError
            : then(state, problems);
    }

    private static int Code(DiagnosticBag problems) => problems.HasErrors ? ExitCodes.InputError : ExitCodes.Fine;

    private static List<string> Trimmed(string[] addresses) => [.. addresses.Select(a => a.Trim('/'))];
}
