using Upstander.Audiences;
using Upstander.Standards;

namespace Upstander.Documents;

/// <summary>Standards as pages print them.</summary>
internal static class StandardsModel
{
    public static View Of(Standard standard) => new View()
        .Set("framework", standard.Framework)
        .Set("framework_name", standard.FrameworkName)
        .Set("code", standard.Code)
        .Set("anchor", $"{standard.Framework}:{standard.Code.Replace(' ', '-')}")
        .Set("title", standard.Title)
        .Set("verified", standard.Verified);

    /// <summary>Standards by framework, with what <paramref name="extra"/> adds to each code's view, and what <paramref name="library"/> knows of each framework; null when there are none.</summary>
    public static IReadOnlyList<object?>? Table(IEnumerable<Standard> standards, Action<Standard, View>? extra = null, StandardsLibrary? library = null) =>
        View.ListOf(standards
            .DistinctBy(s => (s.Framework, s.Code))
            .GroupBy(s => s.Framework)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new View()
                .Set("id", g.Key)
                .Set("name", g.First().FrameworkName)
                .Set("publisher", library?.FrameworkOf(g.Key)?.Publisher?.Value)
                .Set("about", library?.FrameworkOf(g.Key)?.About?.Value)
                .Set("sources", View.ListOf((library?.FrameworkOf(g.Key)?.Sources ?? []).Select(s => new View().Set("title", s.Title.Value).Set("url", s.Url?.Value))))
                .Set("codes", g.OrderBy(s => s.Code, NaturalOrder.Instance).Select(s => (object?)Code(s, extra)).ToArray())));

    private static View Code(Standard standard, Action<Standard, View>? extra)
    {
        var view = Of(standard);
        extra?.Invoke(standard, view);
        return view;
    }
}
