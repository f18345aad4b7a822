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
        .Set("title", standard.Title)
        .Set("verified", standard.Verified);

    /// <summary>The standard that a claim <c>framework:code</c> names; checks have refused those that name none.</summary>
    public static Standard? Find(StandardsLibrary library, string claim)
    {
        var colon = claim.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : library.Find(claim[..colon], claim[(colon + 1)..]);
    }

    /// <summary>Standards by framework, with what <paramref name="extra"/> adds to each code's view; null when there are none.</summary>
    public static IReadOnlyList<object?>? Table(IEnumerable<Standard> standards, Action<Standard, View>? extra = null)
    {
        object?[] frameworks = [.. standards
            .DistinctBy(s => (s.Framework, s.Code))
            .GroupBy(s => s.Framework)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (object?)new View()
                .Set("id", g.Key)
                .Set("name", g.First().FrameworkName)
                .Set("codes", g.OrderBy(s => s.Code, NaturalOrder.Instance).Select(s => (object?)Code(s, extra)).ToArray()))];
        return frameworks.Length == 0 ? null : frameworks;
    }

    private static View Code(Standard standard, Action<Standard, View>? extra)
    {
        var view = Of(standard);
        extra?.Invoke(standard, view);
        return view;
    }
}
