namespace Upstander.Diagnostics;

/// <summary>Invisible characters that turn the direction of writing around: with them a line reads as something else than stands there.</summary>
public static class DirectionMarks
{
    /// <summary>Whether a character is one of them.</summary>
    public static bool Is(char c) => c is '\u200e' or '\u200f' or '\u061c' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
