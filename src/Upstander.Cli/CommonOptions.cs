using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Upstander.Caching;
using Upstander.Checking;
using Upstander.Lessons;

namespace Upstander.Cli;

/// <summary>Arguments and options that several commands share. Made anew for each command.</summary>
internal static class CommonOptions
{
    public static Argument<string> Curriculum() => new("curriculum")
    {
        Description = "Folder of the curriculum; the current folder when left out.",
        DefaultValueFactory = _ => ".",
    };

    public static Option<string> CurriculumOption(string description) => new("--curriculum") { Description = description, DefaultValueFactory = _ => "." };

    /// <summary>An argument that takes many would take a misspelt option for one of them.</summary>
    public static void TakeNoOptions(Argument<string[]> argument) => argument.Validators.Add(found =>
    {
        foreach (var token in found.Tokens.Where(t => t.Value.StartsWith('-')))
        {
            found.AddError($"Unrecognized command or argument '{token.Value}'.");
        }
    });

    public static Option<string?> Paper()
    {
        var option = new Option<string?>("--paper") { Description = "Paper of everything printed, letter or a4, whatever curriculum and handouts say." };
        option.AcceptOnlyFromAmong([.. Names.Papers]);
        return option;
    }

    public static Option<bool> Locked() => new("--locked") { Description = "For an overlay: fail unless its base is exactly the one in upstander.lock." };

    public static Option<bool> Strict() => new("--strict") { Description = "Fail on warnings too." };

    public static Option<bool> NoCheck() => new Option<bool>("--no-check") { Description = "Leave out language and curriculum rules; never reading, ids, audiences or safety." };

    public static Option<bool> NoCache() => new("--no-cache") { Description = "Do everything anew: use nothing of earlier builds, and keep nothing for later ones." };

    public static Option<bool> All() => new("--all") { Description = "Show every finding, not only the first twenty of a file and the first thousand of all." };

    public static Option<string[]> Many(string name, string description) => new(name) { Description = description, DefaultValueFactory = _ => [] };

    public static Option<string[]> Only() => Many("--only", "Only these rules: a code (VB002), its letters (VB), a group (victim-blaming) or a name; several with commas.");

    public static Option<string[]> Except() => Many("--except", "All rules but these.");

    /// <summary>The rules that were chosen, or null after a message about a name that is none.</summary>
    public static RuleChoice? Rules(ParseResult parsed, Option<string[]> only, Option<string[]> except, bool noCheck, Func<RuleCatalogue> catalogue, Terminal terminal)
    {
        var choice = new RuleChoice(Separate(parsed.GetValue(only)!), Separate(parsed.GetValue(except)!), noCheck);
        foreach (var (name, near) in choice.Only.Count + choice.Except.Count == 0 ? [] : choice.Unknown(catalogue()))
        {
            terminal.Error.WriteLine($"There is no rule '{name}'.{(near is null ? " 'upstander explain' lists them." : $" Did you mean '{near}'?")}");
            return null;
        }

        return choice;
    }

    /// <summary>
    /// Where the records of earlier builds are kept: in the folder that <c>UPSTANDER_CACHE</c> names, else where this system keeps what programs can make
    /// again. Null where there is no such place, where the variable says <c>off</c>, and where nothing is to be kept.
    /// </summary>
    public static CacheRequest? Cache(ParseResult parsed, Option<bool> noCache, Terminal terminal)
    {
        if (parsed.GetValue(noCache) || terminal.Variable("UPSTANDER_CACHE") is "off" || Folder() is not { } folder)
        {
            return null;
        }

        return new CacheRequest(folder);

        string? Folder() =>
            terminal.Variable("UPSTANDER_CACHE") is { Length: > 0 } named ? Path.GetFullPath(named)
            : OperatingSystem.IsWindows() ? Below(terminal.Variable("LOCALAPPDATA"), "upstander", "cache")
            : OperatingSystem.IsMacOS() ? Below(terminal.Variable("HOME"), "Library", "Caches", "upstander")
            : Below(terminal.Variable("XDG_CACHE_HOME"), "upstander") ?? Below(terminal.Variable("HOME"), ".cache", "upstander");

        static string? Below(string? folder, params string[] names) =>
            string.IsNullOrEmpty(folder) || !Path.IsPathFullyQualified(folder) ? null : Path.Combine([folder, .. names]);
    }

    private static string[] Separate(string[] given) => [.. given.SelectMany(g => g.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    public static Option<DateOnly?> Today() => new("--today")
    {
        Description = "Day to check against, YYYY-MM-DD; else SOURCE_DATE_EPOCH, else the UTC date.",
        CustomParser = Date,
    };

    /// <summary>The day that was given, else that of SOURCE_DATE_EPOCH, else today.</summary>
    public static DateOnly TodayOf(ParseResult parsed, Option<DateOnly?> option) => parsed.GetValue(option) ?? DefaultToday();

    /// <summary>The only place that asks the clock.</summary>
    public static DateOnly DefaultToday()
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
