using Upstander.Binding;
using Upstander.Courses;
using Upstander.Diagnostics;

namespace Upstander.Documents;

/// <summary>Whether every page has a path of its own, told before any page is made.</summary>
internal static class PathChecks
{
    /// <param name="plan">The pages.</param>
    /// <param name="course">Their course.</param>
    /// <param name="assets">What lies beside them.</param>
    /// <param name="faultOf">What keeps a path from being published, in words that follow it, or null.</param>
    /// <param name="problems">Gets the findings.</param>
    public static void Check(PagePlan plan, Course course, Assets assets, Func<string, string?> faultOf, DiagnosticBag problems)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, _) in For.Names)
        {
            foreach (var asset in assets.Names)
            {
                taken[Workspaces.FileNames.Fold($"{name}/assets/{asset}")] = $"the asset {asset}";
            }
        }

        foreach (var page in plan.All(course))
        {
            var what = page.LessonId is null ? $"'{page.Document.Id}'" : $"'{page.Document.Id}' of {page.LessonId}{(page.HandoutId is null ? "" : "/" + page.HandoutId)}";
            if (faultOf(page.OutputPath) is { } fault)
            {
                problems.Add(DocumentProblems.BadPath.At(
                    page.Document.Span, $"the path '{page.Path}' of {what} {fault}", "use letters, digits, hyphens and dots, and / between folders"));
                continue;
            }

            if (!taken.TryAdd(Workspaces.FileNames.Fold(page.OutputPath), what))
            {
                var other = taken[Workspaces.FileNames.Fold(page.OutputPath)];
                problems.Add(DocumentProblems.SamePath.At(
                    page.Document.Span,
                    $"{what} and {other} would both be {page.OutputPath}",
                    page.HandoutId is null ? "give them different paths" : $"give the handout '{page.HandoutId}' another id, or change the document's path"));
            }
        }
    }
}
