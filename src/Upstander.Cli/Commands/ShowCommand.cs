using System.CommandLine;
using Upstander.Diagnostics;
using Upstander.Yaml;

namespace Upstander.Cli.Commands;

/// <summary><c>upstander show</c>: prints a part of a curriculum as overlays make it, with the place that wrote each value.</summary>
internal static class ShowCommand
{
    public static Command Make(Terminal terminal)
    {
        var address = new Argument<string>("address") { Description = "A lesson's id, 'units/' and an id, 'curriculum' or 'resources', then fields and ids with / between them." };
        var curriculum = CommonOptions.CurriculumOption("Folder of the curriculum or overlay.");
        var bare = new Option<bool>("--bare") { Description = "Without the places: YAML to copy from." };
        var command = new Command("show", "Print a lesson or a part of it as overlays make it, and where each value was written.") { address, curriculum, bare };
        command.SetAction(parsed => CompileCommand.ToolFolder(terminal) is { } tool
            ? Show(parsed.GetValue(curriculum)!, parsed.GetValue(address)!, parsed.GetValue(bare), tool, terminal)
            : ExitCodes.EnvironmentError);
        return command;
    }

    private static int Show(string folder, string address, bool bare, string toolFolder, Terminal terminal)
    {
        var problems = new DiagnosticBag();
        var node = Editions.Show(folder, address.Trim('/'), toolFolder, problems);
        Report.Print(problems.Sorted(), terminal.Error, terminal.RichError, all: false);
        if (node is null)
        {
            return problems.Sorted().Any(p => p.Span.File == address) ? ExitCodes.WrongUsage : ExitCodes.InputError;
        }

        terminal.Out.Write(Report.Plain(YamlWriter.Text(node, bare ? null : n => FormattableString.Invariant($"{n.Span.File}:{n.Span.Line}"))));
        return ExitCodes.Fine;
    }
}
