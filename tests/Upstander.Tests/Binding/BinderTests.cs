using System.Diagnostics;
using System.Globalization;
using System.Text;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Tests.Binding;

/// <summary>The field decides what a value is; what does not fit is said where it stands.</summary>
public class BinderTests
{
    [Theory]
    [InlineData("No")]
    [InlineData("1.10")]
    [InlineData("010")]
    [InlineData("12:30")]
    [InlineData("true")]
    [InlineData("2026-01-02")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    public void A_text_field_takes_the_text_as_written(string text)
    {
        var (sample, problems) = Sample.Read($"title: {text}\n");

        Assert.Empty(problems);
        Assert.Equal(text, sample.Title.Value);
        Assert.Equal("lesson.yaml:1:8", sample.Title.Span.ToString());
    }

    [Theory]
    [InlineData("title: 'A\n\n  B'")]
    [InlineData("title: |\n  A\n  B")]
    public void A_one_line_text_has_one_line(string text)
    {
        var (_, problems) = Sample.Read(text);

        Assert.Equal("title must be text on one line, but is 'A B'", Assert.Single(problems).Message);
        Assert.Equal("lesson.yaml:1:8", problems[0].Span.ToString());
        Assert.Equal("write it on one line", problems[0].Hint);
    }

    [Theory]
    [InlineData("title: ''", "UP1205", "title is empty")]
    [InlineData("title: '  '", "UP1205", "title is empty")]
    [InlineData("title:", "UP1203", "title must be text on one line, but has nothing behind it")]
    [InlineData("title: null", "UP1203", "title must be text on one line, but has nothing behind it")]
    [InlineData("title: [a, b]", "UP1203", "title must be text on one line, but is a list")]
    [InlineData("title: {a: b}", "UP1203", "title must be text on one line, but is a map")]
    [InlineData("title: A title that is longer than twenty", "UP1206", "title has 34 characters, but at most 20 fit")]
    public void A_text_that_does_not_fit_is_refused(string text, string code, string message)
    {
        var (sample, problems) = Sample.Read(text + "\n");

        var problem = Assert.Single(problems);
        Assert.Equal((code, message, 1), (problem.Code, problem.Message, problem.Span.Line));
        Assert.Equal("", sample.Title.Value);
    }

    [Fact]
    public void A_missing_field_is_named_where_its_map_starts()
    {
        var (_, problems) = Sample.Read("# a comment\nsteps:\n  - id: one\n");

        Assert.Equal(
            ["lesson.yaml:2:1: error UP1201: 'title' is missing (it must be text on one line)", "lesson.yaml:3:5: error UP1201: 'count' is missing (it must be a whole number from 1 to 9)"],
            problems.Select(p => p.ToString()));
    }

    [Theory]
    [InlineData("titel: x", "did you mean 'title'?")]
    [InlineData("Minutes: 3", "did you mean 'minutes'?")]
    [InlineData("minute: 3", "did you mean 'minutes'?")]
    [InlineData("autors: [x]", "did you mean 'authors'?")]
    [InlineData("sub_title: x", "did you mean 'subtitle'?")]
    [InlineData("something_else: x", null)]
    public void An_unknown_key_suggests_the_nearest(string line, string? hint)
    {
        var (_, problems) = Sample.With(line);

        var problem = Assert.Single(problems);
        Assert.Equal("UP1202", problem.Code);
        Assert.Equal("lesson.yaml:2:1", problem.Span.ToString());
        Assert.Equal(hint, problem.Hint);
    }

    [Fact]
    public void An_unknown_key_suggests_a_free_field_before_one_that_is_there()
    {
        var (_, problems) = Sample.Read("title: A\nsubtitle: B\ntitel: C\nextra: { count: 1, cuont: 2, txt: x }\n");

        Assert.Equal(["did you mean 'title'?", "did you mean 'count'?", "did you mean 'text'?"], problems.Select(p => p.Hint));
    }

    [Fact]
    public void Few_fields_are_all_named_when_none_is_near()
    {
        var (_, problems) = Sample.With("extra: { count: 1, quantity: 2 }");

        Assert.Equal("one of: id, text, count", Assert.Single(problems).Hint);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("7", 7)]
    [InlineData("600", 600)]
    public void A_number_is_plain_and_decimal(string text, int number) => Assert.Equal(number, Sample.With($"minutes: {text}").Sample.Minutes!.Value);

    [Theory]
    [InlineData("010", "write it without the zero at its start")]
    [InlineData("00", "write it without the zero at its start")]
    [InlineData("12:30", null)]
    [InlineData("1_0", null)]
    [InlineData("0x1F", null)]
    [InlineData("0o7", null)]
    [InlineData("1e2", null)]
    [InlineData("1.0", null)]
    [InlineData("-5", null)]
    [InlineData("+5", null)]
    [InlineData("601", null)]
    [InlineData("99999999999", null)]
    [InlineData("45 minutes", "write only the number: 45")]
    [InlineData("'45'", "write the number without quotes")]
    [InlineData("''", "write the number without quotes")]
    [InlineData("", "remove the key or give it a value")]
    [InlineData("~", "remove the key or give it a value")]
    [InlineData("٣", null)]
    [InlineData("½", null)]
    [InlineData("[5]", null)]
    [InlineData("five", null)]
    [InlineData(".inf", null)]
    public void Nothing_else_is_a_number(string text, string? hint)
    {
        var (sample, problems) = Sample.With($"minutes: {text}");

        var problem = Assert.Single(problems);
        Assert.Equal(("UP1203", hint), (problem.Code, problem.Hint));
        Assert.StartsWith("minutes must be a whole number from 0 to 600, but ", problem.Message, StringComparison.Ordinal);
        Assert.Null(sample.Minutes);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void A_flag_is_true_or_false(string text, bool flag) => Assert.Equal(flag, Sample.With($"core: {text}").Sample.Core!.Value);

    [Theory]
    [InlineData("yes", "write true")]
    [InlineData("on", "write true")]
    [InlineData("Y", "write true")]
    [InlineData("TRUE", "write true")]
    [InlineData("1", "write true")]
    [InlineData("No", "write false")]
    [InlineData("OFF", "write false")]
    [InlineData("False", "write false")]
    [InlineData("'true'", "write it without quotes")]
    [InlineData("maybe", null)]
    [InlineData("", "remove the key or give it a value")]
    public void Nothing_else_is_a_flag(string text, string? hint)
    {
        var (sample, problems) = Sample.With($"core: {text}");

        var problem = Assert.Single(problems);
        Assert.Equal(("UP1203", hint), (problem.Code, problem.Hint));
        Assert.Null(sample.Core);
    }

    [Theory]
    [InlineData("2026-09-01")]
    [InlineData("'2028-02-29'")]
    public void A_date_is_an_iso_date(string text) =>
        Assert.Equal(DateOnly.Parse(text.Trim('\''), CultureInfo.InvariantCulture), Sample.With($"verified: {text}").Sample.Verified!.Value);

    [Theory]
    [InlineData("03/04/2026")]
    [InlineData("2026-9-1")]
    [InlineData("2026-02-30")]
    [InlineData("2026-02-29")]
    [InlineData("20260901")]
    [InlineData("2026-09-01T10:00:00Z")]
    [InlineData("1 September 2026")]
    [InlineData("26-09-01")]
    [InlineData("yesterday")]
    [InlineData("")]
    public void Nothing_else_is_a_date(string text)
    {
        var (sample, problems) = Sample.With($"verified: {text}");

        Assert.Equal("year, month and day: 2026-09-01", Assert.Single(problems).Hint);
        Assert.Null(sample.Verified);
    }

    [Theory]
    [InlineData("band: g86", "band cannot be 'g86'", "did you mean 'g68'?")]
    [InlineData("band: G68", "band cannot be 'G68'", "did you mean 'g68'?")]
    [InlineData("band: 7", "band cannot be '7'", "one of: k2, g35, g68, g912")]
    [InlineData("topics: [consent, bystanders]", "an item of topics cannot be 'bystanders'", "did you mean 'bystander'?")]
    public void A_choice_that_is_none_suggests_the_nearest(string line, string message, string hint)
    {
        var problem = Assert.Single(Sample.With(line).Problems);

        Assert.Equal(("UP1204", message, hint), (problem.Code, problem.Message, problem.Hint));
    }

    [Theory]
    [InlineData("authors: Ann", "authors must be a list, each item behind '- ', but is 'Ann'")]
    [InlineData("authors:", "authors must be a list, each item behind '- ', but has nothing behind it")]
    [InlineData("authors: [a, b, c, d]", "authors has 4 items, but needs at most 3")]
    [InlineData("authors: [a, ]\nextra: 5", "extra must be a map of keys and values, but is '5'")]
    [InlineData("authors: [a, ~]", "an item of authors must be text on one line, but has nothing behind it")]
    [InlineData("notes: [Consent: the basics]", "an item of notes must be text, but is a map")]
    [InlineData("steps: [a]", "an item of steps must be a map of keys and values, but is 'a'")]
    [InlineData("response: standrad", "response must be 'standard' or a list of steps, but is 'standrad'")]
    [InlineData("response: []", "response has 0 items, but needs at least 1")]
    [InlineData("summary: one two three four five six", "summary has 6 words, but at most 5 fit")]
    [InlineData("version: 1.10", "version must be a version such as 1.0.0, but is '1.10'")]
    [InlineData("site: javascript:alert(1)", "site must be a web address that starts with https:// or http://, but is 'javascript:alert(1)'")]
    [InlineData("color: teal", "color must be a colour such as '#0d4a48', but is 'teal'")]
    public void A_value_of_another_kind_is_refused(string lines, string message) => Assert.Equal(message, Assert.Single(Sample.With(lines).Problems).Message);

    [Fact]
    public void A_list_that_must_not_be_empty_says_so()
    {
        var (_, problems) = ReadLesson("lesson: 1\nauthors: []\n");

        Assert.Contains("lesson.yaml:2:10: error UP1207: authors has 0 items, but needs at least 1", problems.Select(p => p.ToString()));
    }

    [Fact]
    public void The_second_of_two_equal_ids_is_refused()
    {
        var (_, problems) = Sample.With("steps:\n  - {id: a, count: 1}\n  - {id: b, count: 1}\n  - {count: 1}\n  - {count: 1}\n  - {id: a, count: 1}");

        Assert.Equal("lesson.yaml:7:10: error UP1208: the id 'a' is taken in steps (first used at line 3)", Assert.Single(problems).ToString());
    }

    [Theory]
    [InlineData("A-Clear-Yes")]
    [InlineData("a clear yes")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("../a")]
    [InlineData("é")]
    [InlineData("a_b")]
    public void An_id_is_a_slug(string id) => Assert.Equal("UP1203", Assert.Single(Sample.With($"extra: {{id: {id}, count: 1}}").Problems).Code);

    [Fact]
    public void A_long_value_is_cut_in_messages_and_not_inside_a_character()
    {
        var (_, problems) = Sample.With($"minutes: {new string('x', 38)}\U0001F600\U0001F600 and more");

        Assert.EndsWith($"but is '{new string('x', 38)}\U0001F600…'", Assert.Single(problems).Message, StringComparison.Ordinal);
        Assert.EndsWith($"but is '{new string('x', 39)}…'", Assert.Single(Sample.With($"minutes: {new string('x', 39)}\U0001F600 and more").Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prose_points_at_a_word_of_it()
    {
        var (sample, _) = Sample.With("summary: >\n  one two\n  three");

        Assert.Equal("lesson.yaml:4:3", sample.Summary!.Source.SpanOf(sample.Summary.Markdown.IndexOf("three", StringComparison.Ordinal), 5).ToString());
    }

    [Fact]
    public void All_problems_are_found_in_one_run_in_order_of_place()
    {
        var (_, problems) = Sample.Read("""
            titel: A
            minutes: 010
            core: yes
            verified: 03/04/2026
            band: g86
            topics: [concent]
            steps:
              - id: one
                count: 0
              - id: one
                count: 12
                colour: red
            """);

        Assert.Equal(
            [
                "1:1 UP1201", "1:1 UP1202", "2:10 UP1203", "3:7 UP1203", "4:11 UP1203", "5:7 UP1204", "6:10 UP1204",
                "9:12 UP1203", "10:9 UP1208", "11:12 UP1203", "12:5 UP1202",
            ],
            problems.Select(p => $"{p.Span.Line}:{p.Span.Column} {p.Code}"));
    }

    [Fact]
    public void A_lesson_with_nothing_but_its_version_lists_every_field_it_needs()
    {
        var (lesson, problems) = ReadLesson("lesson: 1\n");

        Assert.All(problems, p => Assert.Equal("UP1201", p.Code));
        Assert.Contains("'title' is missing", problems.Select(p => p.Message));
        Assert.Contains("'band' is missing", problems.Select(p => p.Message));
        Assert.Equal(1, lesson.FormatVersion.Value);
    }

    [Fact]
    public void Thousands_of_unknown_keys_end_quickly_and_in_few_words()
    {
        var text = "lesson: 1\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"some_key_{i}: 1\n"));
        var clock = Stopwatch.StartNew();

        var (_, problems) = ReadLesson(text);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"took {clock.Elapsed}");
        Assert.Equal(51, problems.Count(p => p.Code == "UP1202"));
    }

    [Fact]
    public void Every_field_of_a_lesson_is_described_once()
    {
        var names = ShapeRecorder.FieldsOf(f => new Lesson(f)).Select(f => f.Name).ToArray();

        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(ShapeRecorder.FieldsOf(f => new Lesson(f)), f => Assert.NotEmpty(f.About));
    }

    [Fact]
    public void Every_problem_has_a_code_of_its_own()
    {
        Assert.Equal(BindingProblems.All.Count, BindingProblems.All.Select(p => p.Code).Distinct().Count());
        Assert.All(BindingProblems.All, p => Assert.Matches("^UP12[0-9]{2}$", p.Code));
        Assert.Equal(BindingProblems.All.Count, typeof(BindingProblems).GetProperties().Length - 1);
    }

    private static (Lesson Lesson, IReadOnlyList<Diagnostic> Problems) ReadLesson(string text)
    {
        var problems = new DiagnosticBag();
        var map = YamlLoader.Load(new SourceFile("lesson.yaml", Encoding.UTF8.GetBytes(text)), problems);
        return (Binder.Bind(Assert.IsType<YamlMap>(map), f => new Lesson(f), problems), problems.Sorted());
    }
}
