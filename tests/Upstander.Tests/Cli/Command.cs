using Upstander.Cli;

namespace Upstander.Tests.Cli;

/// <summary>Runs a command as a pipe would: both outputs are texts and nobody looks at a terminal.</summary>
internal static class Command
{
    public static Ran Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = CommandLine.Run(args, new Terminal(output, error));
        return new Ran(exit, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command on a project, on the day of the tests, and tells what it prints without the project's own path.</summary>
    public static Ran On(Project project, string command, params string[] args)
    {
        var ran = Run([command, project.Folder, "--today", "2026-11-24", .. args]);
        return ran with { Out = project.Told(ran.Out), Error = project.Told(ran.Error) };
    }

    /// <summary>Builds a project into its output folder.</summary>
    public static Ran Build(Project project, params string[] args) => On(project, "build", ["-o", project.Output, .. args]);
}

/// <summary>What a command did.</summary>
internal sealed record Ran(int Exit, string Out, string Error)
{
    public string[] OutLines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
