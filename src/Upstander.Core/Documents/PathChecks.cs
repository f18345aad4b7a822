using Upstander.Binding;
using Upstander.Courses;
using Upstander.Diagnostics;

namespace Upstander.Documents;

/// <summary>Whether every page has a path of its own, told before any page is made.</summary>
internal static class PathChecks
{
    public static void Check(PagePlan plan, Course course, Assets assets, DiagnosticBag problems)
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
