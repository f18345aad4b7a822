using System.CommandLine;
using Upstander.Checking;
using Upstander.Diagnostics;

namespace Upstander.Cli.Commands;

/// <summary><c>upstander explain</c>: prints the page of a rule, or the list of all rules.</summary>
internal static class ExplainCommand
{
    public static Command Make(Terminal terminal)
    {
        var codes = new Argument<string[]>("code")
        {
            Description = "Codes of rules or errors, such as VB002; left out, all rules are listed.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var all = new Option<bool>("--all") { Description = "Print the pages of all rules." };
        var curriculum = CommonOptions.CurriculumOption("Folder of a curriculum that has rules of its own.");
        var command = new Command("explain", "Explain a rule: why it is there, what it flags and what it accepts.") { codes, all, curriculum };
        command.SetAction(parsed => CompileCommand.ToolFolder(terminal) is { } tool
            ? Explain(parsed.GetValue(codes)!, parsed.GetValue(all), CheckCommand.RulesOf(parsed.GetValue(curriculum)!, tool), terminal)
            : ExitCodes.EnvironmentError);
        return command;
    }

    private static int Explain(string[] codes, bool all, RuleCatalogue catalogue, Terminal terminal)
    {
        if (codes.Length == 0 && !all)
        {
            foreach (var rule in catalogue.All)
            {
                terminal.Out.WriteLine($"{rule.Code}\t{rule.Severity.ToString().ToLowerInvariant()}\t{rule.Group}\t{rule.Name}");
            }

            return ExitCodes.Fine;
        }

        var pages = new List<string>();
        foreach (var code in codes)
        {
            var rules = catalogue.Named(code);
            if (rules.Count > 0)
            {
                pages.AddRange(rules.Select(r => r.Page()));
            }
            else if (Problems.All.FirstOrDefault(p => p.Code.Equals(code, StringComparison.OrdinalIgnoreCase)) is { } problem)
            {
                pages.Add($"# {problem.Code}\n\n{problem.Severity.ToString().ToLowerInvariant()}\n\n{problem.Summary}\n\nThe finding itself says how to mend it; docs/errors.md lists all errors.\n");
            }
            else
            {
                var near = Nearest.To(code.ToUpperInvariant(), [.. catalogue.Names, .. Problems.All.Select(p => p.Code)]);
                terminal.Error.WriteLine($"There is no rule '{code}'.{(near is null ? " 'upstander explain' lists them." : $" Did you mean '{near}'?")}");
                return ExitCodes.WrongUsage;
            }
        }

        pages.AddRange(all ? catalogue.All.Select(r => r.Page()) : []);
        terminal.Out.Write(string.Join("\n", pages));
        return ExitCodes.Fine;
    }
}
