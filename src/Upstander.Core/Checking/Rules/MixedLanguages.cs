using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>Pages that would be in two languages.</summary>
public sealed class MixedLanguages() : CourseRule(
    "CU021",
    "mixed-languages",
    RuleKind.Curriculum,
    Severity.Warning,
    "On a page about safety a half-translated line is one that somebody cannot read when it counts.",
    "Keep one language to a curriculum, and translate the fixed words of pages along with the lessons.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        var language = subject.Course.Curriculum.Language;
        foreach (var lesson in subject.Lessons.Where(l => l.Locale is { } own && Languages.Primary(own.Value) != Languages.Primary(language.Value)))
        {
            yield return At(
                lesson.Locale!.Span, $"{lesson.Summary.Id}/locale", $"'{lesson.Summary.Id}' is in {lesson.Locale}, but the curriculum and the fixed words of its pages are in {language}");
        }

        if (Languages.IsEnglish(language.Value))
        {
            yield break;
        }

        if (!subject.HasOwnLabels)
        {
            yield return At(language.Span, "curriculum/language", $"the course is in {language}, but the fixed words of its pages are English as long as there is no templates/labels.yaml");
        }

        yield return At(language.Span, "curriculum/language", $"the language rules read English only, so nothing here looks at the wording in {language}") with { Severity = Severity.Info };
    }
}
