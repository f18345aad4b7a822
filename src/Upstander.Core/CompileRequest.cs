using Upstander.Caching;
using Upstander.Checking;
using Upstander.Checking.Language;
using Upstander.Courses;
using Upstander.Documents;
using Upstander.Pdf;
using Upstander.Publishing;
using Upstander.Rendering;
using Upstander.Word;
using Upstander.Workspaces;

namespace Upstander;

/// <summary>What to compile, and how.</summary>
/// <param name="Folder">The folder of the curriculum, as the user gave it.</param>
/// <param name="ToolFolder">The folder of the templates and standards that come with the tool.</param>
public sealed record CompileRequest(string Folder, string ToolFolder)
{
    /// <summary>Where to publish; null to make every page and keep none, which is what a check does.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Which pages are wanted.</summary>
    public PageChoice Choice { get; init; } = PageChoice.All;

    /// <summary>What is planned at all, whatever the curriculum's <c>outputs</c> say; null to let them say it.</summary>
    public PageChoice? Planned { get; init; }

    /// <summary>The part of the course that pages are made of. All of it is read and checked whatever is chosen here.</summary>
    public CourseChoice Part { get; init; } = CourseChoice.All;

    /// <summary>Paper of everything printed, <c>letter</c> or <c>a4</c>; null to let the curriculum and its handouts choose.</summary>
    public string? Paper { get; init; }

    /// <summary>The browser that makes PDF; null where there is none.</summary>
    public Browser? Browser { get; init; }

    /// <summary>What the user named as the browser, where there is no such program; else null.</summary>
    public string? BrowserMissing { get; init; }

    /// <summary>Whether warnings stop publishing too.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether the base of an overlay must be, file by file, the one that was locked.</summary>
    public bool Locked { get; init; }

    /// <summary>Whether only to say what would be published.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether published files that somebody changed may be replaced.</summary>
    public bool OverwriteEdited { get; init; }

    /// <summary>The number of the release that is published, whose pages get an address that stays; null where it is none.</summary>
    public string? Release { get; init; }

    /// <summary>The folder of earlier releases, to stand beside this one; null for none.</summary>
    public string? Releases { get; init; }

    /// <summary>The day on which it is compiled: old verifications are findings on some days and not on others. Never part of an output.</summary>
    public DateOnly Today { get; init; }

    /// <summary>Which rules are asked.</summary>
    public RuleChoice Rules { get; init; } = RuleChoice.All;

    /// <summary>The tool's own language rules, where they were read before: reading them costs more than a small course. Null to read them.</summary>
    public RuleLibrary? ShippedRules { get; init; }

    /// <summary>What earlier compilations with the same options came to; null to do everything anew. It changes speed and memory, never an output or a finding.</summary>
    public StepMemory? Memory { get; init; }

    /// <summary>Where the records of earlier builds are kept, so that what did not change is not done again; null to do everything anew.</summary>
    public CacheRequest? Cache { get; init; }

    /// <summary>The program that compiles, as exactly as it can be told: records of another one are not used.</summary>
    public string Build { get; init; } = typeof(CompileRequest).Module.ModuleVersionId.ToString("n");

    /// <summary>The part of the lessons that is made, as one machine of several; null for everything.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Folders of parts that other machines made: what they hold is not made again.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Whether published files are read to see that they are as they were made; else their size is enough.</summary>
    public bool Verify { get; init; }

    /// <summary>Findings that are known and do not fail; null for none.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>How many lessons are rendered at once.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Counts what is done, where somebody wants to know; null not to count.</summary>
    internal WorkCounts? Counts { get; init; }

    /// <summary>Name and version of the tool, for the manifest.</summary>
    public string Tool { get; init; } = "upstander";
}

/// <summary>How a compilation ended.</summary>
/// <param name="Outcome">In the terms of exit codes.</param>
/// <param name="Course">What was read; null when there was nothing to read.</param>
/// <param name="Pages">The pages of the course; null when it was not planned.</param>
/// <param name="Plan">What was published, or would be; null when nothing was to be.</param>
/// <param name="Made">How many pages were made.</param>
/// <param name="Inspection">The inspection of the course; null when there was nothing to read.</param>
public sealed record CompileResult(Outcome Outcome, Course? Course = null, PagePlan? Pages = null, PublishPlan? Plan = null, int Made = 0, Inspection? Inspection = null)
{
    /// <summary>What is told of the build where nothing changed since an earlier one; then there is neither course nor plan. Null where it was done.</summary>
    public KnownBuild? Known { get; init; }

    /// <summary>The release and those beside it; null where nothing was released.</summary>
    public SiteVersions? Versions { get; init; }
}

/// <summary>A curriculum that was read, checked and planned, before any page is made.</summary>
/// <param name="Workspace">Its files.</param>
/// <param name="Course">What they say.</param>
/// <param name="Pages">The pages to make.</param>
/// <param name="Maker">Makes them.</param>
/// <param name="Templates">What they are made by.</param>
/// <param name="Assets">Goes beside them.</param>
/// <param name="Inspection">Its inspection so far.</param>
/// <param name="Reference">Styles of word processor files, or null for the tool's own.</param>
public sealed record Survey(
    Workspace Workspace, Course Course, PagePlan Pages, PageMaker Maker, TemplateLibrary Templates, Assets Assets, Inspection Inspection, Reference? Reference)
{
    /// <summary>What earlier builds know; null where nobody asks them.</summary>
    internal BuildCache? Cache { get; init; }
}
