using System.Diagnostics;
using System.Text;
using Scriban;
using Scriban.Runtime;
using Upstander.Diagnostics;
using Upstander.Rendering;

namespace Upstander.Tests.Rendering;

/// <summary>Templates that try to stop the process, fill its memory, run for ever or lose text. Each must end in findings, soon.</summary>
public class HostileTemplateTests
{
    private static readonly string Deep50 = new('(', 50);
    private static readonly string Deep50End = new(')', 50);

    public static TheoryData<string, string> Attacks { get; } = new()
    {
        { "while true", "{{ while true; end }}" },
        { "while with a long body", "{{ while true; x = 1; x = 2; x = 3; end }}" },
        { "a range of two thousand million", "{{ for x in 1..2000000000; end }}" },
        { "a range given to a function", "{{ array.size 1..2000000000 }}" },
        { "a range sorted", "{{ sort 1..2000000000 }}" },
        { "a list times many", "{{ x = [1,2,3] * 100000000 }}" },
        { "a text times many", "{{ x = 'abc' * 1000000000 }}" },
        { "loops in loops", "{{ for a in 1..900; for b in 1..900; end; end }}" },
        { "many loops one after the other", string.Concat(Enumerable.Repeat("{{ for a in 1..99999; x = a; end }}", 60)) },
        { "recursion without end", "{{ func f(n); ret f(n + 1); end; f 0 }}" },
        { "recursion that branches", "{{ func f(n); if n > 0; f(n - 1); f(n - 1); end; end; f 28 }}" },
        { "brackets inside recursion", "{{ func f(n); ret " + Deep50 + "f(n + 1)" + Deep50End + "; end; f 0 }}" },
        { "brackets inside recursion, in arguments", "{{ func f(n); ret math.abs(math.abs(math.abs(math.abs(f(n + 1))))); end; f 0 }}" },
        { "doubling by plus", "{{ x = 'ab'; while true; x = x + x; end }}" },
        { "doubling by interpolation", "{{ x = 'ab'; while true; x = $'{x}{x}'; end }}" },
        { "doubling by capture", "{{ x = 'ab'; while true; capture x; x; x; end; end }}" },
        { "doubling by append", "{{ x = 'ab'; while true; x = string.append x x; end }}" },
        { "doubling by replace", "{{ x = 'aa'; while true; x = string.replace x 'a' x; end }}" },
        { "doubling by join", "{{ x = 'aa'; while true; x = array.join [x, x] x; end }}" },
        { "doubling by json", "{{ x = '\"'; while true; x = json(x) | plain; end }}" },
        { "doubling a list", "{{ x = [1]; while true; x = x + x; end }}" },
        { "doubling a list by concat", "{{ x = [1]; while true; x = array.concat x x; end }}" },
        { "a list of long texts", "{{ x = []; for i in 1..99000; x = x << ('a' * 900000); end }}" },
        { "a long list times many", "{{ a = [1] * 99000; b = a * 99000; b.size }}{{ nothing }}" },
        { "a range in reverse", "{{ for x in (1..2000000000) reversed; end }}" },
        { "a range with an offset", "{{ for x in (1..2000000000) offset:1999999999; end }}{{ nothing }}" },
        { "a very large exponent behind a string with a mark", "{{ '}}' + 1E+999999999 }}" },
        { "a very small exponent", "{{ x = 1.5e-999999999 }}" },
        { "a very long number", "{{ x = " + new string('9', 300_000) + "; x == 1 }}{{ x }}" },
        { "a very large exponent", "{{ 1e999999999 }}" },
        { "a shift by a negative number", "{{ 1 >> (-2000000000) }}{{ nothing }}" },
        { "a division by zero", "{{ 1 // 0 }}" },
        { "a remainder by zero", "{{ 1 % 0 }}" },
        { "the least number by minus one", "{{ (0 - 2147483648) // (0 - 1) }}{{ nothing }}" },
        { "many parts of long texts", "{{ x = 'a' * 900000; y = $'" + string.Concat(Enumerable.Repeat("{x}", 5_000)) + "' }}" },
        { "many long arguments", "{{ x = 'a' * 900000; y = [" + string.Concat(Enumerable.Repeat("x+'b',", 5_000)) + "1] }}" },
        { "a huge slice", "{{ string.slice 'abc' 2000000000 2000000000 }}{{ nothing }}" },
        { "a split into many", "{{ string.split ('a-' * 400000) '-' | array.size }}" },
        { "texts joined many times", "{{ a = string.split ('aaaaaaaaaa-' * 9000) '-'; for i in 1..9000; b = array.join a '-'; end }}" },
        { "a sort of sorts", "{{ a = [1] * 99000; while true; a = sort a; end }}" },
        { "groups of groups", "{{ a = [1] * 99000; while true; a = group 1 a; end }}" },
        { "a list that grows by assignment", "{{ x = []; x[2000000000] = 1 }}" },
        { "a long number", "{{ x = 3; while true; x = x * x; end }}" },
        { "a shifted number", "{{ 1 << 2000000000 }}" },
        { "a padded list", "{{ pad_to 2000000000 [] }}" },
        { "a wide indent", "{{ string.split ('a-' * 100000) '-' | array.join '\n' | indent 40000 }}" },
        { "an include of itself", "{{ include 'page.html' }}" },
        { "an include in a circle", "{{ include 'circle.html' }}" },
        { "includes that fan out", "{{ include 'fan.html' 20 }}" },
        { "an endless page", "{{ for i in 1..99000; 'a' * 1000; end }}" },
        { "an object that holds itself", "{{ a = {}; a.self = a; a * 2 }}" },
        { "an object that holds itself, called", "{{ a = {x: 1}; with a; self = a; end; a 1 }}" },
        { "an object nested without end", "{{ a = {}; for i in 1..90000; a = {x: a}; end; a 1 }}" },
        { "an object nested without end, subtracted", "{{ a = {}; for i in 1..90000; a = {x: a}; end; a - 1 }}" },
        { "the page as an object", "{{ x = this; x 1 }}" },
        { "the page as an object, printed", "{{ x = this; $'{x}' }}" },
        { "a list nested without end", "{{ a = []; for i in 1..90000; a = [a]; end; a == [1] }}" },
        { "a list nested without end, compared", "{{ a = []; b = []; for i in 1..90000; a = [a]; b = [b]; end; a == b }}" },
        { "a list nested without end, as json", "{{ a = []; for i in 1..90000; a = [a]; end; json a }}" },
        { "a list in a list, called", "{{ a = []; for i in 1..90000; a = [a]; end; a 1 }}" },
        { "a list in a list, subtracted", "{{ a = []; for i in 1..90000; a = [a]; end; a - 1; a / 'x' }}" },
        { "a list in a list, as a key", "{{ a = []; for i in 1..90000; a = [a]; end; b = {x: 1}; b[a] }}" },
        { "a list in a list, contained", "{{ a = []; for i in 1..90000; a = [a]; end; array.contains a a; a | [a] }}{{ nothing }}" },
        { "a list in a list, in a case", "{{ a = []; b = []; for i in 1..90000; a = [a]; b = [b]; end; case a; when b; 'x'; end }}" },
        { "a list with names that hold it", "{{ func f; $; end; a = f [1] x: 2; a.x = a; a.y = $; a 1 }}" },
        { "a list with names that hold it, subtracted", "{{ func f; ret $; end; a = f 1; a.x = a; a - 1 }}" },
        { "a list that holds itself", "{{ a = [1]; a[0] = a; json a }}" },
        { "a list that holds itself, compared", "{{ a = [1]; a[0] = a; b = [1]; b[0] = b; a == b }}" },
        { "a list that holds itself, printed", "{{ a = [1]; a[0] = a; a }}" },
        { "a template called as a function", "{{ 'page.html' | include | include }}" },
        { "a function that calls itself through a pipe", "{{ func f; $0 | f; end; 1 | f }}" },
        { "a block that calls itself", "{{ func f; $$; end; wrap f; wrap f; f; end; end; func g; wrap g; $$; end; end; wrap g; 'x'; end }}" },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public void An_attack_ends_in_a_finding(string name, string template)
    {
        Assert.NotEmpty(name);
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Make.Result? result = null;
        RenderThreads.ForEach([template], 1, text => result = Make.Render(
            text, null, OutputKind.Html, ("circle.html", "{{ include 'round.html' }}"), ("round.html", "{{ include 'circle.html' }}"),
            ("fan.html", "{{ if $0 > 0; include 'fan.html' ($0 - 1); include 'fan.html' ($0 - 1); end }}")), CancellationToken.None);

        Assert.Null(result!.Text);
        Assert.NotEmpty(result.Problems);
        Assert.All(result.Problems, p => Assert.InRange(p.Message.Length, 1, 400));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"took {watch.Elapsed}");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 600_000_000);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(1024)]
    [InlineData(16 * 1024)]
    public void Brackets_inside_recursion_end_in_a_finding_on_a_stack_of_any_size(int kilobytes)
    {
        var brackets = "{{ func f(n); ret " + Deep50 + "f(n + 1)" + Deep50End + "; end; f 0 }}";
        Make.Result? result = null;
        var thread = new Thread(() => result = Make.Render(brackets), kilobytes * 1024);
        thread.Start();
        thread.Join();

        Assert.Null(result!.Text);
        // On the smallest stack the parser gives up first.
        Assert.Contains(Assert.Single(result.Problems).Code, kilobytes < 1024 ? (string[])["UP1401", "UP1406"] : ["UP1406"]);
    }

    [Fact]
    public void Two_hundred_and_forty_brackets_are_refused_when_the_template_is_loaded()
    {
        var problem = Make.Render("{{ func f(n); ret " + new string('(', 240) + "f(n + 1)" + new string(')', 240) + "; end; f 0 }}").Problems[0];

        Assert.Equal("UP1401", problem.Code);
    }

    public static TheoryData<string, string> DeepSources { get; } = new()
    {
        { "round brackets", "{{ " + Many("(") + "1" + Many(")") + " }}" },
        { "square brackets", "{{ " + Many("[") + Many("]") + " }}" },
        { "braces", "{{ x = " + Many("{a:") + "1" + Many("}") + " }}" },
        { "signs", "{{ " + Many("-") + "1 }}" },
        { "nots", "{{ " + Many("!") + "true }}" },
        { "dots", "{{ a" + Many(".a") + " }}" },
        { "indexes", "{{ a" + Many("[0]") + " }}" },
        { "indexes in indexes", "{{ " + Many("a[") + "0" + Many("]") + " }}" },
        { "pipes", "{{ 'a'" + Many(" | plain") + " }}" },
        { "sums", "{{ 1" + Many("+1") + " }}" },
        { "calls", "{{ " + Many("plain(") + "1" + Many(")") + " }}" },
        { "conditions", "{{ 1" + Many("?1:1") + " }}" },
        { "ifs", Many("{{ if true }}") + Many("{{ end }}") },
        { "ifs in one block", "{{ " + Many("if true; ") + Many("end; ") + "}}" },
        { "else ifs", "{{ if true; " + Many("else if true; ") + "end }}" },
        { "fors", "{{ " + Many("for x in [1]; ") + Many("end; ") + "}}" },
        { "captures", "{{ " + Many("capture x; ") + Many("end; ") + "}}" },
        { "functions", "{{ " + Many("func f; ") + Many("end; ") + "}}" },
        { "interpolation", "{{ " + Many("$'{") + "1" + Many("}'") + " }}" },
        { "opening marks", Many("{{") },
        { "opening and closing marks", Many("{{ ) }}") },
        { "closing brackets", "{{ " + Many(")") + " }}" },
        { "assignments", "{{ " + Many("a=") + "1 }}" },
        { "anonymous functions", "{{ " + Many("@do; ret ") + Many("end ") + "}}" },
    };

    [Theory]
    [MemberData(nameof(DeepSources))]
    public void Deep_source_never_ends_the_process(string name, string template)
    {
        Assert.NotEmpty(name);
        var watch = Stopwatch.StartNew();
        Make.Result? result = null;
        var thread = new Thread(() => result = Make.Render(template), 1024 * 1024);
        thread.Start();
        thread.Join();

        Assert.Null(result!.Text);
        Assert.InRange(result.Problems.Count, 1, 22);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"took {watch.Elapsed}");
    }

    [Fact]
    public void The_live_context_has_the_settings_that_were_decided()
    {
        var context = new GuardedContext(null, Make.Page(OutputKind.Html, lessons: 100), new DiagnosticBag());

        Assert.Equal((150_000, 32, 20, 1_000_000), (context.LoopLimit, context.RecursiveLimit, context.ObjectRecursionLimit, context.LimitToString));
        Assert.Equal((8_800_000, ScriptLimitBehavior.Throw, ScriptLimitBehavior.Throw), (context.OutputLimit, context.OnOutputLimit, context.OnStringLimit));
        Assert.Equal(64, context.TemplateLoaderParserOptions.ExpressionDepthLimit);
        Assert.Equal(TimeSpan.FromMilliseconds(250), context.RegexTimeOut);
        Assert.Equal("\n", context.NewLine);
        Assert.True(context.StrictVariables);
        Assert.False(context.EnableRelaxedMemberAccess || context.EnableRelaxedTargetAccess || context.EnableRelaxedFunctionAccess
            || context.EnableRelaxedIndexerAccess || context.EnableNullIndexer || context.AutoIndent);
        Assert.Null(context.TemplateLoader);
        Assert.True(context.BuiltinObject.IsReadOnly);
        Assert.All(context.BuiltinObject.Values, value => Assert.True(value is TemplateFunction or EmptyScriptObject or FrozenObject { IsReadOnly: true }));
    }

    [Fact]
    public void The_functions_are_those_that_were_decided_and_no_others()
    {
        var names = TemplateFunctions.Builtin
            .SelectMany(entry => entry.Value is FrozenObject group ? group.GetMembers().Select(name => $"{entry.Key}.{name}") : [entry.Key])
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            "any array.compact array.concat array.contains array.first array.join array.last array.limit array.map array.offset array.reverse array.size asset "
            + "capital clock date_text download empty gap group include indent inline json link list_text markdown math.abs math.ceil math.divided_by math.floor math.max "
            + "math.min math.minus math.modulo math.plus math.round math.times pad_to plain plural sort string.append string.contains string.downcase "
            + "string.ends_with string.prepend string.replace string.size string.slice string.split string.starts_with string.strip string.upcase table_cell where",
            string.Join(' ', names));
    }

    [Fact]
    public void A_long_include_arrives_whole_through_three_levels()
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < 700_000; i++)
        {
            text.Append("<p>line ").Append(i).Append("</p>\n");
        }

        Assert.Equal(text.ToString(), Make.Text(
            "{{ include 'a.html' }}", null, OutputKind.Html, ("a.html", "{{ capture x; include 'b.html'; end; x }}"), ("b.html", "{{ include 'c.html' }}"), ("c.html", text.ToString())));
    }

    [Fact]
    public void A_page_that_lists_five_thousand_lessons_is_honest_work()
    {
        var lessons = Enumerable.Range(0, 5_000).Select(i => (object?)Make.View(("title", $"Lesson {i}"), ("topics", new List<object?> { 1, 2, 3, 4, 5, 6 }))).ToList();
        var problems = new DiagnosticBag();
        var library = Make.Library(problems, ("page.html", "{{ for lesson in lessons; lesson.title; for t in lesson.topics; t; end; end }}"));

        Assert.NotNull(new Renderer(library).Render(Make.Page(OutputKind.Html, Make.View(("lessons", lessons)), lessons: 5_000), problems));
        Assert.Empty(problems.Sorted());
    }

    [Fact]
    public void Numbers_that_only_look_like_exponents_are_text() =>
        Assert.Equal("<i id=\"1e99999\">sha-31e48213 1e99999 1500</i>", Make.Text("<i id=\"1e99999\">sha-31e48213 {{ '1e99999' }} {{ 1.5e3 }}</i>"));

    [Fact]
    public void Text_of_a_lesson_is_never_run() =>
        Assert.Equal("{{ 1 + 1 }}<p>{{ 1 + 1 }}</p>", Make.Text("{{ t }}{{ p }}", Make.View(("t", "{{ 1 + 1 }}"), ("p", Make.Prose("{{ 1 + 1 }}")))));

    [Fact]
    public void Pages_on_many_threads_share_templates_and_views()
    {
        var problems = new DiagnosticBag();
        var library = Make.Library(problems, ("page.html", "{{ include 'part.html' }}{{ for x in list; x; end }}{{ p }}"), ("part.html", "<b>{{ t }}</b>"));
        var page = Make.Page(OutputKind.Html, Make.View(("t", "a<b"), ("list", new List<object?> { 1, 2 }), ("p", Make.Prose("*x*"))));
        var results = new string?[2_000];

        RenderThreads.ForEach([.. Enumerable.Range(0, results.Length)], 8, i => results[i] = new Renderer(library).Render(page, problems), CancellationToken.None);

        Assert.Empty(problems.Sorted());
        Assert.All(results, text => Assert.Equal("<b>a&lt;b</b>12<p><em>x</em></p>", text));
    }

    private static string Many(string text) => string.Concat(Enumerable.Repeat(text, 20_000));
}
