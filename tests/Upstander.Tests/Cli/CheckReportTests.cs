using System.Text.Json;
using Upstander.Tests.Workspaces;

namespace Upstander.Tests.Cli;

/// <summary>What <c>check</c> prints, in every form, of lessons and of texts that are none.</summary>
public sealed class CheckReportTests : IDisposable
{
    private const string Letter = "# Our letter\n\nDear families, some people say she **had\nit** coming.\n\nPlease [click here](https://example.org) — and don’t worry.\n";

    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void A_text_is_checked_on_its_own_and_shown_with_a_caret()
    {
        var ran = Check("letter.md", "They brought it on **themselves**, sadly.\n", "--only", "VB002");

        Assert.Equal(1, ran.Exit);
        Assert.Equal(
            """
            letter.md:1:6: error VB002: “brought it on themselves” says that the harm was earned or invited
              1 | They brought it on **themselves**, sadly.
                |      ^^^^^^^^^^^^^^^^^^^^^^^^^^
              why: It states that somebody earned or invited harm, which nobody does.
              better: Say who chose to harm, and that the choice was theirs alone.

            """.ReplaceLineEndings("\n"),
            ran.Out.Replace(temp.Path + "/", "", StringComparison.Ordinal));
        Assert.Equal(["Checked 1 text: 1 error."], ran.ErrorLines);
    }

    [Fact]
    public void Json_has_the_form_that_is_documented()
    {
        var ran = Check("letter.md", "He said she **had it** coming.\n", "--only", "VB002", "--report", "json");
        using var json = JsonDocument.Parse(ran.Out);
        var finding = Assert.Single(json.RootElement.GetProperty("findings").EnumerateArray());

        Assert.Equal(
            ["code", "severity", "file", "line", "column", "endLine", "endColumn", "address", "message", "why", "suggestion"],
            finding.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("VB002", "error", 1, 15, 1, 30), (
            finding.GetProperty("code").GetString(),
            finding.GetProperty("severity").GetString(),
            finding.GetProperty("line").GetInt32(),
            finding.GetProperty("column").GetInt32(),
            finding.GetProperty("endLine").GetInt32(),
            finding.GetProperty("endColumn").GetInt32()));
        Assert.Equal(1, json.RootElement.GetProperty("summary").GetProperty("errors").GetInt32());
    }

    [Fact]
    public void Json_of_a_lesson_has_addresses()
    {
        using var project = new Project().AddToLesson("big_idea: She had it coming.");
        var ran = Command.On(project, "check", "--report", "json");
        using var json = JsonDocument.Parse(ran.Out);

        Assert.Equal("asking-first/big_idea", json.RootElement.GetProperty("findings")[0].GetProperty("address").GetString());
    }

    [Fact]
    public void GitHub_annotations_keep_their_form_whatever_a_text_holds()
    {
        var ran = Check("letter.md", "Some say: she had it\ncoming, 100%.\n", "--only", "VB002", "--report", "github");

        Assert.Equal(
            "::error file=letter.md,line=1,endLine=2,title=VB002::“had it coming” says that the harm was earned or invited%0AIt states that somebody earned or invited harm, which nobody does.%0ABetter: Say who chose to harm, and that the choice was theirs alone.\n",
            ran.Out.Replace(temp.Path + "/", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Markdown_sums_up()
    {
        using var project = new Project().AddToLesson("big_idea: She had it coming.")
            .AddToLesson("allow: [{ rule: VB002, phrase: had it coming, reason: It is *taken* apart., reviewer: A. Reader, expires: 2027-01-31 }]");
        var ran = Command.On(project, "check", "--report", "markdown");

        Assert.Equal(0, ran.Exit);
        Assert.StartsWith("# Checked 1 lesson\n\n| errors | warnings | advice | accepted | known |\n| --- | --- | --- | --- | --- |\n| 0 | 0 | 0 | 1 | 0 |\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains("- VB002 in asking-first/big\\_idea: It is \\*taken\\* apart. (A. Reader, until 2027-01-31)", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_texts_are_checked_together()
    {
        temp.Write("a.txt", "They brought it on themselves.").Write("b.md", "All is well here.");
        var ran = Command.Run("check", temp["a.txt"], temp["b.md"], "--only", "VB002");

        Assert.Equal((1, "Checked 2 texts: 1 error."), (ran.Exit, ran.ErrorLines[^1]));
    }

    [Fact]
    public void A_baseline_of_texts_lets_old_findings_be()
    {
        temp.Write("a.md", "They brought it on themselves.");
        var known = temp["known.json"];

        Assert.Equal(0, Command.Run("check", temp["a.md"], "--baseline", known, "--update-baseline").Exit);
        Assert.Equal(0, Command.Run("check", temp["a.md"], "--baseline", known).Exit);
        temp.Write("a.md", "They brought it on themselves. She had it coming.");
        var ran = Command.Run("check", temp["a.md"], "--baseline", known, "--only", "VB002");
        Assert.Equal(1, ran.Exit);
        Assert.Contains("had it coming", Assert.Single(ran.OutLines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_baseline_is_not_overwritten()
    {
        temp.Write("a.md", "They brought it on themselves.").Write("mine.json", "my own work");

        var ran = Command.Run("check", temp["a.md"], "--baseline", temp["mine.json"], "--update-baseline");

        Assert.Equal(2, ran.Exit);
        Assert.Equal("my own work", File.ReadAllText(temp["mine.json"]));
    }

    [Theory]
    [InlineData("missing.md", "UP1011")]
    public void A_text_that_is_not_there_is_named(string name, string code)
    {
        var ran = Command.Run("check", temp[name]);

        Assert.Equal(2, ran.Exit);
        Assert.Contains(code, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_and_a_text_do_not_mix() => Assert.Equal(2, Command.Run("check", ".", "letter.md").Exit);

    [Theory]
    [InlineData("--only", "VB02", "There is no rule 'VB02'. Did you mean 'VB002'?")]
    [InlineData("--except", "stereotype", "There is no rule 'stereotype'. Did you mean 'stereotypes'?")]
    public void A_rule_that_is_none_is_named(string option, string name, string message)
    {
        var ran = Check("letter.md", Letter, option, name);

        Assert.Equal((2, message), (ran.Exit, ran.ErrorLines[0]));
    }

    [Fact]
    public void A_megabyte_of_text_takes_seconds()
    {
        const string Paragraph = "Well, she *had it* coming. Learners ask before they borrow [a pencil](https://example.org), and they wait for an answer.\n\n";
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var ran = Check("long.md", string.Concat(Enumerable.Repeat(Paragraph, 1_000_000 / Paragraph.Length)), "--report", "json");

        Assert.Equal(1, ran.Exit);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("[a](")]
    [InlineData("> ")]
    [InlineData("*a ")]
    [InlineData("| a ")]
    public void Hostile_text_is_read_as_it_stands(string piece)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var ran = Check("hostile.md", string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length)));

        Assert.InRange(ran.Exit, 0, 1);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 30);
    }

    private Ran Check(string name, string text, params string[] args)
    {
        temp.Write(name, text);
        return Command.Run(["check", temp[name], "--as", "family", "--band", "g35", .. args]);
    }
}
