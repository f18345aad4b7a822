using Upstander.Checking;
using Upstander.Publishing;

namespace Upstander.Tests.Caching;

/// <summary>What a cache saves, and that it changes nothing else.</summary>
public sealed class CacheTests : IDisposable
{
    // The entrance above the sites and what lies beside pages are made each time.
    private const int AlwaysMade = 1;

    private readonly CachedCourse course = new();

    [Fact]
    public void Where_nothing_changed_nothing_is_read_made_hashed_or_written()
    {
        var first = course.Build();
        Assert.True(first.Outcome == Outcome.Published, string.Join('\n', first.Findings));
        Assert.True(first.Did.LessonsParsed >= 7);

        var second = course.AssertSame();

        Assert.Equal(0, second.Did.LessonsParsed);
        Assert.Equal(AlwaysMade, second.Did.PagesRendered);
        Assert.Equal(0, second.Did.FilesHashed);
        Assert.Equal(0, second.Did.FilesWritten);
        Assert.Equal(first.Findings, second.Findings);
        Assert.NotEmpty(second.Findings);
    }

    [Fact]
    public void A_word_that_only_its_lesson_prints_makes_its_pages_and_no_others()
    {
        course.Build();
        course.Change("one.yaml", "background: Know the group.", "background: Know this group.");
        var built = course.AssertSame();

        Assert.Equal(1, built.Did.LessonsParsed);
        Assert.InRange(built.Did.PagesRendered, 5, 30);
        Assert.InRange(built.Did.FilesWritten, 1, 6);
    }

    [Fact]
    public void A_title_makes_lists_and_neighbours_too_and_leaves_lessons_of_other_units_alone()
    {
        var first = course.Build();
        course.Change("one.yaml", "title: Lesson one", "title: Lesson number one");
        var built = course.AssertSame();

        // The one after it, and one that names the lessons that come before it by their titles, are read, but not from YAML.
        Assert.Equal(1, built.Did.LessonsParsed);
        Assert.True(built.Did.PagesRendered < first.Did.PagesRendered * 2 / 3, $"{built.Did.PagesRendered} of {first.Did.PagesRendered} pages were made");
        var next = built.Files["learner/two/index.html"];
        Assert.Contains("Lesson number one", System.Text.Encoding.UTF8.GetString(next), StringComparison.Ordinal);
    }

    public static TheoryData<string> Changes { get; } = [.. Edits.All.Keys];

    [Theory]
    [MemberData(nameof(Changes))]
    public void After_a_change_of_any_kind_the_build_is_that_of_a_clean_one(string change)
    {
        course.Build();
        Edits.All[change](course);
        var built = course.AssertSame();
        var again = course.Build();

        Assert.Equal(built.Findings, again.Findings);
        Assert.True(again.Did.FilesWritten == 0 || again.Outcome != Outcome.Published);
    }

    [Fact]
    public void Options_the_tool_and_the_day_are_part_of_what_is_remembered()
    {
        course.Build();
        course.AssertSame(r => r with { Paper = "a4" });
        course.AssertSame(r => r with { Rules = new RuleChoice([], ["language"], NoCheck: true) });
        course.Build(r => r with { Choice = r.Choice with { Audiences = ["learner"] } });
        course.AssertSame(r => r with { Today = r.Today.AddYears(5) });
        course.AssertSame(r => r with { Strict = true });
        Assert.True(course.AssertSame(tool: "tool 2").Did.LessonsParsed > 0);
        Assert.Equal(0, course.AssertSame().Did.LessonsParsed);
    }

    [Fact]
    public void A_change_that_keeps_size_and_time_is_noticed()
    {
        course.Build();
        var path = Path.Combine(course.Folder, "one.yaml");
        var time = File.GetLastWriteTimeUtc(path);
        course.Change("one.yaml", "Know the group.", "Know our group.");
        File.SetLastWriteTimeUtc(path, time);

        Assert.Equal(1, course.AssertSame().Did.LessonsParsed);
    }

    [Fact]
    public void A_published_file_that_is_gone_or_has_another_size_is_made_again_and_an_edit_of_the_same_size_is_found_by_verify()
    {
        course.Build();
        var page = Path.Combine(course.Output, "learner", "one", "index.html");
        File.Delete(page);
        course.AssertSame();

        File.AppendAllText(page, "edited");
        Assert.Contains(course.Build().Findings, f => f.Contains("UP1704", StringComparison.Ordinal) || f.Contains("edited", StringComparison.Ordinal));
        course.AssertSame(r => r with { OverwriteEdited = true });

        var text = File.ReadAllText(page);
        File.WriteAllText(page, text.Replace("Lesson one", "Lesson 1ne", StringComparison.Ordinal));
        Assert.Equal(Outcome.Published, course.Build().Outcome);
        Assert.Contains(course.Build(r => r with { Verify = true }).Findings, f => f.Contains("edited", StringComparison.Ordinal));
        var verified = course.Build(r => r with { Verify = true, OverwriteEdited = true });
        Assert.Equal(text, File.ReadAllText(page));
        Assert.True(verified.Did.FilesHashed > 100);
    }

    [Fact]
    public void A_damaged_cache_is_no_cache()
    {
        course.Build();
        var pack = Directory.GetFiles(course.Cache, "*.pack", SearchOption.AllDirectories).Single();
        var whole = File.ReadAllBytes(pack);
        var random = new Random(7);
        foreach (var damage in (Action<byte[]>[])[b => { for (var i = 0; i < 400; i++) { b[random.Next(b.Length)] ^= 0x55; } }, b => b.AsSpan(b.Length / 2).Clear(), b => b.AsSpan(b.Length - 16).Fill(0xff)])
        {
            var bytes = whole.ToArray();
            damage(bytes);
            Directory.Delete(course.Cache, recursive: true);
            Directory.CreateDirectory(Path.GetDirectoryName(pack)!);
            File.WriteAllBytes(pack, bytes);
            course.AssertSame();
        }
    }

    [Fact]
    public void A_check_is_answered_from_the_cache_too()
    {
        var first = course.Check();
        var again = course.Check();

        Assert.Equal(first.Findings, again.Findings);
        Assert.Equal((0, 0), (again.Did.LessonsParsed, again.Did.PagesRendered));
        course.Change("one.yaml", "background: Know the group.", "background: Know this group.");
        Assert.Equal(1, course.Check().Did.LessonsParsed);
    }

    [Fact]
    public void Another_folder_gets_all_pages_of_lessons_that_need_not_be_read_for_lists()
    {
        course.Build();
        var other = course.Build(output: course.Output + "-other");
        Assert.Equal(course.Clean().Files.Keys, other.Files.Keys);
    }

    [Fact]
    public void A_cache_that_cannot_be_written_changes_nothing()
    {
        File.WriteAllText(course.Cache, "a file stands where the folder was to be");
        course.AssertSame();
        course.AssertSame();
    }

    public void Dispose() => course.Dispose();
}
