using Upstander.Courses;
using Upstander.Documents;

namespace Upstander.Word;

/// <summary>Makes word processor files from Markdown documents. May be used from several threads.</summary>
public sealed class WordWriter(Course course, Assets assets)
{
    /// <summary>The DOCX of a Markdown page.</summary>
    public byte[] Write(MadePage page) => throw new NotImplementedException($"{course} {assets} {page}");
}
