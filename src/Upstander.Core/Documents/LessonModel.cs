using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Courses;
using Upstander.Lessons;

namespace Upstander.Documents;

/// <summary>A lesson as its pages print it: what the audience may see of it, and what follows from that (times, numbers, links, services).</summary>
internal static class LessonModel
{
    /// <summary>The globals of a lesson's pages: <c>lesson</c>, <c>unit</c>, <c>next_lesson</c> and <c>previous_lesson</c>.</summary>
    public static View Of(CourseModel model, LessonSummary summary, Lesson lesson)
    {
        var course = model.Course;
        var unit = course.Units.FirstOrDefault(u => u.Id == summary.UnitId);
        var neighbours = unit?.Lessons ?? course.Loose;
        return new View()
            .Set("lesson", LessonView(model, unit, summary, lesson))
            .Set("unit", model.UnitSummary(summary.UnitId))
            .Set("next_lesson", Neighbour(summary.Number + 1))
            .Set("previous_lesson", Neighbour(summary.Number - 1));

        Later? Neighbour(int number) =>
            neighbours.FirstOrDefault(l => l.Number == number) is { } other ? new Later(CourseSource.Lesson(other.Id), () => model.LessonSummary(other.Id)) : null;
    }

    private static View LessonView(CourseModel model, CourseUnit? unit, LessonSummary summary, Lesson lesson)
    {
        var course = model.Course;
        var audience = model.Audience;
        var services = ServiceChoice.For(course, lesson.Resources, summary.Card.MinAge, summary.Card.MaxAge);
        var view = Projector.Project(lesson, audience)!
            .Set("id", summary.Id)
            .Set("locale", lesson.Locale?.Value ?? course.Curriculum.Language.Value)
            .Set("number", summary.Number)
            .Set("count", summary.Count)
            .Set("unit_id", summary.UnitId)
            .Set("unit_title", summary.UnitTitle)
            .Set("license_name", Licenses.NameOf(lesson.License.Value))
            .Set("license_url", Licenses.UrlOf(lesson.License.Value))
            .Set("author_line", string.Join(", ", lesson.Authors.Select(a => a.Value)))
            .Set("services", model.ServicesOf(services))
            .Set("handouts", View.ListOf(lesson.Handouts.Select(h => HandoutModel.Of(course, lesson, h, audience)).OfType<View>()));
        model.Edition.AddTo(view, summary);
        if (audience == Audience.Family)
        {
            return view;
        }

        view.Set("agreements", model.AgreementsOf(unit?.Unit));
        AddActivities(view, summary, lesson, audience);
        Number(view, "scenarios");
        Number(view, "objectives");
        AddSources(view, lesson);
        AddSlugs(view, lesson);
        if (audience == Audience.Facilitator)
        {
            AddForFacilitators(view, course, summary, lesson);
            view.Set("earlier", View.ListOf(lesson.Requires.Select(r => new View().Set("id", r.Value).Set("lesson", new Later(CourseSource.Lesson(r.Value), () => model.LessonSummary(r.Value))))));
            view.Set("changes", course.Edition is { } edition ? model.Edition.Changes(edition.Changes.Of(summary.Id)) : null);
        }

        return view;
    }

    /// <summary>Numbers and times of the run; links to handouts; the run and the extras as lists of their own.</summary>
    private static void AddActivities(View view, LessonSummary summary, Lesson lesson, Audience audience)
    {
        var (number, minute) = (0, 0);
        List<View> all = [], run = [], extras = [];
        foreach (var activity in lesson.Activities)
        {
            var core = activity.Core?.Value == true;
            var item = Projector.Project(activity, audience)!
                .Set("number", core ? ++number : null)
                .Set("start", core ? minute : null)
                .Set("end", core ? minute + activity.Minutes.Typical.Value : null)
                .Set("handouts", HandoutModel.Summaries(activity.Printables.Select(p => summary.Handouts.FirstOrDefault(h => h.Id == p.Value)).OfType<HandoutSummary>(), audience));
            minute += core ? activity.Minutes.Typical.Value : 0;
            all.Add(item);
            (core ? run : extras).Add(item);
            if (audience == Audience.Facilitator)
            {
                item.Set("objective_texts", View.ListOf(activity.Objectives
                    .Select(id => lesson.Objectives.ToList().FindIndex(o => o.Id?.Value == id.Value))
                    .Where(i => i >= 0)
                    .Select(i => new View().Set("number", i + 1).Set("text", lesson.Objectives[i].Text))));
                item.Set("alternative_titles", View.ListOf(activity.Alternatives
                    .Select(id => lesson.Activities.FirstOrDefault(a => a.Id!.Value == id.Value)?.Title.Value)
                    .OfType<string>()));
            }
        }

        view.Set("activities", View.ListOf(all)).Set("run", View.ListOf(run)).Set("extras", View.ListOf(extras));
    }

    private static void Number(View view, string list)
    {
        var number = 0;
        foreach (var item in (IReadOnlyList<object?>?)view[list] ?? [])
        {
            ((View)item!).Set("number", ++number);
        }
    }

    /// <summary>Each myth says where its fact comes from, as far as the audience may see sources.</summary>
    private static void AddSources(View view, Lesson lesson)
    {
        var index = 0;
        foreach (var myth in (IReadOnlyList<object?>?)view["myths"] ?? [])
        {
            ((View)myth!)
                .Set("source", SourceOf(lesson, lesson.Myths[index]))
                .Set("source_url", CiteOf(lesson, lesson.Myths[index])?.Url?.Value);
            index++;
        }
    }

    /// <summary>What the fact of a myth cites, if anything.</summary>
    internal static Citation? CiteOf(Lesson lesson, Myth myth) => lesson.Cites.FirstOrDefault(c => c.Id!.Value == myth.Cite?.Value);

    /// <summary>Its title and year.</summary>
    internal static string? SourceOf(Lesson lesson, Myth myth) =>
        CiteOf(lesson, myth) is not { } cite ? null
        : cite.Year is { } year ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{cite.Title.Value} ({year.Value})")
        : cite.Title.Value;

    private static void AddSlugs(View view, Lesson lesson)
    {
        var index = 0;
        foreach (var term in (IReadOnlyList<object?>?)view["vocabulary"] ?? [])
        {
            ((View)term!).Set("slug", CourseModel.SlugOf(lesson.Vocabulary[index], index));
            index++;
        }
    }

    private static void AddForFacilitators(View view, Course course, LessonSummary summary, Lesson lesson)
    {
        var index = 0;
        foreach (var objective in (IReadOnlyList<object?>?)view["objectives"] ?? [])
        {
            ((View)objective!).Set("standards", View.ListOf(course.Standards.FindAll(lesson.Objectives[index].Standards.Select(s => s.Value)).Select(StandardsModel.Of)));
            index++;
        }

        view.Set("alignment", StandardsModel.Table(
            course.Standards.FindAll(summary.Standards.Select(s => s.Value)),
            (standard, code) => code.Set("claim", lesson.Standards.FirstOrDefault(c => c.Framework.Value == standard.Framework && c.Code.Value == standard.Code)?.Claim?.Value)));
        AddSlots(view, course, summary);
        view.Set("has_keys", HasKeys(lesson));
        view.Set("materials", View.ListOf(lesson.Materials.Select(m => Material(m, summary.Handouts, lesson.GroupSize?.Max.Value, PrintList.GroupFor(lesson, m.Printable?.Value)))));
        var own = lesson.Facilitator.DisclosureResponse is { Word: null } steps ? steps.Steps : course.Curriculum.DisclosureResponse;
        view.Set("disclosure_steps", own.Count == 0 ? null : own);
    }

    /// <summary>What stands in each local slot; those that nobody has filled in also make a list of their own.</summary>
    private static void AddSlots(View view, Course course, LessonSummary summary)
    {
        List<View> slots = [.. ((IEnumerable<object?>?)view["local_slots"] ?? []).Cast<View>()];
        foreach (var slot in slots)
        {
            slot.Set("value", course.Slots.Of(summary.Id, slot["id"] as string ?? ""));
        }

        view.Set("filled_slots", View.ListOf(slots.Where(s => s["value"] is not null)))
            .Set("open_slots", View.ListOf(slots.Where(s => s["value"] is null)));
    }

    /// <summary>Whether anything in the lesson has an answer to print.</summary>
    public static bool HasKeys(Lesson lesson) =>
        lesson.Scenarios.Any(s => s.Key is not null || s.Answer is not null)
        || lesson.Activities.Any(a => a.Key is not null)
        || lesson.Assessment.Items.Any(i => i.Key is not null)
        || lesson.Handouts.Any(h => h.Key is not null || h.Items.Any(i => i.Key is not null) || h.Cards.Any(c => c.Key is not null));

    /// <summary>A material with the handout it is, and how many are needed in all for <paramref name="learners"/> where that can be told.</summary>
    public static View Material(Material material, IReadOnlyList<HandoutSummary> handouts, int? learners, int? groupOf)
    {
        var handout = handouts.FirstOrDefault(h => h.Id == material.Printable?.Value);
        int? total = learners is { } n ? material.Quantity.Value * PrintList.Shares(material.Per.Value, material.GroupOf?.Value ?? groupOf, n)
            : material.Per.Value == "class" ? material.Quantity.Value : null;
        return Projector.Project(material, Audience.Facilitator)!
            .Set("handout", handout is null ? null : HandoutModel.Summary(handout))
            .Set("total", total);
    }
}
