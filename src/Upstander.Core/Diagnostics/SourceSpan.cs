namespace Upstander.Diagnostics;

/// <summary>
/// A stretch of one source file. Lines and columns count from 1; columns count UTF-16 units, as editors do.
/// The end is the position after the last character. Line 0 means the file as a whole.
/// </summary>
public readonly record struct SourceSpan(string File, int Line, int Column, int EndLine, int EndColumn)
    : IComparable<SourceSpan>
{
    /// <summary>A file as a whole, when no place in it can be named.</summary>
    public static SourceSpan Whole(string file) => new(file, 0, 0, 0, 0);

    /// <summary>A single place.</summary>
    public static SourceSpan At(string file, int line, int column) => new(file, line, column, line, column + 1);

    /// <summary>By file (ordinal), then by line and column: the order in which findings are reported.</summary>
    public int CompareTo(SourceSpan other)
    {
        var file = string.CompareOrdinal(File, other.File);
        return file != 0 ? file
            : Line != other.Line ? Line.CompareTo(other.Line)
            : Column.CompareTo(other.Column);
    }

    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";

    /// <inheritdoc/>
    public static bool operator <(SourceSpan left, SourceSpan right) => left.CompareTo(right) < 0;

    /// <inheritdoc/>
    public static bool operator >(SourceSpan left, SourceSpan right) => left.CompareTo(right) > 0;

    /// <inheritdoc/>
    public static bool operator <=(SourceSpan left, SourceSpan right) => left.CompareTo(right) <= 0;

    /// <inheritdoc/>
    public static bool operator >=(SourceSpan left, SourceSpan right) => left.CompareTo(right) >= 0;
}
