using Upstander.Binding;
using Upstander.Yaml;

namespace Upstander.Lessons;

/// <summary>Changes on top of another curriculum: <c>overlay.yaml</c>.</summary>
public sealed class Overlay(MapReader fields) : Item(fields), IHasId
{
    /// <summary>Version of the file format.</summary>
    public Located<int> FormatVersion { get; } = fields.Number("overlay", "Version of the overlay format: 1. First key of the file.", For.Facilitators, 1, 1);

    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.RequiredId("Id of the overlay.");

    /// <summary>Title.</summary>
    public Located<string> Title { get; } = fields.Text("title", "Name of the edition.", For.Facilitators, 120);

    /// <summary>What it lies on.</summary>
    public TextOrMap<GitBase> Base { get; } = fields.TextOrMap(
        "base",
        f => new GitBase(f),
        "What it changes: the folder of a curriculum or of another overlay, or a zip made by 'pack --source', as a path from this file with forward slashes; or a commit of a git repository.",
        For.Facilitators,
        400);

    /// <summary>Versions of the base that it is for.</summary>
    public Located<string>? BaseVersion { get; } = fields.OptionalFormat("base_version", TextFormat.VersionRange, "Versions of the base that it is written for, such as '>=1.2.0 <2.0.0'.");

    /// <summary>Region.</summary>
    public Located<string>? Region { get; } = fields.OptionalFormat("region", TextFormat.Region, "Where the edition is taught; takes the place of the curriculum's region.");

    /// <summary>Version.</summary>
    public Located<string>? Version { get; } = fields.OptionalFormat("version", TextFormat.Version, "Version of the edition, by semver.org.");

    /// <summary>How far the edition is.</summary>
    public Located<string>? Status { get; } = fields.OptionalChoice("status", Names.Statuses, "draft, review or released; a released edition has every local slot filled in. Each lesson's own status decides when left out.");

    /// <summary>Licence.</summary>
    public Located<string>? License { get; } = fields.OptionalFormat("license", TextFormat.License, "Licence of the edition and of what it changes, by its SPDX id; that of what it lies on when left out.");

    /// <summary>Who made it.</summary>
    public IReadOnlyList<Located<string>> Authors { get; } = fields.Texts("authors", "Who made the edition, as they want to be named; the organization of its brand.yaml, or its title, when left out.");

    /// <summary>Local slots.</summary>
    public IReadOnlyList<SlotValue> Slots { get; } = fields.List("slots", f => new SlotValue(f), SlotValue.AboutList);

    /// <summary>Changes.</summary>
    public IReadOnlyList<Patch> Patches { get; } = fields.List("patches", f => new Patch(f), "Changes, each at an address. Their order does not matter.", For.Facilitators, 0, 10_000);
}

/// <summary>A base in a git repository: exactly one commit, which <c>overlay fetch</c> brings.</summary>
public sealed class GitBase(MapReader fields) : Item(fields)
{
    /// <summary>Repository.</summary>
    public Located<string> Git { get; } = fields.Format("git", TextFormat.GitAddress, "Address of the repository: https://, ssh://, git@host:path, or the path of one on this machine.");

    /// <summary>Commit.</summary>
    public Located<string> At { get; } = fields.Format("at", TextFormat.Commit, "The whole id of the commit. A branch or tag would move.");

    /// <summary>Folder.</summary>
    public Located<string>? Folder { get; } = fields.OptionalFormat("folder", TextFormat.File, "Folder of the curriculum in the repository, when it is not the repository itself.");
}

/// <summary>One change at an address: exactly one of set, replace, insert, remove and move.</summary>
public sealed class Patch(MapReader fields) : Item(fields)
{
    /// <summary>Where.</summary>
    public Located<string> At { get; } = fields.Text("at", "Address: a lesson's id, 'units/' and an id, 'curriculum' or 'resources', then fields and ids with / between them, such as a-clear-yes/activities/quick-draw.", For.Facilitators, 400);

    /// <summary>Fields.</summary>
    internal YamlMap? Set { get; } = fields.Tree("set", "Fields and their new values. Maps are merged key by key, lists and texts are replaced whole, and null takes an optional field away.");

    /// <summary>Whole item.</summary>
    internal YamlMap? Replace { get; } = fields.Tree("replace", "The whole item anew; it keeps its id.");

    /// <summary>New items.</summary>
    public Insertion? Insert { get; } = fields.OptionalMap("insert", f => new Insertion(f), "New items of a list.");

    /// <summary>Taken away.</summary>
    public Removal? Remove { get; } = fields.OptionalMap("remove", f => new Removal(f), "Takes the item or field away.");

    /// <summary>Elsewhere in its list.</summary>
    public Placing? Move { get; } = fields.OptionalMap("move", f => new Placing(f), "Puts the item elsewhere in its list.");

    /// <summary>Why.</summary>
    public Located<string>? Reason { get; } = fields.OptionalText("reason", "Why; needed where safety content changes.", For.Facilitators, 500);

    /// <summary>Who looked at it.</summary>
    public Located<string>? Reviewer { get; } = fields.OptionalText("reviewer", "Who has looked at it; needed where safety content changes.");

    /// <summary>Until when.</summary>
    public Located<DateOnly>? Until { get; } = fields.OptionalDate("until", "Last day on which it holds without another look; needed where safety content changes.");
}

/// <summary>A place in a list.</summary>
public class Placing(MapReader fields) : Item(fields)
{
    /// <summary>Before this one.</summary>
    public Located<string>? Before { get; } = fields.Reference("before", "Id of the item that follows.");

    /// <summary>After this one.</summary>
    public Located<string>? After { get; } = fields.Reference("after", "Id of the item before it.");

    /// <summary>At an end.</summary>
    public Located<string>? At { get; } = fields.OptionalChoice("at", ["start", "end"], "start or end of the list.");
}

/// <summary>New items of a list.</summary>
public sealed class Insertion(MapReader fields) : Placing(fields)
{
    /// <summary>The items.</summary>
    internal YamlList? Items { get; } = fields.Trees("items", "The items, as they would stand in the list.");
}

/// <summary>Why something is taken away.</summary>
public sealed class Removal(MapReader fields) : Item(fields)
{
    /// <summary>Why.</summary>
    public Located<string> Reason { get; } = fields.Text("reason", "Why it is taken away.", For.Facilitators, 500);
}
