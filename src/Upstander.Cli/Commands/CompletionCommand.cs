using System.CommandLine;

namespace Upstander.Cli.Commands;

/// <summary><c>upstander completion</c>: prints the script that lets a shell complete commands and options.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _upstander_complete() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(upstander "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _upstander_complete upstander
        """;

    private const string Zsh = """
        _upstander_complete() {
          local -a found
          found=("${(@f)$(upstander "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -- $found
          _files
        }
        compdef _upstander_complete upstander
        """;

    private const string Fish = """
        complete -c upstander -a '(upstander "[suggest:"(commandline -C)"]" (commandline -b) 2>/dev/null)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName upstander -ScriptBlock {
          param($word, $line, $position)
          upstander "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    public static Command Make(Terminal terminal)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new Command("completion", "Print the completion script of a shell.") { shell };
        command.SetAction(parsed =>
        {
            terminal.Out.WriteLine(parsed.GetValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                _ => PowerShell,
            });
            return ExitCodes.Fine;
        });
        return command;
    }
}
