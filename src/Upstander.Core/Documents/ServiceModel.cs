using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Courses;
using Upstander.Resources;

namespace Upstander.Documents;

/// <summary>Services as pages print them: the number a person reads and the link a phone dials come from one value.</summary>
internal static class ServiceModel
{
    public static object?[]? List(IEnumerable<ResourceService> services, string region, Audience audience) =>
        View.ListOf(services.Select(s => Of(s, region, audience)));

    public static View Of(ResourceService service, string region, Audience audience)
    {
        var view = Projector.Project(service, audience)!;
        view.Set("in_region", ServiceChoice.Serves(service, region));
        var country = service.Country?.Value;
        view.Set("channels", View.ListOf(service.Channels.Select(c => Channel(c, country, audience))));
        return view;
    }

    private static View Channel(Channel channel, string? country, Audience audience)
    {
        var view = Projector.Project(channel, audience)!;
        view.Set("href", HrefOf(channel, country));
        return view;
    }

    /// <summary>The address behind a channel: <c>tel:</c> or <c>sms:</c> made from its number, else its web address.</summary>
    internal static string? HrefOf(Channel channel, string? country)
    {
        if (channel.Number is not { } number || channel.Kind.Value is not ("phone" or "text"))
        {
            return channel.Url?.Value;
        }

        var scheme = channel.Kind.Value == "phone" ? "tel" : "sms";
        return $"{scheme}:{Dialed(number.Value, country)}";
    }

    /// <summary>
    /// The digits to dial. A number with + keeps it; ten digits in the United States or Canada get +1, and eleven that start
    /// with 1 get +; all others (short codes, national freephone numbers) are dialed as they stand, because most of them
    /// cannot be reached from abroad in any form.
    /// </summary>
    internal static string Dialed(string number, string? country)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        if (number.TrimStart().StartsWith('+'))
        {
            return "+" + digits;
        }

        return country is "US" or "CA"
            ? digits.Length == 10 ? "+1" + digits : digits.Length == 11 && digits[0] == '1' ? "+" + digits : digits
            : digits;
    }
}
