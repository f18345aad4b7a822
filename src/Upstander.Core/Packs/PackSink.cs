using System.Text;
using Upstander.Archives;
using Upstander.Diagnostics;
using Upstander.Publishing;
using Upstander.Workspaces;

namespace Upstander.Packs;

/// <summary>Takes the files of a pack from all who make them, and says what cannot be taken. May be used from several threads.</summary>
/// <param name="draft">The file that the pack becomes.</param>
/// <param name="shown">The pack's name in messages.</param>
/// <param name="problems">Gets what goes wrong.</param>
internal sealed class PackSink(FileDraft draft, string shown, DiagnosticBag problems)
{
    private readonly Dictionary<string, string> taken = new(StringComparer.Ordinal);
    private volatile bool failed;

    /// <summary>The zip so far.</summary>
    public ZipPack Zip { get; } = new(draft.Scratch);

    /// <summary>Takes a file that a build made: its path is that of an output.</summary>
    public void Add(string path, ReadOnlySpan<byte> content)
    {
        if (OutputPath.Normalize(path, out var fault) is not { } normal)
        {
            problems.Add(PublishingProblems.BadPath.At(SourceSpan.Whole($"{shown}: {path}"), $"the path {fault}", "change the document's path, or the id or file name it is made from"));
            return;
        }

        AddAsIs(normal, content);
    }

    /// <summary>Takes a text.</summary>
    public void Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Takes a file under a name that is known to be safe.</summary>
    public void AddAsIs(string path, ReadOnlySpan<byte> content)
    {
        if (failed || !IsFree(path))
        {
            return;
        }

        try
        {
            Zip.Add(path, content);
        }
        catch (Exception e) when (draft.Refuses(e))
        {
            failed = true;
        }
    }

    /// <summary>Takes a file that is written bit by bit and is small already.</summary>
    public void Add(string path, Action<Stream> write)
    {
        if (failed || !IsFree(path))
        {
            return;
        }

        try
        {
            Zip.AddStored(path, write);
        }
        catch (Exception e) when (draft.Refuses(e))
        {
            failed = true;
        }
    }

    /// <summary>Writes the zip and puts it in place; false after a finding.</summary>
    public bool Finish(CancellationToken cancel)
    {
        if (Zip.IsFull)
        {
            problems.Add(PackProblems.TooLarge.At(SourceSpan.Whole(shown), "the pack is larger than the 4 GB or 65,534 files that every program can open", "pack one unit at a time with --unit"));
        }

        return !problems.HasErrors && draft.Commit(output => Zip.WriteTo(output, cancel));
    }

    private bool IsFree(string path)
    {
        string? other;
        lock (taken)
        {
            if (taken.TryAdd(FileNames.Fold(path), path))
            {
                return true;
            }

            other = taken[FileNames.Fold(path)];
        }

        problems.Add(PackProblems.SameName.At(
            SourceSpan.Whole($"{shown}: {path}"), other == path ? "two files of the pack have this path" : $"this and '{other}' are one file on Windows and macOS", "rename one of them"));
        return false;
    }
}
