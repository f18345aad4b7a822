using CsCheck;

namespace Upstander.Tests.Caching;

/// <summary>Changes that authors make, one of each kind.</summary>
internal static class Edits
{
    /// <summary>Whatever is edited in whatever order, and however often it is built between: the last build is a clean one.</summary>
    /// <param name="make">Makes a course.</param>
    /// <param name="tries">How many courses are edited.</param>
    public static void InAnyOrder(Func<CachedCourse> make, int tries)
    {
        string[] names = [.. All.Keys];
        Gen.Select(Gen.Int[0, names.Length - 1], Gen.Bool).List[1, 6].Sample(
            edits =>
            {
                using var course = make();
                course.Build();
                foreach (var (edit, builds) in edits)
                {
                    try
                    {
                        All[names[edit]](course);
                    }
                    catch (Exception e) when (e is Xunit.Sdk.XunitException or FileNotFoundException)
                    {
                        // Another edit has removed what this one is about.
                    }

                    if (builds)
                    {
                        course.Build();
                    }
                }

                course.AssertSame();
            },
            iter: tries,
            threads: 1);
    }

    private const string OwnRule =
        "rules: 1\ngroup: house-style\nlist:\n  - { code: XX001, name: no-teams, severity: warning, message: names a team, why: We have none., suggest: Say group., any: [\"the team\", \"the group well\"], flags: [Tell the team.], passes: [Tell them.] }\n";

    public static IReadOnlyDictionary<string, Action<CachedCourse>> All { get; } = new Dictionary<string, Action<CachedCourse>>(StringComparer.Ordinal)
    {
        ["a word of a lesson"] = c => c.Change("two.yaml", "Know the group.", "Know the group well."),
        ["lines above everything else of a lesson"] = c => c.Write("two.yaml", "# a note\n\n" + c.Text("two.yaml")),
        ["a title of a lesson"] = c => c.Change("two.yaml", "title: Lesson two", "title: Lesson second"),
        ["a summary of a lesson"] = c => c.Change("three.yaml", "Learners ask before they borrow.", "Learners ask before they take."),
        ["a word of the glossary"] = c => c.Change("four.yaml", "word of four", "another word"),
        ["how sensitive a lesson is"] = c => c.Change("three.yaml", "sensitivity: 1", "sensitivity: 2"),
        ["a lesson that forbids building"] = c => c.Change("three.yaml", "duration: 20", "duration: twenty"),
        ["a lesson that names an unknown service"] = c => c.Change("three.yaml", "[us-help]", "[us-halp]"),
        ["words that a rule finds"] = c => c.Change("two.yaml", "Know the group.", "Ask what she was wearing, and why she did not say no."),
        ["a field that nobody knows"] = c => c.Write("two.yaml", c.Text("two.yaml") + "notes_to_self: later\n"),
        ["a new handout"] = c => c.Write("two.yaml", c.Text("two.yaml") + "handouts:\n  - { id: sheet, kind: worksheet, title: A sheet, items: [{ prompt: Who asks?, space: 2 lines }] }\n"),
        ["a lesson that is accepted by somebody"] = c => c.Write("two.yaml", c.Text("two.yaml") + "allow:\n  - { rule: VB002, at: two/activities/opening, reason: It is quoted., reviewer: Test authors, expires: 2027-01-01 }\n"),
        ["a new lesson"] = c => c.Write("five.yaml", c.Text("four.yaml").Replace("Lesson four", "Lesson five", StringComparison.Ordinal)),
        ["a lesson that is gone"] = c => c.Remove("loose.yaml"),
        ["a lesson of a unit that is gone"] = c => c.Remove("four.yaml"),
        ["a draft"] = c => c.Change("two.yaml", "status: review", "status: draft"),
        ["the order of lessons"] = c => c.Change("first-unit.yaml", "one, two", "two, one"),
        ["a lesson in another unit"] = c =>
        {
            c.Change("first-unit.yaml", "one, two", "one");
            c.Change("second-unit.yaml", "[three, four]", "[three, two, four]");
        },
        ["the title of a unit"] = c => c.Change("second-unit.yaml", "Second unit", "The second unit"),
        ["the order of units"] = c => c.Change("curriculum.yaml", "[second-unit, first-unit]", "[first-unit, second-unit]"),
        ["the title of the curriculum"] = c => c.Change("curriculum.yaml", "\ntitle: ", "\ntitle: New "),
        ["a service"] = c => c.Change("resources.yaml", "For everyone, *any* hour.", "For everybody, any hour."),
        ["the brand"] = c => c.Change("brand.yaml", "\nname: ", "\nname: Our "),
        ["no brand"] = c => c.Remove("brand.yaml"),
        ["an image"] = c => c.Write("assets/other.png", File.ReadAllBytes(Path.Combine(c.Folder, "assets", "logo.png"))),
        ["a template"] = c => c.Write("templates/markdown/learner-page.md.scriban", "# {{ lesson.title }}\n\nOurs.\n"),
        ["a part of templates"] = c => c.Write("templates/html/parts/neighbors.html.scriban", "<p>{{ curriculum.lessons | array.size }}</p>\n"),
        ["a template that reads a field of others"] = c => c.Write("templates/markdown/learner-page.md.scriban", "# {{ lesson.title }}\n{{ for other in curriculum.lessons }}\n- {{ other.title }}\n{{ end }}"),
        ["a template with a fault"] = c => c.Write("templates/markdown/learner-page.md.scriban", "# {{ lesson.titel }}\n"),
        ["the list of documents"] = c => c.Write("templates/documents.yaml", "documents: 1\nlist:\n  - { id: about, per: lesson, audience: [learner], format: text, template: text/about.txt.scriban, path: \"{{ lesson.id }}/about.txt\" }\n"),
        ["a label"] = c => c.Write("templates/labels.yaml", "minute_many: minutes or so\n"),
        ["a rule of its own"] = c => c.Write("rules/own.yaml", OwnRule),
        ["a word that a rule of its own finds"] = c =>
        {
            c.Write("rules/own.yaml", OwnRule);
            c.Build();
            c.Change("two.yaml", "Know the group.", "Tell the team.");
        },
        ["a style sheet"] = c => c.Write("templates/assets/screen.css", "body { color: black }\n"),
        ["a dead link"] = c => c.Change("two.yaml", "Learners ask before they borrow.", "\"Learners ask [before](../nowhere.html) they borrow.\""),
        ["a link to a place of another lesson"] = c => c.Change("two.yaml", "Learners ask before they borrow.", "\"Learners ask [before](../one/index.html#nowhere) they borrow.\""),
        ["a line in the middle of a lesson"] = c => c.Change("three.yaml", "  preparation: [Read the lesson.]", "  preparation: [Read the lesson.]\n  # a note"),
        ["the title of an activity"] = c => c.Change("three.yaml", "title: Ask and answer", "title: Ask and answer well"),
        ["more words of somebody else"] = c => c.Change("four.yaml", "  preparation: [Read the lesson.]", "  preparation: [Read the lesson., Read it *twice*.]"),
        ["words that a rule finds elsewhere"] = c => c.Change("four.yaml", "Know the group.", "Tell them how not to become a victim."),
        ["a text that is hard to read"] = c => c.Change("three.yaml", "Know the group.", "Notwithstanding considerable institutional heterogeneity, facilitators invariably appreciate comprehensive, methodologically differentiated preparatory considerations regarding participatory deliberation."),
        ["text that is damaged"] = c => c.Change("one.yaml", "Know the group.", "\"Know [the group](nowhere.\""),
        ["a heading in a text"] = c => c.Change("one.yaml", "Know the group.", "\"Know the group.\\n\\n### More of it\\n\\nAnd *well*.\""),
        ["a lesson that comes before"] = c => c.Write("two.yaml", c.Text("two.yaml") + "requires: [four]\n"),
    };
}
