using System.Collections.Concurrent;
using System.Text;
using Upstander.Checking.Language;
using Upstander.Checking.Rules;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Lessons;

namespace Upstander.Checking;

/// <summary>
/// The inspection of one course: asks the rules that were chosen, and keeps what they find until it is known what the curriculum says about it.
/// May be used from several threads.
/// </summary>
public sealed class Inspection
{
    private readonly RuleCatalogue catalogue;
    private readonly IReadOnlySet<string> codes;
    private readonly LanguageChecker language;
    private readonly LanguageChecker speech;
    private readonly bool measures;
    private readonly DateOnly today;
    private readonly DiagnosticBag found = new();
    private readonly ConcurrentBag<Suppression> suppressions = [];
    private readonly ConcurrentDictionary<string, LessonFacts> facts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> drafts = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<PageFinding> onPages = [];
    private readonly HashSet<Diagnostic> settled = [];
    private readonly List<SuppressedFinding> suppressed = [];

    private readonly List<Diagnostic> accountable = [];
    private readonly BaselineSieve? sieve;
    private readonly LessonRule[] lessonRules;
    private readonly PageRule[] pageRules;

    /// <summary>An inspection by the chosen rules, on a day, but for what a baseline knows.</summary>
    public Inspection(RuleCatalogue catalogue, RuleChoice choice, DateOnly today, Baseline? baseline = null)
    {
        sieve = baseline is null ? null : new BaselineSieve(baseline);
        this.catalogue = catalogue;
        this.today = today;
        codes = choice.Codes(catalogue);
        measures = Chosen<HardToRead>().Any();
        lessonRules = [.. Chosen<LessonRule>()];
        pageRules = [.. Chosen<PageRule>()];
        language = new LanguageChecker(catalogue.Language, codes);
        speech = new LanguageChecker(catalogue.Language, UnmarkedHarmfulLine.Groups.SelectMany(catalogue.Named).Select(r => r.Code).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>An inspection by the same rules that has seen nothing yet.</summary>
    internal Inspection Another() => new(this);

    private Inspection(Inspection other) => (catalogue, codes, language, speech, measures, today, lessonRules, pageRules) =
        (other.catalogue, other.codes, other.language, other.speech, other.measures, other.today, other.lessonRules, other.pageRules);

    /// <summary>Every rule there is.</summary>
    public RuleCatalogue Catalogue => catalogue;

    /// <summary>Findings that somebody accepted, in order of place; complete when the inspection is.</summary>
    public IReadOnlyList<SuppressedFinding> Suppressed => [.. suppressed.OrderBy(s => s.Finding.Span)];

    /// <summary>Every finding of a rule that nobody accepted, known or not: what a new baseline would know.</summary>
    public IReadOnlyList<Diagnostic> Accountable => accountable;

    /// <summary>How many findings the baseline knew.</summary>
    public int Known => sieve?.Known ?? 0;

    /// <summary>What was noted of the lessons of a course, in its order.</summary>
    public IReadOnlyList<LessonFacts> FactsOf(IEnumerable<LessonSummary> lessons) =>
        [.. lessons.Select(l => facts.GetValueOrDefault(l.File.Path)).OfType<LessonFacts>()];

    /// <summary>What is known of a lesson before any rule is asked.</summary>
    internal static LessonNotes Look(LessonSummary summary, Lesson lesson) => new(
        [.. Suppression.In(lesson, summary.Id)],
        LessonFacts.Of(summary, lesson),
        lesson.Status.Value == "draft" ? lesson.Span.File : null);

    /// <summary>Asks the rules about a lesson while it is there as a whole. What they find counts when it is noted.</summary>
    internal LessonFindings Ask(LessonSummary summary, Lesson lesson)
    {
        List<Diagnostic> seen = [];
        var subject = new LessonSubject(summary, lesson, speech);
        foreach (var rule in lessonRules)
        {
            seen.AddRange(rule.Check(subject));
        }

        // Taking texts apart costs more than everything else here: only where somebody asks about them.
        if (!language.IsAsked && !measures)
        {
            return new LessonFindings(seen, []);
        }

        var readings = new Readings(summary.Id, lesson);
        foreach (var passage in subject.Passages)
        {
            var blocks = passage.Read();
            language.Check(passage, blocks, seen.Add);
            if (measures)
            {
                readings.Add(passage, blocks);
            }
        }

        return new LessonFindings(seen, readings.Done());
    }

    /// <summary>Notes what is known of a lesson, now or from an earlier inspection with the same rules.</summary>
    internal void Note(LessonSummary summary, LessonNotes notes, LessonFindings findings)
    {
        if (notes.Draft is { } draft)
        {
            drafts[draft] = true;
        }

        foreach (var suppression in notes.Suppressions)
        {
            // Whether it is of any use is told anew each time.
            suppressions.Add(suppression with { IsUsed = false });
        }

        Add(findings.Found);
        facts[summary.File.Path] = notes.Facts with { Readings = findings.Readings };
    }

    /// <summary>Looks at the units and the curriculum, when all lessons have been seen.</summary>
    /// <param name="course">The course.</param>
    /// <param name="hasOwnLabels">Whether the project puts words of its own in place of the fixed words of pages.</param>
    /// <param name="assets">The files beside the pages, whose style sheets say which colors there are.</param>
    /// <param name="remembered">Gives what was found in the texts of a file, by its name, and calls the rest where that is not known; null to call it always.</param>
    internal void Inspect(Course course, bool hasOwnLabels, Assets? assets, Func<string, Func<IReadOnlyList<Diagnostic>>, IReadOnlyList<Diagnostic>>? remembered)
    {
        foreach (var allow in course.Curriculum.Checks?.Allow ?? [])
        {
            suppressions.Add(new Suppression(allow, "", IsWhole: true));
        }

        AddWords(course.Curriculum.Span.File, Passages.In(course.Curriculum, "curriculum", null));
        foreach (var unit in course.Units)
        {
            var subject = new UnitSubject(course, unit, FactsOf(unit.Lessons));
            foreach (var rule in Chosen<UnitRule>())
            {
                Add(rule.Check(subject));
            }

            AddWords(unit.Unit.Span.File, Passages.In(unit.Unit, subject.Address(), unit.Unit.Band.Value));
        }

        var whole = new CourseSubject(course, FactsOf(course.Lessons), today) { HasOwnLabels = hasOwnLabels, ColorSheets = ColorSheets(assets) };
        foreach (var rule in Chosen<CourseRule>())
        {
            Add(rule.Check(whole));
        }

        foreach (var rule in pageRules)
        {
            Add(rule.Check(whole));
        }

        void AddWords(string file, IEnumerable<Passage> passages) => Add(remembered is null ? InWords(passages) : remembered(file, () => InWords(passages)));
    }

    /// <summary>Looks at one lesson for those rules about the course that find what they find in it without any other.</summary>
    /// <param name="course">The course.</param>
    /// <param name="lesson">What was noted of the lesson.</param>
    internal void InspectAlone(Course course, LessonFacts lesson)
    {
        foreach (var allow in course.Curriculum.Checks?.Allow ?? [])
        {
            suppressions.Add(new Suppression(allow, "", IsWhole: true));
        }

        foreach (var rule in Languages.IsEnglish((lesson.Locale ?? course.Curriculum.Language).Value) ? Chosen<HardToRead>() : [])
        {
            Add(rule.Check(lesson.Readings));
        }
    }

    /// <summary>What of the curriculum's own suppressions accepted anything, in order of place.</summary>
    internal IReadOnlyList<SourceSpan> UsedByCurriculum => [.. suppressions.Where(s => s.Home.Length == 0 && s.IsUsed).Select(s => s.Allow.Span).Order()];

    private List<Diagnostic> InWords(IEnumerable<Passage> passages)
    {
        List<Diagnostic> seen = [];
        foreach (var passage in passages)
        {
            language.Check(passage, seen.Add);
        }

        return seen;
    }

    private static IReadOnlyList<string> ColorSheets(Assets? assets) =>
        [.. BrandContrast.Sheets.SelectMany(name => assets?.Files.Where(f => f.Name == name) ?? []).Select(f => Encoding.UTF8.GetString(f.File.Bytes.Span))];

    /// <summary>How a course stands, for its facilitators; known when its lessons and the course have been looked at.</summary>
    public Audiences.View Scorecard(Course course) =>
        Checking.Scorecard.Of(course, FactsOf(course.Lessons), suppressions.OrderBy(s => s.Allow.Span), catalogue);

    /// <summary>Looks at a page that was made. What it finds counts when it is noted.</summary>
    internal IEnumerable<PageFinding> Look(PageSubject page) =>
        pageRules.SelectMany(rule => rule.Check(page)).Select(finding => new PageFinding(finding, page.Page.Document.Id, page.Page.OutputPath));

    /// <summary>Notes what was found on a page.</summary>
    internal void Note(PageFinding finding) => onPages.Add(finding);

    /// <summary>Looks at the files that are copied beside the pages.</summary>
    public void Inspect(Assets assets)
    {
        foreach (var (name, file) in assets.Files)
        {
            foreach (var rule in pageRules)
            {
                Add(rule.Check(new AssetSubject(name, file)));
            }
        }
    }

    /// <summary>Hands over what was found since the last time, with the severities that the curriculum sets, without what it accepts.</summary>
    public void Settle(Curriculum curriculum, DiagnosticBag problems)
    {
        var severities = Severities(curriculum, problems);
        List<Suppression> all = [.. suppressions.OrderBy(s => s.Allow.Span)];
        foreach (var finding in found.Sorted().Concat(OncePerCause(all)).Where(settled.Add))
        {
            if (catalogue.Find(finding.Code) is not { } rule)
            {
                problems.Add(finding);
            }
            else if (all.FirstOrDefault(s => s.IsAbout(finding, today)) is { } accepted)
            {
                accepted.IsUsed = true;
                suppressed.Add(new SuppressedFinding(finding, accepted.Allow));
            }
            else if (SeverityOf(finding, rule, severities) is { } severity)
            {
                var final = finding with { Severity = severity };
                accountable.Add(final);
                if (sieve?.Knows(final) != true)
                {
                    problems.Add(final);
                }
            }
        }
    }

    /// <summary>
    /// What was found on pages: of a thousand pages of one document that all have the same fault, the first that nobody accepted stands for all, and a
    /// place that several documents share is named once.
    /// </summary>
    private IEnumerable<Diagnostic> OncePerCause(List<Suppression> all)
    {
        return onPages
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .ThenBy(f => f.Finding.Span)
            .ThenBy(f => f.Finding.Message, StringComparer.Ordinal)
            .Select(f => (f.Finding, f.Document, Accepted: all.FirstOrDefault(s => s.IsAbout(f.Finding, today))))
            .DistinctBy(f => (f.Finding.Code, f.Document, f.Finding.Message, f.Accepted))
            .DistinctBy(f => (f.Finding.Code, f.Finding.Span, f.Finding.Message, f.Accepted))
            .Select(f => f.Finding);
    }

    /// <summary>Says which suppressions are wrong, have ended or were of no use.</summary>
    /// <param name="problems">Gets the findings.</param>
    /// <param name="pagesWereMade">Whether rules about pages had something to find.</param>
    public void Finish(DiagnosticBag problems, bool pagesWereMade)
    {
        var asked = pagesWereMade ? codes : codes.Where(c => catalogue.Find(c)?.Kind != RuleKind.Output).ToHashSet(StringComparer.Ordinal);
        foreach (var suppression in suppressions.OrderBy(s => s.Allow.Span))
        {
            suppression.Check(catalogue, asked, today, problems);
        }

        if (pagesWereMade)
        {
            problems.AddRange(sieve?.Gone() ?? []);
        }
    }

    private Severity? SeverityOf(Diagnostic finding, RuleInfo rule, Dictionary<string, Severity?> severities)
    {
        if (severities.TryGetValue(rule.Code, out var set))
        {
            return set;
        }

        // A draft may say things badly; what it leaves out for people's safety is as grave as ever.
        return rule.Kind == RuleKind.Language && finding.Severity == Severity.Error && drafts.ContainsKey(finding.Span.File) ? Severity.Warning : finding.Severity;
    }

    /// <summary>What the curriculum says of rules, by code; null for off. A later line wins.</summary>
    private Dictionary<string, Severity?> Severities(Curriculum curriculum, DiagnosticBag problems)
    {
        var severities = new Dictionary<string, Severity?>(StringComparer.Ordinal);
        foreach (var setting in curriculum.Checks?.Rules ?? [])
        {
            var named = catalogue.Named(setting.Rule.Value);
            if (named.Count == 0)
            {
                problems.Add(RuleProblems.UnknownRule.At(setting.Rule.Span, $"there is no rule '{setting.Rule}'", Nearest.Hint(setting.Rule.Value, [.. catalogue.Names]) ?? "'upstander explain' lists them"));
            }

            foreach (var rule in named)
            {
                severities[rule.Code] = setting.Severity.Value == "off" ? null : RuleSeverity.Of(setting.Severity.Value);
            }
        }

        return severities;
    }

    private IEnumerable<T> Chosen<T>()
        where T : Rule => RuleCatalogue.Structural.OfType<T>().Where(r => codes.Contains(r.Info.Code));

    private void Add(Diagnostic finding) => found.Add(finding);

    private void Add(IEnumerable<Diagnostic> findings) => found.AddRange(findings);
}

/// <summary>What an inspection needs to know of a lesson before it asks any rule.</summary>
/// <param name="Suppressions">What the lesson accepts.</param>
/// <param name="Facts">What rules about the course need to know.</param>
/// <param name="Draft">The lesson's file where it is a draft; else null.</param>
internal sealed record LessonNotes(IReadOnlyList<Suppression> Suppressions, LessonFacts Facts, string? Draft);

/// <summary>What rules found in a lesson, before anybody accepted any of it, and how hard its texts are to read.</summary>
internal sealed record LessonFindings(IReadOnlyList<Diagnostic> Found, IReadOnlyList<Reading> Readings)
{
    public static LessonFindings None { get; } = new([], []);
}

/// <summary>What was found on a page.</summary>
internal sealed record PageFinding(Diagnostic Finding, string Document, string Path);

/// <summary>A finding that somebody accepted, with the reason.</summary>
public sealed record SuppressedFinding(Diagnostic Finding, Allow Allow);
