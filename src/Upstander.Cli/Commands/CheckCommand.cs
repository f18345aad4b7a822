using System.CommandLine;
using System.Text;
using Upstander.Binding;
using Upstander.Checking;
using Upstander.Checking.Language;
using Upstander.Checking.Reports;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Overlays;
using Upstander.Publishing;
using Upstander.Workspaces;

namespace Upstander.Cli.Commands;

/// <summary><c>upstander check</c>: reports what is wrong with a curriculum, or with texts that are no lesson, and writes nothing but a baseline.</summary>
internal static class CheckCommand
{
    private static readonly string[] Forms = ["text", "json", "sarif", "github", "markdown"];

    // A report in a file is known again by how it begins, so that a later run may replace it and nothing else.
    private static readonly (string Form, string Begins)[] FileForms = [("json", "{\n  \"findings\""), ("sarif", "{\n  \"$schema\": \"https://json.schemastore.org/sarif"), ("markdown", "# Checked ")];

    public static Command Make(Terminal terminal)
    {
        var targets = new Argument<string[]>("what")
        {
            Description = "Folder of a curriculum (the current one when left out), or files that end in .md, .markdown or .txt.",
            DefaultValueFactory = _ => ["."],
            Arity = ArgumentArity.ZeroOrMore,
        };
        CommonOptions.TakeNoOptions(targets);
        var readers = new Option<string>("--as") { Description = "Whom the text files are for: learner, facilitator or family.", DefaultValueFactory = _ => "family" };
        readers.AcceptOnlyFromAmong([.. Names.Audiences]);
        var band = new Option<string?>("--band") { Description = $"Age band of the text files: {string.Join(", ", Names.Bands)}." };
        band.AcceptOnlyFromAmong([.. Names.Bands]);
        var report = CommonOptions.Many("--report", $"Form of the report: {string.Join(", ", Forms)}; with =FILE behind it, into a file ({string.Join(", ", FileForms.Select(f => f.Form))}). May stand several times.");
        report.HelpName = "form";
        report.Validators.Add(found =>
        {
            var given = found.Tokens.Select(t => t.Value).ToList();
            if (given.Find(g => !Forms.Contains(g, StringComparer.Ordinal) && FileForm(g) is null) is { } wrong)
            {
                var name = wrong.Split('=')[0];
                found.AddError(Forms.Contains(name, StringComparer.Ordinal)
                    ? $"--report {name} goes to the terminal; into a file go {string.Join(", ", FileForms.Select(f => f.Form))}, as in --report sarif=findings.sarif."
                    : $"'{wrong}' is no form of a report: {string.Join(", ", Forms)}.{(Nearest.To(name, Forms) is { } near ? $" Did you mean '{near}'?" : "")}");
            }
            else if (given.Count(g => !g.Contains('=')) > 1)
            {
                found.AddError("Only one report goes to standard output; the others need a file, as in --report sarif=findings.sarif.");
            }
        });
        var only = CommonOptions.Only();
        var except = CommonOptions.Except();
        var baseline = new Option<string?>("--baseline") { Description = "File of findings that are known: only new ones count." };
        var update = new Option<bool>("--update-baseline") { Description = "Write what is found into the baseline file." };
        var testRules = new Option<bool>("--test-rules") { Description = "Hold every rule against its own examples instead of checking lessons." };
        var strict = CommonOptions.Strict();
        var locked = CommonOptions.Locked();
        var all = CommonOptions.All();
        var today = CommonOptions.Today();
        var noCache = CommonOptions.NoCache();
        var command = new Command("check", "Report what is wrong with a curriculum or a text; change nothing.")
        {
            targets, readers, band, report, only, except, baseline, update, testRules, strict, locked, noCache, all, today,
        };
        command.SetAction(parsed =>
        {
            if (CompileCommand.ToolFolder(terminal) is not { } tool)
            {
                return ExitCodes.EnvironmentError;
            }

            var given = parsed.GetValue(targets)!;
            var texts = given.Where(IsText).ToList();
            if ((texts.Count > 0 && texts.Count < given.Length) || (texts.Count == 0 && given.Length != 1))
            {
                terminal.Error.WriteLine($"'check' takes the folder of one curriculum, or any number of files that end in {string.Join(", ", TextCheck.Extensions)}.");
                return ExitCodes.WrongUsage;
            }

            if (parsed.GetValue(update) && parsed.GetValue(baseline) is null)
            {
                terminal.Error.WriteLine("--update-baseline needs --baseline FILE: the file to write.");
                return ExitCodes.WrongUsage;
            }

            var output = new ReportOutput(parsed.GetValue(report)!, parsed.GetValue(all), terminal);
            var known = new KnownFindings(parsed.GetValue(baseline), parsed.GetValue(update));
            if (texts.Count > 0)
            {
                var builtIn = BuiltInRules(tool, new DiagnosticBag());
                return CommonOptions.Rules(parsed, only, except, noCheck: false, () => builtIn, terminal) is { } chosen
                    ? CheckTexts(texts, For.Named(parsed.GetValue(readers)!), parsed.GetValue(band), builtIn, chosen, known, parsed.GetValue(strict), output)
                    : ExitCodes.WrongUsage;
            }

            if (parsed.GetValue(testRules))
            {
                return TestRules(given[0], tool, output);
            }

            if (CommonOptions.Rules(parsed, only, except, noCheck: false, () => RulesOf(given[0], tool), terminal) is not { } choice)
            {
                return ExitCodes.WrongUsage;
            }

            var request = new CompileRequest(given[0], tool) { Strict = parsed.GetValue(strict), Locked = parsed.GetValue(locked), Rules = choice, Today = CommonOptions.TodayOf(parsed, today), Cache = CommonOptions.Cache(parsed, noCache, terminal) };
            return CheckCourse(request, known, output);
        });
        return command;
    }

    /// <summary>The rules of the tool alone.</summary>
    internal static RuleCatalogue BuiltInRules(string tool, DiagnosticBag problems) =>
        new(RuleLibrary.Read(Workspace.ToolRules(tool, problems).Select(f => Workspace.Read(f, problems)).OfType<SourceFile>(), problems));

    /// <summary>The rules of a curriculum and the tool; those of the tool alone where there is no curriculum. What is wrong with them is told by others.</summary>
    internal static RuleCatalogue RulesOf(string folder, string tool)
    {
        var unheard = new DiagnosticBag();
        return OverlayStack.Open(folder, tool, unheard) is { Workspace: { } workspace } ? Compiler.Rules(workspace, unheard) : BuiltInRules(tool, unheard);
    }

    /// <summary>The form and the file of a report that goes into one; null for another.</summary>
    private static (string Form, string Begins, string Path)? FileForm(string given) =>
        given.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign && sign + 1 < given.Length && Array.Find(FileForms, f => f.Form == given[..sign]) is { Form: not null } found
            ? (found.Form, found.Begins, given[(sign + 1)..])
            : null;

    private static bool IsText(string path) => TextCheck.Extensions.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private static int CheckCourse(CompileRequest request, KnownFindings known, ReportOutput output)
    {
        var problems = new DiagnosticBag();
        if (!known.Read(problems, out var baseline))
        {
            output.PrintProblems(problems);
            return ExitCodes.WrongUsage;
        }

        var result = CompileCommand.Run(request with { Baseline = baseline }, problems, output.Terminal);
        var written = known.Write(result.Inspection?.Accountable, output.Terminal);
        var findings = problems.Sorted();
        var checkedLessons = result.Course is { } course ? Report.Count(course.Lessons.Count, "lesson") : "nothing";
        var isWritten = output.Print(new ReportContent(
            findings, result.Inspection?.Suppressed ?? [], result.Inspection?.Known ?? 0, checkedLessons, result.Inspection?.Catalogue ?? RulesOf(request.Folder, request.ToolFolder), CommandLine.Version));
        return isWritten ? written ?? ExitCodes.Of(result.Outcome) : ExitCodes.EnvironmentError;
    }

    private static int CheckTexts(
        List<string> paths, Audience readers, string? band, RuleCatalogue catalogue, RuleChoice choice, KnownFindings known, bool strict, ReportOutput output)
    {
        var problems = new DiagnosticBag();
        if (!known.Read(problems, out var baseline))
        {
            output.PrintProblems(problems);
            return ExitCodes.WrongUsage;
        }

        List<SourceFile> files = [.. paths.Select(p => Workspace.ReadOne(p, problems)).OfType<SourceFile>()];
        if (files.Count < paths.Count)
        {
            output.PrintProblems(problems);
            return ExitCodes.WrongUsage;
        }

        var checker = new LanguageChecker(catalogue.Language, choice.Codes(catalogue));
        foreach (var file in files)
        {
            TextCheck.Check(file, readers, band, checker, problems);
        }

        var found = problems.Sorted();
        var sieve = baseline is null ? null : new BaselineSieve(baseline);
        List<Diagnostic> findings = [.. found.Where(f => catalogue.Find(f.Code) is null || sieve?.Knows(f) != true), .. sieve?.Gone() ?? []];
        var written = known.Write([.. found.Where(f => catalogue.Find(f.Code) is not null)], output.Terminal);
        var isWritten = output.Print(new ReportContent(findings, [], sieve?.Known ?? 0, Report.Count(files.Count, "text"), catalogue, CommandLine.Version));
        var fails = findings.Any(f => f.Severity == Severity.Error || (strict && f.Severity == Severity.Warning));
        return isWritten ? written ?? (fails ? ExitCodes.InputError : ExitCodes.Fine) : ExitCodes.EnvironmentError;
    }

    private static int TestRules(string folder, string tool, ReportOutput output)
    {
        var problems = new DiagnosticBag();
        if (OverlayStack.Open(folder, tool, problems) is not { Workspace: { } workspace })
        {
            output.PrintProblems(problems);
            return ExitCodes.WrongUsage;
        }

        var catalogue = Compiler.Rules(workspace, problems);
        RuleExamples.Check(catalogue.Language, _ => true, problems);
        var rules = catalogue.Language.Rules;
        var examples = rules.Sum(r => r.Entry.Flags.Count + r.Entry.Passes.Count);
        var isWritten = output.Print(new ReportContent(problems.Sorted(), [], 0, $"{Report.Count(rules.Count, "language rule")} with {Report.Count(examples, "example")}", catalogue, CommandLine.Version));
        return !isWritten ? ExitCodes.EnvironmentError : problems.HasErrors ? ExitCodes.InputError : ExitCodes.Fine;
    }

    /// <summary>The baseline that a command was given, if any.</summary>
    private sealed record KnownFindings(string? Path, bool Update)
    {
        /// <summary>The baseline; null where there is none or it is to be made anew. False after a finding.</summary>
        public bool Read(DiagnosticBag problems, out Baseline? baseline)
        {
            baseline = null;
            if (Path is null || (Update && !File.Exists(Path)))
            {
                return true;
            }

            // What is to be overwritten is read too: a file of another kind must not be lost.
            var read = Workspace.ReadOne(Path, problems) is { } file ? Baseline.Read(file, problems) : null;
            baseline = Update ? null : read;
            return read is not null;
        }

        /// <summary>Writes the baseline where it is asked for: the exit code then, else null.</summary>
        public int? Write(IReadOnlyList<Diagnostic>? findings, Terminal terminal)
        {
            if (!Update || findings is null)
            {
                return null;
            }

            var problems = new DiagnosticBag();
            if (!OneFile.Write(Path!, Baseline.Write(findings), problems))
            {
                Report.Print(problems.Sorted(), terminal.Error, terminal.RichError, all: true);
                return ExitCodes.EnvironmentError;
            }

            terminal.Error.WriteLine($"Wrote {Report.Count(findings.Count, "finding")} into {Path}.");
            return ExitCodes.Fine;
        }
    }

    /// <summary>Where reports go, and in which forms.</summary>
    /// <param name="Given">Forms, with a file or without; without any, text.</param>
    /// <param name="All">Whether to print more than the first twenty findings of a file.</param>
    /// <param name="Terminal">Where to print.</param>
    private sealed record ReportOutput(IReadOnlyList<string> Given, bool All, Terminal Terminal)
    {
        public void PrintProblems(DiagnosticBag problems) => Report.Print(problems.Sorted(), Terminal.Error, Terminal.RichError, All);

        /// <summary>Writes every report; false where a file could not be written.</summary>
        public bool Print(ReportContent content)
        {
            var form = Given.FirstOrDefault(g => !g.Contains('=')) ?? (Given.Count == 0 ? "text" : null);
            if (form == "text")
            {
                Report.Print(content.Findings, Terminal.Out, Terminal.RichOut, All);
            }
            else if (form is not null)
            {
                Terminal.Out.Write(Text(form, content));
            }

            var problems = new DiagnosticBag();
            foreach (var (fileForm, begins, path) in Given.Select(FileForm).OfType<(string, string, string)>())
            {
                using var draft = FileDraft.Open(path, file => Begins(file, begins), force: false, problems);
                draft?.Commit(output => output.Write(Encoding.UTF8.GetBytes(Text(fileForm, content))));
            }

            Report.Print(problems.Sorted(), Terminal.Error, Terminal.RichError, All);
            var accepted = content.Suppressed.Count > 0 ? $" {Report.Count(content.Suppressed.Count, "finding")} accepted with a reason." : "";
            var known = content.Known > 0 ? $" {Report.Count(content.Known, "finding")} known." : "";
            Terminal.Error.WriteLine(Report.Totals(content.Findings) is { } totals
                ? $"Checked {content.Checked}: {totals}.{accepted}{known}"
                : $"Checked {content.Checked}: nothing to report.{accepted}{known} Passing these checks is no certificate that a lesson is safe; people review lessons.");
            return !problems.HasErrors;
        }

        private static string Text(string form, ReportContent content) => form switch
        {
            "json" => JsonReport.Write(content),
            "sarif" => SarifReport.Write(content),
            "github" => GitHubReport.Write(content),
            _ => MarkdownReport.Write(content),
        };

        private static bool Begins(Stream file, string begins)
        {
            var start = new byte[begins.Length];
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && Encoding.UTF8.GetString(start) == begins;
        }
    }
}
