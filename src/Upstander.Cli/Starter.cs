using System.Text;
using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Cli;

/// <summary>Copies a curriculum that comes with the tool, so that it stands on its own in a new folder.</summary>
internal static class Starter
{
    private const string Whole = "lessons";
    private const string Blank = "starters/blank";
    private const string Services = "resources.yaml";

    /// <summary>
    /// The files of a new project: the starter curriculum or one blank lesson, with the id of the project and with the schemas
    /// of the editor nearer, because a project holds them itself. The services of the starter come with both.
    /// </summary>
    public static IReadOnlyList<SourceFile> Files(string toolFolder, bool blank, string id, DiagnosticBag problems) =>
        blank
            ? [.. Copies(toolFolder, Blank, _ => true, id, problems), .. Copies(toolFolder, Whole, name => name == Services, id, problems)]
            : Copies(toolFolder, Whole, _ => true, id, problems);

    private static List<SourceFile> Copies(string toolFolder, string from, Func<string, bool> wanted, string id, DiagnosticBag problems)
    {
        var files = new List<SourceFile>();
        if (Workspace.Open(Path.Combine(toolFolder, from), toolFolder: null, problems) is not { } workspace)
        {
            return files;
        }

        var depth = from.Split('/').Length;
        foreach (var file in workspace.Sources.Concat(workspace.Assets).Where(f => wanted(f.Name)))
        {
            if (Workspace.Read(file, problems) is { } source)
            {
                files.Add(source with { Bytes = file.Kind == WorkspaceFileKind.Source ? Moved(source, file.Name, depth, id) : source.Bytes });
            }
        }

        return files;
    }

    private static ReadOnlyMemory<byte> Moved(SourceFile source, string name, int depth, string id)
    {
        const string Mark = "$schema=";
        var text = Encoding.UTF8.GetString(source.Bytes.Span);
        text = text.Replace(Mark + string.Concat(Enumerable.Repeat("../", depth)), Mark, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(name == "curriculum.yaml" ? WithId(text, id) : text);
    }

    private static string WithId(string text, string id)
    {
        var start = text.IndexOf("\nid: ", StringComparison.Ordinal);
        return start < 0 ? text : $"{text[..start]}\nid: {id}{text[text.IndexOf('\n', start + 1)..]}";
    }
}
