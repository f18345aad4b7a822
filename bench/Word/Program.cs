// How many word processor files one thread makes in a second, from Markdown pages that are made already:
//   dotnet run -c Release --project bench/Word -- CURRICULUM TOOL-FOLDER
// Every document of the curriculum once for each pass; the first passes warm up and the best of the others counts.
using System.Diagnostics;
using System.Globalization;
using Upstander;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Word;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var folder, var tool])
{
    Console.Error.WriteLine("usage: CURRICULUM TOOL-FOLDER");
    return 2;
}

var problems = new DiagnosticBag();
var survey = Compiler.Survey(new CompileRequest(folder, tool) { Choice = PageChoice.All with { Formats = ["docx"] } }, problems, CancellationToken.None);
if (survey is null)
{
    Console.Error.WriteLine(string.Join('\n', problems.Sorted()));
    return 1;
}

List<MadePage> pages = [];
foreach (var summary in survey.Course.Lessons)
{
    var wanted = survey.Pages.PagesOf(summary).Where(p => p.Format == "docx");
    survey.Maker.MakeLessonPages(summary, LessonSource.Get(summary, problems)!, wanted, pages.Add, problems, CancellationToken.None);
}

var handouts = pages.Where(p => p.Page.HandoutId is not null).ToList();
var writer = new WordWriter(survey.Course, survey.Assets, survey.Reference, problems);
foreach (var (name, chosen) in new[] { ("handouts", handouts), ("all documents", pages) })
{
    const int Passes = 12;
    var (best, bytes) = (TimeSpan.MaxValue, 0L);
    for (var pass = 0; pass < Passes; pass++)
    {
        bytes = 0;
        var watch = Stopwatch.StartNew();
        foreach (var page in chosen)
        {
            bytes += writer.Write(page).Length;
        }

        best = pass < 2 || watch.Elapsed > best ? best : watch.Elapsed;
    }

    Console.WriteLine($"{name}: {chosen.Count / best.TotalSeconds:0} a second, {best.TotalMilliseconds / chosen.Count:0.00} ms and {bytes / chosen.Count / 1024.0:0.0} KB each, {chosen.Count} documents");
}

return 0;
