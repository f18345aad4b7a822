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
        var below = new Option<string?>("--overlay-of") { Description = "Make an overlay of this curriculum instead: its folder, a zip made by 'pack --source', or with --commit the address of a git repository." };
        var commit = new Option<string?>("--commit") { Description = "The commit of the git repository, its whole id." };
        var command = new Command("new", "Make a curriculum or an overlay to start from.") { folder, blank, below, commit };
        command.Validators.Add(found =>
        {
            if (found.GetValue(below) is null ? found.GetValue(commit) is not null : found.GetValue(blank))
            {
                found.AddError(found.GetValue(below) is null ? "--commit goes with --overlay-of." : "--blank and --overlay-of do not go together.");
            }
        });
        command.SetAction(parsed => (CompileCommand.ToolFolder(terminal), parsed.GetValue(below)) switch
        {
            (null, _) => ExitCodes.EnvironmentError,
            ({ } tool, null) => Create(parsed.GetValue(folder)!, parsed.GetValue(blank), tool, terminal),
            ({ } tool, { } source) => CreateOverlay(parsed.GetValue(folder)!, source, parsed.GetValue(commit), tool, terminal),
        });
        return command;
    }

    /// <summary>The JSON Schemas, which every project holds for its editor.</summary>
    public static IEnumerable<SourceFile> Schemas => JsonSchema.Names.Select(n => new SourceFile($"schema/{n}.schema.json", Encoding.UTF8.GetBytes(JsonSchema.Of(n)!)));

    private static int CreateOverlay(string folder, string below, string? commit, string toolFolder, Terminal terminal)
    {
        var problems = new DiagnosticBag();
        var outcome = Outcome.UsageError;
        if (EditionStart.Empty(folder, NameOf(folder), below, commit, toolFolder, problems) is { } overlay && !problems.HasErrors)
        {
            outcome = NewProject.Create(folder, [overlay, .. Schemas], problems);
        }

        // What the base is today is what its next version will be held against.
        if (outcome == Outcome.Published && commit is null && (Editions.Look(folder, toolFolder, problems) is not { } state || Editions.Accept(state, [], problems) is null))
        {
            outcome = Outcome.EnvironmentError;
        }

        Report.Print(problems.Sorted(), terminal.Error, terminal.RichError, all: true);
        if (outcome != Outcome.Published)
        {
            return ExitCodes.Of(outcome);
        }

        terminal.Out.WriteLine(folder);
        terminal.Error.WriteLine($"Made {folder}. Next: write patches into its overlay.yaml, then");
        if (commit is not null)
        {
            terminal.Error.WriteLine($"  upstander overlay fetch {Quoted(folder)}");
        }

        terminal.Error.WriteLine($"  upstander build {Quoted(folder)} -o out");
        return ExitCodes.Fine;
    }

    private static int Create(string folder, bool blank, string toolFolder, Terminal terminal)
    {
        var problems = new DiagnosticBag();
        SourceFile[] files = [.. Starter.Files(toolFolder, blank, NameOf(folder), problems), .. Schemas];
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

    /// <summary>An id from the name of a folder.</summary>
    public static string NameOf(string folder) => Slug.Of(Path.GetFileName(Path.GetFullPath(folder).TrimEnd('/', '\\')), "my-course");

    /// <summary>A path as it can be typed.</summary>
    public static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
