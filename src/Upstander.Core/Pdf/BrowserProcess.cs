using System.Diagnostics;
using System.IO.Pipes;
using System.Text;

namespace Upstander.Pdf;

/// <summary>
/// A running browser with a profile of its own and no way to the network. It is spoken to over pipes: no port is opened, and it ends by itself
/// when this process ends, however that happens, because the pipes close then.
/// </summary>
internal sealed class BrowserProcess : IDisposable
{
    private const int ErrorLines = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly Process process;
    private readonly DirectoryInfo profile;
    private readonly Stream toBrowser;
    private readonly Stream fromBrowser;
    private readonly Queue<string> errors = new();

    // When nothing more can come: it and all that it started have closed the pipe.
    private readonly TaskCompletionSource silent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BrowserProcess(Process process, DirectoryInfo profile, Stream toBrowser, Stream fromBrowser)
    {
        this.process = process;
        this.profile = profile;
        this.toBrowser = toBrowser;
        this.fromBrowser = fromBrowser;
        process.ErrorDataReceived += (_, line) =>
        {
            Keep(line.Data);
            if (line.Data is null)
            {
                silent.TrySetResult();
            }
        };
        process.BeginErrorReadLine();
        Protocol = new DevTools(toBrowser, fromBrowser);
    }

    /// <summary>The way to speak to it.</summary>
    public DevTools Protocol { get; }

    /// <summary>Starts a browser; null with the reason when the system refuses to.</summary>
    public static BrowserProcess? Start(Browser browser, out string? fault)
    {
        DirectoryInfo? profile = null;
        try
        {
            profile = Directory.CreateTempSubdirectory("upstander-");
            string[] arguments = [.. Arguments(browser, profile.FullName)];
            fault = null;
            return OperatingSystem.IsWindows() ? OnWindows(browser.Path, arguments, profile) : OnUnix(browser.Path, arguments, profile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            Remove(profile);
            fault = e.Message;
            return null;
        }
    }

    /// <summary>What the browser said last before it ended; null where it said nothing.</summary>
    public string? LastError()
    {
        // Its last words may come after its end; something that it started may keep the pipe open for longer than anybody wants to wait.
        process.WaitForExit(LastWords);
        silent.Task.Wait(LastWords);
        lock (errors)
        {
            return errors.LastOrDefault(l => l.Contains("FATAL", StringComparison.Ordinal))
                ?? errors.LastOrDefault(l => l.Contains("sandbox", StringComparison.OrdinalIgnoreCase))
                ?? errors.LastOrDefault();
        }
    }

    /// <summary>Ends the browser, by force where it does not go by itself, and removes its profile.</summary>
    public void Dispose()
    {
        Close(toBrowser);
        if (!process.WaitForExit(Patience))
        {
            Kill();
            process.WaitForExit(Patience);
        }

        Close(fromBrowser);
        process.Dispose();
        Remove(profile);
    }

    /// <summary>Ends the browser and every process it started, now.</summary>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException or NotSupportedException)
        {
            // It is gone already.
        }
    }

    /// <summary>How the browser is started: everything off that a page on paper does not need.</summary>
    internal static IEnumerable<string> Arguments(Browser browser, string profile)
    {
        yield return "--headless";
        yield return "--no-startup-window";
        yield return $"--user-data-dir={profile}";
        yield return "--remote-debugging-pipe";

        // No network: whatever asks for a name or a proxy gets nothing.
        yield return "--proxy-server=http://127.0.0.1:9";
        yield return "--proxy-bypass-list=<-loopback>";
        yield return "--host-resolver-rules=MAP * ~NOTFOUND";
        yield return "--disable-background-networking";
        yield return "--disable-component-update";
        yield return "--disable-domain-reliability";
        yield return "--disable-sync";
        yield return "--no-pings";

        yield return "--no-first-run";
        yield return "--no-default-browser-check";
        yield return "--disable-default-apps";
        yield return "--disable-extensions";
        yield return "--disable-breakpad";
        yield return "--disable-dev-shm-usage";
        yield return "--disable-gpu";
        yield return "--mute-audio";
        yield return "--password-store=basic";
        yield return "--use-mock-keychain";

        // The same page on every screen: no hinting for one, no colours of one, no language of the user.
        yield return "--font-render-hinting=none";
        yield return "--force-color-profile=srgb";
        yield return "--lang=en-US";
        if (!browser.Sandboxed)
        {
            yield return "--no-sandbox";
        }
    }

    /// <summary>The browser reads from descriptor 3 and writes to 4; a process here gets only 0 to 2, so a shell moves two of them and becomes the browser.</summary>
    private static BrowserProcess OnUnix(string path, string[] arguments, DirectoryInfo profile)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null", "sh", path, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        return new BrowserProcess(process, profile, process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
    }

    /// <summary>On Windows the browser is told the handles of the pipes, which it inherits.</summary>
    private static BrowserProcess OnWindows(string path, string[] arguments, DirectoryInfo profile)
    {
        var toBrowser = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var fromBrowser = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        var start = new ProcessStartInfo(path) { RedirectStandardError = true, StandardErrorEncoding = Encoding.UTF8 };
        foreach (var argument in (string[])[.. arguments, $"--remote-debugging-io-pipes={toBrowser.GetClientHandleAsString()},{fromBrowser.GetClientHandleAsString()}"])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            var process = Process.Start(start)!;
            toBrowser.DisposeLocalCopyOfClientHandle();
            fromBrowser.DisposeLocalCopyOfClientHandle();
            return new BrowserProcess(process, profile, toBrowser, fromBrowser);
        }
        catch
        {
            toBrowser.Dispose();
            fromBrowser.Dispose();
            throw;
        }
    }

    private void Keep(string? line)
    {
        // A machine without a desktop is no reason to fail, though the browser says much about it.
        if (string.IsNullOrWhiteSpace(line) || line.Contains("dbus", StringComparison.Ordinal))
        {
            return;
        }

        lock (errors)
        {
            errors.Enqueue(line.Trim());
            if (errors.Count > ErrorLines)
            {
                errors.Dequeue();
            }
        }
    }

    private static void Close(Stream stream)
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // The other end was closed first, with something still to be written.
        }
    }

    /// <summary>Helper processes of the browser may write for a moment after it has ended.</summary>
    private static void Remove(DirectoryInfo? profile)
    {
        for (var attempt = 0; profile is not null && attempt < 20; attempt++)
        {
            try
            {
                profile.Delete(recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(50);
            }
        }
    }
}
