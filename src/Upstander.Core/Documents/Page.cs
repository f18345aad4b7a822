using Upstander.Binding;

namespace Upstander.Documents;

/// <summary>One file that a build makes.</summary>
/// <param name="Document">What it is.</param>
/// <param name="Audience">Whose it is.</param>
/// <param name="UnitId">The unit it is about, for unit pages.</param>
/// <param name="LessonId">The lesson it is about, for pages of lessons and handouts.</param>
/// <param name="HandoutId">The handout it is about.</param>
/// <param name="Path">Where it goes inside the audience's folder.</param>
public sealed record Page(Document Document, Audience Audience, string? UnitId, string? LessonId, string? HandoutId, string Path)
{
    /// <summary>Where it goes inside the output folder.</summary>
    public string OutputPath => $"{For.NameOf(Audience)}/{Path}";

    /// <summary>What made the file, for the manifest: document, format and lesson.</summary>
    public string Maker => $"{Document.Id} {Document.Format} {LessonId ?? "-"}";

    /// <summary>The way from the page to the audience's folder: <c>../</c> for each folder it lies in.</summary>
    public string Root => string.Concat(Enumerable.Repeat("../", Path.Count(c => c == '/')));

    /// <summary>The address of another file of the same audience, as seen from this page.</summary>
    public string AddressOf(string path)
    {
        var from = Path.Split('/')[..^1];
        var to = path.Split('/');
        var shared = 0;
        while (shared < from.Length && shared < to.Length - 1 && from[shared] == to[shared])
        {
            shared++;
        }

        return string.Concat(Enumerable.Repeat("../", from.Length - shared)) + string.Join('/', to[shared..]);
    }
}
