using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A lesson whose only calls to action leave the learners out.</summary>
public sealed class NoCallToAction() : LessonRule(
    "TI008",
    "no-call-to-action",
    RuleKind.Safety,
    Severity.Error,
    "Awareness without a next step changes nothing.",
    "Add one small action within a learner's reach this week.")
{
    private static readonly string[] Learners = ["learner", "student", "pupil", "everyone", "class", "group", "all", "club", "team", "child", "we"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var actions = subject.Lesson.CallToAction;
        if (actions.Count > 0 && !actions.Any(a => Learners.Any(l => a.Actor.Value.Contains(l, StringComparison.OrdinalIgnoreCase))))
        {
            yield return At(actions[0].Actor.Span, subject.Address("call_to_action"), "no call to action is for the learners themselves");
        }
    }
}
