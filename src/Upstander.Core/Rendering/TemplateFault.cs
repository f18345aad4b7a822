using Scriban.Syntax;
using Upstander.Diagnostics;
using Span = Scriban.Parsing.SourceSpan;

namespace Upstander.Rendering;

/// <summary>Stops a template with a finding of ours. It never leaves this stage: <see cref="TemplateFaults.ToDiagnostic"/> makes a value of it.</summary>
#pragma warning disable CA1032 // Made only here, always with a problem and a place.
internal sealed class TemplateFault(Problem problem, Span place, string message, string? hint = null) : ScriptRuntimeException(place, message)
#pragma warning restore CA1032
{
    public Problem Problem { get; } = problem;

    public string? Hint { get; } = hint;
}

internal static class TemplateFaults
{
    private const int MaxMessage = 300;

    /// <summary>Scriban counts lines and columns from 0 and ends on the last character.</summary>
    public static SourceSpan Place(Span span, string file) => new(
        string.IsNullOrEmpty(span.FileName) ? file : span.FileName, span.Start.Line + 1, span.Start.Column + 1, span.End.Line + 1, span.End.Column + 2);

    public static Diagnostic ToDiagnostic(ScriptRuntimeException exception, string file)
    {
        var place = Place(exception.Span, file);
        if (exception is TemplateFault fault)
        {
            return fault.Problem.At(place, Clean(fault.OriginalMessage), fault.Hint);
        }

        var message = exception.OriginalMessage;
        if (exception.InnerException is InsufficientExecutionStackException or OutOfMemoryException || message.Contains("stack overflow", StringComparison.Ordinal))
        {
            return RenderingProblems.Limit.At(place, "the template is nested too deeply or needs too much memory");
        }

        if (message.StartsWith("Exceeding number of recursive", StringComparison.Ordinal))
        {
            return RenderingProblems.Limit.At(place, "functions or includes call each other too many levels deep", "does a template include itself?");
        }

        if (message.Contains("OutputLimit", StringComparison.Ordinal))
        {
            return RenderingProblems.Limit.At(place, "the page is longer than a page may be");
        }

        if (message.StartsWith("Exceeding number of iteration", StringComparison.Ordinal) || message.Contains("LimitToString", StringComparison.Ordinal)
            || message.Contains("LoopLimit", StringComparison.Ordinal))
        {
            return RenderingProblems.Limit.At(place, Clean(message));
        }

        if (Quoted(message, "Object `") is { } target)
        {
            return RenderingProblems.Failed.At(place, $"'{target}' is empty here, so it has no fields", $"ask 'if {target}' first");
        }

        if (message.StartsWith("Unsupported types", StringComparison.Ordinal) || message.StartsWith("The operator", StringComparison.Ordinal))
        {
            return RenderingProblems.Failed.At(place, "this operation does not work with these values");
        }

        if (message.StartsWith("Unable to convert", StringComparison.Ordinal))
        {
            return RenderingProblems.Failed.At(place, "this value cannot be used as a number here", "text of a lesson needs '| plain' to be joined with other text");
        }

        if (message.StartsWith("Unexpected type", StringComparison.Ordinal))
        {
            return RenderingProblems.Failed.At(place, "this value is not a list, so there is nothing to loop over");
        }

        return RenderingProblems.Failed.At(place, Clean(message));
    }

    /// <summary>One line of at most 300 characters, without a full stop.</summary>
    public static string Clean(string message)
    {
        var line = string.Join(' ', message.Replace('`', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = line.Length <= MaxMessage ? line : line[..(char.IsHighSurrogate(line[MaxMessage - 1]) ? MaxMessage - 1 : MaxMessage)] + "…";
        return line.TrimEnd('.', ' ');
    }

    private static string? Quoted(string message, string start)
    {
        if (!message.StartsWith(start, StringComparison.Ordinal))
        {
            return null;
        }

        var end = message.IndexOf('`', start.Length);
        return end < 0 ? null : Clean(message[start.Length..end]);
    }
}
