namespace Upstander.Pdf;

/// <summary>A browser of the Chromium family that was found on this machine.</summary>
/// <param name="Path">Its program.</param>
/// <param name="Sandboxed">Whether it keeps its own sandbox, as it should; root in a container cannot.</param>
public sealed record Browser(string Path, bool Sandboxed = true);
