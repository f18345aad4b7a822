using System.Text;
using Upstander.Diagnostics;
using Upstander.Overrides;
using Upstander.Workspaces;

namespace Upstander.Tests.Overrides;

/// <summary>The first line of an ejected file says what it was, and leaves no trace in what is built.</summary>
public class EjectMarkTests
{
    private static readonly EjectMark Mark = new("html/guide.html.scriban", "upstander 0.1.0", new string('a', 64));

    [Theory]
    [InlineData("a.html.scriban", "{{~ # ejected from html/guide.html.scriban of upstander 0.1.0, sha256:{0} ~}}\n")]
    [InlineData("a.css", "/* ejected from html/guide.html.scriban of upstander 0.1.0, sha256:{0} */\n")]
    [InlineData("a.js", "// ejected from html/guide.html.scriban of upstander 0.1.0, sha256:{0}\n")]
    public void A_mark_is_a_comment_of_the_kind_of_file_and_reads_back(string name, string line)
    {
        var marked = Mark.Above(name, "first\nsecond\n"u8.ToArray());

        Assert.Equal(line.Replace("{0}", Mark.Hash, StringComparison.Ordinal) + "first\nsecond\n", Encoding.UTF8.GetString(marked));
        Assert.Equal(Mark, EjectMark.Read(name, marked));
        Assert.Equal("first\nsecond\n", Encoding.UTF8.GetString(EjectMark.Without(name, marked).Span));
    }

    [Fact]
    public void A_new_mark_takes_the_place_of_the_old_one()
    {
        var again = (Mark with { Origin = "the base" }).Above("a.css", Mark.Above("a.css", "x\n"u8.ToArray()));

        Assert.Equal(2, Encoding.UTF8.GetString(again).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal("the base", EjectMark.Read("a.css", again)!.Origin);
    }

    [Fact]
    public void Line_ends_and_byte_order_marks_of_editors_change_nothing()
    {
        var windows = Encoding.UTF8.GetBytes("\uFEFF" + Encoding.UTF8.GetString(Mark.Above("a.css", "x\ny\n"u8.ToArray())).Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal(Mark, EjectMark.Read("a.css", windows));
        Assert.Equal(EjectMark.HashOf("a.css", "x\ny\n"u8.ToArray()), EjectMark.HashOf("a.css", windows));
        Assert.EndsWith("*/\r\nx\r\ny\r\n", Encoding.UTF8.GetString(Mark.Above("a.css", windows)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.css", "")]
    [InlineData("a.css", "/* */")]
    [InlineData("a.css", "/* ejected from x of y, sha256:123 */\n")]
    [InlineData("a.css", "p {}\n/* ejected from x of y, sha256:{0} */\n")]
    [InlineData("a.css", "{{~ # ejected from x of y, sha256:{0} ~}}\n")]
    [InlineData("a.png", "/* ejected from x of y, sha256:{0} */\n")]
    public void What_is_no_mark_is_part_of_the_file(string name, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Replace("{0}", Mark.Hash, StringComparison.Ordinal));

        Assert.Null(EjectMark.Read(name, bytes));
        Assert.Equal(bytes, EjectMark.Without(name, bytes).ToArray());
    }

    [Fact]
    public void All_that_the_tool_brings_can_hold_a_mark()
    {
        var templates = Workspace.OfTool(Project.ToolFolder, new DiagnosticBag()).Where(f => f.Kind is WorkspaceFileKind.Template or WorkspaceFileKind.TemplateAsset);

        Assert.All(templates, f => Assert.True(EjectMark.CanMark(f.Name), f.Name));
    }
}
