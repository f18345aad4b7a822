namespace Upstander.Rendering;

/// <summary>
/// Names that Scriban has and templates here do not, because they run text as code, reach the clock, differ from run to run or can be made to run for ever,
/// with what to write instead.
/// </summary>
internal static class RemovedFunctions
{
    private static readonly Dictionary<string, string> Replacements = new(StringComparer.Ordinal)
    {
        ["regex"] = "use string.replace, string.contains, string.starts_with or string.split",
        ["date"] = "use date_text for a date of the curriculum; the time of the build is not part of any page",
        ["timespan"] = "use clock for minutes",
        ["object"] = "name the field; use json for JSON",
        ["html"] = "values are escaped by themselves; use plain for text without markup",
        ["include_join"] = "use a for loop with include",
        ["to_json"] = "use json",
        ["math.random"] = "a page must be the same on every run; use a field of the lesson",
        ["math.uuid"] = "a page must be the same on every run; use the id of the item",
        ["math.format"] = "print the number, or use math.round",
        ["math.is_number"] = "numbers and text are known from the field",
        ["string.literal"] = "use json",
        ["string.escape"] = "values are escaped by themselves; use json for JSON",
        ["string.base64_encode"] = "use a field of the curriculum",
        ["string.base64_decode"] = "use a field of the curriculum",
        ["string.md5"] = "use the id of the item",
        ["string.sha1"] = "use the id of the item",
        ["string.sha256"] = "use the id of the item",
        ["string.handleize"] = "use the id of the item",
        ["string.pad_left"] = "lay out with a style sheet",
        ["string.pad_right"] = "lay out with a style sheet",
        ["string.capitalize"] = "use capital",
        ["string.pluralize"] = "use plural",
        ["array.sort"] = "use sort, which has the same order on every machine",
        ["array.filter"] = "use where",
        ["array.each"] = "use a for loop",
        ["array.any"] = "use any",
        ["array.add"] = "use array.concat",
    };

    public static string? Replacement(string name) => Replacements.GetValueOrDefault(name);
}
