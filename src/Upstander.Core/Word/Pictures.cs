using System.Collections.Concurrent;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Workspaces;

namespace Upstander.Word;

/// <summary>The pictures of a project as word processors hold them, each prepared once. May be used from several threads.</summary>
internal sealed class Pictures(Assets assets, DiagnosticBag problems)
{
    private readonly ConcurrentDictionary<string, Picture?> byName = new(StringComparer.Ordinal);

    /// <summary>The logo of a brand; null after a finding, which is none to stop at: the name stands beside it anyway.</summary>
    public Picture? Find(Located<string> logo) =>
        Find(logo.Value, () => WordProblems.LogoLeftOut.At(logo.Span, "word processor files cannot hold this logo; their heads have the name alone", "save it as PNG or JPEG to have it there too"));

    /// <summary>The picture of an address such as <c>../assets/tree.png</c>; null after a finding, one for each picture.</summary>
    public Picture? Find(string url) => Find(url, null);

    private Picture? Find(string url, Func<Diagnostic>? lack)
    {
        const string Folder = "assets/";
        var at = url.LastIndexOf(Folder, StringComparison.Ordinal);
        var name = Uri.UnescapeDataString(at < 0 ? url : url[(at + Folder.Length)..]);
        return byName.GetOrAdd(name, n => Prepare(n, lack));
    }

    private Picture? Prepare(string name, Func<Diagnostic>? lack)
    {
        var file = assets.Files.FirstOrDefault(f => f.Name == name).File;
        if (file is null)
        {
            // What a template names beside the project's pictures; the page says its alternative.
            return null;
        }

        if (PictureSize.Of(file.Bytes.Span) is not (var width, var height, ("png" or "jpeg") and var ending))
        {
            problems.Add(lack?.Invoke() ?? WordProblems.PictureLeftOut.At(
                SourceSpan.Whole(file.Path), "word processor files cannot hold this picture; they say in words what it shows", "save it as PNG or JPEG"));
            return null;
        }

        return new Picture(WordPart.Of("", null, file.Bytes.ToArray()), ending, width, height);
    }
}

/// <summary>A picture that can stand in a document.</summary>
/// <param name="Part">Its bytes; the name is given by the document.</param>
/// <param name="Ending">png or jpeg.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record Picture(WordPart Part, string Ending, int Width, int Height);
