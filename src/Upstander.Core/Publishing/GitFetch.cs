using System.Diagnostics;
using Upstander.Diagnostics;
using Upstander.Overlays;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>
/// Brings one commit of a git repository by the machine's own git, as a zip of its files: nothing is checked out, so no hook, filter or link of the repository does
/// anything here. The only thing in the tool that reaches the network, and only when a person asks for it.
/// </summary>
public static class GitFetch
{
    private static readonly string[] Careful = ["-c", "core.hooksPath=", "-c", "protocol.allow=never", "-c", "protocol.https.allow=always", "-c", "protocol.ssh.allow=always", "-c", "protocol.file.allow=always", "-c", "fetch.recurseSubmodules=false"];

    /// <summary>Writes the zip; false after a finding.</summary>
    /// <param name="address">Of the repository.</param>
    /// <param name="commit">The whole id of the commit.</param>
    /// <param name="folder">The folder of the overlay, from which a path as address begins.</param>
    /// <param name="target">Where the zip goes; its folder is there.</param>
    /// <param name="where">Where messages point to.</param>
    /// <param name="problems">Gets what goes wrong, in the words of git.</param>
    /// <param name="cancel">Stops git.</param>
    public static bool Run(string address, string commit, string folder, string target, SourceSpan where, DiagnosticBag problems, CancellationToken cancel)
    {
        var scratch = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.git");
        var zip = target + ".part";
        try
        {
            Clear(scratch);
            Directory.CreateDirectory(scratch);
            var from = address[0] is '.' or '/' ? Path.GetFullPath(Path.Combine(folder, address)) : address;

            // Many servers give a single commit; where one does not, everything has to come.
            var said = Git(scratch, ["init", "--quiet", "--bare"], cancel)
                ?? (Git(scratch, ["fetch", "--quiet", "--depth=1", "--no-tags", "--", from, commit], cancel) is { } refused
                    ? Git(scratch, ["fetch", "--quiet", "--no-tags", "--", from, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"], cancel)
                        ?? (Git(scratch, ["cat-file", "-e", commit + "^{commit}"], cancel) is null ? null : $"the repository has no commit {commit}")
                    : null)
                ?? Git(scratch, ["archive", "--format=zip", "--output=" + zip, commit], cancel);
            if (said is not null)
            {
                problems.Add(OverlayProblems.NotFetched.At(where, $"git could not bring it: {said}", "try the same with 'git fetch' by hand"));
                return false;
            }

            File.Move(zip, target, overwrite: true);
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            problems.Add(OverlayProblems.NotFetched.At(where, "there is no program 'git' on this machine", "install git, or take the base as a folder or zip"));
            return false;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            problems.Add(OverlayProblems.NotFetched.At(where, $"the base cannot be written: {Disk.Words(e)}"));
            return false;
        }
        finally
        {
            Clear(scratch);
            Clear(zip);
        }
    }

    // Null when all went well; else git's last words.
    private static string? Git(string folder, string[] arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in Careful.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["LC_ALL"] = "C";
        foreach (var name in new[] { "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_ALLOW_PROTOCOL" })
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var words = process.StandardError.ReadToEndAsync(CancellationToken.None);
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        try
        {
            process.WaitForExitAsync(cancel).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var text = words.GetAwaiter().GetResult();
        return process.ExitCode == 0 ? null : text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()?.Replace("fatal: ", "", StringComparison.Ordinal) ?? "it gave no reason";
    }

    private static void Clear(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
                {
                    // Git's own files are read-only, which Windows takes seriously.
                    File.SetAttributes(file, FileAttributes.Normal);
                }

                Directory.Delete(path, recursive: true);
            }

            File.Delete(path);
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            // What is left is hidden, and the next fetch tries again.
        }
    }
}
