using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Upstander.Checking;
using Upstander.Diagnostics;

namespace Upstander.Tests.Serving;

public class PreviewTests
{
    private const string Page = "/learner/asking-first/";

    public static TheoryData<string, string[]> Edits { get; } = new()
    {
        { "a lesson", ["asking-first.yaml", "title: Asking first", "title: Asking again"] },
        { "what lists say of a lesson", ["asking-first.yaml", "summary: Learners ask before they borrow.", "summary: Learners ask."] },
        { "the curriculum", ["curriculum.yaml", "title: Test course", "title: Another course"] },
        { "services", ["resources.yaml", "name: Help line", "name: Line for help"] },
        { "a unit", ["first-unit.yaml", "title: First unit", "title: Unit the first"] },
        { "the order of a unit", ["first-unit.yaml", "[asking-first, b]", "[b, asking-first]"] },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void After_an_edit_every_page_is_as_a_build_makes_it(string what, string[] edit)
    {
        using var project = new Project().AddLesson("b").AddUnit("[asking-first, b]");
        var preview = Open(project);
        project.Change(edit[0], edit[1], edit[2]);

        var edition = preview.Refresh(null, CancellationToken.None);

        Assert.NotNull(what);
        Assert.Equal([new FileChangeTold(edit[0], "changed")], edition!.Changes.Select(c => new FileChangeTold(project.Told(c.Path), c.What)));
        SameAsBuilt(project, preview);
        preview.Check(CancellationToken.None);
        SameAsBuilt(project, preview);
    }

    [Fact]
    public void Templates_brands_words_and_styles_are_followed()
    {
        using var project = new Project();
        var preview = Open(project);
        foreach (var (name, text) in (ReadOnlySpan<(string, string)>)
        [
            ("brand.yaml", "brand: 1\nname: Our house\n"),
            ("templates/labels.yaml", "print: Print it\n"),
            ("templates/assets/own.css", "body { color: black }\n"),
            ("templates/html/safety.html.scriban", "<p>{{ curriculum.title }}</p>\n"),
            ("templates/documents.yaml", "documents: 1\nlist:\n  - { id: list, per: lesson, audience: learner, format: text, template: text/list.txt.scriban, path: \"{{ lesson.id }}/list.txt\", title: \"{{ lesson.title }}\" }\n"),
            ("templates/text/list.txt.scriban", "{{ page.title }}\n"),
            ("templates/text/list.txt.scriban", "{{ page.title }}!\n"),
        ])
        {
            project.Write(name, text);
            Assert.NotNull(preview.Refresh(null, CancellationToken.None));
            if (!preview.Current.IsBehind)
            {
                SameAsBuilt(project, preview);
            }
        }

        Assert.Equal("Asking first!\n", Text(preview, "/learner/asking-first/list.txt"));
    }

    [Fact]
    public void A_new_lesson_has_pages_and_a_removed_one_has_none()
    {
        using var project = new Project();
        var preview = Open(project);
        Assert.Equal(404, preview.Find("/learner/b/").Status);

        project.AddLesson("b");
        Assert.Equal("new", Assert.Single(preview.Refresh(null, CancellationToken.None)!.Changes).What);
        Assert.Equal(200, preview.Find("/learner/b/").Status);
        SameAsBuilt(project, preview);

        project.Remove("b.yaml");
        Assert.Equal("removed", Assert.Single(preview.Refresh(null, CancellationToken.None)!.Changes).What);
        Assert.Equal(404, preview.Find("/learner/b/").Status);
        SameAsBuilt(project, preview);
    }

    [Fact]
    public void What_cannot_be_read_leaves_the_last_good_pages_with_the_error_until_it_is_mended()
    {
        using var project = new Project();
        var preview = Open(project);
        var before = Text(preview, Page);
        var key = Told(preview, Page).GetProperty("page").GetString();

        project.ChangeLesson("title: Asking first", "title: [Asking first");
        Assert.True(preview.Refresh(null, CancellationToken.None)!.IsBehind);

        Assert.Equal(before, Text(preview, Page));
        var told = Told(preview, Page);
        Assert.True(told.GetProperty("behind").GetBoolean());
        Assert.Equal(key, told.GetProperty("page").GetString());
        Assert.Matches("asking-first.yaml:[0-9]+:[0-9]+$", told.GetProperty("findings")[0].GetProperty("place").GetString());

        project.ChangeLesson("title: [Asking first", "title: Asking once more");
        Assert.False(preview.Refresh(null, CancellationToken.None)!.IsBehind);
        Assert.Contains("Asking once more", Text(preview, Page), StringComparison.Ordinal);
        Assert.NotEqual(key, Told(preview, Page).GetProperty("page").GetString());
        SameAsBuilt(project, preview);
    }

    [Fact]
    public void A_template_that_fails_leaves_the_last_good_page()
    {
        using var project = new Project().Write("templates/html/safety.html.scriban", "<p>{{ curriculum.title }}</p>\n");
        var preview = Open(project);
        var before = Text(preview, "/learner/leaving-quickly.html");
        Assert.Contains("Test course", before, StringComparison.Ordinal);

        project.Write("templates/html/safety.html.scriban", "<p>{{ curriculum.titel }}</p>\n");
        preview.Refresh(null, CancellationToken.None);

        Assert.Equal(before, Text(preview, "/learner/leaving-quickly.html"));
        Assert.Contains(Told(preview, "/learner/leaving-quickly.html").GetProperty("findings").EnumerateArray(), f => f.GetProperty("message").GetString()!.Contains("titel", StringComparison.Ordinal));
    }

    [Fact]
    public void A_course_that_never_could_be_read_says_so_and_comes_when_it_is_mended()
    {
        using var project = new Project().Change("curriculum.yaml", "title: Test course", "title: [Test course");
        var preview = Open(project);

        Assert.Equal(404, preview.Find("/").Status);
        Assert.Contains("nothing to show yet", Text(preview, Page), StringComparison.Ordinal);
        Assert.Equal("", Told(preview, Page).GetProperty("page").GetString());

        project.Change("curriculum.yaml", "title: [Test course", "title: Test course");
        preview.Refresh(null, CancellationToken.None);
        Assert.Equal(200, preview.Find("/").Status);
        SameAsBuilt(project, preview);
    }

    [Fact]
    public void Nothing_is_new_where_a_file_is_saved_as_it_was()
    {
        using var project = new Project();
        var preview = Open(project);
        project.Write("asking-first.yaml", project.Text("asking-first.yaml")).Write("notes.md", "No file of ours.");

        Assert.Null(preview.Refresh(null, CancellationToken.None));
    }

    [Fact]
    public void Files_that_are_half_written_are_waited_for()
    {
        using var project = new Project();
        var preview = Open(project);
        project.ChangeLesson("title: Asking first", "title: [Asking");
        var asked = 0;

        var edition = preview.Refresh(
            () =>
            {
                project.ChangeLesson("title: [Asking", "title: Asking well");
                return ++asked == 1;
            },
            CancellationToken.None);

        Assert.Equal((1, false), (asked, edition!.IsBehind));
        Assert.Equal("changed", Assert.Single(edition.Changes).What);
        Assert.Contains("Asking well", Text(preview, Page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("asking-first.yaml", "title: Asking first", "title: Asking first\nbig_idea: They brought it on themselves.")]
    [InlineData("first-unit.yaml", "summary: One short lesson.", "summary: They brought it on themselves.")]
    [InlineData("asking-first.yaml", "resources: [us-help]", "resources: []")]
    [InlineData("curriculum.yaml", "summary: A course for tests.", "summary: They brought it on themselves.")]
    public void Once_it_has_checked_it_knows_what_a_check_finds(string file, string from, string to)
    {
        using var project = new Project().AddLesson("b").AddUnit("[asking-first, b]");
        var preview = Open(project, r => r with { Rules = RuleChoice.All });
        Assert.Equal(Checked(project), preview.Current.Findings);

        project.Change(file, from, to);
        preview.Refresh(null, CancellationToken.None);
        preview.Check(CancellationToken.None);
        Assert.Equal(Checked(project), preview.Current.Findings);

        project.Change(file, to, from);
        preview.Refresh(null, CancellationToken.None);
        preview.Check(CancellationToken.None);
        Assert.Equal(Checked(project), preview.Current.Findings);
        Assert.Null(preview.Refresh(null, CancellationToken.None));
    }

    [Fact]
    public void Only_pages_that_changed_are_told_to_load_again()
    {
        using var project = new Project().AddLesson("b").AddUnit("[asking-first, b]");
        var preview = Open(project);
        var (mine, other) = (Key(preview, Page), Key(preview, "/learner/b/"));

        project.ChangeLesson("text: Ask before borrowing.", "text: Ask before each loan.");
        preview.Refresh(null, CancellationToken.None);

        Assert.NotEqual(mine, Key(preview, Page));
        Assert.Equal(other, Key(preview, "/learner/b/"));
    }

    [Fact]
    public void A_style_sheet_makes_every_page_another_one()
    {
        using var project = new Project().Write("templates/assets/own.css", "body { color: black }\n");
        var preview = Open(project);
        var before = Key(preview, Page);

        project.Write("templates/assets/own.css", "body { color: white }\n");
        preview.Refresh(null, CancellationToken.None);

        Assert.NotEqual(before, Key(preview, Page));
    }

    [Fact]
    public void An_overlay_follows_what_it_lies_on()
    {
        using var project = new Project().Write(
            "edition/overlay.yaml",
            "overlay: 1\nid: edition\ntitle: Our edition\nbase: ..\npatches:\n  - at: asking-first\n    set: { title: Our way of asking }\n");
        var preview = new Preview(project.Request with { Folder = Path.Combine(project.Folder, "edition") });
        preview.Refresh(null, CancellationToken.None);
        Assert.Contains("Our way of asking", Text(preview, Page), StringComparison.Ordinal);

        project.ChangeLesson("summary: Learners ask before they borrow.", "summary: Learners of the base ask.");
        Assert.NotNull(preview.Refresh(null, CancellationToken.None));
        Assert.Contains("Learners of the base ask.", Text(preview, Page), StringComparison.Ordinal);

        project.Change("edition/overlay.yaml", "Our way of asking", "Another way of asking");
        Assert.NotNull(preview.Refresh(null, CancellationToken.None));
        Assert.Contains("Another way of asking", Text(preview, Page), StringComparison.Ordinal);
        Assert.Empty(preview.Current.Findings);
    }

    [Theory]
    [InlineData("/learner", "/learner/")]
    [InlineData("/facilitator/asking-first", "/facilitator/asking-first/")]
    public void A_folder_without_its_slash_is_led_on(string path, string address)
    {
        using var project = new Project();
        var served = Open(project).Find(path);

        Assert.Equal((308, address), (served.Status, Encoding.UTF8.GetString(served.Content.Span)));
    }

    [Theory]
    [InlineData("/learner/assets/")]
    [InlineData("/learner/../curriculum.yaml")]
    [InlineData("/curriculum.yaml")]
    [InlineData("/asking-first.yaml")]
    [InlineData("/nobody/assets/page.js")]
    [InlineData("/-/")]
    [InlineData("/-/../own.css")]
    [InlineData("")]
    public void Nothing_else_is_there(string path)
    {
        using var project = new Project();

        Assert.Equal(404, Open(project).Find(path).Status);
    }

    [Fact]
    public void Word_processor_files_are_made_when_asked_for_and_pdf_leads_to_its_page()
    {
        using var project = new Project().Change("curriculum.yaml", "region: US\n", "region: US\noutputs: { formats: [html, print, markdown, pdf, docx] }\n");
        var preview = Open(project);

        Assert.Equal("PK"u8.ToArray(), preview.Find("/facilitator/asking-first/guide.docx").Content[..2].ToArray());
        Assert.Contains("PDF files are made by a build", Text(preview, "/facilitator/asking-first/guide-print.pdf"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_follows_files_until_it_is_stopped()
    {
        using var project = new Project();
        var preview = Open(project);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var changed = new SemaphoreSlim(0);
        using var known = new SemaphoreSlim(0);
        var following = Task.Run(() => preview.Follow((_, _) => changed.Release(), _ => known.Release(), TimeSpan.FromMilliseconds(200), stop.Token), TestContext.Current.CancellationToken);

        for (var i = 1; i <= 3; i++)
        {
            project.Write("asking-first.yaml", Project.Lesson.Replace("title: Asking first", $"title: Asking {i}", StringComparison.Ordinal));
            Assert.True(await changed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), "No change was noticed.");
            Assert.True(await known.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), "It was not checked.");
            Assert.Contains($"Asking {i}", Text(preview, Page), StringComparison.Ordinal);
        }

        await stop.CancelAsync();
        await following.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    private static Preview Open(Project project, Func<CompileRequest, CompileRequest>? change = null)
    {
        var preview = new Preview(change?.Invoke(project.Request) ?? project.Request);
        Assert.NotNull(preview.Refresh(null, CancellationToken.None));
        preview.Check(CancellationToken.None);
        return preview;
    }

    private static IReadOnlyList<Diagnostic> Checked(Project project)
    {
        var problems = new DiagnosticBag();
        Compiler.Compile(project.Request with { Rules = RuleChoice.All }, problems, null, CancellationToken.None);
        return problems.Sorted();
    }

    /// <summary>Every file of a clean build is served byte for byte, but for the script and the policy that lets it in.</summary>
    private static void SameAsBuilt(Project project, Preview preview)
    {
        using var clean = new Workspaces.TempFolder();
        var problems = new DiagnosticBag();
        var result = Compiler.Compile(project.Request with { OutputFolder = clean["out"] }, problems, null, CancellationToken.None);
        Assert.True(result.Outcome == Upstander.Publishing.Outcome.Published, string.Join('\n', problems.Sorted()));
        var files = clean.Files("out").Where(f => !f.StartsWith('.') && !f.Contains("/.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var name = file.StartsWith("out/", StringComparison.Ordinal) ? file["out/".Length..] : file;
            var served = preview.Find("/" + name);
            Assert.True(served.Status == 200, $"{name} answers {served.Status}");
            Assert.Equal(Bare(File.ReadAllText(clean[$"out/{name}"])), served.IsPage ? Bare(Encoding.UTF8.GetString(served.Content.Span)) : Encoding.UTF8.GetString(served.Content.Span));
        }
    }

    private static string Bare(string page) => Regex.Replace(
        Regex.Replace(page, "<script src=\"/-/live.js\" data-page=\"[0-9a-f]*\" defer></script>\n", ""),
        "(<meta http-equiv=\"Content-Security-Policy\" content=\")[^\"]*", "$1");

    private static string Text(Preview preview, string path) => Bare(Encoding.UTF8.GetString(preview.Find(path).Content.Span));

    private static string? Key(Preview preview, string path) => Told(preview, path).GetProperty("page").GetString();

    private static JsonElement Told(Preview preview, string path)
    {
        var line = preview.Status(path);
        Assert.DoesNotContain('\n', line);
        return JsonDocument.Parse(line).RootElement;
    }

    private sealed record FileChangeTold(string Path, string What);
}
