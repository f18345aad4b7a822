using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Upstander.Binding;

namespace Upstander.Tests.Leaks;

/// <summary>
/// A project in which every field of every format is filled in, each free text with a mark of its own. Made from the field
/// declarations, so that a new field is in it the day it is declared.
/// </summary>
internal sealed partial class MarkedProject
{
    private readonly Dictionary<string, string> markOf = new(StringComparer.Ordinal);
    private readonly StringBuilder yaml = new();
    private string root = "";
    private string handout = "";

    /// <summary>
    /// The marks by the path of the field; a field that stands in several items has one mark in all of them, but every handout
    /// has marks of its own: <c>lesson.handouts[a-key].body</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Marks => markOf;

    /// <summary>The marks that the list of an audience shows it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Seen(string audience)
    {
        var fields = AudienceLists.Read(audience + ".txt").ToHashSet(StringComparer.Ordinal);
        return markOf.Where(m => fields.Contains(HandoutId().Replace(m.Key, "")) && SeesHandout(audience, m.Key));
    }

    private static bool SeesHandout(string audience, string mark) => HandoutId().Match(mark).Value switch
    {
        "" => true,
        "[a-letter]" => audience == "family",
        "[a-key]" => false,
        // Families are told what every sheet of learners is called.
        _ => audience == "learner" || (audience == "family" && mark.EndsWith("].title", StringComparison.Ordinal)),
    };

    [GeneratedRegex(@"\[.*?\]")]
    private static partial Regex HandoutId();

    /// <summary>The YAML files by their path.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    public MarkedProject() => Files = new Dictionary<string, string>
    {
        ["curriculum.yaml"] = File("curriculum"),
        ["resources.yaml"] = File("resources"),
        ["brand.yaml"] = File("brand"),
        ["the-unit.yaml"] = File("unit"),
        ["the-lesson.yaml"] = File("lesson"),
    };

    /// <summary>Fields whose value something else depends on. Null leaves the field out; texts stand in the file as they are.</summary>
    private static readonly Dictionary<string, string?> Fixed = new(StringComparer.Ordinal)
    {
        ["lesson.id"] = "the-lesson",
        ["lesson.duration"] = "30",
        ["lesson.sensitivity"] = "3",
        ["lesson.status"] = "released",
        ["lesson.requires"] = null,
        ["lesson.ages"] = "{ min: 12, max: 14 }",
        ["lesson.group_size"] = "{ min: 8, max: 30 }",
        ["lesson.variants.drop"] = "[an-extra]",
        ["lesson.variants.split_after"] = "the-activity",
        ["lesson.objectives.standards"] = "['nses-2:CHR.8.CC.4']",
        ["lesson.standards.framework"] = "nses-2",
        ["lesson.standards.code"] = "CHR.8.CC.4",
        ["lesson.materials.printable"] = "a-worksheet",
        ["lesson.activities.minutes"] = "{ min: 5, typical: 10, max: 15 }",
        ["lesson.activities.core"] = "true",
        ["lesson.activities.objectives"] = "[the-objective]",
        ["lesson.activities.alternatives"] = "[an-extra]",
        ["lesson.activities.printables"] = "[a-worksheet, a-letter, a-key]",
        ["lesson.myths.cite"] = "the-source",
        ["lesson.assessment.exit_ticket"] = "a-exit-ticket",
        ["lesson.assessment.items.objective"] = "the-objective",
        ["lesson.resources"] = "[the-service]",
        ["lesson.handouts.audience"] = null,
        ["lesson.handouts.per_page"] = null,
        ["lesson.handouts.from"] = null,
        ["lesson.handouts.cards.category"] = "the-category",
        ["lesson.handouts.items.objective"] = "the-objective",
        ["unit.id"] = "the-unit",
        ["unit.lessons"] = "[the-lesson]",
        ["unit.total_minutes"] = "30",
        ["unit.booster.lesson"] = "the-lesson",
        ["unit.resource_pack"] = "[the-service]",
        ["curriculum.units"] = "[the-unit]",
        ["curriculum.region"] = "US",
        ["curriculum.slots.lesson"] = "the-lesson",
        ["curriculum.slots.slot"] = "the-slot",
        ["curriculum.outputs"] = null,
        ["resources.services.local"] = "false",
        ["resources.services.country"] = "US",
        ["resources.services.region"] = null,
        ["resources.services.ages"] = "{ min: 5, max: 25 }",
        ["resources.services.channels.number"] = "'800-555-0100'",
        ["resources.services.replaces"] = null,
        ["resources.services.verified_on"] = "2026-09-20",
        ["brand.logo"] = null,
        ["brand.fonts"] = null,
    };

    /// <summary>Ids of the items of lists, one item for each.</summary>
    private static readonly Dictionary<string, string[]> Items = new(StringComparer.Ordinal)
    {
        ["lesson.objectives"] = ["the-objective"],
        ["lesson.activities"] = ["the-activity", "a-second", "a-third", "an-extra"],
        ["lesson.cites"] = ["the-source"],
        ["lesson.handouts"] = [.. Lessons.Names.HandoutKinds.Select(k => $"a-{k}")],
        ["lesson.handouts.categories"] = ["the-category"],
        ["lesson.local_slots"] = ["the-slot", "an-open-slot"],
        ["lesson.handouts.items"] = [.. Lessons.Names.ItemTypes],
        ["resources.services"] = ["the-service"],
    };

    /// <summary>What each kind of handout does not print.</summary>
    private static readonly Dictionary<string, string[]> NotPrinted = new(StringComparer.Ordinal)
    {
        ["worksheet"] = ["cards", "categories", "points"],
        ["cards"] = ["items", "categories", "points", "body"],
        ["sort"] = ["items", "points", "body"],
        ["poster"] = ["items", "cards", "categories"],
        ["letter"] = ["cards", "categories", "points"],
        ["exit-ticket"] = ["cards", "categories", "points", "body"],
        ["survey"] = ["cards", "categories", "points"],
        ["sheet"] = ["cards", "categories"],
        ["key"] = ["cards", "categories", "points"],
    };

    /// <summary>Which fields belong to which types of item.</summary>
    private static readonly Dictionary<string, string[]> TypesOf = new(StringComparer.Ordinal)
    {
        ["options"] = ["check", "choose", "scale"],
        ["starts"] = ["write"],
        ["scale"] = ["scale"],
        ["pairs"] = ["match"],
        ["columns"] = ["table"],
        ["rows"] = ["table"],
    };

    private string File(string format)
    {
        root = format;
        yaml.Clear();
        Map(format, Shapes.Roots[format], 0, id: null);
        return yaml.ToString();
    }

    private void Map(string path, IReadOnlyList<FieldShape> fields, int depth, string? id)
    {
        foreach (var field in fields)
        {
            var at = $"{path}.{field.Name}";
            if (Fixed.TryGetValue(at, out var given) && given is null || LeftOut(at, id))
            {
                continue;
            }

            yaml.Append(' ', depth * 2).Append(field.Name).Append(':');
            Value(at, field, given, depth, id);
        }
    }

    private bool LeftOut(string at, string? id)
    {
        if (at == "lesson.handouts.cards.category")
        {
            return handout != "a-sort";
        }

        var name = at.Split('.')[^1];
        if (at.StartsWith("lesson.handouts.items.", StringComparison.Ordinal) && at.Count(c => c == '.') == 3)
        {
            return TypesOf.TryGetValue(name, out var types) && !types.Contains(id) || (id == "key" && name == "type");
        }

        return at.StartsWith("lesson.handouts.", StringComparison.Ordinal) && at.Count(c => c == '.') == 2
            && id is not null && NotPrinted[id[2..]].Contains(name);
    }

    private void Value(string at, FieldShape field, string? given, int depth, string? id)
    {
        if (given is not null)
        {
            yaml.Append(' ').Append(at == "lesson.activities.core" && id == "an-extra" ? "false" : at == "lesson.activities.alternatives" && id == "an-extra" ? "[]" : given).Append('\n');
            return;
        }

        switch (field.Type)
        {
            case MapType map:
                yaml.Append('\n');
                Map(at, map.Fields, depth + 1, null);
                break;
            case ListType { Element: MapType map } list:
                yaml.Append('\n');
                foreach (var item in (at == "lesson.handouts.items" && handout == "a-key" ? ["key"] : Items.GetValueOrDefault(at)) ?? [.. Enumerable.Range(1, Math.Max(1, list.Min)).Select(n => $"item-{n}")])
                {
                    handout = at == "lesson.handouts" ? item : handout;
                    yaml.Append(' ', depth * 2).Append("-\n");
                    Map(at, map.Fields, depth + 1, item);
                }

                break;
            case ListType list:
                var one = Scalar(at, field.Name, list.Element, id);
                yaml.Append(" [").AppendJoin(", ", Enumerable.Repeat(one, Math.Max(1, list.Min))).Append("]\n");
                break;
            case WordOrStepsType:
                yaml.Append(" [").Append(Mark(at, "Some words")).Append("]\n");
                break;
            default:
                yaml.Append(' ').Append(Scalar(at, field.Name, field.Type, id)).Append('\n');
                break;
        }
    }

    private string Scalar(string at, string name, FieldType type, string? id) => type switch
    {
        _ when name == "id" => id ?? "an-id",
        _ when at.EndsWith(".allow.at", StringComparison.Ordinal) => root == "lesson" ? "the-lesson" : "curriculum",
        _ when at.EndsWith(".rules.rule", StringComparison.Ordinal) => "VB",
        _ when name == "type" && at == "lesson.handouts.items.type" => id!,
        _ when name == "kind" && at == "lesson.handouts.kind" => id![2..],
        TextType { Form: null } => Mark(at, null),
        TextOrMapType either => Scalar(at, name, either.One, id),
        TextType { Form: { } form } => form.Name switch
        {
            "slug" => "a-name",
            "version" => "1.2.3",
            "language" => "en-US",
            "url" => $"https://example.org/{Mark(at, null).Trim('\'')}",
            "site address" => $"https://example.org/{Mark(at, null).Trim('\'')}/",
            "region" => "US",
            "standard" => "'nses-2:CHR.8.CC.4'",
            "space" => "2 lines",
            "color" => "'#0d4a48'",
            "license" => "CC-BY-4.0",
            "rule code" => "VB002",
            _ => throw new InvalidOperationException($"no example of {form.Name}"),
        },
        ProseType => Mark(at, "Some words"),
        NumberType number => Math.Clamp(3, number.Min, number.Max).ToString(CultureInfo.InvariantCulture),
        FlagType => "true",
        DateType => "2026-09-20",
        ChoiceType choice => choice.Choices[0],
        _ => throw new InvalidOperationException($"no example of {type.GetType().Name} in {root}"),
    };

    /// <summary>A text with the mark of its field: letters and digits only, so that no escaping and no Markdown changes it.</summary>
    private string Mark(string at, string? before)
    {
        var path = at.StartsWith("lesson.handouts.", StringComparison.Ordinal) ? at.Replace("lesson.handouts", $"lesson.handouts[{handout}]", StringComparison.Ordinal) : at;
        if (!markOf.TryGetValue(path, out var mark))
        {
            markOf.Add(path, mark = string.Create(CultureInfo.InvariantCulture, $"mk{markOf.Count:0000}x"));
        }

        return before is null ? $"'{mark}'" : $"'{before} {mark}.'";
    }
}
