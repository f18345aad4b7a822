using System.Collections.Frozen;

namespace Upstander.Checking;

/// <summary>What rules need to know of languages by their tags.</summary>
internal static class Languages
{
    /// <summary>How lists of services write languages: in English, in the language itself, or by its tag.</summary>
    private static readonly FrozenDictionary<string, string[]> NamesOf = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["ar"] = ["Arabic", "العربية"],
        ["de"] = ["German", "Deutsch"],
        ["en"] = ["English"],
        ["es"] = ["Spanish", "Español", "Espanol"],
        ["fa"] = ["Persian", "Farsi", "فارسی"],
        ["fr"] = ["French", "Français", "Francais"],
        ["hi"] = ["Hindi"],
        ["ht"] = ["Haitian Creole", "Kreyòl"],
        ["it"] = ["Italian", "Italiano"],
        ["ja"] = ["Japanese", "日本語"],
        ["ko"] = ["Korean", "한국어"],
        ["mi"] = ["Māori", "Maori", "te reo Māori"],
        ["nl"] = ["Dutch", "Nederlands"],
        ["pl"] = ["Polish", "Polski"],
        ["pt"] = ["Portuguese", "Português", "Portugues"],
        ["ru"] = ["Russian", "Русский"],
        ["so"] = ["Somali"],
        ["sv"] = ["Swedish", "Svenska"],
        ["tl"] = ["Tagalog", "Filipino"],
        ["tr"] = ["Turkish", "Türkçe"],
        ["uk"] = ["Ukrainian", "Українська"],
        ["ur"] = ["Urdu"],
        ["vi"] = ["Vietnamese", "Tiếng Việt"],
        ["zh"] = ["Chinese", "Mandarin", "Cantonese", "中文"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The language itself, without script and region: <c>en</c> of <c>en-US</c>.</summary>
    public static string Primary(string tag) => tag.Split('-')[0];

    /// <summary>Whether words of a language can be looked for by rules that know English.</summary>
    public static bool IsEnglish(string tag) => Primary(tag) == "en";

    /// <summary>Whether what somebody wrote in a list of languages names the language of a tag; null when this cannot be told.</summary>
    public static bool? Names(string written, string tag)
    {
        var primary = Primary(tag);
        return Primary(written.ToLowerInvariant()) == primary ? true
            : !NamesOf.TryGetValue(primary, out var names) ? null
            : names.Any(n => written.Contains(n, StringComparison.OrdinalIgnoreCase));
    }
}
