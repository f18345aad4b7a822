namespace Upstander.Tests.Courses;

/// <summary>What can be wrong between the files of a project: kinds of file, ids, units, services, standards and the order of lessons.</summary>
public class CourseProblemTests
{
    private const string FirstKeys = "start the file with lesson: 1, unit: 1, curriculum: 1, resources: 1 or brand: 1";

    [Theory]
    [InlineData("leson: 1\ntitle: A\n", "'leson' is no kind of file (did you mean 'lesson: 1'?)")]
    [InlineData("colour: red\n", "'colour' is no kind of file (" + FirstKeys + ")")]
    [InlineData("title: A\nlesson: 1\n", "this one starts with 'title' (move the line 'lesson: 1' to the top)")]
    [InlineData("{}\n", "this one has no key (" + FirstKeys + ")")]
    public void The_first_key_says_what_a_file_is(string text, string end)
    {
        using var project = new Project().Write("a.yaml", text);

        Assert.Equal([$"a.yaml:1:1: error UP1301: the first key of a file says what it is, and {end}"], project.Findings());
    }

    [Fact]
    public void A_comment_may_stand_before_the_first_key()
    {
        using var project = new Project().ChangeLesson("lesson: 1", "# about\n---\nlesson: 1");

        Assert.Equal([], project.Findings());
    }

    [Theory]
    [InlineData("other.yaml", Project.Curriculum, "other.yaml:1:1: error UP1302: a project has one 'curriculum:' file, and curriculum.yaml is it already")]
    [InlineData("sub/resources.yaml", Project.Resources, "sub/resources.yaml:1:1: error UP1302: a project has one 'resources:' file, and resources.yaml is it already")]
    [InlineData("z.yaml", "brand: 1\nname: B\n", "z.yaml:1:1: error UP1302: a project has one 'brand:' file, and brand.yaml is it already")]
    public void A_project_has_one_file_of_its_kind(string name, string text, string finding)
    {
        using var project = new Project().Write("brand.yaml", "brand: 1\nname: A\n").Write(name, text);

        Assert.Equal([finding], project.Findings());
    }

    [Fact]
    public void A_folder_with_a_curriculum_of_its_own_is_another_project()
    {
        using var project = new Project().Write("other/curriculum.yaml", Project.Curriculum).Write("other/asking-first.yaml", Project.Lesson);

        Assert.Equal([], project.Findings());
    }

    [Fact]
    public void A_curriculum_file_that_is_something_else_is_no_curriculum()
    {
        using var project = new Project().Write("curriculum.yaml", Project.Unit);

        Assert.Equal(["curriculum.yaml:1:1: error UP1303: no file says what the curriculum is (start curriculum.yaml with curriculum: 1)"], project.Findings());
    }

    [Fact]
    public void A_project_with_lessons_needs_people_to_turn_to()
    {
        using var project = new Project().Remove("resources.yaml");

        Assert.Equal(
            ["curriculum.yaml:1:13: error UP1303: there is no resources.yaml, so no lesson can name people to turn to ('upstander new' makes one to start from)"],
            project.Findings());
    }

    [Fact]
    public void A_project_without_lessons_needs_no_services()
    {
        using var project = new Project().Remove("resources.yaml").Remove("asking-first.yaml");

        Assert.Equal([], project.Findings());
    }

    [Fact]
    public void The_list_of_services_may_have_another_name()
    {
        using var project = new Project().Remove("resources.yaml").Write("help/people.yaml", Project.Resources);

        Assert.Equal([], project.Findings());
    }

    [Fact]
    public void Two_lessons_have_two_ids()
    {
        using var project = new Project().AddLesson("zzz").Change("zzz.yaml", "lesson: 1", "lesson: 1\nid: asking-first");

        Assert.Equal(["zzz.yaml:2:5: error UP1304: another lesson has the id 'asking-first' (first used in asking-first.yaml:1:9)"], project.Findings());
    }

    [Fact]
    public void Two_lessons_in_folders_have_two_names()
    {
        using var project = new Project().AddLesson("sub/asking-first");

        Assert.Equal(["sub/asking-first.yaml:1:9: error UP1304: another lesson has the id 'asking-first' (first used in asking-first.yaml:1:9)"], project.Findings());
    }

    [Fact]
    public void Two_units_have_two_ids()
    {
        using var project = new Project().AddUnit().Write("zzz.yaml", Project.Unit.Replace("unit: 1", "unit: 1\nid: first-unit", StringComparison.Ordinal));

        Assert.Equal(["zzz.yaml:2:5: error UP1304: another unit has the id 'first-unit' (see first-unit.yaml:1:1)"], project.Findings());
    }

    [Fact]
    public void Two_services_have_two_ids()
    {
        using var project = new Project();
        project.Write("resources.yaml", Project.Resources + "  - { id: us-help, name: B, country: US, channels: [{ kind: phone, number: 911 }], verified_on: 2026-09-01 }\n");

        Assert.Equal(["resources.yaml:9:11: error UP1208: the id 'us-help' is taken in services (first used at line 3)"], project.Findings());
    }

    [Fact]
    public void A_lesson_and_a_unit_may_share_an_id()
    {
        using var project = new Project().AddUnit();
        project.Change("first-unit.yaml", "unit: 1", "unit: 1\nid: asking-first").Change("curriculum.yaml", "[first-unit]", "[asking-first]");

        Assert.Equal([], project.Findings());
    }

    [Theory]
    [InlineData("units")]
    [InlineData("resources")]
    [InlineData("curriculum")]
    [InlineData("assets")]
    public void Names_of_the_tools_own_pages_are_taken(string id)
    {
        using var project = new Project().ChangeLesson("lesson: 1", $"lesson: 1\nid: {id}");

        Assert.Equal([$"asking-first.yaml:2:5: error UP1305: no lesson may be called '{id}': the name is taken by the tool's own pages (choose another id)"], project.Findings());
    }

    [Theory]
    [InlineData("unit")]
    [InlineData("resource")]
    [InlineData("my-assets")]
    public void Names_near_them_are_free(string id)
    {
        using var project = new Project().ChangeLesson("lesson: 1", $"lesson: 1\nid: {id}");

        Assert.Equal([], project.Findings());
    }

    [Fact]
    public void The_name_of_a_file_is_the_id_of_its_lesson_and_must_be_one()
    {
        using var project = new Project().AddLesson("My Lesson");

        Assert.Equal(
            ["My Lesson.yaml:1:9: error UP1305: the file's name 'My Lesson' is no id (rename the file to my-lesson.yaml or give the lesson an id of its own)"],
            project.Findings());
    }

    [Fact]
    public void The_name_of_a_unit_file_must_be_an_id_too()
    {
        using var project = new Project().Write("Unit A.yaml", Project.Unit);

        Assert.Equal(["Unit A.yaml:1:1: error UP1305: the file's name 'Unit A' is no id (rename the file or give the unit an id of its own)"], project.Findings());
    }

    [Fact]
    public void A_lesson_with_an_id_may_stand_in_any_file()
    {
        using var project = new Project().AddLesson("My Lesson").Change("My Lesson.yaml", "lesson: 1", "lesson: 1\nid: mine");

        Assert.Equal([], project.Findings());
        Assert.Equal(["asking-first", "mine"], project.Survey().Course.Lessons.Select(l => l.Id));
    }

    [Fact]
    public void An_overlay_has_a_folder_of_its_own()
    {
        using var project = new Project().Write("a.yaml", "overlay: 1\n");

        Assert.Equal(["a.yaml:1:1: error UP1301: an overlay is the file overlay.yaml in a folder without a curriculum.yaml (move it to a folder of its own)"], project.Findings());
    }

    [Fact]
    public void Every_code_is_listed_once()
    {
        var codes = Upstander.Courses.CourseProblems.All.Select(p => p.Code).ToList();

        // A code that is no longer in use stays a gap: rules took over what it said.
        Assert.Equal(codes.Distinct(), codes);
        Assert.All(codes, c => Assert.StartsWith("UP13", c, StringComparison.Ordinal));
    }
}
