using Upstander.Binding;
using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>Agreements of a group that leave out what makes it normal to keep things to oneself.</summary>
public sealed class NoAgreements() : CourseRule(
    "TI011",
    "no-agreements",
    RuleKind.Safety,
    Severity.Warning,
    "Agreements make it normal to pass and to keep one's own life out of it, so that nobody has to ask for it.",
    "Agree that anyone may pass, that real people and their stories are left out, and that what is said stays here while a worry may always go to an adult.")
{
    private static readonly string[] Passing = ["may pass", "can pass", "could pass", "always pass", "right to pass", "free to pass", "okay to pass", "ok to pass", "choose to pass", "pass at any time", "passing", "skip", "sit out", "choose not to", "do not have to", "don't have to", "nobody has to", "no one has to", "only if you want"];

    private static readonly string[] OthersLeftOut =
    [
        "names", "private things", "people we know", "made-up", "make-believe", "invented", "imaginary", "puppets", "characters", "third person", "someone i know", "other people's stories", "others' stories", "story of their own", "personal stories", "identifying",
    ];

    private static readonly string[] Private = ["stays here", "stay here", "stays in", "stay in", "leave in here", "leave it here", "keep it private", "stays private", "stay private", "privacy", "confidential*", "in this room", "outside this room", "do not repeat", "don't repeat", "not ours to tell", "not pass on"];

    private static readonly string[] Door = ["adult*", "grown-up*", "counselor*", "counsellor*", "advocate*", "someone you trust", "somebody you trust", "people you trust", "someone i trust", "get help", "ask for help", "look for help", "worry", "worries"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        var curriculum = subject.Course.Curriculum;
        if (!curriculum.Language.Value.StartsWith("en", StringComparison.Ordinal))
        {
            yield break;
        }

        var isShared = subject.Course.Loose.Count > 0;
        var bands = subject.Course.Loose.Select(l => l.Card.Band).ToList();
        foreach (var unit in subject.Course.Units)
        {
            if (unit.Unit.Agreements is not [var own, ..])
            {
                isShared = true;
                bands.Add(unit.Unit.Band.Value);
            }
            else if (Missing(unit.Unit.Agreements, unit.Unit.Band.Value == "k2") is { } missing)
            {
                yield return At(own.Span, $"units/{unit.Id}/agreements", $"the agreements do not say {missing}");
            }
        }

        if (!isShared)
        {
            yield break;
        }

        if (curriculum.Agreements is not [var first, ..])
        {
            yield return At(curriculum.Title.Span, "curriculum/agreements", "there are no agreements for lessons and units that have none of their own");
        }
        else if (Missing(curriculum.Agreements, bands.TrueForAll(b => b == "k2")) is { } missing)
        {
            yield return At(first.Span, "curriculum/agreements", $"the agreements do not say {missing}");
        }
    }

    /// <summary>What the agreements leave out, in words; null for nothing.</summary>
    private static string? Missing(IReadOnlyList<Prose> agreements, bool areForTheYoungest)
    {
        List<string> missing = [];
        if (!Words.AreIn(agreements, Passing))
        {
            missing.Add("that anyone may pass");
        }

        if (!Words.AreIn(agreements, OthersLeftOut))
        {
            missing.Add("that real people and their stories are left out");
        }

        // The youngest are not asked to keep anything to themselves: for them, no secrets is the safer rule.
        if (!areForTheYoungest && !Words.AreIn(agreements, Private))
        {
            missing.Add("that what is said stays in the room");
        }

        if (!Words.AreIn(agreements, Door))
        {
            missing.Add("that a worry may always go to an adult");
        }

        return missing.Count == 0 ? null : string.Join(", nor ", missing);
    }
}
