using Upstander.Binding;
using Upstander.Lessons;

namespace Upstander.Standards;

/// <summary>A framework of standards that lessons may claim to serve: one file in <c>standards/</c>.</summary>
public sealed class Framework(MapReader fields) : Item(fields), IHasId
{
    /// <summary>Version of the file format.</summary>
    public Located<int> FormatVersion { get; } = fields.Number("standards", "Version of the standards format: 1. First key of the file.", For.Facilitators, 1, 1);

    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.RequiredId("Id of the framework; lessons write id:code.");

    /// <summary>Name.</summary>
    public Located<string> Name { get; } = fields.Text("name", "Full name with edition and year.");

    /// <summary>Publisher.</summary>
    public Located<string>? Publisher { get; } = fields.OptionalText("publisher", "Who publishes it.");

    /// <summary>Country.</summary>
    public Located<string>? Country { get; } = fields.OptionalFormat("country", TextFormat.Region, "Country by ISO 3166-1, when it holds in one only.");

    /// <summary>About.</summary>
    public Located<string>? About { get; } = fields.OptionalText("about", "How its codes are made up.", For.Facilitators, 300);

    /// <summary>Its successor.</summary>
    public Located<string>? SupersededBy { get; } = fields.Reference("superseded_by", "Id of the framework that took its place.");

    /// <summary>Form of a code.</summary>
    public Located<string>? CodePattern { get; } = fields.OptionalText("code_pattern", "Regular expression that every code matches.", For.Facilitators, 200);

    /// <summary>Which codes are for which bands.</summary>
    public IReadOnlyList<BandCodes> Bands { get; } = fields.List("bands", f => new BandCodes(f), "Which codes are meant for which bands; codes that no line covers are for all.");

    /// <summary>Codes.</summary>
    public IReadOnlyList<StandardCode> Codes { get; } = fields.List("codes", f => new StandardCode(f), "The codes that are known, each with a title of our own words.", For.Facilitators, 1);

    /// <summary>Sources.</summary>
    public IReadOnlyList<StandardSource> Sources { get; } = fields.List("sources", f => new StandardSource(f), "Where the codes were read.");
}

/// <summary>Codes that are meant for learners of some bands.</summary>
public sealed class BandCodes(MapReader fields) : Item(fields)
{
    /// <summary>Form of the codes.</summary>
    public Located<string> Pattern { get; } = fields.Text("pattern", "Regular expression that these codes match.", For.Facilitators, 200);

    /// <summary>Bands.</summary>
    public IReadOnlyList<Located<string>> Bands { get; } = fields.Choices("bands", Names.Bands, "The bands that they are meant for.");
}

/// <summary>One standard of a framework.</summary>
public sealed class StandardCode(MapReader fields) : Item(fields)
{
    /// <summary>Code.</summary>
    public Located<string> Code { get; } = fields.Text("code", "The code, as published.", For.Facilitators, 60);

    /// <summary>Title.</summary>
    public Located<string> Title { get; } = fields.Text("title", "What it asks for, in our own words.");

    /// <summary>Whether the code was read.</summary>
    public Located<bool>? Verified { get; } = fields.Flag("verified", "true: code and meaning were read together in a public source; else the page prints 'unverified' beside it.");
}

/// <summary>Where codes were read.</summary>
public sealed class StandardSource(MapReader fields) : Item(fields)
{
    /// <summary>Title.</summary>
    public Located<string> Title { get; } = fields.Text("title", "Title of the source.");

    /// <summary>Address.</summary>
    public Located<string>? Url { get; } = fields.OptionalFormat("url", TextFormat.Url, "Where it is.");
}
