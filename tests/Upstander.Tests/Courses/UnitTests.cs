namespace Upstander.Tests.Courses;

public class UnitTests
{
    [Fact]
    public void A_unit_that_the_curriculum_misspells_is_missed_on_both_sides()
    {
        using var project = new Project().AddUnit().Change("curriculum.yaml", "[first-unit]", "[first-unti]");

        Assert.Equal(
            [
                "curriculum.yaml:10:9: error UP1306: there is no unit 'first-unti' (did you mean 'first-unit'?)",
                "first-unit.yaml:1:7: error UP1307: the curriculum does not list the unit 'first-unit' (add it to 'units' in curriculum.yaml)",
            ],
            project.Findings());
    }

    [Fact]
    public void A_unit_names_lessons_that_are_there()
    {
        using var project = new Project().AddUnit("[asking-frist]");

        Assert.Equal(["first-unit.yaml:5:11: error UP1306: there is no lesson 'asking-frist' (did you mean 'asking-first'?)"], project.Findings());
    }

    [Fact]
    public void A_unit_is_listed_once()
    {
        using var project = new Project().AddUnit().Change("curriculum.yaml", "[first-unit]", "[first-unit, first-unit]");

        Assert.Equal(["curriculum.yaml:10:21: error UP1308: the unit 'first-unit' is listed twice"], project.Findings());
    }

    [Fact]
    public void A_lesson_is_listed_once_in_a_unit()
    {
        using var project = new Project().AddUnit("[asking-first, asking-first]");

        Assert.Equal(["first-unit.yaml:5:25: error UP1308: the lesson 'asking-first' is listed already (see first-unit.yaml:5:11)"], project.Findings());
    }

    [Fact]
    public void A_lesson_is_listed_in_one_unit()
    {
        using var project = new Project().AddUnit().Write("second-unit.yaml", Project.Unit).Change("curriculum.yaml", "[first-unit]", "[first-unit, second-unit]");

        Assert.Equal(["second-unit.yaml:5:11: error UP1308: the lesson 'asking-first' is listed already (see first-unit.yaml:5:11)"], project.Findings());
    }

    [Theory]
    [InlineData("total_minutes: 25", "first-unit.yaml:6:16: error UP1310: the lessons last 20 minutes together, but total_minutes is 25")]
    [InlineData("booster: { after_weeks: 4, lesson: nothing }", "first-unit.yaml:6:36: error UP1306: there is no lesson 'nothing' here (one of: asking-first)")]
    [InlineData("resource_pack: [us-halp]", "first-unit.yaml:6:17: error UP1306: there is no service 'us-halp' here (did you mean 'us-help'?)")]
    public void What_a_unit_says_of_its_lessons_is_checked(string line, string finding)
    {
        using var project = new Project().AddUnit();
        project.Write("first-unit.yaml", Project.Unit + line + "\n");

        Assert.Equal([finding], project.Findings());
    }

    [Theory]
    [InlineData("total_minutes: 20")]
    [InlineData("booster: { after_weeks: 4, lesson: asking-first }")]
    [InlineData("resource_pack: [us-help]")]
    public void What_a_unit_says_rightly_is_fine(string line)
    {
        using var project = new Project().AddUnit();
        project.Write("first-unit.yaml", Project.Unit + line + "\n");

        Assert.Equal([], project.Findings());
    }

    [Fact]
    public void Minutes_are_not_counted_while_a_lesson_is_missing()
    {
        using var project = new Project().AddUnit("[asking-first, other]");
        project.Write("first-unit.yaml", project.Text("first-unit.yaml") + "total_minutes: 40\n");

        Assert.Equal(["first-unit.yaml:5:25: error UP1306: there is no lesson 'other' (one of: asking-first)"], project.Findings());
    }

    [Fact]
    public void Lessons_stand_in_the_order_of_units_and_then_by_band_and_id()
    {
        using var project = new Project().AddUnit("[zebra, asking-first]").AddLesson("zebra").AddLesson("b").AddLesson("a").AddLesson("young");
        project.Change("young.yaml", "band: g68", "band: k2");

        var lessons = project.Survey().Course.Lessons;

        Assert.Equal(["zebra", "asking-first", "young", "a", "b"], lessons.Select(l => l.Id));
        Assert.Equal(["first-unit", "first-unit", null, null, null], lessons.Select(l => l.UnitId));
        Assert.Equal([(1, 2), (2, 2), (1, 3), (2, 3), (3, 3)], lessons.Select(l => (l.Number, l.Count)));
    }
}
