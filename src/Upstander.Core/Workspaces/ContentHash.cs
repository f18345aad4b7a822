using System.Security.Cryptography;
using System.Text;

namespace Upstander.Workspaces;

/// <summary>Says what files hold in a few letters: SHA-256, in lower case.</summary>
public static class ContentHash
{
    /// <summary>The hash of bytes.</summary>
    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The hash of a text.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>One hash of many files: that of the lines <c>hash path</c> in ordinal order of the paths, each with a line feed behind it.</summary>
    /// <param name="files">Paths and the hashes of what they hold.</param>
    public static string Of(IEnumerable<(string Path, string Hash)> files) =>
        Of(string.Concat(files.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => $"{f.Hash} {f.Path}\n")));
}
