using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Scriban.Runtime;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Yaml;

namespace Upstander.Rendering;

/// <summary>Everything a template can call. What is not in this list does not exist for it.</summary>
internal static partial class TemplateFunctions
{
    private const int MaxItems = 100_000;
    private const int MaxText = 1_000_000;

    // An encoder takes longer to make than most values take to write.
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The one object of functions, shared by all pages and read-only.</summary>
    public static FrozenFunctions Builtin { get; } = new(
    [
        new("include", 1, 1, Include) { TakesAnything = true },
        new("inline", 1, 1, Inline),
        new("plain", 1, 1, call => call.IsNull(0) ? null : call.Text(0)),
        new("markdown", 1, 1, Markdown),
        new("indent", 2, 2, Indent),
        new("gap", 1, 2, Gap),
        new("table_cell", 1, 1, TableCell),
        new("json", 1, 1, Json),

        new("link", 1, 3, Link),
        new("download", 2, 4, Download),
        new("asset", 1, 1, Asset),
        new("clock", 1, 1, call => call.IsNull(0) ? null : Clock(call)),
        new("plural", 3, 3, call => $"{call.Integer(0).ToString(CultureInfo.InvariantCulture)} {call.Text(call.Integer(0) == 1 ? 1 : 2)}"),
        new("date_text", 1, 1, DateText),
        new("list_text", 2, 2, ListText),
        new("capital", 1, 1, call => call.IsNull(0) ? null : Capital(call.Text(0))),

        new("where", 2, 3, call => new ScriptArray(Where(call))),
        new("any", 1, 3, call => call.Has(1) ? Where(call).Count > 0 : call.Items(0).Count > 0),
        new("sort", 1, 2, Sort),
        new("group", 2, 2, Chunks),
        new("pad_to", 2, 2, PadTo),
    ],
    [
        new("array", Group(
        [
            new("size", 1, 1, call => call.Items(0).Count),
            new("first", 1, 1, call => call.Items(0) is [var first, ..] ? first : null),
            new("last", 1, 1, call => call.Items(0) is [.., var last] ? last : null),
            new("join", 2, 2, call => Join(call, call.Items(0).Select(item => call.AsText(item)), call.Text(1))),
            new("map", 2, 2, call => new ScriptArray(call.Items(0).Select(item => call.Field(item, call.Text(1))))),
            new("offset", 2, 2, call => new ScriptArray(call.Items(0).Skip(call.Count(1, 0)))),
            new("limit", 2, 2, call => new ScriptArray(call.Items(0).Take(call.Count(1, 0)))),
            new("contains", 2, 2, call => call.Items(0).Any(item => Same(item, call.Arguments[1]))),
            new("concat", 2, 2, call => new ScriptArray(call.Items(0).Concat(call.Items(1)))),
            new("reverse", 1, 1, call => new ScriptArray(call.Items(0).AsEnumerable().Reverse())),
            new("compact", 1, 1, call => new ScriptArray(call.Items(0).Where(item => item is not null))),
        ], [])),
        new("string", Group(
        [
            new("size", 1, 1, call => call.Read(0).Length),
            new("upcase", 1, 1, call => call.Text(0).ToUpperInvariant()),
            new("downcase", 1, 1, call => call.Text(0).ToLowerInvariant()),
            new("replace", 3, 3, Replace),
            new("contains", 2, 2, call => call.Read(0).Contains(call.Read(1), StringComparison.Ordinal)),
            new("starts_with", 2, 2, call => call.Read(0).StartsWith(call.Read(1), StringComparison.Ordinal)),
            new("ends_with", 2, 2, call => call.Read(0).EndsWith(call.Read(1), StringComparison.Ordinal)),
            new("split", 2, 2, Split),
            new("strip", 1, 1, call => call.Arguments[0] is Markup or StringBuilderOutput ? new Markup(call.Read(0).Trim()) : call.Text(0).Trim()),
            new("slice", 2, 3, Slice),
            new("append", 2, 2, call => Join(call, [call.Text(0), call.Text(1)], "")),
            new("prepend", 2, 2, call => Join(call, [call.Text(1), call.Text(0)], "")),
        ], [])),
        new("math", Group(
        [
            new("plus", 2, 2, call => Calculate(call, (a, b) => a + b, (a, b) => a + b)),
            new("minus", 2, 2, call => Calculate(call, (a, b) => a - b, (a, b) => a - b)),
            new("times", 2, 2, call => Calculate(call, (a, b) => a * b, (a, b) => a * b)),
            new("divided_by", 2, 2, call => Divide(call, (a, b) => a.IsWhole && b.IsWhole ? Math.Floor(a.Value / b.Value) : a.Value / b.Value)),
            new("modulo", 2, 2, call => Divide(call, (a, b) => a.Value % b.Value)),
            new("ceil", 1, 1, call => Fit(call, Math.Ceiling(call.Number(0).Value))),
            new("floor", 1, 1, call => Fit(call, Math.Floor(call.Number(0).Value))),
            new("round", 1, 2, call => Round(call)),
            new("abs", 1, 1, call => Fit(call, Math.Abs(call.Number(0).Value))),
            new("min", 2, 2, call => Fit(call, Math.Min(call.Number(0).Value, call.Number(1).Value))),
            new("max", 2, 2, call => Fit(call, Math.Max(call.Number(0).Value, call.Number(1).Value))),
        ], [])),
        new("empty", EmptyScriptObject.Default),
    ]);

    private static FrozenObject Group(IEnumerable<TemplateFunction> functions, IEnumerable<KeyValuePair<string, object?>> others) =>
        new([.. functions.Select(function => new KeyValuePair<string, object?>(function.Name, function)), .. others]);

    private static string? Link(Call call) => AddressOf(call, 0, null);

    /// <summary>The PDF or DOCX that is made from a document, where this build makes it.</summary>
    private static string? Download(Call call) => call.Text(0) is "pdf" or "docx"
        ? AddressOf(call, 1, call.Text(0))
        : throw new TemplateFault(RenderingProblems.WrongArgument, call.ArgumentPlace(0), $"a download is pdf or docx, not '{call.Text(0)}'");

    private static string? AddressOf(Call call, int first, string? derived)
    {
        var document = call.Text(first);
        var page = call.Context.Page;
        return page.Documents.Contains(document)
            ? page.Links(document, call.OptionalText(first + 1), call.OptionalText(first + 2), derived)
            : throw new TemplateFault(RenderingProblems.UnknownDocument, call.ArgumentPlace(first), $"there is no document '{document}'", Nearest.Hint(document, [.. page.Documents]));
    }

    private static Markup Include(Call call)
    {
        var name = call.Text(0);
        var place = call.ArgumentPlace(0);
        if (call.Context.Library is not { } library || !library.Contains(name))
        {
            throw new TemplateFault(RenderingProblems.UnknownTemplate, place, $"there is no template '{name}'", call.Context.Library?.Nearest(name));
        }

        if (library.Find(name) is not { } template)
        {
            throw new TemplateFault(RenderingProblems.UnknownTemplate, place, $"the template '{name}' has problems of its own");
        }

        // What stands behind the name is $0, $1 and so on in the part.
        return new Markup(call.Context.RenderTemplate(template, new ScriptArray(call.Arguments.Skip(1)), call.Caller));
    }

    private static object? Inline(Call call) => (call.Arguments[0], call.Context.Kind) switch
    {
        (ProseValue prose, OutputKind.Html) => new Markup(call.Context.Rendered(prose, isInline: true).Html),
        (ProseValue prose, OutputKind.Markdown) => new Markup(OneLine(call.Context.Rendered(prose, isInline: false).Source)),
        (ProseValue prose, _) => prose.Plain,
        (null or string or Markup or StringBuilderOutput, _) => call.Arguments[0],
        _ => call.Text(0),
    };

    private static object? Markdown(Call call)
    {
        if (call.IsNull(0) || call.Arguments[0] is Markup or StringBuilderOutput)
        {
            return call.Arguments[0];
        }

        var prose = call.Arguments[0] as ProseValue
            ?? new ProseValue(new Prose(new YamlScalar(call.Text(0), ScalarStyle.Plain, TemplateFaults.Place(call.Place, call.Context.Page.Template))));
        return call.Context.Kind switch
        {
            OutputKind.Html => new Markup(call.Context.Rendered(prose, isInline: false).Html),
            OutputKind.Markdown => new Markup(call.Context.Rendered(prose, isInline: false).Source),
            _ => prose.Plain,
        };
    }

    /// <summary>Every line but the first moves to the right, so that a text stays inside the list item it starts in.</summary>
    private static object? Indent(Call call)
    {
        var spaces = call.Count(1, 0);
        if (spaces > 40)
        {
            throw call.Wrong(1, "the indent must be at most 40");
        }

        if (call.IsNull(0) || call.Context.Kind is OutputKind.Html or OutputKind.Json)
        {
            return call.Arguments[0];
        }

        var text = MarkdownOrText(call);
        var lines = text.Split('\n');
        call.Limit(text.Length + ((long)lines.Length * spaces));
        var indented = string.Join('\n', lines.Select((line, i) => i == 0 || line.Length == 0 ? line : new string(' ', spaces) + line));
        return call.Context.Kind == OutputKind.Markdown ? new Markup(indented) : indented;
    }

    /// <summary>What stands between a label and its text: a blank, or an empty line where the text begins with a list or another block that needs one.</summary>
    private static object? Gap(Call call)
    {
        var spaces = call.Has(1) ? call.Count(1, 0) : 0;
        if (spaces > 40)
        {
            throw call.Wrong(1, "the indent must be at most 40");
        }

        return call.Context.Kind == OutputKind.Markdown && call.Arguments[0] is ProseValue prose && MarkdownRenderer.StartsWithBlock(prose.Prose)
            ? new Markup("\n\n" + new string(' ', spaces))
            : " ";
    }

    private static object? TableCell(Call call)
    {
        if (call.IsNull(0) || call.Context.Kind != OutputKind.Markdown)
        {
            return Inline(call);
        }

        var line = OneLine(MarkdownOrText(call));
        var builder = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length; i++)
        {
            var backslashes = 0;
            while (i - backslashes > 0 && line[i - backslashes - 1] == '\\')
            {
                backslashes++;
            }

            builder.Append(line[i] == '|' && backslashes % 2 == 0 ? "\\|" : line[i].ToString());
        }

        return new Markup(builder.ToString());
    }

    private static string MarkdownOrText(Call call) => (call.Arguments[0], call.Context.Kind) switch
    {
        (ProseValue prose, OutputKind.Markdown) => call.Context.Rendered(prose, isInline: false).Source,
        (Markup or StringBuilderOutput, _) => call.Read(0),
        (_, OutputKind.Markdown) => Escaping.Markdown(call.Text(0)),
        _ => call.Text(0),
    };

    private static string OneLine(string text) =>
        string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string? Asset(Call call)
    {
        var name = call.Text(0);
        var page = call.Context.Page;
        if (!page.Assets.Contains(name))
        {
            throw new TemplateFault(RenderingProblems.UnknownAsset, call.ArgumentPlace(0), $"there is no asset '{name}'", Diagnostics.Nearest.Hint(name, [.. page.Assets]));
        }

        return page.Root + "assets/" + name;
    }

    private static string Clock(Call call)
    {
        var minutes = call.Count(0, 0);
        return string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:00}");
    }

    private static string? DateText(Call call)
    {
        if (call.IsNull(0))
        {
            return null;
        }

        return DateOnly.TryParseExact(call.Text(0), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
            : throw call.Wrong(0, "a date must be written as 2026-09-20");
    }

    private static string? ListText(Call call)
    {
        var items = call.Items(0).Select(item => call.AsText(item)).ToList();
        return items switch
        {
            [] => null,
            [var one] => one,
            _ => $"{Join(call, items.Take(items.Count - 1), ", ")} {call.Text(1)} {items[^1]}",
        };
    }

    private static string Capital(string text) =>
        text.Length == 0 ? text : Rune.ToUpperInvariant(Rune.GetRuneAt(text, 0)) + text[Rune.GetRuneAt(text, 0).Utf16SequenceLength..];

    private static List<object?> Where(Call call)
    {
        var field = call.Text(1);
        var hasValue = call.Has(2);
        return [.. call.Items(0).Where(item =>
        {
            var value = call.Field(item, field);
            return hasValue ? Same(value, call.Arguments[2]) : call.Context.ToBool(call.Place, value);
        })];
    }

    private static ScriptArray Sort(Call call)
    {
        var items = call.Items(0);
        call.Context.Spend(items.Count * 4L, call.Place);
        var field = call.OptionalText(1);
        return new ScriptArray(items
            .Select(item => (Item: item, Key: field is null ? item : call.Field(item, field)))
            .Select(pair => (pair.Item, Number: AsNumber(pair.Key)?.Value, Text: pair.Key is null ? null : AsNumber(pair.Key) is null ? call.AsText(pair.Key) : ""))
            .OrderBy(key => key.Text is null)
            .ThenBy(key => key.Number is null)
            .ThenBy(key => key.Number)
            .ThenBy(key => key.Text, StringComparer.OrdinalIgnoreCase)
            .ThenBy(key => key.Text, StringComparer.Ordinal)
            .Select(key => key.Item));
    }

    private static ScriptArray Chunks(Call call)
    {
        var (size, list) = SizeAndList(call);
        return new ScriptArray(call.Items(list).Chunk(call.Count(size, 1)).Select(chunk => (object?)new ScriptArray(chunk)));
    }

    /// <summary>The list comes last in a call and first in a pipe.</summary>
    private static (int Size, int List) SizeAndList(Call call) => AsNumber(call.Arguments[0]) is null && AsNumber(call.Arguments[1]) is not null ? (1, 0) : (0, 1);

    private static ScriptArray PadTo(Call call)
    {
        var (number, list) = SizeAndList(call);
        var size = call.Count(number, 0);
        if (size > MaxItems)
        {
            throw call.Wrong(number, $"a list cannot be longer than {MaxItems} items");
        }

        var items = call.Items(list);
        call.Context.Spend(size, call.Place);
        return new ScriptArray(items.Concat(Enumerable.Repeat<object?>(null, Math.Max(0, size - items.Count))));
    }

    private static string Join(Call call, IEnumerable<string> parts, string separator)
    {
        var builder = new StringBuilder();
        foreach (var part in parts)
        {
            builder.Append(builder.Length > 0 ? separator : "").Append(part);
            call.Limit(builder.Length);
        }

        return builder.ToString();
    }

    private static string Replace(Call call)
    {
        var (text, old, with) = (call.Text(0), call.Text(1), call.Text(2));
        if (old.Length == 0)
        {
            throw call.Wrong(1, "the text to replace is empty");
        }

        call.Limit(text.Length + (text.AsSpan().Count(old) * (long)(with.Length - old.Length)));
        return text.Replace(old, with, StringComparison.Ordinal);
    }

    private static ScriptArray Split(Call call)
    {
        var (text, separator) = (call.Text(0), call.Text(1));
        if (separator.Length == 0)
        {
            throw call.Wrong(1, "the text to split at is empty");
        }

        var count = text.AsSpan().Count(separator);
        if (count > MaxItems)
        {
            throw call.Wrong(0, $"a list cannot be longer than {MaxItems} items");
        }

        call.Context.Spend(count, call.Place);
        return new ScriptArray(text.Split(separator, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Slice(Call call)
    {
        var text = call.Text(0);
        var start = call.Integer(1);
        start = Math.Clamp(start < 0 ? text.Length + start : start, 0, text.Length);
        var length = Math.Clamp(!call.IsNull(2) ? call.Integer(2) : text.Length, 0, text.Length - start);
        var end = start + length;

        // Half a character outside the basic plane is none.
        start = start > 0 && start < text.Length && char.IsLowSurrogate(text[(int)start]) ? start + 1 : start;
        end = end > start && end < text.Length && char.IsLowSurrogate(text[(int)end]) ? end - 1 : end;
        return text[(int)start..(int)Math.Max(start, end)];
    }

    private static object Calculate(Call call, Func<BigInteger, BigInteger, BigInteger> whole, Func<double, double, double> other)
    {
        var (a, b) = (call.Number(0), call.Number(1));
        if (!a.IsWhole || !b.IsWhole)
        {
            return Fit(call, other(a.Value, b.Value));
        }

        var result = whole(new BigInteger(a.Value), new BigInteger(b.Value));
        return result >= long.MinValue && result <= long.MaxValue ? Small((long)result) : throw call.Wrong(0, "this number is too large");
    }

    private static object Divide(Call call, Func<Numeral, Numeral, double> operation)
    {
        var (a, b) = (call.Number(0), call.Number(1));
        return b.Value == 0 ? throw call.Wrong(1, "division by zero") : Fit(call, operation(a, b));
    }

    private static object Round(Call call)
    {
        var digits = !call.IsNull(1) ? call.Count(1, 0) : 0;
        return digits > 15 ? throw call.Wrong(1, "at most 15 digits") : Fit(call, Math.Round(call.Number(0).Value, digits, MidpointRounding.AwayFromZero));
    }

    /// <summary>Whole results are whole numbers, so that they print without a point and count.</summary>
    private static object Fit(Call call, double value)
    {
        if (!double.IsFinite(value))
        {
            throw call.Wrong(0, "the result is no finite number");
        }

        return value == Math.Floor(value) && Math.Abs(value) < 1e15 ? Small((long)value) : value;
    }

#pragma warning disable CA1859 // The rule sees one of the two boxes only.
    private static object Small(long whole)
#pragma warning restore CA1859
    {
        if (whole is >= int.MinValue and <= int.MaxValue)
        {
            return (int)whole;
        }

        return whole;
    }

    private static bool Same(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (bool x, bool y) => x == y,
        (string or ProseValue, string or ProseValue) => string.Equals(a.ToString(), b.ToString(), StringComparison.Ordinal),
        _ when AsNumber(a) is { } x && AsNumber(b) is { } y => x.Value.Equals(y.Value),
        _ => ReferenceEquals(a, b),
    };

    private static Numeral? AsNumber(object? value) => value switch
    {
        int number => new(number, true),
        long number => new(number, true),
        double number => new(number, false),
        float number => new(number, false),
        decimal number => new((double)number, false),
        _ => null,
    };

    private static object? Json(Call call)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonOptions))
        {
            WriteJson(call, writer, call.Arguments[0], 0);
        }

        var text = Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        call.Limit(text.Length);
        return call.Context.Kind is OutputKind.Html or OutputKind.Json ? new Markup(text) : text;
    }

    private static void WriteJson(Call call, Utf8JsonWriter writer, object? value, int depth)
    {
        call.Context.Spend(1, call.Place);
        call.Limit(writer.BytesCommitted + writer.BytesPending);
        if (depth > 20)
        {
            throw call.Wrong(0, "this value is nested too deeply for JSON");
        }

        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double or float or decimal:
                writer.WriteRawValue(call.AsText(value));
                break;
            case IScriptCustomFunction:
                throw call.Wrong(0, "a function cannot be written as JSON");
            case IList list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    WriteJson(call, writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case IScriptObject some and not IList:
                writer.WriteStartObject();
                foreach (var name in some.GetMembers())
                {
                    writer.WritePropertyName(name);
                    WriteJson(call, writer, some.TryGetValue(call.Context, call.Place, name, out var item) ? item : null, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case Markup or StringBuilderOutput:
                writer.WriteStringValue(value.ToString());
                break;
            default:
                writer.WriteStringValue(call.AsText(value));
                break;
        }
    }
}
