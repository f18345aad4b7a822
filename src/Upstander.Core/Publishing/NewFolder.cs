using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>Makes a folder that was not there, with all of its files or not at all.</summary>
public static class NewFolder
{
    /// <summary>Writes the files into a folder that must not exist or be empty. Paths are relative, with forward slashes.</summary>
    public static Outcome Write(string folder, IEnumerable<(string Path, ReadOnlyMemory<byte> Bytes)> files, DiagnosticBag problems)
    {
        var where = SourceSpan.Whole(folder);
        try
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
            if (File.Exists(full))
            {
                problems.Add(PublishingProblems.NotAFolder.At(where, "there is a file of this name", "choose another name"));
                return Outcome.UsageError;
            }

            if (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any())
            {
                problems.Add(PublishingProblems.ForeignFolder.At(where, "the folder is there already and is not empty", "choose another name"));
                return Outcome.UsageError;
            }

            // Written beside its place and moved there in one step: a run that is killed leaves no half project.
            var draft = full + ".new";
            if (Directory.Exists(draft) || File.Exists(draft))
            {
                problems.Add(PublishingProblems.ForeignFile.At(SourceSpan.Whole(folder + ".new"), "something of this name is in the way", "remove it if an interrupted run left it"));
                return Outcome.UsageError;
            }

            foreach (var (path, bytes) in files)
            {
                var target = Path.Combine([draft, .. path.Split('/')]);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                using var stream = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
                stream.Write(bytes.Span);
            }

            if (Directory.Exists(full))
            {
                Directory.Delete(full);
            }

            Directory.Move(draft, full);
            return Outcome.Published;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            problems.Add(PublishingProblems.Refused.At(where, $"the folder cannot be made: {OutputFolder.Words(e)}"));
            return Outcome.EnvironmentError;
        }
    }
}
