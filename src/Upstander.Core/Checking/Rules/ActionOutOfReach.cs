using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A call to action that a learner cannot carry out, or not safely.</summary>
public sealed class ActionOutOfReach() : LessonRule(
    "TI009",
    "action-out-of-reach",
    RuleKind.Safety,
    Severity.Warning,
    "An action that is impossible or unsafe teaches that nothing can be done.",
    "Offer several ways, such as saying something short, distracting or getting help, with telling an adult always among them.")
{
    /// <summary>What children up to grade 5 do not have or may not do by themselves.</summary>
    private static readonly string[] Unreachable =
    [
        "buy", "money", "pay", "pay for", "donate", "dollar*", "allowance", "phone", "phones", "smartphone*", "cell phone", "text message*", "email", "e-mail", "account", "accounts", "password*", "app", "apps",
        "social media", "online", "website*", "internet", "log in", "sign up", "upload", "walk home", "walk to", "take the bus", "go downtown", "leave school", "leave the yard", "without a grown-up",
        "without an adult",
    ];

    /// <summary>After these, a word says when to ask or to stop, and asks for nothing.</summary>
    private static readonly string[] Occasions = ["before", "when", "whenever", "if"];

    private static readonly string[] Confronting = ["confront*", "call out", "call him out", "call her out", "call them out", "stand up to", "step between", "step in between", "break up a fight", "break up the fight", "face the person"];

    private static readonly string[] OtherWays =
    [
        "or", "if it is safe", "if it's safe", "when it is safe", "if you feel safe", "safely", "together", "with a friend", "with friends", "with an adult", "with a grown-up", "tell an adult", "tell a grown-up", "get help", "get an adult",
        "not", "never", "don't", "instead of", "without",
    ];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        var lesson = subject.Lesson;
        var isYoung = lesson.Band.Value is "k2" or "g35";
        for (var i = 0; i < lesson.CallToAction.Count; i++)
        {
            var action = lesson.CallToAction[i];
            if (Actors.AreAdults(action.Actor.Value))
            {
                continue;
            }

            var (address, text) = (subject.AddressOf("call_to_action", action, i), action.Text.Markdown);
            if (isYoung && Words.Find(text, Unreachable) is { } needed && !Words.AreIn(text[..needed.Start], Occasions))
            {
                var phrase = text.Substring(needed.Start, needed.Length);
                yield return At(action.Text.Source.SpanOf(needed.Start, needed.Length), address, $"“{phrase}” is out of reach for children of this age by themselves") with { Phrase = phrase };
            }

            if (Words.In(action.Text, Confronting) is { } facing && !Words.AreIn(text, OtherWays))
            {
                yield return At(facing.Span, address, $"“{facing.Phrase}” is the only way offered, and it may not be safe for one person alone") with { Phrase = facing.Phrase };
            }
        }
    }
}
