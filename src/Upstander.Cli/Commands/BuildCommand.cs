using System.CommandLine;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Publishing;

namespace Upstander.Cli.Commands;

/// <summary><c>upstander build</c>: compiles a curriculum and publishes it into a folder.</summary>
internal static class BuildCommand
{
    public static Command Make(Terminal terminal)
    {
        var curriculum = CommonOptions.Curriculum();
        var output = new Option<string>("--output", "-o") { Description = "Folder to publish into.", DefaultValueFactory = _ => "out" };
        var lessons = CommonOptions.Many("--lesson", "Only pages of these lessons; * and ? stand for letters. May be given several times.");
        var audiences = CommonOptions.Many("--audience", "Only for this audience: learner, facilitator or family.");
        var documents = CommonOptions.Many("--document", "Only this document; 'upstander list documents' names them.");
        var formats = CommonOptions.Many("--format", "Only this format: html, print, markdown, pdf or docx. PDF needs Chromium, Chrome or Edge on this machine.");
        var paper = CommonOptions.Paper();
        var strict = CommonOptions.Strict();
        var locked = CommonOptions.Locked();
        var noCheck = CommonOptions.NoCheck();
        var only = CommonOptions.Only();
        var except = CommonOptions.Except();
        var today = CommonOptions.Today();
        var dryRun = new Option<bool>("--dry-run") { Description = "Print what would be written and removed; touch nothing." };
        var overwrite = new Option<bool>("--overwrite-edited") { Description = "Replace published files even if somebody edited them." };
        var release = new Option<string?>("--release") { Description = "Publish as this release, such as 1.2.0: it gets an address of its own below versions/ beside the top of the site." };
        var releases = new Option<string?>("--releases") { Description = "Folder with one folder for each earlier release, which are published beside this one." };
        var verify = new Option<bool>("--verify") { Description = "Read every published file to see that it is as it was made; else its size is enough." };
        var noCache = CommonOptions.NoCache();
        var shard = new Option<Shard?>("--shard")
        {
            Description = "Make only the K-th of N parts of the lessons, as one machine of several; 'build --merge' puts the parts together.",
            HelpName = "K/N",
            CustomParser = found =>
            {
                var given = Shard.Parse(found.Tokens[0].Value);
                if (given is null)
                {
                    found.AddError($"--shard takes which part it is and how many there are, such as 2/4: '{found.Tokens[0].Value}' is no such thing.");
                }

                return given;
            },
        };
        var merge = CommonOptions.Many("--merge", "Folder of a part that was made with --shard: what it holds is not made again. May be given several times.");
        merge.AllowMultipleArgumentsPerToken = true;
        var all = CommonOptions.All();
        var command = new Command("build", "Compile a curriculum into sites, guides and handouts.")
        {
            curriculum, output, lessons, audiences, documents, formats, paper, strict, locked, noCheck, only, except, today, release, releases, dryRun, overwrite, verify, shard, merge, noCache, all,
        };
        command.Validators.Add(found =>
        {
            var (isPart, isMerge) = (found.GetResult(shard) is { Implicit: false }, found.GetResult(merge) is { Implicit: false });
            if (isPart && isMerge)
            {
                found.AddError("--shard makes a part and --merge puts parts together: give one of them.");
            }
            else if ((isPart || isMerge) && (found.GetResult(release) is { Implicit: false } || found.GetResult(releases) is { Implicit: false }))
            {
                found.AddError("A release is built in one piece: --release goes with neither --shard nor --merge.");
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

            var browser = CompileCommand.Browser(terminal);
            var request = new CompileRequest(folder, tool)
            {
                Rules = rules,
                OutputFolder = parsed.GetValue(output),
                Choice = new PageChoice(parsed.GetValue(lessons)!, parsed.GetValue(audiences)!, parsed.GetValue(documents)!, parsed.GetValue(formats)!),
                Paper = parsed.GetValue(paper),
                Browser = browser.Found,
                BrowserMissing = browser.Missing,
                Strict = parsed.GetValue(strict),
                Locked = parsed.GetValue(locked),
                Today = CommonOptions.TodayOf(parsed, today),
                Release = parsed.GetValue(release),
                Releases = parsed.GetValue(releases),
                DryRun = parsed.GetValue(dryRun),
                OverwriteEdited = parsed.GetValue(overwrite),
                Verify = parsed.GetValue(verify),
                Cache = CommonOptions.Cache(parsed, noCache, terminal),
                Shard = parsed.GetValue(shard),
                Parts = parsed.GetValue(merge)!,
                Tool = $"upstander {CommandLine.Version}",
            };
            return Build(request, parsed.GetValue(all), terminal);
        });
        return command;
    }

    private static int Build(CompileRequest request, bool all, Terminal terminal)
    {
        var problems = new DiagnosticBag();
        var result = CompileCommand.Run(request, problems, terminal);
        if (CompileCommand.MakesPdf(request, result))
        {
            CompileCommand.TellOfSandbox(request, terminal);
        }

        var findings = problems.Sorted();
        Report.Print(findings, terminal.Error, terminal.RichError, all);
        var totals = Report.Totals(findings);
        if (result.Outcome is Outcome.Published or Outcome.DryRun)
        {
            PrintPlan(request, result, terminal);
            if (totals is not null)
            {
                terminal.Error.WriteLine($"{totals}.");
            }
        }
        else if (result.Outcome == Outcome.Interrupted)
        {
            terminal.Error.WriteLine("Interrupted; nothing was published.");
        }
        else
        {
            terminal.Error.WriteLine($"{totals}: nothing was published.");
        }

        return ExitCodes.Of(result.Outcome);
    }

    private static void Print(KnownBuild known, string folder, Terminal terminal)
    {
        terminal.Error.WriteLine($"{known.Title} {known.Version}: {Report.Count(known.Lessons, "lesson")}, {Report.Count(known.Made, "page")}");
        foreach (var home in known.Homes)
        {
            terminal.Out.WriteLine($"{folder}/{home}");
        }

        terminal.Error.WriteLine(Told("Published", folder, (0, known.Changed, 0, known.Published - known.Changed), known.Kept));
    }

    private static string Told(string verb, string folder, (int New, int Changed, int Removed, int Same) files, int kept) =>
        $"{verb} into {folder}/: {files.New} new, {files.Changed} changed, {files.Removed} removed, {files.Same} as they were{(kept == 0 ? "" : $", {kept} not asked for and kept")}";

    private static void PrintPlan(CompileRequest request, CompileResult result, Terminal terminal)
    {
        var folder = request.OutputFolder!.TrimEnd('/', '\\');
        if (result.Known is { } known)
        {
            Print(known, folder, terminal);
            return;
        }

        var plan = result.Plan!;
        if (result.Outcome == Outcome.DryRun)
        {
            foreach (var (sign, paths) in (ReadOnlySpan<(string, IReadOnlyList<string>)>)[("new", plan.Created), ("changed", plan.Changed), ("removed", plan.Deleted)])
            {
                foreach (var path in paths)
                {
                    terminal.Out.WriteLine($"{sign}\t{path}");
                }
            }
        }

        var course = result.Course!;
        var lessons = course.Lessons.Count(l => request.Shard?.Holds(l.Id) != false && result.Pages!.PagesOf(l).Any(request.Choice.Wants));
        terminal.Error.WriteLine($"{course.Curriculum.Title} {course.Curriculum.Version}: {Report.Count(lessons, "lesson")}, {Report.Count(result.Made, "page")}");
        if (result.Outcome == Outcome.Published)
        {
            foreach (var home in request.Shard is null ? Compiler.HomesOf(result.Pages!, request.Choice) : [])
            {
                terminal.Out.WriteLine($"{folder}/{home.OutputPath}");
            }

            if (result.Versions is not null)
            {
                terminal.Out.WriteLine($"{folder}/{SiteVersions.Folder}/{SiteVersions.ListName}");
            }
        }

        if (result.Versions is { } versions)
        {
            terminal.Error.WriteLine($"Release {versions.Current}, with {(versions.Others == 0 ? "no other version" : Report.Count(versions.Others, "other version"))} beside it");
        }

        var verb = result.Outcome == Outcome.DryRun ? "Would publish" : "Published";
        terminal.Error.WriteLine(Told(verb, folder, (plan.Created.Count, plan.Changed.Count, plan.Deleted.Count, plan.Unchanged.Count), plan.Kept.Count));
    }
}
