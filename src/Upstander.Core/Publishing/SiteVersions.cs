using System.Text;
using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Rendering;

namespace Upstander.Publishing;

/// <summary>
/// A site that is a release, and the earlier ones beside it. Its pages stand twice: at the top, where the newest release always is, and below
/// <c>versions/</c> under its own number, where they stay when the next one is out.
/// </summary>
public sealed class SiteVersions
{
    /// <summary>The folder of all versions.</summary>
    public const string Folder = "versions";

    /// <summary>The page in it that lists them.</summary>
    public const string ListName = "index.html";

    private readonly IReadOnlyList<SavedRelease> earlier;
    private readonly SavedRelease? same;
    private readonly string shown;

    private SiteVersions(ReleaseVersion current, IReadOnlyList<SavedRelease> saved, string shown)
    {
        Current = current;
        this.shown = shown;
        earlier = [.. saved.Where(r => !r.Version.Equals(current))];
        same = saved.FirstOrDefault(r => r.Version.Equals(current));
    }

    /// <summary>The release that is being built.</summary>
    public ReleaseVersion Current { get; }

    /// <summary>How many others stand beside it.</summary>
    public int Others => earlier.Count;

    private string Below => $"{Folder}/{Current}/";

    /// <summary>Where the list of versions goes inside the output folder.</summary>
    public const string ListPath = $"{Folder}/{ListName}";

    /// <summary>From a page to the list of versions.</summary>
    /// <param name="outputPath">Where the page goes inside the output folder.</param>
    public static string WayToList(string outputPath) => $"{Up(outputPath)}{ListPath}";

    /// <summary>Whether a file of the output belongs to a version with its number, or is their list.</summary>
    public static bool Holds(string outputPath) => outputPath.StartsWith(Folder + "/", StringComparison.Ordinal);

    /// <summary>Looks at what was asked for and at the earlier releases; null after a finding.</summary>
    /// <param name="release">The number of this release, as the user gave it; null when he gave none.</param>
    /// <param name="folder">The folder of earlier releases; null for none.</param>
    /// <param name="choice">Which pages are wanted: a release has all lessons and documents.</param>
    /// <param name="course">The course.</param>
    /// <param name="problems">Gets the findings.</param>
    public static SiteVersions? Open(string? release, string? folder, PageChoice choice, Course course, DiagnosticBag problems)
    {
        var own = course.Edition?.Works[^1].Version;
        var version = own ?? course.Curriculum.Version.Value;
        if (release is null)
        {
            problems.Add(PublishingProblems.WrongRelease.At(SourceSpan.Whole("--releases"), "--releases names earlier releases, and nothing says which release this one is", $"add --release {version}"));
            return null;
        }

        if (ReleaseVersion.Parse(release) is not { } current)
        {
            problems.Add(PublishingProblems.WrongRelease.At(SourceSpan.Whole("--release"), $"'{release}' is no version such as 1.0.0", $"the curriculum has version {version}: --release {version}"));
            return null;
        }

        if (choice.Lessons.Count + choice.Documents.Count > 0)
        {
            problems.Add(PublishingProblems.WrongRelease.At(SourceSpan.Whole("--release"), "a release has all lessons and documents, and this build chooses some", "leave out --lesson and --document"));
            return null;
        }

        if (version != release)
        {
            problems.Add(PublishingProblems.OtherVersion.At(
                own is null ? course.Curriculum.Version.Span : SourceSpan.Whole("--release"),
                $"the {(own is null ? "curriculum" : "edition")} has version {version}, and --release says {release}",
                $"write version: {release} in {(own is null ? "curriculum.yaml" : "overlay.yaml")}, or build with --release {version}"));
        }

        var saved = folder is null ? [] : SavedReleases.Read(folder, problems);
        if (saved.LastOrDefault(r => !r.Version.IsPreRelease) is { } newest && newest.Version.CompareTo(current) > 0)
        {
            problems.Add(PublishingProblems.OlderRelease.At(
                SourceSpan.Whole("--release"), $"version {current} would stand at the top of the site, and {newest.Version} is newer", "build the newest release, with this one in the folder of --releases"));
        }

        // Who builds for learners only does not publish the guides of earlier years either.
        if (choice.Audiences.Count > 0)
        {
            string[] others = [.. For.Names.Select(n => n.Name).Except(choice.Audiences, StringComparer.Ordinal).Select(n => n + "/")];
            saved = [.. saved.Select(r => r with { Files = [.. r.Files.Where(f => !others.Any(o => f.Name.StartsWith(o, StringComparison.Ordinal)))] }).Where(r => r.Files.Count > 0)];
        }

        return new SiteVersions(current, saved, (folder ?? "").TrimEnd('/', '\\'));
    }

    /// <summary>Puts a file of this release where it is now and where it stays. The two are the same but for the way to the list of versions.</summary>
    internal void Put(Stage stage, string path, ReadOnlySpan<byte> content, string maker)
    {
        stage.Add(path, content, maker);
        if (path.EndsWith(".html", StringComparison.Ordinal))
        {
            // Only whole addresses: a quotation mark in a text is never written as one.
            var (from, to) = (WayToList(path), $"{Up(path)}../{ListName}");
            var text = Encoding.UTF8.GetString(content).Replace($"\"{from}", $"\"{to}", StringComparison.Ordinal).Replace($"'{from}", $"'{to}", StringComparison.Ordinal);
            stage.Add(Below + path, Encoding.UTF8.GetBytes(text), maker);
        }
        else
        {
            stage.Add(Below + path, content, maker);
        }
    }

    /// <summary>Adds the earlier releases as they are and the list of all of them. A release of this number that was published already must be the one that was built.</summary>
    internal void Finish(Stage stage, PagePlan pages, PageMaker maker, IReadOnlyList<Audience> audiences, DiagnosticBag problems, CancellationToken cancel)
    {
        foreach (var release in earlier)
        {
            foreach (var file in release.Files)
            {
                cancel.ThrowIfCancellationRequested();
                stage.AddCopy($"{Folder}/{release.Version}/{file.Name}", file.FullPath, file.Shown, $"release {release.Version}");
            }
        }

        CheckSame(stage, problems);
        var list = new BesideFile("html/versions.html.scriban", OutputKind.Html, audiences[0], HasFolder: true, ListPath, Title(maker))
        {
            Id = Folder,
        };
        if (maker.MakeBeside(list, Model(pages, audiences), problems) is { } text)
        {
            stage.Add(list.Path, Encoding.UTF8.GetBytes(text), Folder);
        }
    }

    private static string Title(PageMaker maker) => (maker.Labels["versions"] as View)?["title"] as string ?? "Versions";

    private static string Up(string outputPath) => string.Concat(Enumerable.Repeat("../", outputPath.Count(c => c == '/')));

    private void CheckSame(Stage stage, DiagnosticBag problems)
    {
        if (same is null || stage.Failed)
        {
            return;
        }

        var made = stage.Entries.Where(e => e.Path.StartsWith(Below, StringComparison.Ordinal)).ToDictionary(e => e.Path[Below.Length..], e => e.Hash, StringComparer.Ordinal);
        var released = same.Files.ToDictionary(f => f.Name, StringComparer.Ordinal);
        string[] differing =
        [
            .. made.Keys.Union(released.Keys, StringComparer.Ordinal)
                .Where(n => !made.TryGetValue(n, out var hash) || !released.TryGetValue(n, out var file) || stage.HashOf(file.FullPath, file.Shown) is { } was && was != hash)
                .Order(StringComparer.Ordinal),
        ];
        if (differing is not [var first, ..])
        {
            return;
        }

        var how = !made.ContainsKey(first) ? "is no longer made" : !released.ContainsKey(first) ? "is new" : "has changed";
        problems.Add(PublishingProblems.ReleaseChanged.At(
            SourceSpan.Whole($"{shown}/{Current}/{first}"),
            $"version {Current} was released already, and this build makes another one: this file {how}{(differing.Length == 1 ? "" : $", and {differing.Length - 1} more {(differing.Length == 2 ? "is" : "are")} not as released")}",
            "a released version does not change: give what is new a version of its own"));
    }

    /// <summary>What the list of versions knows: the global <c>versions</c> of its template.</summary>
    private View Model(PagePlan pages, IReadOnlyList<Audience> audiences)
    {
        var homes = For.Names.Select(n => (n.Name, Home: pages.Find(n.Audience, "home", null, null)?.OutputPath)).ToList();
        var current = homes.Where(h => h.Home is not null && audiences.Any(a => For.NameOf(a) == h.Name)).Select(h => (h.Name, h.Home!)).ToList();
        var all = earlier
            .Select(r => (r.Version, Homes: homes.SelectMany(h => new[] { h.Home, $"{h.Name}/index.html" }.OfType<string>().Where(r.Has).Take(1).Select(home => (h.Name, home))).ToList()))
            .Append((Version: Current, Homes: current))
            .OrderByDescending(r => r.Version, ReleaseVersion.Order);
        return new View().Set("versions", new View()
            .Set("current", Current.Text)
            .Set("entrances", Entrances("../", current))
            .Set("list", View.ListOf(all.Select(r => new View()
                .Set("version", r.Version.Text)
                .Set("is_current", r.Version.Equals(Current))
                .Set("is_prerelease", r.Version.IsPreRelease)
                .Set("entrances", Entrances(r.Version.Text + "/", r.Homes))))));
    }

    private static object?[]? Entrances(string below, IEnumerable<(string Audience, string Home)> homes) =>
        View.ListOf(homes.Select(h => new View().Set("audience", h.Audience).Set("href", below + h.Home)));
}
