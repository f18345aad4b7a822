using Upstander.Binding;
using Upstander.Checking.Language;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Overlays;
using Upstander.Overrides;
using Upstander.Packs;
using Upstander.Pdf;
using Upstander.Publishing;
using Upstander.Rendering;
using Upstander.Word;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander;

/// <summary>Every problem that reading, building and publishing can report, stage by stage. Rules are listed by <see cref="Checking.RuleCatalogue"/>.</summary>
public static class Problems
{
    /// <summary>In order of their codes.</summary>
    public static IReadOnlyList<Problem> All { get; } =
    [
        .. WorkspaceProblems.All, .. YamlProblems.All, .. BindingProblems.All, .. CourseProblems.All, .. RenderingProblems.All,
        .. OverrideProblems.All, .. DocumentProblems.All, .. PublishingProblems.All, .. RuleProblems.All, .. PdfProblems.All, .. WordProblems.All,
        .. PackProblems.All, .. OverlayProblems.All,
    ];
}
