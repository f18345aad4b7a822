using System.Globalization;
using Upstander.Audiences;
using Upstander.Courses;
using Upstander.Lessons;

namespace Upstander.Checking;

/// <summary>
/// What facilitators see of how a course stands: the nine principles of effective prevention (Nation et al. 2003), who appears in its cases, how its minutes
/// are spent and which findings it accepts. Told from what is written alone: no day, no choice of rules and no finding changes it.
/// </summary>
internal static class Scorecard
{
    /// <summary>More places than this are counted and not listed.</summary>
    private const int MostListed = 12;

    private const int MostNames = 40;
    private const int LeastSessions = 3;
    private const int LeastMethods = 4;
    private const int LeastPractice = 8;

    private static readonly string[] Roles = ["asks", "answers", "harmed", "harms", "upstander", "bystander", "adult"];
    private static readonly string[] PronounOrder = ["she", "he", "they"];
    private static readonly string[] HelpingSkills = ["upstander", "support", "seek_help"];

    /// <summary>The scorecard as templates see it.</summary>
    public static View Of(Course course, IReadOnlyList<LessonFacts> lessons, IEnumerable<Suppression> accepted, RuleCatalogue catalogue)
    {
        var byId = lessons.DistinctBy(l => l.Summary.Id).ToDictionary(l => l.Summary.Id, StringComparer.Ordinal);
        List<UnitFacts> units = [.. course.Units.Select(u => new UnitFacts(u, [.. u.Lessons.Select(l => byId.GetValueOrDefault(l.Id)).OfType<LessonFacts>()]))];
        var principles = Principles(course, units, lessons).ToList();
        return new View()
            .Set("principles", View.ListOf(principles))
            .Set("met", principles.Count(p => p["status"] is "met"))
            .Set("partly", principles.Count(p => p["status"] is "partly"))
            .Set("not_yet", principles.Count(p => p["status"] is "not_yet"))
            .Set("scenarios", lessons.Sum(l => l.Scenarios))
            .Set("harm_scenarios", lessons.Sum(l => l.HarmScenarios))
            .Set("roles", Cast(lessons))
            .Set("minutes", Minutes(course, units, lessons))
            .Set("accepted", View.ListOf(accepted.Select(a => Accepted(a, catalogue))))
            .Set("settings", View.ListOf((course.Curriculum.Checks?.Rules ?? []).Select(s => new View()
                .Set("rule", s.Rule.Value)
                .Set("severity", s.Severity.Value)
                .Set("reason", s.Reason.Value))));
    }

    private static IEnumerable<View> Principles(Course course, List<UnitFacts> units, IReadOnlyList<LessonFacts> lessons)
    {
        var hasSteps = course.Curriculum.DisclosureResponse.Count > 0;
        yield return Principle(
            "comprehensive",
            Units("school", units, u => u.Unit.SchoolActions.Count > 0),
            Units("families", units, u => u.Unit.FamilyLetter is not null || u.Lessons.Any(l => l.ReachesFamilies)),
            Units("peers", units, u => u.Lessons.Any(l => l.Objectives.Any(o => o.Skill is "upstander" or "support"))));
        yield return Principle(
            "varied",
            Units("methods", units, u => u.Lessons.SelectMany(l => l.Activities).Select(a => a.Method).Distinct().Count() >= LeastMethods),
            Lessons("practice", lessons, l => l.Activities.Any(a => a.Phase == "practice" && a.Method != "lecture" && a.Minutes >= Math.Min(LeastPractice, l.Summary.Card.Duration / 3))));
        yield return Principle(
            "dosage",
            Units("sessions", units, u =>
                (u.Unit.Sessions?.Value ?? u.Lessons.Count) >= LeastSessions
                && u.Lessons.Sum(l => l.Summary.Card.Duration) >= (u.Unit.Band.Value == "k2" ? 60 : 120)),
            Units("booster", units, u => u.Unit.Booster is not null));
        yield return Principle(
            "theory",
            Units("model", units, u => u.Unit.LogicModel is { Inputs.Count: > 0, Activities.Count: > 0, ShortTerm.Count: > 0 }),
            Units("theory", units, u => u.Unit.LogicModel?.Theory is not null));
        yield return Principle(
            "relationships",
            Lessons("adult", lessons, l => l.Summary.Services.Any(s => course.ServicesById.GetValueOrDefault(s.Value)?.Local?.Value == true)),
            Lessons("families", lessons, l => l.ReachesFamilies),
            Lessons("helping", lessons, l => l.Objectives.Any(o => HelpingSkills.Contains(o.Skill, StringComparer.Ordinal))));
        yield return Principle(
            "timed",
            Lessons("ages", lessons, l => FitsBand(l.Summary.Card)),
            Units("together", units, u => u.Lessons.All(l => l.Summary.Card.Band == u.Unit.Band.Value)),
            Lessons("scheduling", [.. lessons.Where(l => l.Summary.Card.Sensitivity >= 2)], l => l.Scheduling is not null));
        yield return Principle(
            "relevant",
            Lessons("adapted", lessons, l => l.IsAdapted),
            Lessons("services", lessons, l => ServiceChoice.For(course, l.Summary.Services, l.Summary.Card.MinAge, l.Summary.Card.MaxAge).Any(s => s.Local?.Value != true)));
        yield return Principle(
            "evaluation",
            Units("before_after", units, u => u.Unit.Evaluation is { Pre: not null, Post: not null }),
            Units("later", units, u => u.Unit.Evaluation?.FollowUpWeeks is not null),
            Lessons("lesson", lessons, l => l.IsAssessed));
        yield return Principle(
            "staff",
            Lessons("preparation", lessons, l => Languages.IsEnglish((l.Locale ?? course.Curriculum.Language).Value) ? l.Preparation.Others : l.HasPreparation),
            Lessons("disclosure", lessons, l => l.DisclosureResponse is { } response && (response.Steps.Count > 0 || hasSteps)));
    }

    /// <summary>Met where all it asks for is there everywhere, not yet where nothing of it is there anywhere.</summary>
    private static View Principle(string id, params Criterion[] criteria)
    {
        var told = criteria.Where(c => c.IsAsked).ToList();
        var status = told.All(c => c.Open.Count == 0 && c.There.Count > 0) ? "met" : told.Any(c => c.There.Count > 0) ? "partly" : "not_yet";
        return new View()
            .Set("id", id)
            .Set("status", status)
            .Set("criteria", View.ListOf(told.Select(c => new View()
                .Set("id", c.Id)
                .Set("of", c.Of)
                .Set("there_count", c.There.Count)
                .Set("all_count", c.There.Count + c.Open.Count)
                .Set("there", c.There.Count > MostListed ? null : View.ListOf(c.There))
                .Set("open", View.ListOf(c.Open.Take(MostListed)))
                .Set("open_more", Math.Max(0, c.Open.Count - MostListed)))));
    }

    private static Criterion Units(string id, List<UnitFacts> units, Func<UnitFacts, bool> isThere)
    {
        var parts = units.ToLookup(isThere, u => new View().Set("id", u.Id).Set("title", u.Unit.Title.Value));
        return new Criterion(id, "unit", [.. parts[true]], [.. parts[false]], IsAsked: true);
    }

    /// <summary>What is asked of lessons is not asked where there is none of that kind.</summary>
    private static Criterion Lessons(string id, IReadOnlyList<LessonFacts> lessons, Func<LessonFacts, bool> isThere)
    {
        var parts = lessons.ToLookup(isThere, l => new View().Set("id", l.Summary.Id).Set("title", l.Summary.Card.Title));
        return new Criterion(id, "lesson", [.. parts[true]], [.. parts[false]], lessons.Count > 0);
    }

    /// <summary>Whether the ages of a lesson lie near those of its band.</summary>
    private static bool FitsBand(LessonCard card)
    {
        var (youngest, oldest) = card.Band switch { "k2" => (4, 9), "g35" => (7, 12), "g68" => (10, 15), "g912" => (13, 19), _ => (16, 200) };
        return card.MinAge >= youngest && card.MaxAge <= oldest;
    }

    /// <summary>Who has which part in the cases, as counts: whether that is right for a course, people judge.</summary>
    private static object?[]? Cast(IReadOnlyList<LessonFacts> lessons) => View.ListOf(lessons
        .SelectMany(l => l.People)
        .GroupBy(p => p.Role.Trim().ToLowerInvariant())
        .OrderBy(g => PlaceIn(Roles, g.Key))
        .ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select(g =>
        {
            List<string> names = [.. g.Select(p => p.Name).Distinct().Order(StringComparer.Ordinal)];
            return new View()
                .Set("role", g.Key)
                .Set("is_usual", Roles.Contains(g.Key, StringComparer.Ordinal))
                .Set("count", g.Count())
                .Set("by_pronouns", View.ListOf(g
                    .GroupBy(p => p.Pronouns?.Trim().ToLowerInvariant() ?? "")
                    .OrderBy(p => p.Key.Length == 0 ? int.MaxValue : PlaceIn(PronounOrder, p.Key))
                    .ThenBy(p => p.Key, StringComparer.Ordinal)
                    .Select(p => new View().Set("pronouns", p.Key.Length == 0 ? null : p.Key).Set("count", p.Count()))))
                .Set("names", View.ListOf(names.Take(MostNames)))
                .Set("more_names", Math.Max(0, names.Count - MostNames));
        }));

    private static int PlaceIn(string[] order, string name) => Array.IndexOf(order, name) is >= 0 and var place ? place : order.Length;

    /// <summary>Minutes of the core activities by method: a row for each unit, one for lessons of none, one for all.</summary>
    private static View Minutes(Course course, List<UnitFacts> units, IReadOnlyList<LessonFacts> lessons)
    {
        var loose = course.Loose.Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
        List<LessonFacts> others = [.. lessons.Where(l => loose.Contains(l.Summary.Id))];
        return new View()
            .Set("units", View.ListOf(units.Select(u => Row(u.Lessons).Set("id", u.Id).Set("title", u.Unit.Title.Value))))
            .Set("loose", others.Count == 0 ? null : Row(others))
            .Set("all", Row(lessons));

        static View Row(IEnumerable<LessonFacts> lessons)
        {
            var minutes = lessons.SelectMany(l => l.Activities).ToLookup(a => a.Method, a => a.Minutes, StringComparer.Ordinal);
            var total = minutes.Sum(m => m.Sum());
            return new View()
                .Set("total", total)
                .Set("methods", View.ListOf(Names.Methods.Where(minutes.Contains).Select(m => new View()
                    .Set("method", m)
                    .Set("minutes", minutes[m].Sum())
                    .Set("percent", total == 0 ? 0 : (int)Math.Round(100.0 * minutes[m].Sum() / total, MidpointRounding.AwayFromZero)))
                    .OrderByDescending(m => (int)m["minutes"]!)));
        }
    }

    private static View Accepted(Suppression suppression, RuleCatalogue catalogue)
    {
        var allow = suppression.Allow;
        return new View()
            .Set("rule", allow.Rule.Value)
            .Set("rule_name", catalogue.Find(allow.Rule.Value)?.Name.Replace('-', ' '))
            .Set("at", allow.At?.Value ?? (suppression.Home.Length == 0 ? null : suppression.Home))
            .Set("phrase", allow.Phrase?.Value)
            .Set("reason", allow.Reason.Value)
            .Set("reviewer", allow.Reviewer.Value)
            .Set("expires", allow.Expires.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private sealed record Criterion(string Id, string Of, IReadOnlyList<View> There, IReadOnlyList<View> Open, bool IsAsked);

    private sealed record UnitFacts(CourseUnit Course, IReadOnlyList<LessonFacts> Lessons)
    {
        public string Id => Course.Id;

        public Unit Unit => Course.Unit;
    }
}
