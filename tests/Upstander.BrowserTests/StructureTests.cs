using System.Text.RegularExpressions;

namespace Upstander.BrowserTests;

/// <summary>Language, titles, headings and links of every page.</summary>
public sealed partial class StructureTests(Browsing browsing)
{
    [Fact]
    public Task Every_page_says_its_language() => Each((_, facts) => facts.Lang == "en-US" ? [] : [$"lang is '{facts.Lang}'"]);

    [Fact]
    public Task Every_page_has_one_first_heading_and_skips_no_level() => Each((_, facts) =>
    [
        .. facts.Headings.Count(level => level == 1) is 1 ? Array.Empty<string>() : [$"{facts.Headings.Count(level => level == 1)} first headings"],
        .. facts.Headings.Skip(1).Zip(facts.Headings, (level, before) => (level, before)).Where(h => h.level > h.before + 1).Select(h => $"h{h.before} is followed by h{h.level}"),
    ]);

    [Fact]
    public Task No_title_says_what_somebody_is_reading_about() => Each((_, facts) => Loud().Match(facts.Title) is { Success: true } word ? [$"'{word.Value}' in '{facts.Title}'"] : []);

    [Fact]
    public async Task Every_title_is_the_only_one_of_its_site()
    {
        var facts = await browsing.Facts();
        Browsing.None(
            from page in browsing.Site.Pages
            group page by (page.Audience, facts[page.Path].Title) into same
            where same.Count() > 1
            select $"'{same.Key.Title}' is the title of {string.Join(", ", same)}");
    }

    [Fact]
    public async Task Every_id_is_the_only_one_of_its_page() =>
        await Each((_, facts) => facts.Ids.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => $"{same.Count()} elements have the id {same.Key}"));

    [Fact]
    public async Task Every_link_leads_to_a_file_and_a_place_that_exist()
    {
        var facts = await browsing.Facts();
        var ids = browsing.Site.Pages.ToDictionary(p => p.File, p => facts[p.Path].Ids.ToHashSet());
        Browsing.None(browsing.Site.Pages.SelectMany(page => facts[page.Path].Addresses.Distinct().SelectMany(address => Broken(page, address).Select(what => $"{page}: {address} {what}"))));

        IEnumerable<string> Broken(SitePage page, string address)
        {
            if (Uri.TryCreate(address, UriKind.Absolute, out var absolute) && !address.StartsWith('/'))
            {
                return absolute.Scheme is "https" or "http" or "mailto" or "tel" or "sms" || address == "data:," ? [] : ["has a scheme that no page may have"];
            }

            var parts = address.Split('#', 2);
            var file = parts[0] is "" ? page.File : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page.File)!, Uri.UnescapeDataString(parts[0])));
            return !file.StartsWith(page.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? ["leads out of the audience's folder"]
                : !File.Exists(file) ? ["leads to no file"]
                : parts.Length == 2 && !(ids.TryGetValue(file, out var known) && known.Contains(Uri.UnescapeDataString(parts[1]))) ? ["leads to no place on its page"]
                : [];
        }
    }

    private async Task Each(Func<SitePage, Facts, IEnumerable<string>> look)
    {
        var facts = await browsing.Facts();
        Assert.NotEmpty(browsing.Site.Pages);
        Browsing.None(browsing.Site.Pages.SelectMany(page => look(page, facts[page.Path]).Select(problem => $"{page}: {problem}")));
    }

    [GeneratedRegex(@"\b(rape|sex|sexual\w*|abus\w+|assault\w*|violen\w+|harass\w*|victim\w*|surviv\w+|perpetrat\w+|harm\w*|consent education|prevention)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Loud();
}
