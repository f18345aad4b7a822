using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>Writes the files that a project starts with.</summary>
public static class NewProject
{
    /// <summary>
    /// Creates a folder, or fills an empty one, with files by their <see cref="SourceFile.Name"/>. Never writes over anything:
    /// a folder that holds something is refused, and what a failure leaves half done is taken back.
    /// </summary>
    public static Outcome Create(string folder, IReadOnlyList<SourceFile> files, DiagnosticBag problems)
    {
        var where = SourceSpan.Whole(folder);
        var written = new List<string>();
        var made = new List<string>();
        try
        {
            if (folder.Length == 0 || folder.Contains('\0', StringComparison.Ordinal) || File.Exists(folder))
            {
                problems.Add(PublishingProblems.NotAFolder.At(where, folder.Length > 0 && File.Exists(folder) ? "a file of this name is already there" : "this is no name of a folder"));
                return Outcome.UsageError;
            }

            var root = Path.GetFullPath(folder);
            if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal).FirstOrDefault() is { } first)
            {
                problems.Add(PublishingProblems.NotEmpty.At(where, $"the folder is not empty: it holds '{first}'", "name a new folder"));
                return Outcome.UsageError;
            }

            foreach (var file in files)
            {
                var full = Path.Combine(root, file.Name.Replace('/', Path.DirectorySeparatorChar));
                if (!Disk.IsSameOrAbove(root, Path.GetFullPath(full)))
                {
                    throw new ArgumentException($"'{file.Name}' leaves the folder.", nameof(files));
                }

                var parent = Path.GetDirectoryName(full)!;
                made.AddRange(OutputFolder.Missing(parent).AsEnumerable().Reverse());
                Directory.CreateDirectory(parent);
                using var stream = new FileStream(full, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
                written.Add(full);
                stream.Write(file.Bytes.Span);
            }

            return Outcome.Published;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            written.ForEach(TryDelete);
            made.Reverse();
            OutputFolder.Remove(made);
            problems.Add(PublishingProblems.Refused.At(where, $"the project cannot be written: {Disk.Words(e)}"));
            return Outcome.EnvironmentError;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            // It is named by the finding's folder; more cannot be done.
        }
    }
}
