using System.Globalization;
using System.Text;
using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Courses;
using Upstander.Rendering;

namespace Upstander.Documents;

/// <summary>
/// What the search of the site knows of lessons beside what lists print: the words of its texts, each once, and those that it explains. Made from
/// summaries alone, so that no lesson has to be read again.
/// </summary>
internal static class SearchModel
{
    /// <summary><c>lessons</c>, in the course's order; null when there are none. Each has <c>text</c>, and <c>words</c> where there is a glossary.</summary>
    /// <param name="lessons">The lessons.</param>
    /// <param name="glossary">The words of the whole course, as its page prints them; null for whom there is no such page.</param>
    /// <param name="skip">Words that say nothing of what a text is about; null when there are none.</param>
    public static View Of(IEnumerable<LessonSummary> lessons, IEnumerable<object?>? glossary, string? skip)
    {
        var skipped = In(skip ?? "").ToHashSet(StringComparer.Ordinal);
        var words = (glossary ?? []).Cast<View>().ToLookup(word => word["lesson_id"] as string);
        return new View()
            .Set("lessons", View.ListOf(lessons.Select(lesson => new View().Set("text", WordsOf(lesson, skipped)).Set("words", View.ListOf(words[lesson.Id])))))
            .Set("words", View.ListOf(words[null]));
    }

    private static string WordsOf(LessonSummary lesson, HashSet<string> skipped)
    {
        // What the title says already counts for more there.
        var seen = new HashSet<string>(skipped, StringComparer.Ordinal);
        seen.UnionWith(In(lesson.Card.Title));
        Prose?[] texts = [lesson.Card.Summary, lesson.BigIdea, .. lesson.Objectives];
        return string.Join(' ', texts.OfType<Prose>().SelectMany(t => In(MarkdownRenderer.ToPlain(t))).Where(seen.Add));
    }

    /// <summary>The words of a text in small letters. An apostrophe is part of one; a text in a script without spaces is a word up to its next comma.</summary>
    internal static IEnumerable<string> In(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (IsInWord(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune));
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private static bool IsInWord(Rune rune) => rune.Value is '\'' or '\u2019' || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
