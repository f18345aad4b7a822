using System.CommandLine;
using System.Text;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Publishing;
using Upstander.Schemas;
using Upstander.Workspaces;

namespace Upstander.Cli.Commands;

/// <summary><c>upstander new</c>: makes a folder with a curriculum to start from.</summary>
internal static class NewCommand
{
    public static Command Make(Terminal terminal)
    {
        var folder = new Argument<string>("folder") { Description = "Folder to make; it must not be there, or be empty." };
        var blank = new Option<bool>("--blank") { Description = "One short lesson to fill in, instead of a copy of the starter curriculum." };
        var command = new Command("new", "Make a curriculum to start from.") { folder, blank };
        command.SetAction(parsed => CompileCommand.ToolFolder(terminal) is { } tool
            ? Create(parsed.GetValue(folder)!, parsed.GetValue(blank), tool, terminal)
            : ExitCodes.EnvironmentError);
        return command;
    }

    private static int Create(string folder, bool blank, string toolFolder, Terminal terminal)
    {
        var problems = new DiagnosticBag();
        SourceFile[] files =
        [
            .. Starter.Files(toolFolder, blank, NameOf(folder), problems),
            .. JsonSchema.Names.Select(n => new SourceFile($"schema/{n}.schema.json", Encoding.UTF8.GetBytes(JsonSchema.Of(n)!))),
        ];
        var outcome = problems.HasErrors ? Outcome.EnvironmentError : NewProject.Create(folder, files, problems);
        Report.Print(problems.Sorted(), terminal.Error, terminal.RichError, all: true);
        if (outcome != Outcome.Published)
        {
            return ExitCodes.Of(outcome);
        }

        terminal.Out.WriteLine(folder);
        terminal.Error.WriteLine($"Made {folder}. Next: change its curriculum.yaml, then");
        terminal.Error.WriteLine($"  upstander build {Quoted(folder)} -o {Quoted(folder.TrimEnd('/', '\\') + "/out")}");
        return ExitCodes.Fine;
    }

    private static string NameOf(string folder) => Slug.Of(Path.GetFileName(Path.GetFullPath(folder).TrimEnd('/', '\\')), "my-course");

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
