using Upstander.Courses;

namespace Upstander.Tests.Courses;

/// <summary>Support services: whom they serve, how they are reached, and whether somebody looked lately.</summary>
public class ServiceTests
{
    private const string Nobody = "asking-first.yaml:42:13: error UP1314: no service of 'asking-first' is for ages 11 to 14 in {0} (add one of that region, or a local slot such as school-counselor)";

    [Fact]
    public void A_lesson_names_services_that_are_there()
    {
        using var project = new Project().ChangeLesson("[us-help]", "[us-hepl]");

        Assert.Equal(["asking-first.yaml:42:13: error UP1306: there is no service 'us-hepl' here (did you mean 'us-help'?)"], project.Findings());
    }

    [Theory]
    [InlineData("GB", "country: US")]
    [InlineData("US-WA", "country: US\n    region: US-OR")]
    [InlineData("US", "country: US\n    region: US-OR")]
    [InlineData("US", "country: US\n    ages: { min: 15, max: 99 }")]
    [InlineData("US", "country: US\n    ages: { min: 5, max: 10 }")]
    public void A_service_of_another_place_or_age_helps_nobody(string region, string service)
    {
        using var project = new Project().Change("curriculum.yaml", "region: US", $"region: {region}").Change("resources.yaml", "country: US", service);

        Assert.Equal([Nobody.Replace("{0}", region, StringComparison.Ordinal)], project.Findings());
    }

    [Theory]
    [InlineData("US-OR", "country: US")]
    [InlineData("US-OR", "country: US\n    region: US")]
    [InlineData("US-OR", "country: US\n    region: US-OR")]
    [InlineData("US", "country: US\n    ages: { min: 14, max: 99 }")]
    [InlineData("US", "country: US\n    ages: { min: 5, max: 11 }")]
    public void A_service_of_this_place_and_an_age_of_the_group_does(string region, string service)
    {
        using var project = new Project().Change("curriculum.yaml", "region: US", $"region: {region}").Change("resources.yaml", "country: US", service);

        Assert.Equal([], project.Findings());
    }

    [Fact]
    public void A_local_helper_beside_a_helpline_is_fine()
    {
        using var project = new Project().ChangeLesson("[us-help]", "[nurse, us-help]");
        project.Write("resources.yaml", Project.Resources + "  - { id: nurse, name: Nurse, local: true }\n");

        Assert.Equal([], project.Findings());
    }

    [Fact]
    public void Services_are_chosen_in_the_order_of_the_lesson()
    {
        using var project = new Project().ChangeLesson("[us-help]", "[nurse, uk-help, us-old, us-help]");
        project.Write("resources.yaml", Project.Resources + """
              - { id: uk-help, name: UK, country: GB, channels: [{ kind: phone, number: 0808 000 0000 }], verified_on: 2026-09-01 }
              - { id: us-old, name: Old, country: US, ages: { min: 18, max: 99 }, channels: [{ kind: phone, number: 911 }], verified_on: 2026-09-01 }
              - { id: nurse, name: Nurse, local: true }

            """);

        var course = project.Survey().Course;

        Assert.Equal(["nurse", "us-help"], ServiceChoice.For(course, course.Lesson("asking-first")!.Services, 11, 14).Select(s => s.Id!.Value));
        Assert.Equal(["nurse", "us-old", "us-help"], ServiceChoice.For(course, course.Lesson("asking-first")!.Services, 17, 18).Select(s => s.Id!.Value));
        Assert.Equal([], project.Findings());
    }

    [Theory]
    [InlineData("    channels:\n      - { kind: phone, number: 800-555-0100 }\n", "", "3:9: error UP1320: 'us-help' has no channel, so nobody can reach it (add a phone, text or chat channel, or 'local: true' for a slot that each place fills)")]
    [InlineData("phone, number: 800-555-0100", "phone", "7:9: error UP1320: this phone channel has neither a number nor an address (add 'number' or 'url')")]
    [InlineData("800-555-0100", "HOPE", "7:32: error UP1320: 'HOPE' holds no digit to dial")]
    [InlineData("    verified_on: 2026-09-01\n", "", "3:9: error UP1320: nobody has said when 'us-help' was last verified (call or read its page, then write verified_on: YYYY-MM-DD)")]
    [InlineData("2026-09-01", "2026-11-25", "8:18: error UP1326: 'us-help' was verified on a day that has not come yet")]
    public void A_service_is_one_that_somebody_can_reach_and_has_verified(string from, string to, string finding)
    {
        using var project = new Project().Change("resources.yaml", from, to);

        Assert.Equal([$"resources.yaml:{finding}"], project.Findings());
    }

    [Theory]
    [InlineData("{ kind: phone, number: 800-555-0100 }", "{ kind: chat, url: \"https://example.org\" }")]
    [InlineData("{ kind: phone, number: 800-555-0100 }", "{ kind: in-person }")]
    [InlineData("800-555-0100", "800-555-HOPE")]
    [InlineData("2026-09-01", "2026-11-24")]
    [InlineData("2026-09-01", "2025-11-24")]
    public void Near_that_is_fine(string from, string to)
    {
        using var project = new Project().Change("resources.yaml", from, to);

        Assert.Equal([], project.Findings());
    }

    [Fact]
    public void A_service_without_a_country_would_be_printed_nowhere()
    {
        using var project = new Project().Change("resources.yaml", "    country: US\n", "");

        Assert.Contains("resources.yaml:3:9: error UP1320: 'us-help' has no country, so no lesson would print it (add 'country', for example US)", project.Findings());
    }

    [Fact]
    public void Ages_of_a_service_go_up()
    {
        using var project = new Project().Change("resources.yaml", "country: US", "country: US\n    ages: { min: 15, max: 9 }");

        Assert.Contains("resources.yaml:6:11: error UP1311: min 15 is above max 9", project.Findings());
    }

    [Fact]
    public void The_day_is_an_input()
    {
        using var project = new Project();

        Assert.Equal([], project.Findings(new DateOnly(2027, 9, 1)));
        Assert.Single(project.Findings(new DateOnly(2026, 8, 31)), f => f.Contains("UP1326", StringComparison.Ordinal));
    }
}
