using System.Text.Json;
using Upstander.Caching;
using Upstander.Diagnostics;
using Upstander.Publishing;
using Upstander.Records;
using Upstander.Workspaces;

namespace Upstander;

/// <summary>
/// Knows a build as a whole: where every file of the project, every option and the output folder are what they were after an earlier build, there is nothing to do,
/// and what it reported is reported again. It is not asked for overlays, parts, releases and PDF.
/// </summary>
internal static class WholeBuild
{
    private const string Whole = "whole";

    /// <summary>One line for everything that a build reads, before it reads it; null where the build cannot be known as a whole.</summary>
    public static string? KeyOf(CompileRequest request, BuildCache? cache, CancellationToken cancel) =>
        cache is not null && CanBeKnown(request) ? KeyOfInput(request, cancel) : null;

    /// <summary>The build, where it is known and nothing changed since; null where it has to be done.</summary>
    public static CompileResult? Recall(CompileRequest request, BuildCache? cache, string? input, DiagnosticBag problems)
    {
        if (cache is null || input is null || request.Verify || Published(request, out var manifest) is not { } folder
            || cache.Find([Whole, OptionsOf(request), ContentHash.Of(manifest), input], "") is not { } record)
        {
            return null;
        }

        try
        {
            var known = new KnownBuild(
                record.Text(), record.Text(), record.Whole(), record.Whole(), record.Texts(), record.Whole(), record.Whole());
            var findings = record.List(record.Finding);
            var lengths = record.List(record.Number);
            if (!IsThere(folder, manifest, lengths))
            {
                return null;
            }

            problems.AddRange(findings);
            return new CompileResult(Outcome.Published, Made: known.Made) { Known = known };
        }
        catch (Exception e) when (e is InvalidDataException || Disk.IsRefusal(e))
        {
            return null;
        }
    }

    /// <summary>Takes a build that was done and published. One during which a file changed is not known: nobody can tell which of the two states it read.</summary>
    public static void Keep(CompileRequest request, BuildCache? cache, string? input, CompileResult result, DiagnosticBag problems, CancellationToken cancel)
    {
        if (cache is null || input is null || result is not { Outcome: Outcome.Published, Plan: { } plan, Course: { } course, Pages: { } pages }
            || pages.All(course).Any(p => p.Format == "pdf" && request.Choice.Wants(p))
            || Published(request, out var manifest) is not { } folder || KeyOfInput(request, cancel) != input)
        {
            return;
        }

        try
        {
            var lengths = Paths(manifest).AsParallel().AsOrdered().Select(p => new FileInfo(OutputDisk.Full(folder, p)).Length).ToArray();
            var record = new RecordWriter("");
            record.Text(course.Curriculum.Title.Value);
            record.Text(course.Curriculum.Version.Value);
            record.Number(course.Lessons.Count(l => pages.PagesOf(l).Any(request.Choice.Wants)));
            record.Number(result.Made);
            record.Texts([.. Compiler.HomesOf(pages, request.Choice).Select(h => h.OutputPath)]);
            record.Number(plan.Created.Count + plan.Changed.Count + plan.Unchanged.Count);
            record.Number(plan.Kept.Count);
            record.List(problems.Sorted(), record.Finding);
            record.List(lengths, record.Number);
            cache.Add([Whole, OptionsOf(request), ContentHash.Of(manifest), input], record);
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            // It is done again next time.
        }
    }

    private static bool CanBeKnown(CompileRequest request) =>
        request is { OutputFolder: not null, DryRun: false, Memory: null, Release: null, Releases: null, Shard: null, Parts.Count: 0, Baseline: null, Counts: null };

    private static string OptionsOf(CompileRequest request) => string.Join('\n', new[]
    {
        request.Folder, request.OutputFolder, request.ToolFolder, Compiler.OptionsOf(request.Choice), request.Planned is { } planned ? Compiler.OptionsOf(planned) : "-",
        string.Join(',', request.Part.Units), string.Join(',', request.Part.Lessons), request.Paper, request.Browser?.Path, request.BrowserMissing,
        $"{request.Strict} {request.Locked}", request.Today.ToString("o", System.Globalization.CultureInfo.InvariantCulture),
        Compiler.OptionsOf(request.Rules), request.Tool,
    });

    /// <summary>The output folder and its manifest, as a build has left them; null where there is none, or where one is at work or has died.</summary>
    private static string? Published(CompileRequest request, out byte[] manifest)
    {
        manifest = [];
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

            manifest = File.ReadAllBytes(path);
            return folder;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            return null;
        }
    }

    /// <summary>One line for everything that a build reads: the same when every file holds the same; null where that cannot be told.</summary>
    private static string? KeyOfInput(CompileRequest request, CancellationToken cancel)
    {
        var unheard = new DiagnosticBag();
        if (Workspace.Open(request.Folder, request.ToolFolder, unheard) is not { IsOverlay: false } workspace)
        {
            return null;
        }

        List<WorkspaceFile> files = [.. workspace.Project, .. Workspace.OfTool(request.ToolFolder, unheard)];
        var lines = new (string Path, string Hash)[files.Count];
        Parallel.For(0, files.Count, new ParallelOptions { CancellationToken = cancel }, i =>
            lines[i] = (files[i].Path, Workspace.Read(files[i], unheard) is { } file ? ContentHash.Of(file.Bytes.Span) : ""));

        // What is odd about the folder itself is reported by name.
        return ContentHash.Of(ContentHash.Of(lines) + string.Join('\n', unheard.Sorted()));
    }

    private static bool IsThere(string folder, byte[] manifest, long[] lengths)
    {
        string[] paths = [.. Paths(manifest)];
        if (paths.Length != lengths.Length)
        {
            return false;
        }

        var folders = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var isThere = true;
        Parallel.For(0, paths.Length, (i, loop) =>
        {
            if (OutputDisk.Look(folder, paths[i], hash: false, folders, out var length).Spot != OutputSpot.File || length != lengths[i])
            {
                isThere = false;
                loop.Stop();
            }
        });
        return isThere;
    }

    // The manifest is the one that was written: its hash is part of the key.
    private static List<string> Paths(byte[] manifest)
    {
        var reader = new Utf8JsonReader(manifest);
        List<string> paths = [];
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 2)
            {
                paths.Add(reader.GetString()!);
            }
        }

        return paths;
    }
}

/// <summary>What is told of a build that had nothing to do.</summary>
/// <param name="Title">Title of the curriculum.</param>
/// <param name="Version">Its version.</param>
/// <param name="Lessons">How many lessons have pages.</param>
/// <param name="Made">How many pages there are.</param>
/// <param name="Homes">The first pages of the sites, in the output folder.</param>
/// <param name="Unchanged">How many files are as they were.</param>
/// <param name="Kept">How many were not asked for.</param>
public sealed record KnownBuild(string Title, string Version, int Lessons, int Made, IReadOnlyList<string> Homes, int Unchanged, int Kept);
