// What PDF costs: one browser for all documents, as a build does it, against one browser process for each.
//   dotnet run -c Release --project bench/Print -- [--documents 50] [--each 5] [--rounds 3] [FOLDER]
// Prints the print documents of a curriculum (lessons/ when none is named), some of them twice where there are too few.
using System.Diagnostics;
using System.Globalization;
using Upstander;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Pdf;
using Upstander.Workspaces;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var (count, each, rounds) = (Number("--documents", 50), Number("--each", 5), Number("--rounds", 3));
var folder = args.Where((a, i) => !a.StartsWith("--", StringComparison.Ordinal) && (i == 0 || !args[i - 1].StartsWith("--", StringComparison.Ordinal))).FirstOrDefault() ?? "lessons";
var system = BrowserSearch.System;
if (BrowserSearch.Run(system, Environment.GetEnvironmentVariable, File.Exists).Found is not { } browser || ToolFiles.Find(AppContext.BaseDirectory) is not { } tool)
{
    Console.Error.WriteLine("There is no browser on this machine; UPSTANDER_BROWSER may name one.");
    return 3;
}

var work = Directory.CreateTempSubdirectory("upstander-bench-");
try
{
    var problems = new DiagnosticBag();
    var request = new CompileRequest(folder, tool) { OutputFolder = Path.Combine(work.FullName, "out"), Browser = browser, Today = DateOnly.FromDateTime(DateTime.UtcNow) };
    var survey = Compiler.Survey(request, problems, CancellationToken.None)!;
    List<MadePage> made = [];
    foreach (var lesson in survey.Course.Lessons)
    {
        survey.Maker.MakeLessonPages(
            lesson, LessonSource.Get(lesson, problems)!, survey.Pages.PagesOf(lesson).Where(p => p.Document.Format == "print"), made.Add, problems, CancellationToken.None);
    }

    if (made.Count == 0)
    {
        Console.Error.WriteLine($"{folder} has no print documents.");
        return 1;
    }

    MadePage[] pages = [.. Enumerable.Range(0, count).Select(i => made[i % made.Count])];
    var together = Median(rounds, () =>
    {
        var printed = 0;
        using (var printer = PdfPrinter.Start(browser, survey.Assets, problems)!)
        {
            foreach (var page in pages)
            {
                printer.Add(page, _ => Interlocked.Increment(ref printed));
            }

            printer.Finish();
        }

        return printed;
    });

    // The same pages as files, each by a process of its own: what a script would do.
    Compiler.Compile(request with { Choice = new PageChoice([], [], [], ["print"]) }, problems, null, CancellationToken.None);
    string[] files = [.. made.Where(m => m.Page.Source is null).Select(m => Path.Combine(request.OutputFolder, m.Page.OutputPath))];
    var apart = Median(1, () =>
    {
        for (var i = 0; i < each; i++)
        {
            PrintAlone(files[i * files.Length / each], i);
        }

        return each;
    });

    foreach (var problem in problems.Sorted().Where(p => p.Severity == Severity.Error))
    {
        Console.Error.WriteLine(problem);
    }

    Console.WriteLine($"one browser for all, its start and end included: {together:0.0} ms a document ({count} documents, median of {rounds})");
    Console.WriteLine($"one browser process for each:                    {apart:0.0} ms a document ({each} documents)");
    Console.WriteLine($"ratio: {apart / together:0.0}");
    return problems.HasErrors ? 1 : 0;
}
finally
{
    work.Delete(recursive: true);
}

int Number(string option, int otherwise) => Array.IndexOf(args, option) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

static double Median(int rounds, Func<int> print)
{
    List<double> times = [];
    for (var round = 0; round < rounds; round++)
    {
        var clock = Stopwatch.StartNew();
        var documents = print();
        times.Add(clock.Elapsed.TotalMilliseconds / documents);
    }

    return times.Order().ElementAt(times.Count / 2);
}

void PrintAlone(string file, int number)
{
    var pdf = Path.Combine(work.FullName, $"{number}.pdf");
    var start = new ProcessStartInfo(browser.Path) { RedirectStandardError = true, RedirectStandardOutput = true };
    foreach (var argument in (string[])
        ["--headless", "--disable-gpu", "--no-pdf-header-footer", $"--user-data-dir={Path.Combine(work.FullName, $"profile-{number}")}", $"--print-to-pdf={pdf}",
            .. browser.Sandboxed ? Array.Empty<string>() : ["--no-sandbox"], new Uri(file).AbsoluteUri])
    {
        start.ArgumentList.Add(argument);
    }

    using var process = Process.Start(start)!;
    process.ErrorDataReceived += (_, _) => { };
    process.BeginErrorReadLine();
    process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    if (!File.Exists(pdf))
    {
        Console.Error.WriteLine($"The browser made no PDF of {file}.");
    }
}
