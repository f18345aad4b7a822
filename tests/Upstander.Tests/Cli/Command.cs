using Upstander.Cli;

namespace Upstander.Tests.Cli;

/// <summary>Runs a command as a pipe would: both outputs are texts and nobody looks at a terminal.</summary>
internal static class Command
{
    public static Ran Run(params string[] args) => Run(NoVariables, args);

    /// <summary>The same with these variables of the environment, where a command asks for one.</summary>
    public static Ran Run(Func<string, string?> variable, string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = CommandLine.Run(args, new Terminal(output, error) { Variable = variable });
        return new Ran(exit, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command on a project, on the day of the tests, and tells what it prints without the project's own path.</summary>
    public static Ran On(Project project, string command, params string[] args) => On(project, NoVariables, command, args);

    /// <summary>Builds a project into its output folder.</summary>
    public static Ran Build(Project project, params string[] args) => On(project, "build", ["-o", project.Output, .. args]);

    /// <summary>The same with these variables of the environment.</summary>
    public static Ran Build(Project project, Func<string, string?> variable, params string[] args) => On(project, variable, "build", ["-o", project.Output, .. args]);

    private static Ran On(Project project, Func<string, string?> variable, string command, string[] args)
    {
        // Rules about lessons and units have tests of their own; three small files would not pass them.
        string[] except = command is "check" or "build" or "pack" ? ["--except", string.Join(',', Project.StructuralGroups)] : [];
        var ran = Run(variable, [command, project.Folder, "--today", "2026-11-24", .. except, .. args]);
        return ran with { Out = project.Told(ran.Out), Error = project.Told(ran.Error) };
    }

    /// <summary>Nothing of the environment of this machine.</summary>
    private static string? NoVariables(string name) => null;
}

/// <summary>What a command did.</summary>
internal sealed record Ran(int Exit, string Out, string Error)
{
    /// <summary>The lines of the answer, without the excerpts below findings.</summary>
    public string[] OutLines => LinesOf(Out);

    /// <summary>The lines of messages, without the excerpts below findings.</summary>
    public string[] ErrorLines => LinesOf(Error);

    private static string[] LinesOf(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith("  ", StringComparison.Ordinal))];
}
