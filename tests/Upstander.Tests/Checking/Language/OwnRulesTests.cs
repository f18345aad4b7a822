
namespace Upstander.Tests.Checking.Language;

/// <summary>Rules that a project brings: what is wrong with them is said at its place.</summary>
public sealed class OwnRulesTests
{
    private const string Good = """
        rules: 1
        group: house-style
        concepts:
          - { id: hs-thing, about: What we lend., nouns: [pencil, box], verbs: [borrow] }
        list:
          - code: HS001
            name: borrowed-words
            severity: warning
            message: is what we call lending
            why: One word for one thing.
            suggest: Say lend.
            any: ['{hs-thing.ing} {words:2}{hs-thing.many}']
            flags: [Sam keeps borrowing all **the pencils**.]
            passes: [Sam lends a pencil.]

        """;

    [Fact]
    public void A_rule_of_a_project_finds_what_it_is_for()
    {
        using var project = new Project().Write("rules/house.yaml", Good).AddToLesson("big_idea: Nobody minds borrowing my boxes.");

        Assert.Equal(
            ["asking-first.yaml:43:24: warning HS001: “borrowing my boxes” is what we call lending (Say lend.)"],
            project.Findings());
    }

    [Theory]
    [InlineData("any: ['{hs-thing.ing}", "any: ['(", "rules/house.yaml:12:12: error UP1801: this pattern is no regular expression: ")]
    [InlineData("{hs-thing.ing}", "{hs-thin.ing}", "rules/house.yaml:12:12: error UP1801: there is no set of words 'hs-thin' (did you mean 'hs-thing'?)")]
    [InlineData("{hs-thing.ing}", "{hs-thing.gerund}", "rules/house.yaml:12:12: error UP1801: 'gerund' is no form of words (one of: base, s, ing, past, pp, one, many)")]
    [InlineData("{words:2}", "{words:99}", "rules/house.yaml:12:27: error UP1801: '99' is no number of words (write {words:3} for up to three, {words:1-3} for at least one; 30 at most)")]
    [InlineData("any: ['{hs-thing.ing} {words:2}{hs-thing.many}']", "any: ['(?:b+)+c', 'borrowing {words:3}pencils']", "rules/house.yaml:12:11: error UP1802: this pattern of HS001 takes longer than a second for one sentence (make it simpler: no repetition inside a repetition)")]
    [InlineData("flags: [Sam keeps", "flags: [Sam dislikes", "")]
    [InlineData("borrowing all **the pencils**", "lending pencils", "rules/house.yaml:13:13: error UP1806: HS001 does not flag this sentence, which stands under 'flags' (widen the patterns, or check what keeps the rule silent)")]
    [InlineData("[Sam lends a pencil.]", "[Borrowing pencils is fine.]", "rules/house.yaml:14:14: error UP1806: HS001 flags this sentence, which stands under 'passes' (narrow the patterns, or say what keeps the rule silent with 'unless')")]
    [InlineData("Say lend.", "Say that she had it coming.", "rules/house.yaml:11:14: error UP1806: VB002 would flag this suggestion (suggest words that every rule accepts)")]
    [InlineData("code: HS001", "code: VB002", "rules/house.yaml:6:11: error UP1803: another rule has the code VB002 (see (built-in) rules/victim-blaming.yaml:")]
    [InlineData("code: HS001", "code: UP001", "rules/house.yaml:6:11: error UP1203: code must be the code of a rule")]
    [InlineData("id: hs-thing", "id: harm", "rules/house.yaml:4:11: error UP1804: another set of words is called 'harm' (see (built-in) rules/concepts.yaml:")]
    [InlineData("severity: warning", "severity: grave", "rules/house.yaml:8:15: error UP1204: ")]
    [InlineData("severity: warning", "severity: warning\n    guards: [rejectd]", "rules/house.yaml:9:14: error UP1805: there is no guard 'rejectd' (did you mean 'rejected'?)")]
    [InlineData("severity: warning", "severity: warning\n    source: [rainnn]", "rules/house.yaml:9:14: error UP1805: there is no source 'rainnn' (did you mean 'rainn'?)")]
    [InlineData("severity: warning", "severity: warning\n    exept: [myth]", "rules/house.yaml:9:5: error UP1202: there is no field 'exept' here (did you mean 'exempt'?)")]
    [InlineData("group: house-style\n", "", "rules/house.yaml:1:8: error UP1807: the file lists rules, but has no 'group' (say what they are about, for example group: local-words)")]
    [InlineData("rules: 1\n", "", "rules/house.yaml:1:1: error UP1807: a file below rules/ starts with 'rules: 1' (move it elsewhere if it holds no rules)")]
    public void What_is_wrong_with_a_rule_is_said_at_its_place(string from, string to, string finding)
    {
        using var project = new Project().Write("rules/house.yaml", Good).Change("rules/house.yaml", from, to);

        var findings = project.Findings();

        Assert.True(finding.Length == 0 ? findings.Count == 0 : findings.Any(f => f.StartsWith(finding, StringComparison.Ordinal)), string.Join('\n', findings));
    }

    [Fact]
    public void Rules_elsewhere_are_sent_to_their_folder()
    {
        using var project = new Project().Write("house.yaml", Good);

        Assert.Equal(["house.yaml:1:1: error UP1301: language rules are read from the folder rules/ only (move the file to rules/)"], project.Findings());
    }

    [Fact]
    public void Testing_rules_is_a_command()
    {
        using var project = new Project().Write("rules/house.yaml", Good.Replace("lends a pencil", "is borrowing pencils", StringComparison.Ordinal));

        var ran = Cli.Command.Run("check", project.Folder, "--test-rules");

        Assert.Equal(1, ran.Exit);
        Assert.Contains("UP1806", Assert.Single(ran.OutLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exempt: [myth]", "myths: [{ myth: Borrowing pencils is bad., fact: It is fine to lend. }]", false)]
    [InlineData("exempt: [quote]", "myths: [{ myth: Borrowing pencils is bad., fact: It is fine to lend. }]", true)]
    [InlineData("bands: [k2]", "big_idea: Borrowing pencils is bad.", false)]
    [InlineData("bands: [k2, g68]", "big_idea: Borrowing pencils is bad.", true)]
    [InlineData("scope: [facilitator]", "big_idea: Borrowing pencils is bad.", false)]
    [InlineData("scope: [family]", "big_idea: Borrowing pencils is bad.", true)]
    [InlineData("only: [title]", "big_idea: Borrowing pencils is bad.", false)]
    [InlineData("only: [title]", "handouts: [{ id: h, kind: poster, title: Borrowing pencils, points: [{ title: Ask }] }]", true)]
    [InlineData("unless: [never]", "big_idea: We are never borrowing pencils.", false)]
    [InlineData("unless_before: ['never {words:1}$']", "big_idea: Never be borrowing pencils. Never mind.", false)]
    [InlineData("unless_after: ['^ by mistake']", "big_idea: Borrowing pencils by mistake is fine.", false)]
    [InlineData("unless_next: ['^just kidding']", "big_idea: Borrowing pencils is bad. Just kidding.", false)]
    [InlineData("unless_previous: [myth]", "big_idea: A myth. Borrowing pencils is bad.", false)]
    [InlineData("requires: [today]", "big_idea: Borrowing pencils is bad.", false)]
    [InlineData("requires: [today]", "big_idea: Borrowing pencils today is bad.", true)]
    [InlineData("scope: []", "big_idea: 'Instead of “borrowing pencils”, say lend.'", false)]
    [InlineData("quoted: true", "big_idea: 'Instead of “borrowing pencils”, say lend.'", true)]
    public void A_rule_reads_what_it_says_it_reads(string extra, string text, bool isFound)
    {
        var rule = Good.Replace("    flags:", $"    {extra}\n    flags:", StringComparison.Ordinal);
        using var project = new Project().Write("rules/house.yaml", rule).AddToLesson(text);

        // What stands under flags is another matter here.
        Assert.Equal(isFound, project.Findings().Any(f => f.Contains("HS001: “", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_same_findings_come_from_any_number_of_threads()
    {
        using var project = new Project().AddToLesson("big_idea: She had it coming.");
        for (var i = 0; i < 12; i++)
        {
            project.AddLesson($"lesson-{i}", "big_idea: They brought it on themselves.\n");
        }

        var all = Enumerable.Range(0, 4).Select(_ => string.Join('\n', project.Findings())).Distinct();

        Assert.Single(all);
    }
}
