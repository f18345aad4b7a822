using System.Globalization;
using System.Text.RegularExpressions;
using Upstander.Diagnostics;
using Upstander.Yaml;

namespace Upstander.Binding;

/// <summary>What a field may hold: reads a node into a value, reporting what does not fit.</summary>
public abstract record FieldType
{
    /// <summary>What is expected, in the author's words, as in "must be …".</summary>
    internal abstract string Expected { get; }

    /// <summary>The value, or null after a report.</summary>
    internal abstract object? Read(YamlNode node, string name, DiagnosticBag problems);

    /// <summary>A stand-in for a required value that is missing or malformed, so that reading can go on to the next problem.</summary>
    internal abstract object Blank(MapReader parent);

    private protected object? Malformed(YamlNode node, string name, DiagnosticBag problems, string? hint = null)
    {
        var found = node switch
        {
            YamlNothing => "has nothing behind it",
            YamlList => "is a list",
            YamlMap => "is a map",
            YamlScalar s => $"is '{Shorten(s.Text)}'",
            _ => "is something else",
        };
        problems.Add(BindingProblems.WrongType.At(node.Span, $"{name} must be {Expected}, but {found}", hint));
        return null;
    }

    private protected static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 40 ? line : line[..(char.IsHighSurrogate(line[39]) ? 39 : 40)] + "…";
    }
}

/// <summary>One line of plain text, at most <paramref name="Max"/> characters, in a form when one is given.</summary>
public sealed record TextType(int Max, TextFormat? Form = null) : FieldType
{
    /// <summary>Text of the length that nearly all fields have.</summary>
    public static TextType Any { get; } = new(MapReader.TextLength);

    internal override string Expected => Form is null ? "text on one line" : Form.Expected;

    internal override object? Read(YamlNode node, string name, DiagnosticBag problems)
    {
        if (node is not YamlScalar scalar)
        {
            var hint = node is YamlMap or YamlList ? "put the text in quotes if it starts with { or [ or holds ': '" : "remove the key or give it a value";
            return Malformed(node, name, problems, hint);
        }

        var text = scalar.Text.TrimEnd('\n');
        if (text.Contains('\n', StringComparison.Ordinal))
        {
            return Malformed(node, name, problems, "write it on one line");
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(BindingProblems.Empty.At(node.Span, $"{name} is empty", "remove the key or give it a value"));
            return null;
        }

        if (text.Length > Max)
        {
            problems.Add(BindingProblems.TooLong.At(node.Span, $"{name} has {text.Length} characters, but at most {Max} fit"));
            return null;
        }

        return Form is null || Form.Pattern.IsMatch(text)
            ? new Located<string>(text, node.Span) { Source = scalar }
            : Malformed(node, name, problems, Form.Hint);
    }

    internal override object Blank(MapReader parent) => new Located<string>("", parent.Span);
}

/// <summary>A form that a one-line text must have.</summary>
/// <param name="Name">Short name, for tests and messages.</param>
/// <param name="Expected">As in "must be …".</param>
/// <param name="Pattern">The whole text must match.</param>
/// <param name="Hint">How to mend it, or null.</param>
public sealed partial record TextFormat(string Name, string Expected, Regex Pattern, string? Hint = null)
{
    /// <summary>An id: lower-case letters, digits and hyphens, at most 60.</summary>
    public static TextFormat Slug { get; } = new("slug", "an id of lower-case letters, digits and hyphens", SlugPattern(), "for example a-clear-yes, at most 60 characters");

    /// <summary>A version by semver.org.</summary>
    public static TextFormat Version { get; } = new("version", "a version such as 1.0.0", VersionPattern());

    /// <summary>A range of versions: comparisons that must all hold.</summary>
    public static TextFormat VersionRange { get; } = new("version range", "comparisons of versions such as '>=1.2.0 <2.0.0'", VersionRangePattern(), "one or more of >=, >, <=, < and = with a version each, with spaces between them");

    /// <summary>The address of a git repository. Nothing that git would take for an option or a program to run.</summary>
    public static TextFormat GitAddress { get; } = new("git address", "the address of a git repository", GitAddressPattern(), "https://…, ssh://…, git@host:path, or the path of one on this machine that begins with / or ./ or ../");

    /// <summary>The whole id of a git commit.</summary>
    public static TextFormat Commit { get; } = new("commit", "the whole id of a commit, 40 or 64 hexadecimal digits", CommitPattern(), "'git rev-parse v1.2.0' prints that of a tag");

    /// <summary>The start of a SHA-256 in lower case.</summary>
    public static TextFormat HashStart { get; } = new("hash start", "the first 16 or 32 hexadecimal digits of a SHA-256", HashStartPattern());

    /// <summary>A SHA-256 in lower case.</summary>
    public static TextFormat Sha256 { get; } = new("sha256", "a SHA-256: 64 hexadecimal digits", Sha256Pattern());

    /// <summary>A language tag by BCP 47, in its common short forms.</summary>
    public static TextFormat Language { get; } = new("language", "a language tag such as en-US", LanguagePattern());

    /// <summary>A web address.</summary>
    public static TextFormat Url { get; } = new("url", "a web address that starts with https:// or http://", UrlPattern());

    /// <summary>Where a site is published: nothing that has to be escaped in HTML or XML.</summary>
    public static TextFormat SiteAddress { get; } = new(
        "site address", "a web address that starts with https://", SiteAddressPattern(), "the host in small letters, then the folder of the site: https://example.org/course/; nothing behind ? or #");

    /// <summary>A region: a country by ISO 3166-1, and a part of it by ISO 3166-2 when there is one.</summary>
    public static TextFormat Region { get; } = new("region", "a region such as US or US-OR", RegionPattern());

    /// <summary>A standard: framework and code.</summary>
    public static TextFormat Standard { get; } = new("standard", "a standard such as nses-2:CHR.8.CC.4", StandardPattern());

    /// <summary>Writing space.</summary>
    public static TextFormat Space { get; } = new("space", "writing space such as '2 lines', '4 cm' or '30 mm'", SpacePattern());

    /// <summary>A colour.</summary>
    public static TextFormat Color { get; } = new("color", "a colour such as '#0d4a48'", ColorPattern(), "put it in quotes: without them YAML reads # as the start of a comment");

    /// <summary>A file inside the project.</summary>
    public static TextFormat File { get; } = new("file", "the path of a file inside the project, with forward slashes", FilePattern());

    /// <summary>A licence by its SPDX id.</summary>
    public static TextFormat License { get; } = new("license", "a licence by its SPDX id, such as CC-BY-4.0", LicensePattern());

    /// <summary>A rule's code: letters for its group, then three digits. <c>UP</c> belongs to reading and building.</summary>
    public static TextFormat RuleCode { get; } = new("rule code", "the code of a rule, such as VB002", RuleCodePattern(), "two to four letters and three digits; what begins with UP is no rule but an error that has to be mended");

    [GeneratedRegex(@"^(?!UP)[A-Z]{2,4}[0-9]{3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RuleCodePattern();

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex SlugPattern();

    [GeneratedRegex(@"^(?:0|[1-9][0-9]{0,5})\.(?:0|[1-9][0-9]{0,5})\.(?:0|[1-9][0-9]{0,5})(?:-[0-9A-Za-z.-]{1,40})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"^(?:>=|<=|>|<|=)(?:[0-9]{1,6})(?:\.[0-9]{1,6}){0,2}(?: +(?:>=|<=|>|<|=)(?:[0-9]{1,6})(?:\.[0-9]{1,6}){0,2}){0,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionRangePattern();

    [GeneratedRegex(@"^(?:https://|ssh://|file:///|[A-Za-z0-9._-]+@[A-Za-z0-9._-]+:|\.{0,2}/)[^\s""'<>\\^`{|}]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex GitAddressPattern();

    [GeneratedRegex(@"^[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256Pattern();

    [GeneratedRegex(@"^[0-9a-f]{16}(?:[0-9a-f]{16})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex HashStartPattern();

    [GeneratedRegex(@"^(?:[0-9a-f]{40}|[0-9a-f]{64})\z", RegexOptions.CultureInvariant)]
    private static partial Regex CommitPattern();

    [GeneratedRegex(@"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LanguagePattern();

    [GeneratedRegex(@"^https?://[^\s""<>\\^`{|}]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex UrlPattern();

    [GeneratedRegex(@"^https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%!$()*+,;=:@-]+)*/?\z", RegexOptions.CultureInvariant)]
    private static partial Regex SiteAddressPattern();

    [GeneratedRegex(@"^[A-Z]{2}(?:-[A-Z0-9]{1,3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"^[a-z0-9-]+:[A-Za-z0-9.+@-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex StandardPattern();

    [GeneratedRegex(@"^[1-9][0-9]? (?:lines?|cm|mm)\z", RegexOptions.CultureInvariant)]
    private static partial Regex SpacePattern();

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ColorPattern();

    [GeneratedRegex(@"^[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex FilePattern();

    [GeneratedRegex(@"^[A-Za-z0-9.+-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex LicensePattern();
}

/// <summary>Markdown, at most 64 KB, and at most so many words when a limit is given (0: none).</summary>
public sealed record ProseType(int MaxWords) : FieldType
{
    private const int MaxCharacters = 65_536;

    /// <summary>Markdown of any length that is allowed at all.</summary>
    public static ProseType Any { get; } = new(0);

    internal override string Expected => "text";

    internal override object? Read(YamlNode node, string name, DiagnosticBag problems)
    {
        if (node is not YamlScalar scalar)
        {
            var hint = node is YamlMap or YamlList ? "put the text in quotes, or below 'key: |', if it holds ': ' or starts with { [ or -" : "remove the key or give it a value";
            return Malformed(node, name, problems, hint);
        }

        if (string.IsNullOrWhiteSpace(scalar.Text))
        {
            problems.Add(BindingProblems.Empty.At(node.Span, $"{name} is empty", "remove the key or give it a value"));
            return null;
        }

        if (scalar.Text.Length > MaxCharacters)
        {
            problems.Add(BindingProblems.TooLong.At(node.Span, $"{name} has {scalar.Text.Length} characters, but at most {MaxCharacters} fit"));
            return null;
        }

        if (MaxWords > 0 && Words(scalar.Text) is var words && words > MaxWords)
        {
            problems.Add(BindingProblems.TooLong.At(node.Span, $"{name} has {words} words, but at most {MaxWords} fit"));
            return null;
        }

        return new Prose(scalar);
    }

    internal override object Blank(MapReader parent) => new Prose(new YamlScalar("", ScalarStyle.Plain, parent.Span));

    private static int Words(string text)
    {
        var count = 0;
        var inside = false;
        foreach (var c in text)
        {
            var space = char.IsWhiteSpace(c);
            count += inside && space ? 1 : 0;
            inside = !space;
        }

        return count + (inside ? 1 : 0);
    }
}

/// <summary>A whole number, plain and decimal: <c>010</c>, <c>12:30</c> and <c>1_0</c> are none.</summary>
public sealed record NumberType(int Min, int Max) : FieldType
{
    internal override string Expected => $"a whole number from {Min} to {Max}";

    internal override object? Read(YamlNode node, string name, DiagnosticBag problems)
    {
        if (node is not YamlScalar scalar)
        {
            return Malformed(node, name, problems, node is YamlNothing ? "remove the key or give it a value" : null);
        }

        if (scalar.Style != ScalarStyle.Plain)
        {
            return Malformed(node, name, problems, "write the number without quotes");
        }

        var text = scalar.Text;
        var plain = text.Length > 0 && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0');
        return plain && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= Min && number <= Max
            ? new Located<int>(number, node.Span)
            : Malformed(node, name, problems, HintFor(text));
    }

    private static string? HintFor(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits < 0 && text[0] == '0' ? "write it without the zero at its start"
            : digits > 0 && text[digits] == ' ' ? $"write only the number: {text[..digits]}"
            : null;
    }

    internal override object Blank(MapReader parent) => new Located<int>(Min, parent.Span);
}

/// <summary><c>true</c> or <c>false</c>, and nothing else.</summary>
public sealed record FlagType : FieldType
{
    /// <summary>The only one.</summary>
    public static FlagType Instance { get; } = new();

    internal override string Expected => "true or false";

    internal override object? Read(YamlNode node, string name, DiagnosticBag problems) => node switch
    {
        YamlScalar { Style: ScalarStyle.Plain, Text: "true" } => new Located<bool>(true, node.Span),
        YamlScalar { Style: ScalarStyle.Plain, Text: "false" } => new Located<bool>(false, node.Span),
        YamlNothing => Malformed(node, name, problems, "remove the key or give it a value"),
        YamlScalar { Text: "true" or "false" } => Malformed(node, name, problems, "write it without quotes"),
        YamlScalar scalar => Malformed(node, name, problems, HintFor(scalar.Text)),
        _ => Malformed(node, name, problems),
    };

    private static string? HintFor(string text) => text.ToLowerInvariant() switch
    {
        "yes" or "y" or "on" or "true" or "1" => "write true",
        "no" or "n" or "off" or "false" or "0" => "write false",
        _ => null,
    };

    internal override object Blank(MapReader parent) => new Located<bool>(false, parent.Span);
}

/// <summary>A date, <c>YYYY-MM-DD</c>.</summary>
public sealed record DateType : FieldType
{
    /// <summary>The only one.</summary>
    public static DateType Instance { get; } = new();

    internal override string Expected => "a date such as 2026-09-01";

    internal override object? Read(YamlNode node, string name, DiagnosticBag problems) =>
        node is YamlScalar scalar && DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new Located<DateOnly>(date, node.Span)
            : Malformed(node, name, problems, "year, month and day: 2026-09-01");

    internal override object Blank(MapReader parent) => new Located<DateOnly>(DateOnly.MinValue, parent.Span);
}

/// <summary>One of a few names.</summary>
public sealed record ChoiceType(IReadOnlyList<string> Choices) : FieldType
{
    internal override string Expected => $"one of {string.Join(", ", Choices)}";

    internal override object? Read(YamlNode node, string name, DiagnosticBag problems)
    {
        if (node is not YamlScalar scalar)
        {
            return Malformed(node, name, problems, node is YamlNothing ? "remove the key or give it a value" : null);
        }

        if (Choices.Contains(scalar.Text, StringComparer.Ordinal))
        {
            return new Located<string>(scalar.Text, node.Span);
        }

        problems.Add(BindingProblems.UnknownChoice.At(
            node.Span, $"{name} cannot be '{Shorten(scalar.Text)}'", Nearest.Hint(scalar.Text, (IReadOnlyCollection<string>)Choices) ?? $"one of: {string.Join(", ", Choices)}"));
        return null;
    }

    internal override object Blank(MapReader parent) => new Located<string>(Choices[0], parent.Span);
}

/// <summary>A map with fields of its own.</summary>
public abstract record MapType : FieldType
{
    /// <summary>What the map is called in schemas.</summary>
    public abstract string Name { get; }

    /// <summary>The fields of the map, in order of declaration.</summary>
    public abstract IReadOnlyList<FieldShape> Fields { get; }

    internal override string Expected => "a map of keys and values";
}

/// <summary>A map that becomes a <typeparamref name="T"/>.</summary>
public sealed record MapType<T>(Func<MapReader, T> Make) : MapType
    where T : Item
{
    /// <inheritdoc/>
    public override string Name => typeof(T).Name;

    /// <inheritdoc/>
    public override IReadOnlyList<FieldShape> Fields => ShapeRecorder.FieldsOf(Make);

    internal override object? Read(YamlNode node, string name, DiagnosticBag problems) =>
        node is YamlMap map ? Binder.Bind(map, Make, problems) : Malformed(node, name, problems);

    internal override object Blank(MapReader parent) => Make(new BlankReader(parent.Span));
}

/// <summary>A list of values of one type.</summary>
public abstract record ListType(FieldType Element, int Min, int Max) : FieldType
{
    internal override string Expected => "a list, each item behind '- '";
}

/// <summary>A list whose items become <typeparamref name="T"/>.</summary>
public sealed record ListType<T>(FieldType Element, int Min, int Max) : ListType(Element, Min, Max)
    where T : class
{
    internal override object? Read(YamlNode node, string name, DiagnosticBag problems)
    {
        if (node is not YamlList list)
        {
            return Malformed(node, name, problems, node is YamlNothing ? "remove the key or give it items" : null);
        }

        var items = new List<T>(list.Items.Count);
        Dictionary<string, SourceSpan>? ids = null;
        var itemName = $"an item of {name}";
        foreach (var child in list.Items)
        {
            if (Element.Read(child, itemName, problems) is not T item)
            {
                continue;
            }

            items.Add(item);
            if (item is IHasId { Id: { } id } && !(ids ??= new(StringComparer.Ordinal)).TryAdd(id.Value, id.Span))
            {
                problems.Add(BindingProblems.DuplicateId.At(id.Span, $"the id '{id.Value}' is taken in {name}", $"first used at line {ids[id.Value].Line}"));
            }
        }

        if (list.Items.Count < Min || list.Items.Count > Max)
        {
            var wanted = list.Items.Count < Min ? $"at least {Min}" : $"at most {Max}";
            problems.Add(BindingProblems.WrongCount.At(node.Span, $"{name} has {list.Items.Count} {(list.Items.Count == 1 ? "item" : "items")}, but needs {wanted}"));
        }

        return items;
    }

    internal override object Blank(MapReader parent) => Array.Empty<T>();
}

/// <summary>One fixed word, or a list of Markdown steps.</summary>
public sealed record WordOrStepsType(string Word) : FieldType
{
    internal override string Expected => $"'{Word}' or a list of steps";

    internal override object? Read(YamlNode node, string name, DiagnosticBag problems)
    {
        if (node is YamlScalar scalar && scalar.Text == Word)
        {
            return new WordOrSteps(new Located<string>(Word, node.Span), []);
        }

        return node is YamlList
            ? new WordOrSteps(null, (IReadOnlyList<Prose>)new ListType<Prose>(ProseType.Any, 1, 20).Read(node, name, problems)!)
            : Malformed(node, name, problems);
    }

    internal override object Blank(MapReader parent) => new WordOrSteps(null, []);
}

/// <summary>One line of plain text, or a map.</summary>
public abstract record TextOrMapType(TextType One, MapType Many) : FieldType
{
    internal override string Expected => "text on one line or a map of keys and values";
}

/// <summary>One line of plain text, or a map that becomes a <typeparamref name="T"/>.</summary>
public sealed record TextOrMapType<T>(TextType Text, MapType<T> Map) : TextOrMapType(Text, Map)
    where T : Item
{
    internal override object? Read(YamlNode node, string name, DiagnosticBag problems) => node switch
    {
        YamlScalar => Text.Read(node, name, problems) is Located<string> text ? new TextOrMap<T>(text, null) : null,
        YamlMap => Map.Read(node, name, problems) is T map ? new TextOrMap<T>(null, map) : null,
        _ => Malformed(node, name, problems),
    };

    internal override object Blank(MapReader parent) => new TextOrMap<T>(new Located<string>("", parent.Span), null);
}

/// <summary>A map or a list of any content: what patches put into a lesson is read where it lands.</summary>
public sealed record TreeType(bool IsList) : FieldType
{
    /// <summary>A map.</summary>
    public static TreeType Map { get; } = new(IsList: false);

    /// <summary>A list.</summary>
    public static TreeType List { get; } = new(IsList: true);

    internal override string Expected => IsList ? "a list" : "a map";

    internal override object? Read(YamlNode node, string name, DiagnosticBag problems) => (node, IsList) switch
    {
        (YamlList, true) or (YamlMap, false) => node,
        _ => Malformed(node, name, problems),
    };

    internal override object Blank(MapReader parent) => IsList ? new YamlList([], parent.Span) : new YamlMap([], parent.Span);
}
