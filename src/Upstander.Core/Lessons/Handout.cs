using Upstander.Binding;

namespace Upstander.Lessons;

/// <summary>Something that is printed.</summary>
public sealed class Handout(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.RequiredId("Id of the handout; its file name.");

    /// <summary>Kind.</summary>
    public Located<string> Kind { get; } = fields.Choice("kind", Names.HandoutKinds, "What it is; chooses the page design.", For.Everyone);

    /// <summary>Title.</summary>
    public Located<string> Title { get; } = fields.Text("title", "Title on the paper, neutral.", For.Everyone, 60);

    /// <summary>Whom it is for.</summary>
    public Located<string>? Audience { get; } = fields.OptionalChoice("audience", Names.Audiences, "Whom it is for; by default family for letters, facilitator for keys, else learner.", For.Everyone);

    /// <summary>Paper.</summary>
    public Located<string>? Paper { get; } = fields.OptionalChoice("paper", Names.Papers, "Paper, when it is not the curriculum's.", For.Everyone);

    /// <summary>How many on a page.</summary>
    public Located<int>? PerPage { get; } = fields.OptionalNumber("per_page", "How many on one page: 1, 2, 4, 6, 8 or 9 cards; 1, 2 or 4 exit tickets.", For.Everyone, 1, 9);

    /// <summary>Copies.</summary>
    public Located<string>? CopiesPer { get; } = fields.OptionalChoice("copies_per", Names.Per, "For each of whom one copy is printed.", For.Facilitators);

    /// <summary>Name line.</summary>
    public Located<bool>? NameLine { get; } = fields.Flag("name_line", "Whether there is a line for a name; none unless asked for.", For.Everyone);

    /// <summary>Self-made code of a survey.</summary>
    public Located<bool>? MatchingCode { get; } = fields.Flag("matching_code", "Whether a survey has boxes for a code that each learner makes up, so that papers before and after belong together without names.", For.Everyone);

    /// <summary>Cut lines.</summary>
    public Located<bool>? CutLines { get; } = fields.Flag("cut_lines", "Whether cut lines are drawn; by default where there are several on a page.", For.Everyone);

    /// <summary>Readable without colour.</summary>
    public Located<bool>? MonoSafe { get; } = fields.Flag("mono_safe", "Whether it reads the same without colour; all designs of the tool do.");

    /// <summary>What cards are made from.</summary>
    public Located<string>? From { get; } = fields.OptionalChoice("from", Names.CardSources, "List of this lesson that the cards are made from.", For.Everyone);

    /// <summary>Instructions.</summary>
    public Prose? Intro { get; } = fields.OptionalProse("intro", "What to do with it, in one or two sentences.", For.Everyone);

    /// <summary>Body.</summary>
    public Prose? Body { get; } = fields.OptionalProse("body", "Running text: of a sheet, a letter or a key.", For.Everyone);

    /// <summary>Points of a poster.</summary>
    public IReadOnlyList<PosterPoint> Points { get; } = fields.List("points", f => new PosterPoint(f), "Points of a poster, large.", For.Everyone, 0, 8);

    /// <summary>Cards.</summary>
    public IReadOnlyList<Card> Cards { get; } = fields.List("cards", f => new Card(f), "Cards with their full text.", For.Everyone);

    /// <summary>Where cards are sorted to.</summary>
    public IReadOnlyList<Category> Categories { get; } = fields.List("categories", f => new Category(f), "Where cards are sorted to.", For.Everyone);

    /// <summary>Items to answer.</summary>
    public IReadOnlyList<HandoutItem> Items { get; } = fields.List("items", f => new HandoutItem(f), "Things to answer, in order.", For.Everyone);

    /// <summary>Last line.</summary>
    public Located<string>? Closing { get; } = fields.OptionalText("closing", "Last line on the paper.", For.Everyone);

    /// <summary>Answers.</summary>
    public Prose? Key { get; } = fields.OptionalProse("key", "Answers to the handout as a whole.");

    /// <summary>For the person who prints it.</summary>
    public Prose? Note { get; } = fields.OptionalProse("note", "For the person who prints and cuts it.");

    /// <summary>Suppressions.</summary>
    public IReadOnlyList<Allow> Allow { get; } = fields.List("allow", f => new Allow(f), Lessons.Allow.About);

    /// <summary>How many stand on a page: what its author says, else what its kind is made for.</summary>
    public int Grid => PerPage?.Value ?? Kind.Value switch { "cards" => 4, "sort" => 6, "exit-ticket" => 2, _ => 1 };

    /// <summary>Whether it is cut apart.</summary>
    public bool IsCut => CutLines?.Value ?? Grid > 1;

    /// <summary>Whom it is for: what its author says, else what its kind is made for.</summary>
    public string AudienceName => Audience?.Value ?? Kind.Value switch { "letter" => "family", "key" => "facilitator", _ => "learner" };

    /// <inheritdoc/>
    public override Audience VisibleTo => AudienceName switch
    {
        "family" => For.Families,
        "facilitator" => For.Facilitators,
        _ => For.Learners,
    };
}

/// <summary>One point of a poster.</summary>
public sealed class PosterPoint(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the point.");

    /// <summary>Word.</summary>
    public Located<string> Title { get; } = fields.Text("title", "A word or two.", For.Everyone, 40);

    /// <summary>What it means.</summary>
    public Prose? Text { get; } = fields.OptionalProse("text", "What it means, in one sentence.", For.Everyone);

    /// <summary>Icon.</summary>
    public Located<string>? Icon { get; } = fields.OptionalChoice("icon", ["free", "clear", "specific", "change", "say", "wait", "listen", "ask", "check", "person", "group", "star"], "Icon beside the word.", For.Everyone);
}

/// <summary>A card.</summary>
public sealed class Card(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.RequiredId("Id of the card.");

    /// <summary>Title.</summary>
    public Located<string>? Title { get; } = fields.OptionalText("title", "Title of the card.", For.Everyone, 60);

    /// <summary>Front.</summary>
    public Prose Text { get; } = fields.Prose("text", "Front of the card.", For.Everyone);

    /// <summary>Picture to draw.</summary>
    public Located<string>? Picture { get; } = fields.OptionalText("picture", "What the picture shows, in words; stands in the picture's frame and as its alternative.", For.Everyone);

    /// <summary>Where it belongs.</summary>
    public Located<string>? Category { get; } = fields.Reference("category", "Id of the category where it belongs.");

    /// <summary>Back.</summary>
    public Prose? Key { get; } = fields.OptionalProse("key", "Answer with its reason, for the back of the facilitator's set.");
}

/// <summary>Where cards are sorted to.</summary>
public sealed class Category(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.RequiredId("Id of the category.");

    /// <summary>Name.</summary>
    public Located<string> Title { get; } = fields.Text("title", "Name of the category.", For.Everyone, 60);

    /// <summary>What belongs there.</summary>
    public Prose? Text { get; } = fields.OptionalProse("text", "What belongs there.", For.Everyone);
}

/// <summary>Something to answer on paper.</summary>
public sealed class HandoutItem(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the item.");

    /// <summary>Question or task.</summary>
    public Prose Prompt { get; } = fields.Prose("prompt", "The question or the task.", For.Everyone);

    /// <summary>How it is answered.</summary>
    public Located<string>? Type { get; } = fields.OptionalChoice("type", Names.ItemTypes, "How it is answered; by default check with options, else write.", For.Everyone);

    /// <summary>Writing space.</summary>
    public Located<string>? Space { get; } = fields.OptionalFormat("space", TextFormat.Space, "Writing or drawing space, such as '2 lines' or '5 cm'.", For.Everyone);

    /// <summary>Options.</summary>
    public IReadOnlyList<Prose> Options { get; } = fields.Proses("options", "Options to check or choose from; statements to rate on a scale.", For.Everyone);

    /// <summary>Sentence starts.</summary>
    public IReadOnlyList<Prose> Starts { get; } = fields.Proses("starts", "Starts of sentences to finish, each with its own space.", For.Everyone);

    /// <summary>Scale.</summary>
    public Scale? Scale { get; } = fields.OptionalMap("scale", f => new Scale(f), "The scale, for type scale.", For.Everyone);

    /// <summary>Pairs to match.</summary>
    public IReadOnlyList<MatchPair> Pairs { get; } = fields.List("pairs", f => new MatchPair(f), "What to match, for type match, in the order in which both sides are printed.", For.Everyone);

    /// <summary>Columns.</summary>
    public IReadOnlyList<Located<string>> Columns { get; } = fields.Texts("columns", "Heads of columns, for type table.", For.Everyone, 0, 6);

    /// <summary>Rows.</summary>
    public IReadOnlyList<Located<string>> Rows { get; } = fields.Texts("rows", "Heads of rows, for type table.", For.Everyone, 0, 30);

    /// <summary>Objective.</summary>
    public Located<string>? Objective { get; } = fields.Reference("objective", "Id of the objective it tests.");

    /// <summary>Answer.</summary>
    public Prose? Key { get; } = fields.OptionalProse("key", "What a good answer holds.");

    /// <summary>How it is answered: what its author says, else what its other fields make of it.</summary>
    public string AnswerType =>
        Type?.Value
        ?? (Scale is not null ? "scale" : Pairs.Count > 0 ? "match" : Columns.Count > 0 ? "table" : Options.Count > 0 ? "check" : "write");
}

/// <summary>A scale to circle a number on.</summary>
public sealed class Scale(MapReader fields) : Item(fields)
{
    /// <summary>Steps.</summary>
    public Located<int> Steps { get; } = fields.Number("steps", "How many steps it has.", For.Everyone, 2, 7);

    /// <summary>What 1 means.</summary>
    public Located<string> Low { get; } = fields.Text("low", "What the lowest number means.", For.Everyone, 40);

    /// <summary>What the last number means.</summary>
    public Located<string> High { get; } = fields.Text("high", "What the highest number means.", For.Everyone, 40);
}

/// <summary>Two sides of a matching task. Which belong together stands in the item's key.</summary>
public sealed class MatchPair(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the pair.");

    /// <summary>Left side.</summary>
    public Prose Left { get; } = fields.Prose("left", "Printed on the left.", For.Everyone);

    /// <summary>Right side.</summary>
    public Prose Right { get; } = fields.Prose("right", "Printed on the right of the same row; not its answer.", For.Everyone);
}
