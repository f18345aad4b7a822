using System.Collections;
using System.Text.RegularExpressions;
using Upstander.Diagnostics;
using Upstander.Rendering;

namespace Upstander.Checking.Language;

/// <summary>Reads texts with the eyes of every language rule. Safe to use from several threads.</summary>
/// <param name="library">The rules.</param>
/// <param name="codes">Codes of the rules that are asked; null for all.</param>
public sealed class LanguageChecker(RuleLibrary library, IReadOnlySet<string>? codes = null)
{
    private const int MaxPhrase = 60;

    private readonly Pattern[] framing = [.. library.Framing];

    /// <summary>Reports what the rules find in a text. One sentence gives at most one finding of a rule.</summary>
    public void Check(Passage passage, Action<Diagnostic> found)
    {
        var blocks = passage.IsMarkdown ? MarkdownReader.Read(passage.Text) : MarkdownReader.Paragraphs(passage.Text);
        Check(passage, blocks, found);
    }

    /// <summary>Reports what the rules find in a text that was taken apart already.</summary>
    public void Check(Passage passage, IReadOnlyList<ReadText> blocks, Action<Diagnostic> found)
    {
        Sentence[] sentences = [.. blocks.SelectMany(SentencesOf)];
        for (var i = 0; i < sentences.Length; i++)
        {
            CheckSentence(passage, sentences, i, found);
        }

        foreach (var block in blocks)
        {
            foreach (var link in block.Links)
            {
                var text = new Sentence(block, block.Text.ToLowerInvariant(), new Stretch(link.Start, link.Length), []);
                CheckSentence(passage with { Tags = passage.Tags | TextTag.LinkText }, [text], 0, found);
            }
        }
    }

    private static IEnumerable<Sentence> SentencesOf(ReadText block)
    {
        var lower = block.Text.ToLowerInvariant();
        var quotations = Quotations.In(block.Text);
        foreach (var stretch in Sentences.In(block.Text))
        {
            yield return new Sentence(block, lower, stretch, quotations);
        }
    }

    private void CheckSentence(Passage passage, Sentence[] sentences, int at, Action<Diagnostic> found)
    {
        var sentence = sentences[at];
        var candidates = Candidates(sentence);
        if (candidates is null)
        {
            return;
        }

        var tags = passage.Tags | (sentence.Block.Kind switch { ReadKind.Quote => TextTag.Quote, ReadKind.Heading => TextTag.Heading, _ => TextTag.None });
        LanguageRule? done = null;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (!candidates[i])
            {
                continue;
            }

            var (rule, pattern) = library.Index.All[i];
            if (rule == done || codes?.Contains(rule.Info.Code) == false || !rule.Reads(tags, passage.Readers, passage.Band))
            {
                continue;
            }

            if (Try(rule, pattern, sentences, at, found) is { } match)
            {
                done = rule;
                found(Finding(passage, rule, sentence, match));
            }
        }
    }

    /// <summary>The patterns of which a word stands in the sentence; null for none.</summary>
    private BitArray? Candidates(Sentence sentence)
    {
        BitArray? candidates = null;
        foreach (var i in library.Index.Always)
        {
            (candidates ??= new BitArray(library.Index.All.Count))[i] = true;
        }

        var text = sentence.Lower.AsSpan(sentence.Stretch.Start, sentence.Stretch.Length);
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_');
            if (inWord)
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0)
            {
                if (library.Index.Words.TryGetValue(text[start..i], out var patterns))
                {
                    candidates ??= new BitArray(library.Index.All.Count);
                    foreach (var pattern in patterns)
                    {
                        candidates[pattern] = true;
                    }
                }

                start = -1;
            }
        }

        return candidates;
    }

    private Stretch? Try(LanguageRule rule, Pattern pattern, Sentence[] sentences, int at, Action<Diagnostic> found)
    {
        var sentence = sentences[at];
        var text = rule.IsCaseSensitive ? sentence.Block.Text : sentence.Lower;
        var tried = pattern;
        try
        {
            var (start, end) = (sentence.Stretch.Start, sentence.Stretch.End);
            if (pattern.Find(text, start, end - start) is not { } match || IsSilent(rule, sentences, at, text, match, ref tried))
            {
                return null;
            }

            return match;
        }
        catch (RegexMatchTimeoutException)
        {
            found(RuleProblems.SlowPattern.At(
                tried.Source.Span, $"this pattern of {rule.Info.Code} takes longer than {Pattern.Limit.TotalMilliseconds:0} ms for one sentence", "make it simpler: no repetition inside a repetition"));
            return null;
        }
    }

    private bool IsSilent(LanguageRule rule, Sentence[] sentences, int at, string text, Stretch match, ref Pattern tried)
    {
        var whole = sentences[at].Stretch;
        var guards = rule.Guards;
        return (rule.Requires.Count > 0 && !AnyIn(rule.Requires, text, whole, ref tried))
            || AnyIn(guards.Sentence, text, whole, ref tried)
            || AnyIn(guards.Before, text, new Stretch(whole.Start, match.Start - whole.Start), ref tried)
            || AnyIn(guards.After, text, new Stretch(match.End, whole.End - match.End), ref tried)
            || (at + 1 < sentences.Length && AnyIn(guards.Next, sentences[at + 1].Lower, sentences[at + 1].Stretch, ref tried))
            || (at > 0 && AnyIn(guards.Previous, sentences[at - 1].Lower, sentences[at - 1].Stretch, ref tried))
            || (!rule.ReadsQuotations && IsReported(sentences, at, match, ref tried));
    }

    /// <summary>Whether the match stands in quotation marks and the words around say that somebody else's words are told or taken apart.</summary>
    private bool IsReported(Sentence[] sentences, int at, Stretch match, ref Pattern tried)
    {
        var sentence = sentences[at];
        foreach (var quotation in sentence.Quotations)
        {
            if (match.Start < quotation.Start || match.End > quotation.End)
            {
                continue;
            }

            // What is said about a quotation stands outside of it, in this sentence or the ones beside it.
            var (before, after) = (
                new Stretch(sentence.Stretch.Start, Math.Max(0, quotation.Start - sentence.Stretch.Start)),
                new Stretch(Math.Min(quotation.End, sentence.Stretch.End), Math.Max(0, sentence.Stretch.End - quotation.End)));
            return AnyIn(framing, sentence.Lower, before, ref tried)
                || AnyIn(framing, sentence.Lower, after, ref tried)
                || (before.Length == 0 && at > 0 && AnyIn(framing, sentences[at - 1].Lower, sentences[at - 1].Stretch, ref tried))
                || (after.Length == 0 && at + 1 < sentences.Length && AnyIn(framing, sentences[at + 1].Lower, sentences[at + 1].Stretch, ref tried));
        }

        return false;
    }

    private static bool AnyIn(IReadOnlyList<Pattern> patterns, string text, Stretch where, ref Pattern tried)
    {
        if (where.Length <= 0)
        {
            return false;
        }

        foreach (var pattern in patterns)
        {
            tried = pattern;
            if (pattern.IsIn(text, where.Start, where.Length))
            {
                return true;
            }
        }

        return false;
    }

    private static Diagnostic Finding(Passage passage, LanguageRule rule, Sentence sentence, Stretch match)
    {
        var phrase = sentence.Block.Text.Substring(match.Start, match.Length).Trim();
        var (start, length) = sentence.Block.Written(match.Start, match.Length);
        return rule.Info.At(passage.SpanOf(start, length), passage.Address, $"“{Shorten(phrase)}” {rule.Entry.Message}") with { Phrase = phrase };
    }

    private static string Shorten(string phrase) => phrase.Length <= MaxPhrase ? phrase : phrase[..MaxPhrase].TrimEnd() + "…";

    private sealed record Sentence(ReadText Block, string Lower, Stretch Stretch, List<Stretch> Quotations);
}
