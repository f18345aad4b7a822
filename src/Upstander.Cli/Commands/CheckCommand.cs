using System.CommandLine;
using Upstander.Diagnostics;

namespace Upstander.Cli.Commands;

/// <summary><c>upstander check</c>: reports what is wrong with a curriculum and writes nothing.</summary>
internal static class CheckCommand
{
    public static Command Make(Terminal terminal)
    {
        var curriculum = CommonOptions.Curriculum();
        var strict = CommonOptions.Strict();
        var all = CommonOptions.All();
        var today = CommonOptions.Today();
        var command = new Command("check", "Report what is wrong with a curriculum; write nothing.") { curriculum, strict, all, today };
        command.SetAction(parsed =>
        {
            if (CompileCommand.ToolFolder(terminal) is not { } tool)
            {
                return ExitCodes.EnvironmentError;
            }

            var request = new CompileRequest(parsed.GetValue(curriculum)!, tool) { Strict = parsed.GetValue(strict), Today = CommonOptions.TodayOf(parsed, today) };
            return Check(request, parsed.GetValue(all), terminal);
        });
        return command;
    }

    private static int Check(CompileRequest request, bool all, Terminal terminal)
    {
        var problems = new DiagnosticBag();
        var result = CompileCommand.Run(request, problems, terminal);
        var findings = problems.Sorted();
        Report.Print(findings, terminal.Out, terminal.RichOut, all);
        var totals = Report.Totals(findings);
        if (result.Course is { } course)
        {
            var lessons = Report.Count(course.Lessons.Count, "lesson");
            terminal.Error.WriteLine(totals is null
                ? $"Checked {lessons}: nothing to report. Passing these checks is no certificate that a lesson is safe; people review lessons."
                : $"Checked {lessons}: {totals}.");
        }
        else if (totals is not null)
        {
            terminal.Error.WriteLine($"{totals}.");
        }

        return ExitCodes.Of(result.Outcome);
    }
}
