using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A lesson adapted from a work whose licence does not allow it, or not under this licence.</summary>
public sealed class LicenseConflict() : LessonRule(
    "CU015",
    "license-conflict",
    RuleKind.Curriculum,
    Severity.Error,
    "Much that is well known in this field may be used but not changed, and who publishes a change answers for it.",
    "Write it anew in your own words, start from a work with an open license, or license the lesson as the work asks.")
{
    private static readonly string[] Public = ["CC0-1.0", "PDDL-1.0", "Unlicense", "0BSD", "MIT", "MIT-0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "OGL-UK-2.0", "OGL-UK-3.0", "OGL-Canada-2.0", "ODC-By-1.0"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var lesson = subject.Lesson;
        for (var i = 0; i < lesson.AdaptedFrom.Count; i++)
        {
            var work = lesson.AdaptedFrom[i];
            if (Conflict(work.License.Value, lesson.License.Value) is { } conflict)
            {
                yield return At(work.License.Span, subject.AddressOf("adapted_from", work, i), conflict);
            }
            else if (!IsKnown(work.License.Value))
            {
                yield return At(work.License.Span, subject.AddressOf("adapted_from", work, i), $"nobody can tell from '{work.License}' whether the work may be adapted") with { Severity = Severity.Warning };
            }
        }
    }

    private static string? Conflict(string work, string lesson)
    {
        if (Has(work, "ND"))
        {
            return $"{work} does not allow changes to the work";
        }

        if (Has(work, "NC") && !Has(lesson, "NC"))
        {
            return $"{work} does not allow commercial use, but the lesson's license {lesson} does";
        }

        return Has(work, "SA") && !(Has(lesson, "SA") && Has(lesson, "NC") == Has(work, "NC"))
            ? $"{work} asks for the same license, but the lesson has {lesson}"
            : null;
    }

    private static bool IsKnown(string license) => license.StartsWith("CC-BY", StringComparison.Ordinal) || Public.Contains(license, StringComparer.Ordinal);

    private static bool Has(string license, string term) =>
        license.StartsWith("CC-", StringComparison.Ordinal) && license.Split('-').Contains(term, StringComparer.Ordinal);
}
