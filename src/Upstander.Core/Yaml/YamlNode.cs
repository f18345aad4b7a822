using Upstander.Diagnostics;

namespace Upstander.Yaml;

/// <summary>How a scalar was written; checks need it to map a place in the text back to a place in the file.</summary>
public enum ScalarStyle
{
    /// <summary>Without quotes.</summary>
    Plain,

    /// <summary>In single quotes.</summary>
    SingleQuoted,

    /// <summary>In double quotes.</summary>
    DoubleQuoted,

    /// <summary>A block that keeps its line ends: <c>|</c>.</summary>
    Literal,

    /// <summary>A block whose line ends become spaces: <c>&gt;</c>.</summary>
    Folded,
}

/// <summary>A value of a YAML file and the place its author wrote it. There are no aliases and no tags: the loader refuses them.</summary>
public abstract record YamlNode(SourceSpan Span);

/// <summary>
/// A single value, always as written: whether <c>010</c> is a number or a text is for the field to decide.
/// A plain scalar without any text (a key with nothing behind it) is a <see cref="YamlNothing"/>, and so are <c>null</c> and <c>~</c>.
/// </summary>
public sealed record YamlScalar(string Text, ScalarStyle Style, SourceSpan Span) : YamlNode(Span)
{
    /// <summary>Whether the text stands in the file as it reads: on one line, between its quotes if it has any. Most do.</summary>
    internal bool IsVerbatim { get; init; }

    /// <summary>Where any other text was read from; null for a scalar that no file holds.</summary>
    internal ScalarSource? Source { get; init; }

    /// <summary>The place in the file of a part of <see cref="Text"/>, whatever the style; the whole scalar where it cannot be told.</summary>
    public SourceSpan SpanOf(int start, int length)
    {
        if (!IsVerbatim)
        {
            return Source?.SpanOf(this, start, length) ?? Span;
        }

        start = Math.Clamp(start, 0, Text.Length);
        var column = Span.Column + (Style == ScalarStyle.Plain ? 0 : 1) + start;
        return new SourceSpan(Span.File, Span.Line, column, Span.Line, column + Math.Clamp(length, 0, Text.Length - start));
    }
}

/// <summary>A key or list item with nothing behind it.</summary>
public sealed record YamlNothing(SourceSpan Span) : YamlNode(Span);

/// <summary>A list.</summary>
public sealed record YamlList(IReadOnlyList<YamlNode> Items, SourceSpan Span) : YamlNode(Span);

/// <summary>A map; keys are plain text and unique.</summary>
public sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, SourceSpan Span) : YamlNode(Span)
{
    /// <summary>The value behind a key, or null.</summary>
    public YamlNode? this[string key]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (entry.Key.Text == key)
                {
                    return entry.Value;
                }
            }

            return null;
        }
    }
}

/// <summary>One key and its value.</summary>
public sealed record YamlEntry(YamlScalar Key, YamlNode Value);
