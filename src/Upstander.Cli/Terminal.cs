using System.Text;
using Spectre.Console;

namespace Upstander.Cli;

/// <summary>Where a command writes: answers to <paramref name="Out"/>, everything else to <paramref name="Error"/>.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="OutIsTerminal">Whether a person reads the output on a terminal.</param>
/// <param name="ErrorIsTerminal">Whether a person reads the errors on a terminal.</param>
/// <param name="Color">Whether colour is welcome: NO_COLOR is not set.</param>
/// <param name="Debug">Whether a bug shows its stack: UPSTANDER_DEBUG is set.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, bool OutIsTerminal = false, bool ErrorIsTerminal = false, bool Color = false, bool Debug = false)
{
    /// <summary>Value of a variable of the environment, where a command asks for one; null where it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Columns that fit beside each other on standard output; 120 where nobody can say.</summary>
    public int Width => RichOut is { } console ? console.Profile.Width : 120;

    /// <summary>The console of this process.</summary>
    public static Terminal System()
    {
        // Without a byte order mark: it would end up in files and pipes.
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (!Console.IsOutputRedirected || !Console.IsErrorRedirected)
        {
            Console.OutputEncoding = utf8;
        }

        return new Terminal(
            new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true, NewLine = Environment.NewLine },
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true, NewLine = Environment.NewLine },
            !Console.IsOutputRedirected,
            !Console.IsErrorRedirected,
            string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("UPSTANDER_DEBUG")));
    }

    /// <summary>Standard output for tables; null when it is a pipe or a file.</summary>
    public IAnsiConsole? RichOut => OutIsTerminal ? Rich(Out) : null;

    /// <summary>Standard error for progress and colour; null when it is a pipe or a file.</summary>
    public IAnsiConsole? RichError => ErrorIsTerminal ? Rich(Error) : null;

    private IAnsiConsole Rich(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(writer),
        ColorSystem = Color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
    });
}
