using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A lesson that names harm and does not say so in time.</summary>
public sealed class ContentNoteMissing() : LessonRule(
    "TI001",
    "content-note-missing",
    RuleKind.Safety,
    Severity.Error,
    "Learners can only choose when they know what is coming, and when.",
    "Say in calm words what is coming, how far it goes and from which minute, and give the opening time for it.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var lesson = subject.Lesson;
        var namesHarm = lesson.Sensitivity.Value >= 2;
        if (lesson.ContentNote is not { } note)
        {
            if (namesHarm)
            {
                yield return At(lesson.Sensitivity.Span, subject.Address("content_note"), $"the lesson names harm (sensitivity {lesson.Sensitivity}) but has no content note");
            }
        }
        else if (note.AtMinute is not { } minute)
        {
            if (namesHarm)
            {
                yield return At(note.Topic.Span, subject.Address("content_note"), "the content note does not say at which minute the topic comes up");
            }
        }
        else if (minute.Value >= lesson.Duration.Value)
        {
            yield return At(minute.Span, subject.Address("content_note", "at_minute"), $"the topic would come up in minute {minute}, but the lesson lasts {lesson.Duration}");
        }
        else if (minute.Value == 0 && namesHarm)
        {
            yield return At(minute.Span, subject.Address("content_note", "at_minute"), "the topic comes up at once, before anyone can hear the note and choose");
        }
    }
}
