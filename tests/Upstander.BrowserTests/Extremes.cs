using System.Text;
using System.Text.Json;

namespace Upstander.BrowserTests;

/// <summary>
/// A curriculum whose handouts are as long and as awkward as its format allows: the longest titles, a letter and sixty thousand of them, words that
/// cannot be broken, lists in lists, wide tables, scripts with wide letters, one card and thirty of them.
/// </summary>
internal static class Extremes
{
    private const string Sentence = "Ask before you borrow, and wait until you hear what the other person says about it. ";
    private const string German = "Rechtsschutzversicherungsgesellschaften und Donaudampfschifffahrtsgesellschaftskapitäne fragen vorher. ";
    private const string Chinese = "先问一问，再等一等，听一听对方怎么说。每个人都可以改变主意，这没有关系。";

    /// <summary>Texts of cards, by name.</summary>
    public static IReadOnlyList<(string Name, string Text)> Texts { get; } =
    [
        ("one", "A"),
        ("short", "May I?"),
        ("usual", Many(Sentence, 180)),
        ("300", Many(Sentence, 300)),
        ("700", Many(Sentence, 700)),
        ("3000", Many(Sentence, 3_000)),
        ("word", new string('w', 200)),
        ("wide-word", new string('W', 200)),
        ("words", string.Join(' ', Enumerable.Repeat(new string('m', 60), 6))),
        ("german", Many(German, 400)),
        ("chinese", Many(Chinese, 200)),
        ("paragraphs", string.Join("\n\n", Enumerable.Repeat("Wait. **Then** ask.", 7))),
        ("breaks", string.Join("\\\n", Enumerable.Repeat("Wait", 9))),
        ("list", string.Join('\n', Enumerable.Range(1, 8).Select(n => $"- Step {n} of the list"))),
        ("nested", string.Join('\n', Enumerable.Range(0, 6).Select(n => $"{new string(' ', 2 * n)}- Deeper and deeper {n}"))),
        ("numbered", string.Join('\n', Enumerable.Range(95, 12).Select(n => $"{n}. A step with a number"))),
        ("table", Table(4, 4, "a few words")),
        ("wide-table", Table(12, 3, "word")),
        ("forty-columns", Table(40, 2, "word")),
        ("quote", "> Somebody said this, and somebody wrote it down.\n>\n> - And this\n\nThen a rule\n\n***\n\n`code that is long enough to need a second line somewhere`"),
        ("heading", "# A heading in a card\n\nWords below it.\n\n###### A small one\n\n```\nfirst line of code\nsecond line of code with_a_long_name_that_goes_on_and_on_and_on_and_on\n```"),
        ("note", "Words with a note[^1] and a [link that is long enough to be broken](https://example.org/a/long/address).\n\n[^1]: The note below."),
        ("emoji", string.Concat(Enumerable.Repeat("🙂👍🏽 ", 40))),
    ];

    /// <summary>The longest text that there may be.</summary>
    public static string Longest { get; } = Many(Sentence, 60_000);

    private static readonly string WideTitle = new('W', 60);
    private const string LongTitle = "The longest title that a handout may have: sixty characters.";

    /// <summary>Writes it into a folder.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Save(folder, "curriculum", new
        {
            curriculum = 1,
            id = "extremes",
            title = "Extremes",
            summary = "A course for tests.",
            version = "1.0.0",
            license = "CC-BY-4.0",
            authors = new[] { "Test authors" },
            language = "en-US",
            region = "US",
            support_message = Many(Sentence, 900),
        });
        Save(folder, "resources", new
        {
            resources = 1,
            services = Enumerable.Range(1, 9).Select(n => (object)new
            {
                id = $"us-help-{n}",
                name = n % 3 == 0 ? new string('N', 100) : n % 3 == 1 ? $"Help line {n}" : $"A help line with a name that takes up to a hundred letters, number {n} of those that are listed here",
                country = "US",
                hours = n % 2 == 0 ? Many("Every day from nine in the morning, ", 190) : "24 hours, every day",
                leaves_trace_note = "A call may show.",
                channels = new object[]
                {
                    new { kind = "phone", number = n == 4 ? "800-555-0100-0100-0100-0100-01" : "800-555-0100" },
                    new { kind = "text", number = "741741", keyword = new string('K', n == 5 ? 30 : 5) },
                    new { kind = "chat", url = "https://example.org/" + new string('c', n == 6 ? 175 : n == 7 ? 150 : 10) },
                },
                verified_on = "2026-09-01",
            }).Concat(Enumerable.Range(1, 5).Select(n => (object)new
            {
                id = $"local-{n}",
                name = n == 3 ? new string('L', 100) : $"Somebody at school, number {n}",
                local = true,
                channels = new object[] { new { kind = "in-person" } },
            })),
        });
        Lesson(folder, "g68", "middle", 11, 14);
        Lesson(folder, "k2", "young", 5, 7);
    }

    /// <summary>A text that repeats another up to a length.</summary>
    internal static string Many(string text, int length)
    {
        var builder = new StringBuilder();
        while (builder.Length < length)
        {
            builder.Append(text);
        }

        return builder.ToString(0, length).Trim();
    }

    private static string Table(int columns, int rows, string cell)
    {
        var row = $"| {string.Join(" | ", Enumerable.Repeat(cell, columns))} |\n";
        return row + $"|{string.Concat(Enumerable.Repeat(" --- |", columns))}\n" + string.Concat(Enumerable.Repeat(row, rows));
    }

    private static void Lesson(string folder, string band, string id, int from, int to)
    {
        List<object> handouts = [];
        foreach (var grid in (int[])[1, 2, 4, 6, 8, 9])
        {
            handouts.Add(Deck($"grid-{grid}", "cards", grid, Texts.Select((t, i) => Card(t.Name, Title(i), t.Text, i % 2 == 0 ? Many(Sentence, 150) : t.Text))));
        }

        // A short front with a long back, the other way round, and both longer than a page.
        handouts.Add(Deck("sides", "cards", 9,
        [
            Card("long-back", "Short front", "May I?", Many(Sentence, 1_500)),
            Card("longest-back", "Short front", "May I?", Longest),
            Card("longest-front", "Long front", Longest, "Yes."),
            Card("both", WideTitle, Longest, Longest),
            Card("plain", null, "May I?", null),
        ]));
        foreach (var grid in (int[])[1, 2, 4, 9])
        {
            handouts.Add(new { id = $"cases-{grid}", kind = "cards", title = LongTitle, per_page = grid, copies_per = "group", from = "scenarios" });
            handouts.Add(new { id = $"myths-{grid}", kind = "cards", title = LongTitle, per_page = grid, copies_per = "group", from = "myths" });
        }

        handouts.Add(Deck("thirty", "cards", 9, Enumerable.Range(1, 30).Select(n => Card($"card-{n}", $"Card {n}", $"Question {n}?", $"Answer {n}."))));
        handouts.Add(Deck("single", "cards", 8, [Card("only", null, "The only card.", "Its answer.")]));
        foreach (var many in (int[])[1, 2, 3, 4, 5, 9])
        {
            handouts.Add(new
            {
                id = $"sort-{many}",
                kind = "sort",
                title = LongTitle,
                per_page = many == 9 ? 9 : 8,
                copies_per = "group",
                categories = Enumerable.Range(1, many).Select(n => new
                {
                    id = $"pile-{n}",
                    title = n == 1 ? new string('W', 60) : n == 2 ? LongTitle : $"Pile {n}",
                    text = many == 2 && n == 2 ? Longest : many == 3 ? Many(Sentence, 700) : Texts[(n * many) % Texts.Count].Text,
                }),
                cards = Enumerable.Range(1, many * 13).Select(n => new
                {
                    id = $"card-{n}",
                    text = many == 5 ? Many(Sentence, 20 * n) : $"Word {n}",
                    category = $"pile-{(many > 3 ? 1 : 1 + (n % many))}",
                    key = "Because.",
                }),
            });
        }

        foreach (var grid in (int[])[1, 2, 4])
        {
            handouts.Add(Ticket($"ticket-{grid}", grid, [Prompt("What will you ask?")]));
            handouts.Add(Ticket($"ticket-all-{grid}", grid,
            [
                new { prompt = "Choose.", type = "choose", options = new[] { "Yes", "No", Many(Sentence, 120) } },
                new { prompt = "Rate it.", scale = new { steps = 7, low = new string('W', 40), high = "Very sure that this is so for me today" }, options = new[] { "I can ask.", "I can wait." } },
                new { prompt = "Match.", pairs = Enumerable.Range(1, 4).Select(n => new { left = Many(Sentence, 10 * n), right = new string('w', 30) }) },
            ]));
            handouts.Add(Ticket($"ticket-more-{grid}", grid,
            [
                new { prompt = "Draw it.", type = "draw", space = "4 cm" },
                new { prompt = "Fill it in.", columns = new[] { "First", new string('W', 60), "Third" }, rows = new[] { "One", LongTitle } },
                new { prompt = "Finish.", starts = new[] { "I will", Many(Sentence, 100) }, space = "2 lines" },
            ]));
        }

        foreach (var (name, text) in Texts)
        {
            handouts.Add(Ticket($"ticket-{name}", 4, [new { prompt = text, options = new[] { text } }, Prompt("And now?")]));
        }

        handouts.Add(Ticket("ticket-longest", 4, [Prompt(Longest)]));
        foreach (var many in (int[])[0, 1, 2, 3, 4, 5, 6, 7, 8])
        {
            handouts.Add(Poster($"poster-{many}", many, "Short and clear.", many % 2 == 0 ? LongTitle : WideTitle));
            handouts.Add(Poster($"poster-long-{many}", many, Many(Sentence, 60 + (30 * many)), LongTitle));
        }

        foreach (var (name, text) in Texts)
        {
            handouts.Add(Poster($"poster-{name}", 4, text, "Ask"));
        }

        handouts.Add(new { id = "poster-longest", kind = "poster", title = WideTitle, copies_per = "class", body = Longest });
        Save(folder, id, new
        {
            lesson = 1,
            title = LongTitle,
            summary = "Learners ask before they borrow.",
            version = "1.0.0",
            status = "review",
            license = "CC-BY-4.0",
            authors = Enumerable.Range(1, 12).Select(n => $"Author number {n} with a long name"),
            band,
            ages = new { min = from, max = to },
            sensitivity = 1,
            duration = 20,
            objectives = new[] { new { id = "ask", text = "Ask before borrowing.", domain = "skill" } },
            facilitator = new { background = "Know the group.", preparation = new[] { "Read the lesson." } },
            materials = new[] { new { item = "Pencils", quantity = 1, per = "learner" } },
            activities = new[]
            {
                new { id = "opening", title = "A question", phase = "opening", minutes = new { min = 3, typical = 5, max = 6 }, core = true, method = "discussion" },
                new { id = "practice", title = "Ask and answer", phase = "practice", minutes = new { min = 8, typical = 10, max = 12 }, core = true, method = "role_play" },
                new { id = "closing", title = "What we will do", phase = "closing", minutes = new { min = 4, typical = 5, max = 7 }, core = true, method = "writing" },
            },
            scenarios = Texts.Select((t, i) => new
            {
                id = t.Name,
                title = i % 2 == 0 ? WideTitle : LongTitle,
                text = "May I?",
                harmful_lines = new[] { new { who = i % 3 == 0 ? null : i % 3 == 1 ? new string('W', 40) : "Sam", line = t.Text, debrief = i % 2 == 0 ? t.Text : Many(Sentence, 150) } },
                responsible = i % 2 == 0 ? Many(Sentence, 90) : null,
                upstander_moves = new[] { new { kind = "direct", text = Many(Sentence, 80) } },
                debrief = i % 2 == 0 ? Many(Sentence, 150) : t.Text,
                key = i % 4 == 0 ? "Because." : null,
            }),
            myths = Enumerable.Range(1, 3).Select(n => new { myth = "You can always tell.", fact = Many(Sentence, 80 * n), cite = n == 1 ? null : $"source-{n}" }),
            cites = Enumerable.Range(2, 2).Select(n => new { id = $"source-{n}", title = n == 2 ? Many(Sentence, 290) : new string('W', 300), year = 2019 }),
            call_to_action = new[] { new { verb = "ask", text = "Ask before you borrow.", actor = "learners", when = "this week", how_we_know = "By show of thumbs." } },
            assessment = new { baseline = "How do you know a yes?" },
            resources = Enumerable.Range(1, 9).Select(n => $"us-help-{n}").Concat(Enumerable.Range(1, 5).Select(n => $"local-{n}")),
            handouts,
        });

        static string? Title(int i) => (i % 4) switch { 0 => WideTitle, 1 => LongTitle, 2 => "Ask", _ => null };

        static object Prompt(string text) => new { prompt = text };

        static object Card(string id, string? title, string text, string? key) => new { id, title, text, key };

        static object Deck(string id, string kind, int grid, IEnumerable<object> cards) => new { id, kind, title = LongTitle, per_page = grid, copies_per = "group", cards };

        static object Ticket(string id, int grid, IEnumerable<object> items) => new
        {
            id,
            kind = "exit-ticket",
            title = grid == 2 ? WideTitle : LongTitle,
            per_page = grid,
            copies_per = "learner",
            name_line = grid == 1,
            intro = grid == 4 ? "One word is enough." : Many(Sentence, 200),
            items,
            closing = grid == 4 ? null : Many(Sentence, 190),
        };

        static object Poster(string id, int many, string text, string title) => new
        {
            id,
            kind = "poster",
            title,
            copies_per = "class",
            intro = many % 3 == 0 ? text : null,
            points = Enumerable.Range(1, many).Select(n => new
            {
                title = n == 3 ? new string('W', 40) : n == 2 ? "As many letters as forty of them in all" : "Wait",
                text = n == 1 || many < 5 ? text : "Look and listen.",
                icon = n % 2 == 0 ? "listen" : null,
            }),
            body = many is 0 or 5 ? text : null,
            closing = many % 2 == 1 ? Many(Sentence, 190) : null,
        };
    }

    private static void Save(string folder, string name, object content) =>
        File.WriteAllText(Path.Combine(folder, name + ".yaml"), JsonSerializer.Serialize(content, Json));

    // JSON is YAML, and what is left out is not there.
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
