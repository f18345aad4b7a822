using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Upstander.Checking;
using Upstander.Diagnostics;
using Upstander.Serving;
using Upstander.Workspaces;

namespace Upstander.Cli.Commands;

/// <summary><c>upstander serve</c>: shows a curriculum in the browser while it is being written.</summary>
internal static class ServeCommand
{
    private const int FirstPort = 4321;
    private const int Ports = 10;
    private const int MostNamed = 3;

    public static Command Make(Terminal terminal)
    {
        var curriculum = CommonOptions.Curriculum();
        var port = new Option<int?>("--port") { Description = $"Port to listen on, 1 to 65535; else {FirstPort}, or the next one that is free." };
        port.Validators.Add(found =>
        {
            // What is no number is told without this.
            if (found.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is < 1 or > 65535)
            {
                found.AddError("--port must be from 1 to 65535.");
            }
        });
        var open = new Option<bool>("--open") { Description = "Open it in the browser." };
        var noCheck = CommonOptions.NoCheck();
        var today = CommonOptions.Today();
        var command = new Command("serve", "Show a curriculum in the browser while you write it.") { curriculum, port, open, noCheck, today };
        command.SetAction(parsed => CompileCommand.ToolFolder(terminal) is { } tool
            ? Serve(
                new CompileRequest(parsed.GetValue(curriculum)!, tool)
                {
                    Rules = parsed.GetValue(noCheck) ? RuleChoice.None : RuleChoice.All,
                    Today = CommonOptions.TodayOf(parsed, today),
                },
                parsed.GetValue(port),
                parsed.GetValue(open),
                terminal)
            : ExitCodes.EnvironmentError);
        return command;
    }

    private static int Serve(CompileRequest request, int? port, bool open, Terminal terminal)
    {
        using var interruption = new Interruption();
        return Serve(request, port, open, terminal, TimeSpan.FromSeconds(2), interruption.Token);
    }

    /// <summary>Serves until it is stopped.</summary>
    internal static int Serve(CompileRequest request, int? port, bool open, Terminal terminal, TimeSpan poll, CancellationToken cancel)
    {
        var preview = new Preview(request);
        Edition first;
        try
        {
            first = preview.Refresh(null, cancel)!;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Fine;
        }

        if (WorkspaceProblems.IsUsage(first.Findings))
        {
            Report.Print(first.Findings, terminal.Error, terminal.RichError, all: false);
            return ExitCodes.WrongUsage;
        }

        using var server = Start(preview, port);
        if (server is null)
        {
            terminal.Error.WriteLine(port is { } wanted
                ? $"Port {wanted} is taken, or this system does not give it. Without --port, a free one is found."
                : $"The ports {FirstPort} to {FirstPort + Ports - 1} are all taken. Name another one with --port.");
            return ExitCodes.EnvironmentError;
        }

        var told = new Told(terminal);
        told.Refreshed(first, null);
        terminal.Out.WriteLine(server.Address);
        terminal.Error.WriteLine("Ctrl-C ends it.");
        if (open)
        {
            Open(server.Address, terminal);
        }

        preview.Follow(
            (edition, elapsed) =>
            {
                server.Announce();
                told.Refreshed(edition, elapsed);
            },
            edition =>
            {
                server.Announce();
                told.Checked(edition);
            },
            poll,
            cancel);
        return ExitCodes.Fine;
    }

    private static PreviewServer? Start(Preview preview, int? port) =>
        Enumerable.Range(port ?? FirstPort, port is null ? Ports : 1)
            .Select(p => PreviewServer.Start(p, preview.Find, preview.Status))
            .FirstOrDefault(s => s is not null);

    // The platform's own way to open an address; it is always ours.
    private static void Open(string address, Terminal terminal)
    {
        try
        {
            Process.Start(new ProcessStartInfo(address) { UseShellExecute = true })?.Dispose();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            terminal.Error.WriteLine("No browser could be started here; open the address yourself.");
        }
    }

    /// <summary>What was said on the terminal: a finding is told when it comes, not each time that a file is saved.</summary>
    private sealed class Told(Terminal terminal)
    {
        private readonly Lock gate = new();
        private Dictionary<string, int> known = [];
        private string? totals = "";

        public void Refreshed(Edition edition, TimeSpan? elapsed)
        {
            lock (gate)
            {
                if (elapsed is { } time)
                {
                    terminal.Error.WriteLine($"{Names(edition.Changes)}: {time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms");
                }

                Print(edition.Findings);
                if (edition.IsBehind)
                {
                    terminal.Error.WriteLine(edition.HasPages ? "The pages stay as they were until this is mended." : "There are no pages until this is mended.");
                }
            }
        }

        public void Checked(Edition edition)
        {
            lock (gate)
            {
                Print(edition.Findings);
                known = Count(edition.Findings);
                var now = Report.Totals(edition.Findings);
                if (now != totals)
                {
                    terminal.Error.WriteLine(now is null ? "No errors and no warnings." : $"{now}.");
                }

                totals = now;
            }
        }

        private void Print(IReadOnlyList<Diagnostic> findings)
        {
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            List<Diagnostic> fresh = [];
            foreach (var finding in findings)
            {
                var key = Key(finding);
                seen[key] = seen.GetValueOrDefault(key) + 1;
                if (seen[key] > known.GetValueOrDefault(key))
                {
                    known[key] = seen[key];
                    fresh.Add(finding);
                }
            }

            if (fresh.Count > 0)
            {
                // What was said last is no longer so.
                totals = "";
            }

            Report.Print(fresh, terminal.Error, terminal.RichError, all: false, "'upstander check --all'");
        }

        private static string Names(IReadOnlyList<FileChange> changes) =>
            changes.Count == 0
                ? "Something else changed"
                : string.Join(", ", changes.Take(MostNamed).Select(c => $"{c.Path} {c.What}")) + (changes.Count > MostNamed ? $" and {changes.Count - MostNamed} more" : "");

        private static Dictionary<string, int> Count(IEnumerable<Diagnostic> findings) =>
            findings.GroupBy(Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

        // Without the line: a line more above a finding makes it no new one.
        private static string Key(Diagnostic finding) => $"{finding.Code}\0{finding.Span.File}\0{finding.Message}";
    }
}
