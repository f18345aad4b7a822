using System.Diagnostics;
using System.Globalization;
using Upstander.Pdf;
using Upstander.Publishing;
using Upstander.Tests.Cli;

namespace Upstander.Tests.Pdf;

/// <summary>PDF as part of a build: with a browser, without one, and when something comes between.</summary>
public sealed class PdfBuildTests
{
    private const string Outputs = "outputs: { formats: [html, pdf] }\n";

    [Fact]
    public void Asked_for_without_a_browser_it_fails_and_publishes_nothing()
    {
        using var project = new Project();

        var built = project.Build(r => r with { Choice = r.Choice with { Formats = ["pdf"] } });

        Assert.Equal(Outcome.EnvironmentError, built.Result.Outcome);
        Assert.Equal(
            ["--format pdf: error UP1901: a browser is needed to make PDF, and none was found here (install Chromium, Chrome or Edge, or name its program in UPSTANDER_BROWSER)"],
            built.Findings);
        Assert.Empty(built.Files);
    }

    [Fact]
    public void The_curriculum_asking_for_it_without_a_browser_gets_everything_else_and_a_warning()
    {
        using var project = new Project().Write("curriculum.yaml", Project.Curriculum + Outputs);

        var built = project.Build();

        Assert.Equal(Outcome.Published, built.Result.Outcome);
        Assert.Equal(
            ["curriculum.yaml:10:28: warning UP1902: no PDF is made: that needs a browser, and none was found here (install Chromium, Chrome or Edge, or name its program in UPSTANDER_BROWSER)"],
            built.Findings);
        Assert.Contains("learner/index.html", built.Files.Keys);
        Assert.DoesNotContain(built.Files.Keys, f => f.EndsWith(".pdf", StringComparison.Ordinal));
    }

    [Fact]
    public void A_browser_that_is_named_and_not_there_is_not_replaced()
    {
        using var project = new Project();

        var ran = Command.Build(project, n => n == BrowserSearch.PathVariable ? "/no/such/browser" : null, "--format", "pdf");

        Assert.Equal(3, ran.Exit);
        Assert.StartsWith(
            "--format pdf: error UP1901: a browser is needed to make PDF, and there is no program '/no/such/browser', which UPSTANDER_BROWSER names", ran.ErrorLines[0], StringComparison.Ordinal);
        Assert.Empty(project.Files());
    }

    [Fact]
    public void A_browser_that_fails_publishes_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The browser of this test is a shell script.");
        using var project = new Project();
        using var folder = new Folder();
        var script = folder.Script("exit 1");

        var ran = Command.Build(project, n => n == BrowserSearch.PathVariable ? script : null, "--format", "pdf");

        Assert.Equal(3, ran.Exit);
        Assert.Equal(2, ran.ErrorLines.Length);
        Assert.StartsWith($"{script}: error UP1903: the browser failed", ran.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal("1 error: nothing was published.", ran.ErrorLines[1]);
        Assert.Empty(project.Files());
    }

    [Fact]
    public void Every_print_document_has_its_PDF_and_a_second_build_writes_nothing()
    {
        using var project = new Project().Write("curriculum.yaml", Project.Curriculum + "outputs: { formats: [print, pdf] }\n");

        var ran = Command.Build(project, Printing.Variable);

        Assert.Equal(0, ran.Exit);
        Assert.Equal(
            Printing.Browser.Sandboxed ? 0 : 1,
            ran.ErrorLines.Count(l => l == "UPSTANDER_BROWSER_SANDBOX is off: the browser that makes PDF runs without its sandbox."));
        var files = project.Files();
        Assert.Contains("family/asking-first/family-letter.pdf", files.Keys);
        Assert.Equal(files.Keys.Count(f => f.EndsWith(".html", StringComparison.Ordinal)), files.Keys.Count(f => f.EndsWith(".pdf", StringComparison.Ordinal)));
        Assert.Contains(": 0 new, 0 changed, 0 removed", Command.Build(project, Printing.Variable).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_without_PDF_starts_no_browser()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The browser of this test is a shell script.");
        using var project = new Project();
        using var folder = new Folder();
        var script = folder.Script($"touch {folder.Path}/started");

        Assert.Equal(0, Command.Build(project, n => n == BrowserSearch.PathVariable ? script : "off").Exit);
        Assert.False(File.Exists(Path.Combine(folder.Path, "started")));
    }

    /// <summary>The tool as a process of its own, in the middle of a page that takes for ever.</summary>
    [Theory]
    [InlineData("KILL", false)]
    [InlineData("INT", true)]
    public async Task When_the_tool_ends_the_browser_ends(string signal, bool tidies)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such signals.");
        using var folder = new Folder();
        using var project = new Project().Write("templates/print/support-card.html.scriban", PdfPrinterTests.Endless);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])
            [
                Path.Combine(AppContext.BaseDirectory, "upstander.dll"), "build", project.Folder, "-o", project.Output, "--format", "pdf", "--except",
                string.Join(',', Project.StructuralGroups),
            ])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[BrowserSearch.PathVariable] = folder.Wrapper(Printing.Browser);
        start.Environment[BrowserSearch.SandboxVariable] = Printing.Variable(BrowserSearch.SandboxVariable);
        using var tool = Process.Start(start)!;
        var said = tool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 600 && !folder.HasBegun; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await Task.Delay(2000, TestContext.Current.CancellationToken);
        Assert.False(tool.HasExited, "It ended too early.");
        using var kill = Process.Start("kill", ["-" + signal, tool.Id.ToString(CultureInfo.InvariantCulture)]);
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.True(folder.IsGone(TimeSpan.FromSeconds(20)), "The browser stays.");
        Assert.Empty(project.Files());
        if (tidies)
        {
            Assert.Equal((130, false), (tool.ExitCode, Directory.Exists(folder.Profile)));
            Assert.Contains("Interrupted; the last good output is as it was.", await said, StringComparison.Ordinal);
        }
        else if (Directory.Exists(folder.Profile))
        {
            Directory.Delete(folder.Profile, recursive: true);
        }
    }
}
