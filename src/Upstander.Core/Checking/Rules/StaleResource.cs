using Upstander.Diagnostics;
using Upstander.Resources;

namespace Upstander.Checking.Rules;

/// <summary>A support service that nobody has looked at lately, or that is printed without what a caller needs to know.</summary>
public sealed class StaleResource() : CourseRule(
    "CU011",
    "stale-resource",
    RuleKind.Safety,
    Severity.Warning,
    "Numbers change and services close, and the person who calls may call once only.",
    "Call the service or read its page, then write what you found and the new date.")
{
    private const int DaysOfTrust = 180;
    private const int MostDays = 365;

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        var released = subject.Course.Lessons.Where(l => l.Card.Status == "released").SelectMany(l => l.Services).Select(s => s.Value).ToHashSet(StringComparer.Ordinal);
        return subject.Course.Services
            .Where(s => s.Local?.Value != true)
            .SelectMany(s => Check(s, released.Contains(s.Id!.Value), subject.Today));
    }

    private IEnumerable<Diagnostic> Check(ResourceService service, bool isReleased, DateOnly today)
    {
        var (id, address) = (service.Id!, $"resources/{service.Id}");
        if (service.VerifiedOn is { } on && today.DayNumber - on.Value.DayNumber is var days && days > DaysOfTrust)
        {
            var finding = At(on.Span, $"{address}/verified_on", $"nobody has verified '{id}' for {days} days");
            yield return days > MostDays && isReleased ? finding with { Severity = Severity.Error } : finding;
        }

        // The link holds the digits only: it would dial another number than the one that is printed.
        foreach (var channel in service.Channels.Where(c => c.Kind.Value is "phone" or "text" && c.Number?.Value.Any(char.IsLetter) == true && c.Number.Value.Any(char.IsAsciiDigit)))
        {
            yield return At(channel.Number!.Span, $"{address}/channels", $"'{channel.Number}' holds letters, which the link leaves out: write digits here and the word in 'about'") with { Severity = Severity.Error };
        }

        foreach (var channel in service.Channels.Where(c => c.Keyword is not null && (c.Kind.Value != "text" || c.Number is null)))
        {
            yield return At(channel.Keyword!.Span, $"{address}/channels", $"'{channel.Keyword}' is a word to text, but this channel has no number to text it to");
        }

        if (!isReleased)
        {
            yield break;
        }

        if (service.Level?.Value == "C")
        {
            yield return At(service.Level.Span, $"{address}/level", $"a released lesson prints '{id}', which was found in public data and never confirmed");
        }

        var missing = (service.Hours, service.Languages.Count) switch
        {
            (null, 0) => "when and in which languages it",
            (null, _) => "when it",
            (_, 0) => "in which languages it",
            _ => null,
        };
        if (missing is not null)
        {
            yield return At(id.Span, address, $"a released lesson prints '{id}', but nobody has said {missing} can be reached");
        }
    }
}
