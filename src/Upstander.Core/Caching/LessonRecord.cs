using System.Security.Cryptography;
using Upstander.Binding;
using Upstander.Checking;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Lessons;
using Upstander.Records;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Caching;

/// <summary>
/// What is kept of a lesson that was read and checked: the part of its tree that lists and other lessons see, what was noted of it, its pages, and every
/// finding. The rest is read again when one of its pages has to be made.
/// </summary>
internal static class LessonRecord
{
    // Whole fields of a lesson that its summary or its notes come from.
    private static readonly HashSet<string> Whole = new(StringComparer.Ordinal)
    {
        "lesson", "id", "title", "summary", "version", "status", "license", "authors", "adapted_from", "locale", "band", "ages", "sensitivity", "duration", "group_size",
        "requires", "topics", "big_idea", "objectives", "standards", "content_note", "vocabulary", "materials", "family", "resources", "local_slots", "allow",
    };

    // Of these, and of each item where they are lists, only these fields.
    private static readonly Dictionary<string, HashSet<string>> Parts = new(StringComparer.Ordinal)
    {
        ["facilitator"] = ["disclosure_response", "scheduling"],
        ["call_to_action"] = ["actor"],
        ["handouts"] = ["id", "title", "kind", "audience", "allow"],
        ["activities"] = ["id", "allow"],
        ["scenarios"] = ["id", "allow"],
    };

    /// <summary>The part of a lesson's tree that is kept.</summary>
    public static YamlMap Kept(YamlMap lesson) => lesson with
    {
        Entries = [.. lesson.Entries
            .Where(e => Whole.Contains(e.Key.Text) || Parts.ContainsKey(e.Key.Text))
            .Select(e => Parts.TryGetValue(e.Key.Text, out var fields) ? e with { Value = Part(e.Value, fields) } : e)],
    };

    /// <summary>Everything that lists and other lessons may see of a lesson, in one line: the same when that is the same.</summary>
    public static string KeyOf(YamlMap kept, IEnumerable<string> usedInTriads)
    {
        var words = new RecordWriter("");
        Words(words, kept);
        words.Texts([.. usedInTriads.Order(StringComparer.Ordinal)]);
        return ContentHash.Of(words.Written);
    }

    public static RecordWriter Write(LessonSummary summary, YamlMap kept, LookedAt looked, IReadOnlyList<Diagnostic> findings)
    {
        var home = summary.File.Path;
        var record = new RecordWriter(home);
        using var places = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        record.List(findings, record.Finding);
        Placed(() => TreeRecord.Write(record, kept));
        record.Texts([.. summary.UsedInTriads.Order(StringComparer.Ordinal)]);
        record.Hash(summary.Key);
        record.Bytes(summary.Outline is { } outline ? outline.Bytes.Span : []);
        Placed(() => Write(record, looked.Notes.Facts, record.Span));
        var addresses = looked.Notes.Suppressions.Select(s => s.Addresses).OfType<IReadOnlyCollection<string>>().FirstOrDefault();
        record.Flag(addresses is not null);
        record.Texts(addresses ?? []);
        record.List([.. looked.Pages.Where(p => p.Source is null)], page =>
        {
            record.Text(page.Document.Id);
            record.Number((int)page.Audience);
            record.Text(page.HandoutId);
            record.Text(page.Path);
        });
        var found = looked.Findings ?? LessonFindings.None;
        record.List(found.Found, record.Finding);
        record.List(found.Readings, reading =>
        {
            record.Text(reading.Of);
            record.Text(reading.Address);
            record.Fraction(reading.Grade);
            record.Fraction(reading.Ceiling);
            record.Span(reading.Hardest);
        });
        record.Hash(Convert.ToHexStringLower(places.GetHashAndReset()));
        return record;

        void Placed(Action write)
        {
            var start = record.Written.Length;
            write();
            places.AppendData(record.Written[start..]);
        }
    }

    /// <summary>One line for all that lists, rules across lessons and other lessons may see of a lesson, and for where it stands in its file.</summary>
    /// <param name="record">A record that could be read.</param>
    public static string PlacesIn(ReadOnlyMemory<byte> record) => Convert.ToHexStringLower(record.Span[^32..]);

    /// <summary>Everything that is noted of a lesson, in one line, wherever it stands: the same when that is the same.</summary>
    public static string KeyOf(LessonFacts facts)
    {
        var words = new RecordWriter("");
        Write(words, facts, _ => { });
        return ContentHash.Of(words.Written);
    }

    /// <summary>Reads a record.</summary>
    /// <param name="bytes">The record.</param>
    /// <param name="file">The lesson's file.</param>
    /// <param name="hash">SHA-256 of it.</param>
    /// <param name="documents">Every document, by id.</param>
    /// <exception cref="InvalidDataException">The record does not hold that.</exception>
    public static KnownLesson<LookedAt> Read(ReadOnlyMemory<byte> bytes, WorkspaceFile file, string hash, IReadOnlyDictionary<string, Document> documents)
    {
        var record = new RecordReader(bytes, file.Path);
        var findings = record.List(record.Finding);
        var tree = TreeRecord.Read(record) as YamlMap ?? throw new InvalidDataException("no lesson");
        var triads = record.Texts().ToHashSet(StringComparer.Ordinal);
        var key = record.Hash();
        var outline = record.Bytes();
        var lesson = Binder.Bind(tree, f => new Lesson(f), new DiagnosticBag());
        return new KnownLesson<LookedAt>(lesson, triads, key, hash, findings, summary =>
        {
            var facts = ReadFacts(record, summary, lesson);
            var hasAddresses = record.Flag();
            var addresses = record.Texts();
            var pages = record.List(() => Planned(record, documents, summary.Id)).SelectMany(p => p.Derived is { } derived ? new[] { p, derived } : [p]).ToList();
            var found = new LessonFindings(record.List(record.Finding), record.List(() => new Reading(record.Text(), record.Text(), record.Fraction(), record.Fraction(), record.Span())));
            var suppressions = Suppression.In(lesson, summary.Id, hasAddresses ? addresses : []).ToList();
            return new LookedAt(new LessonNotes(suppressions, facts, lesson.Status.Value == "draft" ? file.Path : null), pages, found);
        })
        {
            Outline = outline.IsEmpty ? null : new TreeOutline(outline),
            Tree = tree,
        };
    }

    private static Page Planned(RecordReader record, IReadOnlyDictionary<string, Document> documents, string lesson)
    {
        var document = documents.GetValueOrDefault(record.Text()) ?? throw new InvalidDataException("no such document");
        return new Page(document, (Audience)record.Whole(), null, lesson, record.OptionalText(), record.Text());
    }

    private static YamlNode Part(YamlNode node, HashSet<string> fields) => node switch
    {
        YamlMap map => map with { Entries = [.. map.Entries.Where(e => fields.Contains(e.Key.Text))] },
        YamlList list => list with { Items = [.. list.Items.Select(i => Part(i, fields))] },
        _ => node,
    };

    private static void Words(RecordWriter record, YamlNode node)
    {
        switch (node)
        {
            case YamlScalar scalar:
                record.Number(1);
                record.Text(scalar.Text);
                break;
            case YamlList list:
                record.Number(2);
                record.List(list.Items, item => Words(record, item));
                break;
            case YamlMap map:
                record.Number(3);
                record.List(map.Entries, entry =>
                {
                    record.Text(entry.Key.Text);
                    Words(record, entry.Value);
                });
                break;
            default:
                record.Number(0);
                break;
        }
    }

    private static void Write(RecordWriter record, LessonFacts facts, Action<SourceSpan> place)
    {
        record.List(facts.Activities, activity =>
        {
            record.Text(activity.Id);
            record.Text(activity.Title);
            record.Text(activity.Phase);
            record.Text(activity.Method);
            record.Number(activity.Minutes);
            record.Texts(activity.Objectives);
            place(activity.Span);
            place(activity.MethodSpan);
        });
        record.List(facts.Objectives, objective =>
        {
            record.Text(objective.Id);
            record.Text(objective.Skill);
            record.Text(objective.Domain);
            record.Number(objective.Minutes);
            place(objective.Span);
        });
        record.List(facts.People, person =>
        {
            record.Text(person.Scenario);
            record.Text(person.Name);
            record.Text(person.Role);
            record.Text(person.Pronouns);
            record.Text(person.GenderKey);
            record.Flag(person.Harm);
            place(person.Span);
        });
        record.Number(facts.Scenarios);
        record.Number(facts.HarmScenarios);
        record.Flag(facts.IsAssessed);
        record.Flag(facts.HasPreparation);
        record.Flag(facts.IsAdapted);
        record.Flag(facts.ReachesFamilies);
        record.Flag(facts.Preparation.OwnReactions);
        record.Flag(facts.Preparation.Others);
        record.Flag(facts.Preparation.SecondAdult);
        place(facts.Preparation.Span);
        place(facts.AssessmentSpan);
    }

    private static LessonFacts ReadFacts(RecordReader record, LessonSummary summary, Lesson lesson) => new()
    {
        Summary = summary,
        Activities = record.List(() => new ActivityFacts(
            record.Text(), record.Text(), record.Text(), record.Text(), record.Whole(), record.Texts(), record.Span(), record.Span())),
        Objectives = record.List(() => new ObjectiveFacts(record.OptionalText(), record.OptionalText(), record.Text(), record.Whole(), record.Span())),
        People = record.List(() => new PersonFacts(
            record.Text(), record.Text(), record.Text(), record.OptionalText(), record.OptionalText(), record.Flag(), record.Span())),
        Scenarios = record.Whole(),
        HarmScenarios = record.Whole(),
        IsAssessed = record.Flag(),
        HasPreparation = record.Flag(),
        IsAdapted = record.Flag(),
        ReachesFamilies = record.Flag(),
        Preparation = new PreparationFacts(record.Flag(), record.Flag(), record.Flag(), record.Span()),
        AssessmentSpan = record.Span(),
        Locale = lesson.Locale,
        BandSpan = lesson.Band.Span,
        SensitivitySpan = lesson.Sensitivity.Span,
        Actors = [.. lesson.CallToAction.Select(a => a.Actor)],
        DisclosureResponse = lesson.Facilitator.DisclosureResponse,
        Scheduling = lesson.Facilitator.Scheduling,
    };
}
