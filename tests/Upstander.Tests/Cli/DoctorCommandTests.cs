using System.Text.Json;
using Upstander.Overrides;
using Upstander.Pdf;
using Upstander.Tests.Pdf;

namespace Upstander.Tests.Cli;

/// <summary>
/// <c>upstander doctor</c> on projects that are well and that are not. Without variables there is no PATH to look for a browser on, but there are the usual
/// places; so tests about the project name a browser that is none, and look past what is said about it.
/// </summary>
public class DoctorCommandTests
{
    private const string Guide = "templates/html/guide.html.scriban";

    [Fact]
    public void Says_of_each_template_how_it_stands_to_its_original()
    {
        using var project = new Project()
            .Write("templates/html/own.html.scriban", "own")
            .Write("templates/html/home.html.scriban", "mine\n")
            .Write("assets/tree.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Command.Run("eject", "html/guide", "html/unit", "html/glossary", "--curriculum", project.Folder);
        project.Write("templates/html/unit.html.scriban", project.Text("templates/html/unit.html.scriban") + "<!-- ours -->\n");
        Outdate(project, Guide);

        var lines = Run(project).OutLines();

        Assert.Contains(lines, l => l.StartsWith($"look    {Guide}: original changed since: ejected from upstander ", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("ok      templates/html/unit.html.scriban: current: ejected from", StringComparison.Ordinal) && l.EndsWith("; 1 line differs", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("note    templates/html/glossary.html.scriban: ejected from", StringComparison.Ordinal) && l.Contains("and not changed", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("note    templates/html/home.html.scriban: without a mark", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("note    templates/html/own.html.scriban: own, and nothing uses it", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("note    assets/tree.png: no lesson, template or style sheet names this file", StringComparison.Ordinal));

        project.Write("templates/documents.yaml", "documents: 1\nlist:\n  - { id: own, per: curriculum, audience: learner, format: html, template: html/own.html, path: own.html }\n");
        project.AddToLesson("big_idea: See ![a tree](assets/tree.png).");
        lines = Run(project).OutLines();
        Assert.Contains("ok      templates/html/own.html.scriban: own: it takes the place of nothing", lines);
        Assert.DoesNotContain(lines, l => l.Contains("tree.png", StringComparison.Ordinal));
    }

    [Fact]
    public void A_difference_is_shown_when_asked_for_and_settled_when_accepted()
    {
        using var project = new Project();
        Command.Run("eject", "html/guide", "--curriculum", project.Folder);
        project.Write(Guide, project.Text(Guide) + "<!-- ours -->\n");
        Outdate(project, Guide);
        Assert.Contains($"--- (built-in) {Guide}\n+++ {Guide}\n@@ -", Run(project, "--diff").Out, StringComparison.Ordinal);
        Assert.Equal(1, Command.On(project, "check", "--strict").Exit);

        var accepted = Run(project, "--accept", "html/guide");

        Assert.Contains($"Marked as compared: {Guide}", accepted.Error, StringComparison.Ordinal);
        Assert.Contains($"ok      {Guide}: current: ", accepted.Out, StringComparison.Ordinal);
        Assert.EndsWith("<!-- ours -->\n", project.Text(Guide), StringComparison.Ordinal);
        Assert.Equal(0, Command.On(project, "check", "--strict").Exit);
    }

    [Theory]
    [InlineData("html/gude", "There is no template 'html/gude'. Did you mean 'html/guide'?")]
    [InlineData("own", "There is no original to compare html/own.html.scriban with.")]
    public void What_cannot_be_accepted_is_told(string word, string message)
    {
        using var project = new Project().Write(Guide, "mine").Write("templates/html/own.html.scriban", "own");

        var ran = Run(project, "--accept", word);

        Assert.Equal((2, "", message + "\n"), (ran.Exit, ran.Out, ran.Error));
        Assert.Equal("mine", project.Text(Guide));
    }

    [Fact]
    public void Drift_ends_with_1_and_what_is_well_with_0()
    {
        using var project = new Project();
        Command.Run("eject", "html/guide", "--curriculum", project.Folder);
        var well = Command.Run(Printing.Variable, ["doctor", project.Folder]);
        Assert.Equal((0, "Nothing that keeps you from working.\n"), (well.Exit, well.Error));
        Assert.Contains("; it printed a page\n", well.Out, StringComparison.Ordinal);
        Assert.Contains("fonts: pages are printed with ", well.Out, StringComparison.Ordinal);

        Outdate(project, Guide);
        var drift = Command.Run(Printing.Variable, ["doctor", project.Folder]);
        Assert.Equal((1, "1 thing to look at.\n"), (drift.Exit, drift.Error));
    }

    [Fact]
    public void A_browser_that_is_none_ends_with_3()
    {
        using var project = new Project();

        var ran = Run(project);

        Assert.Equal((3, "1 thing broken.\n"), (ran.Exit, ran.Error));
        Assert.Contains("  broken  browser for PDF: there is no program '/nowhere/chrome', which UPSTANDER_BROWSER names", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_get_json()
    {
        using var project = new Project();
        Command.Run("eject", "html/guide", "--curriculum", project.Folder);
        Outdate(project, Guide);

        using var json = JsonDocument.Parse(Run(project, "--report", "json", "--diff").Out);

        Assert.Contains(json.RootElement.GetProperty("machine").EnumerateArray(), s => s.GetProperty("status").GetString() == "broken");
        var template = Assert.Single(json.RootElement.GetProperty("project").EnumerateArray(), s => s.TryGetProperty("state", out _));
        Assert.Equal(("look", "changed", "html/guide.html.scriban", 0, ""), (
            template.GetProperty("status").GetString(), template.GetProperty("state").GetString(), template.GetProperty("original").GetString(),
            template.GetProperty("lines").GetInt32(), template.GetProperty("diff").GetString()));
    }

    [Fact]
    public void An_overlay_says_what_it_lies_on_and_a_base_that_is_missing_is_something_to_look_at()
    {
        using var project = new Project();
        project.Write("../edition/overlay.yaml", "overlay: 1\nid: river\ntitle: River edition\nbase: ../course\npatches: [{ at: asking-first, set: { title: Ask } }]\n");
        Assert.Contains("ok      overlay: 'river' lies on ../course, 1 patch\n", Run(project, "../edition").Out, StringComparison.Ordinal);

        project.Write("../edition/overlay.yaml", "overlay: 1\nid: river\ntitle: River edition\nbase: ../corse\n");
        Assert.Contains("UP2201: there is no folder '../corse'", Run(project, "../edition").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_a_project_are_counted_and_a_folder_that_is_none_is_wrong_usage()
    {
        using var project = new Project().ChangeLesson("band: g68", "band: g99");
        Assert.Contains("look    findings: 1 error ('upstander check' shows them)", Run(project).Out, StringComparison.Ordinal);

        var none = Command.Run(NoBrowser, ["doctor", Path.Combine(project.Folder, "nowhere")]);
        Assert.Equal((2, ""), (none.Exit, none.Out));
        Assert.Contains("UP1001", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tool_that_lost_files_is_broken()
    {
        using var project = new Project();
        foreach (var folder in new[] { "templates/html", "rules", "standards", "lessons", "schema" })
        {
            Directory.CreateDirectory(Path.Combine(project.Folder, folder));
        }

        project.Write("templates/documents.yaml", "documents: 1\nlist:\n  - { id: a, per: curriculum, audience: learner, format: html, template: html/a.html, path: a.html }\n")
            .Write("templates/html/b.html.scriban", "{{ include 'html/c.html' }}");

        var says = Doctor.ExamineTool(project.Folder, "9.9.9").Select(s => s.Says).ToList();

        Assert.Equal(3, says.Count);
        Assert.Equal("upstander 9.9.9 has lost its folder 'starters'", says[0]);
        Assert.Contains(says, s => s.Contains("there is no template 'html/a.html'", StringComparison.Ordinal));
        Assert.Contains(says, s => s.Contains("there is no template 'html/c.html'", StringComparison.Ordinal));
    }

    [Fact]
    public void Fonts_that_no_style_sheet_names_are_told()
    {
        var tokens = new Upstander.Workspaces.SourceFile("tokens.css", ":root { --font-page: \"Segoe UI\", 'Liberation Sans', Arial, sans-serif; --font-voice: Georgia, serif }"u8.ToArray());

        Assert.Equal(["DejaVuSans"], new BrowserTrial(["Arial-BoldMT", "DejaVuSans", "Georgia", "LiberationSans", "SegoeUI-Semibold"]).Unnamed(tokens));
    }

    private static Ran Run(Project project, params string[] args)
    {
        var folder = args is ["../edition"] ? Path.Combine(project.Folder, args[0]) : project.Folder;
        var ran = Command.Run(NoBrowser, ["doctor", folder, .. args.Where(a => a != "../edition")]);
        return ran with { Out = project.Told(ran.Out), Error = project.Told(ran.Error) };
    }

    // As if the tool had been another one when the file was ejected.
    private static void Outdate(Project project, string name) => project.Change(name, EjectMark.Read(name, File.ReadAllBytes(Path.Combine(project.Folder, name)))!.Hash, new string('0', 64));

    private static string? NoBrowser(string name) => name == "UPSTANDER_BROWSER" ? "/nowhere/chrome" : null;
}

file static class Lines
{
    /// <summary>The lines of signs, without what stands before them.</summary>
    public static IReadOnlyList<string> OutLines(this Ran ran) => [.. ran.Out.Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal)).Select(l => l[2..])];
}
