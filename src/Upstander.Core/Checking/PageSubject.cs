using System.Text;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Rendering;
using Upstander.Workspaces;

namespace Upstander.Checking;

/// <summary>A page under review.</summary>
/// <param name="Page">Which one it is.</param>
/// <param name="Text">What it holds.</param>
/// <param name="Course">The course it belongs to.</param>
/// <param name="Plan">Every page there is.</param>
/// <param name="Templates">What it is made by.</param>
public sealed record PageSubject(Page Page, string Text, Course Course, PagePlan Plan, TemplateLibrary Templates)
{
    private HtmlScan? html;

    /// <summary>Its tags; null where it is no HTML.</summary>
    public HtmlScan? Html => Page.Document.Format is "html" or "print" ? html ??= new HtmlScan(Text) : null;

    /// <summary>Whether it is made for paper.</summary>
    public bool IsPrint => Page.Document.Format == "print";

    /// <summary>How sensitive its lesson is, or the most sensitive lesson of its unit; 0 for pages of the curriculum.</summary>
    public int Sensitivity =>
        Page.LessonId is { } lesson ? Course.Lesson(lesson)?.Card.Sensitivity ?? 0
        : Page.UnitId is { } unit ? SensitivityOf(unit)
        : 0;

    private int SensitivityOf(string unit)
    {
        ReadLog.Note(CourseSource.Unit(unit));
        return Course.Units.FirstOrDefault(u => u.Id == unit)?.Lessons.Select(l => l.Card.Sensitivity).DefaultIfEmpty().Max() ?? 0;
    }

    /// <summary>The address of its lesson, unit or curriculum.</summary>
    public string Address => Page.LessonId ?? (Page.UnitId is { } unit ? $"units/{unit}" : "curriculum");

    /// <summary>The way from this page to another document of its audience about the whole curriculum; null when that is not made.</summary>
    public string? AddressOf(string document) => Plan.Find(Page.Audience, document, null, null) is { } target ? Page.AddressOf(target.Path) : null;

    /// <summary>Where the lesson, unit or curriculum stands that the page is about.</summary>
    public SourceSpan Span =>
        Page.LessonId is { } lesson && Course.Lesson(lesson) is { } summary ? summary.Span
        : Page.UnitId is { } id && Course.Units.FirstOrDefault(u => u.Id == id) is { } unit ? unit.Unit.Title.Span
        : Course.Curriculum.Title.Span;

    /// <summary>
    /// Where one of these texts stands in the project's own templates, the page's own template first. Without one, the page's own template as a whole
    /// where it is the project's; else null.
    /// </summary>
    public SourceSpan? PlaceInTemplates(params ReadOnlySpan<string> texts)
    {
        var own = Templates.FindOwn(Page.Document.Template);
        foreach (var text in texts)
        {
            foreach (var template in own is null ? Templates.Own : Templates.Own.Prepend(own))
            {
                if (text.Length > 0 && template.Text.IndexOf(text, StringComparison.Ordinal) is >= 0 and var at)
                {
                    return SpanIn(template.Text, template.File, at, text.Length);
                }
            }
        }

        return own is null ? null : SourceSpan.Whole(own.File);
    }

    /// <summary>The span of a stretch of a text, on its first line.</summary>
    internal static SourceSpan SpanIn(string text, string file, int start, int length)
    {
        var line = text.AsSpan(0, start).Count('\n') + 1;
        var column = start - text.AsSpan(0, start).LastIndexOf('\n');
        var end = text.AsSpan(start, length).IndexOf('\n') is >= 0 and var first ? first : length;
        return new SourceSpan(file, line, column, line, column + end);
    }
}

/// <summary>A style sheet, script or picture under review.</summary>
/// <param name="Name">Its name below <c>assets/</c>.</param>
/// <param name="File">What it holds.</param>
public sealed record AssetSubject(string Name, SourceFile File)
{
    /// <summary>What it holds, as text.</summary>
    public string Text => Encoding.UTF8.GetString(File.Bytes.Span);

    /// <summary>The span of a stretch of its text.</summary>
    public SourceSpan Span(string text, int start, int length) => PageSubject.SpanIn(text, File.Path, start, length);
}
