using System.CommandLine;
using Upstander.Schemas;

namespace Upstander.Cli.Commands;

/// <summary><c>upstander schema</c>: prints the JSON Schema of a file format.</summary>
internal static class SchemaCommand
{
    public static Command Make(Terminal terminal)
    {
        var format = new Argument<string>("format")
        {
            Description = $"One of {string.Join(", ", JsonSchema.Names)}; left out, their names are printed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        format.AcceptOnlyFromAmong([.. JsonSchema.Names]);
        var command = new Command("schema", "Print the JSON Schema of a file format, for editors.") { format };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(format) is { } name)
            {
                terminal.Out.Write(JsonSchema.Of(name));
                return ExitCodes.Fine;
            }

            foreach (var known in JsonSchema.Names)
            {
                terminal.Out.WriteLine(known);
            }

            return ExitCodes.Fine;
        });
        return command;
    }
}
