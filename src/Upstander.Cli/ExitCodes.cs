using Upstander.Publishing;

namespace Upstander.Cli;

/// <summary>What the process returns. On all but <see cref="Fine"/> the last good output stays as it was.</summary>
public static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Fine = 0;

    /// <summary>The input has errors, or warnings with <c>--strict</c>.</summary>
    public const int InputError = 1;

    /// <summary>The command was used in a way it does not have.</summary>
    public const int WrongUsage = 2;

    /// <summary>The disk or the system failed.</summary>
    public const int EnvironmentError = 3;

    /// <summary>A bug of ours.</summary>
    public const int Bug = 70;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>The code for how compiling ended.</summary>
    public static int Of(Outcome outcome) => outcome switch
    {
        Outcome.Published or Outcome.DryRun => Fine,
        Outcome.InputError => InputError,
        Outcome.UsageError => WrongUsage,
        Outcome.Interrupted => Interrupted,
        _ => EnvironmentError,
    };
}
