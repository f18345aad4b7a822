using Upstander.Archives;
using Upstander.Diagnostics;

namespace Upstander.Workspaces;

/// <summary>
/// The files of one project together with those that ship with the tool. The only reader of disk: everything after it
/// works on bytes. Files are listed at once and read when asked for, from any thread.
/// </summary>
public sealed class Workspace
{
    /// <summary>No file of a project may be larger than this, in bytes.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>The file that says what an overlay lies on, and what it changes there.</summary>
    public const string OverlayName = "overlay.yaml";

    /// <summary>The file that remembers what the patches of an overlay were written against.</summary>
    public const string LockName = "upstander.lock";

    private const string CurriculumName = "curriculum.yaml";

    private readonly List<WorkspaceFile> project;
    private readonly List<WorkspaceFile> tool;
    private readonly List<WorkspaceFile> covered;

    private Workspace(string folder, string prefix, string? toolFolder, List<WorkspaceFile> project, List<WorkspaceFile> tool, List<WorkspaceFile>? covered = null)
    {
        this.covered = covered ?? [];
        Folder = folder;
        Prefix = prefix;
        ToolFolder = toolFolder;
        this.project = project;
        this.tool = tool;
        Sources = Of(project, WorkspaceFileKind.Source);
        Assets = Of(project, WorkspaceFileKind.Asset);
        Standards = Of(tool, WorkspaceFileKind.Standards);
        Rules = [.. Of(tool, WorkspaceFileKind.Rules), .. Of(project, WorkspaceFileKind.Rules)];
        Templates = Layered(WorkspaceFileKind.Template, WorkspaceFileKind.TemplateData);
        TemplateAssets = Layered(WorkspaceFileKind.TemplateAsset);
    }

    /// <summary>The project's folder on this machine; never part of an output.</summary>
    public string Folder { get; }

    /// <summary>What stands before a file's name in messages: the folder as the user gave it, ending in a slash, or nothing for the current one.</summary>
    public string Prefix { get; }

    /// <summary>A file of the project as messages name it; the folder itself for an empty name.</summary>
    public string Shown(string name = "") => FolderScan.Display(Prefix, name);

    /// <summary>The folder of the tool's own files, or null.</summary>
    public string? ToolFolder { get; }

    /// <summary>The project's YAML files outside <c>templates/</c> and <c>rules/</c>, in ordinal order of their names.</summary>
    public IReadOnlyList<WorkspaceFile> Sources { get; }

    /// <summary>The project's images and fonts below <c>assets/</c>.</summary>
    public IReadOnlyList<WorkspaceFile> Assets { get; }

    /// <summary>Templates and their YAML: the tool's, and in place of those of the same name the project's.</summary>
    public IReadOnlyList<WorkspaceFile> Templates { get; }

    /// <summary>What lies in <c>templates/assets/</c>: the tool's, and in place of those of the same name the project's.</summary>
    public IReadOnlyList<WorkspaceFile> TemplateAssets { get; }

    /// <summary>Language rules: the tool's and the project's. A project adds rules; it replaces none by the name of a file.</summary>
    public IReadOnlyList<WorkspaceFile> Rules { get; }

    /// <summary>The tool's standards frameworks.</summary>
    public IReadOnlyList<WorkspaceFile> Standards { get; }

    /// <summary>Every file of the project that something reads, with the text of its licence, in ordinal order of their names.</summary>
    public IReadOnlyList<WorkspaceFile> Project => project;

    /// <summary>The folders on this machine that hold something of the project, itself first: an output folder must be none of them and lie above none.</summary>
    public IReadOnlyList<string> SourceFolders =>
        [.. new[] { Folder }.Concat(project.Where(f => f.Packed is null).Select(f => Path.GetDirectoryName(f.FullPath)!)).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// Lists a project: a folder that holds a <c>curriculum.yaml</c>, or that file itself. Null when there is none; everything
    /// else that is wrong with its files is a finding, and the files that are well remain.
    /// </summary>
    public static Workspace? Open(string folder, string? toolFolder, DiagnosticBag problems) => Open(folder, toolFolder, null, problems);

    internal static Workspace? Open(string folder, string? toolFolder, WorkCounts? counts, DiagnosticBag problems)
    {
        try
        {
            return Locate(folder, problems) is var (full, prefix)
                ? new Workspace(
                    full,
                    prefix,
                    toolFolder,
                    Counted(FolderScan.Project(full, prefix, problems), counts),
                    toolFolder is null ? [] : Counted(FolderScan.Tool(toolFolder, problems), counts))
                : null;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            problems.Add(WorkspaceProblems.Unreadable.At(SourceSpan.Whole(folder), $"the folder cannot be read: {Disk.Words(e)}"));
            return null;
        }
    }

    /// <summary>Lists a curriculum or an overlay in a zip. Null after a finding that leaves nothing.</summary>
    /// <param name="zip">The zip.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="inside">The folder in it, with forward slashes; empty for all of it.</param>
    /// <param name="folder">The folder on this machine that the zip lies in.</param>
    /// <param name="toolFolder">The folder of the tool's own files, or null.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static Workspace? OpenZip(ZipContent zip, string shown, string inside, string folder, string? toolFolder, DiagnosticBag problems) =>
        OpenZip(zip, shown, inside, folder, toolFolder, null, problems);

    internal static Workspace? OpenZip(ZipContent zip, string shown, string inside, string folder, string? toolFolder, WorkCounts? counts, DiagnosticBag problems)
    {
        var prefix = $"{shown}/{(inside.Length == 0 ? "" : inside + "/")}";
        return PackedProject.Files(zip, prefix, inside, problems) is { } files
            ? new Workspace(folder, prefix, toolFolder, Counted(files, counts), toolFolder is null ? [] : Counted(FolderScan.Tool(toolFolder, problems), counts))
            : null;
    }

    /// <summary>The bytes of a file of any name that may be larger than those of a project, such as a zip; null when there is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Stream? OpenLarge(string path) =>
        Disk.Look(path) == DiskKind.File ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read) : null;

    /// <summary>The tool's own templates, rules and standards, without any project.</summary>
    public static IReadOnlyList<WorkspaceFile> OfTool(string toolFolder, DiagnosticBag problems) => FolderScan.Tool(toolFolder, problems);

    /// <summary>The tool's own language rules, without any project.</summary>
    public static IReadOnlyList<WorkspaceFile> ToolRules(string toolFolder, DiagnosticBag problems) => Of(FolderScan.Tool(toolFolder, problems), WorkspaceFileKind.Rules);

    /// <summary>Whether its folder holds an overlay, which says in <c>overlay.yaml</c> what it lies on.</summary>
    public bool IsOverlay => project.Exists(f => f.Name == OverlayName) && !project.Exists(f => f.Name == CurriculumName);

    /// <summary>An overlay together with what it lies on. Where both have a template, an asset, a notice or a brand of one name, that of the overlay counts.</summary>
    public Workspace Over(Workspace below)
    {
        var layer = below.project.Count == 0 ? 1 : below.project.Max(f => f.Layer) + 1;
        WorkspaceFile[] own = [.. project.Select(f => f with { Layer = layer })];
        var replaced = own.Where(f => f.Kind is not (WorkspaceFileKind.Source or WorkspaceFileKind.Rules or WorkspaceFileKind.TemplateData)).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        return new Workspace(
            Folder, Prefix, ToolFolder, [.. below.project.Where(f => f.Kind != WorkspaceFileKind.Lock && !replaced.Contains(f.Name)), .. own], tool, [.. below.covered, .. below.project.Where(f => replaced.Contains(f.Name))]);
    }

    /// <summary>The project's file of this name, such as <c>curriculum.yaml</c>, or null: the one of the highest layer.</summary>
    public WorkspaceFile? Find(string name) => project.FindLast(f => f.Name == name);

    /// <summary>The files of this name, the lowest layer first.</summary>
    public IReadOnlyList<WorkspaceFile> FindAll(string name) => project.FindAll(f => f.Name == name);

    /// <summary>The tool's own templates, rules and standards, whether or not the project replaces them, in ordinal order of their names.</summary>
    public IReadOnlyList<WorkspaceFile> BuiltIn => tool;

    /// <summary>The number of the highest layer: 0 for a curriculum, which has no other.</summary>
    public int TopLayer => project.Count == 0 ? 0 : project.Max(f => f.Layer);

    /// <summary>The file of this name that would be used without a layer and those above it: of a curriculum or overlay below, else the tool's own, or null.</summary>
    public WorkspaceFile? FindBelow(string name, int layer) =>
        covered.Concat(project).Where(f => f.Name == name && f.Layer < layer).MaxBy(f => f.Layer) ?? FindBuiltIn(name);

    /// <summary>The tool's own file of this name, whether or not the project replaces it, or null.</summary>
    public WorkspaceFile? FindBuiltIn(string name) => tool.Find(f => f.Name == name);

    /// <summary>What a file holds, or null after a finding. Safe to call from several threads.</summary>
    public static SourceFile? Read(WorkspaceFile file, DiagnosticBag problems)
    {
        var where = SourceSpan.Whole(file.Path);
        file.Counts?.Read();
        try
        {
            if (file.Packed is { } packed)
            {
                return packed.Length > MaxBytes ? TooLarge(where, problems) : Checked(file, packed, problems);
            }

            // Looked at again: it may have been replaced since it was listed.
            switch (Disk.Look(file.FullPath))
            {
                case DiskKind.File:
                    break;
                case DiskKind.Link:
                    problems.Add(WorkspaceProblems.Link.At(where, "the file is a link, and links are not followed", "put a copy in its place, or remove it"));
                    return null;
                case DiskKind.Absent:
                    problems.Add(WorkspaceProblems.Unreadable.At(where, "the file was there and is gone", "run the command again"));
                    return null;
                default:
                    problems.Add(WorkspaceProblems.NotAFile.At(where, "this is a pipe, a socket or a device, not a file", "remove it"));
                    return null;
            }

            return Bytes(file.FullPath) is { } bytes ? Checked(file, bytes, problems) : TooLarge(where, problems);
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            problems.Add(WorkspaceProblems.Unreadable.At(where, $"the file cannot be read: {Disk.Words(e)}"));
            return null;
        }
    }

    private static List<WorkspaceFile> Counted(List<WorkspaceFile> files, WorkCounts? counts) => counts is null ? files : files.ConvertAll(f => f with { Counts = counts });

    private static SourceFile? TooLarge(SourceSpan where, DiagnosticBag problems)
    {
        problems.Add(WorkspaceProblems.TooLarge.At(where, $"the file is larger than {MaxBytes / 1024 / 1024} MB", "split it, or make the image smaller"));
        return null;
    }

    private static SourceFile? Checked(WorkspaceFile file, ReadOnlyMemory<byte> bytes, DiagnosticBag problems)
    {
        if (file.Kind is WorkspaceFileKind.Asset or WorkspaceFileKind.TemplateAsset && !AssetKinds.Fits(Path.GetExtension(file.Name), bytes.Span))
        {
            problems.Add(WorkspaceProblems.BadAsset.At(SourceSpan.Whole(file.Path), $"the file ends in {Path.GetExtension(file.Name)}, but its content is something else", "save it again in the format that its name says"));
            return null;
        }

        var source = new SourceFile(file.Path, bytes) { Name = file.Name };
        return file.Kind != WorkspaceFileKind.Asset || !file.Name.EndsWith(".svg", StringComparison.Ordinal) || SafeSvg.Check(source, problems) ? source : null;
    }

    /// <summary>A single file that a user names, or null after a finding.</summary>
    public static SourceFile? ReadOne(string path, DiagnosticBag problems)
    {
        var shown = path.Replace('\\', OperatingSystem.IsWindows() ? '/' : '\\');
        if (path.Contains('\0', StringComparison.Ordinal) || Disk.Look(path) is DiskKind.Absent or DiskKind.Folder)
        {
            problems.Add(WorkspaceProblems.NoFile.At(SourceSpan.Whole(shown), "there is no such file"));
            return null;
        }

        return Read(new WorkspaceFile(shown, shown, WorkspaceFileKind.Source, BuiltIn: false) { FullPath = Path.GetFullPath(path) }, problems);
    }

    // Null when there is more than a file may hold, however long the system said it was.
    private static ReadOnlyMemory<byte>? Bytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (stream.Length > MaxBytes)
        {
            return null;
        }

        var buffer = new byte[stream.Length + 1];
        var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        while (read == buffer.Length && read <= MaxBytes)
        {
            Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxBytes + 1));
            read += stream.ReadAtLeast(buffer.AsSpan(read), buffer.Length - read, throwOnEndOfStream: false);
        }

        return read > MaxBytes ? null : buffer.AsMemory(0, read);
    }

    private static (string Full, string Prefix)? Locate(string given, DiagnosticBag problems)
    {
        var where = SourceSpan.Whole(given.Length == 0 ? "." : given);
        if (given.Contains('\0', StringComparison.Ordinal))
        {
            problems.Add(WorkspaceProblems.NoFolder.At(where, "there is no such folder"));
            return null;
        }

        var folder = given.Length == 0 ? "." : given;
        if (File.Exists(folder))
        {
            if (Path.GetFileName(folder) is not (CurriculumName or OverlayName))
            {
                problems.Add(WorkspaceProblems.NoFolder.At(where, "this is a file, not the folder of a curriculum", NearestHint(Path.GetFullPath(folder))));
                return null;
            }

            folder = Path.GetDirectoryName(folder) is { Length: > 0 } parent ? parent : ".";
        }

        var full = Path.GetFullPath(folder);
        if (!Directory.Exists(full))
        {
            problems.Add(WorkspaceProblems.NoFolder.At(where, "there is no such folder", MissingHint(full)));
            return null;
        }

        if (File.Exists(Path.Combine(full, CurriculumName)) || File.Exists(Path.Combine(full, OverlayName)))
        {
            return (full, PrefixOf(folder));
        }

        problems.Add(WorkspaceProblems.NoCurriculum.At(where, "the folder holds no curriculum.yaml", NearestHint(full)));
        return null;
    }

    private static string PrefixOf(string folder)
    {
        var prefix = folder.Replace('\\', OperatingSystem.IsWindows() ? '/' : '\\').TrimEnd('/');
        while (prefix.StartsWith("./", StringComparison.Ordinal))
        {
            prefix = prefix[2..].TrimStart('/');
        }

        return prefix is "." ? "" : folder.Length > 0 && prefix.Length == 0 ? "/" : prefix + "/";
    }

    private static string? MissingHint(string full)
    {
        var parent = Path.GetDirectoryName(full);
        return parent is not null && Nearest.To(Path.GetFileName(full), FoldersIn(parent).Select(d => Path.GetFileName(d))) is { } nearest
            ? $"did you mean '{nearest}'?"
            : null;
    }

    // The curriculum that was probably meant: the one that the folder lies in, or the first one just below it.
    private static string NearestHint(string full)
    {
        for (var above = Path.GetDirectoryName(full); above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(Path.Combine(above, "curriculum.yaml")))
            {
                return $"the folder above it has one: {FromHere(above)}";
            }
        }

        return FoldersIn(full).Find(d => File.Exists(Path.Combine(d, "curriculum.yaml"))) is { } below
            ? $"did you mean '{FromHere(below)}'?"
            : "'upstander new FOLDER' makes a curriculum to start from";
    }

    // For hints only: a folder that cannot be listed gives none.
    private static List<string> FoldersIn(string full)
    {
        try
        {
            return Directory.Exists(full) ? [.. Directory.EnumerateDirectories(full).Take(1_000).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            return [];
        }
    }

    private static string FromHere(string folder) => Path.GetRelativePath(".", folder).Replace('\\', OperatingSystem.IsWindows() ? '/' : '\\');

    private static List<WorkspaceFile> Of(List<WorkspaceFile> files, params ReadOnlySpan<WorkspaceFileKind> kinds)
    {
        var chosen = new List<WorkspaceFile>();
        foreach (var file in files)
        {
            if (kinds.Contains(file.Kind))
            {
                chosen.Add(file);
            }
        }

        return chosen;
    }

    private List<WorkspaceFile> Layered(params ReadOnlySpan<WorkspaceFileKind> kinds)
    {
        var byName = new SortedDictionary<string, WorkspaceFile>(StringComparer.Ordinal);
        foreach (var file in Of(tool, kinds).Concat(Of(project, kinds)))
        {
            byName[file.Name] = file;
        }

        return [.. byName.Values];
    }
}
