using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Tests.Yaml;

namespace Upstander.Tests.Binding;

/// <summary>A map with one field of every kind.</summary>
internal sealed class Sample(MapReader fields) : Item(fields)
{
    public Located<string> Title { get; } = fields.Text("title", "A text that must be there.", For.Everyone, 20);

    public Located<string>? Subtitle { get; } = fields.OptionalText("subtitle", "A text.");

    public Prose? Summary { get; } = fields.OptionalProse("summary", "Markdown.", For.Everyone, 5);

    public Located<int>? Minutes { get; } = fields.OptionalNumber("minutes", "A number.", For.Everyone, 0, 600);

    public Located<bool>? Core { get; } = fields.Flag("core", "A flag.");

    public Located<DateOnly>? Verified { get; } = fields.OptionalDate("verified", "A date.");

    public Located<string>? Band { get; } = fields.OptionalChoice("band", ["k2", "g35", "g68", "g912"], "A choice.");

    public IReadOnlyList<Located<string>> Topics { get; } = fields.Choices("topics", ["consent", "bystander"], "Choices.");

    public IReadOnlyList<Located<string>> Authors { get; } = fields.Texts("authors", "Texts.", max: 3);

    public IReadOnlyList<Prose> Notes { get; } = fields.Proses("notes", "Proses.");

    public IReadOnlyList<SampleStep> Steps { get; } = fields.List("steps", f => new SampleStep(f), "Maps.");

    public SampleStep? Extra { get; } = fields.OptionalMap("extra", f => new SampleStep(f), "A map.");

    public Located<string>? Version { get; } = fields.OptionalFormat("version", TextFormat.Version, "A version.");

    public Located<string>? Site { get; } = fields.OptionalFormat("site", TextFormat.Url, "An address.");

    public Located<string>? Color { get; } = fields.OptionalFormat("color", TextFormat.Color, "A colour.");

    public WordOrSteps? Response { get; } = fields.WordOrSteps("response", "standard", "A word or steps.");

    public static (Sample Sample, IReadOnlyList<Diagnostic> Problems) Read(string text)
    {
        var problems = new DiagnosticBag();
        var sample = Binder.Bind(Loading.Good(text), f => new Sample(f), problems);
        return (sample, problems.Sorted());
    }

    /// <summary>Reads a map that has a title, with one more line or more.</summary>
    public static (Sample Sample, IReadOnlyList<Diagnostic> Problems) With(string lines) => Read("title: T\n" + lines + "\n");
}

internal sealed class SampleStep(MapReader fields) : Item(fields), IHasId
{
    public Located<string>? Id { get; } = fields.Id("Id.");

    public Prose? Text { get; } = fields.OptionalProse("text", "Text.");

    public Located<int> Count { get; } = fields.Number("count", "Count.", min: 1, max: 9);
}
