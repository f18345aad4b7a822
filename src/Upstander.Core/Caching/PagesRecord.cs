using Upstander.Checking;
using Upstander.Checking.Html;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Records;

namespace Upstander.Caching;

/// <summary>A file that was made: its path, what it held, and what made it.</summary>
/// <param name="Path">In the output folder.</param>
/// <param name="Hash">SHA-256 of it.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Maker">What made it, as the manifest has it.</param>
internal sealed record MadeFile(string Path, string Hash, long Length, string Maker);

/// <summary>What making some pages came to, beside the files themselves.</summary>
internal sealed class PageNotes
{
    /// <summary>How many pages were made.</summary>
    public int Made { get; set; }

    /// <summary>What rules found on them.</summary>
    public List<PageFinding> Found { get; } = [];

    /// <summary>Their links.</summary>
    public List<PageLinks> Links { get; } = [];

    /// <summary>The files, in the order in which they were made; those that a browser makes come later than others.</summary>
    public List<MadeFile> Files { get; } = [];
}

/// <summary>What is kept of some pages that were made: enough to know that they need not be made again, and everything that was found on them.</summary>
/// <param name="Sources">What of the course they came from, and the key that each source had.</param>
/// <param name="Notes">What making them came to.</param>
/// <param name="Findings">What templates and texts reported.</param>
internal sealed record PagesRecord(IReadOnlyList<(string Source, string Key)> Sources, PageNotes Notes, IReadOnlyList<Diagnostic> Findings)
{
    /// <summary>Writes it.</summary>
    /// <param name="home">The file that most places are in.</param>
    /// <param name="pages">The pages that may be named.</param>
    public RecordWriter Write(string home, IReadOnlyList<Page> pages)
    {
        var record = new RecordWriter(home);
        record.List(Sources, source =>
        {
            record.Text(source.Source);
            record.Text(source.Key);
        });
        record.Number(Notes.Made);
        record.List(Notes.Files, file =>
        {
            record.Text(file.Path);
            record.Hash(file.Hash);
            record.Number(file.Length);
            record.Text(file.Maker);
        });
        record.List(Findings, record.Finding);
        record.List(Notes.Found, found =>
        {
            record.Finding(found.Finding);
            record.Text(found.Document);
            record.Text(found.Path);
        });
        record.List(Notes.Links, links =>
        {
            record.Number(pages.TakeWhile(p => !ReferenceEquals(p, links.Page)).Count());
            record.List(links.Ids, record.Fixed);
            record.List(links.Dead, dead =>
            {
                record.Number((int)dead.Fault);
                record.Text(dead.Written);
                record.Text(dead.Target);
                record.Text(dead.Nearest);
            });
            record.List(links.Far, far =>
            {
                record.Fixed(far.Target);
                record.Fixed(far.Place);
                record.Text(far.Written);
                record.Text(far.Path);
            });
        });
        return record;
    }

    /// <summary>Reads what the pages came from, to see whether the rest is of use.</summary>
    public static IReadOnlyList<(string Source, string Key)> ReadSources(RecordReader record) => record.List(() => (record.Text(), record.Text()));

    /// <summary>Reads the rest.</summary>
    /// <param name="record">The record behind its sources.</param>
    /// <param name="sources">Those.</param>
    /// <param name="pages">The pages that may be named.</param>
    /// <exception cref="InvalidDataException">The record does not hold that.</exception>
    public static PagesRecord Read(RecordReader record, IReadOnlyList<(string Source, string Key)> sources, IReadOnlyList<Page> pages)
    {
        var notes = new PageNotes { Made = record.Whole() };
        notes.Files.AddRange(record.List(() => new MadeFile(record.Text(), record.Hash(), record.Number(), record.Text())));
        var findings = record.List(record.Finding);
        notes.Found.AddRange(record.List(() => new PageFinding(record.Finding(), record.Text(), record.Text())));
        notes.Links.AddRange(record.List(() => new PageLinks(
            record.Whole() is >= 0 and var place && place < pages.Count ? pages[place] : throw new InvalidDataException("no such page"),
            record.List(record.Fixed),
            record.List(() => new DeadLink((LinkFault)record.Whole(), record.Text(), record.Text(), record.OptionalText())),
            record.List(() => new FarLink(record.Fixed(), record.Fixed(), record.Text(), record.Text())))));
        return new PagesRecord(sources, notes, findings);
    }
}
