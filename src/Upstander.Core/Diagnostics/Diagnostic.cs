namespace Upstander.Diagnostics;

/// <summary>
/// One finding: a stable code, how much it matters, where it is, what is wrong in the author's words and,
/// where there is one, the next step to take.
/// </summary>
/// <param name="Code">Stable and never reused, for example <c>UP1203</c>.</param>
/// <param name="Severity">What the code means by default.</param>
/// <param name="Span">Where the author wrote it.</param>
/// <param name="Message">One sentence without a full stop.</param>
/// <param name="Hint">What to do next, or null.</param>
public sealed record Diagnostic(string Code, Severity Severity, SourceSpan Span, string Message, string? Hint = null)
{
    /// <summary><c>file:line:col: severity CODE: message (hint)</c>, without colour.</summary>
    public override string ToString() =>
        $"{Span}: {Severity.ToString().ToLowerInvariant()} {Code}: {Message}{(Hint is null ? "" : $" ({Hint})")}";
}

/// <summary>What a code stands for: every finding is made from one of these, so that codes are listed in one place a stage.</summary>
/// <param name="Code">Stable and never reused.</param>
/// <param name="Severity">The severity of findings made from it.</param>
/// <param name="Summary">What the code means, in one sentence, for documentation.</param>
public sealed record Problem(string Code, Severity Severity, string Summary)
{
    /// <summary>A finding of this kind at a place.</summary>
    public Diagnostic At(SourceSpan span, string message, string? hint = null) => new(Code, Severity, span, message, hint);
}
