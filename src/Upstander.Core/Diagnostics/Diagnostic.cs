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
    /// <summary>Why it matters, in one sentence, for findings of rules; else null.</summary>
    public string? Why { get; init; }

    /// <summary>Address of the item it is about, such as <c>a-clear-yes/activities/quick-draw</c>; null where there is none.</summary>
    public string? Address { get; init; }

    /// <summary>The words it is about as a reader sees them; null where it is about no words.</summary>
    public string? Phrase { get; init; }

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
