using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>Which folder to publish into, and how.</summary>
/// <param name="OutputFolder">As the user gave it; created when it is not there.</param>
public sealed record StageRequest(string OutputFolder)
{
    /// <summary>Folders that the output folder must not be and not lie above: the project, its sources, the tool's own files.</summary>
    public IReadOnlyList<string> Protected { get; init; } = [];

    /// <summary>Only to say what would be done: nothing at all is written, not even for a moment.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether files that are to stay as they are are read and hashed; else their place in the manifest and their size are enough.</summary>
    public bool Verify { get; init; }

    /// <summary>Counts what is hashed and written, where somebody wants to know.</summary>
    internal WorkCounts? Counts { get; init; }

    /// <summary>
    /// The manifest of the folder, where only files that it lists are published again and all others are known to be as they were; null for all files.
    /// </summary>
    internal (ManifestIndex Manifest, IReadOnlyList<string> Paths)? Of { get; init; }

    /// <summary>Name and version of the tool, for the manifest.</summary>
    public string Tool { get; init; } = "upstander";
}

/// <summary>
/// Holds the outputs of one build until all of them are ready: each goes to disk as soon as it is made, into a folder of our
/// own inside the output folder, and only its path, hash and size stay in memory. Holds the folder's lock until disposed.
/// </summary>
public sealed class Stage : IDisposable
{
    private readonly DiagnosticBag problems;
    private readonly ConcurrentBag<StagedFile> files = [];
    private readonly ConcurrentDictionary<string, bool> folders = new(StringComparer.Ordinal);
    private readonly List<string> createdFolders;
    private readonly FileStream? holder;
    private int count;
    private volatile bool failed;

    private Stage(StageRequest request, string folder, string shown, Known known, List<string> createdFolders, FileStream? holder, DiagnosticBag problems)
    {
        Request = request;
        Folder = folder;
        Shown = shown;
        Known = known;
        this.createdFolders = createdFolders;
        this.holder = holder;
        this.problems = problems;
    }

    /// <summary>Number of outputs so far.</summary>
    public int Count => files.Count;

    internal StageRequest Request { get; }

    /// <summary>What was staged so far, in no order.</summary>
    internal IEnumerable<ManifestEntry> Entries => files.Select(f => f.Entry);

    /// <summary>The output folder with all links resolved.</summary>
    internal string Folder { get; }

    /// <summary>The output folder as the user gave it, with a slash at its end.</summary>
    internal string Shown { get; }

    internal Known Known { get; }

    internal DiagnosticBag Findings => problems;

    /// <summary>Whether the system refused to stage an output; the finding says why.</summary>
    internal bool Failed => failed;

    /// <summary>Set once the folder holds what was staged: the folder itself then stays.</summary>
    internal bool Published { get; set; }

    internal string StagingFolder => Path.Combine(Folder, OutputMarks.Staging);

    /// <summary>
    /// Opens an output folder, takes its lock and clears away what a dead build has left. Null after a finding, whose
    /// outcome <see cref="PublishingProblems.OutcomeOf"/> tells; nothing is left behind then.
    /// </summary>
    public static Stage? Open(StageRequest request, DiagnosticBag problems)
    {
        List<string> created = [];
        var shown = request.OutputFolder.Replace('\\', OperatingSystem.IsWindows() ? '/' : '\\').TrimEnd('/') + "/";
        try
        {
            if (OutputFolder.Accept(request, problems) is not { } folder)
            {
                return null;
            }

            if (request.DryRun)
            {
                return Known.Read(folder, shown, problems) is { } listed ? new Stage(request, folder, shown, listed, [], null, problems) : null;
            }

            created = OutputFolder.Missing(folder);
            Directory.CreateDirectory(folder);
            if (OutputFolder.TryLock(folder, request.OutputFolder, problems) is not { } holder)
            {
                OutputFolder.Remove(created);
                return null;
            }

            if ((request.Of is null ? Known.Read(folder, shown, problems) : KnownOf(request.Of.Value, folder)) is { } known
                && OutputFolder.PrepareStaging(folder, shown, problems))
            {
                return new Stage(request, folder, shown, known, created, holder, problems);
            }

            holder.Dispose();
            return null;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            OutputFolder.Remove(created);
            problems.Add(PublishingProblems.Refused.At(SourceSpan.Whole(request.OutputFolder), $"the output folder cannot be used: {Disk.Words(e)}"));
            return null;
        }
    }

    // Null, without a finding, where the folder is no longer what it was.
    private static Known? KnownOf((ManifestIndex Manifest, IReadOnlyList<string> Paths) of, string folder)
    {
        var path = Path.Combine(folder, OutputMarks.Manifest);
        List<ManifestEntry> entries = [.. of.Paths.Select(of.Manifest.Find).OfType<ManifestEntry>()];
        return entries.Count == of.Paths.Count
            && Disk.Look(path) == DiskKind.File
            && Disk.Look(Path.Combine(folder, OutputMarks.Journal)) == DiskKind.Absent
            && File.ReadAllBytes(path).AsSpan().SequenceEqual(of.Manifest.Bytes.Span)
            ? Known.Of(entries, [])
            : null;
    }

    /// <summary>The manifest of the folder when a plan is carried out.</summary>
    internal ReadOnlyMemory<byte> ManifestOf(PublishPlan plan) =>
        Request.Of is { } of ? of.Manifest.With(plan.Manifest) : Manifest.Write(plan.Manifest, Request.Tool);

    /// <summary>Stages one output. Thread-safe; what goes wrong is a finding.</summary>
    /// <param name="path">Relative to the output folder, with forward slashes.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="maker">What made it, for the manifest: lets a later filtered build tell which files are its own.</param>
    /// <returns>SHA-256 of the content; null after a finding.</returns>
    public string? Add(string path, ReadOnlySpan<byte> content, string maker = "")
    {
        if (Accept(path) is not { } normal)
        {
            return null;
        }

        try
        {
            var hash = ContentHash.Of(content);
            var (before, same) = Before(normal, hash, content.Length);
            Keep(normal, hash, maker, before, same || Request.DryRun ? null : Write(content));
            return hash;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            Fail($"nothing was published: {Disk.Words(e)}");
            return null;
        }
    }

    /// <summary>Whether the folder holds a file of ours as an earlier build made it, so that it need not be made again.</summary>
    /// <param name="path">Relative to the output folder, as it was staged.</param>
    /// <param name="hash">SHA-256 of its content.</param>
    /// <param name="length">Its bytes.</param>
    internal bool Holds(string path, string hash, long length)
    {
        try
        {
            return !failed && IsInPlace(path, hash, length);
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            return false;
        }
    }

    /// <summary>Stages a file that the folder <see cref="Holds"/>. Thread-safe.</summary>
    internal void AddHeld(string path, string hash, string maker) => Keep(path, hash, maker, new OnDisk(OutputSpot.File, hash), null);

    /// <summary>Stages a copy of a file on this machine, byte for byte, without holding it in memory. Thread-safe; what goes wrong is a finding.</summary>
    /// <param name="path">Relative to the output folder, with forward slashes.</param>
    /// <param name="source">The file.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="maker">What made it, for the manifest.</param>
    internal void AddCopy(string path, string source, string shown, string maker)
    {
        if (Accept(path) is not { } normal || HashOf(source, shown) is not { } hash)
        {
            return;
        }

        try
        {
            var (before, same) = Before(normal, hash, new FileInfo(source).Length);
            if (same || Request.DryRun)
            {
                Keep(normal, hash, maker, before, null);
                return;
            }

            // What counts is what was copied, should the file have changed since.
            var stagedAs = Copy(source, out hash);
            Keep(normal, hash, maker, before, stagedAs);
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            Fail($"nothing was published: {Disk.Words(e)}");
        }
    }

    /// <summary>Whether there is a file to copy that may be what it was made as.</summary>
    internal bool CanCopy(string source, long length)
    {
        try
        {
            return !failed && Disk.Look(source) == DiskKind.File && new FileInfo(source).Length == length;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            return false;
        }
    }

    /// <summary>Stages a copy of a file that another machine made, where it is still what it was made as. Thread-safe.</summary>
    /// <returns>Whether it was; where it was not, nothing is staged and nothing is reported.</returns>
    internal bool TryCopy(string path, string source, string expected, string maker)
    {
        try
        {
            if (failed || Disk.Look(source) != DiskKind.File)
            {
                return false;
            }

            if (Request.DryRun)
            {
                if (OutputDisk.HashOf(source) != expected)
                {
                    return false;
                }

                Keep(path, expected, maker, Before(path, expected, new FileInfo(source).Length).Before, null);
                return true;
            }

            var stagedAs = Copy(source, out var hash);
            if (hash != expected)
            {
                return false;
            }

            Keep(path, hash, maker, Before(path, hash, new FileInfo(source).Length).Before, stagedAs);
            return true;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            return false;
        }
    }

    /// <summary>The hash of a file on this machine; null after a finding.</summary>
    internal string? HashOf(string source, string shown)
    {
        try
        {
            return OutputDisk.HashOf(source);
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            problems.Add(WorkspaceProblems.Unreadable.At(SourceSpan.Whole(shown), $"the file cannot be read: {Disk.Words(e)}"));
            return null;
        }
    }

    /// <summary>What it takes to make the folder hold what was staged. Adds what forbids it to the findings.</summary>
    /// <param name="selected">Whether the build set out to make what made an earlier file: true for all unless the build is filtered.</param>
    /// <param name="overwriteEdited">Whether files that somebody edited after they were published may be lost.</param>
    public PublishPlan Plan(Func<ManifestEntry, bool>? selected = null, bool overwriteEdited = false)
    {
        PublishPlan plan;
        try
        {
            plan = PublishPlan.Make(Known, [.. files], path => Counted(OutputDisk.Look(Folder, path, hash: true)), selected ?? (_ => true), overwriteEdited, Shown, this);
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            Fail($"the output folder cannot be read: {Disk.Words(e)}");
            plan = PublishPlan.Make(Known.Of([], []), [], _ => default, _ => true, overwriteEdited, Shown, this);
        }

        problems.AddRange(plan.Problems);
        return plan;
    }

    /// <summary>Removes what is staged and was not published, and the folder if it was made for nothing; gives the lock back.</summary>
    public void Dispose()
    {
        if (holder is null)
        {
            return;
        }

        try
        {
            OutputFolder.RemoveStaging(Folder);
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            // What cannot be removed now, the next build removes.
        }

        holder.Dispose();
        if (!Published)
        {
            OutputFolder.Remove(createdFolders);
        }
    }

    /// <summary>For tests: lets go of the lock and leaves everything else as a killed process would.</summary>
    internal void Abandon() => holder?.Dispose();

    internal void Fail(string message)
    {
        failed = true;
        problems.Add(PublishingProblems.Refused.At(SourceSpan.Whole(Request.OutputFolder), message));
    }

    // The path in its one form; null after a finding, and where nothing can be staged any more.
    private string? Accept(string path)
    {
        if (failed)
        {
            return null;
        }

        if (OutputPath.Normalize(path, out var fault) is { } normal)
        {
            return normal;
        }

        problems.Add(PublishingProblems.BadPath.At(SourceSpan.Whole(Shown + path), $"the output path {fault}", "change the document's path, or the id or file name it is made from"));
        return null;
    }

    private (OnDisk Before, bool Same) Before(string path, string hash, long length)
    {
        if (IsInPlace(path, hash, length))
        {
            return (new OnDisk(OutputSpot.File, hash), true);
        }

        var own = Known.Find(path) is not null;
        var other = Known.OtherSpellings(path).Any();
        var before = Counted(OutputDisk.Look(Folder, path, hash: own || other, folders, out _));
        return (before, own && !other && before.Hash == hash);
    }

    // What the manifest says of a file is believed where the file has its size, unless it is to be read.
    private bool IsInPlace(string path, string hash, long length) =>
        Known.Find(path) is { Listed: true, Journaled: false } own
        && own.Entry.Hash == hash
        && !Known.OtherSpellings(path).Any()
        && Counted(OutputDisk.Look(Folder, path, hash: Request.Verify, folders, out var found)) is { Spot: OutputSpot.File } now
        && found == length
        && (!Request.Verify || now.Hash == hash);

    private OnDisk Counted(OnDisk found)
    {
        if (found.Hash is not null)
        {
            Request.Counts?.Hashed();
        }

        return found;
    }

    private void Keep(string path, string hash, string maker, OnDisk before, string? stagedAs)
    {
        // What the manifest says is held already, and need not be held twice.
        var entry = new ManifestEntry(path, hash, maker.Length <= 200 ? maker : maker[..200]);
        files.Add(new StagedFile(Known.Find(path)?.Entry is { } known && known == entry ? known : entry, before, stagedAs));
    }

    private string Write(ReadOnlySpan<byte> content)
    {
        using var handle = New(out var name);
        RandomAccess.Write(handle, content, 0);
        Request.Counts?.Wrote(content.Length);
        return name;
    }

    private string Copy(string source, out string hash)
    {
        using var input = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var output = new FileStream(New(out var name), FileAccess.Write, bufferSize: 0);
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        for (var read = input.Read(buffer); read > 0; read = input.Read(buffer))
        {
            sum.AppendData(buffer, 0, read);
            output.Write(buffer, 0, read);
        }

        hash = Convert.ToHexStringLower(sum.GetHashAndReset());
        Request.Counts?.Wrote(output.Length);
        return name;
    }

    private SafeFileHandle New(out string name)
    {
        name = Interlocked.Increment(ref count).ToString("x8", CultureInfo.InvariantCulture);
        return File.OpenHandle(Path.Combine(StagingFolder, name), FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }
}
