using Upstander.Binding;
using Upstander.Resources;

namespace Upstander.Courses;

/// <summary>Chooses, out of the services that a lesson or unit names, those that serve its region and ages.</summary>
public static class ServiceChoice
{
    /// <summary>The services of these ids for ages from <paramref name="minAge"/> to <paramref name="maxAge"/> years, in the order in which they are named.</summary>
    public static IReadOnlyList<ResourceService> For(Course course, IReadOnlyList<Located<string>> ids, int minAge, int maxAge) =>
    [
        .. ids.Select(id => course.ServicesById.GetValueOrDefault(id.Value))
            .OfType<ResourceService>()
            .Where(s => Serves(s, course.Curriculum.Region.Value) && IsFor(s, minAge, maxAge)),
    ];

    /// <summary>Whether a service can be reached from a region: US serves US-OR, US-OR does not serve US-WA.</summary>
    public static bool Serves(ResourceService service, string region)
    {
        if (service.Local?.Value == true)
        {
            return true;
        }

        var country = region.Split('-')[0];
        return service.Country?.Value == country && (service.Region is not { } part || part.Value == region || part.Value == country);
    }

    private static bool IsFor(ResourceService service, int minAge, int maxAge) =>
        service.Ages is not { } ages || (ages.Min.Value <= maxAge && minAge <= ages.Max.Value);
}
