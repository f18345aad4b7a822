using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Upstander.Cli;

/// <summary>Arguments and options that several commands share. Made anew for each command.</summary>
internal static class CommonOptions
{
    public static Argument<string> Curriculum() => new("curriculum")
    {
        Description = "Folder of the curriculum; the current folder when left out.",
        DefaultValueFactory = _ => ".",
    };

    public static Option<bool> Strict() => new("--strict") { Description = "Fail on warnings too." };

    public static Option<bool> All() => new("--all") { Description = "Show every finding, not only the first twenty of a file." };

    public static Option<string[]> Many(string name, string description) => new(name) { Description = description, DefaultValueFactory = _ => [] };

    public static Option<DateOnly?> Today() => new("--today")
    {
        Description = "Day to check against, YYYY-MM-DD; else SOURCE_DATE_EPOCH, else the UTC date.",
        CustomParser = Date,
    };

    /// <summary>The day that was given, else that of SOURCE_DATE_EPOCH, else today.</summary>
    public static DateOnly TodayOf(ParseResult parsed, Option<DateOnly?> option) => parsed.GetValue(option) ?? DefaultToday();

    /// <summary>The only place that asks the clock.</summary>
    private static DateOnly DefaultToday()
    {
        var epoch = Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH");
        return long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 253_402_300_799
            ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime)
            : DateOnly.FromDateTime(DateTime.UtcNow);
    }

    private static DateOnly? Date(ArgumentResult result)
    {
        if (result.Tokens is [var token] && DateOnly.TryParseExact(token.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        result.AddError("--today must be a date such as 2026-09-20");
        return null;
    }
}
