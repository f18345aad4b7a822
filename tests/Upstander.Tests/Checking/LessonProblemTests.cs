namespace Upstander.Tests.Checking;

/// <summary>What can be wrong with one lesson: each problem with its place, its words and its advice.</summary>
public class LessonProblemTests
{
    /// <summary>What to put in place of what, and what is reported then; an empty text means the end of the lesson.</summary>
    public static TheoryData<string, string, string> Wrong { get; } = new()
    {
        { "    method: discussion", "    method: discussion\n    objectives: [aks]", "asking-first.yaml:26:18: error UP1306: there is no objective 'aks' here (did you mean 'ask'?)" },
        { "    method: discussion", "    method: discussion\n    printables: [ticket]", "asking-first.yaml:26:18: error UP1306: there is no handout 'ticket' here (the lesson has no handout with an id)" },
        { "    method: discussion", "    method: discussion\n    alternatives: [practise]", "asking-first.yaml:26:20: error UP1306: there is no activity 'practise' here (did you mean 'practice'?)" },
        { "    method: discussion", "    method: discussion\n    alternatives: [practice]", "asking-first.yaml:26:20: error UP1319: 'practice' cannot be an alternative: it is part of the run itself (set core: false on 'practice', or name another activity)" },
        { "", "variants: [{ minutes: 10, drop: [openin] }]", "asking-first.yaml:43:34: error UP1306: there is no activity 'openin' here (did you mean 'opening'?)" },
        { "", "variants: [{ minutes: 10, split_after: clsing }]", "asking-first.yaml:43:40: error UP1306: there is no activity 'clsing' here (did you mean 'closing'?)" },
        { "per: learner }", "per: learner, printable: ticket }", "asking-first.yaml:18:60: error UP1306: there is no handout 'ticket' here (the lesson has no handout with an id)" },
        { "", "myths: [{ myth: A, fact: B, cite: who }]", "asking-first.yaml:43:35: error UP1306: there is no source 'who' here (the lesson has no source with an id)" },
        { "  baseline: How do you know a yes?", "  baseline: How do you know a yes?\n  items: [{ prompt: Why?, objective: asks }]", "asking-first.yaml:42:38: error UP1306: there is no objective 'asks' here (did you mean 'ask'?)" },
        { "  baseline: How do you know a yes?\nresources: [us-help]", "  baseline: How do you know a yes?\n  exit_ticket: paper\nresources: [us-help]\nhandouts: [{ id: paper, kind: sheet, title: Paper, body: Text. }]", "asking-first.yaml:42:16: error UP1306: there is no exit ticket 'paper' here (the lesson has no exit ticket with an id)" },
        { "", "handouts: [{ id: paper, kind: sort, title: Paper, categories: [{ id: clear, title: Clear }], cards: [{ id: a, text: A, category: cler }] }]", "asking-first.yaml:43:130: error UP1306: there is no category 'cler' here (did you mean 'clear'?)" },
        { "", "handouts:\n  - { id: paper, kind: key, title: Paper, body: Text., audience: learner }", "asking-first.yaml:44:66: error UP1321: an answer key is for facilitators, so it cannot be for the audience 'learner' (take another kind, such as sheet, for what others may read)" },
        { "", "handouts: [{ id: paper, kind: survey, title: Paper, items: [{ prompt: Why?, objective: asc }] }]", "asking-first.yaml:43:88: error UP1306: there is no objective 'asc' here (did you mean 'ask'?)" },
        { "duration: 20", "duration: 25", "asking-first.yaml:11:11: error UP1310: the core activities take 20 minutes, but the lesson lasts 25 (change 'duration' or the typical minutes of activities with core: true)" },
        { "min: 3, typical: 5, max: 6", "min: 6, typical: 5, max: 3", "asking-first.yaml:23:14: error UP1311: min 6, typical 5 and max 3 must not go down (write them from the least to the most)" },
        { "min: 11, max: 14", "min: 14, max: 11", "asking-first.yaml:9:7: error UP1311: min 14 is above max 11" },
        { "duration: 20", "group_size: { min: 9, max: 8 }\nduration: 20", "asking-first.yaml:11:13: error UP1311: min 9 is above max 8" },
        { "status: review", "status: released", "asking-first.yaml:5:9: error UP1313: a released lesson names who reviewed it (add 'reviewed', or set status: review)" },
        { "", "handouts:\n  - { id: paper, kind: worksheet, title: Paper }", "asking-first.yaml:44:11: error UP1321: the handout 'paper' has nothing to print: the kind worksheet needs items or body" },
        { "", "handouts:\n  - { id: paper, kind: cards, title: Paper }", "asking-first.yaml:44:11: error UP1321: the handout 'paper' has nothing to print: the kind cards needs cards or from" },
        { "", "handouts:\n  - { id: paper, kind: sort, title: Paper }", "asking-first.yaml:44:11: error UP1321: the handout 'paper' has nothing to print: the kind sort needs categories and cards (or from)" },
        { "", "handouts:\n  - { id: paper, kind: poster, title: Paper }", "asking-first.yaml:44:11: error UP1321: the handout 'paper' has nothing to print: the kind poster needs points or body" },
        { "", "handouts:\n  - { id: paper, kind: letter, title: Paper }", "asking-first.yaml:44:11: error UP1321: the handout 'paper' has nothing to print: the kind letter needs body or items" },
        { "", "handouts:\n  - { id: paper, kind: exit-ticket, title: Paper }", "asking-first.yaml:44:11: error UP1321: the handout 'paper' has nothing to print: the kind exit-ticket needs items" },
        { "", "handouts:\n  - { id: paper, kind: survey, title: Paper }", "asking-first.yaml:44:11: error UP1321: the handout 'paper' has nothing to print: the kind survey needs items or body" },
        { "", "handouts:\n  - { id: paper, kind: sheet, title: Paper }", "asking-first.yaml:44:11: error UP1321: the handout 'paper' has nothing to print: the kind sheet needs body or points or items" },
        { "", "handouts:\n  - { id: paper, kind: key, title: Paper }", "asking-first.yaml:44:11: error UP1321: the handout 'paper' has nothing to print: the kind key needs body or items" },
        { "", "handouts:\n  - { id: paper, kind: cards, title: Paper, from: scenarios }", "asking-first.yaml:44:51: error UP1321: the cards are made from 'scenarios', but the lesson has none" },
        { "", "handouts:\n  - { id: paper, kind: cards, title: Paper, from: myths }", "asking-first.yaml:44:51: error UP1321: the cards are made from 'myths', but the lesson has none" },
        { "", "handouts:\n  - { id: paper, kind: cards, title: Paper, from: vocabulary }", "asking-first.yaml:44:51: error UP1321: the cards are made from 'vocabulary', but the lesson has none" },
        { "", "handouts:\n  - { id: paper, kind: sort, title: Paper, cards: [{ id: a, text: A }] }", "asking-first.yaml:44:11: error UP1321: the handout 'paper' has nothing to print: the kind sort needs categories and cards (or from)" },
        { "", "handouts:\n  - { id: paper, kind: poster, title: Paper, points: [{ title: Ask }], items: [{ prompt: Why? }] }", "asking-first.yaml:44:11: error UP1322: a handout of kind poster does not print 'items' (it prints points, body)" },
        { "", "handouts:\n  - { id: paper, kind: worksheet, title: Paper, body: Text., cards: [{ id: a, text: A }] }", "asking-first.yaml:44:11: error UP1322: a handout of kind worksheet does not print 'cards' (it prints items, body)" },
        { "", "handouts:\n  - { id: paper, kind: cards, title: Paper, cards: [{ id: a, text: A }], points: [{ title: Ask }] }", "asking-first.yaml:44:11: error UP1322: a handout of kind cards does not print 'points' (it prints cards, from)" },
        { "", "handouts:\n  - { id: paper, kind: cards, title: Paper, cards: [{ id: a, text: A }], per_page: 3 }", "asking-first.yaml:44:84: error UP1311: 3 on a page does not fit a handout of kind cards (it can be 1, 2, 4, 6, 8, 9)" },
        { "", "handouts:\n  - { id: paper, kind: exit-ticket, title: Paper, items: [{ prompt: Why? }], per_page: 6 }", "asking-first.yaml:44:88: error UP1311: 6 on a page does not fit a handout of kind exit-ticket (it can be 1, 2, 4)" },
        { "", "handouts:\n  - { id: paper, kind: poster, title: Paper, body: Text., per_page: 2 }", "asking-first.yaml:44:69: error UP1311: 2 on a page does not fit a handout of kind poster (it can be 1)" },
        { "", "handouts:\n  - { id: paper, kind: survey, title: Paper, items: [{ prompt: Why?, type: check }] }", "asking-first.yaml:44:76: error UP1321: an item of type check needs 'options'" },
        { "", "handouts:\n  - { id: paper, kind: survey, title: Paper, items: [{ prompt: Why?, type: choose }] }", "asking-first.yaml:44:76: error UP1321: an item of type choose needs 'options'" },
        { "", "handouts:\n  - { id: paper, kind: survey, title: Paper, items: [{ prompt: Why?, type: match }] }", "asking-first.yaml:44:76: error UP1321: an item of type match needs 'pairs'" },
        { "", "handouts:\n  - { id: paper, kind: survey, title: Paper, items: [{ prompt: Why?, type: table }] }", "asking-first.yaml:44:76: error UP1321: an item of type table needs 'columns'" },
        { "", "handouts:\n  - { id: paper, kind: survey, title: Paper, items: [{ prompt: Why?, type: scale }] }", "asking-first.yaml:44:76: error UP1321: an item of type scale needs 'scale'" },
        { "", "handouts:\n  - { id: paper, kind: survey, title: Paper, items: [{ prompt: Why?, type: write, options: [A, B] }] }", "asking-first.yaml:44:54: error UP1322: an item of type write does not print 'options' ('options' belongs to type check or choose or scale)" },
        { "", "handouts:\n  - { id: paper, kind: survey, title: Paper, items: [{ prompt: Why?, type: draw, pairs: [{ left: A, right: B }] }] }", "asking-first.yaml:44:54: error UP1322: an item of type draw does not print 'pairs' ('pairs' belongs to type match)" },
        { "", "handouts:\n  - { id: paper, kind: survey, title: Paper, items: [{ prompt: Why?, rows: [A] }] }", "asking-first.yaml:44:54: error UP1322: an item of type write does not print 'rows' ('rows' belongs to type table)" },
        { "", "handouts:\n  - { id: paper, kind: survey, title: Paper, items: [{ prompt: Why?, type: write, scale: { steps: 3, low: no, high: yes } }] }", "asking-first.yaml:44:54: error UP1322: an item of type write does not print 'scale' ('scale' belongs to type scale)" },
        { "", "handouts:\n  - { id: paper, kind: survey, title: Paper, items: [{ prompt: Why?, options: [A], starts: [I ask] }] }", "asking-first.yaml:44:54: error UP1322: an item of type check does not print 'starts' ('starts' belongs to type write)" },
    };

    [Fact]
    public void The_project_that_these_tests_change_is_well()
    {
        using var project = new Project();

        Assert.Equal([], project.Findings());
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_problem_is_reported_where_it_stands(string from, string to, string finding)
    {
        using var project = new Project();
        _ = from.Length == 0 ? project.AddToLesson(to) : project.ChangeLesson(from, to);

        Assert.Equal([finding], project.Findings());
    }

    [Fact]
    public void Everything_wrong_with_a_lesson_is_told_in_one_run_and_in_order()
    {
        using var project = new Project()
            .ChangeLesson("status: review", "status: released")
            .ChangeLesson("duration: 20", "duration: 30")
            .ChangeLesson("min: 3, typical: 5, max: 6", "min: 6, typical: 5, max: 6")
            .AddToLesson("handouts: [{ id: paper, kind: poster, title: Paper }]")
            .AddToLesson("big_idea: '[a](javascript:b)'");

        Assert.Equal(
            ["5:9 UP1313", "11:11 UP1310", "23:14 UP1311", "43:18 UP1321", "44:12 UP1501"],
            project.Findings().Select(f => f.Split(':', ' ') is var part ? $"{part[1]}:{part[2]} {part[5]}" : ""));
    }
}
