using System.Text.RegularExpressions;
using Upstander.Binding;

namespace Upstander.Checking.Language;

/// <summary>A pattern of a rule, ready to be tried on sentences in lower case.</summary>
/// <param name="expression">The whole expression, words and all, in pieces.</param>
/// <param name="options">How it is read.</param>
/// <param name="alternatives">The same, taken apart.</param>
/// <param name="source">Where it was written.</param>
/// <param name="limit">How long it may take for one sentence.</param>
internal sealed class Pattern(
    string[] expression, RegexOptions options, IReadOnlyList<IReadOnlyList<PatternNode>> alternatives, Prose source, TimeSpan limit)
{
    /// <summary>No pattern of a project may take longer for one sentence. A sound one takes a thousandth of it.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>The tool's own patterns are tested: for them a limit is only a net, which a busy machine must not meet.</summary>
    public static readonly TimeSpan TrustedLimit = TimeSpan.FromSeconds(60);

    // Interpreted on purpose: compiling costs as much as thousands of tries, and in .NET 10 a compiled pattern with an optional group before a
    // lazy repetition leaves the bounds of its own stack.
    private Regex? anywhere;
    private Regex? here;

    /// <summary>
    /// What has to stand in a sentence for it to match: for each alternative, sets of words of each of which one must be there. Worked out anew each time: only the
    /// index asks, once, and for few of the patterns. Not for several threads.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<WordSet>> Requirements() => PatternNode.Requirements(alternatives);

    /// <summary>Words of which one stands where a match begins; null when that cannot be told. Not for several threads either.</summary>
    public WordSet? Leading() => PatternNode.Leading(alternatives);

    /// <inheritdoc cref="Pattern" path="/param[@name='source']"/>
    public Prose Source => source;

    /// <summary>The first match in a text.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took too long.</exception>
    public Stretch? Find(string text) => Of(Anywhere().Match(text));

    /// <summary>The match that begins at a place of a text.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took too long.</exception>
    public Stretch? FindAt(string text, int start) => Of((here ??= new Regex(@"\G" + string.Concat(expression), options, limit)).Match(text, start));

    /// <summary>Whether it matches in a stretch of a text, which is all that it sees.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took too long.</exception>
    public bool IsIn(string text, int start, int length) => Anywhere().Match(text, start, length).Success;

    private Regex Anywhere() => anywhere ??= new Regex(string.Concat(expression), options, limit);

    private static Stretch? Of(Match match) => match.Success ? new Stretch(match.Index, match.Length) : null;
}
