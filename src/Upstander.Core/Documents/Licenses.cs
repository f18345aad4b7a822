namespace Upstander.Documents;

/// <summary>How pages name a licence, and where it can be read.</summary>
internal static class Licenses
{
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
}
