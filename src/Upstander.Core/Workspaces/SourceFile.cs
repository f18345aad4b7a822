namespace Upstander.Workspaces;

/// <summary>A file as read from disk.</summary>
/// <param name="Path">Relative to the project, with forward slashes: what messages print.</param>
/// <param name="Bytes">What the file holds, byte for byte.</param>
public sealed record SourceFile(string Path, ReadOnlyMemory<byte> Bytes);
