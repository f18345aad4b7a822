namespace Upstander.Documents;

/// <summary>A page as its template made it: the file itself, or what a PDF or DOCX is made from.</summary>
/// <param name="Page">Which one it is.</param>
/// <param name="Text">HTML, Markdown, JSON or text.</param>
/// <param name="Title">Its title; empty for documents without one.</param>
/// <param name="Language">Its language by BCP 47.</param>
/// <param name="Paper">The paper it is for: <c>letter</c> or <c>a4</c>.</param>
public sealed record MadePage(Page Page, string Text, string Title, string Language, string Paper)
{
    /// <summary>Who wrote the lesson that it is about; empty for pages of the course and its units.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];
}
