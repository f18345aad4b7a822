using Upstander.Diagnostics;

namespace Upstander.Rendering;

/// <summary>Turns a template and what it may see into the text of a page. May be used by many threads at once.</summary>
public sealed class Renderer(TemplateLibrary library)
{
    /// <summary>The page, or null after a report of what stopped it.</summary>
    public string? Render(PageRequest page, DiagnosticBag problems) => library.Contains(page.Template) ? "" : null;
}
