using System.Diagnostics;
using System.Globalization;
using Upstander.Pdf;

namespace Upstander.Tests.Pdf;

/// <summary>A folder with shell scripts that stand for a browser, or start one and keep a note of it.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("upstander-tests-");

    public string Path => folder.FullName;

    /// <summary>What the browser was started with.</summary>
    public string Arguments => File.ReadAllText(System.IO.Path.Combine(Path, "arguments"));

    /// <summary>The profile that it was given.</summary>
    public string Profile => Arguments.Split(' ').Single(a => a.StartsWith("--user-data-dir=", StringComparison.Ordinal)).Split('=')[1].Trim();

    /// <summary>The id of its process.</summary>
    public int Id => int.Parse(File.ReadAllText(System.IO.Path.Combine(Path, "id")).Trim(), CultureInfo.InvariantCulture);

    /// <summary>Whether it was started.</summary>
    public bool HasBegun => File.Exists(System.IO.Path.Combine(Path, "id")) && File.ReadAllText(System.IO.Path.Combine(Path, "id")).EndsWith('\n');

    /// <summary>A program that does this.</summary>
    public string Script(string does)
    {
        var file = System.IO.Path.Combine(Path, "browser");
        File.WriteAllText(file, $"#!/bin/sh\n{does}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return file;
    }

    /// <summary>A program that notes how it was started and becomes the browser.</summary>
    public string Wrapper(Browser browser) => Script($"echo \"$*\" > {Path}/arguments; echo $$ > {Path}/id; exec '{browser.Path}' \"$@\"");

    /// <summary>Whether the process ends in this time.</summary>
    public bool IsGone(TimeSpan within)
    {
        var clock = Stopwatch.StartNew();
        while (IsAlive(Id))
        {
            if (clock.Elapsed > within)
            {
                return false;
            }

            Thread.Sleep(50);
        }

        return true;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static bool IsAlive(int id)
    {
        // One that has ended and that nobody has asked about yet is as good as gone.
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Directory.Exists($"/proc/{id}");
        }
    }
}
