using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Rendering;

namespace Upstander.Checking.Language;

/// <summary>Reads texts with the eyes of every language rule. Safe to use from several threads.</summary>
/// <param name="library">The rules.</param>
/// <param name="codes">Codes of the rules that are asked; null for all.</param>
public sealed class LanguageChecker(RuleLibrary library, IReadOnlySet<string>? codes = null)
{
    private const int MaxPhrase = 60;
    private const int MaxRemembered = 10_000;

    // Sentences in which no pattern matches, for the same people and kind of text. Editions of a lesson share nearly all of theirs, and so do letters and directions.
    private readonly ConcurrentDictionary<(string Text, TextTag Tags, Audience Readers, string? Band), bool> clean = [];
    private int remembered;

    /// <summary>Whether there is a rule that is asked at all.</summary>
    public bool IsAsked { get; } = library.Rules.Any(r => codes?.Contains(r.Info.Code) != false);

    /// <summary>Reports what the rules find in a text. One sentence gives at most one finding of a rule.</summary>
    public void Check(Passage passage, Action<Diagnostic> found)
    {
        if (!IsAsked)
        {
            return;
        }

        var blocks = passage.IsMarkdown ? MarkdownReader.Read(passage.Text) : MarkdownReader.Paragraphs(passage.Text);
        Check(passage, blocks, found);
    }

    /// <summary>Reports what the rules find in a text that was taken apart already.</summary>
    public void Check(Passage passage, IReadOnlyList<ReadText> blocks, Action<Diagnostic> found)
    {
        if (!IsAsked)
        {
            return;
        }

        Sentence[] sentences = [.. blocks.SelectMany(SentencesOf)];
        for (var i = 0; i < sentences.Length; i++)
        {
            CheckSentence(passage, sentences, i, found);
        }

        foreach (var block in blocks)
        {
            foreach (var (start, length) in block.Links)
            {
                CheckSentence(passage with { Tags = passage.Tags | TextTag.LinkText }, [Sentence.Of(block, new Stretch(start, length), [])], 0, found);
            }
        }
    }

    private static IEnumerable<Sentence> SentencesOf(ReadText block)
    {
        var quotations = Quotations.In(block.Text);
        return Sentences.In(block.Text).Select(stretch => Sentence.Of(block, stretch, quotations));
    }

    private void CheckSentence(Passage passage, Sentence[] sentences, int at, Action<Diagnostic> found)
    {
        var sentence = sentences[at];
        var tags = passage.Tags | (sentence.Block.Kind switch { ReadKind.Quote => TextTag.Quote, ReadKind.Heading => TextTag.Heading, _ => TextTag.None });
        var key = (sentence.Text, tags, passage.Readers, passage.Band);
        if (clean.ContainsKey(key))
        {
            return;
        }

        using var search = library.Index.Search(sentence.Lower);
        var isClean = true;
        LanguageRule? done = null;
        foreach (var candidate in search.Candidates)
        {
            var (rule, place) = library.Index.All[candidate.Pattern];
            if (rule == done || codes?.Contains(rule.Info.Code) == false || !rule.Reads(tags, passage.Readers, passage.Band) || rule.AnyAt(place) is not { } pattern)
            {
                continue;
            }

            if (Try(rule, pattern, search, candidate, sentences, at, found, ref isClean) is { } match)
            {
                done = rule;
                found(Finding(passage, rule, sentence, match));
            }
        }

        // What a match comes to depends on the sentences around it: only where there is none is the next time the same.
        if (isClean)
        {
            Remember(key);
        }
    }

    private void Remember((string Text, TextTag Tags, Audience Readers, string? Band) key)
    {
        if (Interlocked.Increment(ref remembered) > MaxRemembered)
        {
            clean.Clear();
            Volatile.Write(ref remembered, 0);
        }

        clean[key] = true;
    }

    private Stretch? Try(
        LanguageRule rule, Pattern pattern, PatternSearch search, Candidate candidate, Sentence[] sentences, int at, Action<Diagnostic> found, ref bool isClean)
    {
        var sentence = sentences[at];
        var text = rule.IsCaseSensitive ? sentence.Text : sentence.Lower;
        var tried = pattern;
        try
        {
            if (Find(pattern, text, search, candidate) is not { } match)
            {
                return null;
            }

            isClean = false;
            return IsSilent(rule, sentences, at, text, match, ref tried) ? null : match;
        }
        catch (RegexMatchTimeoutException)
        {
            isClean = false;
            found(rule.IsSlow(tried));
            return null;
        }
    }

    private static Stretch? Find(Pattern pattern, string text, PatternSearch search, Candidate candidate)
    {
        if (candidate.IsAnywhere)
        {
            return pattern.Find(text);
        }

        for (var i = 0; i < candidate.Count; i++)
        {
            if (pattern.FindAt(text, search.StartAt(candidate.First + i)) is { } match)
            {
                return match;
            }
        }

        return null;
    }

    private bool IsSilent(LanguageRule rule, Sentence[] sentences, int at, string text, Stretch match, ref Pattern tried)
    {
        var guards = rule.Guards;
        return (rule.Requires.Count > 0 && !AnyIn(rule.Requires, text, ref tried))
            || AnyIn(guards.Sentence, text, ref tried)
            || AnyIn(guards.Before, text, 0, match.Start, ref tried)
            || AnyIn(guards.After, text, match.End, text.Length, ref tried)
            || (at + 1 < sentences.Length && AnyIn(guards.Next, sentences[at + 1].Lower, ref tried))
            || (at > 0 && AnyIn(guards.Previous, sentences[at - 1].Lower, ref tried))
            || (!rule.ReadsQuotations && (IsReported(sentences, at, match, ref tried) || AnyIn(library.Correction, sentences[at].Lower, ref tried)));
    }

    /// <summary>Whether the match stands in quotation marks and the words around say that somebody else's words are told or taken apart.</summary>
    private bool IsReported(Sentence[] sentences, int at, Stretch match, ref Pattern tried)
    {
        var sentence = sentences[at];
        foreach (var quotation in sentence.Quotations)
        {
            var (start, end) = (quotation.Start - sentence.Start, quotation.End - sentence.Start);
            if (match.Start < start || match.End > end)
            {
                continue;
            }

            // What is said about a quotation stands outside of it, in this sentence or the ones beside it.
            return AnyIn(library.Framing, sentence.Lower, 0, start, ref tried)
                || AnyIn(library.Framing, sentence.Lower, end, sentence.Lower.Length, ref tried)
                || (start <= 0 && at > 0 && AnyIn(library.Framing, sentences[at - 1].Lower, ref tried))
                || (end >= sentence.Lower.Length && at + 1 < sentences.Length && AnyIn(library.Framing, sentences[at + 1].Lower, ref tried));
        }

        return false;
    }

    private static bool AnyIn(IReadOnlyList<Pattern> patterns, string text, ref Pattern tried) => AnyIn(patterns, text, 0, text.Length, ref tried);

    private static bool AnyIn(IReadOnlyList<Pattern> patterns, string text, int from, int to, ref Pattern tried)
    {
        if (to <= from)
        {
            return false;
        }

        foreach (var pattern in patterns)
        {
            tried = pattern;
            if (pattern.IsIn(text, from, to - from))
            {
                return true;
            }
        }

        return false;
    }

    private static Diagnostic Finding(Passage passage, LanguageRule rule, Sentence sentence, Stretch match)
    {
        var phrase = sentence.Text.Substring(match.Start, match.Length).Trim();
        var (start, length) = sentence.Block.Written(sentence.Start + match.Start, match.Length);
        return rule.Info.At(passage.SpanOf(start, length), passage.Address, $"“{Shorten(phrase)}” {rule.Entry.Message}") with { Phrase = phrase };
    }

    private static string Shorten(string phrase) => phrase.Length <= MaxPhrase ? phrase : phrase[..MaxPhrase].TrimEnd() + "…";

    /// <summary>A sentence of a block.</summary>
    /// <param name="Block">The block.</param>
    /// <param name="Start">Where it begins there.</param>
    /// <param name="Text">As read.</param>
    /// <param name="Lower">In lower case, place by place the same.</param>
    /// <param name="Quotations">What stands in quotation marks in the block.</param>
    private sealed record Sentence(ReadText Block, int Start, string Text, string Lower, List<Stretch> Quotations)
    {
        public static Sentence Of(ReadText block, Stretch stretch, List<Stretch> quotations)
        {
            var text = block.Text.Substring(stretch.Start, stretch.Length);
            return new Sentence(block, stretch.Start, text, text.ToLowerInvariant(), quotations);
        }
    }
}
