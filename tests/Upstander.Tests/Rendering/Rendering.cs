using System.Text;
using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Rendering;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Tests.Rendering;

/// <summary>What the tests of this folder share: a page from a template or a few, and what was reported.</summary>
internal static class Make
{
    private static readonly HashSet<string> Assets = ["screen.css", "pictures/steps.png"];

    public static View View(params (string Name, object? Value)[] entries)
    {
        var view = new View();
        foreach (var (name, value) in entries)
        {
            view.Add(name, value);
        }

        return view;
    }

    public static Prose Prose(string markdown, ScalarStyle style = ScalarStyle.Literal) =>
        new(new YamlScalar(markdown, style, new SourceSpan("lesson.yaml", 10, 5, 10, 6)));

    public static SourceFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    public static TemplateLibrary Library(DiagnosticBag problems, params (string Name, string Text)[] templates) =>
        TemplateLibrary.Load(templates.Select(t => File("templates/" + t.Name, t.Text)), problems);

    public static PageRequest Page(OutputKind kind, View? view = null, string template = "page.html", int lessons = 0) =>
        new(template, kind, view is null ? [] : [FrozenView.Freeze(view)], "../", (document, id, handout, _) => document == "home" ? $"../{id}{handout}index.html" : null, new HashSet<string> { "home", "glossary" }, lessons, Assets);

    public static Result Render(string template, View? view = null, OutputKind kind = OutputKind.Html, params (string Name, string Text)[] others)
    {
        var problems = new DiagnosticBag();
        var library = Library(problems, [("page.html", template), .. others]);
        return new(new Renderer(library).Render(Page(kind, view), problems), problems.Sorted());
    }

    /// <summary>The text of a page that must have no problems.</summary>
    public static string Text(string template, View? view = null, OutputKind kind = OutputKind.Html, params (string Name, string Text)[] others)
    {
        var result = Render(template, view, kind, others);
        Assert.Equal([], result.Problems.Select(p => p.ToString()));
        return result.Text!;
    }

    /// <summary>The only finding of a page that must not be made.</summary>
    public static Diagnostic Problem(string template, View? view = null, OutputKind kind = OutputKind.Html, params (string Name, string Text)[] others)
    {
        var result = Render(template, view, kind, others);
        Assert.Null(result.Text);
        return Assert.Single(result.Problems);
    }

    public sealed record Result(string? Text, IReadOnlyList<Diagnostic> Problems);
}
