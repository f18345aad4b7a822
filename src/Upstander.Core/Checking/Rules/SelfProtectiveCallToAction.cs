using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Checking.Rules;

/// <summary>Calls to action that only tell people to guard themselves.</summary>
public sealed class SelfProtectiveCallToAction() : LessonRule(
    "RR007",
    "self-protective-call-to-action",
    RuleKind.Curriculum,
    Severity.Error,
    "A call to action that only tells people to guard themselves leaves alone those who choose to harm and those who look on.",
    "Add one action for the person who wants something, such as asking first, or one for friends and adults who see it.")
{
    private static readonly string[] Targets =
    [
        "girls", "women", "young women", "ladies", "females", "victims", "victim", "potential target*", "possible target*", "potential victim*", "possible victim*", "targets", "survivors", "survivor", "vulnerable", "at risk", "person who is harmed", "person who was harmed", "people who are harmed",
    ];

    private static readonly string[] Guarding =
    [
        "protect yourself", "protect yourselves", "protect myself", "protect ourselves", "protect themselves", "protect herself", "guard yourself", "keep yourself safe", "keep myself safe", "keep themselves safe", "stay safe", "be safe", "stay alert", "be alert", "be careful", "be cautious", "be aware of", "watch out",
        "watch your", "say no", "say a clear no", "refuse", "avoid", "stay away", "walk away", "get away", "run away", "alone at night", "walk alone", "walk home", "go alone", "in pairs", "in groups", "never leave", "location", "trust your gut", "trust your instinct*", "set a boundary", "set a limit", "set boundaries", "set limits",
        "your boundaries", "your own boundaries", "speak up for yourself", "stand up for yourself", "defend yourself", "self-defense", "self-defence", "tell a", "tell an", "tell someone", "tell somebody", "tell your", "know the signs", "spot the signs", "warning signs", "red flags",
    ];

    private static readonly string[] ForOthers =
    [
        "ask", "asks", "asking", "ask first", "hear", "hears", "listen", "stop when", "accept", "respect", "thank", "check in", "check on", "for a clear yes", "a friend", "friends", "others", "someone else", "somebody else", "another person", "classmate*", "teammate*", "step in", "stand up for someone", "stand up for a",
        "stand up for each other", "back up", "support", "help someone", "help a", "include", "invite", "apologize", "apologise", "say sorry", "change a rule", "upstander", "see someone", "see somebody", "notice", "each other", "one another",
    ];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var actions = subject.Lesson.CallToAction;
        if (actions.Count > 0 && actions.All(IsGuarding))
        {
            yield return At(actions[0].Text.Span, subject.Address("call_to_action"), actions.Count == 1 ? "the only call to action is to guard oneself" : "every call to action is to guard oneself");
        }
    }

    private static bool IsGuarding(CallToAction action) =>
        Words.AreIn(action.Actor.Value, Targets)
        || (!Actors.AreAdults(action.Actor.Value) && Words.AreIn(action.Text.Markdown, Guarding) && !Words.AreIn(action.Text.Markdown, ForOthers));
}
