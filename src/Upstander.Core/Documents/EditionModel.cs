using Upstander.Audiences;
using Upstander.Courses;
using Upstander.Documents.Fitting;
using Upstander.Lessons;
using Upstander.Overlays;

namespace Upstander.Documents;

/// <summary>Who made what: credits, the line of an edition on every sheet, and what an edition changes in the words of people.</summary>
/// <param name="course">The course.</param>
/// <param name="labels">Fixed words.</param>
internal sealed class EditionModel(Course course, View labels)
{
    private static readonly TextSize FootText = new(Face.Sans, 7.5, 1.3);

    private const int MostLetters = int.MaxValue;

    // Parts of the narrower paper inside its margins, as sheets.css has them: two lines on every page, and a longer one on pages of cards.
    private const double Paper = 210 - 24;
    private const double FootWidth = (0.8 * Paper) - 1;
    private const double DeckWidth = (0.92 * Paper) - 1;
    private const int FootLines = 2;

    // The longest words for what a page is that stand in a foot.
    private const string WhatItIs = "scope and sequence";

    /// <summary>Adds <c>based_on</c>, <c>credit</c>, <c>foot_credit</c> and <c>deck_credit</c> to the curriculum; all are null for a plain one.</summary>
    public View AddTo(View curriculum)
    {
        var own = course.Curriculum;
        var foot = $"{own.Title.Value}, {WhatItIs}, {Word("version")} {own.Version.Value}, {Licenses.NameOf(own.License.Value)}";
        return Add(curriculum, course.Edition?.Credit, foot, own.Title.Value);
    }

    /// <summary>Adds the same to a lesson.</summary>
    public View AddTo(View view, LessonSummary lesson)
    {
        var foot = $"{lesson.Card.Title}, {WhatItIs}, {lesson.Id} {lesson.Card.Version}, {Licenses.NameOf(lesson.License)}";
        return Add(view, course.Edition?.CreditOf(lesson), foot, lesson.Id);
    }

    /// <summary>What the overlays change in a file, or in several, as the guide and the credits list it; null where they change nothing.</summary>
    public object?[]? Changes(IReadOnlyList<EditionChange> changes) => View.ListOf(changes.Select(change => new View()
        .Set("what", What(change))
        .Set("did", Did(change))
        .Set("reason", change.Reason)
        .Set("reviewer", change.Reviewer)
        .Set("until", change.Until is { } until ? Projector.Date(until) : null)
        .Set("safety", change.IsSafety)
        .Set("edition", course.Edition is { Overlays.Count: > 1 } ? change.Edition : null)));

    /// <summary>The credits of the course: what it was adapted from, by whom, and the works in it. Counts of changes are for everyone, the changes themselves are not.</summary>
    /// <param name="withChanges">Whether the changes are listed.</param>
    public View Credits(bool withChanges)
    {
        var edition = course.Edition;
        return new View()
            .Set("base", edition is null ? null : Work(edition.Base))
            .Set("editions", edition is null ? null : View.ListOf(edition.Overlays.Select(Work)))
            .Set("course_changes", edition?.Changes.OfCourse().Count ?? 0)
            .Set("changes", withChanges && edition is not null ? Changes(edition.Changes.OfCourse()) : null)
            .Set("works", View.ListOf(course.Lessons.Select(l => Lesson(l, withChanges))));
    }

    /// <summary>A lesson as a work: who made it, under which licence, and from what.</summary>
    public static View Work(LessonSummary lesson) => new View()
        .Set("id", lesson.Id)
        .Set("title", lesson.Card.Title)
        .Set("version", lesson.Card.Version)
        .Set("authors", View.ListOf(lesson.Authors))
        .Set("license_name", Licenses.NameOf(lesson.License))
        .Set("license_url", Licenses.UrlOf(lesson.License))
        .Set("adapted_from", View.ListOf(lesson.AdaptedFrom.Select(a => new View()
            .Set("title", a.Title.Value)
            .Set("owner", a.Owner.Value)
            .Set("license_name", Licenses.NameOf(a.License.Value))
            .Set("license_url", Licenses.UrlOf(a.License.Value))
            .Set("url", a.Url?.Value)
            .Set("changes", a.Changes))));

    private View Lesson(LessonSummary lesson, bool withChanges)
    {
        var changes = course.Edition?.Changes.Of(lesson.Id) ?? [];
        return Work(lesson)
            .Set("credit", course.Edition?.CreditOf(lesson) is { } credit ? Line(credit, credit.Work.By, MostLetters) : null)
            .Set("own", course.Edition is not null && lesson.File.Layer > 0)
            .Set("change_count", changes.Count)
            .Set("changes", withChanges ? Changes(changes) : null);
    }

    private static View Work(EditionWork work) => new View()
        .Set("title", work.Title)
        .Set("by", work.By)
        .Set("version", work.Version)
        .Set("license_name", Licenses.NameOf(work.License))
        .Set("license_url", Licenses.UrlOf(work.License));

    private View Add(View view, EditionCredit? credit, string foot, string deckFoot) => view
        .Set("based_on", credit is null ? null : Work(credit.Work))
        .Set("credit", credit is null ? null : Line(credit, credit.Work.By, MostLetters))
        .Set("foot_credit", credit is null ? null : Fitting(credit, foot, FootWidth, FootLines))
        .Set("deck_credit", credit is null ? null : Fitting(credit, deckFoot, DeckWidth, 1));

    /// <summary>The fullest line that has room behind another text in a foot: first a long list of makers is cut short, then names.</summary>
    private string Fitting(EditionCredit credit, string before, double width, int lines)
    {
        var by = credit.Work.FirstOf is { } first ? $"{first} {Word("and_others")}" : credit.Work.By;
        var line = Line(credit, credit.Work.By, MostLetters);
        for (var letters = 60; !Fits(line) && letters >= 12; letters -= 4)
        {
            line = Line(credit, by, letters);
        }

        return line;

        bool Fits(string text) => Face.Sans.LinesOf($"{before}. {text}", width / FootText.Em) <= lines;
    }

    private string Line(EditionCredit credit, string by, int letters) =>
        Word("edition", credit.IsChanged ? "credit" : "credit_unchanged")
            .Replace("{title}", Short(credit.Work.Title, letters), StringComparison.Ordinal)
            .Replace("{by}", Short(by, letters), StringComparison.Ordinal)
            .Replace("{license}", Licenses.NameOf(credit.Work.License), StringComparison.Ordinal)
            .Replace("{adapter}", Short(string.Join(", ", credit.Adapters.Select(a => a.By)), letters), StringComparison.Ordinal);

    private static string Short(string text, int letters) => text.Length <= letters ? text : text[..(letters - 1)].TrimEnd() + "…";

    private string What(EditionChange change)
    {
        var where = change.List is { } list ? Named(list, "one") : change.Root switch
        {
            "curriculum" or "resources" => Word("edition", "files", change.Root),
            var unit when unit.StartsWith("units/", StringComparison.Ordinal) => $"{Word("edition", "files", "unit")} {Quoted(change.RootTitle)}",
            _ when change.Kind == "remove" && change.Field is null => $"{Word("edition", "files", "lesson_out")} {Quoted(change.RootTitle)}",
            _ => Word("edition", "files", "lesson"),
        };
        if (change.List is not null && change.Title is { } title)
        {
            where = $"{where} {Quoted(title)}";
        }

        return change.Field is not { } field ? where
            : change.List is null && change.Root is not ("curriculum" or "resources") && !change.Root.StartsWith("units/", StringComparison.Ordinal) ? Named(field, "many")
            : $"{where}, {Named(field, "many").ToLowerInvariant()}";
    }

    private string Did(EditionChange change)
    {
        var names = change.Names.Select(n => change.Kind == "set" ? Named(n, "many").ToLowerInvariant() : Quoted(NameOf(change, n)));
        var kind = change.Kind == "replace" && change.Names.Count > 0 && change.Names[0] != change.Title ? "replace_by" : change.Kind;
        return Word("edition", "did", kind).Replace("{names}", string.Join(", ", names), StringComparison.Ordinal);
    }

    // What people know a service by is its name, and a list of services holds ids.
    private string NameOf(EditionChange change, string name) =>
        change.Field == "resources" && course.ServicesById.GetValueOrDefault(name) is { } service ? service.Name.Value : name;

    private string Named(string list, string number) => Word("edition", "lists", list, number) is { Length: > 0 } word ? word : Capital(list.Replace('_', ' '));

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Quoted(string? text) => $"“{text}”";

    private string Word(params ReadOnlySpan<string> names)
    {
        object? at = labels;
        foreach (var name in names)
        {
            at = (at as View)?[name];
        }

        return at as string ?? "";
    }
}
