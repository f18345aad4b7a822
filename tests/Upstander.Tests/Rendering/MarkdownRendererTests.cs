using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Rendering;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Tests.Rendering;

public partial class MarkdownRendererTests
{
    [Theory]
    [InlineData("Plain sentence.", "<p>Plain sentence.</p>")]
    [InlineData("two\nlines", "<p>two\nlines</p>")]
    [InlineData("say \"hi\" & <b>", "<p>say &quot;hi&quot; &amp; &lt;b&gt;</p>")]
    [InlineData("# One\n\n##### Five", "<h3>One</h3>\n<h6>Five</h6>")]
    [InlineData("~~old~~ **b** *i* `c`", "<p><del>old</del> <strong>b</strong> <em>i</em> <code>c</code></p>")]
    [InlineData("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    [InlineData("<div onclick=x>\n", "<p>&lt;div onclick=x&gt;</p>")]
    [InlineData("x {onclick=alert(1) style=a}", "<p>x {onclick=alert(1) style=a}</p>")]
    [InlineData("# x {#id .c onclick=a}", "<h3>x {#id .c onclick=a}</h3>")]
    [InlineData("[a](https://example.org/x?a=1&b=2 \"t\")", "<p><a href=\"https://example.org/x?a=1&amp;b=2\" rel=\"noreferrer\" title=\"t\">a</a></p>")]
    [InlineData("[a](mailto:a@example.org) [b](tel:+1800) [c](../other/index.html#x) [d](#here)",
        "<p><a href=\"mailto:a@example.org\">a</a> <a href=\"tel:+1800\">b</a> <a href=\"../other/index.html#x\">c</a> <a href=\"#here\">d</a></p>")]
    [InlineData("<https://example.org/> <a@example.org>", "<p><a href=\"https://example.org/\" rel=\"noreferrer\">https://example.org/</a> <a href=\"mailto:a@example.org\">a@example.org</a></p>")]
    [InlineData("![](https://youtu.be/x)", null)]
    [InlineData("- [ ] a\n- [x] b", "<ul class=\"contains-task-list\">\n<li class=\"task-list-item\"><span class=\"task-box\">☐</span> a</li>\n<li class=\"task-list-item\"><span class=\"task-box\">☑</span> b</li>\n</ul>")]
    [InlineData("| a | b |\n|:-:|--:|\n| 1 | 2 |",
        "<table>\n<thead>\n<tr>\n<th class=\"align-center\">a</th>\n<th class=\"align-right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class=\"align-center\">1</td>\n<td class=\"align-right\">2</td>\n</tr>\n</tbody>\n</table>")]
    [InlineData("::: warning\nx\n:::", "<p>::: warning\nx\n:::</p>")]
    [InlineData("$x$ ==m== ++i++ :smile: https://example.org", "<p>$x$ ==m== ++i++ :smile: https://example.org</p>")]
    public void Markdown_becomes_html_without_any_of_its_own(string markdown, string? html)
    {
        var problems = new DiagnosticBag();
        Assert.Equal(html ?? "", MarkdownRenderer.ToHtml(Make.Prose(markdown), problems));
        Assert.Equal(html is null, problems.HasErrors);
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](&#x6A;avascript:alert(1))")]
    [InlineData("[x](javascript&colon;alert(1))")]
    [InlineData("[x](java&Tab;script:alert(1))")]
    [InlineData("[x](java&NewLine;script:alert(1))")]
    [InlineData("[x](java&#10;script:alert(1))")]
    [InlineData("[x](&#1;javascript:alert(1))")]
    [InlineData("[x](<  javascript:alert(1)>)")]
    [InlineData("[x](javascript%3Aalert(1))")]
    [InlineData("[x](%6Aavascript:alert(1))")]
    [InlineData("[x](java\\script:alert(1))")]
    [InlineData("[x](&amp;#106;avascript&amp;#58;alert(1))")]
    [InlineData("[x](&#8203;javascript:alert(1))")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("[x](data:text/html,<script>)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x](view-source:https://example.org)")]
    [InlineData("[x](blob:https://example.org/1)")]
    [InlineData("[x](//evil.example)")]
    [InlineData("[x](/\\evil.example)")]
    [InlineData("[x](\\\\\\\\evil.example)")]
    [InlineData("[x](https:\\\\evil.example)")]
    [InlineData("[x](&#47;/evil.example)")]
    [InlineData("[x](/absolute)")]
    [InlineData("[x][r]\n\n[r]: javascript:alert(1)")]
    [InlineData("[r]\n\n[r]: <javascript:alert(1)>")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<data:text/html;base64,x>")]
    [InlineData("[![a](pictures/steps.png)](javascript:x)")]
    [InlineData("| a |\n|---|\n| [x](javascript:x) |")]
    [InlineData("a[^1]\n\n[^1]: [x](javascript:x)")]
    public void An_address_that_runs_code_or_leaves_unseen_is_refused(string markdown)
    {
        var problems = new DiagnosticBag();

        Assert.Equal("", MarkdownRenderer.ToHtml(Make.Prose(markdown), problems));

        var problem = Assert.Single(problems.Sorted());
        Assert.Equal("UP1501", problem.Code);
        Assert.False(MarkdownRenderer.Check(Make.Prose(markdown), new DiagnosticBag()));
    }

    [Theory]
    [InlineData("![x](https://example.org/x.png)")]
    [InlineData("![x](data:image/png;base64,AAAA)")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("![x](//example.org/x.png)")]
    [InlineData("![x](/x.png)")]
    [InlineData("![x](../x.png)")]
    [InlineData("![x](a/%2e%2e/x.png)")]
    [InlineData("![x](x.png?a)")]
    [InlineData("![x]()")]
    public void An_image_from_elsewhere_is_refused(string markdown)
    {
        var problems = new DiagnosticBag();
        MarkdownRenderer.ToHtml(Make.Prose(markdown), problems);
        Assert.Equal("UP1502", Assert.Single(problems.Sorted()).Code);
    }

    [Fact]
    public void An_image_of_the_assets_gets_the_address_that_the_page_needs()
    {
        var view = Make.View(("p", Make.Prose("![Three *steps*](pictures/steps.png)")), ("q", Make.Prose("![x](pictures/stepz.png)")));

        Assert.Equal("<p><img src=\"../assets/pictures/steps.png\" alt=\"Three steps\" /></p>", Make.Text("{{ p }}", view));
        Assert.Equal("did you mean 'pictures/steps.png'?", Make.Problem("{{ q }}", view).Hint);
    }

    [Fact]
    public void Notes_of_several_texts_on_a_page_have_ids_of_their_own()
    {
        var view = Make.View(("p", Make.Prose("a[^n]\n\n[^n]: note")));

        var text = Make.Text("{{ p }}{{ p }}{{ p | inline }}", view);

        var ids = Ids().Matches(text).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(["note-1-ref-1", "note-1-1", "note-2-ref-1", "note-2-1"], ids);
        Assert.Contains("href=\"#note-2-1\"", text, StringComparison.Ordinal);
        Assert.EndsWith("</div>a", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_and_images_keep_their_names_apart_in_markdown_too()
    {
        var view = Make.View(("p", Make.Prose("a[^n] `[^n]`\n\n[^n]: note ![x](pictures/steps.png \"t\")")));

        Assert.Equal(
            "a[^note-1-n] `[^n]`\n\n[^note-1-n]: note ![x](../assets/pictures/steps.png \"t\")\na[^note-2-n] `[^n]`\n\n[^note-2-n]: note ![x](../assets/pictures/steps.png \"t\")",
            Make.Text("{{ p }}\n{{ p }}", view, OutputKind.Markdown));
    }

    public static TheoryData<string, string, string> Bombs { get; } = new()
    {
        { "quotes", Many("> ", 30_000), "UP1503" },
        { "quotes without spaces", Many(">", 60_000), "UP1503" },
        { "lists on a line", Many("- ", 30_000) + "x", "UP1503" },
        { "numbered lists on a line", Many("1. ", 20_000) + "x", "UP1503" },
        { "lists in lists", string.Concat(Enumerable.Range(0, 100).Select(i => new string(' ', i * 2) + "- a\n")), "UP1503" },
        { "quotes and lists", Many("> - ", 16_000), "UP1503" },
        { "emphasis", Many("*a ", 10_000), "*" },
        { "emphasis that nests", Many("*a **b ", 4_000) + Many("** *", 4_000), "*" },
        { "brackets", Many("[", 60_000), "UP1506" },
        { "brackets in brackets", Many("[", 1_000) + Many("]", 1_000), "*" },
        { "half links", Many("[a](", 16_000), "UP1506" },
        { "half links with an address", Many("[a](b", 13_000), "UP1506" },
        { "half images", Many("![", 30_000), "UP1506" },
        { "as many half links as fit", Many("[a](", 999) + Many("(", 60_000), "" },
        { "a wide table", Many("|a", 3_000) + "\n" + Many("|-", 3_000) + "\n" + Many("|\n", 3_000), "UP1505" },
        { "a table with one wide row", "|a|\n|-|\n" + Many("|a", 3_000) + "\n" + Many("|\n", 3_000), "UP1505" },
        { "a long table", Many("|a", 40) + "\n" + Many("|-", 40) + "\n" + Many("|\n", 30_000), "UP1505" },
        { "a long link definition", "[a]: https://example.org/" + new string('x', 20_000) + "\n\n" + Many("[a] ", 990), "UP1504" },
        { "too much text", new string('x', 70_000), "UP1504" },
        { "headings", Many("# a\n", 16_000), "" },
        { "backticks", string.Concat(Enumerable.Range(1, 350).Select(i => new string('`', i) + " ")), "" },
        { "less than", Many("<", 60_000), "" },
        { "comments", Many("<!--", 16_000), "" },
        { "cdata", Many("<![CDATA[", 900), "*" },
        { "ampersands", Many("&", 60_000), "" },
        { "entities", Many("&#0", 20_000), "" },
        { "closers", Many("a**b", 1_000) + Many("c* ", 8_000), "*" },
        { "strikes", Many("~~a ", 16_000), "*" },
        { "notes", string.Concat(Enumerable.Range(0, 300).Select(i => $"[^{i}]")) + "\n\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"[^{i}]: x\n")), "" },
        { "pipes in a text", Many("a|", 30_000), "" },
        { "tabs", Many("\t", 60_000) + "x", "" },
        { "line ends", Many("\n", 60_000) + "x", "" },
        { "nulls", Many("\0", 60_000), "" },
    };

    /// <summary>An empty code stands for text that is made; a star for text that may be made or refused.</summary>
    [Theory]
    [MemberData(nameof(Bombs))]
    public void Markdown_that_grows_ends_soon(string name, string markdown, string code)
    {
        Assert.NotEmpty(name);
        Render(markdown[..Math.Min(markdown.Length, 100)]);
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var (html, found) = Render(markdown);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // Generous: other tests run beside it. Without the limits, the worst of these run for minutes.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"took {watch.Elapsed}");
        Assert.True(allocated < 200_000_000, $"allocated {allocated}");
        Assert.True(html.Length <= 2 * 1024 * 1024);
        Assert.True(code == "*" || found.Count == (code.Length == 0 ? 0 : 1), string.Join('\n', found));
        Assert.All(found, p => Assert.True(code == "*" || p.Code == code, p.ToString()));
        Assert.NotNull(MarkdownRenderer.ToPlain(Make.Prose(markdown)));
    }

    [Theory]
    [InlineData("text: |\n  a\n\n  b [x](javascript:1)\n", "lesson.yaml:4:5")]
    [InlineData("text: b [x](javascript:1)\n", "lesson.yaml:1:9")]
    [InlineData("text: \"b [x](javascript:1)\"\n", "lesson.yaml:1:10")]
    [InlineData("text: >-\n  a\n  b [x](javascript:1)\n", "lesson.yaml:3:5")]
    public void A_problem_is_reported_at_its_place_in_the_file(string yaml, string place)
    {
        var problems = new DiagnosticBag();
        var map = YamlLoader.Load(new SourceFile("lesson.yaml", Encoding.UTF8.GetBytes(yaml)), problems)!;
        MarkdownRenderer.Check(new Prose((YamlScalar)map["text"]!), problems);
        Assert.Equal(place, Assert.Single(problems.Sorted()).Span.ToString());
    }

    [Theory]
    [InlineData("Plain.", "Plain.")]
    [InlineData("**a** [b](https://example.org) `c` &amp; <d>\nsame line\n\n- e\n- f", "a b c & <d> same line\ne\nf")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |", "a b\n1 2")]
    [InlineData("x[^1]\n\n[^1]: note\n\n[r]: https://example.org", "x")]
    [InlineData("![alt text](a.png) \\* y", "alt text * y")]
    public void Plain_text_has_no_markup(string markdown, string plain) => Assert.Equal(plain, MarkdownRenderer.ToPlain(Make.Prose(markdown)));

    [Fact]
    public void The_short_way_for_plain_text_gives_what_markdig_gives()
    {
        var pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseTaskLists().UseFootnotes().DisableHtml().Build();
        Gen.String[Gen.Char["abc 1.:;,-+='()!?/%{}$@^éü"], 0, 20].Sample(
            text => Assert.Equal(Markdown.ToHtml(text, pipeline).Trim('\n'), MarkdownRenderer.ToHtml(Make.Prose(text), new DiagnosticBag())), iter: 5_000);
    }

    [Fact]
    public void Any_markdown_gives_balanced_html_without_handlers_or_code()
    {
        var piece = Gen.OneOf<string>(
            "a", " ", "\n", "\n\n", "*", "**", "_", "`", "```", "[", "]", "(", ")", "<", ">", "!", "#", "- ", "1. ", "2. [ ] ", "|", "---", "~~", "&#106;", "javascript:", "https://e.org", "\"", "'",
            "onclick=x", "{", "}", "[^1]", "[^1]: ", "\\", "&lt;", "<script>", "    ", "\t", ":", "//", "=");
        piece.Array[0, 30].Sample(
            pieces =>
            {
                var problems = new DiagnosticBag();
                var html = MarkdownRenderer.ToHtml(Make.Prose(string.Concat(pieces)), problems);
                foreach (Match tag in Tags().Matches(html))
                {
                    Assert.Matches(AllowedTag(), tag.Value);
                }

                Assert.DoesNotContain('\r', html);
            },
            iter: 5_000);
    }

    [Fact]
    public void Escaped_text_reads_as_it_was_written()
    {
        var pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough | EmphasisExtraOptions.Subscript).UseTaskLists().UseFootnotes().Build();
        Gen.String[Gen.Char["ab *_`[]()<>&#~|\\!-+=1.;:/"], 1, 24].Select(text => text.Trim()).Where(text => text.Length > 0).Sample(
            text =>
            {
                foreach (var (before, after) in ((string, string)[])[("", ""), ("- ", ""), ("x ", " y"), ("**", "**")])
                {
                    if (before == "**" && (char.IsPunctuation(text[0]) || char.IsSymbol(text[0]) || char.IsPunctuation(text[^1]) || char.IsSymbol(text[^1])))
                    {
                        continue;
                    }

                    var html = Markdown.ToHtml(before + Escaping.Markdown(text) + after, pipeline);
                    var plain = System.Net.WebUtility.HtmlDecode(AnyTag().Replace(html, "")).Trim('\n');
                    var expected = (before == "x " ? "x " : "") + text + (after == " y" ? " y" : "");
                    Assert.True(plain.Trim() == expected, $"{text} -> {Escaping.Markdown(text)} -> {html}");
                }
            },
            iter: 5_000);
    }

    private static (string Html, IReadOnlyList<Diagnostic> Found) Render(string markdown)
    {
        var problems = new DiagnosticBag();
        return (MarkdownRenderer.ToHtml(Make.Prose(markdown), problems), problems.Sorted());
    }

    private static string Many(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("<[/a-zA-Z][^>]*>")]
    private static partial Regex AnyTag();

    [GeneratedRegex("^<(/?(p|em|strong|del|code|pre|blockquote|ul|ol|li|h[3-6]|table|thead|tbody|tr|th|td|sup|div|a|span)|ol( start=\"[0-9]+\")?( class=\"contains-task-list\")?|code class=\"language-[^\"]*\"|hr /|br /|img src=\"[^\"<>]*\" alt=\"[^\"<>]*\"( title=\"[^\"<>]*\")? /|(ul|li|span|div|a|th|td|sup)( (class|href|id|rel|title)=\"[^\"<>]*\")+)>$")]
    private static partial Regex AllowedTag();
}
