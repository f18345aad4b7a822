using System.Text;
using Upstander.Checking;
using Upstander.Checking.Language;
using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Tests.Checking;

/// <summary><c>docs/rules/</c> holds the page of every rule, as <c>upstander explain</c> prints it. <c>UPDATE_GOLDEN=1</c> writes them anew.</summary>
public sealed class RuleDocsTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "rules");

    [Fact]
    public void Every_rule_has_its_page_and_every_page_its_rule()
    {
        var pages = Pages();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Folder);
            foreach (var old in Directory.EnumerateFiles(Folder))
            {
                File.Delete(old);
            }

            foreach (var (name, text) in pages)
            {
                File.WriteAllText(Path.Combine(Folder, name), text, new UTF8Encoding(false));
            }
        }

        Assert.Equal(pages.Keys, Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Lists.AssertEmpty(pages.Where(p => File.ReadAllText(Path.Combine(Folder, p.Key)) != p.Value).Select(p => $"docs/rules/{p.Key} is not what its rule says"));
    }

    private static SortedDictionary<string, string> Pages()
    {
        var problems = new DiagnosticBag();
        var files = Workspace.ToolRules(Project.ToolFolder, problems).Select(f => Workspace.Read(f, problems)).OfType<SourceFile>();
        var catalogue = new RuleCatalogue(RuleLibrary.Read(files, problems));
        Assert.Equal([], problems.Sorted());

        var index = new StringBuilder("# Every rule\n\nMade from the rules themselves; `upstander explain CODE` prints the same pages. [Checks](../checks.md) says how to live with them.\n");
        foreach (var group in catalogue.All.GroupBy(r => r.Group))
        {
            index.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n## {group.Key.Replace('-', ' ')}\n\n| Code | Severity | Flags | Why |\n| --- | --- | --- | --- |\n");
            foreach (var rule in group)
            {
                index.Append(System.Globalization.CultureInfo.InvariantCulture, $"| [{rule.Code}]({rule.Code}.md) | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Name.Replace('-', ' ')} | {rule.Why.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal)} |\n");
            }
        }

        return new SortedDictionary<string, string>(catalogue.All.ToDictionary(r => r.Code + ".md", r => r.Page()), StringComparer.Ordinal) { ["README.md"] = index.ToString() };
    }
}
