using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Upstander.Binding;
using Upstander.Diagnostics;

namespace Upstander.Checking.Language;

/// <summary>
/// Reads patterns: regular expressions of .NET on the sentence as a reader sees it, in which a blank may follow a comma, {name} stands for a set
/// of words and {words:3} for up to three words with their blanks. A pattern matches whole words.
/// </summary>
internal sealed class PatternReader(ConceptLibrary concepts, DiagnosticBag problems)
{
    private const int MaxLength = 4000;
    /// <summary>The sets of words that patterns may name.</summary>
    public ConceptLibrary Concepts => concepts;

    private const string Word = @"[^\s.?!;:""()]+";

    /// <summary>The pattern, or null after a finding.</summary>
    /// <param name="source">The pattern as written.</param>
    /// <param name="caseSensitive">Whether upper and lower case matter.</param>
    /// <param name="isTrusted">Whether a test has tried it before: the tool's own patterns are not tried again at every start.</param>
    public Pattern? Read(Prose source, bool caseSensitive = false, bool isTrusted = false)
    {
        var text = source.Markdown.TrimEnd('\n');
        if (text.Length > MaxLength)
        {
            return Bad(source, 0, 1, $"this pattern has {text.Length} characters, but at most {MaxLength} are read", "part it in two");
        }

        var parser = new Parser(text, concepts);
        var alternatives = parser.Parse();
        if (parser.Fault is var (at, length, message, hint))
        {
            return Bad(source, at, length, message, hint);
        }

        // Whole words; where a pattern begins or ends in a blank, that says so already.
        var (before, after) = (text.StartsWith(' ') ? "" : @"(?<!\w)", text.EndsWith(' ') ? "" : @"(?!\w)");
        string[] expression = [before, "(?:", .. parser.Pieces, ")", after];
        var options = RegexOptions.CultureInvariant | (caseSensitive || !parser.HasUpperCase ? RegexOptions.None : RegexOptions.IgnoreCase);
        if (!isTrusted)
        {
            try
            {
                // Parsing is enough to tell; it is made for good when the first sentence needs it.
                _ = new Regex(string.Concat(expression), options, Pattern.Limit);
            }
            catch (RegexParseException e)
            {
                return Bad(source, 0, text.Length, $"this pattern is no regular expression: {Plain(e)}", "see 'Own rules' in the guide");
            }
        }

        return new Pattern(
            expression,
            options,
            alternatives,
            source,
            isTrusted ? Pattern.TrustedLimit : Pattern.Limit);
    }

    private Pattern? Bad(Prose source, int at, int length, string message, string? hint)
    {
        problems.Add(RuleProblems.BadPattern.At(source.Source.SpanOf(at, length), message, hint));
        return null;
    }

    // "Invalid pattern '…' at offset 14. Not enough )'s." becomes the second sentence: the offset is one in the expanded pattern.
    private static string Plain(RegexParseException e)
    {
        var cut = e.Message.IndexOf(". ", e.Message.LastIndexOf("at offset", StringComparison.Ordinal) is var at && at > 0 ? at : 0, StringComparison.Ordinal);
        var words = cut > 0 ? e.Message[(cut + 2)..] : e.Message;
        return words.TrimEnd('.') is { Length: > 0 } said ? char.ToLowerInvariant(said[0]) + said[1..] : "it cannot be read";
    }

    /// <summary>One pass over a pattern: writes the expression and takes it apart.</summary>
    internal sealed class Parser(string text, ConceptLibrary concepts)
    {
        private readonly StringBuilder expression = new(text.Length + 8);
        private readonly List<string> pieces = [];
        private int at;

        /// <summary>The expression in pieces: those of sets of words are long and shared, and most are never put together.</summary>
        public IReadOnlyList<string> Pieces
        {
            get
            {
                Flush();
                return pieces;
            }
        }

        public bool HasUpperCase { get; private set; }

        public (int At, int Length, string Message, string? Hint)? Fault { get; private set; }

        public List<IReadOnlyList<PatternNode>> Parse()
        {
            var alternatives = Alternatives();

            // A closing bracket too many is left to the regular expression to complain about.
            while (at < text.Length)
            {
                expression.Append(text[at++]);
                alternatives.AddRange(Alternatives());
            }

            return alternatives;
        }

        private List<IReadOnlyList<PatternNode>> Alternatives()
        {
            var alternatives = new List<IReadOnlyList<PatternNode>>();
            var nodes = new List<PatternNode>();
            while (at < text.Length && text[at] != ')')
            {
                if (text[at] == '|')
                {
                    expression.Append(text[at++]);
                    alternatives.Add(nodes);
                    nodes = [];
                }
                else
                {
                    nodes.Add(Next());
                }
            }

            alternatives.Add(nodes);
            return alternatives;
        }

        private PatternNode Next()
        {
            var c = text[at];
            switch (c)
            {
                case '(':
                    return Group();
                case '[':
                    return Class();
                case '\\':
                    return Escape();
                case '{' when at + 1 < text.Length && char.IsAsciiLetter(text[at + 1]):
                    return Macro();
                case ' ':
                    at++;
                    expression.Append(",? ");
                    return Quantified(new PatternNode.Boundary());
                case '^' or '$':
                    expression.Append(c);
                    at++;
                    return new PatternNode.Boundary();
                case ',' or ';' or ':' or '"' or '\'' or '-' or '\u2014' or '!' or '/' or '#' or '%' or '&':
                    expression.Append(c);
                    at++;
                    return Quantified(new PatternNode.Boundary(c));
            }

            if (char.IsLetterOrDigit(c))
            {
                return Letters();
            }

            expression.Append(c);
            at++;
            return Quantified(new PatternNode.Other());
        }

        private PatternNode Letters()
        {
            var start = at;
            while (at < text.Length && char.IsLetterOrDigit(text[at]))
            {
                HasUpperCase |= char.IsUpper(text[at]);
                at++;
            }

            // A quantifier behind belongs to the last letter alone.
            var quantified = IsQuantifier(at);
            expression.Append(text.AsSpan(start, at - start));
            var letters = text[start..at].ToLowerInvariant();
            if (!quantified)
            {
                return new PatternNode.Letters(letters);
            }

            var isOne = text[at] == '?';
            Quantified(new PatternNode.Other());
            return letters.Length > 1 ? new PatternNode.Letters(letters[..^1], IsOpen: true, isOne ? letters : null) : new PatternNode.Other();
        }

        private PatternNode Escape()
        {
            expression.Append('\\');
            at++;
            if (at >= text.Length)
            {
                return new PatternNode.Other();
            }

            var c = text[at++];
            expression.Append(c);
            return c switch
            {
                'b' => new PatternNode.Boundary(),
                's' or 'W' => Quantified(new PatternNode.Boundary()),
                _ when char.IsLetterOrDigit(c) => Quantified(new PatternNode.Other()),
                _ => Quantified(new PatternNode.Boundary()),
            };
        }

        private PatternNode Class()
        {
            expression.Append('[');
            at++;
            for (var first = true; at < text.Length && (text[at] != ']' || first); first = first && text[at - 1] == '^')
            {
                if (text[at] == '\\' && at + 1 < text.Length)
                {
                    expression.Append(text[at++]);
                }

                expression.Append(text[at++]);
            }

            if (at < text.Length)
            {
                expression.Append(text[at++]);
            }

            return Quantified(new PatternNode.Other());
        }

        private PatternNode Group()
        {
            expression.Append('(');
            at++;
            var looks = false;
            if (at < text.Length && text[at] == '?')
            {
                var end = at + 1;
                while (end < text.Length && text[end] is '<' or '=' or '!' or '>')
                {
                    end++;
                }

                looks = text.AsSpan(at, end - at).ContainsAny('=', '!');
                if (end < text.Length && text[end] == ':')
                {
                    end++;
                }

                expression.Append(text.AsSpan(at, end - at));
                at = end;
            }

            var alternatives = Alternatives();
            if (at < text.Length)
            {
                expression.Append(text[at++]);
            }

            var optional = IsOptional(at);
            var group = Quantified(new PatternNode.Group(alternatives, optional));
            return looks ? new PatternNode.Look() : group;
        }

        private PatternNode Macro()
        {
            var end = text.IndexOf('}', at);
            if (end < 0)
            {
                Fault ??= (at, text.Length - at, "a { that opens a set of words is never closed", "write {name}");
                end = text.Length - 1;
            }

            var name = text[(at + 1)..Math.Max(at + 1, end)];
            var start = at;
            at = end + 1;
            if (name.StartsWith("words:", StringComparison.Ordinal))
            {
                return Gap(name["words:".Length..], start);
            }

            var (concept, form) = name.IndexOf('.', StringComparison.Ordinal) is var dot && dot > 0 ? (name[..dot], name[(dot + 1)..]) : (name, "");
            if (concepts.Find(concept, form, out var fault, out var hint) is not { } found)
            {
                Fault ??= (start, at - start, fault!, hint);
                return new PatternNode.Other();
            }

            Flush();
            pieces.Add(found.Expression);
            var optional = IsOptional(at);
            var node = Quantified(new PatternNode.Group(found.Alternatives, optional, found.Known));
            return node;
        }

        private void Flush()
        {
            if (expression.Length > 0)
            {
                pieces.Add(expression.ToString());
                expression.Clear();
            }
        }

        private PatternNode Gap(string size, int start)
        {
            var dash = size.IndexOf('-', StringComparison.Ordinal);
            var least = 0;
            if (!int.TryParse(dash < 0 ? size : size[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var most)
                || (dash >= 0 && !int.TryParse(size[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out least))
                || most > 30 || least > most)
            {
                Fault ??= (start, at - start, $"'{size}' is no number of words", "write {words:3} for up to three, {words:1-3} for at least one; 30 at most");
                return new PatternNode.Other();
            }

            expression.Append(CultureInfo.InvariantCulture, $"(?:{Word} ){{{least},{most}}}?");
            return least == 0 ? new PatternNode.Nothing() : new PatternNode.Boundary();
        }

        /// <summary>Passes over a quantifier; what is repeated or may be missing is no longer known.</summary>
        private PatternNode Quantified(PatternNode node)
        {
            if (!IsQuantifier(at))
            {
                return node;
            }

            var optional = IsOptional(at);
            if (text[at] == '{')
            {
                var end = text.IndexOf('}', at);
                end = end < 0 ? text.Length - 1 : end;
                expression.Append(text.AsSpan(at, end + 1 - at));
                at = end + 1;
            }
            else
            {
                expression.Append(text[at++]);
            }

            if (at < text.Length && text[at] is '?' or '+')
            {
                expression.Append(text[at++]);
            }

            return node switch
            {
                PatternNode.Group => node,
                PatternNode.Boundary => optional ? new PatternNode.Look() : node,
                _ => new PatternNode.Other(),
            };
        }

        private bool IsQuantifier(int place) =>
            place < text.Length && (text[place] is '?' or '*' or '+' || (text[place] == '{' && place + 1 < text.Length && (char.IsAsciiDigit(text[place + 1]) || text[place + 1] == ',')));

        private bool IsOptional(int place) =>
            place < text.Length && (text[place] is '?' or '*' || (text[place] == '{' && place + 1 < text.Length && text[place + 1] is '0' or ','));
    }
}
