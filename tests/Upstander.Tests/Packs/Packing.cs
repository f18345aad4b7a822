using System.IO.Compression;
using System.Text;
using Upstander.Diagnostics;

namespace Upstander.Tests.Packs;

/// <summary>Packs a project and looks into the zip with the reader of .NET, not with our own.</summary>
internal static class Packing
{
    /// <summary>Packs into a file beside the project.</summary>
    public static Packed Pack(this Project project, Func<PackRequest, PackRequest>? change = null, bool source = false)
    {
        Directory.CreateDirectory(project.Output);
        var problems = new DiagnosticBag();
        var request = new PackRequest(project.Request) { Output = project.Output };
        request = change?.Invoke(request) ?? request;
        var cancel = TestContext.Current.CancellationToken;
        var result = source ? Packer.PackSource(request, problems, null, cancel) : Packer.Pack(request, problems, null, cancel);
        return new Packed(result, [.. problems.Sorted().Select(p => project.Told(p.ToString()))], result.Path is { } path ? EntriesOf(File.ReadAllBytes(path)) : []);
    }

    /// <summary>What a zip holds, in its order.</summary>
    public static IReadOnlyList<(string Path, byte[] Bytes)> EntriesOf(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
        List<(string, byte[])> entries = [];
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            entries.Add((entry.FullName, content.ToArray()));
        }

        return entries;
    }
}

/// <summary>What came of packing.</summary>
internal sealed record Packed(PackResult Result, IReadOnlyList<string> Findings, IReadOnlyList<(string Path, byte[] Bytes)> Entries)
{
    /// <summary>Paths of the files in the zip.</summary>
    public IReadOnlyList<string> Paths => [.. Entries.Select(e => e.Path)];

    /// <summary>A file of the zip as text.</summary>
    public string Text(string path) => Encoding.UTF8.GetString(Entries.Single(e => e.Path == path).Bytes);

    /// <summary>The zip itself.</summary>
    public byte[] Bytes => File.ReadAllBytes(Result.Path!);
}
