using System.Collections.Concurrent;
using System.Text;

namespace Upstander.Workspaces;

/// <summary>Which files were read and what each held. May be used from several threads.</summary>
internal sealed class FileNotes
{
    private readonly ConcurrentDictionary<string, string> files = new(StringComparer.Ordinal);

    /// <summary>Hashes by path, as messages name it.</summary>
    public IReadOnlyDictionary<string, string> Files => files;

    /// <summary>Notes files, and gives one line for all of them: the same when each holds the same.</summary>
    public string Add(IReadOnlyList<SourceFile> read)
    {
        var key = new StringBuilder();
        foreach (var file in read)
        {
            var hash = ContentHash.Of(file.Bytes.Span);

            // Two may go by one path: a style sheet that is made from brand.yaml is shown as that.
            files.AddOrUpdate(file.Path, hash, (_, known) => string.Join(' ', known.Split(' ').Append(hash).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
            key.Append(file.Path).Append('\0').Append(hash).Append('\n');
        }

        return read.Count == 1 ? key.ToString() : ContentHash.Of(key.ToString());
    }

    /// <summary>One line for all files but some: the same when each holds the same.</summary>
    public string KeyOfAllBut(IReadOnlySet<string> paths) =>
        ContentHash.Of(string.Join('\n', files.Where(f => !paths.Contains(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}\0{f.Value}")));
}
