using Upstander.Diagnostics;
using Upstander.Lessons;

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
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var lesson = subject.Lesson;
        for (var i = 0; i < lesson.AdaptedFrom.Count; i++)
        {
            var work = lesson.AdaptedFrom[i];
            if (Licenses.Conflict(work.License.Value, lesson.License.Value, "lesson") is { } conflict)
            {
                yield return At(work.License.Span, subject.AddressOf("adapted_from", work, i), conflict);
            }
            else if (!Licenses.IsKnown(work.License.Value))
            {
                yield return At(work.License.Span, subject.AddressOf("adapted_from", work, i), $"nobody can tell from '{work.License}' whether the work may be adapted") with { Severity = Severity.Warning };
            }
        }
    }
}
