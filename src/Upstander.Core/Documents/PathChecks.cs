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
    /// <param name="known">Faults and folded forms of paths that were looked at before; gets those of others; null where nobody asks again.</param>
    /// <param name="problems">Gets the findings.</param>
    public static void Check(
        PagePlan plan, Course course, Assets assets, Func<string, string?> faultOf, Dictionary<string, (string? Fault, string Folded)>? known, DiagnosticBag problems)
    {
        var taken = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, _) in For.Names)
        {
            foreach (var asset in assets.Names)
            {
                taken[Workspaces.FileNames.Fold($"{name}/assets/{asset}")] = $"the asset {asset}";
            }
        }

        foreach (var page in plan.All(course))
        {
            var outputPath = page.OutputPath;
            (string? Fault, string Folded) path = default;
            if (known?.TryGetValue(outputPath, out path) != true)
            {
                path = (faultOf(outputPath), Workspaces.FileNames.Fold(outputPath));
                known?.Add(outputPath, path);
            }

            if (path.Fault is { } fault)
            {
                problems.Add(DocumentProblems.BadPath.At(
                    page.Document.Span, $"the path '{page.Path}' of {Name(page)} {fault}", "use letters, digits, hyphens and dots, and / between folders"));
            }
            else if (!taken.TryAdd(path.Folded, page))
            {
                problems.Add(DocumentProblems.SamePath.At(
                    page.Document.Span,
                    $"{Name(page)} and {Name(taken[path.Folded])} would both be {outputPath}",
                    page.HandoutId is null ? "give them different paths" : $"give the handout '{page.HandoutId}' another id, or change the document's path"));
            }
        }
    }

    private static string Name(object made) => made switch
    {
        Page { LessonId: null } page => $"'{page.Document.Id}'",
        Page page => $"'{page.Document.Id}' of {page.LessonId}{(page.HandoutId is null ? "" : "/" + page.HandoutId)}",
        _ => $"{made}",
    };
}
