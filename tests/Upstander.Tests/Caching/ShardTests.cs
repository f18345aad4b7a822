using System.Diagnostics;
using Upstander.Courses;
using Upstander.Publishing;
using Upstander.Tests.Cli;

namespace Upstander.Tests.Caching;

/// <summary>Several machines make a course together, and nobody can tell from the result.</summary>
public sealed class ShardTests : IDisposable
{
    private readonly CachedCourse course = new();

    [Theory]
    [InlineData("1/1", 1, 1)]
    [InlineData("2/4", 2, 4)]
    [InlineData("10000/10000", 10_000, 10_000)]
    public void A_part_is_written_with_a_stroke(string text, int number, int of) => Assert.Equal(new Shard(number, of), Shard.Parse(text));

    [Theory]
    [InlineData("0/4")]
    [InlineData("5/4")]
    [InlineData("-1/4")]
    [InlineData("1/10001")]
    [InlineData("1")]
    [InlineData("1/2/3")]
    [InlineData("a/b")]
    [InlineData("")]
    public void Anything_else_is_none(string text) => Assert.Null(Shard.Parse(text));

    [Fact]
    public void Every_lesson_belongs_to_one_part_and_the_parts_are_even()
    {
        string[] ids = [.. Enumerable.Range(1, 4000).Select(i => $"lesson-{i:d5}")];
        var sizes = Enumerable.Range(1, 8).Select(k => ids.Count(new Shard(k, 8).Holds)).ToList();

        Assert.Equal(ids.Length, sizes.Sum());
        Assert.All(sizes, s => Assert.InRange(s, 400, 600));
    }

    [Fact]
    public void Parts_put_together_are_the_bytes_and_the_findings_of_one_build_and_no_lesson_is_made_twice()
    {
        var parts = Parts(3);
        var merged = course.AssertSame(r => r.Cache is null ? r : r with { Parts = parts, Cache = null });

        Assert.Equal(0, merged.Did.LessonsParsed);
        Assert.Equal(Outcome.Published, merged.Outcome);
        var clean = course.Clean();
        Assert.True(merged.Did.PagesRendered < clean.Did.PagesRendered / 2, $"{merged.Did.PagesRendered} of {clean.Did.PagesRendered} pages were made");
    }

    [Fact]
    public void A_part_that_is_missing_is_told_and_made_up_for()
    {
        var parts = Parts(2);
        var merged = course.Build(r => r with { Parts = [parts[0]], Cache = null });

        Assert.Contains(merged.Findings, f => f.Contains("UP1720", StringComparison.Ordinal));
        Assert.Equal(course.Clean().Files.Keys, merged.Files.Keys);
    }

    [Fact]
    public void A_part_of_other_files_is_not_used()
    {
        var parts = Parts(2);
        course.Change("one.yaml", "background: Know the group.", "background: Know this group.");
        var merged = course.Build(r => r with { Parts = parts, Cache = null });

        Assert.Equal(1, merged.Did.LessonsParsed);
        Assert.Contains(merged.Findings, f => f.Contains("UP1720", StringComparison.Ordinal));
        var clean = course.Clean();
        Lists.AssertEmpty(clean.Files.Where(f => !f.Value.AsSpan().SequenceEqual(merged.Files[f.Key])).Select(f => f.Key));
    }

    [Fact]
    public void A_file_of_a_part_that_was_changed_on_the_way_is_not_published()
    {
        var parts = Parts(2);
        var page = parts.SelectMany(p => Directory.GetFiles(p, "index.html", SearchOption.AllDirectories)).First();
        File.WriteAllText(page, new string('x', (int)new FileInfo(page).Length));
        var merged = course.Build(r => r with { Parts = parts, Cache = null });

        Assert.Contains(merged.Findings, f => f.Contains("UP1721", StringComparison.Ordinal));
        Assert.NotEqual(Outcome.Published, merged.Outcome);
    }

    [Fact]
    public void A_folder_that_is_no_part_is_named()
    {
        var merged = course.Build(r => r with { Parts = [course.Folder], Cache = null });

        Assert.Equal(Outcome.UsageError, merged.Outcome);
        Assert.Contains(merged.Findings, f => f.Contains("UP1722", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Processes_make_the_parts_as_machines_would_and_one_puts_them_together()
    {
        string[] options = ["build", course.Folder, "--except", string.Join(',', Project.StructuralGroups), "--no-cache", "--today", "2026-11-24"];
        await Task.WhenAll(Enumerable.Range(1, 3).Select(k => Run([.. options, "--shard", $"{k}/3", "-o", $"{course.Output}-{k}"])));
        await Run([.. options, "--merge", $"{course.Output}-1", $"{course.Output}-2", $"{course.Output}-3", "-o", course.Output]);
        await Run([.. options, "-o", course.Output + "-whole"]);

        var (merged, whole) = (Golden.Files.In(course.Output), Golden.Files.In(course.Output + "-whole"));
        Assert.Equal(whole.Keys, merged.Keys);
        Lists.AssertEmpty(whole.Where(f => !f.Value.AsSpan().SequenceEqual(merged[f.Key])).Select(f => f.Key));
    }

    [Fact]
    public void A_part_has_no_first_page_and_tells_of_its_own_lessons_only()
    {
        using var project = new Project();
        project.AddLesson("second").AddUnit("[asking-first, second]");
        var parts = Enumerable.Range(1, 2).Select(k => Command.Run(
            "build", project.Folder, "--today", "2026-11-24", "--except", string.Join(',', Project.StructuralGroups), "--shard", $"{k}/2", "-o", $"{project.Output}-{k}")).ToList();

        Assert.All(parts, p => Assert.Equal((0, ""), (p.Exit, p.Out)));
        Assert.Equal(2, parts.Sum(p => p.Error.Contains("1 lesson,", StringComparison.Ordinal) ? 1 : p.Error.Contains("2 lessons,", StringComparison.Ordinal) ? 2 : 0));
    }

    [Theory]
    [InlineData("--shard", "3/2")]
    [InlineData("--shard", "x")]
    [InlineData("--shard", "1/2", "--merge", "part")]
    [InlineData("--shard", "1/2", "--release", "1.0.0")]
    public void Wrong_usage_is_told(params string[] options)
    {
        var ran = Command.Run(["build", course.Folder, .. options]);

        Assert.Equal(2, ran.Exit);
        Assert.Contains(options[0] == "--shard" && options.Length == 2 ? "2/4" : "--", ran.Error, StringComparison.Ordinal);
    }

    public void Dispose() => course.Dispose();

    private string[] Parts(int count) => [.. Enumerable.Range(1, count).Select(k =>
    {
        var part = $"{course.Output}-part-{k}";
        var built = course.Build(r => r with { Shard = new Shard(k, count), Cache = k % 2 == 0 ? null : r.Cache }, part);
        Assert.True(built.Outcome == Outcome.Published, string.Join('\n', built.Findings));
        return part;
    })];

    private static async Task Run(string[] words)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in words.Prepend(Path.Combine(AppContext.BaseDirectory, "upstander.dll")))
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        var (told, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await told + await errors);
    }
}
