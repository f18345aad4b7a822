using Upstander.Workspaces;

namespace Upstander.Rendering;

/// <summary>What a page is made of, and so how values are escaped in it. Documents of format 'print' are HTML.</summary>
public enum OutputKind
{
    /// <summary>HTML, on screen or on paper.</summary>
    Html,

    /// <summary>Markdown.</summary>
    Markdown,

    /// <summary>Text without markup.</summary>
    Text,

    /// <summary>JSON.</summary>
    Json,
}

/// <summary>The address of a document as seen from the page being made, or null when this build has no such page.</summary>
/// <param name="document">The id of the document in <c>documents.yaml</c>.</param>
/// <param name="id">The lesson or unit, for documents made per lesson, handout or unit.</param>
/// <param name="handout">The handout, for documents made per handout.</param>
/// <param name="derived">pdf or docx for the file made from that document; null for the document itself.</param>
public delegate string? LinkResolver(string document, string? id, string? handout, string? derived);

/// <summary>One page to be made.</summary>
/// <param name="Template">Name of the template, relative to <c>templates/</c>.</param>
/// <param name="Kind">How values are escaped.</param>
/// <param name="Globals">What the template can name; where two have a name, the later one counts.</param>
/// <param name="Root">From the page to the folder of its audience: <c>../</c> or nothing.</param>
/// <param name="Links">Addresses of other pages.</param>
/// <param name="Documents">Ids of all documents, so that a misspelt one is told from a page that is not built.</param>
/// <param name="LessonsListed">How many lessons the page lists: pages that span a curriculum may take more steps.</param>
/// <param name="Assets">Names of the files in the <c>assets/</c> folder of the audience.</param>
public sealed record PageRequest(
    string Template, OutputKind Kind, IReadOnlyList<FrozenView> Globals, string Root, LinkResolver Links, IReadOnlySet<string> Documents, int LessonsListed, IReadOnlySet<string> Assets)
{
    /// <summary>Counts what its template does, where somebody wants to know.</summary>
    internal WorkCounts? Counts { get; init; }
}
