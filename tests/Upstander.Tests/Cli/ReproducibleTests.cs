using System.Diagnostics;

namespace Upstander.Tests.Cli;

/// <summary>Two clean builds by the tool itself, as processes that differ in all that must not matter.</summary>
public sealed class ReproducibleTests
{
    [Fact]
    public async Task Folders_time_zones_languages_and_the_order_of_files_change_no_byte()
    {
        var root = Directory.CreateTempSubdirectory("upstander-same-");
        try
        {
            var input = Path.Combine(Repository.Root, "lessons");
            string[] files = [.. Directory.EnumerateFiles(input, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
            var here = Copy(input, files, Path.Combine(root.FullName, "here"));
            var there = Copy(input, files.Reverse(), Path.Combine(root.FullName, "over there", "İstanbul"));

            var builds = await Task.WhenAll(
                Build(here, Path.Combine(root.FullName, "one"), "Pacific/Kiritimati", "tr_TR.UTF-8"),
                Build(there, Path.Combine(root.FullName, "two", "out"), "America/St_Johns", "ar_SA.UTF-8"));

            Assert.Equal(builds[0].Keys, builds[1].Keys);
            Assert.Contains(".upstander-manifest.json", builds[0].Keys);
            Lists.AssertEmpty(builds[0].Where(f => !f.Value.AsSpan().SequenceEqual(builds[1][f.Key])).Select(f => f.Key));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static string Copy(string from, IEnumerable<string> files, string to)
    {
        foreach (var file in files)
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return to;
    }

    private static async Task<SortedDictionary<string, byte[]>> Build(string folder, string output, string zone, string language)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "upstander.dll"), "build", folder, "-o", output, "--no-check"])
        {
            start.ArgumentList.Add(word);
        }

        (start.Environment["TZ"], start.Environment["LANG"], start.Environment["LC_ALL"]) = (zone, language, language);
        using var process = Process.Start(start)!;
        var (told, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await told + await errors);
        return Golden.Files.In(output);
    }
}
