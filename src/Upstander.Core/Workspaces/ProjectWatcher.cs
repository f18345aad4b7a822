namespace Upstander.Workspaces;

/// <summary>
/// Says that something may have changed in folders of a project. What it says is a suspicion: only reading the files tells. The system's own notices come
/// at once, and a look at names, sizes and times every now and then finds what no notice came for, as on network drives.
/// </summary>
public sealed class ProjectWatcher : IDisposable
{
    private const int MaxEntries = 50_000;

    private static readonly EnumerationOptions Listed = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    private readonly IReadOnlyList<string> folders;
    private readonly List<FileSystemWatcher> watchers = [];
    private readonly SemaphoreSlim suspicions = new(0);
    private readonly Timer timer;
    private readonly TimeSpan quiet;
    private long last;
    private ulong listing;

    /// <summary>Watches folders and what lies below them.</summary>
    /// <param name="folders">Folders on this machine that there are.</param>
    /// <param name="poll">How often it looks by itself.</param>
    /// <param name="quiet">How long there must be no notice before a suspicion counts: programs save in several steps.</param>
    public ProjectWatcher(IReadOnlyList<string> folders, TimeSpan poll, TimeSpan quiet)
    {
        this.folders = folders;
        this.quiet = quiet;
        foreach (var folder in folders)
        {
            Watch(folder);
        }

        listing = Look();
        timer = new Timer(_ => Poll(), null, poll, poll);
    }

    /// <summary>Whether something was noticed that nobody has waited for.</summary>
    public bool IsSuspicious => suspicions.CurrentCount > 0;

    /// <summary>Waits until something may have changed.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void WaitForNotice(CancellationToken cancel) => suspicions.Wait(cancel);

    /// <summary>Waits until there were no notices for a moment, and takes all that came as one.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void WaitForQuiet(CancellationToken cancel)
    {
        // Somebody who saves without end is not waited for.
        for (var patience = 0; patience < 10; patience++)
        {
            var since = TimeSpan.FromMilliseconds(Environment.TickCount64 - Interlocked.Read(ref last));
            if (since >= quiet || cancel.WaitHandle.WaitOne(quiet - since))
            {
                break;
            }
        }

        while (suspicions.Wait(0, CancellationToken.None))
        {
        }

        cancel.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        timer.Dispose();
        watchers.ForEach(w => w.Dispose());
        suspicions.Dispose();
    }

    private void Watch(string folder)
    {
        try
        {
            var watcher = new FileSystemWatcher(folder)
            {
                IncludeSubdirectories = true,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            watcher.Changed += (_, e) => Notice(e.FullPath, folder);
            watcher.Created += (_, e) => Notice(e.FullPath, folder);
            watcher.Deleted += (_, e) => Notice(e.FullPath, folder);
            watcher.Renamed += (_, e) => Notice(e.FullPath, folder);

            // Too many notices at once are lost: that alone is reason to look.
            watcher.Error += (_, _) => Suspect();
            watcher.EnableRaisingEvents = true;
            watchers.Add(watcher);
        }
        catch (Exception e) when (Disk.IsRefusal(e) || e is ArgumentException)
        {
            // A folder that has just gone, or a system that gives no notices or no more of them: looking every now and then is left.
        }
    }

    // What lies in hidden folders is no part of a project, and some programs write there all the time.
    private void Notice(string path, string folder)
    {
        var name = Path.GetRelativePath(folder, path);
        if (!name.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Any(IsHidden))
        {
            Suspect();
        }
    }

    private void Suspect()
    {
        Interlocked.Exchange(ref last, Environment.TickCount64);
        try
        {
            suspicions.Release();
        }
        catch (Exception e) when (e is ObjectDisposedException or SemaphoreFullException)
        {
            // A last notice after the end.
        }
    }

    private void Poll()
    {
        var seen = Look();
        if (Interlocked.Exchange(ref listing, seen) != seen)
        {
            Suspect();
        }
    }

    private ulong Look()
    {
        var (sum, left) = (17UL, MaxEntries);
        foreach (var folder in folders)
        {
            Look(folder, 0, ref sum, ref left);
        }

        return sum;
    }

    // The order of a listing is no part of what is seen: the sum is the same in any.
    private static void Look(string folder, int depth, ref ulong sum, ref int left)
    {
        try
        {
            foreach (var info in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Listed))
            {
                if (IsHidden(info.Name) || --left < 0)
                {
                    continue;
                }

                if (info is FileInfo file)
                {
                    sum += ((uint)StringComparer.Ordinal.GetHashCode(file.FullName) * 0x9E3779B97F4A7C15UL) ^ (ulong)file.Length ^ ((ulong)file.LastWriteTimeUtc.Ticks * 31);
                }
                else if (depth < FolderScan.MaxDepth)
                {
                    sum += (uint)StringComparer.Ordinal.GetHashCode(info.FullName);
                    Look(info.FullName, depth + 1, ref sum, ref left);
                }
            }
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            sum++;
        }
    }

    private static bool IsHidden(string name) => name is ['.', not '.', ..] || name == "node_modules";
}
