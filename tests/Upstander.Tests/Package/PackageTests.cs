using System.Diagnostics;

namespace Upstander.Tests.Package;

/// <summary>The tool as a user gets it: packed, installed into a folder of its own, and run as a process.</summary>
public sealed class PackageTests(PackageTests.Installed tool) : IClassFixture<PackageTests.Installed>
{
    [Fact]
    public void It_says_its_version() => Assert.Matches(@"^\d+\.\d+\.\d+\s*$", tool.Run(0, "--version").Out);

    [Fact]
    public void A_new_curriculum_checks_and_builds()
    {
        var course = Path.Combine(tool.Folder, "my course");

        tool.Run(0, "new", course);
        var check = tool.Run(0, "check", course, "--strict", "--today", "2026-11-24");
        var build = tool.Run(0, "build", course, "-o", Path.Combine(tool.Folder, "site"));

        Assert.Equal("", check.Out);
        Assert.Contains("learner/index.html", build.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(tool.Folder, "site", "learner", "a-clear-yes", "index.html")));
        Assert.True(File.Exists(Path.Combine(tool.Folder, "site", "learner", "assets", "screen.css")));
        Assert.True(File.Exists(Path.Combine(course, "schema", "lesson.schema.json")));
    }

    [Fact]
    public void A_blank_curriculum_builds()
    {
        var course = Path.Combine(tool.Folder, "blank");

        tool.Run(0, "new", course, "--blank");

        Assert.Contains("family/index.html", tool.Run(0, "build", course, "-o", Path.Combine(tool.Folder, "blank-site")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_key_stops_the_build_and_leaves_the_last_output()
    {
        var course = Path.Combine(tool.Folder, "misspelt");
        var site = Path.Combine(tool.Folder, "misspelt-site");
        tool.Run(0, "new", course, "--blank");
        tool.Run(0, "build", course, "-o", site);
        var page = Path.Combine(site, "learner", "first-lesson", "index.html");
        var before = File.ReadAllText(page);
        var lesson = Path.Combine(course, "first-lesson.yaml");
        File.WriteAllText(lesson, File.ReadAllText(lesson).Replace("big_idea:", "big_ideea:", StringComparison.Ordinal));

        var build = tool.Run(1, "build", course, "-o", site);

        Assert.Contains("first-lesson.yaml:15:1: error UP1202: there is no field 'big_ideea' here (did you mean 'big_idea'?)", build.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(page));
    }

    /// <summary>Packs and installs the tool once.</summary>
    public sealed class Installed : IDisposable
    {
        public Installed()
        {
            var project = Path.Combine(Repository.Root, "src", "Upstander.Cli");
            var packages = Path.Combine(Folder, "packages");

            // Built into folders of its own, so that it is never in the way of a build of the repository.
            Start(0, "dotnet", "pack", project, "--output", packages, "--nologo", "-v", "q", "--artifacts-path", Path.Combine(Folder, "artifacts"), "-p:RunAnalyzers=false");
            Start(0, "dotnet", "tool", "install", "Upstander", "--tool-path", Path.Combine(Folder, "bin"), "--source", packages, "--no-http-cache");
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("upstander-package-").FullName;

        public (string Out, string Error) Run(int expected, params string[] arguments) =>
            Start(expected, Path.Combine(Folder, "bin", OperatingSystem.IsWindows() ? "upstander.exe" : "upstander"), arguments);

        public void Dispose() => Directory.Delete(Folder, recursive: true);

        private static (string Out, string Error) Start(int expected, string program, params string[] arguments)
        {
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            // A test host hands its own SDK settings down, which would confuse a second SDK.
            start.Environment.Remove("MSBuildSDKsPath");
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == expected, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}\n{error.Result}");
            return (output, error.Result);
        }
    }
}
