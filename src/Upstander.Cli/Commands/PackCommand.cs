using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Pdf;
using Upstander.Publishing;

namespace Upstander.Cli.Commands;

/// <summary><c>upstander pack</c>: puts lessons, or the curriculum itself, into one file to hand on.</summary>
internal static class PackCommand
{
    private const int MostLearners = 500;

    public static Command Make(Terminal terminal)
    {
        var curriculum = CommonOptions.Curriculum();
        var output = new Option<string>("--output", "-o") { Description = "File to write, ending in .zip, or a folder for it; the current folder when left out.", DefaultValueFactory = _ => "." };
        var units = CommonOptions.Many("--unit", "Only the lessons of this unit; * and ? stand for letters. May be given several times.");
        var lessons = CommonOptions.Many("--lesson", "Only this lesson, besides those of units that are named.");
        var audiences = CommonOptions.Many("--audience", "For whom: facilitator (everything, with keys; so when left out), learner or family.");
        audiences.AcceptOnlyFromAmong([.. Names.Audiences]);
        var adoption = new Option<bool>("--adoption") { Description = "What a school board and families read before a course is taught: every page of learners, every letter, the adoption pack, and no answers. The same as --audience learner --audience family." };
        var classSize = new Option<int?>("--class-size") { Description = "Learners in the class: adds PDFs for a print shop with every sheet as often as it is needed.", CustomParser = Learners };
        var printOrder = new Option<bool>("--print-order") { Description = "Only those PDFs and the list of what they hold; needs --class-size." };
        var source = new Option<bool>("--source") { Description = "The curriculum itself instead of pages made from it, for somebody who wants to adapt it." };
        var paper = CommonOptions.Paper();
        var strict = CommonOptions.Strict();
        var noCheck = CommonOptions.NoCheck();
        var only = CommonOptions.Only();
        var except = CommonOptions.Except();
        var today = CommonOptions.Today();
        var force = new Option<bool>("--force") { Description = "Replace a file of this name even if the tool did not write it." };
        var all = CommonOptions.All();
        var command = new Command("pack", "Put lessons into one zip file to mail: pages, handouts, PDF, and a page that says what is in it.")
        {
            curriculum, output, units, lessons, audiences, adoption, classSize, printOrder, source, paper, strict, noCheck, only, except, today, force, all,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(printOrder) && result.GetResult(classSize) is null)
            {
                result.AddError("--print-order needs to know how many learners there are: add --class-size");
            }

            if (result.GetValue(adoption) && result.GetResult(audiences) is { Implicit: false })
            {
                result.AddError("--adoption says for whom the pack is, so --audience has no place beside it");
            }

            foreach (var other in result.GetValue(source) ? (Option[])[units, lessons, audiences, adoption, classSize, printOrder, paper] : [])
            {
                if (result.GetResult(other) is { Implicit: false })
                {
                    result.AddError($"--source packs the whole curriculum as it is, so {other.Name} has no place beside it");
                }
            }
        });
        command.SetAction(parsed =>
        {
            if (CompileCommand.ToolFolder(terminal) is not { } tool)
            {
                return ExitCodes.EnvironmentError;
            }

            var folder = parsed.GetValue(curriculum)!;
            if (CommonOptions.Rules(parsed, only, except, parsed.GetValue(noCheck), () => CheckCommand.RulesOf(folder, tool), terminal) is not { } rules)
            {
                return ExitCodes.WrongUsage;
            }

            var browser = parsed.GetValue(source) ? new BrowserSearch(null) : CompileCommand.Browser(terminal);
            var compile = new CompileRequest(folder, tool)
            {
                Rules = rules,
                Paper = parsed.GetValue(paper),
                Browser = browser.Found,
                BrowserMissing = browser.Missing,
                Strict = parsed.GetValue(strict),
                Today = CommonOptions.TodayOf(parsed, today),
                Tool = $"upstander {CommandLine.Version}",
            };
            var request = new PackRequest(compile)
            {
                Output = parsed.GetValue(output)!,
                Part = new CourseChoice(parsed.GetValue(units)!, parsed.GetValue(lessons)!),
                Audiences = parsed.GetValue(adoption) ? ["learner", "family"] : parsed.GetValue(audiences)!,
                ClassSize = parsed.GetValue(classSize),
                OnlyPrintOrder = parsed.GetValue(printOrder),
                Force = parsed.GetValue(force),
            };
            return Pack(request, parsed.GetValue(source), parsed.GetValue(all), terminal);
        });
        return command;
    }

    private static int Pack(PackRequest request, bool source, bool all, Terminal terminal)
    {
        var problems = new DiagnosticBag();
        var result = CompileCommand.Watched(
            terminal,
            (progress, cancel) => source ? Packer.PackSource(request, problems, progress, cancel) : Packer.Pack(request, problems, progress, cancel));
        var findings = problems.Sorted();
        Report.Print(findings, terminal.Error, terminal.RichError, all);
        var totals = Report.Totals(findings);
        if (result.Outcome != Outcome.Published)
        {
            terminal.Error.WriteLine($"{totals}: nothing was packed.");
            return ExitCodes.Of(result.Outcome);
        }

        CompileCommand.TellOfSandbox(request.Compile, terminal);

        terminal.Out.WriteLine(result.Path);
        terminal.Error.WriteLine($"Packed {Report.Count(result.Lessons, "lesson")}: {Report.Count(result.Files!.Count, "file")}, {Size(result.Bytes)}");
        if (totals is not null)
        {
            terminal.Error.WriteLine($"{totals}.");
        }

        return ExitCodes.Fine;
    }

    private static string Size(long bytes) => string.Create(
        CultureInfo.InvariantCulture, $"{(bytes < 1_000_000 ? $"{Math.Max(1, (bytes + 500) / 1000)} KB" : $"{bytes / 1_000_000.0:0.0} MB")} ({bytes} bytes)");

    private static int? Learners(ArgumentResult result)
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostLearners)
        {
            return number;
        }

        result.AddError($"--class-size must be a number of learners from 1 to {MostLearners}");
        return null;
    }
}
