using System.Security.Cryptography;
using Upstander.Binding;
using Upstander.Checking.Language;
using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Tests.Checking.Language;

/// <summary>The language rules of the tool against their own examples and against sentences of others.</summary>
public sealed class ShippedRulesTests
{
    private static readonly string Root = Repository.Root;
    private static readonly string Corpus = Path.Combine(Root, "tests", "corpus");

    private static readonly Lazy<(RuleLibrary Library, IReadOnlyList<Diagnostic> Problems)> Shipped = new(() =>
    {
        // As the tool's own files, so that a busy machine reports no slow pattern; the test of examples tries every pattern.
        var problems = new DiagnosticBag();
        var files = Directory.EnumerateFiles(Path.Combine(Root, "rules"), "*.yaml").Order(StringComparer.Ordinal)
            .Select(f => new SourceFile($"{WorkspaceFile.BuiltInPrefix}rules/{Path.GetFileName(f)}", File.ReadAllBytes(f)));
        return (RuleLibrary.Read(files, problems), problems.Sorted());
    });

    [Fact]
    public void Every_rule_can_be_read() => Lists.AssertEmpty(Shipped.Value.Problems.Select(p => p.ToString()));

    [Fact]
    public void Every_example_is_treated_as_it_says_and_no_suggestion_is_flagged()
    {
        var problems = new DiagnosticBag();
        RuleExamples.Check(Shipped.Value.Library, _ => true, problems);

        Lists.AssertEmpty(problems.Sorted().Select(p => p.ToString()));
    }

    [Fact]
    public void Every_rule_says_what_it_is_for() => Assert.All(Shipped.Value.Library.Rules, rule =>
    {
        Assert.True(rule.Entry.Flags.Count >= 4, $"{rule.Info.Code} has few sentences that it must find");
        Assert.True(rule.Entry.Passes.Count >= 4, $"{rule.Info.Code} has few sentences that it must pass");
        Assert.NotNull(rule.Entry.About);
        Assert.NotEmpty(rule.Entry.Source);
    });

    [Fact]
    public void Few_patterns_have_to_be_tried_on_every_sentence() =>
        Assert.InRange(Shipped.Value.Library.Index.AlwaysCount, 0, 25);

    [Fact]
    public void Frozen_sentences_are_as_they_were_written()
    {
        var folder = Path.Combine(Corpus, "frozen");

        Assert.Equal(
            File.ReadAllLines(Path.Combine(folder, "SHA256SUMS")),
            Directory.EnumerateFiles(folder, "*.tsv").Order(StringComparer.Ordinal).Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))}  {Path.GetFileName(f)}"));
    }

    /// <summary>The least that the rules reach. Raise it when they reach more; a rule that lowers it is no better rule.</summary>
    [Theory]
    [InlineData("dev", 0.99, 0.98)]
    [InlineData("frozen", 0.94, 0.78)]
    public void Sentences_of_others_are_found_and_let_be(string folder, double precision, double recall)
    {
        var checker = new LanguageChecker(Shipped.Value.Library);
        var (hit, wrong, missed) = (0, 0, 0);
        foreach (var fields in Directory.EnumerateFiles(Path.Combine(Corpus, folder), "*.tsv").SelectMany(File.ReadLines).Select(l => l.Split('\t')))
        {
            var isFound = false;
            checker.Check(
                new Passage("text", For.Named(fields[2]), TextTag.None, fields[3], fields[4], true, (_, _) => default),
                f => isFound |= f.Severity >= Severity.Warning);
            (hit, wrong, missed) = (fields[0] == "flag", isFound) switch
            {
                (true, true) => (hit + 1, wrong, missed),
                (false, true) => (hit, wrong + 1, missed),
                (true, false) => (hit, wrong, missed + 1),
                _ => (hit, wrong, missed),
            };
        }

        Assert.True((double)hit / (hit + wrong) >= precision, $"precision {hit}/{hit + wrong}");
        Assert.True((double)hit / (hit + missed) >= recall, $"recall {hit}/{hit + missed}");
    }
}
