using Upstander.Checking.Language;
using Upstander.Diagnostics;
using Upstander.Rendering;

namespace Upstander.Checking.Rules;

/// <summary>Harmful words that somebody in a case says, without anything that takes them apart.</summary>
public sealed class UnmarkedHarmfulLine() : LessonRule(
    "TI017",
    "unmarked-harmful-line",
    RuleKind.Safety,
    Severity.Error,
    "A learner must be able to tell what this course says from what somebody in a case says.",
    "Move the words to harmful_lines of the scenario, with a debrief that says what is wrong about them; they are printed together.")
{
    /// <summary>Letters of the groups of language rules that read what people in cases say.</summary>
    internal static readonly string[] Groups = ["VB", "RR", "ST", "IN", "SE"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var lesson = subject.Lesson;
        foreach (var scenario in lesson.Scenarios)
        {
            var text = scenario.Text;
            foreach (var block in MarkdownReader.Read(text.Markdown))
            {
                foreach (var quotation in Quotations.In(block.Text))
                {
                    // Without its marks, the speech is read as if the course itself said it.
                    var (start, said) = (quotation.Start + 1, block.Text.Substring(quotation.Start + 1, quotation.Length - 2));
                    var speech = new Passage(subject.Address("scenarios", scenario.Id!.Value, "text"), Binding.Audience.Learner, TextTag.Scenario, lesson.Band.Value, said, false, SpanOf);
                    List<Diagnostic> findings = [];
                    subject.Speech.Check(speech, findings.Add);
                    foreach (var finding in findings.Where(f => f.Phrase is not null))
                    {
                        yield return At(finding.Span, finding.Address!, $"somebody says “{finding.Phrase}”, which {finding.Code} flags, and nothing takes it apart") with { Phrase = finding.Phrase };
                    }

                    SourceSpan SpanOf(int from, int length)
                    {
                        var written = block.Written(start + from, length);
                        return text.Source.SpanOf(written.Start, written.Length);
                    }
                }
            }
        }
    }
}
