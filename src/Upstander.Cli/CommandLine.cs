using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Reflection;
using Upstander.Cli.Commands;
using Upstander.Diagnostics;

namespace Upstander.Cli;

/// <summary>The whole command line: arguments in, exit code out.</summary>
public static class CommandLine
{
    /// <summary>The version of the tool, as <c>--version</c> prints it.</summary>
    public static string Version { get; } =
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Runs one command.</summary>
    /// <returns>0 fine, 1 the input has errors, 2 wrong usage, 3 the environment failed, 70 a bug of ours, 130 interrupted.</returns>
    public static int Run(string[] args, Terminal terminal)
    {
        // Before anything that loads the libraries for languages: scripts ask for it often.
        if (args is ["--version"])
        {
            terminal.Out.WriteLine(Version);
            return ExitCodes.Fine;
        }

        // No output and no order may depend on the machine's language.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

        try
        {
            return Run(Root(terminal), args, terminal);
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("Interrupted; the last good output is as it was.");
            return ExitCodes.Interrupted;
        }
#pragma warning disable CA1031 // The last place before the process ends: anything that arrives here is a bug of ours.
        catch (Exception e)
#pragma warning restore CA1031
        {
            terminal.Error.WriteLine($"This is a bug in upstander {Version}, not in your files: {e.GetType().Name}: {e.Message}");
            terminal.Error.WriteLine(terminal.Debug ? e.ToString() : "Set UPSTANDER_DEBUG=1 to see where it happened, and please report it.");
            return ExitCodes.Bug;
        }
    }

    internal static RootCommand Root(Terminal terminal) => new("Compiles lessons on consent and prevention education into sites, guides and handouts.")
    {
        NewCommand.Make(terminal),
        BuildCommand.Make(terminal),
        ServeCommand.Make(terminal),
        CheckCommand.Make(terminal),
        PackCommand.Make(terminal),
        ExplainCommand.Make(terminal),
        ListCommand.Make(terminal),
        EjectCommand.Make(terminal),
        DoctorCommand.Make(terminal),
        ShowCommand.Make(terminal),
        ChangesCommand.Make(terminal),
        OverlayCommand.Make(terminal),
        SchemaCommand.Make(terminal),
        CompletionCommand.Make(terminal),
    };

    private static int Run(RootCommand root, string[] args, Terminal terminal)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                terminal.Error.WriteLine(error.Message);
            }

            var path = CommandPath(parsed.CommandResult);
            var known = parsed.CommandResult.Command.Subcommands.Select(c => c.Name).ToList();
            var stray = parsed.UnmatchedTokens.Concat(parsed.Tokens.Where(t => t.Type == TokenType.Argument && t.Value.StartsWith('-')).Select(t => t.Value)).FirstOrDefault();
            if (stray is not null && Nearest.To(stray, [.. known, .. OptionsOf(parsed.CommandResult.Command)]) is { } meant)
            {
                terminal.Error.WriteLine($"Did you mean '{meant}'?");
            }

            terminal.Error.WriteLine($"'{path} --help' shows how it is used.");
            return ExitCodes.WrongUsage;
        }

        return parsed.Invoke(new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private static IEnumerable<string> OptionsOf(Command command) => command.Options.Select(o => o.Name);

    private static string CommandPath(CommandResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result; at is not null; at = at.Parent)
        {
            if (at is CommandResult { Command: not RootCommand } command)
            {
                names.Insert(0, command.Command.Name);
            }
        }

        return string.Join(' ', ["upstander", .. names]);
    }
}
