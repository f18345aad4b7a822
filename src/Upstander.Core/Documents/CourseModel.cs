using System.Collections.Concurrent;
using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Courses;
using Upstander.Lessons;
using Upstander.Rendering;
using Upstander.Resources;

namespace Upstander.Documents;

/// <summary>What pages of one audience know of the course as a whole, made once for all of them.</summary>
internal sealed class CourseModel
{
    private readonly ConcurrentDictionary<string, View> lessons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, View> units;
    private readonly ConcurrentDictionary<string, View> services = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, View> wallets = new(StringComparer.Ordinal);
    private readonly Lazy<View>? scorecard;
    private readonly View? labels;

    public CourseModel(Course course, Audience audience, Lazy<View>? scorecard = null, View? labels = null)
    {
        Edition = new EditionModel(course, labels ?? new View());
        this.scorecard = scorecard;
        this.labels = labels;
        Course = course;
        Audience = audience;
        units = course.Units.ToDictionary(u => u.Id, UnitView, StringComparer.Ordinal);
        Seen = new View().Set("brand", BrandView()).Set("curriculum", CurriculumView());
        Globals = FrozenView.Freeze(Seen);
    }

    public Course Course { get; }

    public Audience Audience { get; }

    /// <summary><c>brand</c> and <c>curriculum</c>, on every page.</summary>
    public FrozenView Globals { get; }

    /// <summary>Who made what, and what an edition changes.</summary>
    public EditionModel Edition { get; }

    /// <summary>The same before it was frozen.</summary>
    public View Seen { get; }

    private bool ForFacilitators => Audience == Audience.Facilitator;

    /// <summary>Where the site of this audience is published, with a slash at its end; null where nobody said.</summary>
    public string? SiteAddress => Course.Curriculum.Site?.Of(Audience);

    private string Region => Course.Curriculum.Region.Value;

    /// <summary>The summary of a lesson, or null when there is none of that id.</summary>
    public View? LessonSummary(string? id) => id is not null && Course.Lesson(id) is { } lesson ? Seeing(lesson) : null;

    /// <summary>Services as the audience sees them: lessons share a few dozen, and with them what pages say of each.</summary>
    public object?[]? ServicesOf(IEnumerable<ResourceService> chosen) =>
        View.ListOf(chosen.Select(s => services.GetOrAdd(s.Id!.Value, (_, service) => ServiceModel.Of(service, Region, Audience).Share(), s)));

    /// <summary>Pocket cards with these services: most lessons name the same ones.</summary>
    public View Wallet(object?[]? seen, View labels)
    {
        List<View> chosen = [.. (seen ?? []).Cast<View>()];
        return wallets.GetOrAdd(
            string.Join(' ', chosen.Select(s => s["id"])),
            _ => Fitting.WalletFit.Cards(chosen, Course.Curriculum.SupportMessage, labels).Share());
    }

    /// <summary>The summary of a unit, or null.</summary>
    public View? UnitSummary(string? id) => id is null ? null : units.GetValueOrDefault(id);

    /// <summary>What documents of the curriculum get beside <see cref="Globals"/>.</summary>
    public View ForCurriculum()
    {
        var view = new View()
            .Set("services", new Later(null, () => ServicesOf(Course.Services)))
            .Set("countries", new Later(null, Countries))
            .Set("credits", new Later(CourseSource.Lessons, () => Edition.Credits(withChanges: ForFacilitators)));
        if (Audience != Audience.Family)
        {
            view.Set("glossary", new Later(CourseSource.Lessons, Glossary));
        }

        if (Audience != Audience.Learner)
        {
            view.Set("alignment", new Later(CourseSource.Lessons, Alignment));
        }

        if (ForFacilitators)
        {
            view.Set("materials", new Later(CourseSource.Lessons, Materials)).Set("scorecard", new Later(CourseSource.Facts, () => scorecard?.Value));
        }

        return view.Set("search", new Later(
            CourseSource.Lessons, () => SearchModel.Of(Course.Lessons, view["glossary"] as IEnumerable<object?>, (labels?["search"] as View)?["skip"] as string)));
    }

    /// <summary>What the pages of a unit get beside <see cref="Globals"/>.</summary>
    public View ForUnit(CourseUnit unit)
    {
        var view = Projector.Project(unit.Unit, Audience)!;
        foreach (var (name, value) in UnitSummary(unit.Id)!.Entries)
        {
            view.Set(name, value);
        }

        view.Set("services", new Later(CourseSource.Unit(unit.Id), () =>
        {
            var (min, max) = unit.Lessons.Count == 0 ? (0, 200) : (unit.Lessons.Min(l => l.Card.MinAge), unit.Lessons.Max(l => l.Card.MaxAge));
            return ServicesOf(ServiceChoice.For(Course, unit.Unit.ResourcePack, min, max));
        }));
        if (Audience != Audience.Family)
        {
            view.Set("agreements", AgreementsOf(unit.Unit));
        }

        return new View().Set("unit", view);
    }

    /// <summary>The agreements of a unit, or the curriculum's when it has none; null when neither has.</summary>
    public IReadOnlyList<object?>? AgreementsOf(Unit? unit)
    {
        var agreements = unit is { Agreements.Count: > 0 } ? unit.Agreements : Course.Curriculum.Agreements;
        return agreements.Count == 0 ? null : agreements;
    }

    /// <summary>Without a brand.yaml, every field of a brand is there as null.</summary>
    private View BrandView() => Projector.Project(Course.Brand ?? new Brand(new BlankReader(default)), Audience)!
        .Set("style", BrandFiles.HasStyle(Course.Brand) ? BrandFiles.StyleName : null);

    private View CurriculumView()
    {
        var curriculum = Course.Curriculum;
        return Edition.AddTo(Projector.Project(curriculum, Audience)!)
            .Set("paper", Course.Paper)
            .Set("quick_exit", Course.QuickExit)
            .Set("license_name", Licenses.NameOf(curriculum.License.Value))
            .Set("license_url", Licenses.UrlOf(curriculum.License.Value))
            .Set("site_address", SiteAddress)
            .Set("site_has_host", SiteAddress is { } address && new Uri(address).AbsolutePath == "/")
            .Set("lesson_count", Course.Lessons.Count)
            .Set("units", new Later(CourseSource.Lessons, () => View.ListOf(Course.Units.Select(u => units[u.Id]))))
            .Set("lessons", new Later(CourseSource.Lessons, () => View.ListOf(Course.Lessons.Select(Seeing))))
            .Set("loose", new Later(CourseSource.Lessons, () => View.ListOf(Course.Loose.Select(Seeing))))
            .Set("minutes", new Later(CourseSource.Lessons, () => Course.Lessons.Sum(l => l.Card.Duration)))
            .Set("has_glossary", new Later(CourseSource.Lessons, () => curriculum.Glossary.Count > 0 || Course.Lessons.Any(l => l.Vocabulary.Count > 0)));
    }

    private View Seeing(LessonSummary lesson) => lessons.GetOrAdd(lesson.Id, (_, l) => LessonView(l), lesson);

    private View LessonView(LessonSummary lesson)
    {
        var card = lesson.Card;
        var view = new View()
            .Set("id", lesson.Id)
            .Set("title", card.Title)
            .Set("summary", card.Summary)
            .Set("band", card.Band)
            .Set("ages", new View().Set("min", card.MinAge).Set("max", card.MaxAge))
            .Set("duration", card.Duration)
            .Set("sensitivity", card.Sensitivity)
            .Set("topics", card.Topics.Count == 0 ? null : card.Topics)
            .Set("version", card.Version)
            .Set("number", lesson.Number)
            .Set("count", lesson.Count)
            .Set("unit_id", lesson.UnitId)
            .Set("unit_title", lesson.UnitTitle)
            .Set("handouts", HandoutModel.Summaries(lesson.Handouts, Audience));
        if (Audience != Audience.Learner)
        {
            // What those see who decide or accompany: enough to judge a lesson without opening it.
            view.Set("objectives", View.ListOf(lesson.Objectives))
                .Set("big_idea", lesson.BigIdea)
                .Set("content_note", lesson.ContentNote is { } note ? Projector.Project(note, Audience) : null)
                .Set("notice", lesson.Family?.Notice?.Value)
                .Set("days_before", lesson.Family?.DaysBefore?.Value)
                .Set("standards", lesson.Standards.Count == 0 ? null : lesson.Standards.Select(s => s.Value[(s.Value.IndexOf(':', StringComparison.Ordinal) + 1)..]).ToArray())
                .Set("seen_by_learners", HandoutModel.Summaries(lesson.Handouts, Audience.Learner));
        }

        if (ForFacilitators)
        {
            view.Set("status", card.Status)
                .Set("claims", lesson.Standards.Count == 0 ? null : lesson.Standards.Select(s => s.Value).ToArray());
        }

        return view.Share();
    }

    private View UnitView(CourseUnit unit) => new View()
        .Set("id", unit.Id)
        .Set("title", unit.Unit.Title.Value)
        .Set("summary", unit.Unit.Summary)
        .Set("band", unit.Unit.Band.Value)
        .Set("number", unit.Number)
        .Set("minutes", new Later(CourseSource.Unit(unit.Id), () => unit.Lessons.Sum(l => l.Card.Duration)))
        .Set("sensitivity", new Later(CourseSource.Unit(unit.Id), () => unit.Lessons.Select(l => l.Card.Sensitivity).DefaultIfEmpty(1).Max()))
        .Set("sessions", unit.Unit.Sessions?.Value ?? unit.Lessons.Count)
        .Set("lessons", new Later(CourseSource.Unit(unit.Id), () => View.ListOf(unit.Lessons.Select(Seeing))))
        .Share();

    private object?[]? Glossary()
    {
        var own = Course.Curriculum.Glossary.Select((t, i) => (Term: t, Slug: SlugOf(t, i), Lesson: (LessonSummary?)null));
        var taught = Course.Lessons.SelectMany(l => l.Vocabulary.Select((t, i) => (Term: t, Slug: SlugOf(t, i), Lesson: (LessonSummary?)l)));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return View.ListOf(own.Concat(taught)
            .OrderBy(e => e.Term.Word.Value, NaturalOrder.Instance)
            .Select(e => new View()
                .Set("term", e.Term.Word.Value)
                .Set("slug", Unused(ids, e.Slug))
                .Set("definition", e.Term.Definition)
                .Set("lesson_id", e.Lesson?.Id)
                .Set("lesson_slug", e.Lesson is null ? null : e.Slug)
                .Set("lesson_title", e.Lesson?.Card.Title)));

        static string Unused(HashSet<string> ids, string slug)
        {
            var name = slug;
            for (var n = 2; !ids.Add(name); n++)
            {
                name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{slug}-{n}");
            }

            return name;
        }
    }

    /// <summary>A word's id: its own, or made from the word.</summary>
    public static string SlugOf(Term term, int index) =>
        term.Id?.Value ?? Slug.Of(term.Word.Value, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"term-{index + 1}"));

    private object?[]? Countries()
    {
        var home = Region.Split('-')[0];
        return View.ListOf(Course.Services
            .Where(s => s.Country is not null)
            .GroupBy(s => s.Country!.Value)
            .OrderBy(g => g.Key == home ? 0 : 1)
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new View()
                .Set("code", g.Key)
                .Set("name", CountryName(g.Key))
                .Set("services", ServicesOf(g))));
    }

    /// <summary>English names of the countries whose services ship with the tool; another country goes by its code.</summary>
    private static string CountryName(string code) => code switch
    {
        "US" => "United States",
        "GB" => "United Kingdom",
        "IE" => "Ireland",
        "CA" => "Canada",
        "AU" => "Australia",
        "NZ" => "New Zealand",
        _ => code,
    };

    private IReadOnlyList<object?>? Alignment()
    {
        var claims = Course.Lessons.SelectMany(l => l.Standards.Select(s => (Claim: s.Value, Lesson: l))).ToLookup(c => c.Claim, c => c.Lesson, StringComparer.Ordinal);
        return StandardsModel.Table(
            Course.Standards.FindAll(claims.Select(c => c.Key)),
            (standard, view) => view.Set("lessons", View.ListOf(claims[$"{standard.Framework}:{standard.Code}"].Select(Seeing))),
            ForFacilitators ? Course.Standards : null);
    }

    private object?[]? Materials() => View.ListOf(Course.Lessons
        .Where(l => l.Materials.Count > 0)
        .Select(l => new View()
            .Set("lesson", Seeing(l))
            .Set("items", View.ListOf(l.Materials.Select(m => LessonModel.Material(m, l.Handouts, l.Learners, l.UsedInTriads.Contains(m.Printable?.Value ?? "") ? 3 : null))))));
}
