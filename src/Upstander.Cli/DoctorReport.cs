using Spectre.Console;
using Upstander.Checking.Reports;

namespace Upstander.Cli;

/// <summary>What the doctor says, for people and for programs.</summary>
internal static class DoctorReport
{
    private static readonly string[] Words = ["ok", "note", "look", "broken"];

    /// <summary>A heading and one line for each sign; on a terminal, folded inside its column.</summary>
    public static void Print(string heading, IReadOnlyList<Sign> signs, Terminal terminal)
    {
        if (terminal.RichOut is { } console)
        {
            var grid = new Grid { Expand = false };
            grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) });
            grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
            foreach (var sign in signs)
            {
                var color = sign.Health switch { Health.Fine => "green", Health.Note => "blue", Health.Look => "yellow", _ => "red" };
                var hint = sign.Hint is null ? "" : $" [grey]({Markup.Escape(Report.Visible(sign.Hint))})[/]";
                grid.AddRow($"[{color}]{Words[(int)sign.Health]}[/]", $"[bold]{Markup.Escape(Report.Visible(sign.What))}[/]: {Markup.Escape(Report.Visible(sign.Says))}{hint}");
            }

            console.MarkupLine($"[bold]{Markup.Escape(heading)}[/]");
            console.Write(grid);
            return;
        }

        terminal.Out.WriteLine(heading);
        foreach (var sign in signs)
        {
            terminal.Out.WriteLine(Report.Visible($"  {Words[(int)sign.Health],-6}  {sign.What}: {sign.Says}{(sign.Hint is null ? "" : $" ({sign.Hint})")}"));
        }
    }

    /// <summary>
    /// <c>{ "tool", "machine": [ { status, what, says, hint } ], "project": [ the same, for templates with template, state, original, origin, lines, diff ] }</c>.
    /// </summary>
    public static string ToJson(string version, IReadOnlyList<Sign> machine, IReadOnlyList<Sign> project, bool difference) => Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("tool", version);
        foreach (var (name, signs) in (ReadOnlySpan<(string, IReadOnlyList<Sign>)>)[("machine", machine), ("project", project)])
        {
            json.WriteStartArray(name);
            foreach (var sign in signs)
            {
                json.WriteStartObject();
                json.WriteString("status", Words[(int)sign.Health]);
                json.WriteString("what", sign.What);
                json.WriteString("says", sign.Says);
                json.WriteString("hint", sign.Hint);
                if (sign.Override is { } each)
                {
                    json.WriteString("template", each.Name);
                    json.WriteString("state", each.State.ToString().ToLowerInvariant());
                    json.WriteString("original", each.Mark?.Name ?? (each.Original is null ? null : each.Name));
                    json.WriteString("origin", each.Mark?.Origin);
                    json.WriteNumber("lines", each.Original is null ? 0 : each.Differing);
                    if (difference)
                    {
                        json.WriteString("diff", each.Original is null ? "" : each.Difference);
                    }
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    });
}
