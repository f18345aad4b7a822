using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>Puts files into the folder of a project, where somebody works on it.</summary>
public static class ProjectFiles
{
    /// <summary>
    /// Writes files by their <see cref="SourceFile.Name"/>. Everything that is in the way is found before the first one is written, no link is followed, and each
    /// file is whole or as it was.
    /// </summary>
    /// <param name="folder">The folder of the project, which is there.</param>
    /// <param name="shown">What stands before a name in messages: the same folder as the user gave it, ending in a slash, or nothing for the current one.</param>
    /// <param name="files">What to write.</param>
    /// <param name="force">Whether files that are there may be replaced.</param>
    /// <param name="problems">Gets what is in the way.</param>
    public static Outcome Put(string folder, string shown, IReadOnlyList<SourceFile> files, bool force, DiagnosticBag problems)
    {
        var made = new List<string>();
        try
        {
            List<Diagnostic> inTheWay = [.. files.Select(f => InTheWay(folder, shown, f.Name, force)).OfType<Diagnostic>()];
            problems.AddRange(inTheWay);
            if (inTheWay.Count > 0)
            {
                return Outcome.UsageError;
            }

            foreach (var file in files)
            {
                var parent = Path.GetDirectoryName(OutputDisk.Full(folder, file.Name))!;
                made.AddRange(OutputFolder.Missing(parent));
                Directory.CreateDirectory(parent);
                using var draft = FileDraft.Open(shown + file.Name, _ => false, force, problems);
                if (draft is null || !draft.Commit(stream => stream.Write(file.Bytes.Span)))
                {
                    OutputFolder.Remove(made);
                    return Outcome.EnvironmentError;
                }
            }

            return Outcome.Published;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            OutputFolder.Remove(made);
            problems.Add(PublishingProblems.Refused.At(SourceSpan.Whole(shown.TrimEnd('/') is { Length: > 0 } place ? place : "."), $"the files cannot be written: {Disk.Words(e)}"));
            return Outcome.EnvironmentError;
        }
    }

    private static Diagnostic? InTheWay(string folder, string shown, string name, bool force)
    {
        if (OutputPath.Normalize(name, out var fault) is null)
        {
            throw new ArgumentException($"'{name}' {fault}.", nameof(name));
        }

        var where = SourceSpan.Whole(shown + name);
        return OutputDisk.Look(folder, name, hash: false).Spot switch
        {
            OutputSpot.Absent => null,
            OutputSpot.File when force => null,
            OutputSpot.File => PublishingProblems.NotReplaced.At(where, "this file is there already", "--force puts the new one in its place; what it holds now is lost"),
            OutputSpot.Link => PublishingProblems.LinkInTheWay.At(where, "a link stands here or on the way here, and links are not followed", "remove the link"),
            OutputSpot.BelowFile => PublishingProblems.ForeignFile.At(where, "one of the folders on the way is a file", "move that file"),
            _ => PublishingProblems.ForeignFile.At(where, "a folder or device stands where this file is to go", "remove it"),
        };
    }
}
