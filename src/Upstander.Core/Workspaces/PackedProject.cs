using System.Text.Json;
using Upstander.Archives;
using Upstander.Diagnostics;

namespace Upstander.Workspaces;

/// <summary>A curriculum in a zip, such as <c>pack --source</c> makes: its files are read into memory, and held against the manifest when there is one.</summary>
public static class PackedProject
{
    /// <summary>The name of the manifest in a pack.</summary>
    public const string Manifest = "upstander-pack.json";

    /// <summary>The files in ordinal order of their names, or null after a finding about the zip as a whole.</summary>
    /// <param name="zip">The zip.</param>
    /// <param name="prefix">What messages print before a name.</param>
    /// <param name="inside">The folder in it, with forward slashes; empty for all of it.</param>
    /// <param name="problems">Gets what is wrong.</param>
    internal static List<WorkspaceFile>? Files(ZipContent zip, string prefix, string inside, DiagnosticBag problems)
    {
        var where = SourceSpan.Whole(prefix.TrimEnd('/'));
        var start = inside.Length == 0 ? "" : inside + "/";
        var names = zip.Names.Where(n => n.StartsWith(start, StringComparison.Ordinal)).Select(n => n[start.Length..]).ToList();
        if (!names.Contains("curriculum.yaml") && !names.Contains(Workspace.OverlayName))
        {
            problems.Add(WorkspaceProblems.NoCurriculum.At(where, "the zip holds no curriculum.yaml", names.Find(n => n.EndsWith("/curriculum.yaml", StringComparison.Ordinal)) is { } deeper
                ? $"it is at {deeper}: pack the folder's content, not the folder"
                : "'upstander pack --source' makes one that does"));
            return null;
        }

        var failed = false;
        var files = FolderScan.Packed(prefix, names, Read, problems);
        return !failed && (!names.Contains(Manifest) || FitsManifest(files)) ? files : null;

        byte[]? Read(string name)
        {
            var content = zip.Read(start + name, Workspace.MaxBytes, out var fault);
            if (fault is not null)
            {
                failed = true;
                problems.Add(WorkspaceProblems.BadPack.At(SourceSpan.Whole(prefix + name), $"the file {fault}", "get the zip anew"));
            }

            return content;
        }

        bool FitsManifest(List<WorkspaceFile> found)
        {
            var said = HashesOf(Read(Manifest));
            var wrong = said is null ? Manifest
                : found.Find(f => said.GetValueOrDefault(f.Name) != ContentHash.Of(f.Packed!.Value.Span))?.Name ?? said.Keys.Where(n => found.TrueForAll(f => f.Name != n)).Order(StringComparer.Ordinal).FirstOrDefault();
            if (wrong is not null)
            {
                problems.Add(WorkspaceProblems.BadPack.At(SourceSpan.Whole(prefix + wrong), $"the file is not what the zip's {Manifest} says of it", "get the zip anew, or make it again with 'upstander pack --source'"));
            }

            return wrong is null;
        }
    }

    private static Dictionary<string, string>? HashesOf(byte[]? manifest)
    {
        try
        {
            using var json = JsonDocument.Parse(manifest ?? []);
            return json.RootElement.GetProperty("files").EnumerateArray()
                .ToDictionary(f => f.GetProperty("path").GetString()!, f => f.GetProperty("sha256").GetString()!, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
