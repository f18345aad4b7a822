using Upstander.Cli;

return CommandLine.Run(args, Terminal.System());
