using System.Runtime.ExceptionServices;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>
/// Carries a plan out. The journal goes first, then files are put in place one by one, each whole, and the manifest goes last:
/// whenever the process dies, every file is the old one or the new one, and the next build knows all of them as ours.
/// </summary>
public static class Publisher
{
    /// <summary>Publishes, unless the plan, the staging or the token forbids it. A cancelled token stops it only before the first change.</summary>
    public static Outcome Apply(PublishPlan plan, CancellationToken cancellation) => Apply(plan, beforeStep: null, cancellation);

    /// <param name="plan">What to do.</param>
    /// <param name="beforeStep">For tests: called before each change on disk with its name; what it throws stands for the death of the process.</param>
    /// <param name="cancellation">Heeded until the first change.</param>
    internal static Outcome Apply(PublishPlan plan, Action<string>? beforeStep, CancellationToken cancellation)
    {
        var stage = plan.Stage ?? throw new ArgumentException("A plan without a stage cannot be carried out.", nameof(plan));
        if (stage.Failed)
        {
            return Outcome.EnvironmentError;
        }

        if (plan.Problems.Count > 0 || stage.Findings.HasErrors)
        {
            return PublishingProblems.OutcomeOf(stage.Findings.Sorted()) ?? Outcome.InputError;
        }

        if (stage.Request.DryRun)
        {
            return Outcome.DryRun;
        }

        var work = new Work(stage, plan, beforeStep);
        try
        {
            return work.Run(cancellation);
        }
        catch (OperationCanceledException)
        {
            return Outcome.Interrupted;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            work.Undo();
            stage.Fail(work.Began
                ? $"publishing stopped half way, with every file whole; build again to mend the rest: {Disk.Words(e)}"
                : $"nothing was published: {Disk.Words(e)}");
            return Outcome.EnvironmentError;
        }
    }

    private sealed class Work(Stage stage, PublishPlan plan, Action<string>? beforeStep)
    {
        private readonly List<string> created = [];
        private bool hadJournal;

        /// <summary>Whether a file of the last good output has been touched.</summary>
        public bool Began { get; private set; }

        public Outcome Run(CancellationToken cancellation)
        {
            var manifest = stage.ManifestOf(plan);
            hadJournal = Path.Exists(Own(OutputMarks.Journal));
            cancellation.ThrowIfCancellationRequested();
            if (plan.IsUpToDate && !hadJournal && IsThere(manifest))
            {
                stage.Published = true;
                return Outcome.Published;
            }

            Flush(cancellation);
            cancellation.ThrowIfCancellationRequested();
            WriteOwn(OutputMarks.Journal, Manifest.WriteJournal(plan.Journal, stage.Request.Tool));
            stage.Published = true;
            CreateFolders();
            Delete(plan.DeletedFirst);
            PutInPlace();
            Delete(plan.Deleted.Except(plan.DeletedFirst, StringComparer.Ordinal));
            RemoveEmptyFolders();
            WriteOwn(OutputMarks.Manifest, manifest);
            Step("remove journal");
            File.Delete(Own(OutputMarks.Journal));
            return Outcome.Published;
        }

        /// <summary>Takes back what was done before the first file was touched, as far as the system lets us.</summary>
        public void Undo()
        {
            if (Began)
            {
                return;
            }

            try
            {
                created.Reverse();
                created.ForEach(Directory.Delete);

                // An earlier journal is part of this one: it stays until a build gets through.
                if (!hadJournal)
                {
                    File.Delete(Own(OutputMarks.Journal));
                    stage.Published = false;
                }
            }
            catch (Exception e) when (Disk.IsRefusal(e))
            {
                // The journal that is left behind tells the next build.
            }
        }

        // To the disk itself, before any name points to it: a page is never empty after a power cut.
        private void Flush(CancellationToken cancellation)
        {
            try
            {
                Parallel.ForEach(
                    plan.Moves.Values,
                    new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellation },
                    file =>
                    {
                        using var handle = File.OpenHandle(Staged(file), FileMode.Open, FileAccess.ReadWrite);
                        RandomAccess.FlushToDisk(handle);
                    });
            }
            catch (AggregateException e)
            {
                // One reason is enough to stop, and the caller knows how to say it.
                ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
            }
        }

        private void CreateFolders()
        {
            foreach (var folder in plan.Moves.Keys.SelectMany(Above).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                var full = OutputDisk.Full(stage.Folder, folder);
                if (Disk.Look(full) == DiskKind.Absent)
                {
                    Step($"create {folder}");
                    Directory.CreateDirectory(full);
                    created.Add(full);
                }

                if (Disk.Look(full) != DiskKind.Folder)
                {
                    throw new IOException($"'{folder}' is no longer a folder");
                }
            }
        }

        private void PutInPlace()
        {
            foreach (var (path, file) in plan.Moves)
            {
                Step($"put {path}");

                // A name that was free when we looked is not taken from whoever has it now.
                File.Move(Staged(file), OutputDisk.Full(stage.Folder, path), overwrite: file.Before.Spot == OutputSpot.File);
                Began = true;
            }
        }

        private void Delete(IEnumerable<string> paths)
        {
            foreach (var path in paths)
            {
                Step($"delete {path}");
                File.Delete(OutputDisk.Full(stage.Folder, path));
                Began = true;
            }
        }

        private void RemoveEmptyFolders()
        {
            // Innermost first: a folder comes after those above it in ordinal order. The journal also knows the folders that a
            // dead build had made, or emptied and not removed.
            foreach (var folder in plan.Journal.SelectMany(e => Above(e.Path)).Distinct(StringComparer.Ordinal).OrderDescending(StringComparer.Ordinal))
            {
                var full = OutputDisk.Full(stage.Folder, folder);
                if (Disk.Look(full) == DiskKind.Folder && !Directory.EnumerateFileSystemEntries(full).Any())
                {
                    Step($"remove {folder}");
                    Directory.Delete(full);
                }
            }
        }

        private void WriteOwn(string name, ReadOnlyMemory<byte> bytes)
        {
            var staged = Path.Combine(stage.StagingFolder, name);
            Step($"write {name}");
            using (var handle = File.OpenHandle(staged, FileMode.Create, FileAccess.Write))
            {
                RandomAccess.Write(handle, bytes.Span, 0);
                RandomAccess.FlushToDisk(handle);
            }

            Step($"put {name}");
            File.Move(staged, Own(name), overwrite: true);
        }

        private bool IsThere(ReadOnlyMemory<byte> manifest)
        {
            var path = Own(OutputMarks.Manifest);
            return Disk.Look(path) == DiskKind.File && new FileInfo(path).Length == manifest.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(manifest.Span);
        }

        private void Step(string name) => beforeStep?.Invoke(name);

        private string Own(string name) => Path.Combine(stage.Folder, name);

        private string Staged(StagedFile file) => Path.Combine(stage.StagingFolder, file.StagedAs!);

        private static IEnumerable<string> Above(string path)
        {
            for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
            {
                yield return path[..slash];
            }
        }
    }
}
