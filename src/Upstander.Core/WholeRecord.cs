using Upstander.Binding;
using Upstander.Caching;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Records;

namespace Upstander;

/// <summary>What is kept of a build as a whole.</summary>
/// <param name="Told">What is told of it.</param>
/// <param name="Input">Everything that it read.</param>
internal sealed record WholeRecord(KnownBuild Told, InputFiles Input)
{
    /// <summary>SHA-256 of the manifest that it left.</summary>
    public required string ManifestHash { get; init; }

    /// <summary>Everything that it reported.</summary>
    public required IReadOnlyList<Diagnostic> Findings { get; init; }

    /// <summary>Bytes of each file of the manifest.</summary>
    public required IReadOnlyList<long> Lengths { get; init; }

    /// <summary>Its lessons, in no order that counts.</summary>
    public required IReadOnlyList<KnownSummary> Lessons { get; init; }

    /// <summary>Its pages of the curriculum and its units.</summary>
    public required IReadOnlyList<PageName> CoursePages { get; init; }

    /// <summary>Hashes, for links, of the paths of pages that are planned and were not asked for.</summary>
    public required IReadOnlyList<ulong> Unmade { get; init; }

    /// <summary>What pages depended on beside lessons.</summary>
    public required string PageContext { get; init; }

    /// <summary>What was noted of all lessons, in one line.</summary>
    public required string FactsKey { get; init; }

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">The record does not hold that.</exception>
    public static WholeRecord Read(RecordReader record)
    {
        var told = new KnownBuild(record.Text(), record.Text(), record.Whole(), record.Whole(), record.Texts(), record.Whole(), record.Whole());
        var input = new InputFiles(record.List(() => (record.Text(), record.Hash())), record.Text());
        return new WholeRecord(told, input)
        {
            ManifestHash = record.Hash(),
            Findings = record.List(record.Finding),
            Lengths = record.List(record.Number),
            Lessons = record.List(() => new KnownSummary(record.Text(), record.Text(), record.Text(), record.Text())),
            CoursePages = record.List(() => new PageName(record.Text(), (Audience)record.Whole(), record.OptionalText(), record.Text(), record.Flag())),
            Unmade = record.List(record.Fixed),
            PageContext = record.Text(),
            FactsKey = record.Text(),
        };
    }

    /// <summary>Writes it.</summary>
    public RecordWriter Write()
    {
        var record = new RecordWriter("");
        record.Text(Told.Title);
        record.Text(Told.Version);
        record.Number(Told.Lessons);
        record.Number(Told.Made);
        record.Texts([.. Told.Homes]);
        record.Number(Told.Published);
        record.Number(Told.Kept);
        record.List(Input.Files, file =>
        {
            record.Text(file.Path);
            record.Hash(file.Hash);
        });
        record.Text(Input.Odd);
        record.Hash(ManifestHash);
        record.List(Findings, record.Finding);
        record.List(Lengths, record.Number);
        record.List(Lessons, lesson =>
        {
            record.Text(lesson.File);
            record.Text(lesson.Id);
            record.Text(lesson.Band);
            record.Text(lesson.Key);
        });
        record.List(CoursePages, page =>
        {
            record.Text(page.Document);
            record.Number((int)page.Audience);
            record.Text(page.Unit);
            record.Text(page.Path);
            record.Flag(page.IsDerived);
        });
        record.List(Unmade, record.Fixed);
        record.Text(PageContext);
        record.Text(FactsKey);
        return record;
    }
}
