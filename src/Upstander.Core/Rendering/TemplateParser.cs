using System.Text.RegularExpressions;
using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;
using Upstander.Diagnostics;
using SourceSpan = Upstander.Diagnostics.SourceSpan;
using Span = Scriban.Parsing.SourceSpan;

namespace Upstander.Rendering;

/// <summary>Text to a parsed template, with every mistake that can be found before it runs.</summary>
internal static partial class TemplateParser
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

        var lexing = new LexerOptions { Mode = mode };
        if (HugeNumber(text, file, lexing) is { } huge)
        {
            problems.Add(RenderingProblems.Syntax.At(where ?? TemplateFaults.Place(huge, file), "this number is too large", "at most three digits may follow the e"));
            return null;
        }

        var template = Template.Parse(text, file, Options, lexing);
        if (!template.HasErrors)
        {
            return template;
        }

        var errors = template.Messages.Where(message => message.Type == ParserMessageType.Error).ToList();
        foreach (var error in errors.Take(MaxProblems))
        {
            var hint = error.Message.Contains("depth", StringComparison.OrdinalIgnoreCase) ? $"at most {DepthLimit} levels of brackets and operators" : null;
            problems.Add(RenderingProblems.Syntax.At(where ?? TemplateFaults.Place(error.Span, file), Plainly(error.Message), hint));
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

    /// <summary>Without the grammar rule that Scriban was in, which is a name of its own and not of the author.</summary>
    private static string Plainly(string message)
    {
        const string Start = "Error while parsing ";
        var begin = message.StartsWith(Start, StringComparison.Ordinal) && message.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var colon ? colon + 2 : 0;
        var end = message.IndexOf(" in:", begin, StringComparison.Ordinal);
        var plain = TemplateFaults.Clean(end > begin ? message[begin..end] : message[begin..]);
        return begin > 0 && plain.Length > 0 ? char.ToLowerInvariant(plain[0]) + plain[1..] : plain;
    }

    /// <summary>
    /// A number such as 1e999999999, which Scriban would write out digit by digit while it parses. Told from text that only looks like one by Scriban's own
    /// idea of what is code.
    /// </summary>
    private static Span? HugeNumber(string text, string file, LexerOptions options)
    {
        if (!Exponent().IsMatch(text))
        {
            return null;
        }

        foreach (var token in new Lexer(text, file, options))
        {
            if (token.Type is TokenType.Float or TokenType.Integer && Exponent().IsMatch(text.AsSpan(token.Start.Offset, token.End.Offset + 1 - token.Start.Offset)))
            {
                return new Span(file, token.Start, token.End);
            }
        }

        return null;
    }

    [GeneratedRegex("[0-9._][eE][+-]?[0-9_]{4}", RegexOptions.CultureInvariant)]
    private static partial Regex Exponent();

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
