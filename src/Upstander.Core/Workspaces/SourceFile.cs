namespace Upstander.Workspaces;

/// <summary>A file as read from disk.</summary>
/// <param name="Path">With forward slashes, as its author would write it from the current folder: what messages print.</param>
/// <param name="Bytes">What the file holds, byte for byte.</param>
public sealed record SourceFile(string Path, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Where it lies in its project, with forward slashes: <c>templates/html/home.html.scriban</c>. The path itself unless a workspace says otherwise.</summary>
    public string Name { get; init; } = Path;
}
