namespace Upstander.BrowserTests;

/// <summary>What every page does behind the reader's back: nothing.</summary>
public sealed class PrivacyTests(Browsing browsing)
{
    [Fact]
    public Task No_page_asks_for_anything_outside_its_folder() => Each((page, facts) =>
    {
        var folder = new Uri(page.Folder + Path.DirectorySeparatorChar).AbsoluteUri;
        return facts.Requests.Where(r => !r.StartsWith(folder, StringComparison.Ordinal) && !r.StartsWith("data:", StringComparison.Ordinal));
    });

    [Fact]
    public Task No_page_keeps_anything() => Each((_, facts) =>
    [
        .. facts.Stored > 0 ? [$"{facts.Stored} things stored"] : Array.Empty<string>(),
        .. facts.Cookies > 0 ? [$"{facts.Cookies} cookies"] : Array.Empty<string>(),
    ]);

    [Fact]
    public Task No_page_makes_the_console_complain() => Each((_, facts) => facts.Errors);

    [Fact]
    public Task Every_page_has_a_strict_policy_and_keeps_to_it() => Each((page, facts) =>
    [
        .. facts.Policy is { } policy && policy.StartsWith("default-src 'none';", StringComparison.Ordinal) && policy.Contains("base-uri 'none'; form-action 'none'", StringComparison.Ordinal)
            ? Array.Empty<string>()
            : [$"policy: {facts.Policy}"],
        .. (facts.Policy ?? "").Contains("unsafe", StringComparison.Ordinal) ? ["the policy allows what is unsafe"] : Array.Empty<string>(),
        .. page.IsPrint && (facts.Policy ?? "").Contains("script-src", StringComparison.Ordinal) ? ["a page to print may run scripts"] : Array.Empty<string>(),
        .. facts.Violations.Select(v => $"violates its policy: {v}"),
        .. facts.Inline.Select(i => $"has what its policy forbids: {i}"),
    ]);

    [Fact]
    public Task No_page_tells_where_its_reader_came_from() => Each((_, facts) => facts.Referrer == "no-referrer" ? [] : [$"referrer is {facts.Referrer}"]);

    [Fact]
    public void Learners_get_no_file_of_the_facilitators_documents()
    {
        var site = browsing.Site;
        foreach (var audience in new[] { "learner", "family" })
        {
            var folder = Path.Combine(site.Root, audience);
            var planned = site.Planned.Select(p => p.OutputPath).Where(p => p.StartsWith(audience + "/", StringComparison.Ordinal));
            var found = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(site.Root, f).Replace('\\', '/'))
                .Where(f => !f.StartsWith($"{audience}/assets/", StringComparison.Ordinal));
            Assert.Equal(planned.Where(p => !p.Contains("/assets/", StringComparison.Ordinal)).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        }

        string[] theirs = ["guide", "glance", "answer-key", "standards", "materials"];
        var documents = site.Pages.Where(p => p.Audience == "learner").Select(p => p.Document).Distinct();
        Assert.Empty(documents.Intersect(theirs));
        Assert.Subset(site.Pages.Where(p => p.Audience == "facilitator").Select(p => p.Document).ToHashSet(), theirs.ToHashSet());
    }

    [Fact]
    public Task Learners_get_no_answers() => Each((page, facts) => page.Audience == "facilitator" ? [] : facts.Answers.Select(a => $"has {a}"));

    private async Task Each(Func<SitePage, Facts, IEnumerable<string>> look)
    {
        var facts = await browsing.Facts();
        Assert.NotEmpty(browsing.Site.Pages);
        Browsing.None(browsing.Site.Pages.SelectMany(page => look(page, facts[page.Path]).Select(problem => $"{page}: {problem}")));
    }
}
