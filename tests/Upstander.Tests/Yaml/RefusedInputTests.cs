using System.Text;
using Upstander.Yaml;

namespace Upstander.Tests.Yaml;

/// <summary>Everything a file may not hold, each with the exact place and the words an author reads.</summary>
public class RefusedInputTests
{
    [Theory]
    // Characters
    [InlineData("a: x\0y\n", "1:5 UP1104")]
    [InlineData("a: 1\n\0\nb: 2\n", "2:1 UP1104")]
    [InlineData("a: x\u0007\n", "1:5 UP1104")]
    [InlineData("a: |\n  x\u001b[31m\n", "2:4 UP1104")]
    [InlineData("a: x\u007fy\n", "1:5 UP1104")]
    [InlineData("a: x\u0085y\n", "1:5 UP1104")]
    [InlineData("a: x\u2028y\n", "1:5 UP1104")]
    [InlineData("a: 1\rb: 2\n", "1:5 UP1104")]
    [InlineData("# x\u202e\na: 1\n", "1:4 UP1105")]
    [InlineData("a: 1\nb: x\u2066y\u2069\n", "2:5 UP1105", "2:7 UP1105")]
    [InlineData("a: x\ufeffy\n", "1:5 UP1103")]
    [InlineData("a: \"x\\0\"\n", "1:6 UP1104")]
    [InlineData("a: \"one\n  two \\u202E\"\n", "2:7 UP1105")]
    [InlineData("a: \"\\N\"\n", "1:5 UP1104")]
    // Tabs
    [InlineData("\ta: 1\n", "1:1 UP1106")]
    [InlineData("a:\n\tb: 1\n", "2:1 UP1106")]
    [InlineData("a:\n  b: 1\n\tc: 2\n", "3:1 UP1106")]
    [InlineData("a:\n  b: 1\n \tc: 2\n", "3:2 UP1106")]
    [InlineData("a:\n  - x\n\t- y\n", "3:1 UP1106")]
    [InlineData("a: x\n\ty\nb: 1\n", "2:1 UP1106")]
    [InlineData("a: |\n\tx\n", "2:1 UP1106")]
    [InlineData("a:\r\n\tb: 1\r\n", "2:1 UP1106")]
    // What YAML has and lessons do not
    [InlineData("a: &x 1\nb: *x\n", "1:4 UP1112", "2:4 UP1112")]
    [InlineData("a: &a {b: *a}\n", "1:4 UP1112", "1:11 UP1112")]
    [InlineData("title: &amp text\n", "1:8 UP1112")]
    [InlineData("a: *x y\n", "1:4 UP1112")]
    [InlineData("a: *bold* word\n", "1:4 UP1112")]
    [InlineData("a: & x\n", "1:4 UP1119")]
    [InlineData("<<: {a: 1}\nb: 2\n", "1:1 UP1113")]
    [InlineData("<<: *x\nb: 2\n", "1:1 UP1113")]
    [InlineData("a: !System.IO.FileInfo /etc/passwd\n", "1:4 UP1114")]
    [InlineData("a: !!python/object:os.system x\n", "1:4 UP1114")]
    [InlineData("a: !include x.yaml\n", "1:4 UP1114")]
    [InlineData("a: !!binary x\n", "1:4 UP1114")]
    [InlineData("!foo\na: b\n", "1:1 UP1114")]
    [InlineData("a: !!str &x 1\n", "1:4 UP1114", "1:10 UP1112")]
    [InlineData("%YAML 1.2\n---\na: 1\n", "1:1 UP1115")]
    [InlineData("# c\n%TAG ! x:\n---\na: 1\n", "2:1 UP1115")]
    [InlineData("%FOO x\n---\na: 1\n", "1:1 UP1115")]
    // Documents
    [InlineData("", "1:1 UP1110")]
    [InlineData("\n\n", "1:1 UP1110")]
    [InlineData("# only this\n", "1:1 UP1110")]
    [InlineData("---\n", "1:1 UP1110")]
    [InlineData("a: 1\n---\nb: 2\n", "2:1 UP1109")]
    [InlineData("a: 1\n...\nb: 2\n", "3:1 UP1109")]
    [InlineData("a: 1\n... foo\n", "2:1 UP1109")]
    [InlineData("- a\n- b\n", "1:1 UP1111")]
    [InlineData("just text\n", "1:1 UP1111")]
    [InlineData("title:x\n", "1:1 UP1111")]
    // Keys
    [InlineData("a: 1\nb: 2\na: 3\n", "3:1 UP1116")]
    [InlineData("a: {b: 1, c: 2, \"b\": 3}\n", "1:17 UP1116")]
    [InlineData("? [a]\n: 1\n", "1:3 UP1117")]
    [InlineData("{a: 1}: 2\n", "1:1 UP1117")]
    [InlineData("[a]: 2\n", "1:1 UP1117")]
    [InlineData(": x\n", "1:1 UP1117")]
    [InlineData("a:\n  : b\n", "2:4 UP1117")]
    [InlineData("? |\n x\n y\n: b\n", "1:3 UP1117")]
    [InlineData("a: 1\n*x : 2\n", "2:1 UP1112")]
    // Text that is lost or means something else
    [InlineData("title: Lesson #1 x\n", "1:15 UP1118")]
    [InlineData("color: #0d4a48\n", "1:8 UP1118")]
    [InlineData("tags:\n  - #metoo\n", "2:5 UP1118")]
    [InlineData("a: [one #two\n  ]\n", "1:9 UP1118")]
    [InlineData("text: We talk about\n  #metoo\nb: 1\n", "2:3 UP1118")]
    [InlineData("title: {{ x }}\n", "1:8 UP1119")]
    [InlineData("title: {{ x }} and more\n", "1:8 UP1119")]
    [InlineData("title: @home\n", "1:8 UP1119")]
    [InlineData("title: `code`\n", "1:8 UP1119")]
    [InlineData("title: %x\n", "1:8 UP1119")]
    [InlineData("title: Consent: the basics\n", "1:15 UP1119")]
    [InlineData("title: \"Yes\" means yes\n", "1:14 UP1119")]
    [InlineData("title: 'it's ok'\n", "1:12 UP1119")]
    [InlineData("title: [a, b] c\n", "1:15 UP1119")]
    [InlineData("a: - b\n", "1:4 UP1119")]
    [InlineData("a: ]\n", "1:4 UP1119")]
    [InlineData("a: , b\n", "1:4 UP1119")]
    // Brackets and quotes
    [InlineData("a: [1, 2\nb: 3\n", "1:4 UP1120")]
    [InlineData("a: [1, 2\n", "1:4 UP1120")]
    [InlineData("a: {x: 1\nb: 3\n", "1:4 UP1120")]
    [InlineData("a: [1, [2, 3]\nb: 1\nc: 2\nd: 3\n", "1:4 UP1120")]
    [InlineData("a: \"x\nb: 3\n", "1:4 UP1120")]
    [InlineData("a:\n - [x,\n y]\n", "3:2 UP1121")]
    [InlineData("a:\n  - [x,\n\ty]\n", "3:1 UP1106")]
    [InlineData("a:\n  - [x,\n    y\n  - z\n", "2:5 UP1120")]
    [InlineData("a: 1\nb: 'x\nc: 3\n", "2:4 UP1120")]
    [InlineData("a: \"x\\q\"\n", "1:4 UP1122")]
    [InlineData("a: \"\\uD800\"\n", "1:4 UP1122")]
    // Lines that do not fit
    [InlineData("a: 1\n b: 2\n", "2:3 UP1121")]
    [InlineData("  a: 1\nb: 2\n", "2:1 UP1121")]
    [InlineData("a:\n   b: 1\n  c: 2\n", "3:3 UP1121")]
    [InlineData("a: 1\n- x\n", "2:1 UP1121")]
    [InlineData("a: 1\nfoo\nb: 2\n", "2:1 UP1123")]
    [InlineData("a: 1\nb:2\nc: 3\n", "2:1 UP1123")]
    [InlineData("a: |x\n  b\n", "1:4 UP1123")]
    [InlineData("a: |\n\n     \n  b\n", "4:3 UP1121")]
    [InlineData("a: |\n  one\n two\nb: 1\n", "3:2 UP1121")]
    [InlineData("a: one\n  two\n  - b\n", "3:3 UP1121")]
    [InlineData("a:\n  - x\n - y\n", "3:2 UP1121")]
    [InlineData("a:\n  - b: 1\n   c: 2\n", "3:4 UP1121")]
    public void Is_refused_at_its_place(string text, params string[] places)
    {
        var loaded = Loading.Load(text);

        Assert.Equal(places, loaded.Places);
        Assert.All(loaded.Problems, p => Assert.False(p.Message.EndsWith('.') || p.Message.Contains("While", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("a: caf\u00e9\n", "1:7")]
    [InlineData("a: 1\nb: \u00e9t\u00e9\n", "2:4")]
    [InlineData("\u00ff", "1:1")]
    public void Latin_1_is_refused_at_its_first_bad_byte(string text, string place)
    {
        var problem = Assert.Single(Loading.Load(Encoding.Latin1.GetBytes(text)).Problems);

        Assert.Equal($"lesson.yaml:{place}", problem.Span.ToString());
        Assert.Equal("UP1102", problem.Code);
    }

    [Fact]
    public void Columns_before_a_bad_byte_count_characters_not_bytes()
    {
        byte[] bytes = [.. "a: é😀"u8, 0xC3, .. "\n"u8];

        Assert.Equal(["1:7 UP1102"], Loading.Load(bytes).Places);
    }

    [Theory]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xF8, 0x88, 0x80, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    public void Surrogates_overlong_and_cut_sequences_are_no_utf8(byte[] bytes) =>
        Assert.Equal(["1:4 UP1102"], Loading.Load([.. "a: "u8, .. bytes]).Places);

    [Fact]
    public void Utf16_is_named() =>
        Assert.Contains("UTF-16", Assert.Single(Loading.Load([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a: 1")]).Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void A_byte_order_mark_at_the_start_is_no_part_of_the_text()
    {
        var loaded = Loading.Load([0xEF, 0xBB, 0xBF, .. "id: x\n"u8]);

        Assert.Empty(loaded.Problems);
        Assert.Equal("x", loaded.Text("id"));
        Assert.Equal("lesson.yaml:1:5", loaded.Map!["id"]!.Span.ToString());
    }

    [Fact]
    public void A_file_over_two_megabytes_is_refused_whatever_it_holds()
    {
        var bytes = new byte[2 * 1024 * 1024 + 1];
        Array.Fill(bytes, (byte)0xFF);

        var problem = Assert.Single(Loading.Load(bytes).Problems);

        Assert.Equal("UP1101", problem.Code);
        Assert.Equal("lesson.yaml", problem.Span.ToString());
    }

    [Fact]
    public void Two_megabytes_of_prose_are_read()
    {
        var text = "a: |\n" + string.Concat(Enumerable.Repeat("  A line of text, as long as lines are.\n", 50_000));

        Assert.Equal(50_000, ((YamlScalar)Loading.Good(text)["a"]!).Text.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData(101, "UP1117")]
    [InlineData(1020, "UP1117")]
    [InlineData(1030, "UP1117")]
    public void Long_keys_are_refused(int length, string code)
    {
        var problem = Assert.Single(Loading.Load("a: 1\n" + new string('k', length) + ": x\nb: 2\n").Problems);

        Assert.Equal(code, problem.Code);
        Assert.Equal(2, problem.Span.Line);
    }

    [Fact]
    public void A_long_first_key_is_refused() =>
        Assert.Equal("UP1117", Assert.Single(Loading.Load(new string('k', 1030) + ": x\n").Problems).Code);

    [Fact]
    public void The_second_of_two_keys_names_the_line_of_the_first()
    {
        var problem = Assert.Single(Loading.Load("title: A\nband: k2\ntitle: B\n").Problems);

        Assert.Equal("lesson.yaml:3:1: error UP1116: 'title' is here a second time (first at line 1: keep one of the two)", problem.ToString());
    }

    [Fact]
    public void Duplicates_are_found_in_large_maps_too()
    {
        var text = string.Concat(Enumerable.Range(0, 500).Select(i => $"k{i}: 1\n")) + "k7: 2\nk499: 2\n";

        Assert.Equal(["501:1 UP1116", "502:1 UP1116"], Loading.Load(text).Places);
    }

    [Theory]
    [InlineData("a:\n   b: 1\n  c: 2\n", "this line starts in column 3, but the lines that it could belong with start in column 1 or 4")]
    [InlineData("a: |\n  one\n two\n", "this line is indented less than the text above it, which began at line 1")]
    [InlineData("a: 'it\n  is' it's\n", "the text goes on after its closing quote (the quotes opened at line 1)")]
    [InlineData("a: 1\n b: 2\n", "this line is indented below the value of line 1, so that it reads as part of it")]
    [InlineData("title: Lesson #1 of many, many, many lessons\n", "'#1 of many, many, many lessons' would be lost: YAML reads it as a comment")]
    [InlineData("a: [1, 2\nb: 3\n", "this '[' is never closed")]
    [InlineData("a: @home\n", "a text cannot start with '@' unless it stands in quotes")]
    [InlineData("a: \"\\u202a\"", "this escape makes a character that changes the direction of text (U+202A)")]
    public void A_message_says_what_happened(string text, string message) => Assert.Equal(message, Loading.Load(text).Problems[0].Message);

    [Fact]
    public void All_problems_of_a_file_are_found_in_one_run()
    {
        var loaded = Loading.Load("""
            title: Lesson #1 of 3
            title: Again
            author: &me Ann
            editor: *me
            note: {{ x }}
            kind: !card a
            """ + "\nlast: x\u202e\n");

        Assert.Equal(
            ["1:15 UP1118", "2:1 UP1116", "3:9 UP1112", "4:9 UP1112", "5:7 UP1119", "6:7 UP1114", "7:8 UP1105"],
            loaded.Places);
        Assert.Equal("Lesson", loaded.Text("title"));
    }

    [Fact]
    public void A_value_that_cannot_be_read_does_not_hide_the_problems_below_it()
    {
        var loaded = Loading.Load("""
            title: Consent: the basics
            author: @ann
            tags: [a, b
            steps:
              - text: 'it's ok'
              - note: "Yes" means yes
                other: Lesson #1
            title: x
            end: &x 1
            """);

        Assert.Null(loaded.Map);
        Assert.Equal(
            ["1:15 UP1119", "2:9 UP1119", "3:7 UP1120", "5:15 UP1119", "6:17 UP1119", "7:19 UP1118", "8:1 UP1116", "9:6 UP1112"],
            loaded.Places);
    }

    [Theory]
    [InlineData("a: \"Hello: world\n  and: more\" x\nb: 1\n", "2:14 UP1119")]
    [InlineData("a: 'one\n  b: 'two'\nc: 3\n", "2:7 UP1119")]
    [InlineData("a: |x\n  b: c: d\n  e\n", "1:4 UP1123")]
    [InlineData("a: Consent: the\n  basics: all\n\n  of: it\n", "1:11 UP1119")]
    public void One_mistake_is_one_problem(string text, string place) => Assert.Equal([place], Loading.Load(text).Places);

    [Fact]
    public void What_was_refused_can_still_be_read_on_as_text()
    {
        var loaded = Loading.Load("a: &x one\nb: *x\nc: !t two\nd: {{ page.title }}\n");

        Assert.Equal(["one", "*x", "two", "{{ page.title }}"], loaded.Map!.Entries.Select(e => ((YamlScalar)e.Value).Text));
    }

    [Fact]
    public void A_report_of_one_file_is_limited_and_says_so()
    {
        var loaded = Loading.Load("a: |\n" + string.Concat(Enumerable.Repeat("  \u0001\n", 5_000)));

        Assert.Equal(101, loaded.Problems.Count);
        Assert.Contains("4900 more problems", loaded.Problems.Single(p => p.Code == "UP1124").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_has_a_code_of_its_own()
    {
        Assert.Equal(YamlProblems.All.Count, YamlProblems.All.Select(p => p.Code).Distinct().Count());
        Assert.All(YamlProblems.All, p => Assert.Matches("^UP11[0-9]{2}$", p.Code));
        Assert.Equal(YamlProblems.All.Count, typeof(YamlProblems).GetProperties().Length - 1);
    }
}
