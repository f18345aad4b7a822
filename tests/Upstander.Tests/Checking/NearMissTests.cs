namespace Upstander.Tests.Checking;

/// <summary>What stands as near as can be to the problems of <see cref="LessonProblemTests"/> and is fine.</summary>
public class NearMissTests
{
    private const string Note = "content_note: { topic: Limits., depth: Calm., options: [Pass., Step out.] }";
    private const string Closing = "    minutes: { min: 4, typical: 5, max: 7 }\n    core: true\n    method: writing";
    private const string Baseline = "  baseline: How do you know a yes?";

    /// <summary>What to put in place of what; an empty text means the end of the lesson.</summary>
    public static TheoryData<string, string> Fine { get; } = new()
    {
        { "    method: discussion", "    method: discussion\n    objectives: [ask]" },
        { Closing, Closing + "\n    alternatives: [debate]\n  - { id: debate, title: Debate, phase: practice, minutes: { min: 1, typical: 2, max: 3 }, core: false, method: discussion }" },
        { Closing, Closing + "\n    alternatives: [debate]\n  - { id: debate, title: Debate, phase: practice, minutes: { min: 1, typical: 2, max: 3 }, method: discussion }" },
        { "", "variants: [{ minutes: 10, drop: [opening, practice], split_after: closing }]" },
        { "", "cites: [{ id: who, title: A book }]\nmyths: [{ myth: A, fact: B, cite: who }]" },
        { Baseline, Baseline + "\n  items: [{ prompt: Why?, objective: ask }]" },
        { Baseline, Baseline + "\n  exit_ticket: paper\nhandouts: [{ id: paper, kind: exit-ticket, title: Paper, items: [{ prompt: Why? }] }]" },
        { "per: learner }", "per: learner, printable: paper }\nhandouts: [{ id: paper, kind: sheet, title: Paper, body: Text. }]" },
        { "min: 3, typical: 5, max: 6", "min: 5, typical: 5, max: 5" },
        { "min: 11, max: 14", "min: 12, max: 12" },
        { "sensitivity: 1", "sensitivity: 2\n" + Note },
        { "sensitivity: 1", "sensitivity: 3\n" + Note },
        { "status: review", "status: released\nreviewed: [{ by: A. Reader, role: advocate, on: 2026-09-01 }]" },
        { "", "handouts: [{ id: paper, kind: worksheet, title: Paper, body: Text. }]" },
        { "", "handouts: [{ id: paper, kind: cards, title: Paper, cards: [{ id: a, text: A }], per_page: 9 }]" },
        { "", "scenarios: [{ id: a, title: A, text: B }]\nhandouts: [{ id: paper, kind: cards, title: Paper, from: scenarios }]" },
        { "", "myths: [{ myth: A, fact: B }]\nhandouts: [{ id: paper, kind: cards, title: Paper, from: myths }]" },
        { "", "vocabulary: [{ term: A, definition: B }]\nhandouts: [{ id: paper, kind: cards, title: Paper, from: vocabulary }]" },
        { "", "handouts: [{ id: paper, kind: sort, title: Paper, categories: [{ id: clear, title: Clear }], cards: [{ id: a, text: A, category: clear }] }]" },
        { "", "vocabulary: [{ term: A, definition: B }]\nhandouts: [{ id: paper, kind: sort, title: Paper, categories: [{ id: clear, title: Clear }], from: vocabulary }]" },
        { "", "handouts: [{ id: paper, kind: poster, title: Paper, points: [{ title: Ask }], per_page: 1 }]" },
        { "", "handouts: [{ id: paper, kind: letter, title: Paper, body: Text. }]" },
        { "", "handouts: [{ id: paper, kind: exit-ticket, title: Paper, items: [{ prompt: Why? }], per_page: 4 }]" },
        { "", "handouts: [{ id: paper, kind: survey, title: Paper, items: [{ prompt: Why?, objective: ask, starts: [I ask], space: 2 lines }] }]" },
        { "", "handouts: [{ id: paper, kind: survey, title: Paper, items: [{ prompt: Why?, options: [A, B] }, { prompt: Why?, type: choose, options: [A] }] }]" },
        { "", "handouts: [{ id: paper, kind: survey, title: Paper, items: [{ prompt: Why?, options: [A], scale: { steps: 3, low: no, high: yes } }] }]" },
        { "", "handouts: [{ id: paper, kind: survey, title: Paper, items: [{ prompt: Why?, pairs: [{ left: A, right: B }] }, { prompt: Why?, columns: [A], rows: [B] }] }]" },
        { "", "handouts: [{ id: paper, kind: sheet, title: Paper, points: [{ title: Ask }] }]" },
        { "", "handouts: [{ id: paper, kind: key, title: Paper, body: Text. }]" },
    };

    [Theory]
    [MemberData(nameof(Fine))]
    public void Nothing_is_reported(string from, string to)
    {
        using var project = new Project();
        _ = from.Length == 0 ? project.AddToLesson(to) : project.ChangeLesson(from, to);

        Assert.Equal([], project.Findings());
    }
}
