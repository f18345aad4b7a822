using System.CommandLine;
using Upstander.Diagnostics;

namespace Upstander.Cli.Commands;

/// <summary><c>upstander changes</c>: tells what has changed between two states of a curriculum, in the words of a curriculum.</summary>
internal static class ChangesCommand
{
    private static readonly string[] Forms = ["text", "markdown"];

    public static Command Make(Terminal terminal)
    {
        var then = new Argument<string>("then") { Description = "Folder of the curriculum or overlay as it was, or a zip made by 'pack --source'." };
        var now = new Argument<string>("now") { Description = "The same as it is now; the current folder when left out.", DefaultValueFactory = _ => "." };
        var form = new Option<string>("--report") { Description = $"Form of the report: {string.Join(" or ", Forms)}.", DefaultValueFactory = _ => "text" };
        form.AcceptOnlyFromAmong(Forms);
        var all = new Option<bool>("--all") { Description = "Show changed texts in full, side by side." };
        var command = new Command("changes", "Tell what has changed between two states of a curriculum: lessons, activities, texts, numbers.") { then, now, form, all };
        command.SetAction(parsed => CompileCommand.ToolFolder(terminal) is { } tool
            ? Compare(parsed.GetValue(then)!, parsed.GetValue(now)!, parsed.GetValue(form) == "markdown", parsed.GetValue(all), tool, terminal)
            : ExitCodes.EnvironmentError);
        return command;
    }

    private static int Compare(string then, string now, bool isMarkdown, bool all, string toolFolder, Terminal terminal)
    {
        var problems = new DiagnosticBag();
        var changes = Comparison.Between(then, now, toolFolder, problems);
        var findings = problems.Sorted();
        if (changes is null)
        {
            Report.Print(findings, terminal.Error, terminal.RichError, all: false);
            return Workspaces.WorkspaceProblems.IsUsage(findings) ? ExitCodes.WrongUsage : ExitCodes.InputError;
        }

        if (isMarkdown)
        {
            terminal.Out.Write(ChangesMarkdown.Write(changes));
            return ExitCodes.Fine;
        }

        ChangesReport.Print(changes, all, terminal);
        terminal.Error.WriteLine(ChangesReport.Summary(changes));
        return ExitCodes.Fine;
    }
}
