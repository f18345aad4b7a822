namespace Upstander.Lessons;

/// <summary>What licences ask for: how pages name one, where it can be read, and whether a work under one may be changed and passed on under another.</summary>
internal static class Licenses
{
    private static readonly string[] Public = ["CC0-1.0", "PDDL-1.0", "Unlicense", "0BSD", "MIT", "MIT-0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "OGL-UK-2.0", "OGL-UK-3.0", "OGL-Canada-2.0", "ODC-By-1.0"];

    /// <summary>Why a work may not be changed and passed on under a licence; null where it may, as far as the two names tell.</summary>
    /// <param name="work">Licence of the work.</param>
    /// <param name="adapted">Licence of what is made from it.</param>
    /// <param name="what">What is made from it, in the words of the message: the lesson, the overlay.</param>
    public static string? Conflict(string work, string adapted, string what)
    {
        if (ForbidsChanges(work))
        {
            return $"{work} does not allow changes to the work";
        }

        if (Has(work, "NC") && !Has(adapted, "NC"))
        {
            return $"{work} does not allow commercial use, but the {what}'s license {adapted} does";
        }

        return Has(work, "SA") && !(Has(adapted, "SA") && Has(adapted, "NC") == Has(work, "NC"))
            ? $"{work} asks for the same license, but the {what} has {adapted}"
            : null;
    }

    /// <summary>Whether a licence allows no changes at all.</summary>
    public static bool ForbidsChanges(string license) => Has(license, "ND");

    /// <summary>Whether it is known here what a licence allows.</summary>
    public static bool IsKnown(string license) => license.StartsWith("CC-BY", StringComparison.Ordinal) || Public.Contains(license, StringComparer.Ordinal);

    /// <summary>The name of a licence on paper, by its SPDX id; the id itself when it is none of those known here.</summary>
    public static string NameOf(string id) => id switch
    {
        "CC0-1.0" => "CC0 1.0",
        _ when id.StartsWith("CC-", StringComparison.Ordinal) => Spaced(id),
        _ => id,
    };

    /// <summary>The page of a licence, or null.</summary>
    public static string? UrlOf(string id)
    {
        if (id == "CC0-1.0")
        {
            return "https://creativecommons.org/publicdomain/zero/1.0/";
        }

        if (!id.StartsWith("CC-", StringComparison.Ordinal) || id.LastIndexOf('-') is var cut && cut <= 3)
        {
            return null;
        }

        return $"https://creativecommons.org/licenses/{id[3..cut].ToLowerInvariant()}/{id[(cut + 1)..]}/";
    }

    // CC-BY-NC-SA-4.0 is printed as CC BY-NC-SA 4.0.
    private static string Spaced(string id)
    {
        var cut = id.LastIndexOf('-');
        return cut <= 3 ? id : $"CC {id[3..cut]} {id[(cut + 1)..]}";
    }

    private static bool Has(string license, string term) =>
        license.StartsWith("CC-", StringComparison.Ordinal) && license.Split('-').Contains(term, StringComparer.Ordinal);
}
