using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;
using Upstander.Diagnostics;
using SourceSpan = Upstander.Diagnostics.SourceSpan;

namespace Upstander.Rendering;

/// <summary>A text with <c>{{ … }}</c> in it, or one condition, from a place other than a template: <c>path:</c>, <c>title:</c> and <c>when:</c> of documents.</summary>
public sealed class TemplateExpression
{
    private static readonly HashSet<string> NoNames = new(StringComparer.Ordinal);

    private readonly SourceSpan where;
    private readonly string text;
    private readonly Template? template;
    private readonly Template? condition;
    private readonly DiagnosticBag conditionProblems;
    private readonly PlainExpression? plainText;
    private readonly PlainExpression? plainCondition;

    private TemplateExpression(string text, SourceSpan where, Template? template, Template? condition, DiagnosticBag conditionProblems)
    {
        this.text = text;
        this.where = where;
        this.template = template;
        this.condition = condition;
        this.conditionProblems = conditionProblems;
        plainText = PlainExpression.OfText(text);
        plainCondition = condition is null ? null : PlainExpression.OfCondition(template is null ? text : text.Trim()[2..^2]);
    }

    /// <summary>
    /// Parses a text or a condition; null after a report. A text without <c>{{</c> may be either, so what would be wrong with it as a condition is reported
    /// when it is used as one.
    /// </summary>
    public static TemplateExpression? Parse(string text, SourceSpan where, DiagnosticBag problems)
    {
        var conditionProblems = new DiagnosticBag();
        if (!text.Contains("{{", StringComparison.Ordinal))
        {
            return new(text, where, null, TemplateParser.Parse(text, where.File, ScriptMode.ScriptOnly, where, conditionProblems), conditionProblems);
        }

        if (TemplateParser.Parse(text, where.File, ScriptMode.Default, where, problems) is not { } template)
        {
            return null;
        }

        var bare = text.Trim();
        var condition = bare.StartsWith("{{", StringComparison.Ordinal) && bare.IndexOf("}}", StringComparison.Ordinal) == bare.Length - 2
            ? TemplateParser.Parse(bare[2..^2], where.File, ScriptMode.ScriptOnly, where, conditionProblems)
            : null;
        return new(text, where, template, condition, conditionProblems);
    }

    /// <summary>The text with its values filled in, as they are; null after a report.</summary>
    public string? Text(IReadOnlyList<FrozenView> globals, DiagnosticBag problems) =>
        template is null ? text : PlainText(globals) ?? Run(template, globals, problems, (parsed, context) => parsed.Render(context));

    /// <summary>The text where it only names fields that are texts and that these views have; null where somebody has to look closer.</summary>
    public string? PlainText(IReadOnlyList<FrozenView> globals) => plainText?.Text(globals);

    /// <summary>Whether the condition holds where it only names fields that these views have; null where somebody has to look closer.</summary>
    public bool? PlainCondition(IReadOnlyList<FrozenView> globals) => plainCondition?.Holds(globals);

    /// <summary>Whether the condition holds; null after a report.</summary>
    public bool? Condition(IReadOnlyList<FrozenView> globals, DiagnosticBag problems)
    {
        if (condition is null)
        {
            problems.AddRange(conditionProblems.Sorted());
            if (!conditionProblems.HasErrors)
            {
                problems.Add(RenderingProblems.Syntax.At(where, "a condition must be one expression", "for example 'lesson.sensitivity >= 2'"));
            }

            return null;
        }

        return PlainCondition(globals) ?? Run(condition, globals, problems, (parsed, context) => (object)context.ToBool(default, parsed.Evaluate(context))) as bool?;
    }

    private T? Run<T>(Template parsed, IReadOnlyList<FrozenView> globals, DiagnosticBag problems, Func<Template, GuardedContext, T> run)
        where T : class
    {
        var page = new PageRequest(where.File, OutputKind.Text, globals, "", (_, _, _, _) => null, NoNames, 0, NoNames);
        try
        {
            return run(parsed, new GuardedContext(null, page, problems));
        }
        catch (ScriptRuntimeException e)
        {
            problems.Add(TemplateFaults.ToDiagnostic(e, where.File) with { Span = where });
            return null;
        }
    }
}
