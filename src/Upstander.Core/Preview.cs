using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Overrides;
using Upstander.Serving;
using Upstander.Workspaces;

namespace Upstander;

/// <summary>
/// A curriculum while somebody writes it. After each change it is surveyed again, as far as it changed; a page is made when somebody looks at it; and
/// what only pages tell is looked for when there is time. Pages are kept in memory and in no folder.
/// </summary>
public sealed class Preview
{
    /// <summary>The addresses of the sites, in the order of the start page, and whom they are for.</summary>
    private static readonly (string Audience, string About)[] Sites =
        [("facilitator", "For those who lead lessons: everything, answers included."), ("learner", "For learners: nothing that is not theirs."), ("family", "For families and boards.")];

    private const int MostTold = 50;

    private readonly CompileRequest request;
    private readonly StepMemory memory = new();
    private readonly ConcurrentDictionary<string, byte[]> lastGood = new(StringComparer.Ordinal);
    private readonly List<FileChange> seen = [];
    private volatile Edition edition = Edition.Nothing;

    /// <summary>A preview of a curriculum; the request's output folder does not count.</summary>
    public Preview(CompileRequest request) => this.request = request with { OutputFolder = null, Memory = memory, Threads = Math.Max(1, Environment.ProcessorCount / 2) };

    /// <summary>What there is now.</summary>
    public Edition Current => edition;

    /// <summary>Reads what changed. The new edition, or null where everything is as it was.</summary>
    /// <param name="unfinished">Whether files are still being written; a state with errors is then not taken for what the author meant.</param>
    /// <param name="cancel">Stops it.</param>
    public Edition? Refresh(Func<bool>? unfinished, CancellationToken cancel)
    {
        var before = edition;
        DiagnosticBag problems;
        Survey? survey;
        bool isBehind;
        do
        {
            problems = new DiagnosticBag();
            survey = Survey(hasty: before.Number > 0, problems, cancel);
            isBehind = survey is null || problems.Sorted().Any(f => f.Severity == Severity.Error && survey.Inspection.Catalogue.Find(f.Code) is null);
        }
        while (isBehind && unfinished?.Invoke() == true);

        var found = problems.Sorted();
        List<FileChange> changes = [.. seen.DistinctBy(c => c.Path)];
        seen.Clear();
        if (before.Number > 0 && changes.Count == 0 && found.SequenceEqual(before.FoundByReading))
        {
            return null;
        }

        // Errors of rules are for the author to weigh; what cannot be read has no page.
        return edition = new Edition
        {
            Number = before.Number + 1,
            Changes = changes,
            Survey = survey,
            Shown = isBehind ? before.Shown : new ShownPages(survey!),
            IsBehind = isBehind,
            FoundByReading = found,
            Findings = found,
            HasWaited = memory.HasWaited,
        };
    }

    /// <summary>
    /// Asks the rules about what changed, and makes the pages that were not made since they changed, to find what only they tell. The edition then knows
    /// every finding of a check.
    /// </summary>
    public void Check(CancellationToken cancel)
    {
        var now = edition;
        var survey = now.Survey;
        if (now.HasWaited)
        {
            var all = new DiagnosticBag();
            survey = Survey(hasty: false, all, cancel);
            now.FoundByReading = now.Findings = all.Sorted();
            now.HasWaited = false;
            now.Survey = survey;
            if (!now.IsBehind && survey is not null)
            {
                // The scorecard knows the rules' findings.
                now.Shown = new ShownPages(survey);
            }
        }

        var problems = new DiagnosticBag();
        problems.AddRange(now.FoundByReading);
        if (survey is not null && !now.IsBehind)
        {
            Compiler.Make(request, survey, request.Choice.Wants, null, problems, null, cancel);
        }
        else if (survey is not null)
        {
            survey.Inspection.Finish(problems, pagesWereMade: false);
            Compiler.CheckProse(survey.Course, problems, cancel);
        }

        now.Findings = problems.Sorted();
        now.IsChecked = true;
    }

    private Survey? Survey(bool hasty, DiagnosticBag problems, CancellationToken cancel)
    {
        memory.Begin(hasty);
        var survey = Compiler.Survey(request, problems, cancel);
        seen.AddRange(memory.End(complete: survey is not null));
        return survey;
    }

    /// <summary>Follows the files until it is stopped.</summary>
    /// <param name="refreshed">Called with each new edition, as soon as its pages can be asked for.</param>
    /// <param name="checkedOn">Called when the same edition knows every finding.</param>
    /// <param name="poll">How often it looks for changes that the system does not tell of.</param>
    /// <param name="cancel">Stops it.</param>
    public void Follow(Action<Edition, TimeSpan> refreshed, Action<Edition> checkedOn, TimeSpan poll, CancellationToken cancel)
    {
        IReadOnlyList<string> folders = [];
        ProjectWatcher? watcher = null;
        try
        {
            var since = System.Diagnostics.Stopwatch.StartNew();
            while (!cancel.IsCancellationRequested)
            {
                if (Folders() is var wanted && !wanted.SequenceEqual(folders))
                {
                    watcher?.Dispose();
                    watcher = new ProjectWatcher(folders = wanted, poll, TimeSpan.FromMilliseconds(20));
                }

                if (Refresh(() => Unfinished(watcher!, cancel), cancel) is { } next)
                {
                    refreshed(next, since.Elapsed);
                }

                using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                var check = Task.Factory.StartNew(() => CheckUnless(checkedOn, interrupted.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                try
                {
                    watcher!.WaitForNotice(cancel);
                    since.Restart();
                }
                finally
                {
                    interrupted.Cancel();
                    check.GetAwaiter().GetResult();
                }

                watcher.WaitForQuiet(cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Stopped: that is how it ends.
        }
        finally
        {
            watcher?.Dispose();
        }
    }

    /// <summary>What is at a path of the preview.</summary>
    public Served Find(string path)
    {
        var now = edition;
        if (path.StartsWith("/-/", StringComparison.Ordinal))
        {
            return path["/-/".Length..] is "live.js" or "live.css" or "own.css" ? new Served(OwnPages.Read(path["/-/".Length..]), Served.TypeOf(path)) : Live(Missing(now), "");
        }

        if (Content(now, path) is { } served)
        {
            return served.IsPage ? Live(served, Key(now, path, served)) : served;
        }

        return now.Shown?.IsFolder(path) == true
            ? new Served(Encoding.UTF8.GetBytes($"/{path.Trim('/')}/"), "text/plain; charset=utf-8", 308)
            : Live(Missing(now), "");
    }

    /// <summary>What a browser is told that has the page of this path open, as one line of JSON.</summary>
    public string Status(string path)
    {
        var now = edition;
        var key = Content(now, path) is { IsPage: true } served ? Key(now, path, served) : "";

        // Making the page may have found something.
        var findings = now.AllFindings;
        var own = now.Shown?.SourceOf(path);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default }))
        {
            json.WriteStartObject();
            json.WriteNumber("edition", now.Number);
            json.WriteString("page", key);
            json.WriteBoolean("behind", now.IsBehind);
            json.WriteBoolean("checking", !now.IsChecked);
            json.WriteNumber("errors", findings.Count(f => f.Severity == Severity.Error));
            json.WriteNumber("warnings", findings.Count(f => f.Severity == Severity.Warning));
            json.WriteNumber("notes", findings.Count(f => f.Severity == Severity.Info));
            json.WriteStartArray("findings");
            foreach (var finding in findings.OrderByDescending(f => f.Severity).ThenBy(f => f.Span.File != own).Take(MostTold))
            {
                json.WriteStartObject();
                json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
                json.WriteString("code", finding.Code);
                json.WriteString("place", finding.Span.ToString());
                json.WriteString("message", finding.Message);
                json.WriteString("hint", finding.Hint);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("more", Math.Max(0, findings.Count - MostTold));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static bool Unfinished(ProjectWatcher watcher, CancellationToken cancel)
    {
        if (!watcher.IsSuspicious)
        {
            return false;
        }

        watcher.WaitForQuiet(cancel);
        return true;
    }

    private void CheckUnless(Action<Edition> checkedOn, CancellationToken interrupted)
    {
        var now = edition;
        if (now.IsChecked)
        {
            return;
        }

        try
        {
            Check(interrupted);
            checkedOn(now);
        }
        catch (OperationCanceledException)
        {
            // The files changed: the next edition will be looked at.
        }
    }

    /// <summary>Every folder that holds something of the project, and those of the tool's own templates, rules and standards.</summary>
    private List<string> Folders()
    {
        var given = Path.GetFullPath(File.Exists(request.Folder) ? Path.GetDirectoryName(Path.GetFullPath(request.Folder))! : request.Folder);
        var workspace = edition.Survey?.Workspace ?? edition.Shown?.Survey.Workspace;
        string[] tool = [.. ((string[])["templates", "rules", "standards"]).Select(f => Path.Combine(request.ToolFolder, f)), .. workspace?.SourceFolders ?? []];
        List<string> all = [given];
        foreach (var folder in tool.Where(Directory.Exists).Select(Path.GetFullPath).Order(StringComparer.Ordinal))
        {
            if (!all.Exists(a => folder == a || folder.StartsWith(Path.TrimEndingDirectorySeparator(a) + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            {
                all.Add(folder);
            }
        }

        return all;
    }

    private static Served Live(Served served, string key) => served with { Content = LivePage.Of(served.Content.Span, key) };

    private static string Key(Edition now, string path, Served served) =>
        ContentHash.Of($"{now.Shown?.Beside(AudienceOf(path))} {ContentHash.Of(served.Content.Span)}")[..16];

    private static string AudienceOf(string path) => path.Split('/') is [_, var audience, _, ..] ? audience : "";

    private static Served Missing(Edition now) => new(
        now is { IsBehind: true, Shown: null }
            ? OwnPages.Note("There is nothing to show yet", "Something in the files cannot be read. What it is stands on this page as soon as it is connected, and in the terminal; mend it, and the pages come.")
            : OwnPages.Note("There is no such page", "Nothing is made at this address. If a lesson was renamed or removed, its pages went with it."),
        Served.Html,
        404);

    /// <summary>The page or file at a path as it is made; null where there is none.</summary>
    private Served? Content(Edition now, string path)
    {
        if (now.Shown is not { } shown || path.Length == 0)
        {
            return null;
        }

        if (path == "/")
        {
            return new Served(OwnPages.Start(shown.Survey.Course.Curriculum.Title.Value, Sites.Select(s => (shown.HomeOf(s.Audience), s)).Where(s => s.Item1 is not null).Select(s => (char.ToUpperInvariant(s.s.Audience[0]) + s.s.Audience[1..], $"/{s.Item1}", s.s.About))), Served.Html);
        }

        var name = path[^1] == '/' ? path[1..] + "index.html" : path[1..];
        if (shown.Asset(name) is { } asset)
        {
            return new Served(asset.Bytes, Served.TypeOf(name));
        }

        if (name == Compiler.EntrancePath && shown.Entrance is { } entrance)
        {
            return new Served(entrance, Served.Html);
        }

        if (shown.Find(name) is not { } page)
        {
            return null;
        }

        if (page.Format == "pdf")
        {
            return new Served(
                OwnPages.Note("PDF files are made by a build", "The preview shows the page that this PDF is printed from.", $"/{page.Source!.OutputPath}", "To the page"), Served.Html);
        }

        if (shown.Make(page) is { } made)
        {
            lastGood[name] = made;
            return new Served(made, Served.TypeOf(name));
        }

        return lastGood.TryGetValue(name, out var old)
            ? new Served(old, Served.TypeOf(name))
            : new Served(OwnPages.Note("This page cannot be made", "What keeps it from being made is among the findings."), Served.Html, 500);
    }
}

/// <summary>A state of a curriculum that somebody writes.</summary>
public sealed class Edition
{
    /// <summary>Before anything was read.</summary>
    internal static Edition Nothing { get; } = new() { Number = 0, Changes = [], FoundByReading = [], Findings = [] };

    /// <summary>The how many-th it is.</summary>
    public required int Number { get; init; }

    /// <summary>Files that are not as in the edition before.</summary>
    public required IReadOnlyList<FileChange> Changes { get; init; }

    /// <summary>Whether its pages are those of an earlier edition, because something cannot be read now.</summary>
    public bool IsBehind { get; init; }

    /// <summary>Whether there is any page to look at.</summary>
    public bool HasPages => Shown is not null;

    /// <summary>Whether every finding is known; else those of pages are still looked for.</summary>
    public bool IsChecked { get; internal set; }

    /// <summary>Findings so far, in order of place.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; internal set; } = [];

    /// <summary>What reading found.</summary>
    internal IReadOnlyList<Diagnostic> FoundByReading { get; set; } = [];

    /// <summary>Whether rules are still to be asked about something.</summary>
    internal bool HasWaited { get; set; }

    /// <summary>What was read; null where there is no curriculum.</summary>
    internal Survey? Survey { get; set; }

    /// <summary>The pages that can be looked at; null where there never were any.</summary>
    internal ShownPages? Shown { get; set; }

    /// <summary>Findings so far with those of pages that somebody looked at.</summary>
    internal IReadOnlyList<Diagnostic> AllFindings
    {
        get
        {
            if (IsBehind || IsChecked || Shown is null)
            {
                return Findings;
            }

            var all = new DiagnosticBag();
            all.AddRange(Findings);
            all.AddRange(Shown.Problems.Sorted());
            return all.Sorted();
        }
    }
}

/// <summary>The pages of a survey, each made when it is first asked for.</summary>
internal sealed class ShownPages(Survey survey)
{
    private readonly Lazy<Dictionary<string, Page>> pages = new(() => survey.Pages.All(survey.Course).DistinctBy(p => p.OutputPath).ToDictionary(p => p.OutputPath, StringComparer.Ordinal));
    private readonly Dictionary<string, SourceFile> assets = survey.Assets.Files.ToDictionary(f => f.Name, f => f.File with { Bytes = EjectMark.Without(f.Name, f.File.Bytes) }, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<byte[]?>> made = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> beside = new(StringComparer.Ordinal);

    public Survey Survey => survey;

    /// <summary>What making pages found.</summary>
    public DiagnosticBag Problems { get; } = new();

    /// <summary>The page above the sites, or null.</summary>
    public byte[]? Entrance =>
        made.GetOrAdd(Compiler.EntrancePath, _ => new Lazy<byte[]?>(() => Compiler.Entrance(survey, Problems) is { } text ? Encoding.UTF8.GetBytes(text) : null)).Value;

    public Page? Find(string name) => pages.Value.GetValueOrDefault(name);

    public SourceFile? Asset(string name) =>
        name.Split('/', 3) is [var audience, "assets", var asset] && For.Names.Any(n => n.Name == audience) ? assets.GetValueOrDefault(asset) : null;

    public byte[]? Make(Page page) =>
        made.GetOrAdd(page.OutputPath, _ => new Lazy<byte[]?>(() => Compiler.MakeOne(survey, page, Problems, CancellationToken.None))).Value;

    /// <summary>The home page of an audience, or null.</summary>
    public string? HomeOf(string audience) =>
        survey.Pages.CoursePages.FirstOrDefault(p => For.NameOf(p.Audience) == audience && p.Path == "index.html") is { } home ? home.OutputPath[..^"index.html".Length] : null;

    /// <summary>Whether a path lacks but the slash at its end.</summary>
    public bool IsFolder(string path) => path.Length > 1 && path[^1] != '/' && pages.Value.ContainsKey(path[1..] + "/index.html");

    /// <summary>The file of the lesson that a page is about; null for other pages.</summary>
    public string? SourceOf(string path) =>
        path.Length > 1 && Find(path[^1] == '/' ? path[1..] + "index.html" : path[1..]) is { LessonId: { } id } ? survey.Course.Lesson(id)?.File.Path : null;

    /// <summary>One line for what pages of an audience load: style sheets, scripts and pictures, those that are made among them.</summary>
    public string Beside(string audience) => beside.GetOrAdd(audience, _ =>
    {
        var styles = survey.Pages.CoursePages.Where(p => For.NameOf(p.Audience) == audience && p.Path.EndsWith(".css", StringComparison.Ordinal));
        return ContentHash.Of(string.Join(
            '\n',
            survey.Assets.Files.Select(f => $"{f.Name} {ContentHash.Of(f.File.Bytes.Span)}")
                .Concat(styles.Select(p => $"{p.Path} {Encoding.UTF8.GetString(Make(p) ?? [])}"))));
    });
}
