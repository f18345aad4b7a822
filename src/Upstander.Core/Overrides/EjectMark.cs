using System.Text;
using System.Text.RegularExpressions;
using Upstander.Workspaces;

namespace Upstander.Overrides;

/// <summary>
/// The first line of a file that was copied out of the tool to be changed: a comment that says what it was copied from, and by its hash whether that is still
/// the same. It leaves no trace in what is built.
/// </summary>
/// <param name="Name">The original, by its path below <c>templates/</c>.</param>
/// <param name="Origin">Whose it was: name and version of the tool, or <see cref="Base"/>.</param>
/// <param name="Hash">SHA-256 of what the original held, with line feeds as line ends.</param>
public sealed partial record EjectMark(string Name, string Origin, string Hash)
{
    /// <summary>The origin of what an overlay copies from that which it lies on.</summary>
    public const string Base = "the base";

    /// <summary>Whether files of this name can hold a mark: templates, style sheets and scripts.</summary>
    public static bool CanMark(string name) => Comment(name) is not null;

    /// <summary>The mark of a file; null where its first line is none.</summary>
    public static EjectMark? Read(string name, ReadOnlySpan<byte> bytes)
    {
        if (Comment(name) is not var (before, after))
        {
            return null;
        }

        var line = FirstLine(WithoutBom(bytes)).Trim();
        return line.StartsWith(before, StringComparison.Ordinal) && line.EndsWith(after, StringComparison.Ordinal) && line.Length >= before.Length + after.Length
            && Pattern().Match(line[before.Length..^after.Length]) is { Success: true } match
            ? new EjectMark(match.Groups["name"].Value, match.Groups["origin"].Value, match.Groups["hash"].Value)
            : null;
    }

    /// <summary>What a file holds below its mark; all of it where it has none.</summary>
    public static ReadOnlyMemory<byte> Without(string name, ReadOnlyMemory<byte> bytes)
    {
        if (Read(name, bytes.Span) is null)
        {
            return bytes;
        }

        var end = bytes.Span.IndexOf((byte)'\n');
        return end < 0 ? ReadOnlyMemory<byte>.Empty : bytes[(end + 1)..];
    }

    /// <summary>What a file holds, with this mark above it and in place of one that is there.</summary>
    public byte[] Above(string name, ReadOnlyMemory<byte> bytes)
    {
        var (before, after) = Comment(name) ?? throw new ArgumentException($"'{name}' can hold no mark.", nameof(name));
        var below = WithoutBom(Without(name, bytes).Span);
        var end = below.IndexOf((byte)'\n') is > 0 and var at && below[at - 1] == '\r' ? "\r\n" : "\n";
        return [.. Encoding.UTF8.GetBytes($"{before}ejected from {Name} of {Origin}, sha256:{Hash}{after}{end}"), .. below];
    }

    /// <summary>The hash of what a file holds below its mark: the same whatever its line ends are.</summary>
    public static string HashOf(string name, ReadOnlyMemory<byte> bytes) => ContentHash.Of(Encoding.UTF8.GetBytes(TextOf(name, bytes)));

    /// <summary>What a file holds below its mark as text, with line feeds as line ends.</summary>
    public static string TextOf(string name, ReadOnlyMemory<byte> bytes) =>
        Encoding.UTF8.GetString(WithoutBom(Without(name, bytes).Span)).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>What stands around the words of a mark in a file of this kind.</summary>
    private static (string Before, string After)? Comment(string name) => Path.GetExtension(name) switch
    {
        ".scriban" => ("{{~ # ", " ~}}"),
        ".css" => ("/* ", " */"),
        ".js" => ("// ", ""),
        _ => null,
    };

    private static string FirstLine(ReadOnlySpan<byte> bytes)
    {
        // Far longer than a mark; a script on one line may have megabytes.
        const int Most = 1_000;
        var end = bytes.IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(end < 0 ? bytes[..Math.Min(bytes.Length, Most)] : bytes[..Math.Min(end, Most)]);
    }

    // Without the byte order mark that some editors put in front.
    private static ReadOnlySpan<byte> WithoutBom(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    [GeneratedRegex("^ejected from (?<name>[^ ]+) of (?<origin>[^,]+), sha256:(?<hash>[0-9a-f]{64})$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
