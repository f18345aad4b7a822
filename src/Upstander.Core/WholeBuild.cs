using Upstander.Caching;
using Upstander.Checking.Html;
using Upstander.Diagnostics;
using Upstander.Publishing;
using Upstander.Workspaces;

namespace Upstander;

/// <summary>
/// Knows a build as a whole: where every file of the project, every option and the output folder are what they were after an earlier build, there is nothing to do,
/// and what it reported is reported again. It is not asked for overlays, parts, releases and PDF.
/// </summary>
internal static class WholeBuild
{
    private const string Whole = "whole";

    /// <summary>Looks at what a build is about to read, and at what the last build into its output folder came to; null where that cannot be known.</summary>
    public static LastBuild? Look(CompileRequest request, BuildCache? cache, CancellationToken cancel)
    {
        if (cache is null || !CanBeKnown(request))
        {
            return null;
        }

        // In a large course, what the last build left takes as long to read as the course itself.
        var reading = Task.Run(() => Last(request, cache), CancellationToken.None);
        if (InputFiles.Of(request, cancel) is not { } input)
        {
            return null;
        }

        return reading.GetAwaiter().GetResult() is var (folder, manifest, record) ? new LastBuild(input, record) { Folder = folder, Manifest = manifest } : new LastBuild(input, null);
    }

    private static (string Folder, ManifestIndex Manifest, WholeRecord Record)? Last(CompileRequest request, BuildCache cache)
    {
        try
        {
            // Nothing is known where the folder holds what another build has put there since.
            return !request.Verify && cache.Find(KeyOf(request), "") is { } bytes && Published(request) is var (folder, manifest) && WholeRecord.Read(bytes) is var record && record.ManifestHash == manifest.Hash
                ? (folder, manifest, record)
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The build, where nothing changed since; null where it has to be done.</summary>
    public static CompileResult? Recall(LastBuild? last, DiagnosticBag problems)
    {
        if (last is not { Record: { } record } || !last.Input.Equals(record.Input) || !last.IsThere)
        {
            return null;
        }

        problems.AddRange(record.Findings);
        return new CompileResult(Outcome.Published, Made: record.Told.Made) { Known = record.Told };
    }

    /// <summary>Takes a build that was done and published. One during which a file changed is not known: nobody can tell which of the two states it read.</summary>
    public static void Keep(CompileRequest request, BuildCache? cache, LastBuild? last, CompileResult result, DiagnosticBag problems, CancellationToken cancel)
    {
        if (cache is null || last is null || result is not { Outcome: Outcome.Published, Plan: { } plan, Course: { } course, Pages: { } pages }
            || pages.All(course).Any(p => p.Format == "pdf" && request.Choice.Wants(p))
            || Published(request) is not (var folder, var manifest) || InputFiles.Of(request, cancel)?.Equals(last.Input) != true)
        {
            return;
        }

        try
        {
            var told = new KnownBuild(
                course.Curriculum.Title.Value,
                course.Curriculum.Version.Value,
                course.Lessons.Count(l => pages.PagesOf(l).Any(request.Choice.Wants)),
                result.Made,
                [.. Compiler.HomesOf(pages, request.Choice).Select(h => h.OutputPath)],
                plan.Created.Count + plan.Changed.Count + plan.Unchanged.Count,
                plan.Kept.Count);
            Keep(request, cache, new WholeRecord(told, last.Input)
            {
                ManifestHash = manifest.Hash,
                Findings = problems.Sorted(),
                Lengths = [.. manifest.Paths.AsParallel().AsOrdered().Select(p => new FileInfo(OutputDisk.Full(folder, p)).Length)],
                Lessons = [.. course.Lessons.Select(l => new KnownSummary(l.File.Path, l.Id, l.Band, l.Key))],
                CoursePages = pages.Names(),
                Unmade = [.. pages.All(course).Where(p => !request.Choice.Wants(p)).Select(p => LinkReader.Hash(p.OutputPath))],
                PageContext = cache.PageContext,
                FactsKey = cache.FactsKey,
            });
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            // It is done again next time.
        }
    }

    /// <summary>Takes what a build came to.</summary>
    public static void Keep(CompileRequest request, BuildCache cache, WholeRecord record) => cache.Add(KeyOf(request), record.Write());

    /// <summary>The output folder and its manifest, as a build has left them; null where there is none, or where one is at work or has died.</summary>
    private static (string Folder, ManifestIndex Manifest)? Published(CompileRequest request)
    {
        try
        {
            if (OutputFolder.Accept(new StageRequest(request.OutputFolder!) { Protected = [request.ToolFolder] }, new DiagnosticBag()) is not { } folder)
            {
                return null;
            }

            var path = Path.Combine(folder, OutputMarks.Manifest);
            if (Disk.Look(path) != DiskKind.File || new FileInfo(path).Length > Manifest.MaxBytes
                || new[] { OutputMarks.Journal, OutputMarks.Lock, OutputMarks.Staging }.Any(m => Disk.Look(Path.Combine(folder, m)) != DiskKind.Absent))
            {
                return null;
            }

            return ManifestIndex.Of(File.ReadAllBytes(path)) is { } manifest ? (folder, manifest) : null;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            return null;
        }
    }

    // A folder holds one build at a time: the record of the next takes the place of this one.
    private static string[] KeyOf(CompileRequest request) => [Whole, OptionsOf(request)];

    private static bool CanBeKnown(CompileRequest request) =>
        request is { OutputFolder: not null, DryRun: false, Memory: null, Release: null, Releases: null, Shard: null, Parts.Count: 0, Baseline: null, Counts: null };

    private static string OptionsOf(CompileRequest request) => string.Join('\n', new[]
    {
        request.Folder, request.OutputFolder, request.ToolFolder, Compiler.OptionsOf(request.Choice), request.Planned is { } planned ? Compiler.OptionsOf(planned) : "-",
        string.Join(',', request.Part.Units), string.Join(',', request.Part.Lessons), request.Paper, request.Browser?.Path, request.BrowserMissing,
        $"{request.Strict} {request.Locked}", request.Today.ToString("o", System.Globalization.CultureInfo.InvariantCulture),
        Compiler.OptionsOf(request.Rules), request.Tool,
    });
}

/// <summary>What a build is about to read, and the last build into its output folder with the same options.</summary>
/// <param name="Input">Every file as it is now.</param>
/// <param name="Record">What that build came to; null where nothing is known of one.</param>
internal sealed record LastBuild(InputFiles Input, WholeRecord? Record)
{
    /// <summary>The output folder; empty without a record.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The manifest of the output folder; null without a record.</summary>
    public ManifestIndex? Manifest { get; init; }

    /// <summary>Whether every file that it lists is there, by its size.</summary>
    public bool IsThere => Manifest is not null && Record is not null && Manifest.IsThere(Folder, Record.Lengths);
}

/// <summary>What is told of a build that had little or nothing to do.</summary>
/// <param name="Title">Title of the curriculum.</param>
/// <param name="Version">Its version.</param>
/// <param name="Lessons">How many lessons have pages.</param>
/// <param name="Made">How many pages there are.</param>
/// <param name="Homes">The first pages of the sites, in the output folder.</param>
/// <param name="Published">How many files are published.</param>
/// <param name="Kept">How many were not asked for.</param>
public sealed record KnownBuild(string Title, string Version, int Lessons, int Made, IReadOnlyList<string> Homes, int Published, int Kept)
{
    /// <summary>How many of the files changed.</summary>
    public int Changed { get; init; }
}
