using Upstander.Diagnostics;

namespace Upstander.Rendering;

/// <summary>A text with <c>{{ … }}</c> in it, or one condition, from a place other than a template: <c>path:</c>, <c>title:</c> and <c>when:</c> of documents.</summary>
public sealed class TemplateExpression
{
    private readonly string? text;

    private TemplateExpression(string text) => this.text = text;

    /// <summary>Parses a text or a condition; null after a report.</summary>
    public static TemplateExpression? Parse(string text, SourceSpan where, DiagnosticBag problems) => new(text);

    /// <summary>The text with its values filled in, as they are; null after a report.</summary>
    public string? Text(IReadOnlyList<FrozenView> globals, DiagnosticBag problems) => text;

    /// <summary>Whether the condition holds; null after a report.</summary>
    public bool? Condition(IReadOnlyList<FrozenView> globals, DiagnosticBag problems) => text is null ? null : true;
}
