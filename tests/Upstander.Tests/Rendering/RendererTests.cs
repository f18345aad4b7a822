using Upstander.Audiences;
using Upstander.Rendering;

namespace Upstander.Tests.Rendering;

public class RendererTests
{
    private static readonly View Lesson = Make.View(
        ("lesson", Make.View(
            ("title", "A *clear* <yes> & more"),
            ("summary", Make.Prose("Learners **name** it.\n\nThen they test.\n")),
            ("big_idea", Make.Prose("It's free & clear.")),
            ("unit", null),
            ("duration", 45),
            ("topics", new List<object?> { "trust", "limits", "care" }),
            ("steps", new List<object?>
            {
                Make.View(("id", "b"), ("minutes", 10), ("core", true)),
                Make.View(("id", "a"), ("minutes", 5), ("core", false)),
            }))));

    [Fact]
    public void Text_is_escaped_and_prose_is_html() => Assert.Equal(
        "<h1>A *clear* &lt;yes&gt; &amp; more</h1><p>Learners <strong>name</strong> it.</p>\n<p>Then they test.</p>",
        Make.Text("<h1>{{ lesson.title }}</h1>{{ lesson.summary }}", Lesson));

    [Fact]
    public void Prose_has_an_inline_and_a_plain_form() => Assert.Equal(
        "<h2 title=\"It&#39;s free &amp; clear.\">It's free &amp; clear.</h2><b>Learners <strong>name</strong> it. Then they test.</b>",
        Make.Text("<h2 title=\"{{ lesson.big_idea | plain }}\">{{ lesson.big_idea | inline }}</h2><b>{{ lesson.summary | inline }}</b>", Lesson));

    [Fact]
    public void Text_and_prose_are_printed_by_the_kind_of_page()
    {
        const string Template = "{{ lesson.title }}|{{ lesson.summary }}|{{ lesson.duration }}";
        Assert.Equal("A \\*clear\\* \\<yes> & more|Learners **name** it.\n\nThen they test.|45", Make.Text(Template, Lesson, OutputKind.Markdown));
        Assert.Equal("A *clear* <yes> & more|Learners name it.\nThen they test.|45", Make.Text(Template, Lesson, OutputKind.Text));
        Assert.Equal("""{"t":"A *clear* \u003Cyes\u003E \u0026 more","n":45,"all":["trust","limits","care"],"none":null}""".Replace("\\u003C", "\\u003C", StringComparison.Ordinal),
            Make.Text("{\"t\":{{ lesson.title | json }},\"n\":{{ lesson.duration }},\"all\":{{ json lesson.topics }},\"none\":{{ json lesson.unit }}}", Lesson, OutputKind.Json));
        Assert.Equal("UP1408", Make.Problem("{{ lesson.title }}", Lesson, OutputKind.Json).Code);
    }

    [Fact]
    public void Json_may_stand_in_a_script() => Assert.Equal(
        """const a = "\u003C/script\u003E\u2028\u2029\u0027\u0022";""",
        Make.Text("const a = {{ json '</script>\u2028\u2029\\'\"' }};", Lesson, OutputKind.Json));

    [Fact]
    public void A_capture_is_printed_as_it_was_captured() => Assert.Equal(
        "<b>A *clear* &lt;yes&gt; &amp; more</b> <b>A *clear* &lt;yes&gt; &amp; more</b>",
        Make.Text("{{ capture both }}<b>{{ lesson.title }}</b>{{ end }}{{ both }} {{ both }}", Lesson));

    [Theory]
    [InlineData("{{ capture x }}{{ lesson.title }}{{ end; x + '!' }}")]
    [InlineData("{{ capture x }}{{ lesson.title }}{{ end; string.replace x '&lt;' '<' }}")]
    [InlineData("{{ capture x }}{{ lesson.title }}{{ end; $'{x}' }}")]
    [InlineData("{{ include 'part.html' | string.slice 2 }}")]
    public void Finished_markup_cannot_be_turned_back_into_text(string template) =>
        Assert.Contains(Make.Problem(template, Lesson, OutputKind.Html, ("part.html", "<b>x</b>")).Code, (string[])["UP1408", "UP1410"]);

    [Fact]
    public void A_capture_can_be_compared_and_trimmed() => Assert.Equal(
        "yes<b>&lt;</b>|", Make.Text("{{ capture x }}  {{ end; capture y }} <b>{{ '<' }}</b> {{ end; if string.strip(x) == ''; 'yes'; end; y | string.strip }}|", Lesson));

    [Fact]
    public void An_include_is_safe_and_sees_its_arguments() => Assert.Equal(
        "<p>&lt;a&gt; b 2</p>",
        Make.Text("{{ include 'part.html' '<a>' 2 title: 'b' }}", null, OutputKind.Html, ("part.html.scriban", "<p>{{ $0 }} {{ $title }} {{ $1 }}</p>")));

    [Theory]
    [InlineData("<i class=\"{{ lesson.summary }}\">")]
    [InlineData("<i class='{{ lesson.summary | inline }}'>")]
    [InlineData("{{ capture x }}<b>{{ end }}<i class=\"{{ x }}\">")]
    public void Html_inside_a_tag_is_refused(string template) => Assert.Equal("UP1408", Make.Problem(template, Lesson).Code);

    [Fact]
    public void A_capture_without_markup_may_stand_in_an_attribute() =>
        Assert.Equal("<i class=\"card A *clear\">", Make.Text("{{ capture x }}card {{ string.slice lesson.title 0 8 }}{{ end }}<i class=\"{{ x }}\">", Lesson));

    [Fact]
    public void An_attribute_without_quotes_is_refused()
    {
        Assert.Equal("UP1408", Make.Render("<a href={{ lesson.title }}>", Lesson).Problems[0].Code);
        Assert.Equal("<a href=\"?a=45\">a=45", Make.Text("<a href=\"?a={{ lesson.duration }}\">a={{ lesson.duration }}", Lesson));
    }

    [Theory]
    [InlineData("javascript:alert(1)", false)]
    [InlineData(" Java\tScript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("data:image/svg+xml,x", false)]
    [InlineData("data:image/png;base64,x", true)]
    [InlineData("https://example.org", true)]
    [InlineData("sms:+1800?body=x", true)]
    [InlineData("../a/index.html", true)]
    public void An_address_in_an_attribute_cannot_run_code(string address, bool isAllowed)
    {
        var view = Make.View(("x", address), ("empty", ""));
        foreach (var template in (string[])["<a href=\"{{ x }}\">", "<img src='{{ x }}'>", "<a href=\"{{ empty }}{{ x }}\">"])
        {
            var result = Make.Render(template, view);
            Assert.Equal(isAllowed, result.Text is not null);
            Assert.All(result.Problems, p => Assert.Equal("UP1408", p.Code));
        }
    }

    [Theory]
    [InlineData("{{ 1.0 / 0 }}")]
    [InlineData("{{ 0.0 / 0 }}")]
    [InlineData("{{ 'n: ' + (1.0 / 0) }}")]
    [InlineData("{{ $'{1.0 / 0}' }}")]
    [InlineData("{{ math.times 1e308 10 }}")]
    [InlineData("{{ 99999999999999999999 }}")]
    [InlineData("{{ lesson }}")]
    [InlineData("{{ lesson.topics }}")]
    [InlineData("{{ 1..3 }}")]
    [InlineData("{{ @plain }}")]
    public void What_is_no_text_is_not_printed(string template) =>
        Assert.Contains(Make.Problem(template, Lesson).Code, (string[])["UP1408", "UP1410"]);

    [Theory]
    [InlineData("\n  {{ lessen.title }}", "page.html:2:6", "UP1402", "did you mean 'lesson'?")]
    [InlineData("{{ lesson.titel }}", "page.html:1:11", "UP1403", "did you mean 'title'?")]
    [InlineData("{{ for s in lesson.steps }}{{ s.minute }}{{ end }}", "page.html:1:33", "UP1403", "did you mean 'minutes'?")]
    [InlineData("{{ lesson['titel'] }}", "page.html:1:11", "UP1403", "did you mean 'title'?")]
    [InlineData("{{ lesson.unit.title }}", "page.html:1:16", "UP1405", "ask 'if lesson.unit' first")]
    [InlineData("{{ lesson.title.size_of }}", "page.html:1:17", "UP1403", null)]
    [InlineData("{{ lesson.topics.first }}", "page.html:1:18", "UP1403", "loop over it with for, or take array.first of it")]
    [InlineData("{{ lesson.topics[7] }}", "page.html:1:18", "UP1405", null)]
    [InlineData("{{ lesson.title | plian }}", "page.html:1:19", "UP1402", "did you mean 'plain'?")]
    [InlineData("{{ lesson.topics | array.sise }}", "page.html:1:26", "UP1403", "did you mean 'size'?")]
    [InlineData("{{ where lesson.steps 'coer' }}", "page.html:1:4", "UP1403", "did you mean 'core'?")]
    [InlineData("{{ asset 'scren.css' }}", "page.html:1:10", "UP1409", "did you mean 'screen.css'?")]
    [InlineData("{{ plural 'x' 'a' 'b' }}", "page.html:1:11", "UP1410", null)]
    [InlineData("{{ 'x' | plural 'a' 'b' }}", "page.html:1:10", "UP1410", null)]
    public void A_mistake_is_reported_at_its_place(string template, string place, string code, string? hint)
    {
        var problem = Make.Problem(template, Lesson);
        Assert.Equal(("templates/" + place, code, hint), (problem.Span.ToString(), problem.Code, problem.Hint));
    }

    [Fact]
    public void A_mistake_in_an_include_is_reported_in_the_include()
    {
        var problem = Make.Problem("x\n{{ include 'part.html' }}", Lesson, OutputKind.Html, ("part.html", "\n\n<b>{{ lesson.titel }}</b>"));
        Assert.Equal("templates/part.html:3:14", problem.Span.ToString());
    }

    [Theory]
    [InlineData("{{ regex.match 'a' 'b' }}", "string.replace")]
    [InlineData("{{ date.now }}", "date_text")]
    [InlineData("{{ object.eval '1' }}", "name the field")]
    [InlineData("{{ lesson | object.to_json }}", "json")]
    [InlineData("{{ lesson | to_json }}", "json")]
    [InlineData("{{ math.random 1 2 }}", "same on every run")]
    [InlineData("{{ 'x' | string.literal }}", "json")]
    [InlineData("{{ 'x' | html.escape }}", "escaped by themselves")]
    [InlineData("{{ lesson.topics | array.sort }}", "sort")]
    [InlineData("{{ import lesson }}", "in full")]
    public void A_removed_function_names_what_replaces_it(string template, string replacement)
    {
        var problem = Make.Problem(template, Lesson);
        Assert.Equal("UP1407", problem.Code);
        Assert.Contains(replacement, problem.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ lesson.title = 'x' }}")]
    [InlineData("{{ lesson['title'] = 'x' }}")]
    [InlineData("{{ lesson.new = 'x' }}")]
    [InlineData("{{ lesson.topics[0] = 'x' }}")]
    [InlineData("{{ lesson.topics[9] = 'x' }}")]
    [InlineData("{{ lesson.topics.name = 'x' }}")]
    [InlineData("{{ lesson.steps[0].id = 'x' }}")]
    [InlineData("{{ with lesson; title = 'x'; end }}")]
    [InlineData("{{ capture lesson.title }}x{{ end }}")]
    [InlineData("{{ for lesson.title in [1] }}x{{ end }}")]
    [InlineData("{{ lesson.duration++ }}")]
    [InlineData("{{ array.size = 1 }}")]
    [InlineData("{{ x = {a: 1}; x.a = 2 }}")]
    public void Nothing_that_a_template_was_given_can_be_changed(string template)
    {
        Make.Problem(template, Lesson);
        Assert.Equal("A *clear* &lt;yes&gt; &amp; more trust b 45", Make.Text("{{ lesson.title }} {{ lesson.topics[0] }} {{ lesson.steps[0].id }} {{ lesson.duration }}", Lesson));
    }

    [Theory]
    [InlineData("Ask <img src=x> first, `<b>` \\<i>", "Ask \\<img src=x> first, `<b>` \\<i>")]
    [InlineData("<div>\n\n| a < b | <i> |\n|---|---|\n| <u> | 2 |", "\\<div>\n\n| a \\< b | \\<i> |\n|---|---|\n| \\<u> | 2 |")]
    [InlineData("**<b>** [<a>](x.md) <https://example.org>", "**\\<b>** [\\<a>](x.md) <https://example.org>")]
    public void Text_that_looks_like_a_tag_stays_text_in_Markdown(string prose, string expected) =>
        Assert.Equal(expected, Make.Text("{{ x }}", Make.View(("x", Make.Prose(prose))), OutputKind.Markdown));

    [Fact]
    public void A_link_to_a_misspelt_document_names_the_one_that_was_meant() =>
        Assert.EndsWith("1:9: error UP1412: there is no document 'hoem' (did you mean 'home'?)", Make.Problem("{{ link 'hoem' }}").ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("{{ link 'home' 'x/' }}", "../x/index.html")]
    [InlineData("{{ if link('glossary'); 'yes'; else; 'no'; end }}", "no")]
    [InlineData("{{ asset 'screen.css' }}", "../assets/screen.css")]
    [InlineData("{{ clock 5 }} {{ 75 | clock }}", "0:05 1:15")]
    [InlineData("{{ plural 1 'lesson' 'lessons' }}, {{ lesson.topics.size | plural 'topic' 'topics' }}", "1 lesson, 3 topics")]
    [InlineData("{{ date_text '2026-09-20' }}", "20 September 2026")]
    [InlineData("{{ lesson.topics | list_text 'and' }}; {{ list_text ['a'] 'or' }}; {{ list_text null 'or' }}", "trust, limits and care; a; ")]
    [InlineData("{{ capital 'élan' }}", "Élan")]
    [InlineData("{{ for t in (sort lesson.topics) }}{{ t }} {{ end }}", "care limits trust ")]
    [InlineData("{{ for s in lesson.steps | sort 'minutes' }}{{ s.id }}{{ end }}", "ab")]
    [InlineData("{{ (where lesson.steps 'core').size }}{{ (lesson.steps | where 'id' 'a' | array.first).minutes }}", "15")]
    [InlineData("{{ any lesson.steps 'core' }} {{ any lesson.steps 'id' 'z' }} {{ any null }} {{ any lesson.topics }}", "true false false true")]
    [InlineData("{{ for g in lesson.topics | group 2 }}[{{ array.join g ',' }}]{{ end }}", "[trust,limits][care]")]
    [InlineData("{{ for x in (pad_to 4 lesson.topics) }}{{ x ?? '-' }} {{ end }}", "trust limits care - ")]
    [InlineData("{{ lesson.topics | array.size }}{{ array.size null }}{{ array.last lesson.topics }}{{ array.first null }}", "30care")]
    [InlineData("{{ lesson.steps | array.map 'id' | array.join '+' }} {{ array.contains lesson.topics 'care' }}", "b+a true")]
    [InlineData("{{ lesson.topics | array.offset 1 | array.limit 1 | array.join '' }}", "limits")]
    [InlineData("{{ 'a-b' | string.split '-' | array.join '/' }} {{ string.upcase 'ab' }} {{ string.slice 'abcd' 1 2 }} {{ 'a' | string.append 'b' | string.prepend 'c' }}", "a/b AB bc cab")]
    [InlineData("{{ string.replace 'aXbX' 'X' '-' }} {{ string.size 'abc' }} {{ string.starts_with 'abc' 'ab' }} {{ string.contains lesson.title 'clear' }}", "a-b- 3 true true")]
    [InlineData("{{ math.plus 1 2 }} {{ math.minus 1 2 }} {{ math.times 2 3 }} {{ math.divided_by 7 2 }} {{ math.divided_by 7.5 2 }} {{ math.modulo 7 4 }}", "3 -1 6 3 3.75 3")]
    [InlineData("{{ math.ceil 1.2 }} {{ math.floor 1.8 }} {{ math.round 2.5 }} {{ math.round 2.345 2 }} {{ math.abs (-3) }} {{ 7 / 2 }} {{ 7 // 2 }}", "2 1 3 2.35 3 3.5 3")]
    [InlineData("{{ lesson.unit ?? 'none' }} {{ lesson.unit?.title }} {{ for x in null }}x{{ else }}empty{{ end }}", "none  ")]
    [InlineData("{{ func twice(x); ret x + x; end; twice 'a' }}{{ n = 0; while n < 3; n = n + 1; end; n }}", "aa3")]
    [InlineData("{{ case lesson.duration; when 45; 'ok'; else; 'no'; end }}", "ok")]
    [InlineData("{{ json {a: [1, true, null], b: 'x\"<'} | plain }}", "x")]
    public void Functions_do_what_their_names_say(string template, string expected)
    {
        if (template.Contains("json", StringComparison.Ordinal))
        {
            Assert.Equal("""{"a":[1,true,null],"b":"x\u0022\u003C"}""", Make.Text("{{ json {a: [1, true, null], b: 'x\"<'} }}"));
            return;
        }

        Assert.Equal(expected, Make.Text(template, Lesson));
    }

    [Theory]
    [InlineData("one", "x: one")]
    [InlineData("**one** - two", "x: **one** - two")]
    [InlineData("- one\n- two", "x:\n\n  - one\n  - two")]
    [InlineData("1. one", "x:\n\n  1. one")]
    [InlineData("| a |\n| - |", "x:\n\n  | a |\n  | - |")]
    [InlineData("> one", "x:\n\n  > one")]
    public void A_text_that_begins_with_a_block_stands_apart_from_its_label_in_Markdown(string prose, string expected)
    {
        var view = Make.View(("p", Make.Prose(prose)));

        Assert.Equal(expected, Make.Text("x:{{ gap p 2 }}{{ p | indent 2 }}", view, OutputKind.Markdown));
        Assert.StartsWith("x: ", Make.Text("x:{{ gap p 2 }}{{ p }}", view, OutputKind.Html), StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_pages_keep_tables_and_lists_whole()
    {
        var view = Make.View(("p", Make.Prose("one | *two*\n\n- three")), ("t", "a | b"));
        Assert.Equal("| one \\| *two* - three | a \\| b |", Make.Text("| {{ p | table_cell }} | {{ t | table_cell }} |", view, OutputKind.Markdown));
        Assert.Equal("- one | *two*\n\n  - three", Make.Text("- {{ p | indent 2 }}", view, OutputKind.Markdown));
    }

    [Fact]
    public void All_syntax_problems_of_all_templates_are_reported_up_to_twenty_a_file()
    {
        var problems = new Diagnostics.DiagnosticBag();
        Make.Library(problems, ("a.html", "{{ if }}\n{{ end"), ("b.html", string.Concat(Enumerable.Repeat("{{ x = }}\n", 50))), ("assets/c.html", "{{"), ("d.yaml", "{{"));

        var found = problems.Sorted();
        Assert.Contains("templates/b.html:1:8: error UP1401: expecting <expression> instead of '}}'", found.Select(p => p.ToString()));
        Assert.Contains(found, p => p.Span.File == "templates/a.html" && p.Span.Line == 1);
        Assert.Equal(21, found.Count(p => p.Span.File == "templates/b.html"));
        Assert.All(found, p => Assert.Equal("UP1401", p.Code));
        Assert.DoesNotContain(found, p => p.Span.File is "templates/assets/c.html" or "templates/d.yaml");
    }

    [Fact]
    public void A_missing_include_is_reported_when_the_templates_are_loaded()
    {
        var problems = new Diagnostics.DiagnosticBag();
        Make.Library(problems, ("html/a.html", "{{ if false }}\n{{ include 'html/parts/haed.html' }}{{ end }}"), ("html/parts/head.html.scriban", "x"));

        var problem = Assert.Single(problems.Sorted());
        Assert.Equal(("UP1404", "templates/html/a.html:2:12", "did you mean 'html/parts/head.html'?"), (problem.Code, problem.Span.ToString(), problem.Hint));
    }

    [Fact]
    public void Every_bad_text_of_a_page_is_reported_and_the_page_is_not_made()
    {
        var view = Make.View(("a", Make.Prose("ok\n[x](javascript:1)")), ("b", Make.Prose("[y](file:///etc)", Upstander.Yaml.ScalarStyle.Plain)));
        foreach (var kind in (OutputKind[])[OutputKind.Html, OutputKind.Markdown])
        {
            var result = Make.Render("{{ a }}{{ b }}", view, kind);
            Assert.Null(result.Text);
            Assert.Equal(["UP1501", "UP1501"], result.Problems.Select(p => p.Code));
        }
    }
}
