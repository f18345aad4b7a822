namespace Upstander.Workspaces;

/// <summary>Which images, fonts and other files may go into outputs as they are.</summary>
internal static class AssetKinds
{
    /// <summary>Pictures: nothing that can flash. A drawing may be only a drawing, as <see cref="SafeSvg"/> has it.</summary>
    public static IReadOnlyList<string> Pictures { get; } = [".png", ".jpg", ".jpeg", ".webp", ".svg"];

    /// <summary>Fonts, the smallest form first.</summary>
    public static IReadOnlyList<string> Fonts { get; } = [".woff2", ".woff", ".ttf", ".otf"];

    /// <summary>What lessons and the brand may name.</summary>
    public static IReadOnlyList<string> OfLessons { get; } = [.. Pictures, .. Fonts];

    /// <summary>What templates may bring: they write the pages anyway, script and drawings included.</summary>
    public static IReadOnlyList<string> OfTemplates { get; } =
        [".css", ".js", ".ico", .. Pictures, .. Fonts];

    /// <summary>What a picture, icon or font is, as media types say it; null for other files.</summary>
    public static string? MediaTypeOf(string extension) => extension switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".webp" => "image/webp",
        ".svg" => "image/svg+xml",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".woff" => "font/woff",
        ".ttf" => "font/ttf",
        ".otf" => "font/otf",
        _ => null,
    };

    /// <summary>Whether a file begins as its name promises; kinds without a fixed beginning always do.</summary>
    public static bool Fits(string extension, ReadOnlySpan<byte> bytes) => extension switch
    {
        ".png" => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        ".jpg" or ".jpeg" => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        ".webp" => bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8),
        ".woff2" => bytes.StartsWith("wOF2"u8),
        ".woff" => bytes.StartsWith("wOFF"u8),
        ".ttf" => bytes.StartsWith((ReadOnlySpan<byte>)[0, 1, 0, 0]) || bytes.StartsWith("true"u8),
        ".otf" => bytes.StartsWith("OTTO"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0, 1, 0, 0]),
        _ => true,
    };
}
