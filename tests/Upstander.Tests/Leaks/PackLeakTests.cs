using System.Text;
using Upstander.Publishing;
using Upstander.Tests.Packs;
using Upstander.Tests.Pdf;

namespace Upstander.Tests.Leaks;

/// <summary>A learner pack of the marked project: no file in it, and no file in such a file, holds the mark of a field that is not for learners.</summary>
public sealed class PackLeakTests
{
    [Theory]
    [InlineData("learner", false)]
    [InlineData("family", false)]
    [InlineData("learner", true)]
    public void No_file_of_a_pack_holds_what_its_audience_may_not_see(string audience, bool pdf)
    {
        var browser = pdf ? Printing.Browser : null;
        var marked = new MarkedProject();
        using var project = new Project();
        foreach (var old in Directory.EnumerateFiles(project.Folder))
        {
            File.Delete(old);
        }

        foreach (var (path, text) in marked.Files)
        {
            project.Write(path, text);
        }

        var packed = project.Pack(r => r with
        {
            Audiences = [audience],
            ClassSize = browser is null ? null : 8,
            Compile = r.Compile with { Browser = browser },
        });

        Lists.AssertEmpty(packed.Findings.Where(f => f.Contains(": error ", StringComparison.Ordinal)));
        Assert.Equal(Outcome.Published, packed.Result.Outcome);
        var hidden = marked.Marks.Except(marked.Seen(audience)).ToList();
        Assert.True(hidden.Count > 60, "the test has lost its marks");
        var texts = packed.Entries.SelectMany(e => TextsOf(e.Path, e.Bytes)).ToList();
        Assert.Contains(texts, t => t.Path.Contains(".docx/", StringComparison.Ordinal));
        Assert.Equal(browser is not null, packed.Paths.Any(p => p.EndsWith("-sided.pdf", StringComparison.Ordinal)));

        // The marks that may be seen are found by the same look: it is not blind.
        Lists.AssertEmpty(((string[])[".html", ".md", "word/document.xml"])
            .Where(ending => !marked.Seen(audience).Any(m => texts.Any(t => t.Path.EndsWith(ending, StringComparison.Ordinal) && Holds(t.Text, m.Value)))));
        Lists.AssertEmpty(
            from text in texts
            from mark in hidden
            where Holds(text.Text, mark.Value)
            select $"{mark.Key} in {text.Path}");
    }

    private static bool Holds(string text, string mark) => text.Contains(mark, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(string Path, string Text)> TextsOf(string path, byte[] bytes)
    {
        if (path.EndsWith(".docx", StringComparison.Ordinal))
        {
            return Packing.EntriesOf(bytes).SelectMany(e => TextsOf($"{path}/{e.Path}", e.Bytes));
        }

        return [(path, path.EndsWith(".pdf", StringComparison.Ordinal) ? Printing.Poppler("pdftotext", bytes) : Encoding.UTF8.GetString(bytes))];
    }
}
