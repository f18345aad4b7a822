using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Upstander.Lessons;
using Upstander.Workspaces;

namespace Upstander.Packs;

/// <summary>A curriculum as its authors wrote it, to be adapted by others: its files, byte for byte, and a manifest.</summary>
internal static class SourcePack
{
    /// <summary>Version of the manifest's format.</summary>
    public const int Format = 1;

    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The manifest: what the curriculum is, and every file with its size in bytes and SHA-256. <c>content</c> is one hash of them all, by which an overlay
    /// tells whether its base has changed: that of the lines <c>hash path</c> in ordinal order of the paths, each with a line feed behind it.
    /// </summary>
    /// <param name="curriculum">What its file says.</param>
    /// <param name="files">The files in ordinal order of their names.</param>
    public static string Describe(Curriculum curriculum, IReadOnlyList<(string Name, string Hash, long Size)> files)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Layout))
        {
            json.WriteStartObject();
            json.WriteNumber("upstander_pack", Format);
            json.WriteString("kind", "source");
            json.WriteString("id", curriculum.Id!.Value);
            json.WriteString("title", curriculum.Title.Value);
            json.WriteString("version", curriculum.Version.Value);
            json.WriteString("license", curriculum.License.Value);
            json.WriteStartArray("authors");
            foreach (var author in curriculum.Authors)
            {
                json.WriteStringValue(author.Value);
            }

            json.WriteEndArray();
            json.WriteString("content", ContentHash.Of(files.Select(f => (f.Name, f.Hash))));
            json.WriteStartArray("files");
            foreach (var (name, hash, size) in files)
            {
                json.WriteStartObject();
                json.WriteString("path", name);
                json.WriteNumber("size", size);
                json.WriteString("sha256", hash);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>Whether a file of a project belongs into the pack. All that a workspace knows does: hidden files, links, outputs and other projects are not among it.</summary>
    public static bool Holds(WorkspaceFile file) => !file.BuiltIn && file.Name != PackedProject.Manifest;
}
