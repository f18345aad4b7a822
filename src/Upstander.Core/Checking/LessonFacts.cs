using Upstander.Binding;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Checking;

/// <summary>What is noted of a lesson for rules across lessons and for the scorecard, so that the lesson itself need not be kept.</summary>
public sealed record LessonFacts
{
    /// <summary>The lesson's summary.</summary>
    public required LessonSummary Summary { get; init; }

    /// <summary>Activities of the run: those with <c>core: true</c>.</summary>
    public required IReadOnlyList<ActivityFacts> Activities { get; init; }

    /// <summary>Objectives.</summary>
    public required IReadOnlyList<ObjectiveFacts> Objectives { get; init; }

    /// <summary>People of its scenarios.</summary>
    public required IReadOnlyList<PersonFacts> People { get; init; }

    /// <summary>How many scenarios it has.</summary>
    public required int Scenarios { get; init; }

    /// <summary>How many scenarios show harm.</summary>
    public required int HarmScenarios { get; init; }

    /// <summary>Whether it has an exit ticket or a checklist.</summary>
    public required bool IsAssessed { get; init; }

    /// <summary>Whether it says how to prepare.</summary>
    public required bool HasPreparation { get; init; }

    /// <summary>Whether it has adaptations or notes on inclusion.</summary>
    public required bool IsAdapted { get; init; }

    /// <summary>Whether it has something for families.</summary>
    public required bool ReachesFamilies { get; init; }

    /// <summary>Its own language, or null for the curriculum's.</summary>
    public required Located<string>? Locale { get; init; }

    /// <summary>What its preparation sees to.</summary>
    public required PreparationFacts Preparation { get; init; }

    /// <summary>Where it says how learning is seen.</summary>
    public required SourceSpan AssessmentSpan { get; init; }

    /// <summary>How hard its texts are to read, as far as they are long enough to tell.</summary>
    public IReadOnlyList<Reading> Readings { get; init; } = [];

    /// <summary>Where it says for how old learners it is.</summary>
    public required SourceSpan BandSpan { get; init; }

    /// <summary>Where it says how sensitive it is.</summary>
    public required SourceSpan SensitivitySpan { get; init; }

    /// <summary>Who its calls to action are for.</summary>
    public required IReadOnlyList<Located<string>> Actors { get; init; }

    /// <summary>What to do if someone tells, or null.</summary>
    public required WordOrSteps? DisclosureResponse { get; init; }

    /// <summary>When to teach it, or null.</summary>
    public required Prose? Scheduling { get; init; }

    /// <summary>What is noted of this lesson.</summary>
    public static LessonFacts Of(LessonSummary summary, Lesson lesson) => new()
    {
        Summary = summary,
        Activities =
        [
            .. lesson.Activities.Where(a => a.Core?.Value == true).Select(a => new ActivityFacts(
                a.Id!.Value, a.Title.Value, a.Phase.Value, a.Method.Value, a.Minutes.Typical.Value, [.. a.Objectives.Select(o => o.Value)], a.Span, a.Method.Span)),
        ],
        Objectives =
        [
            .. lesson.Objectives.Select(o => new ObjectiveFacts(
                o.Id?.Value,
                o.Skill?.Value,
                o.Domain.Value,
                lesson.Activities.Where(a => a.Core?.Value == true && a.Objectives.Any(r => r.Value == o.Id?.Value)).Sum(a => a.Minutes.Typical.Value),
                o.Span)),
        ],
        People =
        [
            .. lesson.Scenarios.SelectMany(s => s.People.Select(p => new PersonFacts(
                s.Id!.Value, p.Name.Value, p.Role.Value, p.Pronouns?.Value, p.GenderKey?.Value, s.Harm is not null, p.Span))),
        ],
        Scenarios = lesson.Scenarios.Count,
        HarmScenarios = lesson.Scenarios.Count(s => s.Harm is not null),
        IsAssessed = lesson.Assessment.ExitTicket is not null || lesson.Assessment.Checklist.Count > 0,
        HasPreparation = lesson.Facilitator.Preparation.Count > 0,
        IsAdapted = lesson.Facilitator.InclusionNotes is not null || lesson.Activities.Any(a => a.Adaptations is not null),
        ReachesFamilies = lesson.Family?.Letter is not null || lesson.Family?.TalkAbout.Count > 0,
        Locale = lesson.Locale,
        Preparation = PreparationFacts.Of(lesson),
        AssessmentSpan = lesson.Assessment.Span,
        BandSpan = lesson.Band.Span,
        SensitivitySpan = lesson.Sensitivity.Span,
        Actors = [.. lesson.CallToAction.Select(a => a.Actor)],
        DisclosureResponse = lesson.Facilitator.DisclosureResponse,
        Scheduling = lesson.Facilitator.Scheduling,
    };
}

/// <summary>An activity of the run.</summary>
public sealed record ActivityFacts(string Id, string Title, string Phase, string Method, int Minutes, IReadOnlyList<string> Objectives, SourceSpan Span, SourceSpan MethodSpan);

/// <summary>An objective, with the minutes of the activities that serve it.</summary>
public sealed record ObjectiveFacts(string? Id, string? Skill, string Domain, int Minutes, SourceSpan Span);

/// <summary>Somebody in a scenario.</summary>
public sealed record PersonFacts(string Scenario, string Name, string Role, string? Pronouns, string? GenderKey, bool Harm, SourceSpan Span);

/// <summary>What the preparation of a lesson sees to, told by its words; in English only.</summary>
/// <param name="OwnReactions">The facilitator's own feelings about the topic.</param>
/// <param name="Others">Somebody who has to know beforehand, or the way to them.</param>
/// <param name="SecondAdult">A second adult in the room.</param>
/// <param name="Span">Where it stands.</param>
public sealed record PreparationFacts(bool OwnReactions, bool Others, bool SecondAdult, SourceSpan Span)
{
    private static readonly string[] ReactionWords = ["reaction", "notice", "feel", "your own", "yourself", "stays with you"];

    private static readonly string[] OtherWords =
    [
        "counselor", "counsellor", "safeguarding", "nurse", "social worker", "advocate", "principal", "head teacher", "headteacher", "dean", "psychologist",
        "coordinator", "administrator", "colleague", "support staff", "policy", "procedure", "whom to tell", "whom you tell",
    ];

    private static readonly string[] SecondWords = ["colleague", "co-", "second adult", "second person", "another adult", "aide", "with somebody", "with someone", "together with", "advocate"];

    /// <summary>Of this lesson.</summary>
    public static PreparationFacts Of(Lesson lesson)
    {
        var steps = lesson.Facilitator.Preparation;
        return new PreparationFacts(Says(ReactionWords), Says(OtherWords), Says(SecondWords), steps.Count > 0 ? steps[0].Span : lesson.Facilitator.Span);

        bool Says(string[] words) => steps.Any(s => words.Any(w => s.Markdown.Contains(w, StringComparison.OrdinalIgnoreCase)));
    }
}
