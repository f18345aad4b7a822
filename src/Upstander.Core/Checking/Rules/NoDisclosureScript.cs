using Upstander.Binding;
using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>Facilitators left alone with the moment in which somebody tells them something.</summary>
public sealed class NoDisclosureScript() : CourseRule(
    "TI012",
    "no-disclosure-script",
    RuleKind.Safety,
    Severity.Error,
    "Facilitators do hear disclosures, and the first answer stays with a person for a long time.",
    "Use disclosure_response: standard, and give the curriculum steps to listen, believe, thank, free from blame, ask no details and hand over.")
{
    private static readonly (string Step, string[] Words)[] Steps =
    [
        ("to listen", ["listen*", "full attention", "hear them out"]),
        ("to believe", ["believe*"]),
        ("to say thank you", ["thank*", "glad you told", "glad that you told"]),
        ("that it is not their fault", ["fault", "to blame", "blame", "did nothing wrong"]),
        ("not to question", ["not question", "no question*", "one question", "open question", "few questions", "not ask", "don't ask", "without asking", "no details", "for details", "interrogat*", "investigat*", "do not press", "don't press", "do not probe", "don't probe", "interview*"]),
        ("what comes next", ["next", "procedure*", "policy", "protocol*", "report*", "counselor*", "counsellor*", "safeguarding", "hand over", "pass it on", "pass on", "refer", "coordinator*"]),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        var isStandardUsed = false;
        foreach (var lesson in subject.Lessons)
        {
            var address = $"{lesson.Summary.Id}/facilitator/disclosure_response";
            switch (lesson.DisclosureResponse)
            {
                case null when lesson.Summary.Card.Sensitivity >= 2:
                    yield return At(lesson.SensitivitySpan, address, "disclosure_response does not say what to do when somebody tells something");
                    break;
                case { Word: { } word }:
                    if (subject.Course.Curriculum.DisclosureResponse.Count == 0)
                    {
                        yield return At(word.Span, address, "the curriculum has no disclosure_response for 'standard' to stand for");
                    }

                    isStandardUsed = true;
                    break;
                case { Steps: [var first, ..] steps } when subject.IsEnglish(lesson) && Missing(steps) is { } missing:
                    yield return At(first.Span, address, $"the steps do not say {missing}");
                    break;
            }
        }

        var curriculum = subject.Course.Curriculum;
        if (isStandardUsed
            && curriculum.Language.Value.StartsWith("en", StringComparison.Ordinal)
            && curriculum.DisclosureResponse is [var own, ..]
            && Missing(curriculum.DisclosureResponse) is { } left)
        {
            yield return At(own.Span, "curriculum/disclosure_response", $"the standard steps do not say {left}");
        }
    }

    private static string? Missing(IReadOnlyList<Prose> steps) =>
        Steps.Where(s => !Words.AreIn(steps, s.Words)).Select(s => s.Step).ToList() is { Count: > 0 } missing ? string.Join(", nor ", missing) : null;
}
