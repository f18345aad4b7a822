using Scriban.Syntax;
using Upstander.Diagnostics;

namespace Upstander.Rendering;

/// <summary>Turns a template and what it may see into the text of a page. May be used by many threads at once.</summary>
public sealed class Renderer(TemplateLibrary library)
{
    /// <summary>The page, or null after a report of what stopped it.</summary>
    public string? Render(PageRequest page, DiagnosticBag problems)
    {
        if (library.Find(page.Template) is not { } template)
        {
            // A template that could not be parsed was reported when it was loaded.
            if (!library.Contains(page.Template))
            {
                problems.Add(RenderingProblems.UnknownTemplate.At(SourceSpan.Whole(page.Template), $"there is no template '{page.Template}'", library.Nearest(page.Template)));
            }

            return null;
        }

        var context = new GuardedContext(library, page, problems);
        try
        {
            var text = template.Render(context);
            page.Counts?.Rendered(context.StepsTaken);
            return context.HasFailed ? null : text;
        }
        catch (ScriptRuntimeException e)
        {
            problems.Add(TemplateFaults.ToDiagnostic(e, template.SourceFilePath ?? page.Template));
            return null;
        }
    }
}
