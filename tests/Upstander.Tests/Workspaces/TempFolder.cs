using System.Text;

namespace Upstander.Tests.Workspaces;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder() => Path = Directory.CreateTempSubdirectory("upstander-test-").FullName;

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public TempFolder Write(string name, string content = "")
    {
        var full = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, Encoding.UTF8.GetBytes(content));
        return this;
    }

    public string Read(string name) => File.ReadAllText(this[name]);

    /// <summary>Every file and every empty folder, in ordinal order; folders end in a slash.</summary>
    public IReadOnlyList<string> Files(string below = "")
    {
        var root = this[below];
        return Directory.Exists(root)
            ? [.. Directory.EnumerateFileSystemEntries(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
                .Where(e => !Directory.Exists(e) || !Directory.EnumerateFileSystemEntries(e).Any())
                .Select(e => System.IO.Path.GetRelativePath(root, e).Replace('\\', '/') + (Directory.Exists(e) ? "/" : ""))
                .Order(StringComparer.Ordinal)]
            : [];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
