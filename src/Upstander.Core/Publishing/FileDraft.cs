using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>
/// One file that a command writes. It stands under its name whole, once <see cref="Commit"/> was called, or not at all; a file that was there before stays
/// as it was until then.
/// </summary>
public sealed class FileDraft : IDisposable
{
    private readonly string path;
    private readonly string shown;
    private readonly DiagnosticBag problems;
    private readonly FileStream content;
    private readonly FileStream scratch;
    private int refused;

    private FileDraft(string path, string shown, FileStream content, FileStream scratch, DiagnosticBag problems)
    {
        this.path = path;
        this.shown = shown;
        this.content = content;
        this.scratch = scratch;
        this.problems = problems;
    }

    /// <summary>Room on disk for what is needed on the way; nothing of it remains.</summary>
    public Stream Scratch => scratch;

    /// <summary>Begins a file. Null after a finding; nothing has changed then.</summary>
    /// <param name="path">Where it goes, as the user gave it; its folder must be there.</param>
    /// <param name="mayReplace">Whether a file that is there is one that the tool wrote, told from its bytes.</param>
    /// <param name="force">Whether any file that is there may be replaced.</param>
    /// <param name="problems">Gets what is in the way, and later what goes wrong.</param>
    public static FileDraft? Open(string path, Func<Stream, bool> mayReplace, bool force, DiagnosticBag problems)
    {
        var where = SourceSpan.Whole(path);
        try
        {
            var full = Path.GetFullPath(path);
            var folder = Path.GetDirectoryName(full)!;
            if (!Directory.Exists(folder))
            {
                problems.Add(PublishingProblems.NotAFolder.At(where, "the folder of this file is not there", "make the folder first, or name another"));
                return null;
            }

            switch (Disk.Look(full))
            {
                case DiskKind.Absent:
                    break;
                case DiskKind.File when force || IsOurs(full, mayReplace):
                    break;
                case DiskKind.File:
                    problems.Add(PublishingProblems.NotReplaced.At(where, "a file of this name is there that the tool did not write", "name another file, or remove the one that is there; 'pack' has --force for that"));
                    return null;
                case DiskKind.Link:
                    problems.Add(PublishingProblems.LinkInTheWay.At(where, "a link stands where this file is to go, and links are not followed", "remove the link"));
                    return null;
                default:
                    problems.Add(PublishingProblems.ForeignFile.At(where, "a folder or device stands where this file is to go", "name another file"));
                    return null;
            }

            if (Part(full, "part") is not { } content)
            {
                problems.Add(PublishingProblems.Busy.At(where, "another command is writing this file", "wait until it has ended, or name another file"));
                return null;
            }

            try
            {
                if (Part(full, "scratch") is { } scratch)
                {
                    return new FileDraft(full, path, content, scratch, problems);
                }
            }
            catch (Exception e) when (Disk.IsRefusal(e))
            {
                Remove(content);
                throw;
            }

            Remove(content);
            problems.Add(PublishingProblems.Busy.At(where, "another command is writing this file", "wait until it has ended, or name another file"));
            return null;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            problems.Add(PublishingProblems.Refused.At(where, $"the file cannot be written: {Disk.Words(e)}"));
            return null;
        }
    }

    /// <summary>Whether an exception means that the system refused to write the draft; then it is a finding, once.</summary>
    public bool Refuses(Exception e)
    {
        if (!Disk.IsRefusal(e))
        {
            return false;
        }

        if (Interlocked.Exchange(ref refused, 1) == 0)
        {
            problems.Add(PublishingProblems.Refused.At(SourceSpan.Whole(shown), $"the file cannot be written: {Disk.Words(e)}"));
        }

        return true;
    }

    /// <summary>Writes the file to its end and puts it in place; false after a finding.</summary>
    /// <param name="write">Writes what it is to hold.</param>
    public bool Commit(Action<Stream> write)
    {
        try
        {
            write(content);

            // To the disk itself, before any name points to it: the file is never cut off after a power cut.
            content.Flush(flushToDisk: true);
            content.Dispose();
            File.Move(content.Name, path, overwrite: true);
            return true;
        }
        catch (Exception e) when (Refuses(e))
        {
            return false;
        }
    }

    /// <summary>Removes what was not put in place.</summary>
    public void Dispose()
    {
        Remove(scratch);
        Remove(content);
    }

    // Named after the file, so that what a killed process left is taken over by the next one; null while another process has it.
    private static FileStream? Part(string full, string ending)
    {
        var name = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{ending}");
        if (Disk.Look(name) is not (DiskKind.Absent or DiskKind.File))
        {
            throw new IOException($"{Path.GetFileName(name)} stands in the way");
        }

        try
        {
            var stream = new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            stream.SetLength(0);
            return stream;
        }
        catch (IOException e) when (OutputFolder.IsLocked(e))
        {
            return null;
        }
    }

    private static bool IsOurs(string full, Func<Stream, bool> mayReplace)
    {
        using var stream = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return mayReplace(stream);
    }

    private static void Remove(FileStream stream)
    {
        try
        {
            stream.Dispose();
            File.Delete(stream.Name);
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            // What cannot be removed now, the next command takes over.
        }
    }
}
