using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;
using Upstander.Diagnostics;
using SourceSpan = Upstander.Diagnostics.SourceSpan;

namespace Upstander.Rendering;

/// <summary>Text to a parsed template, with every mistake that can be found before it runs.</summary>
internal static class TemplateParser
{
    public const int DepthLimit = 64;
    private const int MaxProblems = 20;

    /// <summary>Far more than any template needs, and little enough that the parser's messages on rubbish stay small.</summary>
    private const int MaxBlocks = 20_000;
    private const int MaxCodeInBlock = 100_000;

    private static readonly ParserOptions Options = new() { ExpressionDepthLimit = DepthLimit };

    /// <summary>Null after a report.</summary>
    /// <param name="text">With line ends as <c>\n</c>.</param>
    /// <param name="file">What places in messages name.</param>
    /// <param name="mode">A template, or a bare expression.</param>
    /// <param name="where">When given, the one place to report everything at.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static Template? Parse(string text, string file, ScriptMode mode, SourceSpan? where, DiagnosticBag problems)
    {
        if (TooMuchCode(text, mode) is { } excess)
        {
            problems.Add(RenderingProblems.Limit.At(where ?? SourceSpan.Whole(file), excess));
            return null;
        }

        var template = Template.Parse(text, file, Options, new LexerOptions { Mode = mode });
        if (!template.HasErrors)
        {
            return template;
        }

        var errors = template.Messages.Where(message => message.Type == ParserMessageType.Error).ToList();
        foreach (var error in errors.Take(MaxProblems))
        {
            var hint = error.Message.Contains("depth", StringComparison.OrdinalIgnoreCase) ? $"at most {DepthLimit} levels of brackets and operators" : null;
            problems.Add(RenderingProblems.Syntax.At(where ?? TemplateFaults.Place(error.Span, file), TemplateFaults.Clean(error.Message), hint));
        }

        if (errors.Count > MaxProblems)
        {
            problems.Add(RenderingProblems.Syntax.At(where ?? SourceSpan.Whole(file), $"{errors.Count - MaxProblems} more problems in this template"));
        }

        return null;
    }

    /// <summary>The nodes of a template in order, without recursion.</summary>
    public static IEnumerable<ScriptNode> Nodes(ScriptNode root)
    {
        var open = new Stack<ScriptNode>([root]);
        while (open.TryPop(out var node))
        {
            yield return node;
            for (var i = node.ChildrenCount - 1; i >= 0; i--)
            {
                if (node.GetChildren(i) is { } child)
                {
                    open.Push(child);
                }
            }
        }
    }

    private static string? TooMuchCode(string text, ScriptMode mode)
    {
        if (mode == ScriptMode.ScriptOnly)
        {
            return text.Length > MaxCodeInBlock ? "the expression is too long" : null;
        }

        var blocks = 0;
        var code = 0;
        for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0;)
        {
            var end = text.IndexOf("}}", at + 2, StringComparison.Ordinal);
            code += (end < 0 ? text.Length : end) - at;
            if (++blocks > MaxBlocks || code > MaxCodeInBlock * 4)
            {
                return $"the template has more than {MaxBlocks} blocks of code or more than {MaxCodeInBlock * 4 / 1000} KB of it";
            }

            at = end < 0 ? -1 : text.IndexOf("{{", end + 2, StringComparison.Ordinal);
        }

        return null;
    }
}
