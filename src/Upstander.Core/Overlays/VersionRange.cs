using System.Globalization;

namespace Upstander.Overlays;

/// <summary>Comparisons of versions that must all hold, such as <c>&gt;=1.2.0 &lt;2.0.0</c>. What is left out of a version counts as 0; a pre-release comes before its release.</summary>
internal static class VersionRange
{
    /// <summary>Whether a version lies in a range; both in the form that their fields ask for.</summary>
    public static bool Holds(string range, string version)
    {
        var (own, isBefore) = Parts(version);
        return range.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(comparison =>
        {
            var wanted = comparison.TrimStart('<', '>', '=');
            var order = own.Zip(Parts(wanted).Numbers, (a, b) => a.CompareTo(b)).FirstOrDefault(c => c != 0);
            order = order == 0 && isBefore ? -1 : order;
            return comparison[..^wanted.Length] switch
            {
                ">=" => order >= 0,
                ">" => order > 0,
                "<=" => order <= 0,
                "<" => order < 0,
                _ => order == 0,
            };
        });
    }

    private static (int[] Numbers, bool IsPreRelease) Parts(string version)
    {
        var numbers = version.Split('-')[0].Split('.').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToList();
        return ([.. numbers.Concat([0, 0, 0]).Take(3)], version.Contains('-', StringComparison.Ordinal));
    }
}
