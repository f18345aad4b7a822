using System.Text.RegularExpressions;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Checking.Language;

/// <summary>Holds rules against their own examples, and their patterns against texts that make bad patterns slow.</summary>
public static class RuleExamples
{
    private const int Long = 60;
    private const int MaxLetters = 12;

    /// <summary>Chooses the rules of a project: those of the tool are tested with the tool.</summary>
    public static Func<LanguageRule, bool> OfProject { get; } = rule => !rule.Entry.Span.File.StartsWith(WorkspaceFile.BuiltInPrefix, StringComparison.Ordinal);

    /// <summary>Reports examples that their rule does not treat as they say, suggestions that a rule would flag, and slow patterns.</summary>
    public static void Check(RuleLibrary library, Func<LanguageRule, bool> which, DiagnosticBag problems)
    {
        var checker = new LanguageChecker(library);
        foreach (var rule in library.Rules.Where(which))
        {
            foreach (var example in rule.Entry.Flags.Where(e => !Codes(checker, rule, e, problems).Contains(rule.Info.Code)))
            {
                problems.Add(RuleProblems.ExampleFails.At(example.Span, $"{rule.Info.Code} does not flag this sentence, which stands under 'flags'", "widen the patterns, or check what keeps the rule silent"));
            }

            foreach (var example in rule.Entry.Passes.Where(e => Codes(checker, rule, e, problems).Contains(rule.Info.Code)))
            {
                problems.Add(RuleProblems.ExampleFails.At(example.Span, $"{rule.Info.Code} flags this sentence, which stands under 'passes'", "narrow the patterns, or say what keeps the rule silent with 'unless'"));
            }

            foreach (var code in Codes(checker, rule, rule.Entry.Suggest, problems))
            {
                problems.Add(RuleProblems.ExampleFails.At(rule.Entry.Suggest.Span, $"{code} would flag this suggestion", "suggest words that every rule accepts"));
            }

            foreach (var pattern in rule.Patterns)
            {
                Probe(rule, pattern, problems);
            }
        }
    }

    private static List<string> Codes(LanguageChecker checker, LanguageRule rule, Prose sentence, DiagnosticBag problems)
    {
        var found = new List<string>();
        var entry = rule.Entry;
        var readers = entry.Scope.Count == 0 ? For.Everyone : For.Named(entry.Scope[0].Value);
        var tags = sentence == entry.Suggest ? TextTag.None : TextTags.Of(entry.Only.Take(1).Select(t => t.Value));
        var band = entry.Bands.Count == 0 ? null : entry.Bands[0].Value;
        checker.Check(new Passage("example", readers, tags, band, sentence.Markdown, true, sentence.Source.SpanOf), finding =>
        {
            if (finding.Code == RuleProblems.SlowPattern.Code)
            {
                problems.Add(finding);
            }
            else
            {
                found.Add(finding.Code);
            }
        });
        return found;
    }

    /// <summary>A repetition inside a repetition shows on a long run of one letter with something else behind it.</summary>
    private static void Probe(LanguageRule rule, Pattern pattern, DiagnosticBag problems)
    {
        var letters = pattern.Source.Markdown.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant).Distinct().Take(MaxLetters);
        var texts = letters.Select(l => new string(l, Long) + "!").Append(string.Concat(Enumerable.Repeat("aa ", Long)) + "!");
        foreach (var text in texts)
        {
            try
            {
                pattern.IsIn(text, 0, text.Length);
            }
            catch (RegexMatchTimeoutException)
            {
                problems.Add(rule.IsSlow(pattern));
                return;
            }
        }
    }
}
