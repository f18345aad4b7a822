using Upstander.Checking;
using Upstander.Diagnostics;

namespace Upstander.Tests.Checking;

/// <summary>Living with findings: what a lesson or a curriculum accepts, for how long, and what it says about rules.</summary>
public sealed class SuppressionTests
{
    private const string Blame = "big_idea: She had it coming.";
    private const string Finding = "asking-first.yaml:43:15: error VB002: “had it coming” says that the harm was earned or invited (Say who chose to harm, and that the choice was theirs alone.)";

    private static string Allow(string what) => $"allow: [{{ rule: VB002, {what}reason: It is taken apart., reviewer: A. Reader, expires: 2027-01-31 }}]";

    [Fact]
    public void A_sentence_is_found_in_the_field_it_stands_in()
    {
        using var project = new Project().AddToLesson(Blame);

        Assert.Equal([Finding], Findings(project));
    }

    [Theory]
    [InlineData("phrase: had it coming, ")]
    [InlineData("phrase: 'She “had it coming”', ")]
    [InlineData("at: asking-first/big_idea, ")]
    [InlineData("at: asking-first, ")]
    [InlineData("at: asking-first/big_idea, phrase: coming, ")]
    public void A_phrase_or_an_address_is_accepted(string what)
    {
        using var project = new Project().AddToLesson(Blame).AddToLesson(Allow(what));

        Assert.Equal([], Findings(project));
    }

    [Theory]
    [InlineData("phrase: asked for it, ", "asking-first.yaml:44:17: warning UP1810: this suppression of VB002 suppresses nothing (remove it)")]
    [InlineData("at: asking-first/summary, ", "asking-first.yaml:44:17: warning UP1810: this suppression of VB002 suppresses nothing (remove it)")]
    [InlineData("at: asking-first/big_ida, ", "asking-first.yaml:44:28: error UP1812: there is no 'asking-first/big_ida' in this lesson (did you mean 'asking-first/big_idea'?)")]
    [InlineData("", "asking-first.yaml:44:9: error UP1811: this suppression would accept every finding of VB002 there is (say which: 'phrase' (the words) or 'at' (the address of the item))")]
    public void What_accepts_nothing_or_too_much_is_a_finding_itself(string what, string finding)
    {
        using var project = new Project().AddToLesson(Blame).AddToLesson(Allow(what));

        Assert.Equal([Finding, finding], Findings(project));
    }

    [Fact]
    public void A_suppression_holds_on_its_last_day_and_not_on_the_next()
    {
        using var project = new Project().AddToLesson(Blame).AddToLesson(Allow("phrase: had it coming, "));

        Assert.Equal([], Findings(project, new DateOnly(2027, 1, 31)));
        Assert.Equal(
            [Finding, "asking-first.yaml:44:105: warning UP1809: this suppression of VB002 ended on 2027-01-31 (look at it again with its reviewer: give it a new day, or mend what it is about)"],
            Findings(project, new DateOnly(2027, 2, 1)));
    }

    [Theory]
    [InlineData("VB902", "asking-first.yaml:43:17: error UP1808: there is no rule 'VB902' (did you mean 'VB002'?)")]
    [InlineData("asked-for-it", "asking-first.yaml:43:17: error UP1203: rule must be the code of a rule, such as VB002, but is 'asked-for-it' (two to four letters and three digits; what begins with UP is no rule but an error that has to be mended)")]
    [InlineData("UP1310", "asking-first.yaml:43:17: error UP1203: rule must be the code of a rule, such as VB002, but is 'UP1310' (two to four letters and three digits; what begins with UP is no rule but an error that has to be mended)")]
    public void A_suppression_names_a_rule(string rule, string finding)
    {
        using var project = new Project().AddToLesson(Allow("phrase: x, ").Replace("VB002", rule, StringComparison.Ordinal));

        Assert.Contains(finding, Findings(project));
    }

    [Fact]
    public void On_an_item_a_suppression_needs_no_address()
    {
        using var project = new Project().ChangeLesson(
            "    method: role_play",
            "    method: role_play\n    learner_text: They brought it on themselves.\n    allow: [{ rule: VB002, reason: x, reviewer: y, expires: 2027-01-31 }]");

        Assert.Equal([], Findings(project));
    }

    [Fact]
    public void A_curriculum_accepts_findings_of_its_lessons()
    {
        using var project = new Project().AddToLesson(Blame)
            .Write("curriculum.yaml", Project.Curriculum + "checks:\n  allow: [{ rule: VB002, at: asking-first/big_idea, reason: x, reviewer: y, expires: 2027-01-31 }]\n");

        Assert.Equal([], Findings(project));
    }

    [Theory]
    [InlineData("VB002", "info", "info")]
    [InlineData("VB", "warning", "warning")]
    [InlineData("victim-blaming", "warning", "warning")]
    [InlineData("asked-for-it", "off", null)]
    public void A_curriculum_sets_how_grave_a_rule_is(string rule, string severity, string? found)
    {
        using var project = new Project().AddToLesson(Blame)
            .Write("curriculum.yaml", Project.Curriculum + $"checks: {{ rules: [{{ rule: {rule}, severity: {severity}, reason: We look at them together. }}] }}\n");

        Assert.Equal(found is null ? [] : [Finding.Replace("error", found, StringComparison.Ordinal)], Findings(project));
    }

    [Fact]
    public void A_setting_names_a_rule()
    {
        using var project = new Project()
            .Write("curriculum.yaml", Project.Curriculum + "checks: { rules: [{ rule: VB999, severity: off, reason: x }] }\n");

        Assert.Equal(["curriculum.yaml:10:27: error UP1808: there is no rule 'VB999' ('upstander explain' lists them)"], Findings(project));
    }

    [Fact]
    public void In_a_draft_language_only_warns()
    {
        using var project = new Project().AddToLesson(Blame).ChangeLesson("status: review", "status: draft");

        Assert.Equal([Finding.Replace("error", "warning", StringComparison.Ordinal)], Findings(project));
    }

    [Fact]
    public void A_build_without_checks_leaves_language_out_and_safety_in()
    {
        using var project = new Project().AddToLesson(Blame).ChangeLesson("actor: learners", "actor: the office");

        var built = project.Build(r => r with { Rules = new RuleChoice([], [], NoCheck: true) });

        Assert.DoesNotContain(built.Findings, f => f.Contains("VB002", StringComparison.Ordinal));
        Assert.Contains(built.Findings, f => f.Contains(" TI008", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_baseline_knows_does_not_fail_and_what_is_gone_is_told()
    {
        using var project = new Project().AddToLesson(Blame);
        var first = Run(project, null, out _);
        Assert.Equal([Finding], first);

        var problems = new DiagnosticBag();
        _ = Run(project, null, out var inspection);
        var baseline = Baseline.Read(new("known.json", System.Text.Encoding.UTF8.GetBytes(Baseline.Write(inspection!.Accountable))), problems);
        Assert.Equal([], problems.Sorted());

        Assert.Equal([], Run(project, baseline, out _));

        // Another sentence of the same rule is new.
        project.Change("asking-first.yaml", Blame, "big_idea: She had it coming. They brought it on themselves.");
        Assert.Contains("“brought it on themselves”", Assert.Single(Run(project, baseline, out _)), StringComparison.Ordinal);

        project.Change("asking-first.yaml", "big_idea: She had it coming. They brought it on themselves.", "big_idea: Ask first.");
        Assert.Equal(
            ["known.json: info UP1814: VB002 “had it coming” in asking-first/big_idea no longer occurs (run again with --update-baseline to take it out)"],
            Run(project, baseline, out _));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("{ \"baseline\": 2, \"findings\": [] }")]
    [InlineData("{ \"baseline\": 1, \"findings\": [ { \"code\": 5 } ] }")]
    [InlineData("[]")]
    public void A_baseline_of_another_form_is_refused(string text)
    {
        var problems = new DiagnosticBag();

        Assert.Null(Baseline.Read(new("known.json", System.Text.Encoding.UTF8.GetBytes(text)), problems));
        Assert.Equal("UP1813", Assert.Single(problems.Sorted()).Code);
    }

    private static IReadOnlyList<string> Findings(Project project, DateOnly? today = null) => project.Findings(today);

    private static IReadOnlyList<string> Run(Project project, Baseline? baseline, out Inspection? inspection)
    {
        var problems = new DiagnosticBag();
        inspection = Compiler.Compile(project.Request with { Baseline = baseline }, problems, null, TestContext.Current.CancellationToken).Inspection;
        return [.. problems.Sorted().Select(p => project.Told(p.ToString()))];
    }
}
