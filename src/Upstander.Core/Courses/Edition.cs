using Upstander.Lessons;
using Upstander.Overlays;
using Upstander.Workspaces;

namespace Upstander.Courses;

/// <summary>A course that is an edition of another one: what it lies on, whose changes they are, and what they change.</summary>
/// <param name="Works">The curriculum at the bottom, then each overlay from the lowest to the highest.</param>
/// <param name="Changes">What the overlays change, file by file.</param>
public sealed record Edition(IReadOnlyList<EditionWork> Works, EditionRecord Changes)
{
    /// <summary>How far the highest overlay says it is; null where it does not say.</summary>
    public string? Status { get; init; }

    /// <summary>The curriculum that all of it lies on.</summary>
    public EditionWork Base => Works[0];

    /// <summary>The overlays, the lowest first.</summary>
    public IReadOnlyList<EditionWork> Overlays => [.. Works.Skip(1)];

    /// <summary>The edition of a project; null for a plain curriculum, and for one under overlays that say nothing but what they are called.</summary>
    /// <param name="project">The project, with every file composed.</param>
    /// <param name="brands">The <c>brand.yaml</c> of each layer that has one.</param>
    public static Edition? Of(OverlayStack project, IReadOnlyDictionary<int, Brand> brands)
    {
        if (project.Origin is not { } curriculum || !(project.Overlays.Any(SaysAnything) || project.Workspace.Project.Any(f => f.Layer > 0 && f.Kind != WorkspaceFileKind.Lock && f.Name != Workspace.OverlayName)))
        {
            return null;
        }

        List<EditionWork> works =
        [
            new(curriculum.Title.Value, string.Join(", ", curriculum.Authors.Select(a => a.Value)), First(curriculum.Authors.Select(a => a.Value)), curriculum.Version.Value, curriculum.License.Value),
        ];
        foreach (var overlay in project.Overlays)
        {
            string[] authors = [.. overlay.Authors.Select(a => a.Value)];
            var organization = brands.GetValueOrDefault(works.Count)?.Organization?.Value ?? overlay.Title.Value;
            works.Add(new EditionWork(
                overlay.Title.Value,
                authors.Length > 0 ? string.Join(", ", authors) : organization,
                authors.Length > 0 ? First(authors) : null,
                overlay.Version?.Value,
                overlay.License?.Value ?? works[^1].License));
        }

        return new Edition(works, project.Changes) { Status = project.Overlays[^1].Status?.Value };
    }

    /// <summary>What a lesson was adapted from, and by which overlays; null for a lesson that the highest overlay brings along.</summary>
    /// <param name="lesson">The lesson.</param>
    public EditionCredit? CreditOf(LessonSummary lesson)
    {
        var (layer, changed) = (lesson.File.Layer, Changes.LayersOf(lesson.Id));
        if (layer >= Works.Count - 1)
        {
            return null;
        }

        IReadOnlyList<EditionWork> adapters = [.. Works.Where((_, i) => i > layer && changed.Contains(i))];
        return adapters.Count > 0 ? new EditionCredit(Works[layer], adapters, true) : new EditionCredit(Works[layer], [Works[^1]], false);
    }

    /// <summary>What the course as a whole was adapted from.</summary>
    public EditionCredit Credit => new(Base, Overlays, true);

    private static bool SaysAnything(Overlay overlay) =>
        overlay.Patches.Count > 0 || overlay.Slots.Count > 0 || overlay.Authors.Count > 0 || overlay.Region is not null || overlay.License is not null || overlay.Version is not null || overlay.Status is not null;

    // The first of several, for lines that are short of room.
    private static string? First(IEnumerable<string> names) => names.Take(2).ToArray() is [var first, _] ? first : null;
}

/// <summary>A curriculum or an overlay as credits name it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="By">Who made it, all of them.</param>
/// <param name="FirstOf">The first of several who made it; null where there is one name only.</param>
/// <param name="Version">Its version, or null.</param>
/// <param name="License">Its licence by SPDX id.</param>
public sealed record EditionWork(string Title, string By, string? FirstOf, string? Version, string License);

/// <summary>What something was adapted from, and by whom.</summary>
/// <param name="Work">The work.</param>
/// <param name="Adapters">Who adapted it, the lowest layer first.</param>
/// <param name="IsChanged">Whether it is changed, and not only part of an edition of the others.</param>
public sealed record EditionCredit(EditionWork Work, IReadOnlyList<EditionWork> Adapters, bool IsChanged);
