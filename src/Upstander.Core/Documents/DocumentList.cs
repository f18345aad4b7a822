using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Rendering;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Documents;

/// <summary>A document that a build makes, ready to be planned.</summary>
/// <param name="Id">What options and links call it.</param>
/// <param name="Per">For what one is made: curriculum, unit, lesson or handout.</param>
/// <param name="Audiences">For whom; each gets a file of its own.</param>
/// <param name="Format">html, print, markdown, json, script or text.</param>
/// <param name="Template">Its template, by name below <c>templates/</c>.</param>
/// <param name="Path">Where it goes, inside the audience's folder.</param>
/// <param name="When">Whether it is made, or null for always.</param>
/// <param name="Title">Title of its pages, or null.</param>
/// <param name="Span">Where it is declared.</param>
public sealed record Document(
    string Id,
    string Per,
    IReadOnlyList<Audience> Audiences,
    string Format,
    string Template,
    TemplateExpression Path,
    TemplateExpression? When,
    TemplateExpression? Title,
    SourceSpan Span)
{
    /// <summary>How values are escaped in it.</summary>
    public OutputKind Kind => Format switch
    {
        "markdown" => OutputKind.Markdown,
        "json" or "script" => OutputKind.Json,
        "text" => OutputKind.Text,
        _ => OutputKind.Html,
    };
}

/// <summary>The documents of a build: those of the tool, changed by those of the project.</summary>
/// <param name="Documents">In the order of the first list, then those that later lists add.</param>
/// <param name="Ids">Every id that a template may name: a document that is off is not made, but it is no misspelling.</param>
public sealed record DocumentList(IReadOnlyList<Document> Documents, IReadOnlySet<string> Ids)
{
    /// <summary>Reads the lists, layer by layer.</summary>
    public static DocumentList Read(IEnumerable<SourceFile> layers, TemplateLibrary templates, DiagnosticBag problems)
    {
        List<DocumentEntry> entries = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            if (YamlLoader.Load(layer, problems) is not { } map)
            {
                continue;
            }

            foreach (var entry in Binder.Bind(map, f => new DocumentFile(f), problems).List)
            {
                Lay(entries, entry, problems);
                ids.Add(entry.Id!.Value);
            }
        }

        return new DocumentList([.. entries.Select(e => Complete(e, templates, problems)).OfType<Document>()], ids);
    }

    private static void Lay(List<DocumentEntry> entries, DocumentEntry entry, DiagnosticBag problems)
    {
        var id = entry.Id!.Value;
        var place = entries.FindIndex(e => e.Id!.Value == id);
        if (entry.Off?.Value == true)
        {
            if (place < 0)
            {
                problems.Add(DocumentProblems.NothingToTurnOff.At(
                    entry.Id.Span, $"there is no document '{id}' to turn off", Nearest.Hint(id, [.. entries.Select(e => e.Id!.Value)])));
            }
            else
            {
                entries.RemoveAt(place);
            }
        }
        else if (place < 0)
        {
            entries.Add(entry);
        }
        else
        {
            entries[place] = entry;
        }
    }

    private static Document? Complete(DocumentEntry entry, TemplateLibrary templates, DiagnosticBag problems)
    {
        var missing = new List<string>();
        foreach (var (name, there) in (ReadOnlySpan<(string, bool)>)[
            ("per", entry.Per is not null), ("audience", entry.Audience.Count > 0), ("format", entry.Format is not null),
            ("template", entry.Template is not null), ("path", entry.Path is not null)])
        {
            if (!there)
            {
                missing.Add(name);
            }
        }

        if (missing.Count > 0)
        {
            problems.Add(DocumentProblems.Incomplete.At(entry.Id!.Span, $"the document '{entry.Id}' needs {string.Join(", ", missing)}"));
            return null;
        }

        if (!templates.Contains(entry.Template!.Value))
        {
            problems.Add(DocumentProblems.NoTemplate.At(entry.Template.Span, $"there is no template '{entry.Template}' below templates/"));
            return null;
        }

        var path = TemplateExpression.Parse(entry.Path!.Value, entry.Path.Span, problems);
        var when = entry.When is null ? null : TemplateExpression.Parse(entry.When.Value, entry.When.Span, problems);
        var title = entry.Title is null ? null : TemplateExpression.Parse(entry.Title.Value, entry.Title.Span, problems);
        return path is null || (when is null && entry.When is not null) || (title is null && entry.Title is not null)
            ? null
            : new Document(
                entry.Id!.Value,
                entry.Per!.Value,
                [.. entry.Audience.Select(a => For.Named(a.Value)).Distinct()],
                entry.Format!.Value,
                entry.Template.Value,
                path,
                when,
                title,
                entry.Id.Span);
    }
}
