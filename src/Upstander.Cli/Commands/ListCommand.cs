using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Upstander.Binding;
using Upstander.Checking;
using Upstander.Diagnostics;

namespace Upstander.Cli.Commands;

/// <summary><c>upstander list</c>: names what a curriculum has.</summary>
internal static class ListCommand
{
    private static readonly string[] What = ["lessons", "documents", "templates"];

    public static Command Make(Terminal terminal)
    {
        var what = new Argument<string>("what") { Description = "lessons, documents or templates." };
        what.AcceptOnlyFromAmong(What);
        var curriculum = CommonOptions.Curriculum();
        var today = CommonOptions.Today();
        var command = new Command("list", "Name the lessons, documents or templates of a curriculum.") { what, curriculum, today };
        command.SetAction(parsed =>
        {
            if (CompileCommand.ToolFolder(terminal) is not { } tool)
            {
                return ExitCodes.EnvironmentError;
            }

            return List(parsed.GetValue(what)!, new CompileRequest(parsed.GetValue(curriculum)!, tool) { Today = CommonOptions.TodayOf(parsed, today), Rules = RuleChoice.None }, terminal);
        });
        return command;
    }

    private static int List(string what, CompileRequest request, Terminal terminal)
    {
        var problems = new DiagnosticBag();
        var listing = Compiler.Survey(request, problems, CancellationToken.None);
        if (listing is null)
        {
            var findings = problems.Sorted();
            Report.Print(findings, terminal.Error, terminal.RichError, all: false);
            return ExitCodes.WrongUsage;
        }

        switch (what)
        {
            case "lessons":
                Print(terminal, ["id", "title", "band", "minutes", "unit", "file"], listing.Course.Lessons.Select(l => (string[])
                    [l.Id, l.Card.Title, l.Card.Band, l.Card.Duration.ToString(CultureInfo.InvariantCulture), l.UnitId ?? "-", l.File.Path]));
                break;
            case "documents":
                Print(terminal, ["id", "per", "audience", "format", "template"], listing.Pages.Documents.Select(d => (string[])
                    [d.Id, d.Per, string.Join(' ', d.Audiences.Select(For.NameOf)), d.Format, d.Template]));
                break;
            default:
                Print(terminal, ["template", "from"], listing.Workspace.Templates.Select(t => (string[])[t.Name, t.BuiltIn ? "built-in" : t.Path]));
                break;
        }

        if (Report.Totals(problems.Sorted()) is { } totals)
        {
            terminal.Error.WriteLine($"{totals}: 'upstander check' shows them.");
        }

        return ExitCodes.Fine;
    }

    /// <summary>A table on a terminal; lines with tabs, without a heading, in a pipe.</summary>
    private static void Print(Terminal terminal, string[] heads, IEnumerable<string[]> rows)
    {
        if (terminal.RichOut is { } console)
        {
            var table = new Table { Border = TableBorder.Simple };
            foreach (var head in heads)
            {
                table.AddColumn(head);
            }

            foreach (var row in rows)
            {
                table.AddRow([.. row.Select(Markup.Escape)]);
            }

            console.Write(table);
            return;
        }

        foreach (var row in rows)
        {
            terminal.Out.WriteLine(string.Join('\t', row));
        }
    }
}
