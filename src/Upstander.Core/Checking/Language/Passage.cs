using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Rendering;

namespace Upstander.Checking.Language;

/// <summary>A text to check: where it stands, whom it is written for and what kind of text it is.</summary>
/// <param name="Address">Address of its field: <c>a-clear-yes/activities/quick-draw/learner_text</c>.</param>
/// <param name="Readers">Whom it is written for: learners, families or both, else facilitators.</param>
/// <param name="Tags">What kind of text it is.</param>
/// <param name="Band">Age band, or null when it is not known.</param>
/// <param name="Text">The text as written.</param>
/// <param name="IsMarkdown">Whether it is Markdown.</param>
/// <param name="SpanOf">The place in the file of a start and length in the text.</param>
public sealed record Passage(string Address, Audience Readers, TextTag Tags, string? Band, string Text, bool IsMarkdown, Func<int, int, SourceSpan> SpanOf)
{
    /// <summary>The text as a reader sees it, block by block.</summary>
    public IReadOnlyList<ReadText> Read() => IsMarkdown ? MarkdownReader.Read(Text) : MarkdownReader.Paragraphs(Text);
}

/// <summary>Finds the texts of an item that people read.</summary>
public static class Passages
{
    /// <summary>Not prose of this curriculum: names of people and works, and words about findings.</summary>
    private static readonly string[] PassedOver = ["allow", "checks", "reviewed", "authors", "cites", "adapted_from", "jurisdiction", "source", "license", "gender_key", "pronouns", "code"];

    /// <summary>Every text of a lesson, unit or curriculum, in order.</summary>
    /// <param name="item">What it is.</param>
    /// <param name="address">Its own address.</param>
    /// <param name="band">Its age band, or null.</param>
    public static IEnumerable<Passage> In(Item item, string address, string? band) => In(item, address, For.Everyone, TextTag.None, band);

    /// <summary>Addresses of an item and of everything in it, for suppressions to name.</summary>
    public static IEnumerable<string> Addresses(Item item, string address)
    {
        yield return address;
        foreach (var field in item.Fields.Where(f => f.Value is not null))
        {
            var here = $"{address}/{field.Name}";
            yield return here;
            foreach (var (child, name) in Children(field.Value))
            {
                var inner = name.Length == 0 ? here : $"{here}/{name}";
                foreach (var found in child is Item childItem ? Addresses(childItem, inner) : [inner])
                {
                    yield return found;
                }
            }
        }
    }

    private static IEnumerable<Passage> In(Item item, string address, Audience audience, TextTag tags, string? band)
    {
        audience &= item.VisibleTo;
        tags |= TagsOf(item);
        foreach (var field in item.Fields)
        {
            if (field.Value is null || PassedOver.Contains(field.Name, StringComparer.Ordinal))
            {
                continue;
            }

            var (here, readers, kinds) = ($"{address}/{field.Name}", audience & field.Audience, tags | TagsOf(item, field.Name));
            if (field.Value is Located<string> line)
            {
                if (IsFreeText(field.Type) || field.Name == "id")
                {
                    yield return Of(line, here, readers, kinds, band);
                }

                continue;
            }

            foreach (var (child, name) in Children(field.Value))
            {
                var inner = name.Length == 0 ? here : $"{here}/{name}";
                switch (child)
                {
                    case Prose prose:
                        yield return new Passage(inner, WrittenFor(readers), kinds, band, prose.Markdown, true, prose.Source.SpanOf);
                        break;
                    case Located<string> text when field.Type is ListType { Element: var element } && IsFreeText(element):
                        yield return Of(text, inner, readers, kinds, band);
                        break;
                    case Item part:
                        foreach (var passage in In(part, inner, readers, kinds, band))
                        {
                            yield return passage;
                        }

                        break;
                }
            }
        }
    }

    private static Passage Of(Located<string> line, string address, Audience readers, TextTag tags, string? band) =>
        new(address, WrittenFor(readers), tags, band, line.Value, false, line.Source is { } source ? source.SpanOf : (_, _) => line.Span);

    /// <summary>Facilitators see everything; a text that learners or families see too is written for them.</summary>
    private static Audience WrittenFor(Audience readers) =>
        (readers & (Audience.Learner | Audience.Family)) is var others && others != Audience.None ? others : Audience.Facilitator;

    private static bool IsFreeText(FieldType type) => type is TextType { Form: null };

    /// <summary>What lies in a value, with the part of the address that names it; empty for a single item.</summary>
    private static IEnumerable<(object Child, string Name)> Children(object? value) => value switch
    {
        Item or Prose or Located<string> => [(value, "")],
        WordOrSteps steps => steps.Steps.Select((s, i) => ((object)s, Number(i))),
        IEnumerable<object> list => list.Select((child, i) => (child, NameOf(child) ?? Number(i))),
        _ => [],
    };

    private static string? NameOf(object child) => child switch
    {
        Term { Id: null } term => Courses.Slug.Of(term.Word.Value, "word"),
        IHasId { Id: { } id } => id.Value,
        _ => null,
    };

    private static string Number(int index) => (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static TextTag TagsOf(Item item) => item switch
    {
        Scenario => TextTag.Scenario,
        Objective => TextTag.Objective,
        ScriptLine => TextTag.Script,
        UpstanderMove => TextTag.UpstanderMove,
        CallToAction => TextTag.CallToAction,
        LegalTerm => TextTag.LegalTerm,
        Handout { Kind.Value: "survey" } => TextTag.Survey,
        _ => TextTag.None,
    };

    private static TextTag TagsOf(Item item, string field) => (item, field) switch
    {
        (Myth, "myth") => TextTag.Myth,
        (HarmfulLine, "line") => TextTag.HarmfulLine,
        (Myth { Cite: not null }, "fact") => TextTag.Cited,
        (Quote, "quote") => TextTag.Quote,
        (LikelyQuestion, "q") => TextTag.LikelyQuestion,
        (_, "listen_for") => TextTag.ListenFor,
        (_, "title" or "headline") => TextTag.Title,
        (_, "id") => TextTag.Name,
        _ => TextTag.None,
    };
}
