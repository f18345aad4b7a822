using Upstander.Diagnostics;

namespace Upstander.Publishing;

/// <summary>An output that is ready to be published.</summary>
/// <param name="Entry">Where it goes and what it is.</param>
/// <param name="Before">What stands there now.</param>
/// <param name="StagedAs">The staged file's name; null when nothing needed to be staged.</param>
internal sealed record StagedFile(ManifestEntry Entry, OnDisk Before, string? StagedAs);

/// <summary>What publishing is to do, worked out before any of it is done; every list is in ordinal order.</summary>
public sealed record PublishPlan
{
    /// <summary>Files that are not there yet.</summary>
    public required IReadOnlyList<string> Created { get; init; }

    /// <summary>Files that get other content.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>Files that are already right and are not touched.</summary>
    public required IReadOnlyList<string> Unchanged { get; init; }

    /// <summary>Files of an earlier build that this one no longer makes.</summary>
    public required IReadOnlyList<string> Deleted { get; init; }

    /// <summary>Files of an earlier build that this one did not set out to make; they stay.</summary>
    public required IReadOnlyList<string> Kept { get; init; }

    /// <summary>Files that somebody changed after they were published; among the changed or deleted ones only when that was asked for.</summary>
    public required IReadOnlyList<string> EditedByHand { get; init; }

    /// <summary>What forbids to carry the plan out.</summary>
    public required IReadOnlyList<Diagnostic> Problems { get; init; }

    /// <summary>Whether the folder already holds all of it.</summary>
    public bool IsUpToDate => Created.Count + Changed.Count + Deleted.Count == 0;

    internal Stage? Stage { get; init; }

    /// <summary>Files to put in place, by path.</summary>
    internal IReadOnlyDictionary<string, StagedFile> Moves { get; init; } = new Dictionary<string, StagedFile>();

    /// <summary>Deletions that come before the files are put in place, because some systems take the two names for one.</summary>
    internal IReadOnlyList<string> DeletedFirst { get; init; } = [];

    internal IReadOnlyList<ManifestEntry> Manifest { get; init; } = [];

    internal IReadOnlyList<JournalEntry> Journal { get; init; } = [];

    /// <summary>Decides; touches nothing.</summary>
    /// <param name="known">What is ours in the folder.</param>
    /// <param name="staged">What the build made.</param>
    /// <param name="look">What stands at a path of ours that the build did not make.</param>
    /// <param name="selected">Whether the build set out to make whatever made an earlier file.</param>
    /// <param name="overwriteEdited">Whether files edited by hand may be lost.</param>
    /// <param name="shown">What stands before a path in messages.</param>
    /// <param name="stage">Where the staged files are.</param>
    internal static PublishPlan Make(
        Known known,
        IReadOnlyList<StagedFile> staged,
        Func<string, OnDisk> look,
        Func<ManifestEntry, bool> selected,
        bool overwriteEdited,
        string shown,
        Stage? stage)
    {
        var draft = new Draft(known, look, overwriteEdited, shown);
        var made = staged.Select(f => f.Entry.Path).ToHashSet(StringComparer.Ordinal);
        var earlier = known.Files.Where(f => !made.Contains(f.Entry.Path)).OrderBy(f => f.Entry.Path, StringComparer.Ordinal).ToLookup(f => selected(f.Entry));
        staged = [.. staged.OrderBy(f => f.Entry.Path, StringComparer.Ordinal)];
        foreach (var file in earlier[false])
        {
            draft.Keep(file);
        }

        foreach (var file in earlier[true])
        {
            draft.Delete(file);
        }

        draft.RefuseClashes(staged);
        foreach (var file in staged.DistinctBy(f => f.Entry.Path))
        {
            draft.Place(file);
        }

        return draft.Finish(stage);
    }

    private sealed class Draft(Known known, Func<string, OnDisk> look, bool overwriteEdited, string shown)
    {
        private readonly List<string> created = [];
        private readonly List<string> changed = [];
        private readonly List<string> unchanged = [];
        private readonly List<string> deleted = [];
        private readonly List<string> deletedFirst = [];
        private readonly List<string> kept = [];
        private readonly List<string> edited = [];
        private readonly List<Diagnostic> problems = [];
        private readonly Dictionary<string, StagedFile> moves = new(StringComparer.Ordinal);
        private readonly List<ManifestEntry> manifest = [];
        private readonly Dictionary<string, JournalEntry> journal = new(StringComparer.Ordinal);

        public void Keep(KnownFile file)
        {
            if (!file.Journaled)
            {
                kept.Add(file.Entry.Path);
                manifest.Add(file.Entry);
                return;
            }

            // A dead build may have put it in place, or removed it: the manifest is to tell what is there.
            var now = look(file.Entry.Path);
            var intact = file.IsAsWeLeftIt(now.Hash);
            if (now.Spot == OutputSpot.Absent || !(intact || file.Listed))
            {
                return;
            }

            kept.Add(file.Entry.Path);
            manifest.Add(intact ? file.Entry with { Hash = now.Hash! } : file.Entry);
        }

        public void Delete(KnownFile file)
        {
            var path = file.Entry.Path;
            var now = look(path);
            var intact = file.IsAsWeLeftIt(now.Hash);
            if (now.Spot != OutputSpot.File || !(intact || file.Listed))
            {
                // Gone, or something in its place that is not ours: forgotten, not touched.
                return;
            }

            if (!intact)
            {
                edited.Add(path);
                if (!overwriteEdited)
                {
                    Refuse(PublishingProblems.EditedByHand, path, "the file was edited after it was published, and this build no longer makes it", "move it out of the folder, or use --overwrite-edited to lose the edit");
                    return;
                }
            }

            deleted.Add(path);
            Note(file.Entry, now.Hash);
        }

        public void Place(StagedFile file)
        {
            var path = file.Entry.Path;
            manifest.Add(file.Entry);
            var own = known.Find(path);
            var others = known.OtherSpellings(path).Where(f => deleted.Contains(f.Entry.Path)).ToArray();
            switch (file.Before.Spot)
            {
                case OutputSpot.Absent:
                    Move(created, file);
                    break;
                case OutputSpot.Link:
                    Refuse(PublishingProblems.LinkInTheWay, path, "a link stands where this file or its folder belongs, and links are not followed", "remove the link");
                    return;
                case OutputSpot.Blocked:
                    Refuse(PublishingProblems.ForeignFile, path, "a folder or device stands where this file belongs", "move it out of the output folder");
                    return;
                case OutputSpot.BelowFile:
                    Refuse(PublishingProblems.ForeignFile, path, "a file stands where this file's folder belongs", "move it out of the output folder");
                    return;
                case OutputSpot.File when own?.Listed != true && own?.IsAsWeLeftIt(file.Before.Hash) != true && others.Length == 0:
                    Refuse(PublishingProblems.ForeignFile, path, "a file that the tool did not write stands where this one belongs", "move it out of the output folder, or name another folder with -o");
                    return;
                case OutputSpot.File when file.Before.Hash == file.Entry.Hash && others.Length == 0:
                    unchanged.Add(path);
                    break;
                case OutputSpot.File when own?.IsAsWeLeftIt(file.Before.Hash) == true || others.Any(o => o.IsAsWeLeftIt(file.Before.Hash)):
                    Move(changed, file);
                    break;
                default:
                    edited.Add(path);
                    if (!overwriteEdited)
                    {
                        Refuse(PublishingProblems.EditedByHand, path, "the file was edited after it was published", "make the change in the lesson or the template, then build again with --overwrite-edited");
                        return;
                    }

                    Move(changed, file);
                    break;
            }

            deletedFirst.AddRange(others.Select(o => o.Entry.Path));
        }

        /// <summary>Over all files that will be there afterwards; on a case-insensitive system some of them would be one.</summary>
        public void RefuseClashes(IReadOnlyList<StagedFile> staged)
        {
            var taken = new Dictionary<string, (string Spelling, bool IsFile)>(StringComparer.Ordinal);
            foreach (var path in kept)
            {
                Take(taken, path);
            }

            foreach (var path in staged.Select(f => f.Entry.Path))
            {
                if (Take(taken, path) is { } clash)
                {
                    Refuse(PublishingProblems.SamePath, path, clash, "give one of the documents another path in documents.yaml, or one of the lessons another id");
                }
            }
        }

        public PublishPlan Finish(Stage? stage)
        {
            foreach (var file in known.Files.Where(f => f.Journaled).OrderBy(f => f.Entry.Path, StringComparer.Ordinal))
            {
                // What an earlier build left half done stays ours until this one is through.
                Note(file.Entry, null);
            }

            return new PublishPlan
            {
                Created = created,
                Changed = changed,
                Unchanged = unchanged,
                Deleted = deleted,
                Kept = kept,
                EditedByHand = [.. edited.Order(StringComparer.Ordinal)],
                Problems = problems,
                Stage = stage,
                Moves = moves,
                DeletedFirst = deletedFirst,
                Manifest = manifest,
                Journal = [.. journal.Values],
            };
        }

        private void Move(List<string> list, StagedFile file)
        {
            list.Add(file.Entry.Path);
            moves.Add(file.Entry.Path, file);
            Note(file.Entry, file.Before.Hash);
            Note(file.Entry, file.Entry.Hash);
        }

        private void Note(ManifestEntry entry, string? hash)
        {
            var before = journal.TryGetValue(entry.Path, out var noted) ? noted.Hashes : known.Find(entry.Path)?.Hashes ?? [];
            journal[entry.Path] = new JournalEntry(entry.Path, hash is null || before.Contains(hash) ? before : [.. before, hash], entry.Maker);
        }

        private void Refuse(Problem problem, string path, string message, string hint) =>
            problems.Add(problem.At(SourceSpan.Whole(shown + path), message, hint));

        private static string? Take(Dictionary<string, (string Spelling, bool IsFile)> taken, string path)
        {
            // Most folders are there already, by this very name.
            var folders = taken.GetAlternateLookup<ReadOnlySpan<char>>();
            for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
            {
                var folder = path.AsSpan(0, end);
                if (folders.TryGetValue(folder, out var known) && !known.IsFile && folder.SequenceEqual(known.Spelling))
                {
                    continue;
                }

                if (Take(taken, path[..end], isFile: false) is { } clash)
                {
                    return clash;
                }
            }

            return Take(taken, path, isFile: true);
        }

        private static string? Take(Dictionary<string, (string Spelling, bool IsFile)> taken, string path, bool isFile)
        {
            var fold = OutputPath.Fold(path);
            if (!taken.TryGetValue(fold, out var other))
            {
                taken.Add(fold, (path, isFile));
                return null;
            }

            return other.Spelling != path ? $"'{path}' and '{other.Spelling}' are one name on Windows and macOS"
                : isFile != other.IsFile ? $"'{path}' would have to be a file and a folder"
                : isFile ? "two documents are written to this path"
                : null;
        }
    }
}
