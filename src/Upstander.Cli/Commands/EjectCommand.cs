using System.CommandLine;
using Upstander.Diagnostics;
using Upstander.Overlays;
using Upstander.Overrides;
using Upstander.Publishing;
using Upstander.Workspaces;

namespace Upstander.Cli.Commands;

/// <summary><c>upstander eject</c>: copies templates of the tool into a curriculum or overlay, to be changed there.</summary>
internal static class EjectCommand
{
    public static Command Make(Terminal terminal)
    {
        var templates = new Argument<string[]>("template")
        {
            Description = "Templates as 'upstander list templates' names them, or shorter: html/guide, assets/print.css, a folder html/parts, a pattern 'html/*'.",
            Arity = ArgumentArity.OneOrMore,

            // Help would print every word that completion knows.
            HelpName = "template",
        };
        CommonOptions.TakeNoOptions(templates);
        templates.CompletionSources.Add(_ => ToolFiles.Find(AppContext.BaseDirectory) is { } tool ? Override.Names(tool) : []);
        var curriculum = CommonOptions.CurriculumOption("Folder of the curriculum or overlay to copy into; the current folder when left out.");
        var force = new Option<bool>("--force") { Description = "Replace files that are there; what they hold is lost." };
        var command = new Command("eject", "Copy templates or style sheets of the tool into a curriculum, to change them.") { templates, curriculum, force };
        command.SetAction(parsed => CompileCommand.ToolFolder(terminal) is { } tool
            ? Eject(parsed.GetValue(templates)!, parsed.GetValue(curriculum)!, parsed.GetValue(force), tool, terminal)
            : ExitCodes.EnvironmentError);
        return command;
    }

    private static int Eject(string[] words, string folder, bool force, string toolFolder, Terminal terminal)
    {
        var problems = new DiagnosticBag();
        if (OverlayStack.Open(folder, toolFolder, problems) is not { Workspace: { } workspace })
        {
            Report.Print(problems.Sorted(), terminal.Error, terminal.RichError, all: false);
            return ExitCodes.Of(PublishingProblems.OutcomeOf(problems.Sorted()) ?? Outcome.InputError);
        }

        var originals = Override.Originals(workspace);
        List<string> names = [.. originals.Select(Override.NameOf)];
        List<string> own = [.. Override.Of(workspace, new DiagnosticBag()).Where(o => o.State == OverrideState.Own).Select(o => o.Name)];
        if (words.FirstOrDefault(w => TemplateChoice.Find(w, names).Fault is not null && TemplateChoice.Find(w, own).Fault is null) is { } ownWord)
        {
            terminal.Error.WriteLine($"'{ownWord}' is this project's own and takes the place of nothing: there is no original to copy.");
            return ExitCodes.WrongUsage;
        }

        if (Chosen(words, names, terminal) is not { } chosen)
        {
            return ExitCodes.WrongUsage;
        }

        // What else is wrong with the project is for other commands to tell.
        problems = new DiagnosticBag();
        var copies = originals.Where(o => chosen.Contains(Override.NameOf(o))).Select(o => Workspace.Read(o, problems)).OfType<SourceFile>()
            .Select(o => Override.Eject(o, $"upstander {CommandLine.Version}")).ToList();
        var outcome = problems.HasErrors ? Outcome.EnvironmentError : ProjectFiles.Put(workspace.Folder, workspace.Prefix, copies, force, problems);
        Report.Print(problems.Sorted(), terminal.Error, terminal.RichError, all: true);
        if (outcome != Outcome.Published)
        {
            terminal.Error.WriteLine(outcome == Outcome.UsageError ? "Nothing was written." : "What could not be written is as it was.");
            return ExitCodes.Of(outcome);
        }

        foreach (var copy in copies)
        {
            terminal.Out.WriteLine(workspace.Prefix + copy.Name);
        }

        var (them, their) = copies.Count == 1 ? ("it", "its") : ("them", "their");
        terminal.Error.WriteLine(
            $"Ejected {Report.Count(copies.Count, "file")}. Change {them} as you like, and leave {their} first line: by that, 'upstander doctor' tells you when the original changes.");
        terminal.Error.WriteLine("Delete what you did not change: the tool's own is then used again, and gets better by itself.");
        return ExitCodes.Fine;
    }

    /// <summary>The templates that words mean, or null after a message about one that means none.</summary>
    internal static IReadOnlySet<string>? Chosen(string[] words, IReadOnlyList<string> known, Terminal terminal)
    {
        var choices = words.Select(w => TemplateChoice.Find(w, known)).ToList();
        foreach (var fault in choices.Select(c => c.Fault).OfType<string>())
        {
            terminal.Error.WriteLine(fault);
        }

        return choices.Exists(c => c.Fault is not null) ? null : choices.SelectMany(c => c.Names).ToHashSet(StringComparer.Ordinal);
    }
}
