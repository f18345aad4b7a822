using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>The folders in which an overlay keeps what it needs later: made when something goes in, and only files that the tool has named are ever removed.</summary>
public static class KeptFolder
{
    /// <summary>Makes the folder of a file; false after a finding. Links on the way are refused.</summary>
    /// <param name="root">The folder of the overlay, which is there.</param>
    /// <param name="path">The file to come, below it.</param>
    /// <param name="problems">Gets what is in the way.</param>
    public static bool Prepare(string root, string path, DiagnosticBag problems)
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            for (var at = folder; at.Length > root.Length; at = Path.GetDirectoryName(at)!)
            {
                if (Disk.Look(at) is not (DiskKind.Absent or DiskKind.Folder))
                {
                    problems.Add(PublishingProblems.LinkInTheWay.At(SourceSpan.Whole(Path.GetRelativePath(root, at)), "a link or file stands where a folder is to be", "remove it"));
                    return false;
                }
            }

            Directory.CreateDirectory(folder);
            return true;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            problems.Add(PublishingProblems.Refused.At(SourceSpan.Whole(Path.GetRelativePath(root, path)), $"the file cannot be written: {Disk.Words(e)}"));
            return false;
        }
    }

    /// <summary>Removes the files beside one that are no longer needed. What cannot be removed stays: it does no harm.</summary>
    /// <param name="path">A file in the folder.</param>
    /// <param name="goes">Whether a file of this name goes.</param>
    public static void Tidy(string path, Func<string, bool> goes)
    {
        try
        {
            foreach (var file in Directory.Exists(Path.GetDirectoryName(path)) ? Directory.GetFiles(Path.GetDirectoryName(path)!) : [])
            {
                if (goes(Path.GetFileName(file)))
                {
                    File.Delete(file);
                }
            }
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            // The next command tries again.
        }
    }
}
