// How well the language rules do on labelled sentences:
//   dotnet run --project bench/Evaluate -- [--misses] [--kind NAME] RULES-FOLDER FILE.tsv…
// Precision and recall over errors and warnings, for each file and together; --misses lists what went wrong.
using System.Globalization;
using System.Text;
using Upstander.Binding;
using Upstander.Checking.Language;
using Upstander.Diagnostics;
using Upstander.Workspaces;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(false);
var misses = args.Contains("--misses");
var kindAt = Array.IndexOf(args, "--kind");
var kind = kindAt < 0 ? null : args[kindAt + 1];
List<string> paths = [.. args.Where((a, i) => !a.StartsWith("--", StringComparison.Ordinal) && (kindAt < 0 || i != kindAt + 1))];
if (paths.Count < 2)
{
    Console.Error.WriteLine("usage: [--misses] [--kind NAME] RULES-FOLDER FILE.tsv…");
    return 2;
}

var problems = new DiagnosticBag();
var files = Directory.EnumerateFiles(paths[0], "*.yaml").Order(StringComparer.Ordinal).Select(f => new SourceFile((args.Contains("--time") ? WorkspaceFile.BuiltInPrefix : "") + f, File.ReadAllBytes(f)));
var load = System.Diagnostics.Stopwatch.StartNew();
var library = RuleLibrary.Read(files, problems);
if (args.Contains("--time"))
{
    Console.WriteLine($"reading {library.Rules.Count} rules: {load.ElapsedMilliseconds} ms");
    for (var again = 0; again < 3; again++)
    {
        load.Restart();
        RuleLibrary.Read(files, problems);
        Console.WriteLine($"again: {load.ElapsedMilliseconds} ms");
    }
}

foreach (var problem in problems.Sorted())
{
    Console.WriteLine(problem);
}

var checker = new LanguageChecker(library);
if (args.Contains("--time"))
{
    // The first pass makes what is made when it is first needed; the others tell what a sentence costs.
    List<string> sentences = [.. paths.Skip(1).SelectMany(File.ReadLines).Select(l => l.Split('\t')).Where(f => f.Length == 5).Select(f => f[4])];
    for (var pass = 1; pass <= 4; pass++)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var sentence in sentences)
        {
            checker.Check(new Passage("text", For.Everyone, TextTag.None, "g912", sentence, true, (start, _) => SourceSpan.At("", 1, start + 1)), _ => { });
        }

        Console.WriteLine($"pass {pass}: {watch.Elapsed.TotalMicroseconds / sentences.Count:0} us a sentence, {sentences.Count} sentences");
    }

    return 0;
}

var (allHit, allFalse, allMissed) = (0, 0, 0);
var byKind = new SortedDictionary<string, (int Hit, int All)>(StringComparer.Ordinal);
foreach (var path in paths.Skip(1))
{
    var (hit, wrong, missed) = (0, 0, 0);
    foreach (var fields in File.ReadLines(path).Select(l => l.Split('\t')).Where(f => f.Length == 5))
    {
        var readers = For.Named(fields[2]);
        var passage = new Passage("text", readers, TextTag.None, fields[3], fields[4], true, (start, _) => SourceSpan.At(path, 1, start + 1));
        var findings = new List<Diagnostic>();
        checker.Check(passage, findings.Add);
        findings.RemoveAll(f => f.Severity == Severity.Info);
        var (flag, found) = (fields[0] == "flag", findings.Count > 0);
        hit += flag && found ? 1 : 0;
        wrong += !flag && found ? 1 : 0;
        missed += flag && !found ? 1 : 0;
        if (flag)
        {
            var (h, all) = byKind.GetValueOrDefault(fields[1]);
            byKind[fields[1]] = (h + (found ? 1 : 0), all + 1);
        }

        if (misses && flag != found && (kind is null || kind == fields[1] || !flag))
        {
            Console.WriteLine(flag ? $"MISSED {fields[1]} [{fields[2]} {fields[3]}]: {fields[4]}" : $"WRONG  {fields[1]}: {fields[4]}\n       {string.Join(" | ", findings.Select(f => $"{f.Code} {f.Phrase}"))}");
        }
    }

    Print(Path.GetFileName(path), hit, wrong, missed);
    (allHit, allFalse, allMissed) = (allHit + hit, allFalse + wrong, allMissed + missed);
}

Print("together", allHit, allFalse, allMissed);
foreach (var (name, (h, all)) in byKind)
{
    Console.WriteLine($"  {name,-20} {h,3} of {all,3}");
}

return 0;

static void Print(string name, int hit, int wrong, int missed) => Console.WriteLine(
    $"{name,-14} precision {(double)hit / Math.Max(1, hit + wrong):0.000} ({hit}/{hit + wrong})   recall {(double)hit / Math.Max(1, hit + missed):0.000} ({hit}/{hit + missed})");
