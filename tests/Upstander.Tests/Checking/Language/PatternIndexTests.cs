using CsCheck;
using Upstander.Checking.Language;
using Upstander.Diagnostics;
using Upstander.Records;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Tests.Checking.Language;

/// <summary>An index that was kept leads to the same patterns as one that was made.</summary>
public sealed class PatternIndexTests
{
    private static readonly Lazy<(RuleLibrary Made, byte[] Record)> Shipped = new(() =>
    {
        byte[] kept = [];
        var made = Library(new RuleMemory(() => null, record => kept = record.Written.ToArray(), YamlLoader.Load));
        _ = made.Index;
        return (made, kept);
    });

    [Fact]
    public void A_kept_index_gives_the_same_candidates()
    {
        var (made, record) = Shipped.Value;
        var known = Library(new RuleMemory(() => new RecordReader(record, ""), _ => Assert.Fail("it was known"), YamlLoader.Load));
        var sentences = made.Rules.SelectMany(r => r.Entry.Flags.Concat(r.Entry.Passes)).Select(p => p.Markdown.ToLowerInvariant()).ToList();

        Assert.True(sentences.Count > 1_000);
        foreach (var sentence in sentences)
        {
            Assert.Equal(Candidates(made, sentence), Candidates(known, sentence));
        }
    }

    [Fact]
    public void The_index_of_other_rules_is_made_anew()
    {
        var (_, record) = Shipped.Value;
        var rule = new SourceFile("rules/own.yaml", "rules: 1\ngroup: own\nlist:\n  - { code: XX001, name: x, severity: info, message: m, why: W., suggest: S., any: [the team], flags: [The team.], passes: [Them.] }\n"u8.ToArray());
        var kept = 0;
        var library = RuleLibrary.Read([rule], new RuleMemory(() => new RecordReader(record, ""), _ => kept++, YamlLoader.Load), new DiagnosticBag());

        Assert.Single(Candidates(library, "ask the team."));
        Assert.Equal(1, kept);
    }

    [Fact]
    public void A_damaged_index_is_made_anew_or_leads_somewhere()
    {
        var (_, record) = Shipped.Value;
        var library = Library(null);
        Gen.Select(Gen.Int[0, record.Length - 1], Gen.Byte).Sample(
            damage =>
            {
                var bytes = record.ToArray();
                bytes[damage.Item1] = damage.Item2;
                var index = PatternIndex.Of(library.Rules, new RuleMemory(() => new RecordReader(bytes, ""), _ => { }, YamlLoader.Load));
                foreach (var sentence in (string[])["she asked for it!", "what was she wearing when he hurt her?", "boys will be boys"])
                {
                    using var search = index.Search(sentence);
                    Assert.All(search.Candidates, c => Assert.InRange(c.Pattern, 0, index.All.Count - 1));
                }
            },
            iter: 40,
            threads: 1);
    }

    private static RuleLibrary Library(RuleMemory? memory)
    {
        var problems = new DiagnosticBag();
        return RuleLibrary.Read(Workspace.ToolRules(Project.ToolFolder, problems).Select(f => Workspace.Read(f, problems)).OfType<SourceFile>(), memory, problems);
    }

    private static List<Candidate> Candidates(RuleLibrary library, string sentence)
    {
        using var search = library.Index.Search(sentence);
        return [.. search.Candidates];
    }
}
