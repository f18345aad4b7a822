namespace Upstander.Rendering;

/// <summary>
/// What most paths, titles and conditions are: words with fields in between (<c>{{ lesson.id }}/guide.md</c>), or a field by itself or held against a word.
/// There is one for every page of a course, and reading it off costs a thousandth of running a template. Whatever is not as plain as that, or what a
/// template would say more about, has no answer here.
/// </summary>
internal sealed class PlainExpression
{
    private readonly List<(string Before, string Item, string Field)> parts;
    private readonly string rest;
    private readonly (string Item, string Field, bool IsEqual, string? Word)? comparison;

    private PlainExpression(List<(string, string, string)> parts, string rest, (string, string, bool, string?)? comparison) =>
        (this.parts, this.rest, this.comparison) = (parts, rest, comparison);

    /// <summary>A text with <c>{{ a.b }}</c> in it; null when there is more to it.</summary>
    public static PlainExpression? OfText(string text)
    {
        List<(string, string, string)> parts = [];
        var at = 0;
        while (text.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open)
        {
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0 || FieldIn(text.AsSpan(open + 2, close - open - 2).Trim(' ')) is not { } field)
            {
                return null;
            }

            parts.Add((text[at..open], field.Item, field.Field));
            at = close + 2;
        }

        var rest = text[at..];
        return parts.Exists(p => IsMarked(p.Item1)) || IsMarked(rest) ? null : new(parts, rest, null);

        static bool IsMarked(string words) => words.AsSpan().ContainsAny('{', '}');
    }

    /// <summary>A condition <c>a.b</c>, <c>a.b == 'word'</c>, <c>a.b != null</c> and the like; null when there is more to it.</summary>
    public static PlainExpression? OfCondition(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is [var alone] && FieldIn(alone) is { } field)
        {
            return new([(string.Empty, field.Item, field.Field)], "", null);
        }

        return words is [var left, var sign and ("==" or "!="), var right] && FieldIn(left) is { } compared && (right == "null" || IsQuoted(right))
            ? new([], "", (compared.Item, compared.Field, sign == "==", right == "null" ? null : right[1..^1]))
            : null;

        static bool IsQuoted(string word) =>
            word.Length >= 2 && word[0] is '\'' or '"' && word[^1] == word[0] && word.AsSpan(1, word.Length - 2).IndexOfAny('\'', '"', '\\') < 0;
    }

    /// <summary>The text; null when a field is not there or is no text.</summary>
    public string? Text(IReadOnlyList<FrozenView> globals)
    {
        var text = "";
        foreach (var (before, item, field) in parts)
        {
            if (!Find(globals, item, field, out var value) || value is not string words)
            {
                return null;
            }

            text = string.Concat(text, before, words);
        }

        return string.Concat(text, rest);
    }

    /// <summary>Whether the condition holds; null when a field is not there, or is something else than the condition is plain about.</summary>
    public bool? Holds(IReadOnlyList<FrozenView> globals)
    {
        if (comparison is { } asked)
        {
            return !Find(globals, asked.Item, asked.Field, out var held) ? null
                : asked.Word is null ? (held is null) == asked.IsEqual
                : held is string text ? text == asked.Word == asked.IsEqual
                : null;
        }

        return Find(globals, parts[0].Item, parts[0].Field, out var value) && value is null or bool ? value is true : null;
    }

    // What was pushed last stands in front.
    private static bool Find(IReadOnlyList<FrozenView> globals, string item, string field, out object? value)
    {
        for (var i = globals.Count - 1; i >= 0; i--)
        {
            if (globals[i].Root.TryGetValue(null!, default, item, out var found))
            {
                value = null;
                return found is FrozenObject fields && fields.TryGetValue(null!, default, field, out value);
            }
        }

        value = null;
        return false;
    }

    private static (string Item, string Field)? FieldIn(ReadOnlySpan<char> text)
    {
        var dot = text.IndexOf('.');
        return dot > 0 && IsName(text[..dot]) && IsName(text[(dot + 1)..]) ? (text[..dot].ToString(), text[(dot + 1)..].ToString()) : null;

        static bool IsName(ReadOnlySpan<char> name)
        {
            foreach (var c in name)
            {
                if (!char.IsAsciiLetterLower(c) && c != '_')
                {
                    return false;
                }
            }

            return name.Length > 0;
        }
    }
}
