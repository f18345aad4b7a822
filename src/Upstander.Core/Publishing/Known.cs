using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>A file of ours in the output folder: listed by the manifest, or on its way there when an earlier build died.</summary>
/// <param name="Entry">As the manifest has it, or as the dead build would have listed it.</param>
/// <param name="Also">Hashes of a dead build, under which the file is ours too; null for none.</param>
/// <param name="Listed">Whether the manifest has it: only then is a file with another hash an edited one of ours, and not a stranger's.</param>
/// <param name="Journaled">Whether a dead build may have changed it.</param>
internal sealed record KnownFile(ManifestEntry Entry, IReadOnlyList<string>? Also, bool Listed, bool Journaled)
{
    /// <summary>Every hash under which the file is ours.</summary>
    public IReadOnlyList<string> Hashes => Also ?? [Entry.Hash];

    /// <summary>Whether a file with this hash is as we left it.</summary>
    public bool IsAsWeLeftIt(string? hash) => hash is not null && (Also is null ? hash == Entry.Hash : Also.Contains(hash, StringComparer.Ordinal));
}

/// <summary>All that is ours in an output folder.</summary>
internal sealed class Known
{
    private readonly Dictionary<string, KnownFile> files;

    // Nearly every path is spelled as it is folded: only the others are listed here, by that.
    private readonly Dictionary<string, List<string>> others = new(StringComparer.Ordinal);

    private Known(Dictionary<string, KnownFile> files)
    {
        this.files = files;
        foreach (var path in files.Keys)
        {
            var fold = OutputPath.Fold(path);
            if (fold == path)
            {
                continue;
            }

            if (!others.TryGetValue(fold, out var more))
            {
                others[fold] = more = [];
            }

            more.Add(path);
        }
    }

    /// <summary>All of them, in no order.</summary>
    public IReadOnlyCollection<KnownFile> Files => files.Values;

    public KnownFile? Find(string path) => files.GetValueOrDefault(path);

    /// <summary>Files of ours under other spellings of a path, which some systems take for the same file.</summary>
    public IEnumerable<KnownFile> OtherSpellings(string path)
    {
        var fold = OutputPath.Fold(path);
        if (fold == path && others.Count == 0)
        {
            return [];
        }

        var spellings = others.GetValueOrDefault(fold, []);
        return (files.ContainsKey(fold) ? spellings.Prepend(fold) : spellings).Where(p => p != path).Select(p => files[p]);
    }

    public static Known Of(IEnumerable<ManifestEntry> listed, IEnumerable<JournalEntry> journal)
    {
        var files = listed.ToDictionary(
            e => e.Path,
            e => new KnownFile(e, null, Listed: true, Journaled: false),
            StringComparer.Ordinal);
        foreach (var entry in journal)
        {
            var before = files.GetValueOrDefault(entry.Path);
            files[entry.Path] = new KnownFile(
                before?.Entry ?? new ManifestEntry(entry.Path, entry.Hashes[0], entry.Maker),
                entry.Hashes.Concat(before?.Hashes ?? Enumerable.Empty<string>()).Distinct(StringComparer.Ordinal).ToArray(),
                Listed: before is not null,
                Journaled: true);
        }

        return new Known(files);
    }

    /// <summary>Reads manifest and journal of a folder; null after a finding. A link in their place is refused, not followed.</summary>
    public static Known? Read(string folder, string shown, DiagnosticBag problems)
    {
        var manifest = Manifest.Empty;
        var ignored = 0;
        if (Bytes(folder, shown, OutputMarks.Manifest, problems, out var bytes))
        {
            if (bytes is not null)
            {
                if (Manifest.Read(bytes) is not { } read)
                {
                    problems.Add(PublishingProblems.BadManifest.At(
                        SourceSpan.Whole(shown + OutputMarks.Manifest),
                        "the manifest is damaged, so nobody can tell which files of the folder are ours",
                        "remove the output folder, or name another one with -o"));
                    return null;
                }

                manifest = read;
                ignored = read.Ignored;
            }
        }
        else
        {
            return null;
        }

        if (!Bytes(folder, shown, OutputMarks.Journal, problems, out bytes))
        {
            return null;
        }

        Dictionary<string, JournalEntry>? journal = null;
        if (bytes is not null)
        {
            // A journal is put in place whole; one that cannot be read is not ours, and nothing was done by it.
            journal = Manifest.ReadJournal(bytes, out var skipped);
            ignored += journal is null ? 1 : skipped;
        }

        if (ignored > 0)
        {
            problems.Add(PublishingProblems.EntryIgnored.At(
                SourceSpan.Whole(shown + OutputMarks.Manifest),
                $"{ignored} {(ignored == 1 ? "entry" : "entries")} of the manifest or journal cannot be ours and {(ignored == 1 ? "is" : "are")} ignored",
                "the files they name stay as they are"));
        }

        return Of(manifest.Files.Values, journal?.Values ?? Enumerable.Empty<JournalEntry>());
    }

    // False after a finding; null bytes when there is no such file.
    private static bool Bytes(string folder, string shown, string name, DiagnosticBag problems, out byte[]? bytes)
    {
        bytes = null;
        var path = Path.Combine(folder, name);
        var kind = Disk.Look(path);
        if (kind == DiskKind.Absent)
        {
            return true;
        }

        if (kind != DiskKind.File || new FileInfo(path).Length > Manifest.MaxBytes)
        {
            problems.Add(PublishingProblems.BadManifest.At(SourceSpan.Whole(shown + name), "this is not a file that the tool wrote", "remove it, or name another folder with -o"));
            return false;
        }

        bytes = File.ReadAllBytes(path);
        return true;
    }
}
