using Upstander.Workspaces;

namespace Upstander.Serving;

/// <summary>What a server answers with.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="Type">What they are, as <c>Content-Type</c> says it.</param>
/// <param name="Status">200, or what is wrong.</param>
public sealed record Served(ReadOnlyMemory<byte> Content, string Type, int Status = 200)
{
    /// <summary>The kind of HTML pages.</summary>
    public const string Html = "text/html; charset=utf-8";

    /// <summary>Whether it is a page of HTML.</summary>
    public bool IsPage => Type == Html;

    /// <summary>What a file is, told by how its name ends.</summary>
    public static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => Html,
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".json" => "application/json",
        ".xml" => "application/xml",
        ".md" => "text/markdown; charset=utf-8",
        ".txt" => "text/plain; charset=utf-8",
        ".pdf" => "application/pdf",
        ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        var other => AssetKinds.MediaTypeOf(other) ?? "application/octet-stream",
    };
}
