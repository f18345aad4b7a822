using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Checking;

/// <summary>Whether a handout holds what its kind prints, and nothing that its kind would silently leave out.</summary>
internal static class HandoutChecks
{
    private static readonly int[] CardGrids = [1, 2, 4, 6, 8, 9];
    private static readonly int[] TicketGrids = [1, 2, 4];

    /// <summary>What each kind prints beside title, intro, closing and key; of these it needs one, and a sort needs cards and categories.</summary>
    private static readonly Dictionary<string, string[]> Prints = new(StringComparer.Ordinal)
    {
        ["worksheet"] = ["items", "body"],
        ["cards"] = ["cards", "from"],
        ["sort"] = ["cards", "categories", "from"],
        ["poster"] = ["points", "body"],
        ["letter"] = ["body", "items"],
        ["exit-ticket"] = ["items"],
        ["survey"] = ["items", "body"],
        ["sheet"] = ["body", "points", "items"],
        ["key"] = ["body", "items"],
    };

    /// <summary>Which types of item print a field that not all of them print.</summary>
    private static readonly Dictionary<string, string[]> TypesThatPrint = new(StringComparer.Ordinal)
    {
        ["options"] = ["check", "choose", "scale"],
        ["pairs"] = ["match"],
        ["columns"] = ["table"],
        ["rows"] = ["table"],
        ["scale"] = ["scale"],
        ["starts"] = ["write"],
    };

    public static void Check(Lesson lesson, Handout handout, DiagnosticBag problems)
    {
        CheckContent(handout, problems);
        CheckPerPage(handout, problems);
        if (handout.Kind.Value == "key" && handout.Audience is { Value: not "facilitator" } audience)
        {
            problems.Add(CourseProblems.HandoutContent.At(
                audience.Span, $"an answer key is for facilitators, so it cannot be for the audience '{audience}'", "take another kind, such as sheet, for what others may read"));
        }

        if (handout.From is { } from && SourceIsEmpty(lesson, from.Value))
        {
            problems.Add(CourseProblems.HandoutContent.At(from.Span, $"the cards are made from '{from}', but the lesson has none"));
        }

        foreach (var item in handout.Items)
        {
            CheckItem(handout, item, problems);
        }
    }

    private static void CheckContent(Handout handout, DiagnosticBag problems)
    {
        if (!Prints.TryGetValue(handout.Kind.Value, out var prints))
        {
            return;
        }

        var has = new Dictionary<string, bool>(StringComparer.Ordinal)
        {
            ["items"] = handout.Items.Count > 0,
            ["cards"] = handout.Cards.Count > 0,
            ["from"] = handout.From is not null,
            ["categories"] = handout.Categories.Count > 0,
            ["points"] = handout.Points.Count > 0,
            ["body"] = handout.Body is not null,
        };
        var id = handout.Id!;
        foreach (var (field, _) in has.Where(h => h.Value && !prints.Contains(h.Key, StringComparer.Ordinal)))
        {
            problems.Add(CourseProblems.UnusedField.At(id.Span, $"a handout of kind {handout.Kind} does not print '{field}'", $"it prints {string.Join(", ", prints)}"));
        }

        var enough = handout.Kind.Value switch
        {
            "sort" => has["categories"] && (has["cards"] || has["from"]),
            _ => prints.Any(p => has[p]),
        };
        if (!enough)
        {
            var needs = handout.Kind.Value == "sort" ? "categories and cards (or from)" : string.Join(" or ", prints);
            problems.Add(CourseProblems.HandoutContent.At(id.Span, $"the handout '{id}' has nothing to print: the kind {handout.Kind} needs {needs}"));
        }
    }

    private static void CheckPerPage(Handout handout, DiagnosticBag problems)
    {
        if (handout.PerPage is not { } perPage)
        {
            return;
        }

        var fits = handout.Kind.Value switch
        {
            "cards" or "sort" => CardGrids,
            "exit-ticket" => TicketGrids,
            _ => [1],
        };
        if (!fits.Contains(perPage.Value))
        {
            problems.Add(CourseProblems.WrongRange.At(
                perPage.Span, $"{perPage} on a page does not fit a handout of kind {handout.Kind}", $"it can be {string.Join(", ", fits)}"));
        }
    }

    private static bool SourceIsEmpty(Lesson lesson, string from) => from switch
    {
        "scenarios" => lesson.Scenarios.Count == 0,
        "myths" => lesson.Myths.Count == 0,
        _ => lesson.Vocabulary.Count == 0,
    };

    private static void CheckItem(Handout handout, HandoutItem item, DiagnosticBag problems)
    {
        if (handout.Kind.Value == "key")
        {
            foreach (var field in FieldsOfTypes(item))
            {
                problems.Add(CourseProblems.UnusedField.At(item.Span, $"a handout of kind key prints the prompt and the key of an item, not '{field}'"));
            }

            return;
        }

        var type = item.AnswerType;
        var missing = type switch
        {
            "check" or "choose" when item.Options.Count == 0 => "options",
            "match" when item.Pairs.Count == 0 => "pairs",
            "table" when item.Columns.Count == 0 => "columns",
            "scale" when item.Scale is null => "scale",
            _ => null,
        };
        if (missing is not null)
        {
            problems.Add(CourseProblems.HandoutContent.At((item.Type?.Span) ?? item.Span, $"an item of type {type} needs '{missing}'"));
        }

        foreach (var field in FieldsOfTypes(item).Where(f => !TypesThatPrint[f].Contains(type, StringComparer.Ordinal)))
        {
            problems.Add(CourseProblems.UnusedField.At(item.Span, $"an item of type {type} does not print '{field}'", $"'{field}' belongs to type {string.Join(" or ", TypesThatPrint[field])}"));
        }
    }

    /// <summary>The fields of an item that only some types print.</summary>
    private static IEnumerable<string> FieldsOfTypes(HandoutItem item)
    {
        (string Field, bool There)[] fields =
        [
            ("options", item.Options.Count > 0), ("pairs", item.Pairs.Count > 0), ("columns", item.Columns.Count > 0),
            ("rows", item.Rows.Count > 0), ("scale", item.Scale is not null), ("starts", item.Starts.Count > 0),
        ];
        return fields.Where(f => f.There).Select(f => f.Field);
    }
}
