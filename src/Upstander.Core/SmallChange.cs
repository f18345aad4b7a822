using Upstander.Caching;
using Upstander.Checking;
using Upstander.Checking.Html;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Publishing;
using Upstander.Rendering;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander;

/// <summary>
/// A build in which nothing changed but a few lessons, and of each of them only what its own pages print. Their pages are made and looked at; everything else, files
/// and findings, is what the last build left. It is never a guess: where a change might be seen anywhere else, or where a record is missing, this is not the way, and
/// the build is done as a whole. What it publishes and reports is, to the byte, what that would.
/// </summary>
internal sealed class SmallChange
{
    private const int MostLessons = 50;

    private readonly CompileRequest request;
    private readonly BuildCache cache;
    private readonly LastBuild last;
    private readonly WholeRecord record;
    private readonly ManifestIndex manifest;
    private readonly CancellationToken cancel;
    private readonly Dictionary<string, string> hashesBefore;
    private readonly Dictionary<string, string> unread;

    private SmallChange(CompileRequest request, BuildCache cache, LastBuild last, WholeRecord record, IReadOnlyCollection<string> changed, CancellationToken cancel)
    {
        (this.request, this.cache, this.last, this.record, this.cancel) = (request, cache, last, record, cancel);
        manifest = last.Manifest!;
        var hashes = last.Input.Files.DistinctBy(f => f.Path).ToDictionary(f => f.Path, f => f.Hash, StringComparer.Ordinal);
        hashesBefore = record.Input.Files.Where(f => changed.Contains(f.Path)).ToDictionary(f => f.Path, f => f.Hash, StringComparer.Ordinal);
        unread = record.Lessons.Where(l => !hashesBefore.ContainsKey(l.File)).ToDictionary(l => l.File, l => hashes[l.File], StringComparer.Ordinal);
    }

    /// <summary>Does the build, if this is the way to do it; else null, and nothing was published or reported.</summary>
    public static CompileResult? Compile(CompileRequest request, BuildCache? cache, LastBuild? last, DiagnosticBag problems, CancellationToken cancel)
    {
        if (cache is null || request.Part.IsNarrow || last is not { Record: { } record, Manifest: not null }
            || last.Input.ChangedSince(record.Input) is not { Count: > 0 and <= MostLessons } changes
            || changes.Except(record.Lessons.Select(l => l.File), StringComparer.Ordinal).Any())
        {
            return null;
        }

        try
        {
            var change = new SmallChange(request, cache, last, record, [.. changes], cancel);
            if (change.Compile() is not var (outcome, changed, published, files, findings))
            {
                return null;
            }

            if (outcome == Outcome.Published)
            {
                problems.AddRange(findings);
                change.Keep(published, files, problems.Sorted());
            }

            return new CompileResult(outcome, Made: record.Told.Made) { Known = record.Told with { Changed = changed } };
        }
        catch (InvalidDataException)
        {
            // Something that was known is gone.
            return null;
        }
    }

    private (Outcome Outcome, int Changed, string Manifest, List<MadeFile> Files, List<Diagnostic> Findings)? Compile()
    {
        // Looking for all the other files takes as long as everything that is to be done here.
        var looking = Task.Run(() => last.IsThere, CancellationToken.None);

        // What is said of other files was said by the build before.
        var unheard = new DiagnosticBag();
        var lessons = record.Lessons.Where(l => unread.ContainsKey(l.File)).ToDictionary(l => l.File, l => (l, unread[l.File]), StringComparer.Ordinal);
        if (Compiler.Survey(request, cache, new UnreadLessons(last.Input.Project!, cache, lessons, record.CoursePages), unheard, cancel) is not { } survey || unheard.HasErrors)
        {
            return null;
        }

        cache.Resume(survey.Course, survey.Pages, record.PageContext, record.FactsKey);
        List<Changed> all = [.. survey.Course.Lessons.Where(l => hashesBefore.ContainsKey(l.File.Path)).Select(l => Look(survey, l)).OfType<Changed>()];
        if (all.Count != hashesBefore.Count)
        {
            return null;
        }

        List<string> paths = [.. all.SelectMany(l => l.Wanted).Select(p => p.OutputPath)];
        var target = new StageRequest(request.OutputFolder!)
        {
            Protected = [.. survey.Workspace.SourceFolders, request.ToolFolder],
            Tool = request.Tool,
            Of = (manifest, paths),
        };
        using var stage = looking.GetAwaiter().GetResult() ? Stage.Open(target, unheard) : null;
        if (stage is null || !Make(survey, stage, all) || Findings(survey, all) is not { } findings || Forbids(findings))
        {
            return null;
        }

        // What was read is still there. What was not read may have changed or gone, and another file come: this build does not know of it, and the next one will see it.
        if (!last.Input.AreStill(unread.Keys.ToHashSet(StringComparer.Ordinal)))
        {
            return null;
        }

        var plan = stage.Plan();
        if (unheard.HasErrors || plan.Created.Count + plan.Deleted.Count > 0 || Publisher.Apply(plan, cancel) is var outcome && outcome is not (Outcome.Published or Outcome.Interrupted))
        {
            return null;
        }

        return (outcome, plan.Changed.Count, ContentHash.Of(stage.ManifestOf(plan).Span), [.. all.SelectMany(l => l.Now.Pages.Notes.Files)], findings);
    }

    /// <summary>A changed lesson; null where anybody but its own pages can see what changed.</summary>
    private Changed? Look(Survey survey, LessonSummary summary)
    {
        var (path, id) = (summary.File.Path, summary.Id);
        if (cache.Lesson(summary.File, hashesBefore[path]) is not var (before, placesBefore) || cache.Lesson(summary.File, summary.Hash) is not var (now, placesNow)
            || before.Key != now.Key || !record.Lessons.Any(l => l.File == path && l.Id == id && l.Band == summary.Band && l.Key == now.Key))
        {
            return null;
        }

        var (seenBefore, seenNow) = (before.Notes(summary), now.Notes(summary));
        Page[] wanted = [.. survey.Pages.PagesOf(summary).Where(request.Choice.Wants)];
        var pages = wanted.Length == 0 ? new PagesRecord([], new PageNotes(), []) : cache.RecallPages(summary with { Hash = hashesBefore[path] }, null, bound: false)?.Record;
        return pages is not null && LessonRecord.KeyOf(seenBefore.Notes.Facts) == LessonRecord.KeyOf(seenNow.Notes.Facts) && seenBefore.Pages.SequenceEqual(seenNow.Pages)
            ? new Changed(summary, wanted, placesBefore == placesNow, new State(before, seenBefore, pages), new State(now, seenNow, pages))
            : null;
    }

    /// <summary>Makes the pages; false where one is not made, or where other pages or rules could notice how it changed.</summary>
    private bool Make(Survey survey, Stage stage, List<Changed> all)
    {
        var files = manifest.Paths.Select(p => LinkReader.Hash(p)).Concat(record.Unmade).ToHashSet();
        var reader = new LinkReader(files.Contains);
        var pages = all.SelectMany(l => l.Wanted).ToHashSet<Page>(ReferenceEqualityComparer.Instance);
        var making = new PageWork(survey, pages, subject => LinkCheck.Look(subject, reader), stage.Add, new DiagnosticBag());
        var areWell = true;
        RenderThreads.ForEach(all.Where(l => l.Wanted.Count > 0).ToList(), request.Threads, lesson =>
        {
            var own = new DiagnosticBag();
            var (notes, sources) = ReadLog.Of(() => making.Make(lesson.Summary, lesson.Wanted, own, cancel));
            var before = lesson.Before.Pages.Notes;
            if (own.HasErrors || notes.Made != lesson.Wanted.Count || notes.Files.Count != lesson.Wanted.Count || notes.Made != before.Made
                || !notes.Found.SequenceEqual(before.Found) || !notes.Links.SequenceEqual(before.Links, LinksAlike.Instance))
            {
                Volatile.Write(ref areWell, false);
                return;
            }

            var found = own.Sorted();
            cache.KeepPages(lesson.Summary, null, bound: false, sources, notes, found);
            lesson.Now = lesson.Now with { Pages = new PagesRecord([], notes, found) };
        }, cancel);
        return areWell && !stage.Failed;
    }

    /// <summary>Everything that the whole build would report; null where that cannot be told from the lessons alone.</summary>
    private List<Diagnostic>? Findings(Survey survey, List<Changed> all)
    {
        var findings = record.Findings.Where(f => !hashesBefore.ContainsKey(f.Span.File)).ToList();
        var ofLessons = record.Findings.Where(f => hashesBefore.ContainsKey(f.Span.File)).ToLookup(f => f.Span.File, StringComparer.Ordinal);
        foreach (var lesson in all)
        {
            var path = lesson.Summary.File.Path;
            var (before, usedBefore) = Alone(survey, lesson, lesson.Before);
            var (now, usedNow) = Alone(survey, lesson, lesson.Now);
            var told = ofLessons[path].ToHashSet();
            if (!usedBefore.SequenceEqual(usedNow)
                || !before.Where(f => f.Span.File != path).SequenceEqual(now.Where(f => f.Span.File != path))
                || !before.Where(f => f.Span.File == path).All(told.Remove))
            {
                return null;
            }

            // What is left was found by who looked at more than this lesson. Those see of it what lists see, and where it stands; links may stand anywhere.
            if (told.Any(f => f.Code == DocumentProblems.DeadLink.Code || f.Code == DocumentProblems.DeadFragment.Code))
            {
                return null;
            }

            // What is no longer found here may still be found by somebody else who reads the same words.
            var still = now.Select(f => (f.Code, f.Message, f.Address)).ToHashSet();
            if (before.Any(f => f.Span.File == path && !still.Contains((f.Code, f.Message, f.Address)) && IsSeenByOthers(lesson.Before.Lesson.Tree!, f.Span)))
            {
                return null;
            }

            if (!lesson.StandsStill)
            {
                // Messages about any file may name a line of this one.
                var moved = Moved(lesson);
                if (told.Any(f => !moved.ContainsKey(f.Span)) || record.Findings.Any(f => f.Message.Contains(path, StringComparison.Ordinal) || f.Hint?.Contains(path, StringComparison.Ordinal) == true))
                {
                    return null;
                }

                told = told.Select(f => f with { Span = moved[f.Span] }).ToHashSet();
            }

            findings.AddRange(told);
            findings.AddRange(now.Where(f => f.Span.File == path));
        }

        return findings;
    }

    /// <summary>What is found of a lesson when nobody looks at any other, and which suppressions of the curriculum accept something of it.</summary>
    private (IReadOnlyList<Diagnostic> Found, IReadOnlyList<SourceSpan> Used) Alone(Survey survey, Changed lesson, State state)
    {
        var (course, found) = (survey.Course, new DiagnosticBag());
        found.AddRange(state.Lesson.Findings);
        found.AddRange(state.Pages.Findings);
        var findings = state.Seen.Findings ?? LessonFindings.None;
        var inspection = survey.Inspection.Another();
        inspection.Note(lesson.Summary, state.Seen.Notes, findings);
        inspection.InspectAlone(course, state.Seen.Notes.Facts with { Readings = findings.Readings });
        state.Pages.Notes.Found.ForEach(inspection.Note);
        inspection.Settle(course.Curriculum, found);
        if (!request.Choice.IsNarrow)
        {
            inspection.Finish(found, pagesWereMade: true);
        }

        return (found.Sorted(), inspection.UsedByCurriculum);
    }

    /// <summary>Where everything stands now that others see of a lesson, by where it stood: what they see did not change, so that both are of one shape.</summary>
    private static Dictionary<SourceSpan, SourceSpan> Moved(Changed lesson)
    {
        var all = SpansOf(lesson.Before).Zip(SpansOf(lesson.Now), (before, now) => (before, now)).Distinct().ToLookup(m => m.before, m => m.now);
        return all.Where(m => m.Count() == 1).ToDictionary(m => m.Key, m => m.First());

        static IEnumerable<SourceSpan> SpansOf(State state)
        {
            var facts = state.Seen.Notes.Facts;
            return SpansIn(state.Lesson.Tree!)
                .Concat(facts.Activities.SelectMany(a => new[] { a.Span, a.MethodSpan }))
                .Concat(facts.Objectives.Select(o => o.Span))
                .Concat(facts.People.Select(p => p.Span))
                .Concat([facts.Preparation.Span, facts.AssessmentSpan]);
        }

        static IEnumerable<SourceSpan> SpansIn(YamlNode node) => NodesIn(node).Select(n => n.Span);
    }

    /// <summary>Whether a place stands in a text of a lesson that others see too.</summary>
    private static bool IsSeenByOthers(YamlMap tree, SourceSpan place) => NodesIn(tree).OfType<YamlScalar>().Any(text =>
        (text.Span.Line, text.Span.Column).CompareTo((place.Line, place.Column)) <= 0 && (place.Line, place.Column).CompareTo((text.Span.EndLine, text.Span.EndColumn)) < 0);

    private static IEnumerable<YamlNode> NodesIn(YamlNode node) => (node switch
    {
        YamlMap map => map.Entries.SelectMany(e => NodesIn(e.Key).Concat(NodesIn(e.Value))),
        YamlList list => list.Items.SelectMany(NodesIn),
        _ => [],
    }).Prepend(node);

    private bool Forbids(List<Diagnostic> findings)
    {
        var bag = new DiagnosticBag();
        bag.AddRange(findings);
        return Compiler.Stops(request, bag);
    }

    private void Keep(string published, List<MadeFile> files, IReadOnlyList<Diagnostic> findings)
    {
        var made = files.ToDictionary(f => f.Path, f => f.Length, StringComparer.Ordinal);
        var lengths = manifest.Paths.Zip(record.Lengths, (path, length) => made.GetValueOrDefault(path, length));
        WholeBuild.Keep(request, cache, record with { ManifestHash = published, Input = last.Input, Findings = findings, Lengths = [.. lengths] });
    }

    /// <summary>A lesson that changed.</summary>
    /// <param name="Summary">What others see of it, which did not change.</param>
    /// <param name="Wanted">Its pages.</param>
    /// <param name="StandsStill">Whether all that others see of it stands where it did.</param>
    /// <param name="Before">What was known of it.</param>
    /// <param name="Now">What is known of it now.</param>
    private sealed record Changed(LessonSummary Summary, IReadOnlyList<Page> Wanted, bool StandsStill, State Before, State Now)
    {
        /// <inheritdoc cref="Changed.Now"/>
        public State Now { get; set; } = Now;
    }

    /// <summary>What is known of a lesson that changed.</summary>
    /// <param name="Lesson">After it was read.</param>
    /// <param name="Seen">After it was looked at.</param>
    /// <param name="Pages">After its pages were made.</param>
    private sealed record State(KnownLesson<LookedAt> Lesson, LookedAt Seen, PagesRecord Pages);

    /// <summary>Whether the links of a page are what they were.</summary>
    private sealed class LinksAlike : IEqualityComparer<PageLinks>
    {
        public static LinksAlike Instance { get; } = new();

        public bool Equals(PageLinks? x, PageLinks? y) =>
            x is not null && y is not null && x.Page.Equals(y.Page) && x.Ids.AsSpan().SequenceEqual(y.Ids) && x.Dead.SequenceEqual(y.Dead) && x.Far.SequenceEqual(y.Far);

        public int GetHashCode(PageLinks obj) => obj.Ids.Length;
    }
}
