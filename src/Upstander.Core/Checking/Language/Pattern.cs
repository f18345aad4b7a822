using System.Text.RegularExpressions;

namespace Upstander.Checking.Language;

/// <summary>A pattern of a rule, ready to be tried on sentences in lower case.</summary>
internal sealed class Pattern(string expression, RegexOptions options, IReadOnlyCollection<string>? anchors, Binding.Prose source)
{
    /// <summary>No pattern may take longer for one sentence.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    // Compiling costs as much as some hundred tries; a pattern that is rarely tried is better interpreted.
    private const int TriesUntilCompiled = 400;

    private Regex? regex;
    private int tries;

    /// <summary>The whole expression, words and all.</summary>
    public string Expression => expression;

    /// <summary>Words of which every match holds at least one, whole and in lower case; null when it has to be tried on every sentence.</summary>
    public IReadOnlyCollection<string>? Anchors => anchors;

    /// <summary>Where it was written.</summary>
    public Binding.Prose Source => source;

    /// <summary>The first match in a stretch of a text, which is all that the pattern sees.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took too long.</exception>
    public Stretch? Find(string text, int start, int length)
    {
        var match = Ready().Match(text, start, length);
        return match.Success ? new Stretch(match.Index, match.Length) : null;
    }

    /// <summary>Whether it matches in a stretch of a text.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took too long.</exception>
    public bool IsIn(string text, int start, int length) => Find(text, start, length) is not null;

    private Regex Ready()
    {
        // Two threads may make it twice; both are the same.
        if (regex is { } ready && (tries >= TriesUntilCompiled || ++tries < TriesUntilCompiled))
        {
            return ready;
        }

        return regex = new Regex(expression, regex is null ? options : options | RegexOptions.Compiled, Limit);
    }
}
