using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Publishing;

namespace Upstander.Tests.Word;

/// <summary>Every word processor file of the starter curriculum, with the Markdown it is made from; built once.</summary>
public sealed class StarterFiles : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("upstander-word-").FullName;

    public StarterFiles()
    {
        var problems = new DiagnosticBag();
        var request = new CompileRequest(Path.Combine(Repository.Root, "lessons"), Project.ToolFolder)
        {
            OutputFolder = folder,
            Today = Project.Today,
            Choice = PageChoice.All with { Formats = ["markdown", "docx"] },
            Rules = new([], Project.StructuralGroups),
            ShippedRules = Project.ShippedRules,
        };
        var result = Compiler.Compile(request, problems, null, CancellationToken.None);
        Assert.Equal(Outcome.Published, result.Outcome);
        Files = Directory.EnumerateFiles(folder, "*.docx", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllBytes);
        Assert.True(Files.Count > 80, $"only {Files.Count} files");
    }

    /// <summary>Files by their path.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>The Markdown of a file.</summary>
    public string Markdown(string path) => File.ReadAllText(Path.Combine(folder, Path.ChangeExtension(path, ".md")));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
