using System.Text;
using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;
using Upstander.Diagnostics;
using Upstander.Workspaces;
using SourceSpan = Upstander.Diagnostics.SourceSpan;

namespace Upstander.Rendering;

/// <summary>All templates of a build, read from memory and parsed once. Includes are looked up here and nowhere else.</summary>
public sealed class TemplateLibrary
{
    private const int MaxBytes = 2 * 1024 * 1024;
    private const string Ending = ".scriban";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] Endings = [Ending, ".html", ".md", ".txt", ".json", ".xml"];

    private readonly Dictionary<string, Template?> templates = new(StringComparer.Ordinal);
    private readonly List<TemplateText> own = [];

    private TemplateLibrary()
    {
    }

    /// <summary>
    /// Reads the templates among the files: those that end in <c>.scriban</c>, <c>.html</c>, <c>.md</c>, <c>.txt</c>, <c>.json</c> or <c>.xml</c> and are no assets.
    /// Of two files with the same name below <c>templates/</c> the later one counts.
    /// </summary>
    public static TemplateLibrary Load(IEnumerable<SourceFile> files, DiagnosticBag problems)
    {
        var library = new TemplateLibrary();
        var chosen = new Dictionary<string, SourceFile>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var name = Name(file.Name);
            if (!name.StartsWith("assets/", StringComparison.Ordinal) && Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)))
            {
                chosen[name] = file;
            }
        }

        foreach (var (name, file) in chosen.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var text = Read(file, problems);
            library.templates.Add(name, text is null ? null : TemplateParser.Parse(text, file.Path, ScriptMode.Default, null, problems));
            if (text is not null && !file.Path.StartsWith(WorkspaceFile.BuiltInPrefix, StringComparison.Ordinal))
            {
                library.own.Add(new TemplateText(name, file.Path, text));
            }
        }

        foreach (var (name, template) in library.templates)
        {
            library.CheckStatically(template, chosen[name].Path, problems);
        }

        return library;
    }

    /// <summary>The templates that are the project's and not the tool's, in order of their names.</summary>
    public IReadOnlyList<TemplateText> Own => own;

    /// <summary>Whether there is such a template; the ending <c>.scriban</c> may be left out.</summary>
    public bool Contains(string name) => templates.ContainsKey(name) || templates.ContainsKey(name + Ending);

    /// <summary>The project's own template of a name, with or without the ending <c>.scriban</c>; null when the tool's is used.</summary>
    public TemplateText? FindOwn(string name) => own.FirstOrDefault(t => t.Name == name) ?? own.FirstOrDefault(t => t.Name == name + Ending);

    /// <summary>The template, or null when there is none or it could not be parsed.</summary>
    internal Template? Find(string name) => templates.GetValueOrDefault(name) ?? templates.GetValueOrDefault(name + Ending);

    /// <summary>What to write instead of a name that does not exist.</summary>
    internal string? Nearest(string name) =>
        Diagnostics.Nearest.To(name, templates.Keys.Select(Short).Concat(templates.Keys)) is { } nearest ? $"did you mean '{nearest}'?" : null;

    private static string Short(string name) => name.EndsWith(Ending, StringComparison.Ordinal) ? name[..^Ending.Length] : name;

    private static string Name(string path)
    {
        const string Folder = "templates/";
        if (path.StartsWith(Folder, StringComparison.Ordinal))
        {
            return path[Folder.Length..];
        }

        var at = path.IndexOf("/" + Folder, StringComparison.Ordinal);
        return at < 0 ? path : path[(at + 1 + Folder.Length)..];
    }

    private static string? Read(SourceFile file, DiagnosticBag problems)
    {
        if (file.Bytes.Length > MaxBytes)
        {
            problems.Add(RenderingProblems.NotText.At(SourceSpan.Whole(file.Path), $"the template is larger than {MaxBytes / 1024 / 1024} MB"));
            return null;
        }

        try
        {
            var text = Utf8.GetString(file.Bytes.Span);
            return (text.StartsWith('\uFEFF') ? text[1..] : text).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        }
        catch (DecoderFallbackException)
        {
            problems.Add(RenderingProblems.NotText.At(SourceSpan.Whole(file.Path), "the template is not UTF-8 text", "save it as UTF-8"));
            return null;
        }
    }

    /// <summary>Includes that lead nowhere and attributes without quotes are found in every branch, whether or not a page takes it.</summary>
    private void CheckStatically(Template? template, string file, DiagnosticBag problems)
    {
        if (template?.Page is not { } page)
        {
            return;
        }

        ScriptRawStatement? before = null;
        foreach (var node in TemplateParser.Nodes(page))
        {
            if (node is ScriptFunctionCall { Target: ScriptVariableGlobal { Name: "include" } } call
                && call.Arguments is [ScriptLiteral { Value: string name } literal, ..] && !Contains(name))
            {
                problems.Add(RenderingProblems.UnknownTemplate.At(TemplateFaults.Place(literal.Span, file), $"there is no template '{name}'", Nearest(name)));
            }

            if (node is ScriptExpressionStatement && before is not null && EndsInBareAttribute(before.Text))
            {
                problems.Add(RenderingProblems.CannotPrint.At(TemplateFaults.Place(node.Span, file), "a value in an attribute needs quotes around it", "write =\"{{ … }}\""));
            }

            if (node is ScriptRawStatement raw)
            {
                before = raw;
            }
            else if (node is ScriptStatement and not ScriptEscapeStatement)
            {
                before = null;
            }
        }
    }

    private static bool EndsInBareAttribute(ScriptStringSlice slice)
    {
        var text = slice.ToString().AsSpan();
        if (!text.EndsWith("=", StringComparison.Ordinal))
        {
            return false;
        }

        // The tag that is open here, if any; an odd number of quotes in it means that the = is part of a value.
        var tag = text[(text.LastIndexOfAny('<', '>') + 1)..];
        var open = tag.Length < text.Length && text[text.Length - tag.Length - 1] == '<' && tag.Length > 0 && char.IsAsciiLetter(tag[0]);
        return open && tag.Count('"') % 2 == 0 && tag.Count('\'') % 2 == 0;
    }
}

/// <summary>A template as its author wrote it.</summary>
/// <param name="Name">Its path below <c>templates/</c>.</param>
/// <param name="File">The file it stands in, as messages name it.</param>
/// <param name="Text">What it holds, with plain line ends.</param>
public sealed record TemplateText(string Name, string File, string Text);
