using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Courses;
using Upstander.Lessons;

namespace Upstander.Documents;

/// <summary>A handout as its page prints it: defaults filled in, items numbered, cards made.</summary>
internal static class HandoutModel
{
    /// <summary>The handouts that the audience may see, by id, title and kind; null when there are none.</summary>
    public static object?[]? Summaries(IEnumerable<HandoutSummary> handouts, Audience audience) =>
        View.ListOf(handouts.Where(h => (h.VisibleTo & audience) != 0).Select(Summary));

    public static View Summary(HandoutSummary handout) =>
        new View().Set("id", handout.Id).Set("title", handout.Title).Set("kind", handout.Kind);

    /// <summary>The handout, or null when the audience may not see it.</summary>
    public static View? Of(Course course, Lesson lesson, Handout handout, Audience audience)
    {
        if (Projector.Project(handout, audience) is not { } view)
        {
            return null;
        }

        return view
            .Set("audience", handout.AudienceName)
            .Set("paper", course.PaperOf(handout))
            .Set("per_page", handout.Grid)
            .Set("cut_lines", handout.IsCut)
            .Set("name_line", handout.NameLine?.Value ?? false)
            .Set("matching_code", handout.MatchingCode?.Value ?? false)
            .Set("items", Items(handout, audience))
            .Set("faces", View.ListOf(FacesOf(lesson, handout, audience)));
    }

    private static object?[]? Items(Handout handout, Audience audience)
    {
        var number = 0;
        return View.ListOf(handout.Items.Select(item => Projector.Project(item, audience)!
            .Set("number", ++number)
            .Set("type", item.AnswerType)
            .Set("space", Space(item.Space?.Value))));
    }

    private static View? Space(string? space)
    {
        if (space?.Split(' ') is not [var count, var unit])
        {
            return null;
        }

        return new View()
            .Set("count", int.Parse(count, System.Globalization.CultureInfo.InvariantCulture))
            .Set("unit", unit == "line" ? "lines" : unit);
    }

    /// <summary>The cards of a handout, written out or made from a list of the lesson, as the audience may see them.</summary>
    internal static IReadOnlyList<View> FacesOf(Lesson lesson, Handout handout, Audience audience)
    {
        List<View> faces = [];
        foreach (var card in handout.Cards)
        {
            faces.Add(Face(Projector.Project(card, audience)!));
            if (audience == Audience.Facilitator)
            {
                faces[^1].Set("category_title", handout.Categories.FirstOrDefault(c => c.Id!.Value == card.Category?.Value)?.Title.Value);
            }
        }

        faces.AddRange(handout.From?.Value switch
        {
            "scenarios" => lesson.Scenarios.Select(s => Face(Scenario(s, audience))),
            "myths" => lesson.Myths.Select((m, i) => Face(new View().Set("id", m.Id?.Value ?? Number(i)).Set("myth", m.Text).Set("fact", m.Fact).Set("source", LessonModel.SourceOf(lesson, m)).Set("source_url", LessonModel.CiteOf(lesson, m)?.Url?.Value))),
            "vocabulary" => lesson.Vocabulary.Select((t, i) => Face(new View().Set("id", CourseModel.SlugOf(t, i)).Set("title", t.Word.Value).Set("text", t.Definition))),
            _ => [],
        });
        for (var i = 0; i < faces.Count; i++)
        {
            faces[i].Set("number", i + 1).Set("count", faces.Count);
        }

        return faces;

        View Face(View source)
        {
            var face = new View();
            foreach (var name in (ReadOnlySpan<string>)["id", "title", "text", "myth", "fact", "questions", "who_lines", "picture"])
            {
                face.Set(name, source.Has(name) ? source[name] : null);
            }

            if (audience == Audience.Facilitator)
            {
                foreach (var name in (ReadOnlySpan<string>)["key", "answer", "better_line", "responsible", "harmful_lines", "upstander_moves", "debrief", "category_title", "source", "source_url"])
                {
                    face.Set(name, source.Has(name) ? source[name] : null);
                }
            }

            return face;
        }
    }

    private static string Number(int index) => (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static View Scenario(Scenario scenario, Audience audience) => Projector.Project(scenario, audience)!;
}
