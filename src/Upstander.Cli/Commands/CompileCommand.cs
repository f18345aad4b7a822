using Spectre.Console;
using Upstander.Diagnostics;
using Upstander.Pdf;
using Upstander.Workspaces;

namespace Upstander.Cli.Commands;

/// <summary>What commands that compile have in common: the tool's own files, Ctrl-C and a progress bar.</summary>
internal static class CompileCommand
{
    /// <summary>The folder of the tool's own files, or null after a message.</summary>
    public static string? ToolFolder(Terminal terminal)
    {
        if (ToolFiles.Find(AppContext.BaseDirectory) is { } folder)
        {
            return folder;
        }

        terminal.Error.WriteLine("The templates that belong to this tool are missing; install it again: dotnet tool install --global Upstander");
        return null;
    }

    /// <summary>The browser of this machine, or what is known about its absence.</summary>
    public static BrowserSearch Browser(Terminal terminal) => BrowserSearch.Run(
        BrowserSearch.System,
        terminal.Variable,
        File.Exists);

    /// <summary>Whether PDF was among what was made.</summary>
    public static bool MakesPdf(CompileRequest request, CompileResult result) =>
        result is { Pages: { } pages, Course: { } course } && pages.All(course).Any(p => p.Format == "pdf" && request.Choice.Wants(p));

    /// <summary>Says so where the browser runs without its sandbox.</summary>
    public static void TellOfSandbox(CompileRequest request, Terminal terminal)
    {
        if (request.Browser is { Sandboxed: false })
        {
            terminal.Error.WriteLine($"{BrowserSearch.SandboxVariable} is off: the browser that makes PDF runs without its sandbox.");
        }
    }

    /// <summary>Compiles, with a progress bar where somebody can see it.</summary>
    public static CompileResult Run(CompileRequest request, DiagnosticBag problems, Terminal terminal) =>
        Watched(terminal, (progress, cancel) => Compiler.Compile(request, problems, progress, cancel));

    /// <summary>Does something that takes a while: Ctrl-C stops it, and a progress bar stands where somebody can see it.</summary>
    public static T Watched<T>(Terminal terminal, Func<Action<int, int>?, CancellationToken, T> work)
        where T : class
    {
        using var interruption = new Interruption();
        if (terminal.RichError is not { } console)
        {
            return work(null, interruption.Token);
        }

        T? result = null;
        console.Progress().AutoClear(true).HideCompleted(true).Start(progress =>
        {
            var task = progress.AddTask("lessons");
            task.IsIndeterminate = true;
            result = work(
                (done, all) =>
                {
                    task.IsIndeterminate = false;
                    task.MaxValue = all;
                    task.Value = done;
                },
                interruption.Token);
        });
        return result!;
    }
}
