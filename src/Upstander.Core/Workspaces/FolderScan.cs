using System.Text;
using Upstander.Diagnostics;

namespace Upstander.Workspaces;

/// <summary>Lists the files of one project, or of the tool itself, without reading any of them.</summary>
internal sealed class FolderScan
{
    public const int MaxFiles = 20_000;
    public const int MaxDepth = 16;

    private const string ReferenceName = "reference.docx";

    // What people name their files: more than an output may be called, less than what breaks on another system.
    private const string NameCharacters = "-_. ()',&+@=";

    private readonly string root;
    private readonly string prefix;
    private readonly bool builtIn;
    private readonly DiagnosticBag problems;
    private readonly List<WorkspaceFile> found = [];
    private int entries;

    private FolderScan(string root, string prefix, bool builtIn, DiagnosticBag problems)
    {
        this.root = root;
        this.prefix = prefix;
        this.builtIn = builtIn;
        this.problems = problems;
    }

    /// <summary>The files of a project, in ordinal order of their names.</summary>
    public static List<WorkspaceFile> Project(string root, string prefix, DiagnosticBag problems) =>
        new FolderScan(root, prefix, builtIn: false, problems).Run([""]);

    /// <summary>The tool's own templates, rules and standards, in ordinal order of their names.</summary>
    public static List<WorkspaceFile> Tool(string root, DiagnosticBag problems) =>
        new FolderScan(root, WorkspaceFile.BuiltInPrefix, builtIn: true, problems).Run(["templates", "rules", "standards"]);

    /// <summary>The files of a project whose files have these names, in ordinal order; each is read by <paramref name="read"/>, which gives null after a finding.</summary>
    public static List<WorkspaceFile> Packed(string prefix, IReadOnlyList<string> names, Func<string, byte[]?> read, DiagnosticBag problems)
    {
        var scan = new FolderScan("", prefix, builtIn: false, problems);
        var others = names.Where(n => n.Contains('/', StringComparison.Ordinal) && Others.Contains(Path.GetFileName(n))).Select(n => n[..(n.LastIndexOf('/') + 1)]).ToList();
        foreach (var name in names.Where(n => !others.Exists(o => n.StartsWith(o, StringComparison.Ordinal))))
        {
            scan.VisitPacked(name, read);
        }

        scan.found.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return scan.found;
    }

    private void VisitPacked(string name, Func<string, byte[]?> read)
    {
        var parts = name.Split('/');
        if (parts.Any(p => p.Length > 0 && p[0] == '.' && p is not ".." and not ".") || parts.Contains("node_modules"))
        {
            return;
        }

        var composed = Composed(name);
        if (Kind(composed, Path.GetFileName(composed)) is not { } kind)
        {
            return;
        }

        if (parts.Select(p => FileNames.Fault(Composed(p), NameCharacters)).FirstOrDefault(f => f is not null) is { } fault)
        {
            problems.Add(WorkspaceProblems.BadName.At(SourceSpan.Whole(Shown(composed)), $"a part of the name {fault}", "the zip was not made by 'upstander pack --source'; rename the file there and pack it again"));
            return;
        }

        if (read(name) is { } content)
        {
            found.Add(new WorkspaceFile(composed, Shown(composed), kind, BuiltIn: false) { FullPath = "", Packed = content });
        }
    }

    private List<WorkspaceFile> Run(IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            var full = Path.Combine(root, folder);
            if (Directory.Exists(full) && !List(full, folder, folder.Length == 0 ? 0 : 1))
            {
                break;
            }
        }

        found.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return found;
    }

    // False once the limits are passed: nothing more is looked at.
    private bool List(string full, string name, int depth)
    {
        var folders = new List<(string Full, string Name)>();
        try
        {
            foreach (var info in new DirectoryInfo(full).EnumerateFileSystemInfos("*", Disk.Everything))
            {
                if (++entries > MaxFiles)
                {
                    problems.Add(WorkspaceProblems.TooMany.At(SourceSpan.Whole(Shown("")), $"the folder holds more than {MaxFiles} files", "name the folder of one curriculum"));
                    return false;
                }

                if (Visit(info, name) is { } folder)
                {
                    folders.Add((info.FullName, folder));
                }
            }
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            problems.Add(WorkspaceProblems.Unreadable.At(SourceSpan.Whole(Shown(name)), $"the folder cannot be read: {Disk.Words(e)}"));
            return true;
        }

        folders.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var (fullName, folder) in folders)
        {
            if (depth + 1 > MaxDepth)
            {
                problems.Add(WorkspaceProblems.TooMany.At(SourceSpan.Whole(Shown(folder)), $"the folder lies deeper than {MaxDepth} folders", "move it up"));
                return true;
            }

            if (!IsOther(fullName) && !List(fullName, folder, depth + 1))
            {
                return false;
            }
        }

        return true;
    }

    // Adds a file; gives back the name of a folder that is to be listed.
    private string? Visit(FileSystemInfo info, string parent)
    {
        if (info.Name[0] == '.' || info.Name == "node_modules")
        {
            return null;
        }

        var name = (parent.Length == 0 ? "" : parent + "/") + Composed(info.Name);
        var what = Disk.Look(info);
        if (what == DiskKind.Absent)
        {
            return null;
        }

        // A link to a folder would have been listed like one; what a link to nothing was meant to be, its name says.
        var folder = what == DiskKind.Folder || (what == DiskKind.Link && info.Attributes.HasFlag(FileAttributes.Directory));
        var kind = folder ? null : Kind(name, info.Name);
        if (!folder && kind is null)
        {
            return null;
        }

        if (kind == WorkspaceFileKind.License && what != DiskKind.File)
        {
            // Nothing is built from it, so a link to that of a larger repository is nobody's mistake.
            return null;
        }

        if (what == DiskKind.Link)
        {
            problems.Add(WorkspaceProblems.Link.At(SourceSpan.Whole(Shown(name)), $"the {(folder ? "folder" : "file")} is a link, and links are not followed", "put a copy in its place, or remove it"));
            return null;
        }

        if (what == DiskKind.Special)
        {
            problems.Add(WorkspaceProblems.NotAFile.At(SourceSpan.Whole(Shown(name)), "this is a pipe, a socket or a device, not a file", "remove it"));
            return null;
        }

        if (FileNames.Fault(Composed(info.Name), NameCharacters) is { } fault)
        {
            problems.Add(WorkspaceProblems.BadName.At(SourceSpan.Whole(Shown(name)), $"the name {fault}", "rename it: letters, digits, hyphens and dots are safe everywhere"));
            return null;
        }

        if (folder)
        {
            return name;
        }

        found.Add(new WorkspaceFile(name, Shown(name), kind!.Value, builtIn) { FullPath = info.FullName });
        return null;
    }

    // Null for what is no source of ours; a file that is nearly one is named in a finding.
    private WorkspaceFileKind? Kind(string name, string last)
    {
        var extension = Path.GetExtension(last);
        if (extension is ".yaml")
        {
            return In(name, "templates") ? WorkspaceFileKind.TemplateData
                : In(name, "rules") ? WorkspaceFileKind.Rules
                : builtIn ? WorkspaceFileKind.Standards
                : WorkspaceFileKind.Source;
        }

        if (extension.Equals(".yml", StringComparison.OrdinalIgnoreCase) || extension.Equals(".yaml", StringComparison.OrdinalIgnoreCase))
        {
            return Unread(name, $"files that end in {extension} are not read", $"rename it to {Path.GetFileNameWithoutExtension(last)}.yaml");
        }

        if (name == Workspace.LockName)
        {
            return WorkspaceFileKind.Lock;
        }

        if (name == ReferenceName)
        {
            return WorkspaceFileKind.Reference;
        }

        if (In(name, "templates/assets"))
        {
            return AssetKinds.OfTemplates.Contains(extension) ? WorkspaceFileKind.TemplateAsset
                : IsNote(extension) ? null
                : Refused(name, extension, AssetKinds.OfTemplates);
        }

        if (In(name, "templates"))
        {
            return extension is ".scriban" ? WorkspaceFileKind.Template
                : IsNote(extension) ? null
                : Unread(name, "templates end in .scriban; this file is not read", $"rename it to {last}.scriban, or move it to templates/assets/");
        }

        if (In(name, "assets"))
        {
            return AssetKinds.OfLessons.Contains(extension) ? WorkspaceFileKind.Asset
                : IsNote(extension) ? null
                : Refused(name, extension, AssetKinds.OfLessons);
        }

        return name == last && IsNote(extension) && Path.GetFileNameWithoutExtension(last) is "LICENSE" or "LICENCE" or "NOTICE"
            ? WorkspaceFileKind.License
            : null;
    }

    private static bool In(string name, string folder) =>
        name.Length > folder.Length && name.StartsWith(folder, StringComparison.Ordinal) && name[folder.Length] == '/';

    private static bool IsNote(string extension) => extension is ".md" or ".txt" or "";

    private WorkspaceFileKind? Unread(string name, string message, string hint)
    {
        problems.Add(WorkspaceProblems.Unread.At(SourceSpan.Whole(Shown(name)), message, hint));
        return null;
    }

    private WorkspaceFileKind? Refused(string name, string extension, IReadOnlyList<string> accepted)
    {
        var why = extension.ToLowerInvariant() switch
        {
            ".gif" => "a GIF may flash",
            _ => null,
        };
        problems.Add(WorkspaceProblems.BadAsset.At(
            SourceSpan.Whole(Shown(name)),
            $"files that end in {extension} are not accepted here{(why is null ? "" : ": " + why)}",
            $"accepted: {string.Join(", ", accepted)}"));
        return null;
    }

    // A folder that is a project of its own, or that a build has made.
    private static bool IsOther(string folder) =>
        Others.Any(name => Path.Exists(Path.Combine(folder, name)));

    private string Shown(string name) => Display(prefix, name);

    /// <summary>A name below a prefix; the prefix alone for the folder itself.</summary>
    internal static string Display(string prefix, string name) =>
        name.Length > 0 ? prefix + name : prefix.TrimEnd('/', ' ') is { Length: > 0 } folder ? folder : ".";

    // Names that are not well-formed UTF-16 cannot be composed; the name rules refuse them.
    private static string Composed(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return name;
        }
    }

    private static readonly string[] Others =
        ["curriculum.yaml", "overlay.yaml", OutputMarks.Manifest, OutputMarks.Journal, OutputMarks.Lock];
}
